public import HubStore
public import Journal
public import Protocol

/// A chain of made-up entries, cut into batches at will; a clone goes on with other bytes behind a place.
public struct SampleChain: Sendable {
  public let device: DeviceID
  public let incarnation: Int
  /// Entry n stands at n - 1.
  public private(set) var entries: [IncomingEntry] = []

  public init(incarnation: Int = 1, entries count: Int = 0, bytes: Int = 600) {
    device = DeviceID(publicKey: (0..<32).map { _ in UInt8.random(in: 0...255) })
    self.incarnation = incarnation
    add(count, bytes: bytes)
  }

  public var size: Int { entries.count }

  public func hash(_ sequence: Int) -> EntryHash { sequence == 0 ? .zero : entries[sequence - 1].hash }

  /// Adds entries, each with a receipt and a contact.
  public mutating func add(_ count: Int, clone: Int = 0, bytes: Int = 600) {
    for _ in 0..<count {
      let sequence = entries.count + 1
      var content = Array("\(device.rawValue) \(incarnation) \(sequence) \(clone) \(hash(sequence - 1).hex)".utf8)
      content += [UInt8](repeating: UInt8(ascii: "."), count: max(0, bytes - content.count))
      entries.append(
        IncomingEntry(
          sequence: sequence, hash: EntryHash(of: content), bytes: content,
          receipt: EntryHash(of: content + [1]), contact: EntryHash(of: content + [2]), destroys: nil, reason: nil,
          unit: "29242", volunteer: "TN0\(sequence % 3)"))
    }
  }

  /// Changes an entry that was added.
  public mutating func change(_ sequence: Int, _ change: (inout IncomingEntry) -> Void) {
    change(&entries[sequence - 1])
  }

  /// The same chain through `sequence`, then `count` other entries.
  public func cloned(after sequence: Int, _ clone: Int, adding count: Int) -> SampleChain {
    var other = self
    other.entries.removeSubrange(sequence...)
    other.add(count, clone: clone)
    return other
  }

  /// Entries behind `base` through `end`, but for those that are lost.
  public func batch(
    _ base: Int, _ end: Int, losing losses: [ClosedRange<Int>] = [], boxesTo lead: LeadKeyID? = nil, time: Int64 = 1_000
  ) -> IncomingBatch {
    let kept = entries[base..<end].filter { entry in !losses.contains { $0.contains(entry.sequence) } }
    return IncomingBatch(
      chain: ChainID(device: device, incarnation: incarnation), base: base, baseHash: hash(base), entries: Array(kept),
      losses: losses.map { LostRange(first: $0.lowerBound, last: $0.upperBound, hash: hash($0.upperBound)) },
      attachments: lead.map { lead in
        kept.map { ContactAttachment(sequence: $0.sequence, lead: lead, box: box($0.sequence)) }
      }
        ?? [],
      size: end, head: hash(end), headSignature: [UInt8](repeating: 7, count: 64), carrier: device, time: time, skew: 3,
      isFromRevoked: false)
  }

  /// What stands for the sealed contact of an entry.
  public func box(_ sequence: Int) -> [UInt8] { Array("box of \(sequence)".utf8) }
}
