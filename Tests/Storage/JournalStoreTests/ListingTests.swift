import Checklists
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing
import VietnameseText

/// A journal of all kinds of entries, with what a list of it must say.
private struct Mixed {
  let folder = TemporaryFolder()
  let store: JournalStore
  /// Newest first.
  var lines: [EntrySummary] = []
  var chance: SplitMix64

  /// `jumps`: the clock jumps once in so many entries; 0 never.
  init(seed: UInt64, count: Int, jumps: Int) throws {
    store = try folder.open(seed: seed)
    chance = SplitMix64(seed: seed)
    var bodies = Bodies(seed: seed)
    var sessions: [EntryID] = []
    for _ in 0..<count {
      if jumps > 0 && chance.oneIn(jumps) {
        bodies.now = Moment.sample.later(by: Int64(chance.below(40) - 20) * 86_400_000)
      }
      // A few entries a day.
      bodies.now = bodies.now.later(by: Int64(chance.below(14_000_000)))
      let body = Self.body(&bodies, &chance, sessions)
      let kept = try store.keep(body, closing: nil, contact: nil)
      if body.kind == .session { sessions.append(kept.id) }
    }
    lines = try (1...Int64(count)).reversed().map { try store.detail(row: $0).summary }
  }

  private static func body(_ bodies: inout Bodies, _ chance: inout SplitMix64, _ sessions: [EntryID]) -> EntryBody {
    switch chance.below(10) {
    case 0:
      let outcome = chance.pick(Outcome.allCases)
      return .count(
        CountFacts(day: bodies.now.day, unit: nil, checklist: "vneid", version: 1, outcome: outcome))
    case 1 where !sessions.isEmpty:
      let change = Amendment(outcome: chance.maybe(Outcome.allCases))
      return .amendment(of: chance.pick(sessions), change, by: chance.maybe([.init(rawValue: "TN03")]), at: bodies.now)
    default: return .session(bodies.session())
    }
  }

  /// Any filter, with days near those that occur.
  mutating func filter() -> EntryFilter {
    var filter = EntryFilter(
      checklist: chance.maybe(["vneid", "taikhoan", "unknown"]), outcome: chance.maybe([.completed, .declined]),
      volunteer: chance.maybe([.init(rawValue: "TN03"), .init(rawValue: "TN05")]))
    let day = chance.pick(lines).day
    if chance.oneIn(2) { filter.from = Day(daysSince1970: day.daysSince1970 - chance.below(4)) }
    if chance.oneIn(2) { filter.through = Day(daysSince1970: day.daysSince1970 + chance.below(4) - 1) }
    return filter
  }

  func matching(_ filter: EntryFilter) -> [EntrySummary] {
    lines.filter { line in
      (filter.checklist == nil || filter.checklist == line.checklist)
        && (filter.outcome == nil || filter.outcome == line.outcome)
        && (filter.volunteer == nil || filter.volunteer == line.volunteer)
        && (filter.from.map { $0 <= line.day } ?? true) && (filter.through.map { line.day <= $0 } ?? true)
    }
  }
}

@Suite(.ownThread) struct ListingTests {
  @Test(arguments: [(1, 0), (2, 40), (3, 8), (4, 1), (5, 2), (6, 0)])
  func `every filter gives what a look at every line would give, page by page, both ways`(seed: UInt64, jumps: Int)
    throws
  {
    var mixed = try Mixed(seed: seed, count: 180, jumps: jumps)
    for _ in 0..<60 {
      let filter = mixed.filter()
      let expected = mixed.matching(filter)
      let limit = 1 + mixed.chance.below(20)
      #expect(try mixed.store.all(filter, limit: limit) == expected)
      #expect(try mixed.store.page(filter, .oldest, limit: limit) == Array(expected.suffix(limit)))
      let row = Int64(mixed.chance.below(190)) - 3
      let before = Array(expected.filter { $0.row < row }.prefix(limit))
      #expect(try mixed.store.page(filter, .before(row), limit: limit) == before)
      let after = Array(expected.filter { $0.row > row }.suffix(limit))
      #expect(try mixed.store.page(filter, .after(row), limit: limit) == after)
    }
  }

  @Test func `a page of nothing is empty`() throws {
    let folder = TemporaryFolder()
    let store = try folder.open()
    for start in [
      PageStart.newest, .oldest, .before(1), .after(0), .before(.max), .after(.max), .before(.min), .after(.min),
    ] {
      for words in ["", "otp"] {
        #expect(try store.page(EntryFilter(words: words), start, limit: 50).isEmpty)
      }
    }
    try store.keep(sessions: 2, seed: 1)
    #expect(try store.page(EntryFilter(), .newest, limit: 0).isEmpty)
    #expect(try store.page(EntryFilter(), .before(.max), limit: 9).count == 2)
    #expect(try store.page(EntryFilter(), .after(.max), limit: 9).isEmpty)
    #expect(try store.page(EntryFilter(), .after(.min), limit: 9).count == 2)
  }

