import ChecklistFiles
import Checklists

/// Reads values of one table's rows; what is never asked for is complained about.
struct TableReader {
  let table: Table
  let ear: Ear
  private let single: [String: Int]
  private let texts: [String: [Language: Int]]

  /// - Parameters:
  ///   - single: The names of columns without a language, each with other names it may have.
  ///   - texts: The same for columns with texts.
  init(_ table: Table, single: [[String]], texts: [[String]], ear: Ear) {
    self.table = table
    self.ear = ear
    var columns: [String: Int] = [:]
    for names in single {
      let found = table.headers.filter { names.contains($0.value.base) && $0.value.language == .plain }.keys
      if let name = names.first, let column = found.min() { columns[name] = column }
    }
    var textColumns: [String: [Language: Int]] = [:]
    for names in texts {
      if let name = names.first { textColumns[name] = table.columns(ofText: names) }
    }
    self.single = columns
    self.texts = textColumns
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
      guard let text = row.cells[column], let found = text.firstMatch(of: /\$\{\s*([^}]*)\}/) else { continue }
      ear.lost(.reference(String(found.output.1)), at: table.place(row.number, column))
    }
    let text = LocalText(
      vi: columns[.vietnamese].flatMap { row.cells[$0] } ?? "", en: columns[.english].flatMap { row.cells[$0] } ?? "")
    return text.vi.isEmpty && text.en.isEmpty ? nil : text
  }

  /// Complains of every cell in a column that is not read; of a column in another language once.
  func complainOfUnread() {
    let read = Set(single.values).union(texts.values.flatMap(\.values))
    for (column, header) in table.headers where !read.contains(column) {
      if case .other(let language) = header.language, texts[header.base] != nil {
        ear.lost(.language(language), at: table.place(table.headerRow, column))
      }
    }
    for row in table.rows {
      for (column, value) in row.cells where !read.contains(column) {
        let header = table.headers[column]
        if case .other = header?.language, texts[header?.base ?? ""] != nil { continue }
        ear.lost(.column(header?.text ?? columnLetters(column), value: value), at: table.place(row.number, column))
      }
    }
  }
}

extension TableReader {
  /// Names of columns that all tables of ours have in common.
  static let sourceColumns = [["source"], ["checked"], ["verified"]]

  /// The source of a rule; nil where none is given.
  func source(_ row: Table.Row) -> Source? {
    guard let text = cell(row, "source") else { return nil }
    return Source(text: text, checked: cell(row, "checked") ?? "", isVerified: flag(cell(row, "verified")) ?? false)
  }

  /// One of a few words; nil, with a complaint where there is another word.
  func word<Word: RawRepresentable>(_ row: Table.Row, _ name: String) -> Word? where Word.RawValue == String {
    guard let text = cell(row, name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    ear.lost(.column(name, value: text), at: place(row, name))
    return nil
  }

  /// A time in minutes; nil, with a complaint where it is no time from 0.1 to 240.
  func minutes(_ row: Table.Row) -> Duration? {
    guard let text = cell(row, "minutes") else { return nil }
    if let time = duration(ofMinutes: text) { return time }
    ear.lost(.badMinutes(text), at: place(row, "minutes"))
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
  case "yes", "true", "true()", "1", "có": true
  case "no", "false", "false()", "0", "không": false
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
