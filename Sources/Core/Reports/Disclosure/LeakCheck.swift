/// What would tell too much if a table was shown as it is, for the lead who sees the figures themselves: which categories
/// merge, and which figures make them.
package struct LeakFinding: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The table is not shown at all.
    case withheld
    /// Rows merge to one line, the band of this name.
    case rows(String)
    /// Columns merge, the band of this name, in a line.
    case columns(String, line: String)
  }

  /// A figure of too few.
  package struct Small: Hashable, Sendable {
    /// Empty where it is the total of the rows.
    package var row: String
    /// Empty where it is the total of a row.
    package var column: String
    package var count: Int

    package init(row: String, column: String, count: Int) {
      self.row = row
      self.column = column
      self.count = count
    }
  }

  package var table: NamedTable
  package var kind: Kind
  /// The rows or columns that merge.
  package var categories: [String]
  /// Why; empty where what is around them has to merge.
  package var small: [Small]
}

extension Disclosure {
  /// What merges in the tables of a month, or would be withheld. Tables that are empty are not named.
  package static func findings(_ tally: ReportTally, by definition: ReportDefinition = .current) -> [LeakFinding] {
    NamedTable.all(of: tally, by: definition).flatMap { findings($0, $0.counts(of: tally, by: definition)) }
  }

  static func findings(_ name: NamedTable, _ table: CountTable) -> [LeakFinding] {
    let shown = protect(table)
    let (rows, columns) = (table.rows, table.columns)
    if shown.isWithheld {
      let total = LeakFinding.Small(row: "", column: "", count: table.total)
      return [LeakFinding(table: name, kind: .withheld, categories: [], small: [total])]
    }
    var findings: [LeakFinding] = []
    for line in shown.lines {
      let row = rows.nodes[line.node]
      if row.leaves.count > 1 {
        let small = row.leaves.compactMap { place in
          let sum = table.sum(place..<place + 1, 0..<columns.categories.count)
          return (1...fewest).contains(sum)
            ? LeakFinding.Small(row: rows.categories[place], column: "", count: sum) : nil
        }
        findings.append(
          LeakFinding(table: name, kind: .rows(row.id), categories: Array(rows.categories[row.leaves]), small: small))
      }
      for band in line.bands where columns.nodes[band.node].leaves.count > 1 {
        let node = columns.nodes[band.node]
        let small = row.leaves.count > 1 ? [] : small(table, row.leaves.lowerBound, node.leaves)
        findings.append(
          LeakFinding(
            table: name, kind: .columns(node.id, line: row.id), categories: Array(columns.categories[node.leaves]),
            small: small))
      }
    }
    return findings
  }

  private static func small(_ table: CountTable, _ row: Int, _ columns: Range<Int>) -> [LeakFinding.Small] {
    columns.compactMap { column in
      let count = table.counts[row][column]
      guard (1..<fewest).contains(count) else { return nil }
      return LeakFinding.Small(
        row: table.rows.categories[row], column: table.columns.categories[column], count: count)
    }
  }
}
