/// What would tell too much if a table was shown as it is, for the lead who sees the figures themselves: which bands merge,
/// and which figures make them.
package struct LeakFinding: Hashable, Sendable {
  /// A figure of too few.
  package struct Small: Hashable, Sendable {
    package var row: String
    package var column: String
    package var count: Int

    package init(row: String, column: String, count: Int) {
      self.row = row
      self.column = column
      self.count = count
    }
  }

  package var table: NamedTable
  /// Rows that merge to one line, by name; nil where columns do.
  package var rows: String?
  /// Columns that merge, by name, and the row in which they do; nil where rows do.
  package var columns: (row: String, band: String)?
  /// The table is withheld as a whole.
  package var isWithheld: Bool
  /// At most so many figures are named.
  package var small: [Small]

  package static func == (a: LeakFinding, b: LeakFinding) -> Bool {
    a.table == b.table && a.rows == b.rows && a.columns?.row == b.columns?.row && a.columns?.band == b.columns?.band
      && a.isWithheld == b.isWithheld && a.small == b.small
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(table)
    hasher.combine(small)
  }
}

extension Disclosure {
  /// What merges in the tables of a month, or would be withheld.
  package static func findings(_ tally: ReportTally, by definition: ReportDefinition = .current) -> [LeakFinding] {
    NamedTable.all(of: tally, by: definition).flatMap { findings($0, $0.counts(of: tally, by: definition)) }
  }

  static func findings(_ name: NamedTable, _ table: CountTable) -> [LeakFinding] {
    let shown = protect(table)
    let (rows, columns) = (table.rows, table.columns)
    if shown.isWithheld {
      return [
        LeakFinding(
          table: name, rows: nil, columns: nil, isWithheld: true,
          small: small(table, 0..<rows.categories.count, 0..<columns.categories.count))
      ]
    }
    var findings: [LeakFinding] = []
    for line in shown.lines {
      let row = rows.nodes[line.node]
      if row.leaves.count > 1 {
        findings.append(
          LeakFinding(
            table: name, rows: row.id, columns: nil, isWithheld: false,
            small: row.leaves.compactMap { place in
              let sum = table.sum(place..<place + 1, 0..<columns.categories.count)
              guard (1...fewest).contains(sum) else { return nil }
              return LeakFinding.Small(row: rows.categories[place], column: columns.nodes[columns.root].id, count: sum)
            }))
      }
      for band in line.bands where columns.nodes[band.node].leaves.count > 1 {
        findings.append(
          LeakFinding(
            table: name, rows: nil, columns: (row.id, columns.nodes[band.node].id), isWithheld: false,
            small: small(table, row.leaves, columns.nodes[band.node].leaves)))
      }
    }
    return findings
  }

  private static func small(_ table: CountTable, _ rows: Range<Int>, _ columns: Range<Int>) -> [LeakFinding.Small] {
    rows.flatMap { row in
      columns.compactMap { column in
        let count = table.counts[row][column]
        guard (1..<fewest).contains(count) else { return nil }
        return LeakFinding.Small(
          row: table.rows.categories[row], column: table.columns.categories[column], count: count)
      }
    }
  }
}
