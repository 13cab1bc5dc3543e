import Checklists
import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

@Suite struct GoingBackTests {
  /// A batch of everyday sessions whose first step says how often somebody came back to it.
  private func sealed(wentBack: (Int) -> Int?, count: Int = 200) throws -> (batch: Batch, bytes: Int) {
    var chance = SplitMix64(seed: 5)
    let key = try #require(DeviceKey(using: &chance))
    var bodies = Bodies(seed: 5)
    let chain = ChainID(device: key.device, incarnation: 1)
    var batch = Batch(publicKey: key.publicKey, base: ChainHead(chain: chain, size: 0, hash: .zero), items: [])
    var previous = EntryHash.zero
    for sequence in 1...count {
      var facts = bodies.session()
      for index in facts.steps.indices { facts.steps[index].wentBack = index == 0 ? wentBack(sequence) : nil }
      facts.steps[0].reason = nil
      facts.steps[0].note = sequence.isMultiple(of: 3) ? "chờ mạng" : nil
      let id = EntryID(device: key.device, incarnation: 1, sequence: sequence)
      let bytes = try EntryBytes.encode(StoredEntry(id: id, previous: previous, body: .session(facts)))
      previous = EntryHash(of: bytes)
      batch.items.append(.entry(bytes))
    }
    let sealed = try SealedBatch(batch, key: key)
    #expect(try SealedBatch(bytes: sealed.bytes).open() == batch)
    return (batch, sealed.bytes.count)
  }

  @Test func `entries that tell of going back travel exactly, and in columns like any other`() throws {
    let without = try sealed { _ in nil }
    let with = try sealed { $0.isMultiple(of: 4) ? 1 + $0 % 3 : nil }
    let entries = with.batch.items.reduce(0) { sum, item in
      if case .entry(let bytes) = item { sum + bytes.count } else { sum }
    }
    // A quarter of the entries would travel whole, some 200 bytes more each, if the columns did not take them.
    #expect(with.bytes < without.bytes + 50 * 10)
    #expect(with.bytes * 5 < entries)
  }
}
