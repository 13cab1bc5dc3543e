import Checklists
import VietnameseText

/// The language that a column's heading names.
enum HeaderLanguage: Hashable {
  /// None is named.
  case plain
  case known(Language)
  /// One that the program does not speak.
  case other(String)
}

/// What stands above a column: a name and a language, e.g. `label` and Vietnamese of `label::Vietnamese (vi)`.
struct Header: Hashable {
  /// In small letters, without the language.
  var base: String
  var language: HeaderLanguage
  /// As the file has it.
  var text: String

  /// Reads `label`, `label::English (en)`, `label:English`, `title_vi` and `title (vi)`.
  init(_ text: String) {
    self.text = text
    let parts = text.split(separator: ":", omittingEmptySubsequences: true).map { $0.trimmed() }
    if parts.count > 1, let last = parts.last {
      base = parts.dropLast().joined(separator: "::").lowercased()
      language = Language(named: last).map { .known($0) } ?? .other(last)
      return
    }
    base = text.lowercased()
    language = .plain
    for language in Language.allCases {
      for end in ["_" + language.rawValue, " (" + language.rawValue + ")"] where base.hasSuffix(end) {
        base = String(base.dropLast(end.count)).trimmed()
        self.language = .known(language)
        return
      }
    }
  }
}

extension Language {
  /// The language that a form means by `Vietnamese (vi)`, `vi`, `Tiếng Việt`, `English (en)`, `English`; nil for others.
  init?(named name: String) {
    let text = folded(name)
    let code = text.split(separator: "(").last.map { $0.replacing(")", with: "").trimmed() } ?? text
    let bare = text.split(separator: "(").first.map { $0.trimmed() } ?? text
    if ["vi", "vie", "vn", "vi-vn"].contains(code) || ["vietnamese", "tieng viet", "viet"].contains(bare) {
      self = .vietnamese
    } else if ["en", "eng", "en-us", "en-gb"].contains(code) || ["english", "tieng anh", "anh"].contains(bare) {
      self = .english
    } else {
      return nil
    }
  }
}

/// A sheet whose first row says what its columns mean.
struct Table {
  /// One row below the heading.
  struct Row {
    var number: Int
    /// Texts by column.
    var cells: [Int: String]
  }

  let sheet: String
  /// The row of the headings.
  let headerRow: Int
  /// Headings by column.
  let headers: [Int: Header]
  /// The rows that hold anything, in order.
  let rows: [Row]
  /// The language of texts whose heading names none.
  let plain: Language

  /// Nil where the sheet is empty. `plain` nil: found out from the headings and letters.
  init?(_ sheet: Sheet, plain: Language? = nil) {
    let numbers = sheet.rows.keys.sorted()
    guard let first = numbers.first, let top = sheet.rows[first] else { return nil }
    self.sheet = sheet.name
    headerRow = first
    headers = top.mapValues { Header($0) }
    rows = numbers.dropFirst().map { Row(number: $0, cells: sheet.rows[$0] ?? [:]) }
    self.plain = plain ?? plainLanguage(headers, rows)
  }

  func place(_ row: Int, _ column: Int) -> ImportPlace { .cell(sheet: sheet, row: row, column: column) }

  /// The leftmost column of this name, without a language.
  func column(_ names: String...) -> Int? {
    headers.filter { names.contains($0.value.base) && $0.value.language == .plain }.keys.min()
  }
}

/// The language of columns that name none: the one that no column of its own has, else the one the letters say.
private func plainLanguage(_ headers: [Int: Header], _ rows: [Table.Row]) -> Language {
  let named = Set(
    headers.values.compactMap { header -> Language? in
      if case .known(let language) = header.language { language } else { nil }
    })
  if named.count == 1, let only = named.first { return only.other }
  let plain = headers.filter { $0.value.language == .plain }.keys
  let isVietnamese = rows.contains { row in plain.contains { row.cells[$0].map(looksVietnamese) ?? false } }
  return isVietnamese ? .vietnamese : .english
}

/// Whether a text holds a letter that of the two languages only Vietnamese has.
func looksVietnamese(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.value {
    // ă đ ĩ ũ ơ ư with their capitals, and the letters with two marks.
    case 0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1EA0...0x1EF9: true
    // à á â ã è é ê ì í ò ó ô õ ù ú ý.
    case 0xC0...0xC3, 0xC8...0xCA, 0xCC, 0xCD, 0xD2...0xD5, 0xD9, 0xDA, 0xDD: true
    case 0xE0...0xE3, 0xE8...0xEA, 0xEC, 0xED, 0xF2...0xF5, 0xF9, 0xFA, 0xFD: true
    default: false
    }
  }
}

extension StringProtocol {
  /// Without blanks at its ends.
  func trimmed() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }

  /// On one line, with one blank between words.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// A name as checklists have them, made of any text; `fallback` where nothing of it is left.
func checklistName(_ text: String, fallback: String) -> String {
  var result = ""
  for scalar in folded(text).unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
    default: if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
    }
  }
  result = String(result.prefix(40))
  while result.hasSuffix("-") { result.removeLast() }
  return result.isEmpty ? fallback : result
}

/// Names that were given, so that no two are the same.
struct NameGiver {
  private var given: Set<String> = []

  /// The name itself, or with `-2`, `-3`, … where it is taken.
  mutating func name(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !given.insert(name).inserted {
      let end = "-\(number)"
      name = wanted.prefix(40 - end.count) + end
      number += 1
    }
    return name
  }
}
