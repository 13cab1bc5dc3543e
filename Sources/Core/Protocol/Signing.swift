import Bytes
package import Journal

/// The signature of one request: who asks, when, and that nothing of it was changed or sent before.
///
/// It travels as `authorization: TiepSuc-1 DEVICE.TIME.CLOCK.NONCE.SIGNATURE`.
package struct RequestSignature: Hashable, Sendable {
  /// The scheme in the header.
  package static let scheme = "TiepSuc-1"

  package var device: DeviceID
  /// Milliseconds since 1970 by the hub's clock, as the device knows it.
  package var time: Int64
  /// Milliseconds since 1970 by the device's own clock.
  package var clock: Int64
  /// 16 bytes of chance, 32 hex digits; never used twice.
  package var nonce: String
  /// Ed25519, 64 bytes.
  package var signature: [UInt8]

  package init(device: DeviceID, time: Int64, clock: Int64, nonce: String, signature: [UInt8]) {
    self.device = device
    self.time = time
    self.clock = clock
    self.nonce = nonce
    self.signature = signature
  }

  /// Signs a request to a hub.
  package static func sign(
    _ request: HubRequest, to hub: HubID, time: Int64, clock: Int64, nonce: String, key: DeviceKey
  ) throws -> RequestSignature {
    var made = RequestSignature(device: key.device, time: time, clock: clock, nonce: nonce, signature: [])
    made.signature = try key.signature(over: made.message(request, to: hub))
    return made
  }

  /// Whether the owner of a public key signed just this request to just this hub.
  package func holds(for request: HubRequest, to hub: HubID, publicKey: [UInt8]) -> Bool {
    DeviceID(publicKey: publicKey) == device
      && DeviceKey.isSigned(message(request, to: hub), signature: signature, publicKey: publicKey)
  }

  private func message(_ request: HubRequest, to hub: HubID) -> [UInt8] {
    let body = EntryHash(of: request.body).hex
    return Array(
      """
      tiepsuc request 1
      \(hub.rawValue)
      \(request.method.rawValue) \(request.path)
      \(body)
      \(device.rawValue) \(time) \(clock) \(nonce)
      """.utf8)
  }

  /// As it stands in the header.
  package var header: String {
    "\(Self.scheme) \(device.rawValue).\(time).\(clock).\(nonce).\(Base64.text(signature))"
  }

  /// Reads a header; nil where it has another form.
  package init?(header: String) {
    guard header.utf8.count <= 400, header.hasPrefix(Self.scheme + " ") else { return nil }
    let parts = header.dropFirst(Self.scheme.count + 1).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 5, Hex.bytes(parts[0])?.count == 16, let time = Int64(parts[1]), let clock = Int64(parts[2]),
      Hex.bytes(parts[3])?.count == 16, let signature = Base64.bytes(String(parts[4])), signature.count == 64
    else { return nil }
    self.init(
      device: DeviceID(rawValue: String(parts[0])), time: time, clock: clock, nonce: String(parts[3]),
      signature: signature)
  }
}

/// The hub's signature over one answer: only it tells an answer of the hub from a page of whoever stands between.
///
/// It travels as `tiepsuc-answer: TIME.SIGNATURE` and covers what was asked (``Question``) beside what is answered, so an
/// old answer, or one to another question, is worth nothing.
package struct AnswerSignature: Hashable, Sendable {
  /// What an answer is one to.
  package struct Question: Hashable, Sendable {
    package var method: HubRequest.Method
    /// The path with its query.
    package var path: String
    /// SHA-256 of the request's body; nil where the hub refused before it had read all of it.
    package var body: EntryHash?
    /// The request's nonce: that of its signature, or `tiepsuc-nonce` where it has none.
    package var nonce: String

    /// The question that a request asks.
    package init(_ request: HubRequest, nonce: String) {
      method = request.method
      path = request.path
      body = EntryHash(of: request.body)
      self.nonce = nonce
    }

    /// The same question as whoever did not read its body knows it.
    package var unread: Question {
      var question = self
      question.body = nil
      return question
    }
  }

  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// Ed25519, 64 bytes.
  package var signature: [UInt8]

  /// Signs an answer.
  package static func sign(
    _ answer: HubAnswer, to question: Question, time: Int64, key: HubKey
  ) throws -> AnswerSignature {
    AnswerSignature(
      time: time, signature: try key.signature(over: message(answer, to: question, time: time)))
  }

  /// Whether the hub with this key gave just this answer to just that question. Only a refusal may be one to a question
  /// whose body the hub did not read.
  package func holds(for answer: HubAnswer, to question: Question, hubKey: [UInt8]) -> Bool {
    let questions = answer.status < 400 ? [question] : [question, question.unread]
    return questions.contains { question in
      DeviceKey.isSigned(
        Self.message(answer, to: question, time: time), signature: signature, publicKey: hubKey)
    }
  }

  private static func message(_ answer: HubAnswer, to question: Question, time: Int64) -> [UInt8] {
    Array(
      """
      tiepsuc answer 1
      \(question.method.rawValue) \(question.path)
      \(question.body?.hex ?? "-")
      \(question.nonce)
      \(answer.status) \(EntryHash(of: answer.body).hex)
      \(time)
      """.utf8)
  }

  /// As it stands in the header.
  package var header: String { "\(time).\(Base64.text(signature))" }

  package init(time: Int64, signature: [UInt8]) {
    self.time = time
    self.signature = signature
  }

  /// Reads a header; nil where it has another form.
  package init?(header: String) {
    guard header.utf8.count <= 200, let dot = header.firstIndex(of: "."), let time = Int64(header[..<dot]),
      let signature = Base64.bytes(String(header[header.index(after: dot)...])), signature.count == 64
    else { return nil }
    self.init(time: time, signature: signature)
  }
}
