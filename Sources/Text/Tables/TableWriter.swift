/// A column of a table: its name and its cells in one place, so that a head and its values cannot part.
package struct Column<Row>: Sendable {
  /// The head in CSV, the key in JSON.
  package let name: String
  package let cell: @Sendable (Row) -> TableCell

  package init(_ name: String, _ cell: @escaping @Sendable (Row) -> TableCell) {
    self.name = name
    self.cell = cell
  }

  /// The same column of a table whose rows hold this one's rows.
  package func of<Whole>(_ part: @escaping @Sendable (Whole) -> Row) -> Column<Whole> {
    Column<Whole>(name) { [cell] whole in cell(part(whole)) }
  }
}

/// Writes a table row by row, in the order of its columns; nothing is held in memory.
package struct TableWriter<Row>: Sendable {
  package let columns: [Column<Row>]

  /// - Precondition: no two columns have the same name, or an object of JSON would have a key twice.
  package init(_ columns: [Column<Row>]) {
    precondition(Set(columns.map(\.name)).count == columns.count, "two columns of one name")
    self.columns = columns
  }

  /// The first line of RFC 4180, without its end.
  package var csvHead: String { columns.map { TableCell.text($0.name).csv }.joined(separator: ",") }

  /// A line of RFC 4180, without its end.
  package func csvLine(_ row: Row) -> String { columns.map { $0.cell(row).csv }.joined(separator: ",") }

  /// A JSON object on one line.
  package func jsonLine(_ row: Row) -> String {
    let members = columns.compactMap { column in
      column.cell(row).json.map { TableCell.quoted(column.name) + ":" + $0 }
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// A line for people, with tabs between its fields and no head.
  package func tabbedLine(_ row: Row) -> String { columns.map { $0.cell(row).tabbed }.joined(separator: "\t") }
}
