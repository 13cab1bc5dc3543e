import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing

extension JournalStore {
  /// All places of an incarnation, read in pages.
  func walk(_ incarnation: LogChain, entries: Int = 7, bytes: Int = 1 << 20, after sequence: Int = 0) throws
    -> [LogPlace]
  {
    var places: [LogPlace] = []
    var last = sequence
    while true {
      let page = try self.places(of: incarnation, after: last, entries: entries, bytes: bytes)
      guard let end = page.last else { return places }
      #expect(page.count <= entries)
      places += page
      last = end.last
    }
  }

  /// What the exchange is told fits together and is what the journal holds; returns how many entries that are.
  @discardableResult
  func expectWholePlaces(_ note: String = "") throws -> Int {
    var stored: [EntryID: [UInt8]] = [:]
    try export { stored[$0.summary.id] = $0.bytes }
    let incarnations = try incarnations()
    #expect(incarnations.filter(\.isCurrent).count == 1, "\(note)")
    var found = 0
    for incarnation in incarnations {
      var (next, hash) = (1, EntryHash.zero as EntryHash?)
      for place in try walk(incarnation) {
        #expect(place.first == next, "\(note)")
        switch place {
        case .entry(let sequence, let own, let bytes):
          var id = incarnation.head.last
          id.sequence = sequence
          #expect(stored[id] == bytes && EntryHash(of: bytes) == own, "\(note)")
          #expect(try EntryBytes.decode(bytes).previous == hash, "\(note)")
          #expect(
            try self.hash(of: incarnation, at: sequence) == own && row(of: id) == incarnation.base + Int64(sequence))
          hash = own
          found += 1
        case .lost(let range):
          let (first, through, own) = (range.first, range.last, range.hash)
          #expect(first <= through, "\(note)")
          #expect(
            try self.hash(of: incarnation, at: through) == nil && self.moment(of: incarnation, at: first) == nil,
            "\(note)")
          hash = own
        }
        next = place.last + 1
      }
      #expect(next == incarnation.head.last.sequence + 1 && hash == incarnation.head.hash, "\(note)")
    }
    #expect(found == stored.count, "\(note)")
    return found
  }
}

extension LogPlace {
  var first: Int {
    switch self {
    case .entry(let sequence, _, _): sequence
    case .lost(let range): range.first
    }
  }

  var last: Int {
    switch self {
    case .entry(let sequence, _, _): sequence
    case .lost(let range): range.last
    }
  }

  var isLost: Bool { if case .lost = self { true } else { false } }
}

@Suite(.ownThread) struct IncarnationTests {
  private let folder = TemporaryFolder()

