import ChecklistFiles
import Checklists
import VietnameseText

/// A column that a table may have, with the names that people give it.
struct ColumnName {
  var key: String
  /// In small letters; the key first.
  var names: [String]
  /// Whether it has a form for each language.
  var isText = false

  init(_ key: String, _ names: [String] = [], isText: Bool = false) {
    self.key = key
    self.names = [key] + names
    self.isText = isText
  }

  /// The column of a step's field: by its key, its label as the program writes it, and its other headings.
  init(_ field: StepField) {
    key = field.key
    let labels = Language.allCases.map { field.label[$0].lowercased() }
    names = [field.key] + labels + labels.map { "\($0) (\(field.key))" } + field.headings
    switch field.kind {
    case .text, .lines: isText = true
    default: isText = false
    }
  }

  static func text(_ key: String, _ names: String...) -> ColumnName { ColumnName(key, names, isText: true) }
}

/// Reads values of one table's rows; what is never asked for is complained about.
struct TableReader {
  let table: Table
  let diagnostics: ImportDiagnostics
  private var single: [String: Int] = [:]
  private var texts: [String: [Language: Int]] = [:]
  /// Headings that name a column with texts, whatever the language.
  private var textColumns: Set<Int> = []

  init(_ table: Table, columns: [ColumnName], diagnostics: ImportDiagnostics) {
    self.table = table
    self.diagnostics = diagnostics
    for (column, header) in table.headers.sorted(by: { $0.key < $1.key }) {
      guard let name = Self.named(header.base, columns) else { continue }
      if name.isText {
        textColumns.insert(column)
      } else if header.language == .plain, single[name.key] == nil {
        single[name.key] = column
      }
    }
    for column in textColumns.sorted() {
      guard let header = table.headers[column], let name = Self.named(header.base, columns) else { continue }
      if case .known(let language) = header.language, texts[name.key]?[language] == nil {
        texts[name.key, default: [:]][language] = column
      }
    }
    // Columns that name their language go before plain ones.
    for column in textColumns.sorted() where table.headers[column]?.language == .plain {
      guard let header = table.headers[column], let name = Self.named(header.base, columns) else { continue }
      if texts[name.key]?[table.plain] == nil { texts[name.key, default: [:]][table.plain] = column }
    }
  }

  /// The column that a heading means: by its exact name, else by the only one that is written alike without accents.
  static func named(_ heading: String, _ columns: [ColumnName]) -> ColumnName? {
    if let exact = columns.first(where: { $0.names.contains(heading) }) { return exact }
    let plain = folded(heading)
    let alike = columns.filter { $0.names.contains { folded($0) == plain } }
    return alike.count == 1 ? alike[0] : nil
  }

  /// The text of a cell; nil where it is empty or there is no such column.
  func cell(_ row: Table.Row, _ name: String) -> String? {
    single[name].flatMap { row.cells[$0] }?.onOneLine
  }

  /// Where a cell of this name stands; the beginning of the row where there is no such column.
  func place(_ row: Table.Row, _ name: String) -> ImportPlace {
    let column = single[name] ?? texts[name]?.values.filter { row.cells[$0] != nil }.min() ?? texts[name]?.values.min()
    return table.place(row.number, column ?? row.cells.keys.min() ?? 1)
  }

  /// Whether the table has such a column.
  func has(_ name: String) -> Bool { single[name] != nil || !(texts[name] ?? [:]).isEmpty }

  /// A text with a form for each language that is given, lines kept; nil where there is none.
  func words(_ row: Table.Row, _ name: String) -> LocalText? {
    let columns = texts[name] ?? [:]
    for (_, column) in columns {
      guard let text = row.cells[column], let start = text.firstRange(of: "${") else { continue }
      let rest = text[start.upperBound...]
      let name = rest.prefix { $0 != "}" }
      diagnostics.lost(
        name.endIndex == rest.endIndex ? .openReference(rest.trimmed()) : .reference(name.trimmed()),
        at: table.place(row.number, column))
    }
    let text = LocalText(
      vi: columns[.vietnamese].flatMap { row.cells[$0] } ?? "", en: columns[.english].flatMap { row.cells[$0] } ?? "")
    return text.vi.isEmpty && text.en.isEmpty ? nil : text
  }

