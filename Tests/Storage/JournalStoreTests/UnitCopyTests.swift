import Checklists
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

/// Copies of other desks' journals on a lead's laptop.
@Suite(.ownThread) struct UnitCopyTests {
  private let lead = TemporaryFolder()

  /// A desk with sessions at days of its own, one of them corrected.
  private struct Source {
    let folder = TemporaryFolder()
    let store: JournalStore
    var chain: ChainID

    init(seed: UInt64, days: [Int], note: String) throws {
      store = try folder.open(seed: seed)
      chain = try #require(try store.incarnations().last).head.last.chain
      for day in days { try keep(day, note) }
    }

    func keep(_ day: Int, _ note: String) throws {
      var facts = Bodies.plain
      facts.began = Moment.sample.later(by: Int64(day) * 86_400_000)
      facts.ended = facts.began.later(by: 60_000)
      facts.outcome = .completed
      facts.steps = [StepFact(step: "a", state: .done, milliseconds: 1, note: note)]
      _ = try store.keep(.session(facts), closing: nil, contact: nil)
    }

    func correct(_ row: Int64) throws {
      let id = try store.detail(row: row).summary.id
      let change = Amendment(outcome: .declined, note: "nhầm")
      _ = try store.keep(.amendment(of: id, change, by: nil, at: .sample), closing: nil, contact: nil)
    }

    /// What of the chain lies behind a place, in stretches of so many entries.
    func stretches(behind reach: ChainHead, of count: Int = 2) throws -> [CopiedStretch] {
      let incarnation = try #require(try store.incarnations().last)
      var base = reach
      var found: [CopiedStretch] = []
      while base.size < incarnation.head.last.sequence {
        let places = try store.places(of: incarnation, after: base.size, entries: count, bytes: 1 << 20)
        let stretch = CopiedStretch(
          publicKey: incarnation.publicKey, base: base,
          items: places.map { place in
            switch place {
            case .entry(_, _, let bytes): .entry(bytes)
            case .lost(let range): .lost(range)
            }
          }, signed: incarnation.head)
        found.append(stretch)
        for case .entry(let bytes) in stretch.items { (base.size, base.hash) = (base.size + 1, EntryHash(of: bytes)) }
      }
      return found
    }
  }

  /// Brings the copies up to date; returns how many entries are new.
  @discardableResult private func fetch(_ sources: Source...) throws -> Int {
    let copy = try JournalCopy.open(folder: lead.path)
    for source in sources {
      for stretch in try source.stretches(behind: copy.reach(of: source.chain)) {
        #expect(try copy.take(stretch) == .taken)
      }
    }
    let new = try copy.settle()
    try copy.close()
    return new
  }

  private func reader() throws -> JournalStore { try #require(try JournalStore.openCopies(folder: lead.path)) }

  @Test func `copies of several desks are one journal, in the order of time, and of one desk where it is asked for`()
    throws
  {
    let (a, b) = (
      try Source(seed: 1, days: [0, 2, 4], note: "mất sóng"), try Source(seed: 2, days: [1, 3], note: "quên mật khẩu")
    )
    #expect(try fetch(a, b) == 5)
    let store = try reader()
    #expect(try store.entryCount() == 5)
    let all = try store.page(EntryFilter(), .newest, limit: 9)
    #expect(all.map(\.row) == [5, 4, 3, 2, 1])
    #expect(all.map(\.id.device) == [a.chain.device, b.chain.device, a.chain.device, b.chain.device, a.chain.device])
    #expect(try store.page(EntryFilter(device: b.chain.device), .newest, limit: 9).map(\.row) == [4, 2])
    #expect(try store.page(EntryFilter(words: "mat song"), .newest, limit: 9).map(\.row) == [5, 3, 1])
    #expect(try store.page(EntryFilter(words: "mat song", device: b.chain.device), .newest, limit: 9).isEmpty)
    #expect(try store.page(EntryFilter(words: "mat", device: b.chain.device), .newest, limit: 9).map(\.row) == [4, 2])
    #expect(try store.detail(row: 2).summary.id == b.chain.entry(1))
    #expect(
      try store.kindsByDevice() == [
        a.chain.device: EntryKinds([.session: 3]), b.chain.device: EntryKinds([.session: 2]),
      ])
    #expect(try store.verify().isWhole)
    #expect(try store.incarnations().allSatisfy { !$0.isCurrent })
    #expect(throws: JournalProblem.self) { try store.keep(.session(Bodies.plain), closing: nil, contact: nil) }
    try store.close()
  }

