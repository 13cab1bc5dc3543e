import Checklists
import Foundation
import Journal
import Platform
import ReportFixtures
import Reports
import Testing

@Suite struct LedgerTests {
  private let month = ReportPeriod(.month, holding: Day(daysSince1970: 20_600))

  /// A month's tally by checklist and outcome.
  private func tally(_ counts: [[Int]]) -> ReportTally {
    var tally = ReportTally()
    for (row, checklist) in (["vneid", "taikhoan", "dichvucong", "khac"] as [ChecklistID]).enumerated() {
      var all = ChecklistCounts()
      for (column, outcome) in Outcome.allCases.enumerated() {
        all.outcomes[outcome] = counts[row][column]
        all.sessions += counts[row][column]
        tally.outcomes[outcome, default: 0] += counts[row][column]
      }
      tally.checklists[checklist] = all
      tally.sessions += all.sessions
    }
    return tally
  }

  private func random(_ dice: inout SplitMix64) -> [[Int]] {
    let size = [4, 10, 30][dice.below(3)]
    return (0..<4).map { _ in
      let busy = 1 + dice.below(4)
      return (0..<7).map { _ in dice.oneIn(4) ? 0 : dice.below(size * busy) }
    }
  }

  /// Late sessions are added, corrected ones move from one outcome to another.
  private func changed(_ counts: [[Int]], _ dice: inout SplitMix64) -> [[Int]] {
    var counts = counts
    for _ in 0..<dice.below(40) { counts[dice.below(4)][dice.below(7)] += 1 }
    for _ in 0..<dice.below(30) {
      let (row, column) = (dice.below(4), dice.below(7))
      guard counts[row][column] > 0 else { continue }
      counts[row][column] -= 1
      counts[row][dice.below(7)] += 1
    }
    return counts
  }

