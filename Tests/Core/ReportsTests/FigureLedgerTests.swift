import Checklists
import Foundation
import Journal
import Platform
import Reports
import Statistics
import Testing

@Suite struct FigureLedgerTests {
  /// All vectors of so many figures whose sums over the bands of a table are what it tells.
  private func fitting(_ table: ProtectedTable) -> [[Int]] {
    var vectors: [[Int]] = [[]]
    for band in table.totals {
      let width = table.columns.nodes[band.node].leaves.count
      vectors = vectors.flatMap { vector in parts(of: band.count, width).map { vector + $0 } }
    }
    return vectors
  }

  private func parts(of sum: Int, _ width: Int) -> [[Int]] {
    if width == 1 { return [[sum]] }
    return (0...sum).flatMap { first in parts(of: sum - first, width - 1).map { [first] + $0 } }
  }

  @Test(arguments: 0..<80) func `tables that follow each other tell nothing of few, at any moment or between two`(
    seed: Int
  ) {
    var dice = SplitMix64(seed: UInt64(seed))
    let width = 2 + dice.below(2)
    let columns = RandomTable.tree("c", width, &dice)
    var counts = Array(repeating: 0, count: width)
    var told: [ProtectedTable] = []
    for _ in 0..<60 where told.count < 4 {
      for _ in 0..<(1 + dice.below(4)) { counts[min(dice.below(width), dice.below(width))] += 1 }
      if counts.reduce(0, +) > 28 { break }
      let table = Disclosure.protect(CountTable(columns: columns, counts: counts))
      if !table.isWithheld, told.last.map({ FigureLedger.mayFollow(table, $0) }) ?? true, told.last != table {
        told.append(table)
      }
    }
    // Which vectors can stand at each moment, with some that are nowhere over them before and nowhere under after.
    var possible = told.map(fitting)
    func below(_ a: [Int], _ b: [Int]) -> Bool { zip(a, b).allSatisfy { $0 <= $1 } }
    for moment in possible.indices.dropFirst() {
      possible[moment] = possible[moment].filter { now in possible[moment - 1].contains { below($0, now) } }
    }
    for moment in possible.indices.dropLast().reversed() {
      possible[moment] = possible[moment].filter { now in possible[moment + 1].contains { below(now, $0) } }
    }
    for (moment, table) in told.enumerated() {
      for place in 0..<width where table.total(place) == nil {
        let values = possible[moment].map { $0[place] }
        let isEmpty = values.max() == 0
        #expect(
          isEmpty || (values.min() ?? 9) <= 1 && (values.max() ?? 0) >= 5, "\(told.map(\.sums)) \(moment) \(place)")
      }
      guard moment > 0 else { continue }
      for place in 0..<width {
        var growth: Set<Int> = []
        for now in possible[moment] {
          for before in possible[moment - 1] where below(before, now) { growth.insert(now[place] - before[place]) }
        }
        // Growth by a few is never all that is possible.
        #expect(growth == [0] || (growth.max() ?? 0) >= 5, "\(told.map(\.sums)) \(moment) \(place) \(growth)")
      }
    }
  }

  private func facts(_ outcome: Outcome, skips: Bool = false, number: Int = 0) -> SessionFacts {
    let began = Moment(
      wallMilliseconds: Int64(number) * 1_000_000, offsetMinutes: 0, boot: "b",
      monotonicMilliseconds: Int64(number) * 1_000_000)
    var ended = began
    ended.wallMilliseconds += 600_000
    ended.monotonicMilliseconds += 600_000
    return SessionFacts(
      began: began, ended: ended, unit: "99001", volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
      consentVersion: 1, answers: [],
      steps: [
        StepFact(
          step: "otp", state: skips ? .skipped : .done, milliseconds: 60_000, reason: skips ? .notNeeded : nil)
      ], problems: [], outcome: outcome)
  }

  @Test func `one more session changes no figure, many do`() {
    var tally = Tally()
    for number in 0..<40 { tally.add(facts(.completed, number: number)) }
    for number in 0..<10 { tally.add(facts(.declined, skips: true, number: number)) }
    var ledger = FigureLedger()
    ledger.update("vneid", [1: tally])
    let first = ledger.report(of: "vneid", FigureFilter())
    #expect(first.sessions == .value(50))
    #expect(first.completion == .value(0.8))
    #expect(first.steps["otp"]?.skipRate == .value(0.2))
    tally.add(facts(.appointment, skips: true))
    ledger.update("vneid", [1: tally])
    #expect(ledger.report(of: "vneid", FigureFilter()) == first)
    for number in 0..<20 { tally.add(facts(.completed, number: number)) }
    for number in 0..<6 { tally.add(facts(.appointment, number: number)) }
    ledger.update("vneid", [1: tally])
    #expect(ledger.report(of: "vneid", FigureFilter()).sessions == .value(77))
  }

  @Test func `versions add up to the whole, and no other filter is answered`() {
    var tallies: [Int: Tally] = [:]
    for (version, count) in [(1, 30), (2, 25), (3, 2)] {
      for number in 0..<count { tallies[version, default: Tally()].add(facts(.completed, number: number)) }
    }
    var ledger = FigureLedger()
    ledger.update("vneid", tallies)
    #expect(ledger.told == ["vneid"])
    #expect(ledger.versions(of: "vneid") == [2, 1])
    #expect(ledger.report(of: "vneid", FigureFilter()).sessions == .value(55))
    #expect(ledger.report(of: "vneid", FigureFilter(version: 2)).sessions == .value(25))
    #expect(ledger.report(of: "vneid", FigureFilter(version: 3)).sessions == .few)
    for filter in [
      FigureFilter(unit: "99001"), FigureFilter(from: 1), FigureFilter(through: 9), FigureFilter(experience: .new),
      FigureFilter(version: 1, unit: "99001"),
    ] { #expect(ledger.report(of: "vneid", filter) == FigureReport(Tally())) }
  }

  @Test func `what was told is read from a file as it was`() throws {
    var tally = Tally()
    for number in 0..<40 { tally.add(facts(number % 4 == 0 ? .declined : .completed, number: number)) }
    var ledger = FigureLedger()
    ledger.update("vneid", [1: tally])
    let read = try JSONDecoder().decode(FigureLedger.self, from: try JSONEncoder().encode(ledger))
    #expect(read == ledger)
  }
}
