import Checklists
import Foundation
import GRDB
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing

@Suite(.ownThread) struct KeepingTests {
  private let folder = TemporaryFolder()

  @Test func `an entry is shown with all that was kept`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 5)
    let facts = bodies.session()
    let kept = try store.keep(.session(facts), closing: nil, contact: nil)
    let detail = try store.detail(row: kept.row)
    #expect(detail.body == .session(facts))
    #expect(detail.summary.id == kept.id)
    #expect(detail.summary.checklist == facts.checklist)
    #expect(detail.summary.outcome == facts.outcome)
    #expect(detail.summary.volunteer == facts.volunteer)
    #expect(detail.summary.milliseconds == facts.ended.milliseconds(since: facts.began))
    #expect(detail.summary.minuteOfDay == facts.ended.minuteOfDay)
    #expect(detail.summary.day == facts.ended.day)
    #expect(Set(detail.summary.problems) == Set(facts.problems.compactMap(\.problem)))
    #expect(detail.previousHash == EntryHash.zero.hex)
    #expect(!detail.hasContact && detail.later.isEmpty && !detail.summary.isAmended)
    let next = try store.keep(.session(bodies.session()), closing: nil, contact: nil)
    #expect(try store.detail(row: next.row).previousHash == detail.hash)
    #expect(throws: JournalProblem.noSuchEntry) { try store.detail(row: 99) }
  }

  @Test func `a citizen's code finds the entry, however it is typed`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 5)
    var codes: [(ReceiptCode, Int64)] = []
    for _ in 0..<100 {
      let kept = try store.keep(.session(bodies.session()), closing: nil, contact: nil)
      codes.append((try #require(kept.receipt), kept.row))
    }
    #expect(Set(codes.map(\.0)).count == 100)
    for (code, row) in codes {
      #expect(try store.find(code: code.display.lowercased()) == row)
      #expect(try store.find(code: " \(code.letters) ") == row)
    }
    var stranger = SplitMix64(seed: 77)
    #expect(throws: JournalProblem.unknownCode) {
      try store.find(code: ReceiptCode.random(using: &stranger).display)
    }
    #expect(throws: JournalProblem.malformedCode) { try store.find(code: "AAAA-AAAC") }
    #expect(throws: JournalProblem.malformedCode) { try store.find(code: "") }
  }

  @Test func `the journal holds the hash of a code, not the code`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 5)
    let code = try #require(try store.keep(.session(bodies.session()), closing: nil, contact: nil).receipt)
    for name in try folder.names() {
      #expect(!contains(try folder.bytes(name), Array(code.letters.utf8)), "\(name)")
      #expect(!contains(try folder.bytes(name), Array(code.display.utf8)), "\(name)")
    }
  }

  @Test func `a code that somebody has already is drawn again`() throws {
    // The generator starts anew with each opening, so it draws the same code each time.
    var seen: Set<ReceiptCode> = []
    for _ in 0..<5 {
      let store = try folder.open(seed: 4)
      var bodies = Bodies(seed: 5)
      seen.insert(try #require(try store.keep(.session(bodies.session()), closing: nil, contact: nil).receipt))
      #expect(try store.verify().isWhole)
      try store.close()
    }
    #expect(seen.count == 5)
  }

  @Test func `a count holds no more than the count, and has no code`() throws {
    let store = try folder.open()
    let facts = CountFacts(
      day: Moment.sample.day, unit: "00004", checklist: "taikhoan", version: 2, outcome: .referredBank)
    let kept = try store.keep(.count(facts), closing: nil, contact: nil)
    #expect(kept.receipt == nil)
    let line = try #require(try store.page(EntryFilter(), .newest, limit: 1).first)
    #expect(line.kind == .count && line.minuteOfDay == nil && line.volunteer == nil && line.milliseconds == 0)
    #expect(try store.detail(row: kept.row).body == .count(facts))
  }

  @Test func `a correction is a new entry that names the old one`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 6)
    let facts = bodies.session()
    let kept = try store.keep(.session(facts), closing: nil, contact: nil)
    let change = Amendment(outcome: .appointment, note: "nhầm")
    let by = VolunteerCode(rawValue: "TN02")
    let later = try store.keep(
      .amendment(of: kept.id, change, by: by, at: Moment.sample.later(by: 9_000_000)), closing: nil, contact: nil)
    let detail = try store.detail(row: kept.row)
    #expect(detail.summary.isAmended)
    #expect(detail.body == .session(facts))
    #expect(detail.later.map(\.row) == [later.row])
    #expect(detail.later.first?.kind == .amendment)
    #expect(detail.later.first?.checklist == facts.checklist)
    #expect(later.receipt == nil)
    let lines = try store.page(EntryFilter(), .newest, limit: 9)
    #expect(lines.map(\.isAmended) == [false, true])
    #expect(try store.verify().isWhole)
  }

  @Test func `an entry that names one that does not exist is refused`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 6)
    let kept = try store.keep(.session(bodies.session()), closing: nil, contact: nil)
    var strangers = [kept.id, kept.id, kept.id]
    strangers[0].sequence = 2
    strangers[1].incarnation = 2
    strangers[2].device = DeviceID(rawValue: "stranger")
    for id in strangers {
      #expect(throws: JournalProblem.noSuchEntry) {
        try store.keep(.amendment(of: id, Amendment(), by: nil, at: .sample), closing: nil, contact: nil)
      }
    }
    #expect(try store.entryCount() == 1)
  }

  @Test func `nothing can be changed or deleted in the table of entries`() throws {
    let store = try folder.open()
    try store.keep(sessions: 3, seed: 1)
    try store.close()
    let queue = try DatabaseQueue(path: folder.journal)
    for sql in ["UPDATE entry SET day = 1", "DELETE FROM entry", "DELETE FROM entry WHERE row = 2"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") } == 3)
  }

  @Test func `clocks that jump ten years back and forth change no order`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 9)
    let decade: Int64 = 3_653 * 86_400_000
    var days: [Day] = []
    for number in 0..<60 {
      bodies.now = Moment.sample.later(by: Int64(number) * 600_000)
      bodies.now.wallMilliseconds += [0, decade, -decade, 0, -2 * decade][number % 5]
      let facts = bodies.session()
      days.append(facts.ended.day)
      _ = try store.keep(.session(facts), closing: nil, contact: nil)
    }
    let lines = try store.all(limit: 7)
    #expect(lines.map(\.id.sequence) == Array((1...60).reversed()))
    #expect(lines.map(\.day) == days.reversed())
    #expect(try store.verify().isWhole)
    for day in Set(days) {
      let expected = days.indices.filter { days[$0] == day }.map { Int64($0 + 1) }.reversed()
      #expect(try store.all(EntryFilter(from: day, through: day), limit: 4).map(\.row) == Array(expected))
      #expect(try store.count(on: day).sessions == expected.count)
    }
  }

  @Test func `names are listed in Vietnamese order, under codes that stay`() throws {
    let store = try folder.open()
    for name in ["Ư", "Bình", "Đào", "Dung", "An", "Ánh", "dũng"] { _ = try store.addVolunteer(named: name) }
    #expect(try store.volunteers().map(\.name) == ["An", "Ánh", "Bình", "Dung", "dũng", "Đào", "Ư"])
    #expect(try store.volunteers().map(\.code.rawValue) == ["TN05", "TN06", "TN02", "TN04", "TN07", "TN03", "TN01"])
    #expect(throws: JournalProblem.tooLarge(bytes: 300)) {
      try store.addVolunteer(named: String(repeating: "x", count: 300))
    }
    for _ in 8...100 { _ = try store.addVolunteer(named: "Z") }
    #expect(try store.addVolunteer(named: "Y").code.rawValue == "TN101")
  }

  @Test func `settings are kept and replaced`() throws {
    var store = try folder.open()
    try store.set("language", "vi")
    try store.set("unit", "00004")
    try store.set("language", "")
    try store.close()
    store = try folder.open()
    #expect(try store.settings() == ["language": "", "unit": "00004"])
    #expect(throws: JournalProblem.self) { try store.set("x", String(repeating: "x", count: 70_000)) }
  }
}
