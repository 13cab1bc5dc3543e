/// A table of which nothing can be learnt about fewer than ``Disclosure/fewest``: sums over bands of categories, each shown
/// exactly. Categories that were merged have no figure of their own, only the mark.
///
/// All that a reader knows of the table is ``sums``. Only ``Disclosure`` makes one.
package struct ProtectedTable: Hashable, Sendable {
  /// A figure over a band of columns.
  package struct Band: Hashable, Sendable {
    /// A place in the tree of columns.
    package var node: Int
    package var count: Int
  }

  /// One row: a category, or categories that were merged.
  package struct Row: Hashable, Sendable {
    /// A place in the tree of rows.
    package var node: Int
    package var bands: [Band]
    package var total: Int { bands.reduce(0) { $0 + $1.count } }
  }

  package let rows: BandTree
  package let columns: BandTree
  /// They hold each category of the rows once; none where the table is withheld.
  package let lines: [Row]
  /// The line of totals; its bands may be narrower than those of a row.
  package let totals: [Band]
  /// Nothing is shown, not even the total.
  package let isWithheld: Bool

  init(rows: BandTree, columns: BandTree, lines: [Row], totals: [Band]) {
    self.rows = rows
    self.columns = columns
    self.lines = lines
    self.totals = totals
    isWithheld = false
  }

  /// A table that is withheld.
  init(withheld rows: BandTree, _ columns: BandTree) {
    self.rows = rows
    self.columns = columns
    (lines, totals) = ([], [])
    isWithheld = true
  }

  /// One thing that a reader learns: a sum over some rows and columns.
  package struct Sum: Hashable, Sendable {
    package var rows: Range<Int>
    package var columns: Range<Int>
    package var count: Int
  }

  /// All that a reader learns.
  package var sums: [Sum] {
    let all = 0..<rows.categories.count
    return lines.flatMap { line in
      line.bands.map {
        Sum(rows: rows.nodes[line.node].leaves, columns: columns.nodes[$0.node].leaves, count: $0.count)
      }
    } + totals.map { Sum(rows: all, columns: columns.nodes[$0.node].leaves, count: $0.count) }
  }

  /// The figure of a row and a column; nil where it is hidden.
  package subscript(row: Int, column: Int) -> Int? {
    guard let line = lines.first(where: { rows.nodes[$0.node].leaves == row..<row + 1 }) else { return nil }
    return line.bands.first { columns.nodes[$0.node].leaves == column..<column + 1 }?.count
  }

  /// The total of a column; nil where it is hidden.
  package func total(_ column: Int) -> Int? {
    totals.first { columns.nodes[$0.node].leaves == column..<column + 1 }?.count
  }

  /// The total; nil where it is withheld.
  package var total: Int? { isWithheld ? nil : totals.reduce(0) { $0 + $1.count } }

  /// How many figures of rows and columns are hidden.
  package var hiddenCount: Int {
    let all = rows.categories.count * columns.categories.count
    return all
      - lines.filter { rows.nodes[$0.node].children.isEmpty }.reduce(0) { shown, line in
        shown + line.bands.count { columns.nodes[$0.node].children.isEmpty }
      }
  }

  /// The sum of tables of the same categories, as a reader of all of them could add it up: a band is as wide as in the
  /// widest of them. `removed` is taken away. Nil where one of them is withheld, or there is none.
  package static func sum(_ added: [ProtectedTable], removed: [ProtectedTable] = []) -> ProtectedTable? {
    guard let first = added.first, !(added + removed).contains(where: \.isWithheld) else { return nil }
    let (rows, columns) = (first.rows, first.columns)
    let all = added + removed
    let rowCut = rows.join(all.map { $0.lines.map(\.node) })
    func count(_ rowLeaves: Range<Int>?, _ leaves: Range<Int>) -> Int {
      func sum(_ table: ProtectedTable) -> Int {
        let bands = rowLeaves.map { rowLeaves in
          table.lines.filter { rowLeaves.contains(rows.nodes[$0.node].leaves.lowerBound) }.flatMap(\.bands)
        }
        return (bands ?? table.totals).filter { leaves.contains(columns.nodes[$0.node].leaves.lowerBound) }
          .reduce(0) { $0 + $1.count }
      }
      return added.reduce(0) { $0 + sum($1) } - removed.reduce(0) { $0 + sum($1) }
    }
    let lines = rowCut.map { row in
      let leaves = rows.nodes[row].leaves
      let cuts = all.flatMap { table in
        table.lines.filter { leaves.contains(rows.nodes[$0.node].leaves.lowerBound) }.map { $0.bands.map(\.node) }
      }
      return Row(
        node: row, bands: columns.join(cuts).map { Band(node: $0, count: count(leaves, columns.nodes[$0].leaves)) })
    }
    let totals = columns.join(all.map { $0.totals.map(\.node) })
      .map { Band(node: $0, count: count(nil, columns.nodes[$0].leaves)) }
    return ProtectedTable(rows: rows, columns: columns, lines: lines, totals: totals)
  }
}
