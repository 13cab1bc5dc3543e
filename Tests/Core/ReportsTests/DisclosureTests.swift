import Platform
import Reports
import Testing

/// A random table with the bands of its categories.
struct RandomTable {
  var table: CountTable

  init(_ dice: inout SplitMix64, most: Int = 6) {
    let rows = Self.tree("r", 1 + dice.below(most), &dice)
    let columns = Self.tree("c", 2 + dice.below(most - 1), &dice)
    let size = [3, 8, 20, 60][dice.below(4)]
    let counts = rows.categories.map { _ in
      let busy = 1 + dice.below(3)
      return columns.categories.map { _ in dice.below(4) == 0 ? 0 : dice.below(size * busy) }
    }
    table = CountTable(rows: rows, columns: columns, counts: counts)
  }

  /// A tree over so many categories with bands here and there.
  static func tree(_ name: String, _ count: Int, _ dice: inout SplitMix64) -> BandTree {
    func shape(_ range: Range<Int>) -> [BandTree.Shape] {
      if range.count <= 2 || dice.oneIn(3) { return range.map { .one("\(name)\($0)") } }
      let middle = range.lowerBound + 1 + dice.below(range.count - 1)
      return [range.lowerBound..<middle, middle..<range.upperBound].flatMap { part -> [BandTree.Shape] in
        let parts = shape(part)
        return parts.count > 1 && !dice.oneIn(3)
          ? [.band("\(name)\(part.lowerBound)-\(part.upperBound)", parts)] : parts
      }
    }
    return BandTree(count == 1 ? .one("\(name)0") : .band(name, shape(0..<count)))
  }
}

extension CountTable {
  /// Figures whose value a reader is not told, as places row * columns + column.
  func hidden(in table: ProtectedTable) -> [Int] {
    rows.categories.indices.flatMap { row in
      columns.categories.indices.filter { table[row, $0] == nil }.map { row * columns.categories.count + $0 }
    }
  }

  subscript(place: Int) -> Int { counts[place / columns.categories.count][place % columns.categories.count] }
}

@Suite struct DisclosureTests {
  /// A hidden figure must look as if it could be 1 or less, and 5 or more. Known zeros are shown as what they are: a band
  /// of which the reader sees that it is empty.
  private func leaks(_ table: CountTable, _ published: ProtectedTable, _ dice: inout SplitMix64) -> [String] {
    guard let attacker = Attacker(published) else { return [] }
    let hidden = table.hidden(in: published).filter { place in
      !published.sums.contains { sum in
        sum.count == 0 && sum.rows.contains(place / table.columns.categories.count)
          && sum.columns.contains(place % table.columns.categories.count)
      }
    }
    var leaks: [String] = []
    for place in hidden {
      let people = hidden.filter { table[$0] > 0 }
      var knowing: [Int?] = [nil]
      if let one = people.randomElement(using: &dice) { knowing.append(one) }
      if table[place] > 0 { knowing.append(place) }
      for contributor in knowing {
        let isLow = attacker.can(place, be: 0...1, knowing: contributor)
        let isHigh = attacker.can(place, be: 5...Int.max / 8, knowing: contributor)
        if !isLow || !isHigh { leaks.append("\(place): \(isLow) \(isHigh), knowing \(contributor ?? -1)") }
      }
    }
    return leaks
  }

  @Test(arguments: 0..<400) func `no hidden figure is told apart from 1 or less, nor from 5 or more`(seed: Int) {
    var dice = SplitMix64(seed: UInt64(seed))
    let table = RandomTable(&dice).table
    let published = Disclosure.protect(table)
    #expect(leaks(table, published, &dice) == [], "\(table) \(published.sums)")
    // What is shown is true, and never about too few.
    for sum in published.sums {
      #expect(sum.count == table.sum(sum.rows, sum.columns))
      #expect(sum.count == 0 || sum.count >= 5)
    }
    if !published.isWithheld { #expect(published.total == table.total) }
  }

  @Test func `the attacker finds what a simple rule lets out`() {
    // "<5" for small figures and one more in each row and column, totals and all others shown: how offices do it by hand.
    var (tables, pinned) = (0, 0)
    for seed in 0..<200 {
      var dice = SplitMix64(seed: UInt64(seed))
      let (height, width) = (3 + dice.below(4), 3 + dice.below(3))
      let counts = (0..<height).map { _ in
        (0..<width).map { _ in dice.oneIn(4) ? 1 + dice.below(4) : 5 + dice.below(40) }
      }
      var isHidden = counts.map { $0.map { $0 < 5 } }
      for _ in 0..<6 {
        for row in 0..<height where isHidden[row].count(where: \.self) == 1 {
          isHidden[row][isHidden[row].firstIndex(of: false) ?? 0] = true
        }
        for column in 0..<width where isHidden.count(where: { $0[column] }) == 1 {
          isHidden[isHidden.firstIndex { !$0[column] } ?? 0][column] = true
        }
      }
      if isLeaking(counts, isHidden) { pinned += 1 }
      tables += 1
    }
    #expect(pinned > tables / 2)
  }

  /// Whether a hidden figure shows itself to somebody who takes the shown ones off the totals.
  private func isLeaking(_ counts: [[Int]], _ isHidden: [[Bool]]) -> Bool {
    let (height, width) = (counts.count, counts[0].count)
    func rest(_ rows: Range<Int>, _ columns: Range<Int>) -> Attacker.Sum {
      var count = 0
      for row in rows { for column in columns where isHidden[row][column] { count += counts[row][column] } }
      return Attacker.Sum(rows: rows, columns: columns, count: count)
    }
    let lines = (0..<height).map { rest($0..<$0 + 1, 0..<width) }
    let totals = (0..<width).map { rest(0..<height, $0..<$0 + 1) }
    let attacker = Attacker(lines + totals, rows: height, columns: width)
    for place in 0..<height * width where isHidden[place / width][place % width] {
      var (low, high) = attacker.unbounded
      for other in 0..<height * width where !isHidden[other / width][other % width] { high[other] = 0 }
      low[place] = 5
      if attacker.solution(low, high) == nil { return true }
      (low[place], high[place]) = (0, 1)
      if attacker.solution(low, high) == nil { return true }
    }
    return false
  }

  @Test func `merging hides about as much as must be hidden`() {
    var (hidden, small, withheld, all) = (0, 0, 0, 0)
    for seed in 0..<400 {
      var dice = SplitMix64(seed: UInt64(seed))
      let table = RandomTable(&dice).table
      let published = Disclosure.protect(table)
      all += table.counts.joined().count
      small += table.counts.joined().count { (1..<5).contains($0) }
      hidden += published.hiddenCount
      withheld += published.isWithheld ? 1 : 0
    }
    // A fifth of the figures are small; bands are there to be merged, so that less than three times as much is hidden.
    #expect(hidden >= small)
    #expect(hidden < 3 * small, "\(hidden) of \(all), \(small) small")
    #expect(withheld < 20)
  }
}
