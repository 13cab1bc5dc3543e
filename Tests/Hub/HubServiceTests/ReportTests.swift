import Checklists
import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Protocol
import ReportStore
import Reports
import Testing

/// Reports over all that a hub holds.
@Suite struct ReportTests {
  /// All days that the fixtures write on.
  private func period() throws -> ReportPeriod {
    try #require(ReportPeriod(from: Day(daysSince1970: 20_400), through: Day(daysSince1970: 21_000)))
  }

  /// What a report over entries says, without a hub.
  private func plain(_ entries: [[UInt8]], _ period: ReportPeriod) throws -> ReportTally {
    let read = try entries.map { try EntryBytes.decode($0) }
    var corrections = CorrectionIndex()
    for entry in read { corrections.take(entry) }
    var counter = ReportCounter(period, corrections: corrections)
    for entry in read { counter.take(entry) }
    return counter.report().tally
  }

  private func tally(_ hub: InProcessHub, _ reports: ReportStore, unit: String? = nil) async throws -> ReportTally {
    try await ReportUpdater(hub.store).catchUp(reports)
    return try reports.report(try period(), unit: unit).report.tally
  }

  @Test(arguments: StoreKind.allCases) func `a report is that of the entries of all desks, as they come`(
    kind: StoreKind
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let reports = try ReportStore.open(path: hub.folder + "/reports.sqlite")
      var entries: [[UInt8]] = []
      for seed in 1...4 as ClosedRange<UInt64> {
        var desk = try TestDevice(seed: seed)
        try await hub.enrol(desk)
        try desk.write(sessions: 60)
        for place in [3, 20, 20] {
          try desk.write(
            .amendment(
              of: desk.entry(place), Amendment(outcome: place == 3 ? .declined : .appointment, note: "ghi nhầm"),
              by: nil, at: .sample))
        }
        try desk.write(
          .count(CountFacts(day: Moment.sample.day, unit: nil, checklist: "vneid", version: 1, outcome: .completed)))
        #expect(try await hub.push(desk, try desk.batch(through: 30)).pushed != nil)
        _ = try await tally(hub, reports)
        #expect(try await hub.push(desk, try desk.batch(after: 30)).pushed != nil)
        entries += desk.entries
        let expected = try plain(entries, try period())
        #expect(try await tally(hub, reports) == expected)
      }
      let unit = try reports.report(try period(), unit: "00004").report.tally
      #expect(unit.sessions > 0 && unit.sessions < 4 * 61)
      try reports.close()
    }
  }

  @Test func `entries that two branches share count once, and none that is kept apart counts`() async throws {
    try await InProcessHub.with { hub in
      let reports = try ReportStore.open(path: hub.folder + "/reports.sqlite")
      var desk = try TestDevice(seed: 7)
      try await hub.enrol(desk)
      try desk.write(sessions: 20)
      var copy = desk
      copy.bodies = Bodies(seed: 8, now: desk.bodies.now)
      try desk.write(sessions: 10)
      try copy.write(sessions: 15)
      var facts = copy.bodies.session()
      facts.steps[0].note = "số 0912345678"
      try copy.write(.session(facts))
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      #expect(try await hub.push(copy, try copy.batch(after: 20)).pushed != nil)
      let expected = try plain(desk.entries + copy.entries[20..<35], try period())
      #expect(expected.sessions == 45)
      #expect(try await tally(hub, reports) == expected)
      try reports.close()
    }
  }

  @Test func `desks are told with their last receipts, and those that were not heard are missing`() async throws {
    try await InProcessHub.with { hub in
      var heard = try TestDevice(seed: 1)
      let silent = try TestDevice(seed: 2)
      try await hub.enrol(heard)
      try await hub.enrol(silent)
      try heard.write(sessions: 2)
      #expect(try await hub.push(heard, try heard.batch()).pushed != nil)
      let today = Day(daysSince1970: Int(hub.clock.now / 86_400_000))
      let desks = try await ReportUpdater(hub.store).desks(
        of: nil, ReportPeriod(.week, holding: today), now: hub.clock.now, offsetMinutes: 420)
      #expect(desks.first { $0.device == heard.id }?.isMissing == false)
      #expect(desks.first { $0.device == heard.id }?.lastReceipt == hub.clock.now)
      #expect(desks.first { $0.device == silent.id }?.isMissing == true)
      #expect(desks.first { $0.device == silent.id }?.lastReceipt == nil)
    }
  }
}