  @Test func `a cancelled session of another desk is counted, and stands in no list`() throws {
    let (a, b) = (
      try Source(seed: 1, days: [0], note: "mất sóng"), try Source(seed: 2, days: [1], note: "quên mật khẩu")
    )
    let body = EntryBody.cancelled(CancelledFacts(day: Moment.sample.day, unit: "00004"))
    _ = try a.store.keep(body, closing: nil, contact: nil)
    #expect(try fetch(a, b) == 3)
    let store = try reader()
    #expect(try store.entryCount() == 3 && store.listedCount() == 2)
    #expect(try store.page(EntryFilter(), .newest, limit: 9).map(\.kind) == [.session, .session])
    #expect(try store.page(EntryFilter(device: a.chain.device), .newest, limit: 9).map(\.kind) == [.session])
    #expect(try store.kindsByDevice()[a.chain.device] == EntryKinds([.session: 1, .cancelled: 1]))
    #expect(try store.count(on: Moment.sample.day).cancelled == 1)
    #expect(try store.verify().isWhole)
    try store.close()
  }

  @Test func `words that the program adds to an entry find it in the copies, too`() throws {
    let (a, b) = (
      try Source(seed: 1, days: [0, 2], note: "mất sóng"), try Source(seed: 2, days: [1], note: "quên mật khẩu")
    )
    try fetch(a, b)
    let store = try reader()
    // As the desk adds the names of problems, steps and services.
    store.searchWords = { body in
      if case .session(let facts) = body, facts.steps.contains(where: { $0.note == "mất sóng" }) {
        return ["Không nhận được mã OTP"]
      }
      return []
    }
    #expect(
      try store.page(EntryFilter(words: "otp"), .newest, limit: 9).map(\.id.device) == [a, a].map(\.chain.device))
    #expect(try store.page(EntryFilter(words: "ma otp", device: b.chain.device), .newest, limit: 9).isEmpty)
    try store.close()
  }

  @Test func `what comes later is added, corrections count, and nothing is taken twice`() throws {
    let (a, b) = (try Source(seed: 1, days: [0, 5], note: "x"), try Source(seed: 2, days: [1], note: "y"))
    try fetch(a, b)
    let store = try reader()
    #expect(try store.page(EntryFilter(words: "y"), .newest, limit: 9).count == 1)
    try b.keep(2, "y")
    try a.correct(1)
    #expect(try fetch(a, b) == 2)
    #expect(try fetch(a, b) == 0)
    #expect(try store.entryCount() == 3, "a reader sees the moment of its opening")
    try store.refresh()
    #expect(try store.entryCount() == 5)
    #expect(try store.page(EntryFilter(words: "y"), .newest, limit: 9).count == 2)
    let corrected = try #require(try store.page(EntryFilter(outcome: .declined), .oldest, limit: 9).last)
    #expect(corrected.outcome == .declined && corrected.correction?.first == .completed)
    #expect(corrected.id == a.chain.entry(1))
    let incarnation = try #require(try store.incarnations().first { $0.head.last.device == a.chain.device })
    #expect(try store.places(of: incarnation, after: 0, entries: 99, bytes: 1 << 20).count == 3)
    #expect(try store.row(of: b.chain.entry(2)) == 4 || store.row(of: b.chain.entry(2)) == 5)
    try store.close()
  }

  @Test func `what its device did not sign is not shown, and does not keep the rest away`() throws {
    let (a, other) = (try Source(seed: 1, days: [0, 1, 2], note: "x"), try Source(seed: 2, days: [0], note: "y"))
    let copy = try JournalCopy.open(folder: lead.path)
    let sound = try a.stretches(behind: copy.reach(of: a.chain))
    #expect(try copy.take(sound[0]) == .taken)
    #expect(try copy.settle() == 0, "nothing is shown before the signature covers it")
    var forged = sound[1]
    forged.items = try other.stretches(behind: ChainHead(chain: other.chain, size: 0, hash: .zero))[0].items
    #expect(try copy.take(forged) == .notSigned)
    #expect(try copy.reach(of: a.chain).size == 0, "all that waited for the signature goes")
    #expect(try copy.take(sound[1]) == .notNext)
    var renamed = sound[0]
    renamed.publicKey = Array(repeating: 7, count: 32)
    #expect(try copy.take(renamed) == .notSigned)
    var late = sound[0]
    late.items = [.lost(LostRange(first: 5, last: 9, hash: .zero))]
    #expect(try copy.take(late) == .notSigned)
    for stretch in sound { #expect(try copy.take(stretch) == .taken) }
    #expect(try copy.settle() == 3)
    try copy.close()
    let store = try reader()
    #expect(try store.verify().isWhole)
    try store.close()
  }

  @Test func `the laptop's own journal is another one`() throws {
    let own = try lead.open(seed: 9)
    #expect(try JournalStore.openCopies(folder: lead.path) == nil)
    try fetch(try Source(seed: 1, days: [0], note: "x"))
    #expect(try own.entryCount() == 0)
    #expect(try own.heads().count == 1)
    try own.close()
    let again = try lead.open(seed: 9)
    #expect(try again.verify().isWhole)
    try again.close()
  }
}