  @Test(arguments: 0..<150) func `reports and their supplements together let out nothing that each of them hides`(
    seed: Int
  ) throws {
    var dice = SplitMix64(seed: UInt64(seed) &* 77)
    var ledger = OutsideLedger()
    var counts = random(&dice)
    // Every other time just one change is told, so that it can be held against the report itself.
    let times = seed.isMultiple(of: 2) ? 2 : 5
    for _ in 0..<times {
      ledger.update(month, unit: "99001", tally(counts), by: .current)
      counts = changed(counts, &dice)
    }
    let entry = try #require(ledger.entries(of: month, unit: "99001")?["services"])
    guard !entry.published.isWithheld else { return }
    // Each change by itself.
    for table in [entry.published] + entry.added {
      let attacker = try #require(Attacker(table))
      for place in hidden(table) {
        #expect(attacker.can(place, be: 0...1), "\(place) \(table.sums)")
        #expect(attacker.can(place, be: 5...1 << 30), "\(place) \(table.sums)")
      }
      #expect(table.sums.allSatisfy { $0.count == 0 || $0.count >= 5 })
    }
    // What was hidden stays hidden, in all that comes later.
    let sum = try #require(entry.now)
    for place in hidden(entry.published) { #expect(sum[place / 7, place % 7] == nil) }
    // Nothing that is taken away can be more than was there: no more than each band of the report showed. What is hidden
    // in such a band stays as open as before, so the bands are what is asked about.
    guard times == 2, let removed = entry.removed.first else { return }
    let bands = entry.published.sums.dropLast(entry.published.totals.count)
    let places = bands.map { removed.bands(row: $0.rows.lowerBound, column: $0.columns.lowerBound) }
    let both = Attacker(removed.sums.map(\.count), places)
    for (place, band) in bands.enumerated() where band.count > 0 {
      // Where nothing was taken away, everybody may know.
      if removed.isShown(band.rows, band.columns) || removed.sums[places[place].band].count == 0 { continue }
      var (low, high) = (Array(repeating: 0, count: bands.count), bands.map(\.count))
      low[place] = 5
      #expect(both.solution(low, high) != nil, "\(band) \(entry.published.sums) \(removed.sums)")
      guard band.rows.count * band.columns.count == 1 else { continue }
      (low[place], high[place]) = (0, 1)
      #expect(both.solution(low, high) != nil, "\(band) \(entry.published.sums) \(removed.sums)")
    }
  }

  /// Figures that are hidden in a band that is not known to be empty.
  private func hidden(_ table: ProtectedTable) -> [Int] {
    (0..<28).filter { place in
      table[place / 7, place % 7] == nil
        && !table.sums.contains {
          $0.count == 0 && $0.rows.contains(place / 7) && $0.columns.contains(place % 7)
        }
    }
  }

  @Test func `changes about too few wait until there are more of them`() throws {
    var ledger = OutsideLedger()
    var counts = [
      [40, 6, 7, 8, 9, 10, 11], [30, 6, 7, 8, 9, 10, 11], [50, 6, 7, 8, 9, 10, 11], [20, 6, 7, 8, 9, 10, 11],
    ]
    ledger.update(month, unit: nil, tally(counts), by: .current)
    for _ in 0..<3 {
      counts[0][0] += 1
      ledger.update(month, unit: nil, tally(counts), by: .current)
      let entry = try #require(ledger.entries(of: month, unit: nil)?["services"])
      #expect(entry.added.isEmpty)
      #expect(entry.now?[0, 0] == 40)
    }
    counts[0][0] += 6
    ledger.update(month, unit: nil, tally(counts), by: .current)
    let entry = try #require(ledger.entries(of: month, unit: nil)?["services"])
    #expect(entry.added.count == 1)
    #expect(entry.now?[0, 0] == 49)
    #expect(entry.published[0, 0] == 40)
  }

  @Test func `an indicator is told only where its checklist has a line of its own`() throws {
    var counts = [[9, 9, 9, 9, 9, 9, 9], [0, 1, 1, 0, 0, 0, 0], [9, 9, 9, 9, 9, 9, 9], [9, 9, 9, 9, 9, 9, 9]]
    for (isAlone, sessions) in [(false, 1), (true, 40)] {
      counts[1] = [sessions] + Array(repeating: isAlone ? 9 : 0, count: 6)
      var tally = tally(counts)
      tally.indicators = [.activated: 30, .dossier: 20, .account: sessions / 2]
      var ledger = OutsideLedger()
      ledger.update(month, unit: nil, tally, by: .current)
      let tables = try #require(ledger.entries(of: month, unit: nil))
      #expect((tables["indicator.activated"] != nil) == isAlone)
      #expect((tables["indicator.account"] != nil) == isAlone)
      #expect(tables["indicator.dossier"]?.now?[0, 0] == 20)
    }
  }

  @Test func `an indicator of completed sessions is told only where these are`() throws {
    // 38 completed and 2 others of one checklist: both are hidden, and 30 activated ones would tell that most completed.
    var counts = (0..<4).map { _ in Array(repeating: 9, count: 7) }
    counts[0] = [38, 0, 0, 0, 0, 1, 1]
    var tally = tally(counts)
    tally.indicators = [.activated: 30, .levelOne: 30]
    var ledger = OutsideLedger()
    ledger.update(month, unit: nil, tally, by: .current)
    let tables = try #require(ledger.entries(of: month, unit: nil))
    #expect(tables["services"]?.now?[0, 0] == nil)
    #expect(tables["indicator.activated"] == nil)
    #expect(tables["indicator.level-one"]?.now?[0, 0] == 30)
  }

  @Test func `what was told is read from a file as it was`() throws {
    var dice = SplitMix64(seed: 5)
    var ledger = OutsideLedger()
    ledger.update(month, unit: "99001", tally(random(&dice)), by: .current)
    #expect(try roundTrip(ledger) == ledger)
  }

  @Test func `a month of another definition stays as it was told`() {
    var ledger = OutsideLedger()
    var counts = (0..<4).map { _ in Array(repeating: 10, count: 7) }
    ledger.update(month, unit: nil, tally(counts), by: .current)
    let before = ledger
    counts[0][0] += 50
    var other = ReportDefinition.current
    other.version += 1
    ledger.update(month, unit: nil, tally(counts), by: other)
    #expect(ledger == before)
  }

  @Test func `readers outside are given whole months that have ended, and nothing else`() throws {
    var ledger = OutsideLedger()
    let stock = Stock(seed: 21, sessions: 6_000)
    let quarter = ReportPeriod(.quarter, holding: try #require(Day(iso: "2026-05-20")))
    func release(_ period: ReportPeriod, on today: String) throws -> OutsideRelease {
      let day = try #require(Day(iso: today))
      return Disclosure.release(stock.report(period), today: day, ledger: &ledger) { stock.report($0) }
    }
    let week = ReportPeriod(.week, holding: quarter.from)
    #expect(try release(week, on: "2026-12-31") == .refused(.notMonths))
    #expect(try release(quarter, on: "2026-04-30") == .refused(.notEnded))
    let early = try #require(try release(quarter, on: "2026-06-01").report)
    #expect(early.months.map(\.from.iso) == ["2026-04-01", "2026-05-01"])
    #expect(early.open.map(\.from.iso) == ["2026-06-01"])
    let whole = try #require(try release(quarter, on: "2026-07-01").report)
    #expect(whole.open.isEmpty)
    let services = try #require(whole[.services]?.table)
    #expect(services.total == stock.report(quarter).tally.sessions)
    // The months of one commune beside those of all would tell the others by difference.
    let other = Disclosure.release(
      stock.report(quarter, unit: "99001"), today: quarter.through.later(days: 1), ledger: &ledger
    ) { stock.report($0, unit: "99001") }
    #expect(other == .refused(.otherUnit(nil)))
    // A second look at the same months tells the same.
    #expect(try release(quarter, on: "2026-09-01") == .told(whole))
  }

  @Test func `a lead is told which bands merge and which figures make them`() {
    var counts = (0..<4).map { _ in Array(repeating: 20, count: 7) }
    counts[2][Outcome.allCases.firstIndex(of: .declined) ?? 0] = 2
    let findings = Disclosure.findings(tally(counts))
    let services = findings.filter { $0.table == .services }
    #expect(services.count == 1)
    #expect(services.first?.kind == .columns("not-done", line: "dichvucong"))
    #expect(services.first?.categories == ["not-eligible", "declined"])
    #expect(services.first?.small == [LeakFinding.Small(row: "dichvucong", column: "declined", count: 2)])
  }
}

extension ProtectedTable {
  /// The places among ``sums`` of the band of a line and of the band of the totals in which a figure stands.
  fileprivate func bands(row: Int, column: Int) -> (band: Int, total: Int) {
    let places = sums.indices.filter { sums[$0].rows.contains(row) && sums[$0].columns.contains(column) }
    return (places.first ?? -1, places.last ?? -1)
  }

  fileprivate func isShown(_ rows: Range<Int>, _ columns: Range<Int>) -> Bool {
    sums.contains { $0.rows == rows && $0.columns == columns }
  }
}

/// A value after it was written as JSON and read again.
private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
  try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
}
