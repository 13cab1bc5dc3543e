import Checklists
import Journal
import ReportFixtures
import Reports
import Testing

@Suite struct CountingTests {
  private static func periods() throws -> [ReportPeriod] {
    let day = try #require(Day(iso: "2026-05-20"))
    let range = try #require(ReportPeriod(words: "2026-02-10..2026-04-02", today: day))
    return [ReportPeriod(.week, holding: day), .init(.month, holding: day), .init(.quarter, holding: day)]
      + [.init(.year, holding: day), range]
  }

  @Test func `every line of a report is a plain count of what was made`() throws {
    let stock = Stock(seed: 1)
    for period in try Self.periods() {
      for unit in [nil, "99001", "99004", "99999"] as [String?] {
        let report = stock.report(period, unit: unit)
        let made = stock.made.filter { period.contains($0.day) && (unit ?? $0.unit) == $0.unit }
        expectSame(report.tally, made)
        #expect(
          report.tally.cancelled
            == stock.cancelled.count { period.contains($0.day) && (unit ?? $0.unit) == $0.unit })
        let logged = made.filter { $0.volunteer != nil }
        #expect(report.volunteers == Set(logged.map { "\($0.desk.rawValue) \($0.volunteer ?? "")" }).count)
        let shifts = Dictionary(grouping: logged) { "\($0.desk.rawValue) \($0.volunteer ?? "") \($0.day.iso)" }
        #expect(report.shifts == shifts.count)
        let seconds = shifts.values.reduce(0) { sum, sessions in
          sum + Int(((sessions.map(\.ended).max() ?? 0) - (sessions.map(\.began).min() ?? 0)) / 1_000)
        }
        #expect(report.shiftSeconds == seconds)
        #expect(Set(report.days.keys) == Set(made.map(\.day)))
        for (day, counts) in report.days { #expect(counts.sessions == made.count { $0.day == day }) }
        #expect(report.corrected.count == made.count { $0.isCorrected })
        #expect(report.corrected.count { $0.first != $0.now } == made.count { $0.first != $0.outcome })
      }
    }
  }

  @Test func `groups hold every session once`() throws {
    let stock = Stock(seed: 2)
    let period = try Self.periods()[2]
    let made = stock.made.filter { period.contains($0.day) }
    let keys: [(ReportGrouping, (MadeUpProvince.Made) -> String)] = [
      (.volunteer, { $0.volunteer ?? "" }), (.checklist, \.checklist), (.unit, \.unit), (.day, \.day.iso),
    ]
    #expect(Set(keys.map(\.0)) == Set(ReportGrouping.allCases))
    for (grouping, key) in keys {
      let report = stock.report(period, grouping: grouping)
      let expected = Dictionary(grouping: made, by: key)
      #expect(Set(report.groups.map(\.key)) == Set(expected.keys))
      for group in report.groups { expectSame(group.tally, expected[group.key] ?? []) }
      var sum = ReportTally()
      for group in report.groups { sum.add(group.tally) }
      // Nobody knows of a cancelled session on which checklist it was, and whose.
      let cancelled = [.unit, .day].contains(grouping) ? stock.cancelled.count { period.contains($0.day) } : 0
      #expect(sum.cancelled == cancelled)
      sum.cancelled = report.tally.cancelled
      #expect(sum == report.tally)
    }
    let days = stock.report(period, grouping: .day).groups.map(\.key)
    #expect(days == days.sorted())
  }

  @Test func `entries count the same in any order, and a correction that comes twice is one`() throws {
    let stock = Stock(seed: 3, sessions: 800)
    let period = try Self.periods()[3]
    let report = stock.report(period)
    var mixed = stock
    mixed.entries.shuffle()
    mixed.corrections = CorrectionIndex()
    for entry in mixed.entries + mixed.entries { mixed.corrections.take(entry) }
    #expect(mixed.report(period) == report)
  }

  @Test func `quick help is counted apart from sessions, by day and unit, and what came late of it is a supplement`() {
    let chain = ChainID(device: DeviceID(rawValue: "d"), incarnation: 1)
    let day = Day(daysSince1970: 20_600)
    func quick(_ place: Int, _ unit: String, days: Int = 0, helped: Bool) -> StoredEntry {
      let at = Moment(
        wallMilliseconds: Int64(day.daysSince1970 + days) * 86_400_000, offsetMinutes: 420, boot: "b",
        monotonicMilliseconds: 0)
      let facts = QuickHelpFacts(
        at: at, unit: unit, volunteer: VolunteerCode(rawValue: "TN01"), checklist: "vneid", topic: .step("activate"),
        helped: helped)
      return StoredEntry(id: chain.entry(place), previous: .zero, body: .quickHelp(facts))
    }
    let entries = [
      quick(1, "99001", helped: true), quick(2, "99001", helped: false), quick(3, "99002", helped: true),
      quick(4, "99001", days: 40, helped: true),
    ]
    func report(_ unit: String?, since heads: [ReportHead]? = nil) -> ReportCounter {
      var counter = ReportCounter(
        ReportPeriod(.week, holding: day), unit: unit, grouping: .unit, corrections: CorrectionIndex(), since: heads)
      for entry in entries { counter.take(entry) }
      return counter
    }
    let all = report(nil).report()
    #expect(all.tally.quickHelp == 3 && all.tally.quickHelped == 2 && all.tally.sessions == 0)
    #expect(all.groups.isEmpty && all.days.isEmpty && all.volunteers == 0)
    #expect(report("99001").report().tally.quickHelp == 2)
    let change = report(nil, since: [ReportHead(chain, sequence: 2)]).supplement
    #expect(change?.added.quickHelp == 1 && change?.isEmpty == false && change?.lateSessions == 0)
    #expect(report(nil, since: [ReportHead(chain, sequence: 4)]).supplement?.isEmpty == true)
  }

