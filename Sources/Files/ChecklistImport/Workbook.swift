import ChecklistFiles
import VietnameseText

/// One sheet of a workbook, or a whole CSV file.
struct TableSheet {
  /// As the workbook has it; empty for a CSV file.
  var name: String
  /// The text of each cell that has any, by row and column, both counted from 1.
  var rows: [Int: [Int: String]] = [:]

  func place(_ row: Int, _ column: Int) -> ImportPlace { .cell(sheet: name, row: row, column: column) }
}

/// The sheets of a workbook, as far as their names are asked for.
struct Workbook {
  /// In the workbook's order.
  var sheets: [TableSheet] = []

  /// More cells with text than this are not read; a form of 1,000 rows has 10,000.
  static let mostCells = 200_000
  /// The texts of all cells of a sheet, in bytes: one text may be named by many cells.
  static let mostTextBytes = 4 << 20

  /// The sheet of this name; capitals and blanks around it do not count.
  func sheet(_ name: String) -> TableSheet? { sheets.first { $0.name.trimmed().lowercased() == name } }
}

extension Workbook {
  /// Reads the sheets with these names (small letters); complains of all others.
  init(_ bytes: [UInt8], sheets wanted: [String], diagnostics: ImportDiagnostics) throws(ImportFault) {
    let entries = try ZipEntries(bytes)
    let main = "xl/workbook.xml"
    let list = try WorkbookList(part(main, entries))
    let links = try Relationships(part("xl/_rels/workbook.xml.rels", entries))
    let shared = try sharedStrings(links, entries)
    let dates = DateCells(isFrom1904: list.isFrom1904, styles: try dateStyles(links, entries))
    var budget = Self.mostCells
    for (name, id) in list.sheets {
      guard wanted.contains(name.trimmed().lowercased()) else {
        diagnostics.lost(.sheet(name), at: .sheet(name))
        continue
      }
      guard let path = links.targets[id] else { throw .unreadable(.missingPart(name)) }
      let parser = SheetParser(name: name, shared: shared, dates: dates, budget: budget, diagnostics: diagnostics)
      try parser.run(part(path, entries))
      budget -= parser.count
      sheets.append(parser.sheet)
    }
  }
}

/// A part of the archive that has to be there, with its name for complaints.
private func part(_ path: String, _ entries: ZipEntries) throws(ImportFault) -> XMLPart {
  guard let bytes = try entries.bytes(of: path) else { throw .unreadable(.missingPart(path)) }
  return XMLPart(name: path, bytes: bytes)
}

/// The texts that cells name by number; none where the workbook has no such part.
private func sharedStrings(
  _ links: Relationships, _ entries: ZipEntries
) throws(ImportFault) -> [String] {
  let path = links.sharedStrings ?? "xl/sharedStrings.xml"
  guard let bytes = try entries.bytes(of: path) else { return [] }
  let parser = SharedStringsParser()
  try parser.run(XMLPart(name: path, bytes: bytes))
  return parser.strings
}

/// Which styles show a number as a day or a time; none where the workbook has no such part.
private func dateStyles(_ links: Relationships, _ entries: ZipEntries) throws(ImportFault) -> [CellStyle] {
  let path = links.styles ?? "xl/styles.xml"
  guard let bytes = try entries.bytes(of: path) else { return [] }
  let parser = StylesParser()
  try parser.run(XMLPart(name: path, bytes: bytes))
  return parser.styles
}

/// A text as a checklist may hold it: composed, one blank between words, nothing hidden.
///
/// Line ends are kept, those around the text are not. Hidden characters are complained about and left out.
func tidied(_ raw: String, at place: ImportPlace, diagnostics: ImportDiagnostics) -> String {
  var result = String.UnicodeScalarView()
  var isAfterBlank = true
  for scalar in composed(raw).unicodeScalars {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
      if result.last == " " { result.removeLast() }
      if let last = result.last, last != "\n" { result.append("\n") }
      isAfterBlank = true
    case " ", "\t", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{3000}":
      if !isAfterBlank { result.append(" ") }
      isAfterBlank = true
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F || isHidden(scalar.value) {
        diagnostics.lost(.hiddenCharacter(scalar.value), at: place)
        continue
      }
      result.append(scalar)
      isAfterBlank = false
    }
  }
  while let last = result.last, last == " " || last == "\n" { result.removeLast() }
  return String(result)
}
