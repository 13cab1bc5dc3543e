import Checklists
import Journal
import ReportFixtures
import Reports
import Testing

@Suite struct SupplementTests {
  private let period = ReportPeriod(.quarter, holding: Day(daysSince1970: 20_600))

  @Test func `what came after a report is told as a supplement, and the report itself stays`() throws {
    let stock = Stock(seed: 4)
    // The report is made while half of the desks have sent only half of what they have.
    let heard = stock.entries.filter { $0.id.device.rawValue < "8" || $0.id.sequence < 120 }
    var early = CorrectionIndex()
    for entry in heard { early.take(entry) }
    var first = ReportCounter(period, corrections: early)
    for entry in heard { first.take(entry) }
    let report = first.report()

    var second = ReportCounter(period, corrections: stock.corrections, since: report.heads)
    for entry in stock.entries { second.take(entry) }
    let change = try #require(second.supplement)
    #expect(!change.isEmpty)
    // Nothing of the first report moved, and both together are the figures of now.
    var now = report.tally
    now.add(change.added)
    var before = second.report().tally
    before.add(change.removed)
    #expect(now == before)
    #expect(change.before(second.report().tally) == report.tally)
    #expect(change.lateSessions == second.report().tally.sessions - report.tally.sessions)
    #expect(change.added.sessions == change.lateSessions + change.corrections.count)
    #expect(change.removed.sessions == change.corrections.count)
    for one in change.corrections { #expect(one.corrections.last?.change.note == "ghi nhầm") }
  }

  @Test func `a report of all that came has an empty supplement`() throws {
    let stock = Stock(seed: 5, sessions: 900)
    let report = stock.report(period)
    var again = ReportCounter(period, corrections: stock.corrections, since: report.heads)
    for entry in stock.entries { again.take(entry) }
    #expect(again.supplement == ReportChange())
    #expect(again.report() == report)
  }

  @Test func `a late session belongs to the day on which it began, and moves no other period`() throws {
    let stock = Stock(seed: 6, sessions: 900)
    let june = ReportPeriod(.month, holding: try #require(Day(iso: "2026-06-10")))
    let before = stock.report(june)
    let began = Moment(
      wallMilliseconds: Int64(june.through.daysSince1970) * 86_400_000 + 16 * 3_600_000, offsetMinutes: 420, boot: "b",
      monotonicMilliseconds: 0)
    // 23:00 of the last day of June, ended in July, kept in December.
    var ended = began
    ended.wallMilliseconds += 2 * 3_600_000
    let facts = SessionFacts(
      began: began, ended: ended, unit: "99001", volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
      consentVersion: 1, answers: [], steps: [], problems: [], outcome: .appointment)
    let device = try #require(stock.entries.first?.id.device)
    let late = StoredEntry(
      id: EntryID(device: device, incarnation: 9, sequence: 1), previous: .zero, body: .session(facts))
    var counter = ReportCounter(june, corrections: stock.corrections, since: before.heads)
    for entry in stock.entries + [late] { counter.take(entry) }
    #expect(counter.supplement?.late == [device: 1])
    #expect(counter.supplement?.added.outcomes == [Outcome.appointment: 1])
    #expect(counter.report().tally.sessions == before.tally.sessions + 1)
    let july = ReportPeriod(.month, holding: june.through.later(days: 1))
    var other = ReportCounter(july, corrections: stock.corrections, since: stock.report(july).heads)
    for entry in stock.entries + [late] { other.take(entry) }
    #expect(other.supplement?.isEmpty == true)
  }

  @Test func `missing is not zero: a desk that was not heard since the period's end is told with its last receipt`() {
    let end = Int64(period.through.daysSince1970 + 1) * 86_400_000 - 420 * 60_000
    func desk(_ receipt: Int64?, now: Int64) -> ReportDesk {
      ReportDesk(
        device: DeviceID(rawValue: "d"), unit: "99001", lastReceipt: receipt, period: period, now: now,
        offsetMinutes: 420)
    }
    let day: Int64 = 86_400_000
    #expect(desk(nil, now: end + day).isMissing)
    #expect(desk(end - 1, now: end + 9 * day).isMissing)
    #expect(!desk(end, now: end + 9 * day).isMissing)
    // While the period lasts, a day of silence is no gap yet.
    #expect(!desk(end - 30 * day, now: end - 29 * day - 1).isMissing)
    #expect(desk(end - 30 * day, now: end - 28 * day).isMissing)
  }
}
