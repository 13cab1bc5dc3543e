import Bytes
import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

/// What a device signs may be any nonsense: numbers at all edges, ranges that touch and cross.
@Suite struct NonsenseTests {
  private static let edges: [Int] = [
    .min, -1, 0, 1, 2, 63, 64, 127, 128, 1_000, 1_001, 1 << 20, (1 << 20) + 1, 1 << 24, (1 << 24) + 1, 1 << 31, 1 << 32,
    1 << 40, 1 << 53, .max - 1, .max,
  ]

  private struct Forger {
    let key: DeviceKey
    var chance: SplitMix64

    init(_ seed: UInt64) throws {
      chance = SplitMix64(seed: seed)
      key = try #require(DeviceKey(using: &chance))
    }

    mutating func number() -> Int {
      chance.oneIn(3) ? Int(truncatingIfNeeded: chance.next() >> UInt64(chance.below(64))) : chance.pick(edges)
    }

    /// A batch with such numbers, signed.
    func sealed(incarnation: Int, base: Int, size: Int, packed: [UInt8]) throws -> [UInt8] {
      var writer = ByteWriter()
      for number in [incarnation, base, size] { writer.number(number) }
      writer.raw(EntryHash.zero.bytes)
      writer.raw([UInt8](repeating: 0, count: 64))
      writer.raw(packed)
      let message = Array("tiepsuc batch 1 \(EntryHash(of: writer.bytes).hex)".utf8)
      return Array("TSB1".utf8) + key.publicKey + (try key.signature(over: message)) + writer.bytes
    }

    /// Items as a batch packs them: entries, and lost ranges of any length.
    mutating func packed() throws -> [UInt8] {
      var frame = ByteWriter()
      let count = chance.below(6)
      frame.number(chance.oneIn(8) ? number() : count)
      var hashes: [UInt8] = []
      for _ in 0..<count {
        if chance.oneIn(2) {
          frame.raw([3] + Array(String(number()).utf8) + [0])
          hashes += EntryHash(of: [UInt8(chance.below(3))]).bytes
        } else {
          frame.raw((0..<chance.below(30)).map { _ in UInt8(chance.below(40)) } + [0])
        }
      }
      var writer = ByteWriter()
      writer.number(1)
      writer.counted(try #require(Zstd.compress(frame.bytes, level: 1)))
      let columns = (0..<chance.below(4)).map { _ in UInt8(chance.below(192)) }
      writer.counted([UInt8(columns.count)] + columns + (0..<chance.below(20)).map { _ in UInt8(chance.below(256)) })
      writer.counted(hashes)
      writer.number(chance.oneIn(8) ? number() : 0)
      writer.counted([UInt8](repeating: 0, count: 600))
      return writer.bytes
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no number that a device signs traps, and sizes stay within a chain`(_ seed: UInt64) throws {
    var forger = try Forger(seed)
    var opened = 0
    for _ in 0..<12_500 {
      let isPlain = forger.chance.oneIn(2)
      let bytes = try forger.sealed(
        incarnation: isPlain ? 1 : forger.number(), base: isPlain ? 0 : forger.number(),
        size: isPlain ? 5 : forger.number(), packed: try forger.packed())
      do {
        let sealed = try SealedBatch(bytes: bytes)
        #expect((1...Limits.incarnations).contains(sealed.chain.incarnation))
        #expect(sealed.base.size >= 0 && sealed.base.size <= sealed.size && sealed.size <= Limits.chainEntries)
        opened += 1
        _ = try sealed.open()
        Issue.record("a head that nobody signed")
      } catch {
        continue
      }
    }
    #expect(opened > 4_000)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `lost ranges that touch, and entries between them, come back`(_ seed: UInt64) throws {
    var forger = try Forger(seed)
    for _ in 0..<60 {
      let start = forger.chance.pick([0, 1, 7, 1 << 20, Limits.chainEntries - 40])
      let chain = ChainID(device: forger.key.device, incarnation: forger.chance.pick([1, 2, Limits.incarnations]))
      var batch = Batch(
        publicKey: forger.key.publicKey,
        base: ChainHead(chain: chain, size: start, hash: start == 0 ? .zero : EntryHash(of: [9])), items: []
      )
      for _ in 0..<forger.chance.below(12) {
        let first = batch.end.size + 1
        if forger.chance.oneIn(2) {
          let hash = EntryHash(of: [UInt8(forger.chance.below(4))])
          batch.items.append(.lost(LostRange(first: first, last: first + forger.chance.below(3), hash: hash)))
        } else {
          batch.items.append(.entry(Array("{\"sequence\":\(first)}".utf8)))
        }
      }
      #expect(try SealedBatch(bytes: SealedBatch(batch, key: forger.key).bytes).open() == batch)
    }
  }

  @Test func `a chain does not grow beyond its bound, and ranges do not run backwards`() throws {
    let forger = try Forger(5)
    let chain = ChainID(device: forger.key.device, incarnation: 1)
    for (base, first, last) in [
      (Limits.chainEntries, Limits.chainEntries + 1, Limits.chainEntries + 1), (0, 1, Limits.chainEntries + 1),
      (5, 6, 5), (5, 6, 0), (5, 6, .max), (.max - 1, .max, .max), (5, 1, -1),
    ] {
      let batch = Batch(
        publicKey: forger.key.publicKey, base: ChainHead(chain: chain, size: base, hash: .zero),
        items: [.lost(LostRange(first: first, last: last, hash: .zero))])
      #expect(throws: BatchFault.self) { try SealedBatch(batch, key: forger.key).open() }
    }
  }
}