  /// Complains of every cell in a column that is not read; of a column in another language once.
  func complainOfUnread() {
    let read = Set(single.values).union(texts.values.flatMap(\.values))
    var foreign: Set<Int> = []
    for column in textColumns.subtracting(read) {
      guard case .other(let language)? = table.headers[column]?.language else { continue }
      foreign.insert(column)
      diagnostics.lost(.language(language), at: table.place(table.headerRow, column))
    }
    for row in table.rows {
      for (column, value) in row.cells where !read.contains(column) && !foreign.contains(column) {
        let header = table.headers[column]?.text ?? columnLetters(column)
        diagnostics.lost(.column(header, value: value), at: table.place(row.number, column))
      }
    }
  }
}

extension TableReader {
  /// The columns of a source, beside `source` itself.
  static let sourceColumns = [
    ColumnName("checked", ["ngày kiểm tra", "kiểm tra ngày"]), ColumnName("verified", ["đã xác minh"]),
  ]

  /// The source of a rule; nil where none is given.
  func source(_ row: Table.Row) -> Source? {
    guard let text = cell(row, "source") else { return nil }
    return Source(text: text, checked: day(row, "checked") ?? "", isVerified: flag(cell(row, "verified")) ?? false)
  }

  /// A day as checklists write it, also where a spreadsheet wrote `d/m/yyyy`; what is no day stays as it is.
  func day(_ row: Table.Row, _ name: String) -> String? { cell(row, name).map { CalendarDay($0)?.text ?? $0 } }

  /// One of a few words; nil, with a complaint where there is another word.
  func word<Word: RawRepresentable>(_ row: Table.Row, _ name: String) -> Word? where Word.RawValue == String {
    guard let text = cell(row, name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    diagnostics.lost(.column(name, value: text), at: place(row, name))
    return nil
  }

  /// A time in minutes; nil, with a complaint where it is no time from 0.1 to 240.
  func minutes(_ row: Table.Row, _ name: String) -> Duration? {
    guard let text = cell(row, name) else { return nil }
    if let time = duration(ofMinutes: text) { return time }
    diagnostics.lost(.badMinutes(text), at: place(row, name))
    return nil
  }

  /// Names that stand in one cell, with blanks or commas between them.
  func names(_ row: Table.Row, _ name: String) -> [String] {
    (cell(row, name) ?? "").split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init)
  }
}

/// What spreadsheets and forms write for yes and no; nil for anything else.
func flag(_ text: String?) -> Bool? {
  switch text?.lowercased().replacing(" ", with: "") {
  case "yes", "true", "true()", "1", "có", "đúng": true
  case "no", "false", "false()", "0", "không", "sai": false
  default: nil
  }
}

/// A time from `2`, `1.5` or `1,5`; nil for anything but 0.1 to 240.
func duration(ofMinutes text: String) -> Duration? {
  guard text.utf8.count <= 12, let number = Double(text.replacing(",", with: ".")), (0.1...240).contains(number) else {
    return nil
  }
  return .milliseconds(Int64((number * 60_000).rounded()))
}

/// The lines of a text, each with both languages; one line of all where the languages have different numbers of them.
func lines(of text: LocalText) -> [LocalText] {
  let vi = text.vi.split(separator: "\n").map(\.onOneLine)
  let en = text.en.split(separator: "\n").map(\.onOneLine)
  if vi.isEmpty { return en.map { LocalText(vi: "", en: $0) } }
  if en.isEmpty { return vi.map { LocalText(vi: $0, en: "") } }
  guard vi.count == en.count else { return [text.onOneLine] }
  return zip(vi, en).map { LocalText(vi: $0, en: $1) }
}

extension LocalText {
  /// Each form on one line.
  var onOneLine: LocalText { LocalText(vi: vi.onOneLine, en: en.onOneLine) }
}

/// How many columns the title of a step has (the linter's rule).
let titleColumns = 50

/// A text cut to the width of a step's title, between words; true where anything was cut.
func shortTitle(_ text: LocalText) -> (LocalText, Bool) {
  let (vi, en) = (short(text.vi.onOneLine), short(text.en.onOneLine))
  return (LocalText(vi: vi, en: en), vi != text.vi.onOneLine || en != text.en.onOneLine)
}

private func short(_ text: String) -> String {
  if width(of: text) <= titleColumns { return text }
  var result = ""
  for word in text.split(separator: " ") {
    let longer = result.isEmpty ? String(word) : result + " " + word
    if width(of: longer) > titleColumns - 1 { break }
    result = longer
  }
  if result.isEmpty {
    for letter in text {
      if width(of: result + String(letter)) > titleColumns - 1 { break }
      result.append(letter)
    }
  }
  return result + "…"
}
