import Bytes
import Journal
import JournalFixtures
import Platform
import Testing

@testable import Protocol

/// The label of a batch without its signatures.
private func label(_ batch: Batch) -> SealedBatch.Label {
  SealedBatch.Label(
    device: batch.device, publicKey: batch.publicKey, incarnation: batch.incarnation, base: batch.base,
    size: batch.end.size, baseHash: batch.baseHash, headSignature: [])
}

/// The columns as they lie in the zstd frame, and what lies beside them.
private func columns(_ batch: Batch) throws -> (frame: [UInt8], plain: [UInt8], hashes: [UInt8]) {
  let packed = try #require(Packing.pack(batch)).bytes
  var reader = ByteReader(packed[...])
  #expect(reader.number(atMost: 100) == BatchWords.version)
  let frameRead = reader.counted(atMost: packed.count)
  let plainRead = reader.counted(atMost: packed.count)
  let countRead = reader.number(atMost: packed.count)
  let hashesRead = reader.raw((countRead ?? 0) * EntryHash.byteCount)
  let (frame, plain, hashes) = (try #require(frameRead), try #require(plainRead), try #require(hashesRead))
  let bytes = try #require(Zstd.decompress(frame, limit: Limits.unpackedBytes, dictionary: BatchWords.bytes))
  return (bytes, Array(plain), Array(hashes))
}

/// Signs a batch whose packed part somebody made by hand.
private func sealed(_ packed: [UInt8], _ batch: Batch, key: DeviceKey) throws -> [UInt8] {
  var writer = ByteWriter()
  writer.number(batch.incarnation)
  writer.number(batch.base)
  writer.number(batch.end.size)
  writer.hash(batch.baseHash)
  let last = EntryID(device: key.device, incarnation: batch.incarnation, sequence: batch.end.size)
  writer.raw(try key.sign(last: last, hash: batch.end.head).signature)
  writer.raw(packed)
  let message = Array("tiepsuc batch 1 \(EntryHash(of: writer.bytes).hex)".utf8)
  return SealedBatch.magic + key.publicKey + (try key.signature(over: message)) + writer.bytes
}

@Suite struct PackingTests {
  @Test func `every entry comes out as the bytes that were hashed, also with letters and numbers at their bounds`()
    throws
  {
    let (batch, _) = try sampleBatch(seed: 21, count: 1)
    guard case .entry(let good) = batch.items[0] else { return }
    let text = String(decoding: good, as: UTF8.self)
    let changes = [
      ("\"done\",", "\"done\",-"), ("\"done\",", "\"done\",9223372036854775807"), ("\"done\",", "\"done\",00"),
      ("[\"", "[\"\\\""), ("[\"", "[\"\\\\"), ("\"began\":[", "\"began\":[9"), ("\"began\":[", "\"began\":[-"),
      ("\"steps\":[", "\"steps\":[[],"), ("\"steps\":[", "\"steps\":{"), ("}", ""), ("}", "}}"),
      ("\"version\"", "\"v\""),
      ("\"checklist\"", "\"\""), (",", ",,"), ("\"", ""), ("1", "\u{1}"), ("0", "\u{0}"), ("a", "\u{1f}"),
      ("\"hash\"", "\"receipt\""),
    ]
    for (old, new) in changes {
      var changed = batch
      let parts = text.split(separator: old, omittingEmptySubsequences: false)
      let once = parts[0] + new + parts.dropFirst().joined(separator: old)
      changed.items = [
        .entry(Array(once.utf8)), batch.items[0], .entry(Array(parts.joined(separator: new).utf8)), batch.items[0],
      ]
      let packed = try #require(Packing.pack(changed))
      #expect(packed.end == changed.end)
      let read = try Packing.unpack(packed.bytes[...], label(changed))
      #expect(read.batch == changed)
      #expect(read.hashes.last == changed.end.head)
    }
  }

  @Test func `entries cut and mixed at random come out as they went in`() throws {
    var chance = SplitMix64(seed: 22)
    for seed in 1...150 as ClosedRange<UInt64> {
      var (batch, _) = try sampleBatch(seed: seed, count: 6)
      batch.items = batch.items.map { item in
        guard case .entry(var bytes) = item, chance.oneIn(2) else { return item }
        for _ in 0..<(1 + chance.below(3)) where !bytes.isEmpty {
          let place = chance.below(bytes.count)
          switch chance.below(3) {
          case 0: bytes[place] = UInt8(chance.below(256))
          case 1: bytes.removeSubrange(place..<min(bytes.count, place + chance.below(9)))
          default: bytes.insert(contentsOf: bytes[(place / 2)..<place], at: place)
          }
        }
        return .entry(bytes)
      }
      let packed = try #require(Packing.pack(batch))
      #expect(try Packing.unpack(packed.bytes[...], label(batch)).batch == batch)
    }
  }

  @Test func `a batch packed with other words is said to be newer`() throws {
    let (batch, key) = try sampleBatch(seed: 23, count: 2)
    var packed = try #require(Packing.pack(batch)).bytes
    #expect(try SealedBatch(bytes: sealed(packed, batch, key: key)).open() == batch)
    packed[0] = UInt8(BatchWords.version + 1)
    let bytes = try sealed(packed, batch, key: key)
    #expect(throws: BatchFault.newerFormat) { try SealedBatch(bytes: bytes).open() }
  }

  @Test func `what is packed and then signed by somebody hostile is refused, and nothing traps`() throws {
    var chance = SplitMix64(seed: 24)
    let (batch, _) = try sampleBatch(seed: 24, count: 12)
    let (frame, plain, hashes) = try columns(batch)
    var refused = 0
    for _ in 0..<20_000 {
      var (frame, plain, hashes) = (frame, plain, hashes)
      for _ in 0..<(1 + chance.below(4)) {
        // Lengths and small columns stand at the ends, and say the most.
        let place = chance.oneIn(2) ? chance.below(frame.count) : chance.below(min(90, frame.count))
        frame[chance.oneIn(3) ? frame.count - 1 - place : place] = UInt8(chance.below(256))
      }
      if chance.oneIn(8) { plain = plain.dropLast(chance.below(4)) + [7] }
      if chance.oneIn(8) { hashes = chance.oneIn(2) ? hashes + hashes : [] }
      guard var unpacker = Unpacker(label(batch), columns: frame, plain: plain[...], hashes: hashes[...]),
        unpacker.run()
      else {
        refused += 1
        continue
      }
      #expect(unpacker.items.count <= Limits.batchEntries)
    }
    #expect(refused > 10_000)
  }

  @Test func `few bytes that would unpack to very many are refused`() throws {
    let (batch, key) = try sampleBatch(seed: 25, count: 1)
    var entry = Columns()
    // One phrase of a thousand manners, each a phrase of sixty thousand letters.
    entry.words[Mark.entry.place] = [UInt8](repeating: Mark.manner.rawValue, count: 1_000) + [0]
    entry.words[Mark.manner.place] = [UInt8](repeating: 0x61, count: 60_000) + [0]
    entry.numbers[Mark.entry.place] = [UInt8](repeating: 2, count: 5_000)
    entry.numbers[Mark.manner.place] = [UInt8](repeating: 0, count: 5_000_000)
    var many = entry
    many.words[Mark.entry.place] = [Mark.manner.rawValue, 0]
    for (hostile, count) in [(entry, 1), (many, 5_000)] {
      let packed = try packed(hostile, count: count)
      let bytes = try sealed(packed, batch, key: key)
      #expect(throws: BatchFault.malformed) { try SealedBatch(bytes: bytes).open() }
    }
  }

  @Test func `a phrase within itself is refused`() throws {
    let (batch, key) = try sampleBatch(seed: 26, count: 1)
    for (outer, inner) in [(Mark.manner, Mark.manner), (.manner, .steps), (.entry, .entry), (.problem, .problems)] {
      var hostile = Columns()
      hostile.words[Mark.entry.place] = [outer.rawValue, 0]
      hostile.words[outer.place] = [inner.rawValue, 0]
      hostile.words[inner.place] = [outer.rawValue, 0]
      for mark in [Mark.entry, outer, inner] { hostile.numbers[mark.place] = [2, 0, 0, 0, 0] }
      let bytes = try sealed(try packed(hostile, count: 1), batch, key: key)
      #expect(throws: BatchFault.malformed) { try SealedBatch(bytes: bytes).open() }
    }
  }

  @Test func `more phrases than the reader takes travel whole`() throws {
    var chance = SplitMix64(seed: 27)
    let (whole, _) = try sampleBatch(seed: 27, count: 1)
    var batch = whole
    batch.items = []
    var previous = EntryHash.zero
    var bodies = Bodies(seed: 27)
    for sequence in 1...30 {
      var facts = bodies.session()
      facts.volunteer = VolunteerCode(rawValue: String(repeating: "\(chance.below(1 << 40))", count: 4_000))
      let id = EntryID(device: batch.device, incarnation: 3, sequence: sequence)
      let bytes = try EntryBytes.encode(StoredEntry(id: id, previous: previous, body: .session(facts)))
      previous = EntryHash(of: bytes)
      batch.items.append(.entry(bytes))
    }
    let packed = try #require(Packing.pack(batch))
    #expect(try Packing.unpack(packed.bytes[...], label(batch)).batch == batch)
    #expect(try columns(batch).frame.count > Packing.mostPhraseBytes)
  }

  @Test func `days like every other take few bytes`() throws {
    let (batch, key) = try sampleBatch(seed: 28, count: 500)
    let whole = batch.items.reduce(0) { sum, item in
      if case .entry(let bytes) = item { sum + bytes.count } else { sum }
    }
    let bytes = try SealedBatch(batch, key: key).bytes
    #expect(bytes.count * 3 < whole)
  }

  private func packed(_ columns: Columns, count: Int) throws -> [UInt8] {
    var frame = ByteWriter()
    frame.number(count)
    let blocks = columns.words + [columns.raw] + columns.numbers
    for column in blocks { frame.number(column.count) }
    var writer = ByteWriter()
    writer.number(BatchWords.version)
    writer.counted(
      try #require(Zstd.compress(blocks: [frame.bytes] + blocks, level: 1, dictionary: BatchWords.bytes)))
    writer.counted([])
    writer.number(0)
    writer.number(0)
    return writer.bytes
  }
}
