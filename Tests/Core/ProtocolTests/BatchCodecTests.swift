import Checklists
import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

@Suite struct BatchCodecTests {
  private func batch(of entries: [[UInt8]], seed: UInt64) throws -> (batch: Batch, key: DeviceKey) {
    var chance = SplitMix64(seed: seed)
    let key = try #require(DeviceKey(using: &chance))
    return (
      Batch(
        publicKey: key.publicKey,
        base: ChainHead(chain: ChainID(device: key.device, incarnation: 1), size: 4, hash: EntryHash(of: [4])),
        items: entries.map { .entry($0) }), key
    )
  }

  /// Pieces of which hostile entries are put together.
  private static let pieces: [String] = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\\"", "\"key\":", "\"at\":[", "100", "999999999999999999",
    "1000000000000000000", "9223372036854775807", "18446744073709551616", "0123", "-100", "-9223372036854775808",
    "1e400",
    "12.345", "\u{0}", "\u{1}", "\u{2}", "\u{3}", "\u{4}", "\u{5}", "\u{1f}", "\u{7f}", "ế", "\"device\":\"",
    "\"previous\":\"", "420", "1763946000000", "\"\(EntryHash(of: [9]).hex)\"", "\"\(EntryHash.zero.hex)\"",
    "\"\(EntryHash(of: [9]).hex.uppercased())\"", "\(EntryHash(of: [8]).hex)",
  ]

  @Test(arguments: 1...16 as ClosedRange<UInt64>)
  func `exact bytes come back, whatever they are`(_ seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    var entries: [[UInt8]] = []
    let (sample, _) = try sampleBatch(seed: seed, count: 8)
    for item in sample.items {
      guard case .entry(var bytes) = item else { continue }
      entries.append(bytes)
      for _ in 0...chance.below(4) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
      entries.append(bytes)
    }
    for _ in 0..<40 {
      entries.append((0..<chance.below(200)).map { _ in UInt8(chance.below(256)) })
      entries.append(Array((0..<chance.below(60)).map { _ in chance.pick(Self.pieces) }.joined().utf8))
      entries.append(Array(String(UInt64(chance.next()) >> UInt64(chance.below(64))).utf8))
    }
    entries.shuffle(using: &chance)
    let (batch, key) = try batch(of: entries, seed: seed)
    #expect(try SealedBatch(bytes: SealedBatch(batch, key: key).bytes).open() == batch)
  }

  @Test(arguments: ["", "\"", "t", "\\", "\\\""])
  func `digits of a hash that nothing closes are no hash`(end: String) throws {
    let open = "\"" + String(repeating: "0", count: 64)
    let entries = [open + end, "", "[" + open + end].map { Array($0.utf8) }
    let (batch, key) = try batch(of: entries, seed: 4)
    #expect(try SealedBatch(bytes: SealedBatch(batch, key: key).bytes).open() == batch)
  }

  @Test func `numbers at all edges come back in every column`() throws {
    let edges = [
      100, 101, 999, 1 << 31, 1 << 32, (1 << 53) + 1, 999_999_999_999_999_999, 123, 100, 999_999_999_999_999_999, 100,
    ]
    // More kinds of numbers than there are columns.
    let entries = edges.indices.map { place in
      Array(
        (0..<40).map { "\"k\($0)\":[\(edges[place]),\(edges[(place + $0) % edges.count])]" }.joined(separator: ",").utf8
      )
    }
    let (batch, key) = try batch(of: entries, seed: 3)
    #expect(try SealedBatch(bytes: SealedBatch(batch, key: key).bytes).open() == batch)
  }

  @Test func `a key that nobody knows yet costs what it says`() throws {
    func sealed(_ more: (Int) -> String) throws -> Int {
      var (batch, key) = try sampleBatch(seed: 12, count: 0)
      var bodies = Bodies(seed: 12)
      for sequence in 1...200 {
        let entry = StoredEntry(
          id: EntryID(device: key.device, incarnation: 3, sequence: sequence), previous: batch.end.hash,
          body: .session(bodies.session()))
        batch.items.append(.entry(try EntryBytes.encode(entry).dropLast() + Array((more(sequence) + "}").utf8)))
      }
      let sealed = try SealedBatch(batch, key: key)
      #expect(try SealedBatch(bytes: sealed.bytes).open() == batch)
      return sealed.bytes.count
    }
    let plain = try sealed { _ in "" }
    let more = try sealed { #","later":[\#(1_700_000_000_000 + $0 * 60_000),"word"]"# }
    #expect(more < plain + 200 * 3)
  }

  @Test func `days like every other take few bytes`() throws {
    let (batch, key) = try sampleBatch(seed: 28, count: 500)
    let whole = batch.items.reduce(0) { sum, item in
      if case .entry(let bytes) = item { sum + bytes.count } else { sum }
    }
    #expect(try SealedBatch(batch, key: key).bytes.count * 3 < whole)
  }

  // MARK: Bounds

  /// A batch that its device signed, with such a packed part: what a bad desk sends.
  private func forged(frame: [UInt8], items: Int, hashes: [UInt8] = [], filler: Int = 0) throws -> SealedBatch {
    var chance = SplitMix64(seed: 77)
    let key = try #require(DeviceKey(using: &chance))
    var rest: [UInt8] = [1, 0] + leb(items) + EntryHash.zero.bytes + [UInt8](repeating: 0, count: 64)
    let packed = try #require(Zstd.compress(frame, level: 19))
    rest += leb(1) + leb(packed.count) + packed + leb(1) + [0] + leb(hashes.count) + hashes + leb(0)
    rest += leb(filler) + [UInt8](repeating: 0, count: filler)
    let message = Array("tiepsuc batch 1 \(EntryHash(of: rest).hex)".utf8)
    return try SealedBatch(bytes: Array("TSB1".utf8) + key.publicKey + (try key.signature(over: message)) + rest)
  }

  private func leb(_ number: Int) -> [UInt8] {
    number < 128 ? [UInt8(number)] : [UInt8(number & 127 | 128)] + leb(number >> 7)
  }

  @Test func `what a batch unpacks to is paid for with its bytes`() throws {
    // One mark stands for some 170 bytes: 4,000 of them in a frame of some 20 bytes.
    let bomb = leb(1) + [UInt8](repeating: 1, count: 300) + [0]
    #expect(throws: BatchFault.malformed) { try forged(frame: bomb, items: 1).open() }
    // The same with the bytes that it costs is read to its end, where the head is missed.
    #expect(throws: BatchFault.wrongHead) { try forged(frame: bomb, items: 1, filler: 2_000).open() }
  }

  @Test func `a frame of more than its allowance is not unpacked`() throws {
    for size in [20_000, 1 << 20, 64 << 20] {
      let frame = leb(1) + [UInt8](repeating: 0x61, count: size) + [0]
      #expect(throws: BatchFault.malformed) { try forged(frame: frame, items: 1).open() }
    }
  }

  @Test func `an entry is no larger than one that is kept`() throws {
    let frame = leb(1) + [UInt8](repeating: 0x61, count: EntryBytes.largest + 1) + [0]
    #expect(throws: BatchFault.malformed) { try forged(frame: frame, items: 1, filler: 4_000).open() }
    let fitting = leb(1) + [UInt8](repeating: 0x61, count: EntryBytes.largest) + [0]
    #expect(throws: BatchFault.wrongHead) { try forged(frame: fitting, items: 1, filler: 4_000).open() }
  }

  @Test func `a lost range beyond any chain is refused`() throws {
    for (count, fault) in [
      (Limits.chainEntries, BatchFault.wrongHead), (Limits.chainEntries + 1, .malformed), (.max, .malformed),
      (0, .malformed), (-1, .malformed), (1, .wrongHead),
    ] {
      let frame = leb(1) + [3] + Array(String(count).utf8) + [0]
      #expect(throws: fault) { try forged(frame: frame, items: 1, hashes: EntryHash.zero.bytes).open() }
    }
  }

  @Test func `parts that do not fit each other are refused`() throws {
    let hash = EntryHash.zero.bytes
    let frames: [(frame: [UInt8], hashes: [UInt8])] = [
      (leb(2) + [0x61, 0], []), (leb(1) + [0x61, 0, 0], []), (leb(1) + [0x61], []), (leb(1) + [2, 0], []),
      (leb(1) + [0x61, 0], hash), (leb(1) + [5, 0], []), (leb(1) + [4, 0x61, 0], []), (leb(1) + [4], []),
      (leb(1) + [3, 0x31], hash), (leb(1) + [3, 0], hash), (leb(1) + [0x61, 3, 0], hash), (leb(0), hash), ([], []),
      (leb(Limits.batchEntries + 1) + [UInt8](repeating: 0, count: Limits.batchEntries + 1), []),
    ]
    for (number, parts) in frames.enumerated() {
      #expect(throws: BatchFault.malformed, "\(number)") {
        try forged(frame: parts.frame, items: 1, hashes: parts.hashes, filler: 4_000).open()
      }
    }
  }

  @Test func `entries that say the same again and again pay with filler, and come out`() throws {
    var (batch, key) = try sampleBatch(seed: 14, count: 0)
    for sequence in 1...Limits.batchEntries {
      let entry = StoredEntry(
        id: EntryID(device: key.device, incarnation: 3, sequence: sequence), previous: batch.end.hash,
        body: .count(
          CountFacts(
            day: Day(daysSince1970: 20_000), unit: "00004", checklist: "vneid", version: 1, outcome: .completed)
        ))
      batch.items.append(.entry(try EntryBytes.encode(entry)))
    }
    let whole = batch.items.reduce(0) { sum, item in
      if case .entry(let bytes) = item { sum + bytes.count } else { sum }
    }
    let sealed = try SealedBatch(batch, key: key)
    #expect(sealed.bytes.count * Limits.expansion >= whole)
    #expect(try SealedBatch(bytes: sealed.bytes).open() == batch)
  }

  @Test func `the largest entry of one letter travels`() throws {
    for unit in [0x61, 0x00] as [UInt8] {
      let (batch, key) = try batch(of: [[UInt8](repeating: unit, count: EntryBytes.largest)], seed: 5)
      #expect(try SealedBatch(bytes: SealedBatch(batch, key: key).bytes).open() == batch)
    }
  }
}
