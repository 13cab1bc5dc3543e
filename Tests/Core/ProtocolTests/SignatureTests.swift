import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

@Suite struct SignatureTests {
  let hub = HubKey()
  let key: DeviceKey
  let nonce = String(repeating: "0a", count: 16)

  init() throws {
    var chance = SplitMix64(seed: 1)
    key = try #require(DeviceKey(using: &chance))
  }

  @Test func `a receipt is one line, and every change of it is noticed`() throws {
    let receipt = try Receipt(
      hubIncarnation: 2, device: key.device, incarnation: 1, size: 41, head: EntryHash(of: [4]), time: 1_800_000,
      key: hub)
    #expect(Receipt(line: receipt.line) == receipt)
    #expect(receipt.isSigned(by: hub.publicKey))
    #expect(!receipt.isSigned(by: HubKey().publicKey))
    let line = Array(receipt.line.utf8)
    for index in line.indices {
      var changed = line
      changed[index] ^= 1
      let read = Receipt(line: String(decoding: changed, as: UTF8.self))
      #expect(read.map { $0.isSigned(by: hub.publicKey) } != true, "byte \(index)")
    }
    #expect(Receipt(line: receipt.line.replacing(" 41 ", with: " 041 ")) == nil)
    #expect(Receipt(line: receipt.line + " ") == nil)
  }

  @Test func `a request is signed as a whole, for one hub`() throws {
    let request = HubRequest(.post, "/v1/push?x=1", body: [1, 2, 3])
    let signature = try RequestSignature.sign(request, to: hub.id, time: 5, clock: -7, nonce: nonce, key: key)
    let read = try #require(RequestSignature(header: signature.header))
    #expect(read == signature)
    #expect(read.holds(for: request, to: hub.id, publicKey: key.publicKey))
    #expect(!read.holds(for: request, to: HubKey().id, publicKey: key.publicKey))
    #expect(!read.holds(for: request, to: hub.id, publicKey: hub.publicKey))
    for changed in [
      HubRequest(.get, "/v1/push?x=1", body: [1, 2, 3]), HubRequest(.post, "/v1/push?x=2", body: [1, 2, 3]),
      HubRequest(.post, "/v1/push?x=1", body: [1, 2]),
    ] {
      #expect(!read.holds(for: changed, to: hub.id, publicKey: key.publicKey))
    }
    for change in [
      { $0.time += 1 }, { $0.clock += 1 }, { $0.nonce = String(repeating: "0b", count: 16) },
    ] as [(inout RequestSignature) -> Void] {
      var other = read
      change(&other)
      #expect(!other.holds(for: request, to: hub.id, publicKey: key.publicKey))
    }
  }

  @Test(arguments: [
    "", "Bearer x", "TiepSuc-1 ", "TiepSuc-1 a.b.c.d.e", "TiepSuc-1 ....", String(repeating: "T", count: 500),
  ])
  func `another header is no signature`(header: String) {
    #expect(RequestSignature(header: header) == nil)
    #expect(AnswerSignature(header: header) == nil)
  }

