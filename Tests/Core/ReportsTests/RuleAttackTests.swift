import Platform
import Reports
import Testing

@Suite struct RuleAttackTests {
  /// All tables that fit what was published, at most so many.
  private func fitting(_ published: ProtectedTable, most: Int) -> [[[Int]]]? {
    let (height, width) = (published.rows.categories.count, published.columns.categories.count)
    let sums = published.sums
    var rest = sums.map(\.count)
    var counts = Array(repeating: Array(repeating: 0, count: width), count: height)
    var found: [[[Int]]] = []
    let touching = (0..<height * width).map { place in
      sums.indices.filter { sums[$0].rows.contains(place / width) && sums[$0].columns.contains(place % width) }
    }
    var steps = 0
    func fill(_ place: Int) -> Bool {
      steps += 1
      if steps > 400_000 || found.count > most { return false }
      if place == height * width {
        if rest.allSatisfy({ $0 == 0 }) { found.append(counts) }
        return true
      }
      // The last figure of a sum has no choice.
      let high = touching[place].map { rest[$0] }.min() ?? 0
      let closing = touching[place].filter { index in
        !(place + 1..<height * width).contains { touching[$0].contains(index) }
      }
      let low = closing.map { rest[$0] }.max() ?? 0
      guard low <= high else { return true }
      for value in low...(closing.isEmpty ? high : low) {
        counts[place / width][place % width] = value
        for index in touching[place] { rest[index] -= value }
        let goesOn = fill(place + 1)
        for index in touching[place] { rest[index] += value }
        if !goesOn { return false }
      }
      return true
    }
    return fill(0) ? found : nil
  }

  @Test func `who runs the rule itself on every table that fits learns no more`() {
    var (tables, figures) = (0, 0)
    var broken: [String] = []
    for seed in 0..<250 {
      var dice = SplitMix64(seed: UInt64(seed))
      let rows = RandomTable.tree("r", 1 + dice.below(3), &dice)
      let columns = RandomTable.tree("c", 2 + dice.below(3), &dice)
      let counts = rows.categories.map { _ in columns.categories.map { _ in dice.below(9) } }
      let table = CountTable(rows: rows, columns: columns, counts: counts)
      let published = Disclosure.protect(table)
      guard !published.isWithheld, let fitting = fitting(published, most: 1_500) else { continue }
      let same = fitting.filter {
        Disclosure.protect(CountTable(rows: rows, columns: columns, counts: $0)) == published
      }
      tables += 1
      let contributors = table.hidden(in: published).filter { table[$0] > 0 }
      for place in table.hidden(in: published) {
        let (row, column) = (place / columns.categories.count, place % columns.categories.count)
        if published.sums.contains(where: { $0.count == 0 && $0.rows.contains(row) && $0.columns.contains(column) }) {
          continue
        }
        figures += 1
        for contributor in [nil, place, contributors.randomElement(using: &dice)] as [Int?] {
          let values = same.filter { counts in
            contributor.map { counts[$0 / columns.categories.count][$0 % columns.categories.count] > 0 } ?? true
          }.map { $0[row][column] }
          guard table[contributor ?? place] > 0 || contributor == nil else { continue }
          if (values.min() ?? 9) > 1 || (values.max() ?? 0) < 5 { broken.append("\(seed): \(table.counts) \(place)") }
        }
      }
    }
    #expect(broken == [])
    #expect(tables > 100)
    #expect(figures > 300)
  }
}
