/// Counts by two sets of categories, as they are.
package struct CountTable: Hashable, Sendable {
  package var rows: BandTree
  package var columns: BandTree
  /// By row, then column; never negative.
  package var counts: [[Int]]

  /// - Precondition: as many counts as the trees have categories; what is beyond or missing counts as 0, and a negative
  ///   count as 0.
  package init(rows: BandTree, columns: BandTree, counts: [[Int]]) {
    self.rows = rows
    self.columns = columns
    self.counts = rows.categories.indices.map { row in
      columns.categories.indices.map { column in
        row < counts.count && column < counts[row].count ? max(0, counts[row][column]) : 0
      }
    }
  }

  /// One row.
  package init(columns: BandTree, counts: [Int]) {
    self.init(rows: BandTree(.one("all")), columns: columns, counts: [counts])
  }

  package var total: Int { counts.joined().reduce(0, +) }

  /// The sum of some rows and columns.
  package func sum(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
    rows.reduce(0) { sum, row in columns.reduce(sum) { $0 + counts[row][$1] } }
  }

  /// What is more, and what is less, in this table than in an earlier one of the same categories.
  func change(since earlier: CountTable) -> (added: CountTable, removed: CountTable) {
    var (added, removed) = (self, self)
    for row in counts.indices {
      for column in counts[row].indices {
        let change = counts[row][column] - earlier.counts[row][column]
        added.counts[row][column] = max(0, change)
        removed.counts[row][column] = max(0, -change)
      }
    }
    return (added, removed)
  }
}
