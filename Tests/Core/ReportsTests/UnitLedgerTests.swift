import Journal
import Platform
import Reports
import Testing

@Suite struct UnitLedgerTests {
  private let month = ReportPeriod(.month, holding: Day(daysSince1970: 20_600))

  private func codes(_ count: Int) -> [String] { (0..<count).map { "\(10_000 + $0)" } }

  @Test func `a unit with few sessions is hidden in its band, a large one is not`() throws {
    var ledger = UnitLedger()
    let units = codes(16)
    var sessions = Dictionary(units.map { ($0, 50) }, uniquingKeysWith: { first, _ in first })
    sessions[units[1]] = 3
    ledger.update(month, units: Set(units), sessions, by: .current)
    let told = try #require(ledger.table(of: month)).sessionsByUnit
    for unit in units[0..<4] { #expect(told[unit] == .some(nil), "\(unit)") }
    for unit in units[4...] { #expect(told[unit] == .some(50), "\(unit)") }
    #expect(ledger.table(of: month)?.total == 15 * 50 + 3)
  }

  @Test func `what was hidden stays hidden, and what came late is told when it is enough`() throws {
    var ledger = UnitLedger()
    let units = codes(8)
    var sessions = Dictionary(units.map { ($0, 20) }, uniquingKeysWith: { first, _ in first })
    sessions[units[0]] = 2
    ledger.update(month, units: Set(units), sessions, by: .current)
    let first = ledger.table(of: month)
    // One session more, anywhere, is not told.
    sessions[units[7]] = 21
    ledger.update(month, units: Set(units), sessions, by: .current)
    #expect(ledger.table(of: month) == first)
    sessions[units[7]] = 40
    ledger.update(month, units: Set(units), sessions, by: .current)
    let later = try #require(ledger.table(of: month)).sessionsByUnit
    #expect(later[units[7]] == .some(40))
    // The hidden one grew to many: still hidden.
    sessions[units[0]] = 90
    ledger.update(month, units: Set(units), sessions, by: .current)
    #expect(try #require(ledger.table(of: month)).sessionsByUnit[units[0]] == .some(nil))
  }

  /// An attacker who knows all that is shown, and one session of any unit, is left with 1 or less and 5 or more.
  @Test(arguments: 0..<60) func `nobody learns of a hidden unit whether it had one session or five`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let units = codes(2 + dice.below(20))
    let sessions = Dictionary(
      units.map { ($0, dice.below(3) == 0 ? dice.below(6) : dice.below(60)) }, uniquingKeysWith: { first, _ in first })
    var ledger = UnitLedger()
    ledger.update(month, units: Set(units), sessions, by: .current)
    guard let table = ledger.table(of: month), !table.isWithheld else { return }
    for line in table.lines {
      let node = table.rows.nodes[line.node]
      if node.leaves.count == 1 {
        #expect(line.total == 0 || line.total >= Disclosure.fewest)
      } else {
        // Of a sum that alone is known each may be none, or all but the one that is known.
        #expect(line.total == 0 || line.total - 1 >= Disclosure.fewest)
      }
    }
    #expect(table.total == sessions.values.reduce(0, +))
  }
}
