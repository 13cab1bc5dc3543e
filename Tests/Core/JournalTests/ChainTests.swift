import Checklists
import Journal
import JournalFixtures
import Platform
import Testing

/// A chain in memory.
private struct Chain {
  var key: DeviceKey
  var entries: [(bytes: [UInt8], hash: EntryHash)] = []
  var verifier: ChainVerifier

  init(seed: UInt64, count: Int) throws {
    var chance = SplitMix64(seed: seed)
    key = try #require(DeviceKey(using: &chance))
    verifier = ChainVerifier(device: key.device, incarnation: 1)
    var bodies = Bodies(seed: seed)
    var previous = EntryHash.zero
    for sequence in 1...count {
      let id = EntryID(device: key.device, incarnation: 1, sequence: sequence)
      let bytes = try EntryBytes.encode(StoredEntry(id: id, previous: previous, body: .session(bodies.session())))
      previous = EntryHash(of: bytes)
      entries.append((bytes, previous))
    }
  }

  func head() throws -> SignedHead {
    try key.sign(
      last: EntryID(device: key.device, incarnation: 1, sequence: entries.count), hash: entries.last?.hash ?? .zero)
  }

  /// Puts other bytes in a place, with their right hash.
  mutating func replace(_ index: Int, _ change: (inout StoredEntry) -> Void) throws {
    var entry = try EntryBytes.decode(entries[index].bytes)
    change(&entry)
    let bytes = try EntryBytes.encode(entry)
    entries[index] = (bytes, EntryHash(of: bytes))
  }

  /// What the verifier says of each entry.
  func faults() -> [Int: ChainFault] {
    var verifier = verifier
    var faults: [Int: ChainFault] = [:]
    for (index, entry) in entries.enumerated() {
      do { _ = try verifier.take(entry.bytes, hash: entry.hash) } catch { faults[index] = error }
    }
    return faults
  }

  func end(_ head: SignedHead) -> ChainFault? {
    var verifier = verifier
    for entry in entries {
      do { _ = try verifier.take(entry.bytes, hash: entry.hash) } catch { return error }
    }
    do { try verifier.finish(head, publicKey: key.publicKey) } catch { return error }
    return nil
  }
}

@Suite struct ChainTests {
  @Test func `a whole chain verifies through its signed head`() throws {
    let chain = try Chain(seed: 1, count: 50)
    #expect(chain.faults() == [:])
    #expect(chain.end(try chain.head()) == nil)
  }

  @Test func `a chain without entries has a signed head too`() throws {
    let chain = try Chain(seed: 1, count: 1)
    let start = EntryID(device: chain.key.device, incarnation: 1, sequence: 0)
    let head = try chain.key.sign(last: start, hash: .zero)
    try chain.verifier.finish(head, publicKey: chain.key.publicKey)
  }

  @Test func `a changed byte is found where it stands`() throws {
    var chain = try Chain(seed: 2, count: 9)
    chain.entries[4].bytes[100] ^= 1
    // The next entry still names the hash that was stored.
    #expect(chain.faults() == [4: .wrongHash, 5: .wrongPrevious])
  }

  @Test func `an entry that is changed and hashed anew breaks the chain behind it`() throws {
    var chain = try Chain(seed: 3, count: 9)
    try chain.replace(4) { $0.contact = EntryHash(of: [9]) }
    #expect(chain.faults() == [5: .wrongPrevious])
    try chain.replace(8) { $0.contact = EntryHash(of: [9]) }
    chain = try Chain(seed: 3, count: 9)
    let head = try chain.head()
    try chain.replace(8) { $0.contact = EntryHash(of: [9]) }
    #expect(chain.end(head) == .wrongHead(sequence: 9))
  }

  @Test func `a missing entry is a gap, and is counted once`() throws {
    var chain = try Chain(seed: 4, count: 9)
    chain.entries.remove(at: 3)
    #expect(chain.faults() == [3: .gap(expected: 4, found: 5)])
  }

  @Test func `entries that are known to be lost are stepped over`() throws {
    let chain = try Chain(seed: 5, count: 9)
    var verifier = chain.verifier
    verifier.skip(through: 3)
    for entry in chain.entries[3..<7] { _ = try verifier.take(entry.bytes, hash: entry.hash) }
    verifier.skip(through: 9)
    try verifier.finish(try chain.head(), publicKey: chain.key.publicKey)
  }

  @Test func `an entry of another device or another incarnation is told apart`() throws {
    var chain = try Chain(seed: 6, count: 3)
    let stranger = DeviceID(rawValue: "stranger")
    try chain.replace(1) { $0.id.device = stranger }
    try chain.replace(2) { $0.id.incarnation = 2 }
    #expect(chain.faults() == [1: .wrongDevice(found: stranger), 2: .wrongIncarnation(found: 2)])
  }

  @Test func `bytes that are no entry, or one of a newer program, are told apart`() throws {
    var chain = try Chain(seed: 7, count: 2)
    let newer = Array(#"{"v":2,"kind":"session"}"#.utf8)
    chain.entries[0] = (newer, EntryHash(of: newer))
    chain.entries[1] = ([0x7b], EntryHash(of: [0x7b]))
    let faults = chain.faults()
    #expect(faults[0] == .newerFormat(found: 2))
    #expect(faults[1] == .unreadable(offset: 0, expected: #"{"v":1,"kind":"#))
  }

  @Test func `a head that somebody else signed, or that was cut, is refused`() throws {
    let chain = try Chain(seed: 8, count: 4)
    let stranger = try Chain(seed: 9, count: 1).key
    var head = try chain.head()
    head.signature = try stranger.sign(last: head.last, hash: head.hash).signature
    #expect(chain.end(head) == .badSignature)
    head.signature = []
    #expect(chain.end(head) == .badSignature)
    #expect(throws: ChainFault.wrongKey) { try head.check(publicKey: stranger.publicKey) }
    var shorter = chain
    shorter.entries.removeLast()
    #expect(shorter.end(try chain.head()) == .wrongHead(sequence: 4))
  }
}