  @Test(arguments: [(11, 0), (12, 3)])
  func `a day's sessions are counted, with the outcome as it was corrected last`(seed: UInt64, jumps: Int) throws {
    let mixed = try Mixed(seed: seed, count: 200, jumps: jumps)
    var outcomes: [Int64: Outcome] = [:]
    for line in mixed.lines.reversed() where line.kind == .session || line.kind == .count {
      outcomes[line.row] = line.outcome
    }
    for line in mixed.lines.reversed() where line.kind == .amendment {
      guard case .amendment(let target, let change, _, _) = try mixed.store.detail(row: line.row).body else { continue }
      if let outcome = change.outcome { outcomes[Int64(target.sequence)] = outcome }
    }
    for day in Set(mixed.lines.map(\.day)) {
      let rows = mixed.lines.filter { $0.day == day && outcomes[$0.row] != nil }.map(\.row)
      let byOutcome = Dictionary(grouping: rows.compactMap { outcomes[$0] }, by: \.self).mapValues(\.count)
      #expect(try mixed.store.count(on: day) == DayCount(sessions: rows.count, byOutcome: byOutcome))
    }
    #expect(try mixed.store.count(on: Day(daysSince1970: 1)) == DayCount())
  }
}

@Suite(.ownThread) struct SearchTests {
  private let folder = TemporaryFolder()

  private func store(notes: [String]) throws -> JournalStore {
    let store = try folder.open()
    for note in notes { try add(note, to: store) }
    return store
  }

  private func add(_ note: String, to store: JournalStore) throws {
    var facts = Bodies.plain
    facts.steps = [StepFact(step: "a", state: .done, milliseconds: 1, note: note)]
    _ = try store.keep(.session(facts), closing: nil, contact: nil)
  }

  private func rows(_ store: JournalStore, _ words: String) throws -> [Int64] {
    try store.page(EntryFilter(words: words), .newest, limit: 50).map(\.row)
  }

  @Test func `accents, case and đ do not matter, and the last word may be a beginning`() throws {
    let store = try store(notes: ["Đổi điện thoại", "đổi SỐ điện thoại", "quên mật khẩu"])
    #expect(try rows(store, "doi dien thoai") == [2, 1])
    #expect(try rows(store, "ĐỔI điện THOẠI ") == [2, 1])
    #expect(try rows(store, "dien thoa") == [2, 1])
    #expect(try rows(store, "dien thoa ") == [])
    #expect(try rows(store, "so dien") == [2])
    #expect(try rows(store, "q") == [3])
    #expect(try rows(store, "mật khe") == [])
    #expect(try rows(store, "mật khẩ") == [3])
    // The same letters, written with combining marks.
    #expect(try rows(store, "ma\u{323}t kha\u{302}\u{309}u") == [3])
  }

  @Test func `a phrase is its words in a row`() throws {
    let store = try store(notes: ["đổi điện thoại mới", "điện mới thoại đổi", "thoại điện"])
    #expect(try rows(store, "\"dien thoai\"") == [1])
    #expect(try rows(store, "“điện thoại”") == [1])
    #expect(try rows(store, "\"dien thoai\" doi ") == [1])
    #expect(try rows(store, "dien thoai ") == [3, 2, 1])
    #expect(try rows(store, "\"dien thoa") == [1])
    #expect(try rows(store, "\"dien thoa\"") == [])
  }

  @Test(arguments: [
    "\"", "\"\"", "*", "AND", "OR NOT", "NEAR(a b)", "a AND", "col:", "text:a", "^a", "(", ")", "a*b", "-a", "+", "'",
    "'; DROP TABLE entry;--", "{a b}", "\u{E000}f1", "\u{0}", "a\u{0}b", "%", "\\", "🙂", "\"a\" \"", "NOT a", "a OR",
  ])
  func `whatever is typed is words, never the index's syntax`(words: String) throws {
    let store = try store(notes: ["and or not near a b col text"])
    _ = try rows(store, words)
    #expect(try store.entryCount() == 1)
  }

  @Test func `operators are found as the words they are`() throws {
    let store = try store(notes: ["this and that", "this or that", "near a"])
    #expect(try rows(store, "AND ") == [1])
    #expect(try rows(store, "OR ") == [2])
    #expect(try rows(store, "NEAR(a") == [3])
    #expect(try rows(store, "this -that ") == [2, 1])
    #expect(try rows(store, "???") == [3, 2, 1])
  }

