import Bytes
package import Journal

/// What travels on a stick, in one file that its writer signed.
package struct Bundle: Hashable, Sendable {
  /// Requests to enrol, each an envelope of its own.
  package var enrolRequests: [[UInt8]]
  /// Sealed batches, of any devices.
  package var batches: [[UInt8]]
  /// Envelopes of the hub: answers to enrol, news.
  package var answers: [[UInt8]]
  /// Packs of checklists, exactly as the hub offers them.
  package var packs: [[UInt8]]
  /// What leads say (``LeadAct``), each an envelope of its own.
  package var acts: [[UInt8]]

  package init(
    enrolRequests: [[UInt8]] = [], batches: [[UInt8]] = [], answers: [[UInt8]] = [], packs: [[UInt8]] = [],
    acts: [[UInt8]] = []
  ) {
    self.acts = acts
    self.enrolRequests = enrolRequests
    self.batches = batches
    self.answers = answers
    self.packs = packs
  }

  /// The file: a ``SignedFile`` with the writer's signature. Nothing of it needs to be parsed to check it.
  package func sealed(key: DeviceKey) throws -> [UInt8] {
    var writer = ByteWriter()
    for list in [enrolRequests, batches, answers, packs, acts] {
      writer.number(list.count)
      for item in list { writer.counted(item) }
    }
    var file = SignedFile(.bundle, body: writer.bytes)
    let signature = try key.signature(over: Envelope.encoding(.bundle, writer.bytes))
    file.signatures = [SignedFile.Signature(publicKey: key.publicKey, bytes: signature)]
    return file.bytes
  }

  /// Reads a file whose writer signed it, and who that was; nil where it is too large, was cut or changed. The parts have
  /// signatures of their own, which are still to be checked.
  package static func open(_ bytes: [UInt8]) -> (bundle: Bundle, writer: DeviceID)? {
    let file: SignedFile
    do { file = try SignedFile(bytes, .bundle) } catch { return nil }
    guard file.signatures.count == 1, let signature = file.signatures.first, file.holds(signature) else { return nil }
    var reader = ByteReader(file.body[...])
    var lists: [[[UInt8]]] = []
    for limit in [Limits.messageBytes, Limits.batchBytes, Limits.newsBytes, Limits.packBytes, Limits.messageBytes] {
      guard let count = reader.number(atMost: 100_000) else { return nil }
      var items: [[UInt8]] = []
      for _ in 0..<count {
        guard let item = reader.counted(atMost: limit) else { return nil }
        items.append(Array(item))
      }
      lists.append(items)
    }
    guard reader.isAtEnd else { return nil }
    return (
      Bundle(enrolRequests: lists[0], batches: lists[1], answers: lists[2], packs: lists[3], acts: lists[4]),
      DeviceID(publicKey: signature.publicKey)
    )
  }
}
