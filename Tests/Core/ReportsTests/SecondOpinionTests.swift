import Foundation
import Platform
import Reports
import Testing

/// What was published of random tables in the form that τ-Argus audits, so that a program of others says, too, what can be
/// known of a hidden figure. `Tests/Core/SecondOpinion/run` asks it; here the form itself is looked at.
@Suite struct SecondOpinionTests {
  /// A table as published: figures first, then sums, each with what it is the sum of.
  private struct Published {
    var figures: [(value: Int, isHidden: Bool)] = []
    var sums: [(value: Int, figures: [Int])] = []

    /// Nil where nothing is published.
    init?(_ table: CountTable) {
      let published = Disclosure.protect(table)
      guard !published.isWithheld else { return nil }
      let width = table.columns.categories.count
      for sum in published.sums {
        sums.append((sum.count, sum.rows.flatMap { row in sum.columns.map { row * width + $0 } }))
      }
      // What stands in a sum that is none is none, and is told so.
      let told = Set(sums.filter { $0.value == 0 || $0.figures.count == 1 }.flatMap(\.figures))
      figures = table.counts.joined().enumerated().map { ($1, !told.contains($0)) }
    }

    /// A JJ file: cells with value, weight, status and bounds, then the sums that hold.
    var text: String {
      let most = figures.map(\.value).reduce(0, +)
      var lines = ["0", "\(figures.count + sums.count)"]
      for (index, figure) in figures.enumerated() {
        lines.append("\(index) \(figure.value) 1 \(figure.isHidden ? "u" : "s") 0 \(most) 0 0 0")
      }
      for (index, sum) in sums.enumerated() {
        lines.append("\(figures.count + index) \(sum.value) 1 s 0 \(most) 0 0 0")
      }
      lines.append("\(sums.count)")
      for (index, sum) in sums.enumerated() {
        let parts = sum.figures.map { " \($0) (1)" }.joined()
        lines.append("0 \(sum.figures.count + 1) : \(figures.count + index) (-1)\(parts)")
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  private static func table(_ seed: Int) -> CountTable {
    var dice = SplitMix64(seed: UInt64(7_000 + seed))
    let rows = RandomTable.tree("r", 1 + dice.below(6), &dice)
    let columns = RandomTable.tree("c", 2 + dice.below(5), &dice)
    let most = 4 + dice.below(30)
    let counts = rows.categories.map { _ in columns.categories.map { _ in dice.below(3) == 0 ? 0 : dice.below(most) } }
    return CountTable(rows: rows, columns: columns, counts: counts)
  }

  @Test func `what is published has its form for others, and each hidden figure its room`() throws {
    let folder = ProcessInfo.processInfo.environment["TIEPSUC_SECOND_OPINION"]
    var (tables, hidden) = (0, 0)
    for seed in 0..<(folder == nil ? 120 : 2_000) {
      let table = Self.table(seed)
      guard let published = Published(table), let attacker = Attacker(Disclosure.protect(table)) else { continue }
      for sum in published.sums {
        #expect(sum.figures.reduce(0) { $0 + published.figures[$1].value } == sum.value)
      }
      tables += 1
      hidden += published.figures.count(where: \.isHidden)
      if let folder {
        try Data(published.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(seed).jj"))
        continue
      }
      for (place, figure) in published.figures.enumerated() where figure.isHidden {
        #expect(attacker.can(place, be: 0...1) && attacker.can(place, be: 5...(1 << 30)), "\(seed) \(place)")
      }
    }
    #expect(tables > 60 && hidden > 300)
  }
}
