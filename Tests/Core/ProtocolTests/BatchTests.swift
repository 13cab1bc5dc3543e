import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

/// A stretch of a chain in memory.
func sampleBatch(seed: UInt64, base: Int = 0, count: Int) throws -> (batch: Batch, key: DeviceKey) {
  var chance = SplitMix64(seed: seed)
  let key = try #require(DeviceKey(using: &chance))
  var bodies = Bodies(seed: seed)
  let baseHash = base == 0 ? EntryHash.zero : EntryHash(of: [1, 2, 3])
  let chain = ChainID(device: key.device, incarnation: 3)
  var batch = Batch(publicKey: key.publicKey, base: ChainHead(chain: chain, size: base, hash: baseHash), items: [])
  var previous = baseHash
  for sequence in 0..<count {
    let id = EntryID(device: key.device, incarnation: 3, sequence: base + sequence + 1)
    let body = bodies.anything()
    let isSession = body.kind == .session
    let bytes = try EntryBytes.encode(
      StoredEntry(
        id: id, previous: previous, body: body, receipt: isSession ? EntryHash(of: [UInt8(sequence & 255)]) : nil,
        contact: isSession && sequence.isMultiple(of: 3) ? previous : nil))
    previous = EntryHash(of: bytes)
    batch.items.append(.entry(bytes))
  }
  return (batch, key)
}

@Suite struct BatchTests {
  @Test func `a batch comes out as it went in, whatever its entries are`() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      var (batch, key) = try sampleBatch(seed: seed, base: seed.isMultiple(of: 2) ? 0 : 7_000, count: 9)
      // What the journal would never write travels whole: no entry at all, an entry out of its place, nothing.
      batch.items.append(.entry(Array(#"{"v":9,"kind":"later"}"#.utf8)))
      batch.items.append(batch.items[0])
      batch.items.append(.entry([]))
      batch.items.append(
        .lost(LostRange(first: batch.end.size + 1, last: batch.end.size + 12, hash: EntryHash(of: [UInt8(seed)]))))
      batch.items.append(.entry(Array(#"{"v":1,"kind":"x"#.utf8)))
      batch.attachments = [.init(sequence: 1, lead: LeadKeyID(publicKey: [1]), box: [9, 8, 7])]
      let sealed = try SealedBatch(batch, key: key)
      let read = try SealedBatch(bytes: sealed.bytes)
      #expect(read.publicKey == key.publicKey)
      #expect(read.base == batch.base)
      #expect(read.size == batch.end.size)
      #expect(try read.open() == batch)
    }
  }

  @Test func `an empty batch is one too`() throws {
    let (batch, key) = try sampleBatch(seed: 5, count: 0)
    #expect(try SealedBatch(bytes: SealedBatch(batch, key: key).bytes).open() == batch)
  }

  @Test func `cut anywhere, it is refused`() throws {
    let (batch, key) = try sampleBatch(seed: 6, count: 3)
    let bytes = try SealedBatch(batch, key: key).bytes
    for length in 0..<bytes.count {
      #expect(throws: BatchFault.self) { try SealedBatch(bytes: Array(bytes.prefix(length))).open() }
    }
    #expect(throws: BatchFault.badSignature) { try SealedBatch(bytes: bytes + [0]) }
  }

  @Test func `one bit changed anywhere, it is refused`() throws {
    let (batch, key) = try sampleBatch(seed: 7, count: 3)
    let bytes = try SealedBatch(batch, key: key).bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: BatchFault.self) { try SealedBatch(bytes: changed).open() }
    }
  }

  @Test func `a newer form is said to be one`() throws {
    let (batch, key) = try sampleBatch(seed: 8, count: 1)
    var bytes = try SealedBatch(batch, key: key).bytes
    bytes[3] = UInt8(ascii: "2")
    #expect(throws: BatchFault.newerFormat) { try SealedBatch(bytes: bytes) }
  }

  @Test func `more bytes than the bound are not looked at`() {
    #expect(throws: BatchFault.tooLarge) { try SealedBatch(bytes: Array(repeating: 0, count: Limits.batchBytes + 1)) }
  }

  @Test func `a device that signs nonsense is refused, and nothing traps`() throws {
    var chance = SplitMix64(seed: 9)
    let key = try #require(DeviceKey(using: &chance))
    let (batch, other) = try sampleBatch(seed: 9, count: 2)
    let good = Array(try SealedBatch(batch, key: other).bytes[100...])
    for round in 0..<4_000 {
      var rest = round.isMultiple(of: 2) ? good : (0..<chance.below(300)).map { _ in UInt8(chance.below(256)) }
      for _ in 0..<3 where !rest.isEmpty { rest[chance.below(rest.count)] = UInt8(chance.below(256)) }
      let message = Array("tiepsuc batch 1 \(EntryHash(of: rest).hex)".utf8)
      let bytes = Array("TSB1".utf8) + key.publicKey + (try key.signature(over: message)) + rest
      #expect(throws: BatchFault.self) { try SealedBatch(bytes: bytes).open() }
    }
  }

  @Test func `a batch that does not fit is refused where it is made`() throws {
    var (batch, key) = try sampleBatch(seed: 10, count: 1)
    batch.items = Array(repeating: batch.items[0], count: Limits.batchEntries + 1)
    #expect(throws: BatchFault.tooLarge) { try SealedBatch(batch, key: key) }
  }
}