  @Test func `a cancelled session is in no figure but its own, and one that came late is a supplement`() throws {
    let chain = ChainID(device: DeviceID(rawValue: "d"), incarnation: 1)
    let day = Day(daysSince1970: 20_600)
    let entries = [("99001", 0), ("99001", 0), ("99002", 0), ("99001", 40), (nil, 0)].enumerated().map { index, one in
      StoredEntry(
        id: chain.entry(index + 1), previous: .zero,
        body: .cancelled(CancelledFacts(day: Day(daysSince1970: day.daysSince1970 + one.1), unit: one.0)))
    }
    func counter(_ unit: String?, _ grouping: ReportGrouping? = nil, since heads: [ReportHead]? = nil) -> ReportCounter
    {
      var counter = ReportCounter(
        ReportPeriod(.week, holding: day), unit: unit, grouping: grouping, corrections: CorrectionIndex(), since: heads)
      for entry in entries { counter.take(entry) }
      return counter
    }
    var only = ReportTally()
    only.cancelled = 4
    for grouping in [nil] + ReportGrouping.allCases.map(Optional.some) {
      let report = counter(nil, grouping).report()
      #expect(report.tally == only && report.groups.isEmpty && report.days.isEmpty && report.volunteers == 0)
    }
    #expect(counter("99001").report().tally.cancelled == 2)
    let change = try #require(counter(nil, since: [ReportHead(chain, sequence: 2)]).supplement)
    #expect(change.added.cancelled == 2 && !change.isEmpty && change.lateSessions == 0)
    #expect(change.before(only).cancelled == 2)
    #expect(counter(nil, since: [ReportHead(chain, sequence: 5)]).supplement?.isEmpty == true)
  }

  @Test func `entries that claim impossible moments and values stop nothing`() throws {
    let device = DeviceID(rawValue: "d")
    var counter = ReportCounter(ReportPeriod(.year, holding: Day(daysSince1970: 0)), corrections: CorrectionIndex())
    for (index, wall) in [Int64.min, .max, 0, -1, 1].enumerated() {
      let moment = Moment(wallMilliseconds: wall, offsetMinutes: .max, boot: "", monotonicMilliseconds: .min)
      let facts = SessionFacts(
        began: moment, ended: Moment(wallMilliseconds: .max, offsetMinutes: 0, boot: "x", monotonicMilliseconds: .max),
        unit: nil, volunteer: VolunteerCode(rawValue: "TN01"), checklist: "vneid", version: .max, checklistHash: "",
        consentVersion: 0, answers: [], steps: [], problems: [], outcome: .completed, satisfaction: .max)
      counter.take(
        StoredEntry(
          id: EntryID(device: device, incarnation: .max, sequence: index + 1), previous: .zero, body: .session(facts)))
    }
    let report = counter.report()
    #expect(report.tally.sessions == 4)
    #expect(report.tally.rated == 0)
    #expect(report.heads.map(\.sequence) == [5])
  }

  private func expectSame(_ tally: ReportTally, _ made: [MadeUpProvince.Made]) {
    #expect(tally.sessions == made.count)
    #expect(tally.onlyCounted == made.count { $0.isOnlyCounted })
    for outcome in Outcome.allCases { #expect(tally.outcomes[outcome] ?? 0 == made.count { $0.outcome == outcome }) }
    for checklist in ["vneid", "taikhoan", "dichvucong", "khac"] {
      let of = made.filter { $0.checklist == checklist }
      let counts = tally.checklists[ChecklistID(rawValue: checklist)] ?? ChecklistCounts()
      #expect(counts.sessions == of.count)
      for outcome in Outcome.allCases { #expect(counts.outcomes[outcome] ?? 0 == of.count { $0.outcome == outcome }) }
    }
    #expect(tally.services["khai-sinh"] ?? 0 == made.count { $0.service != nil })
    for indicator in ReportIndicator.allCases {
      #expect(tally.indicators[indicator] ?? 0 == made.count { $0.indicator == indicator }, "\(indicator)")
    }
    for age in AgeBand.allCases { #expect(tally.ages[age] ?? 0 == made.count { $0.age == age }) }
    for value in 1...5 { #expect(tally.satisfaction[value] ?? 0 == made.count { $0.satisfaction == value }) }
    for topic in PetitionTopic.allCases { #expect(tally.petitions[topic] ?? 0 == made.count { $0.topic == topic }) }
    let met = made.flatMap { zip($0.problems, $0.helped).map { ($0, $1) } }
    #expect(tally.otherProblems == met.count { $0.0 == nil })
    for number in 1...7 {
      let counts = tally.problems[ProblemID(rawValue: "E-V0\(number)")] ?? ProblemCounts()
      let of = met.filter { $0.0 == "E-V0\(number)" }
      #expect(counts.met == of.count)
      #expect(counts.helped == of.count { $0.1 == true })
      #expect(counts.didNotHelp == of.count { $0.1 == false })
    }
  }
}
