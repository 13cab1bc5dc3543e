import Checklists
import VietnameseText

/// Reads a table of units; commas, semicolons or tabs, columns in any order, further columns are left alone.
struct UnitsTable {
  let diagnostics: Diagnostics

  /// Three times as many as there are communes in 2026.
  static let mostRows = 10_000
  /// The columns that are read, each with other names that tables give it.
  private static let columns = [
    ["code", "ma", "ma xa", "ma don vi"], ["name", "ten", "ten xa", "ten don vi"], ["province_code", "ma tinh"],
    ["province", "tinh", "ten tinh", "tinh thanh pho"],
  ]

  /// A value and the place it stands at.
  private struct Cell {
    var text: String
    var place: TextPosition
  }

  /// The units in file order; those of wrong lines are left out, with a complaint.
  func units(_ text: String) -> [Unit] {
    let table: CSVText
    switch CSVText.read(text) {
    case .table(let read): table = read
    case .badQuote(let line, let column):
      diagnostics.note(.units(.badQuote), at: TextPosition(line: line, column: column))
      return []
    }
    let rows = table.rows.filter { !$0.fields.allSatisfy { trimmed($0.text).isEmpty } }
    guard let head = rows.first else {
      if !diagnostics.isBroken { diagnostics.note(.bytes(.empty), at: .start) }
      return []
    }
    let names = head.fields.map { folded(trimmed($0.text)) }
    let found = Self.columns.compactMap { column in names.firstIndex { column.contains($0) } }
    guard found.count == Self.columns.count else {
      diagnostics.note(.units(.wrongHeader), at: TextPosition(line: head.line, column: 1))
      return []
    }
    return units(rows.dropFirst(), columns: found, width: head.fields.count)
  }

  private func units(_ rows: some Collection<CSVText.Row>, columns: [Int], width: Int) -> [Unit] {
    var units: [Unit] = []
    var firstLines: [String: Int] = [:]
    var provinces: [String: String] = [:]
    for row in rows {
      let start = TextPosition(line: row.line, column: 1)
      guard units.count < Self.mostRows else {
        diagnostics.note(.units(.tooManyRows(limit: Self.mostRows)), at: start)
        return units
      }
      guard row.fields.count == width else {
        diagnostics.note(.units(.wrongColumnCount(found: row.fields.count, expected: width)), at: start)
        continue
      }
      let cells = columns.map { column in
        let field = row.fields[column]
        return Cell(text: composed(trimmed(field.text)), place: TextPosition(line: row.line, column: field.column))
      }
      units.append(unit(cells, &firstLines, &provinces))
    }
    return units
  }

  private func unit(_ cells: [Cell], _ firstLines: inout [String: Int], _ provinces: inout [String: String]) -> Unit {
    let (code, name, provinceCode, province) = (cells[0], cells[1], cells[2], cells[3])
    check(code, digits: 5)
    check(provinceCode, digits: 2)
    check(name: name)
    check(name: province)
    if let first = firstLines[code.text] {
      diagnostics.note(.name(.duplicate(.unit, code.text, first: .line(first))), at: code.place)
    } else {
      firstLines[code.text] = code.place.line
    }
    if let before = provinces[provinceCode.text], comparable(before) != comparable(province.text) {
      diagnostics.note(.units(.provinceRenamed(province.text, before: before)), at: province.place)
    } else {
      provinces[provinceCode.text] = province.text
    }
    return Unit(code: code.text, name: name.text, provinceCode: provinceCode.text, province: province.text)
  }

  private func check(_ code: Cell, digits: Int) {
    if code.text.utf8.count != digits || !isDigits(code.text) {
      diagnostics.note(.units(.badCode(code.text, digits: digits)), at: code.place)
    }
  }

  private func check(name: Cell) {
    if name.text.isEmpty { diagnostics.note(.units(.missingName), at: name.place) }
    if let fault = fault(of: name.text, .line(60)) { diagnostics.note(.room(fault), at: name.place) }
  }
}

/// The text without blanks at its ends.
private func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " }) else {
    return ""
  }
  return String(scalars[first...last])
}