  @Test func `an answer is signed for one question`() throws {
    let request = HubRequest(.post, Route.erasures, body: [1, 2])
    let question = AnswerSignature.Question(request, nonce: nonce)
    let answer = HubAnswer(status: 200, body: [7])
    let signature = try AnswerSignature.sign(answer, to: question, time: 9, key: hub)
    let read = try #require(AnswerSignature(header: signature.header))
    #expect(read.holds(for: answer, to: question, hubKey: hub.publicKey))
    #expect(!read.holds(for: answer, to: question, hubKey: HubKey().publicKey))
    #expect(!read.holds(for: HubAnswer(status: 409, body: [7]), to: question, hubKey: hub.publicKey))
    #expect(!read.holds(for: HubAnswer(status: 200, body: [8]), to: question, hubKey: hub.publicKey))
    let others: [AnswerSignature.Question] = [
      .init(request, nonce: "other"), .init(HubRequest(.get, Route.erasures, body: [1, 2]), nonce: nonce),
      .init(HubRequest(.post, Route.push, body: [1, 2]), nonce: nonce),
      .init(HubRequest(.post, Route.erasures + "?x", body: [1, 2]), nonce: nonce),
      .init(HubRequest(.post, Route.erasures, body: [1]), nonce: nonce), question.unread,
    ]
    for other in others { #expect(!read.holds(for: answer, to: other, hubKey: hub.publicKey), "\(other)") }
    var later = read
    later.time += 1
    #expect(!later.holds(for: answer, to: question, hubKey: hub.publicKey))
  }

  @Test func `only a refusal may be an answer to a body that was not read`() throws {
    let question = AnswerSignature.Question(HubRequest(.post, Route.push, body: [1, 2]), nonce: nonce)
    for (status, holds) in [(200, false), (204, false), (399, false), (408, true), (413, true), (503, true)] {
      let answer = HubAnswer(status: status)
      let signature = try AnswerSignature.sign(answer, to: question.unread, time: 9, key: hub)
      #expect(signature.holds(for: answer, to: question, hubKey: hub.publicKey) == holds, "\(status)")
    }
  }

  @Test func `an envelope is signed over its type and payload, as DSSE says`() throws {
    let payload = Array("hello world".utf8)
    let envelope = try Envelope(payload, .news, key: hub)
    let read = try #require(Envelope(bytes: envelope.bytes, limit: 4_000))
    #expect(read.payload(.news, signedBy: hub.publicKey) == payload)
    #expect(read.payload(.bundle, signedBy: hub.publicKey) == nil)
    #expect(read.payload(.news, signedBy: key.publicKey) == nil)
    // The encoding of the specification, written out.
    let encoding = Array("DSSEv1 33 application/vnd.tiepsuc.news+json 11 hello world".utf8)
    let signature = try #require(Base64.bytes(read.signatures[0].sig))
    #expect(DeviceKey.isSigned(encoding, signature: signature, publicKey: hub.publicKey))
    var changed = read
    changed.payload = Base64.text(Array("hello worle".utf8))
    #expect(changed.payload(.news, signedBy: hub.publicKey) == nil)
    changed = read
    changed.payloadType = Envelope.Kind.enrolAnswer.rawValue
    #expect(changed.payload(.enrolAnswer, signedBy: hub.publicKey) == nil)
    #expect(Envelope(bytes: try envelope.bytes, limit: 10) == nil)
  }

  @Test func `a code is read as people type it, and proves who knows it`() throws {
    var chance = SplitMix64(seed: 3)
    let code = EnrolCode.short(using: &chance)
    #expect(EnrolCode(typed: code.shown.lowercased() + " ") == code)
    #expect(EnrolCode(typed: String(code.letters.dropLast())) == nil)
    #expect(EnrolCode(typed: String(code.letters.dropLast()) + "0") == nil)
    let long = EnrolCode.long(using: &chance)
    #expect(EnrolCode(typed: long.shown) == long)
    let proof = EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: nonce)
    #expect(proof != EnrolProof.device(code.secret, publicKey: hub.publicKey, nonce: nonce))
    #expect(proof != EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: "other"))
    #expect(proof != EnrolProof.device(long.secret, publicKey: key.publicKey, nonce: nonce))
    #expect(code.lookup != code.secret)
  }

  @Test func `a contact opens only for its lead and its entry`() throws {
    let lead = LeadSeal.pair()
    let entry = EntryID(device: key.device, incarnation: 1, sequence: 4)
    let box = try LeadSeal.seal([1, 2, 3], of: entry, to: lead.publicKey)
    #expect(LeadSeal.open(box, of: entry, secret: lead.secret) == [1, 2, 3])
    #expect(LeadSeal.open(box, of: entry, secret: LeadSeal.pair().secret) == nil)
    let other = EntryID(device: key.device, incarnation: 1, sequence: 5)
    #expect(LeadSeal.open(box, of: other, secret: lead.secret) == nil)
    for index in box.indices {
      var changed = box
      changed[index] ^= 1
      #expect(LeadSeal.open(changed, of: entry, secret: lead.secret) == nil)
    }
    #expect(LeadSeal.open([], of: entry, secret: lead.secret) == nil)
  }

  @Test func `a bundle is read whole or not at all`() throws {
    let (batch, writer) = try sampleBatch(seed: 4, count: 4)
    let bundle = Bundle(
      enrolRequests: [[1]], batches: [try SealedBatch(batch, key: writer).bytes], answers: [[2], [3, 4]])
    let bytes = try bundle.sealed(key: key)
    let read = try #require(Bundle.open(bytes))
    #expect(read.bundle == bundle)
    #expect(read.writer == key.device)
    for length in stride(from: 0, to: bytes.count, by: 13) { #expect(Bundle.open(Array(bytes.prefix(length))) == nil) }
    for index in stride(from: 0, to: bytes.count, by: 13) {
      var changed = bytes
      changed[index] ^= 2
      #expect(Bundle.open(changed)?.bundle ?? bundle == bundle)
    }
  }

  @Test func `every refusal has its stable type and status`() throws {
    let table = Refusal.Kind.allCases.map { "\($0.rawValue) \(Refusal($0).status)" }
    #expect(
      table == [
        "malformed 400", "bad-signature 401", "unknown-device 401", "wrong-time 401", "replayed 401", "revoked 403",
        "wrong-role 403", "wrong-unit 403", "bad-code 403", "size-mismatch 409", "forked 409", "too-large 413",
        "too-many 429", "too-slow 408", "newer-format 400", "period-held 409", "bad-token 401", "unknown-cursor 410",
        "not-found 404",
        "wrong-method 405", "unavailable 503",
      ])
    for kind in Refusal.Kind.allCases {
      let refusal = Refusal(kind, size: 3)
      #expect(refusal.type == "urn:tiepsuc:problem:" + kind.rawValue)
      #expect(Refusal(bytes: try refusal.bytes)?.kind == kind)
    }
    #expect(Refusal(bytes: Array("<html>".utf8)) == nil)
  }
}
