import Bytes
import HTTPTypes
package import Journal
package import JournalFixtures
import Platform
package import Protocol

/// What a test could not get.
package struct FixtureFault: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

/// A laptop in memory: a key, and a chain of entries that can be made into batches.
package struct TestDevice: Sendable {
  package let key: DeviceKey
  /// The present incarnation of its log.
  package private(set) var incarnation = 1
  /// The bytes of its entries, from the first.
  package private(set) var entries: [[UInt8]] = []
  package var bodies: Bodies
  /// A lead's sealing key.
  package let sealing = LeadSeal.pair()
  /// Milliseconds that its clock is ahead of the hub's.
  package var skew: Int64 = 0

  /// The same seed gives the same key and the same entries.
  package init(seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    guard let key = DeviceKey(using: &chance) else { throw FixtureFault("no key") }
    self.key = key
    bodies = Bodies(seed: seed)
  }

  package var id: DeviceID { key.device }
  /// The hash of the last entry.
  package var head: EntryHash { hash(entries.count) }

  /// The hash of an entry by its sequence; zero for 0.
  package func hash(_ sequence: Int) -> EntryHash {
    sequence > 0 ? EntryHash(of: entries[sequence - 1]) : .zero
  }

  /// The name of the entry at a place.
  package func entry(_ sequence: Int) -> EntryID {
    EntryID(device: id, incarnation: incarnation, sequence: sequence)
  }

  /// Writes sessions as on any day.
  package mutating func write(sessions count: Int) throws {
    for _ in 0..<count { try write(.session(bodies.session())) }
  }

  /// Writes one entry.
  package mutating func write(_ body: EntryBody, receipt: EntryHash? = nil, contact: EntryHash? = nil) throws {
    let stored = StoredEntry(
      id: entry(entries.count + 1), previous: head, body: body, receipt: receipt, contact: contact)
    entries.append(try EntryBytes.encode(stored))
  }

  /// Appends bytes that the journal would never write.
  package mutating func write(bytes: [UInt8]) { entries.append(bytes) }

  /// Drops what was written behind a place, as an old image of the disk does.
  package mutating func forget(after sequence: Int) { entries.removeLast(entries.count - sequence) }

  /// Begins a new incarnation of the log.
  package mutating func beginAnew() {
    incarnation += 1
    entries = []
  }

  /// The entries behind `base` through `last` (nil: the end), as they travel.
  package func batch(
    after base: Int = 0, through last: Int? = nil, attachments: [ContactAttachment] = []
  ) throws -> SealedBatch {
    let items = entries[base..<(last ?? entries.count)].map { Batch.Item.entry($0) }
    return try seal(items, after: base, attachments: attachments)
  }

  /// Any items, as they travel.
  package func seal(
    _ items: [Batch.Item], after base: Int = 0, attachments: [ContactAttachment] = []
  ) throws -> SealedBatch {
    try SealedBatch(bytes: signed(items, after: base, attachments: attachments))
  }

  /// Any items, as they travel, also where nobody would take them.
  package func signed(
    _ items: [Batch.Item], after base: Int = 0, attachments: [ContactAttachment] = []
  ) throws -> [UInt8] {
    let chain = ChainID(device: id, incarnation: incarnation)
    return try SealedBatch.signed(
      Batch(
        publicKey: key.publicKey, base: ChainHead(chain: chain, size: base, hash: hash(base)), items: items,
        attachments: attachments), key: key)
  }

  /// A sealed batch whose signed part was changed, under a new signature of the device.
  package func resealed(_ batch: [UInt8], _ change: (inout [UInt8]) throws -> Void) throws -> [UInt8] {
    let prefix = batch.prefix(36)
    var signed = Array(batch.dropFirst(100))
    try change(&signed)
    let signature = try key.signature(over: Array("tiepsuc batch 1 \(EntryHash(of: signed).hex)".utf8))
    return prefix + signature + signed
  }

  /// A request to enrol with a code, in its envelope.
  package func enrolRequest(_ code: EnrolCode, nonce: String = TestDevice.nonce(), role: DeviceRole = .desk) throws
    -> [UInt8]
  {
    let request = EnrolRequest(
      lookup: code.lookup.hex, proof: EnrolProof.device(code.secret, publicKey: key.publicKey, nonce: nonce),
      nonce: nonce, clock: 0, sealingKey: role == .lead ? Hex.text(sealing.publicKey) : nil,
      receiptKey: try EnrolProof.seal(key.receipts, code.secret, publicKey: key.publicKey, nonce: nonce))
    return try Envelope(try request.bytes, .enrolRequest, key: key).bytes
  }

  /// A request with its signature. `time` is the hub's.
  package func signed(
    _ request: HubRequest, to hub: HubID, time: Int64, nonce: String = TestDevice.nonce()
  ) throws -> HubRequest {
    var request = request
    let signature = try RequestSignature.sign(
      request, to: hub, time: time, clock: time + skew, nonce: nonce, key: key)
    request.headers[.authorization] = signature.header
    return request
  }

  /// 32 hex digits of chance.
  package static func nonce() -> String {
    var generator = SystemRandomNumberGenerator()
    return Hex.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }
}