  @Test func `a journal of one incarnation tells its entries in order, with the head that signs them`() throws {
    let store = try folder.open()
    #expect(try store.incarnations().map(\.head.last.sequence) == [0])
    try store.keep(sessions: 40, seed: 1)
    let incarnation = try #require(try store.incarnations().first)
    #expect(
      incarnation.isCurrent && incarnation.base == 0 && incarnation.reason == .start
        && incarnation.publicKey.count == 32)
    try incarnation.head.check(publicKey: incarnation.publicKey)
    #expect(try store.expectWholePlaces() == 40)
    #expect(try store.places(of: incarnation, after: 40, entries: 9, bytes: 999).isEmpty)
    #expect(try store.places(of: incarnation, after: 99, entries: 9, bytes: 999).isEmpty)
    #expect(try store.places(of: incarnation, after: 0, entries: 0, bytes: 999).isEmpty)
    #expect(try store.hash(of: incarnation, at: 0) == .zero && store.hash(of: incarnation, at: 41) == nil)
    #expect(try store.hash(of: incarnation, at: 40) == incarnation.head.hash)
    #expect(try store.moment(of: incarnation, at: 0) == nil && store.moment(of: incarnation, at: 41) == nil)
    #expect(store.signingKey(of: incarnation.head.last.device)?.publicKey == incarnation.publicKey)
    #expect(store.signingKey(of: DeviceID(rawValue: "someone else")) == nil)
  }

  @Test func `as many entries come as are asked for, and about as many bytes, but never none`() throws {
    let store = try folder.open()
    try store.keep(sessions: 30, seed: 1)
    let incarnation = try #require(try store.incarnations().first)
    #expect(try store.places(of: incarnation, after: 3, entries: 5, bytes: .max).map(\.first) == [4, 5, 6, 7, 8])
    #expect(try store.places(of: incarnation, after: 28, entries: 5, bytes: .max).map(\.first) == [29, 30])
    #expect(try store.places(of: incarnation, after: 3, entries: 5, bytes: 1).map(\.first) == [4])
    let page = try store.places(of: incarnation, after: 0, entries: 30, bytes: 9_000)
    let sizes = page.map { if case .entry(_, _, let bytes) = $0 { bytes.count } else { 0 } }
    #expect(sizes.reduce(0, +) >= 9_000 && sizes.dropLast().reduce(0, +) < 9_000)
  }

  @Test func `the moment of an entry is when it was kept`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 2)
    let session = bodies.session()
    let kept = try store.keep(.session(session), closing: nil, contact: nil)
    let change = EntryBody.amendment(of: kept.id, Amendment(satisfaction: 1), by: nil, at: .sample)
    _ = try store.keep(change, closing: nil, contact: nil)
    let incarnation = try #require(try store.incarnations().first)
    #expect(try store.moment(of: incarnation, at: 1) == session.ended.wallMilliseconds)
    #expect(try store.moment(of: incarnation, at: 2) == Moment.sample.wallMilliseconds)
  }

  @Test func `a new incarnation begins on demand; the old one stays as it was and can be named`() throws {
    var store = try folder.open()
    try store.keep(sessions: 5, seed: 1)
    let session = try store.begin(.sample, event: [1])
    let before = try #require(try store.incarnations().first)
    let start = try store.beginIncarnation()
    #expect(start.device == before.head.last.device && start.incarnation == 2 && start.sequence == 0)
    #expect(!store.beganAfterCopy)
    try store.append([2], number: 1, to: session)
    let kept = try store.keep(.session(Bodies.plain), closing: session, contact: .sample)
    #expect(kept.id.incarnation == 2 && kept.id.sequence == 1 && kept.row == 6)
    let old = try #require(try store.all().last)
    _ = try store.keep(
      .amendment(of: old.id, Amendment(satisfaction: 2), by: nil, at: .sample), closing: nil, contact: nil)
    try store.close()
    store = try folder.open()
    let incarnations = try store.incarnations()
    #expect(incarnations.map(\.head.last.incarnation) == [1, 2] && incarnations.map(\.isCurrent) == [false, true])
    #expect(incarnations.map(\.reason) == [.start, .restored] && incarnations.map(\.base) == [0, 5])
    #expect(incarnations[0].head == before.head)
    #expect(try store.contact(row: 6) == .sample && store.detail(row: 1).summary.isAmended)
    #expect(try store.expectWholePlaces() == 7 && store.verify().isWhole)
    #expect(try store.settings().isEmpty)
    #expect(DeviceKey.read(file: try folder.bytes("device.key"))?.incarnation == 2)
  }

  @Test func `a thousand incarnations, most of them empty, keep their order`() throws {
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    var chance = SplitMix64(seed: 5)
    for _ in 0..<1_000 {
      _ = try store.beginIncarnation()
      if chance.oneIn(5) { try store.keep(sessions: 1 + chance.below(3), seed: chance.next()) }
    }
    let incarnations = try store.incarnations()
    #expect(incarnations.map(\.head.last.incarnation) == Array(1...1_001))
    #expect(try store.expectWholePlaces() == store.entryCount())
    #expect(try store.verify().isWhole)
  }

  @Test func `an incarnation or an entry that is not of this journal is not found`() throws {
    let store = try folder.open()
    try store.keep(sessions: 2, seed: 1)
    var incarnation = try #require(try store.incarnations().first)
    incarnation.head.last.incarnation = 9
    #expect(throws: JournalProblem.noSuchEntry) { try store.places(of: incarnation, after: 0, entries: 1, bytes: 1) }
    #expect(try store.hash(of: incarnation, at: 1) == nil && store.row(of: incarnation.head.last) == nil)
    incarnation.head.last = EntryID(device: DeviceID(rawValue: "x"), incarnation: 1, sequence: 1)
    #expect(try store.row(of: incarnation.head.last) == nil)
  }

  @Test func `entries that are missing without being known as lost, or not what was kept, are said to be damage`()
    throws
  {
    let store = try folder.open()
    try store.keep(sessions: 9, seed: 1)
    try store.close()
    try folder.change("DROP TRIGGER entry_never_changes; DROP TRIGGER entry_never_goes")
    try folder.change("DELETE FROM entry WHERE row = 4")
    try folder.change("UPDATE entry SET bytes = CAST(replace(bytes, 'session', 'sessiom') AS BLOB) WHERE row = 8")
    let reader = try folder.reader()
    let incarnation = try #require(try reader.incarnations().first)
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "entry 4 is missing")) {
      try reader.places(of: incarnation, after: 0, entries: 9, bytes: .max)
    }
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "entry 8")) {
      try reader.places(of: incarnation, after: 4, entries: 9, bytes: .max)
    }
    #expect(try reader.places(of: incarnation, after: 4, entries: 3, bytes: .max).map(\.first) == [5, 6, 7])
    try reader.close()
    try folder.change("DELETE FROM entry WHERE row > 7")
    let cut = try folder.reader()
    #expect(throws: JournalProblem.damaged(path: folder.journal, what: "entry 8 is missing")) {
      try cut.places(of: incarnation, after: 4, entries: 9, bytes: .max)
    }
  }

  @Test func `an exchange reads beside a desk that goes on writing, and sees more when it looks anew`() throws {
    let store = try folder.open()
    try store.keep(sessions: 10, seed: 1)
    let reader = try folder.reader()
    #expect(try reader.expectWholePlaces() == 10)
    try store.keep(sessions: 5, seed: 2)
    let device = try store.renewIdentity()
    try store.keep(sessions: 3, seed: 3)
    #expect(try reader.expectWholePlaces() == 10 && reader.incarnations().count == 1)
    #expect(reader.signingKey(of: device) == nil)
    try reader.refresh()
    #expect(try reader.expectWholePlaces() == 18 && reader.entryCount() == 18)
    #expect(reader.signingKey(of: device) != nil)
    #expect(try reader.incarnations() == store.incarnations())
    #expect(throws: JournalProblem.notWritable(path: folder.journal)) { try reader.beginIncarnation() }
    #expect(throws: JournalProblem.notWritable(path: folder.journal)) { try reader.renewIdentity() }
    try reader.close()
    #expect(try store.verify().isWhole)
  }

  @Test func `ten thousand entries are read in moments, a page of them as fast at the end as at the start`() throws {
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    try store.keep(sessions: 10_000, seed: 1)
    let incarnation = try #require(try store.incarnations().first)
    let clock = ContinuousClock()
    var (places, page): ([LogPlace], [LogPlace]) = ([], [])
    let all = try clock.measure { places = try store.walk(incarnation, entries: 500) }
    let last = try clock.measure { page = try store.places(of: incarnation, after: 9_990, entries: 500, bytes: .max) }
    #expect(places.count == 10_000 && page == places.suffix(10))
    // Loose, for a machine that is busy: a page that read from the start would take as long as all of them.
    #expect(last * 20 < all, "\(last) of \(all)")
  }
}
