import Bytes
public import Journal

/// What travels on a stick, in one file that its writer signed.
public struct Bundle: Hashable, Sendable {
  /// Requests to enrol, each an envelope of its own.
  public var enrolRequests: [[UInt8]]
  /// Sealed batches, of any devices.
  public var batches: [[UInt8]]
  /// Envelopes of the hub: answers to enrol, news.
  public var answers: [[UInt8]]
  /// Packs of checklists, exactly as the hub offers them.
  public var packs: [[UInt8]]

  public init(
    enrolRequests: [[UInt8]] = [], batches: [[UInt8]] = [], answers: [[UInt8]] = [], packs: [[UInt8]] = []
  ) {
    self.enrolRequests = enrolRequests
    self.batches = batches
    self.answers = answers
    self.packs = packs
  }

  static let magic = Array("TSU1".utf8)

  /// The file: `TSU1`, the writer's public key (32), its signature (64) over DSSE's encoding of the payload and its type,
  /// then the payload. Nothing of it needs to be parsed to check it.
  public func sealed(key: DeviceKey) throws -> [UInt8] {
    var writer = ByteWriter()
    for list in [enrolRequests, batches, answers, packs] {
      writer.number(list.count)
      for item in list { writer.counted(item) }
    }
    let signature = try key.signature(over: Envelope.encoding(.bundle, writer.bytes))
    return Self.magic + key.publicKey + signature + writer.bytes
  }

  /// Reads a file whose writer signed it, and who that was; nil where it is too large, was cut or changed. The parts have
  /// signatures of their own, which are still to be checked.
  public static func open(_ bytes: [UInt8]) -> (bundle: Bundle, writer: DeviceID)? {
    guard bytes.count <= Limits.bundleBytes, bytes.count > 100, bytes.starts(with: magic) else { return nil }
    let publicKey = Array(bytes[4..<36])
    let payload = Array(bytes[100...])
    guard
      DeviceKey.isSigned(
        Envelope.encoding(.bundle, payload), signature: Array(bytes[36..<100]), publicKey: publicKey)
    else { return nil }
    var reader = ByteReader(payload[...])
    var lists: [[[UInt8]]] = []
    for limit in [Limits.messageBytes, Limits.batchBytes, Limits.newsBytes, Limits.packBytes] {
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
      Bundle(enrolRequests: lists[0], batches: lists[1], answers: lists[2], packs: lists[3]),
      DeviceID(publicKey: publicKey)
    )
  }
}