  @Test func `everything that was written is found, in both languages, and what the program adds`() throws {
    let store = try folder.open()
    store.searchWords = { body in
      if case .session(let facts) = body { ["Cài và kích hoạt \(facts.checklist)"] } else { [] }
    }
    let volunteer = try store.addVolunteer(named: "Lò Thị Mười")
    var facts = Bodies.plain
    facts.volunteer = volunteer.code
    facts.problems = [
      ProblemFact(step: "a", problem: "E-V02"), ProblemFact(step: "a", words: "máy bị đơ hẳn"),
    ]
    facts.petition = Petition(topic: .network, text: "Sóng yếu ở bản Phiêng")
    facts.outcome = .referredPolice
    _ = try store.keep(.session(facts), closing: nil, contact: nil)
    for words in [
      "E-V02", "e v02", "may bi do", "song yeu", "phieng", "lo thi muoi", "TN01", "vneid", "cong an", "police",
      "kich hoat", "chuyen", "00004",
    ] {
      #expect(try rows(store, words) == [1], "\(words)")
    }
    #expect(try rows(store, "E-V03").isEmpty)
    #expect(try rows(store, "counter").isEmpty)
  }

  @Test(arguments: [21, 22, 23]) func `a search with filters gives what a look at every text would give`(seed: UInt64)
    throws
  {
    let store = try folder.open()
    var bodies = Bodies(seed: seed)
    var texts: [Int64: [String]] = [:]
    var lines: [EntrySummary] = []
    let words = ["xoài", "xe", "gà", "gạo", "lúa", "sông", "sương", "yến"]
    for row in 1...Int64(150) {
      var facts = bodies.session()
      let note = (0..<4).map { _ in bodies.chance.pick(words) }
      (facts.problems, facts.petition, facts.service) = ([], nil, nil)
      facts.steps = [StepFact(step: "a", state: .done, milliseconds: 1, note: note.joined(separator: ", "))]
      bodies.now = bodies.now.later(by: 7_200_000)
      _ = try store.keep(.session(facts), closing: nil, contact: nil)
      texts[row] = note.map(folded)
      lines.insert(try store.detail(row: row).summary, at: 0)
    }
    for _ in 0..<60 {
      let filter = EntryFilter(
        checklist: bodies.chance.maybe(["vneid", "taikhoan"]), outcome: bodies.chance.maybe([.completed, .declined]),
        volunteer: bodies.chance.maybe([.init(rawValue: "TN03")]), from: bodies.chance.maybe([lines[100].day]))
      let (first, second) = (bodies.chance.pick(words), bodies.chance.pick(words))
      let beginning = String(folded(second).prefix(2))
      let expected = lines.filter { line in
        guard let text = texts[line.row], filter.checklist == nil || filter.checklist == line.checklist,
          filter.outcome == nil || filter.outcome == line.outcome,
          filter.volunteer == nil || filter.volunteer == line.volunteer, filter.from.map({ $0 <= line.day }) ?? true
        else { return false }
        return text.contains(folded(first)) && text.contains { $0.hasPrefix(beginning) }
      }
      var asked = filter
      asked.words = "\(first) \(beginning)"
      #expect(try store.all(asked, limit: 1 + bodies.chance.below(9)) == expected)
      #expect(try store.page(asked, .oldest, limit: 5) == Array(expected.suffix(5)))
    }
  }

  @Test func `entries are found at once, also after reopening, and after the index was lost or damaged`() throws {
    var store = try store(notes: ["một"])
    #expect(try rows(store, "mot") == [1])
    try add("một hai", to: store)
    #expect(try rows(store, "mot") == [2, 1])
    try store.close()
    store = try folder.open()
    try add("một ba", to: store)
    #expect(try rows(store, "mot") == [3, 2, 1])
    try store.close()
    for damage in [[], Array("no database at all".utf8), try damaged(folder.bytes("search.sqlite"))] {
      try folder.write("search.sqlite", damage)
      store = try folder.open()
      #expect(try rows(store, "mot") == [3, 2, 1])
      #expect(try store.verify().isWhole)
      try store.close()
    }
  }

  /// All pages but the first overwritten.
  private func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var chance = SplitMix64(seed: 3)
    for index in bytes.indices.dropFirst(4096) { bytes[index] = UInt8(truncatingIfNeeded: chance.next()) }
    return bytes
  }

  @Test func `an index of another journal is not used`() throws {
    let other = TemporaryFolder()
    let stranger = try other.open(seed: 8)
    try stranger.keep(sessions: 30, seed: 4)
    _ = try stranger.page(EntryFilter(words: "otp"), .newest, limit: 1)
    try stranger.close()
    var store = try store(notes: ["một", "hai"])
    try store.close()
    try folder.write("search.sqlite", try other.bytes("search.sqlite"))
    store = try folder.open()
    #expect(try rows(store, "otp").isEmpty)
    #expect(try rows(store, "hai") == [2])
  }
}

extension Bodies {
  /// A session without a word of its own.
  static var plain: SessionFacts {
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    (facts.steps, facts.problems, facts.answers, facts.petition, facts.service) = ([], [], [], nil, nil)
    (facts.checklist, facts.outcome, facts.unit, facts.volunteer) = ("vneid", .completed, "00004", nil)
    return facts
  }
}
