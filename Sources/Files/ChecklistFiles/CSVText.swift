/// A table of comma-separated values (RFC 4180), also with semicolons or tabs between its fields.
package struct CSVText {
  /// One field with where it begins.
  package struct Field: Hashable, Sendable {
    package var text: String
    /// In characters (Unicode scalars) of its line, counted from 1.
    package var column: Int
  }

  /// One row; lines without a character are none.
  package struct Row: Hashable, Sendable {
    /// As a spreadsheet program counts it, from 1, empty rows too.
    package var number: Int
    /// The line it begins on, counted from 1: a field between quotes may hold line ends.
    package var line: Int
    package var fields: [Field]
  }

  /// What a text turned out to be.
  package enum Parsed: Sendable {
    case table(CSVText)
    /// A quotation mark that is never closed, or stands where none may stand; both counted from 1.
    case badQuote(line: Int, column: Int)
  }

  /// What stands between the fields.
  package let delimiter: Unicode.Scalar
  package let rows: [Row]

  /// Reads a table; a byte order mark must be gone. The first line may be Excel's own `sep=;`, which is no row.
  package static func read(_ text: String) -> Parsed {
    var scan = Scan(text.unicodeScalars[...])
    let named = namedDelimiter(text)
    if named != nil { scan.skipLine() }
    let delimiter = named ?? guessedDelimiter(text)
    var rows: [Row] = []
    var number = 1
    while var row = scan.row(delimiter) {
      row.number = number
      number += 1
      if !row.fields.isEmpty { rows.append(row) }
    }
    if let (line, column) = scan.badQuote { return .badQuote(line: line, column: column) }
    return .table(CSVText(delimiter: delimiter, rows: rows))
  }

  /// One row as a line with its end; quotes stand only where they are needed by some reader.
  package static func line(_ fields: [String]) -> String {
    fields.map { field in
      let isPlain = !field.unicodeScalars.contains { "\",;\n\r\t".unicodeScalars.contains($0) }
      return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\r\n"
  }

  private static func firstLine(_ text: String) -> Substring.UnicodeScalarView {
    text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
  }

  /// The delimiter of `sep=;`, alone on the first line.
  private static func namedDelimiter(_ text: String) -> Unicode.Scalar? {
    let line = firstLine(text)
    guard line.count == 5, String(line).lowercased().hasPrefix("sep=") else { return nil }
    return line.last
  }

  /// The sign that stands most often on the first line outside of quotes; a comma where none does.
  private static func guessedDelimiter(_ text: String) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in firstLine(text) {
      if scalar == "\"" { isQuoted.toggle() } else if !isQuoted { counts[scalar, default: 0] += 1 }
    }
    var best: Unicode.Scalar = ","
    for other in [";", "\t"] as [Unicode.Scalar] where counts[other] ?? 0 > counts[best] ?? 0 { best = other }
    return best
  }
}

/// One pass over the text.
private struct Scan {
  var rest: Substring.UnicodeScalarView
  var line = 1
  var column = 1
  /// Where a quotation mark is wrong; nothing is read from there on.
  private(set) var badQuote: (line: Int, column: Int)?

  init(_ text: Substring.UnicodeScalarView) { rest = text }

  /// Takes the next character, a line end of Windows as one.
  mutating func take() -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { return nil }
    guard scalar == "\n" || scalar == "\r" else {
      column += 1
      return scalar
    }
    if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
    line += 1
    column = 1
    return "\n"
  }

  mutating func skipLine() {
    while let scalar = take() { if scalar == "\n" { return } }
  }

  /// The next row; nil at the end, and where a quotation mark is wrong.
  mutating func row(_ delimiter: Unicode.Scalar) -> CSVText.Row? {
    guard let first = rest.first else { return nil }
    var row = CSVText.Row(number: 0, line: line, fields: [])
    if first == "\n" || first == "\r" {
      _ = take()
      return row
    }
    while true {
      let start = column
      var text = String.UnicodeScalarView()
      let end = rest.first == "\"" ? quoted(&text, delimiter) : plain(&text, delimiter)
      guard badQuote == nil else { return nil }
      row.fields.append(CSVText.Field(text: String(text), column: start))
      if end != delimiter { return row }
    }
  }

  /// Takes a field without quotes with its end; returns what ended it.
  private mutating func plain(
    _ text: inout String.UnicodeScalarView, _ delimiter: Unicode.Scalar
  ) -> Unicode.Scalar? {
    while true {
      let place = (line, column)
      guard let scalar = take(), scalar != "\n" else { return nil }
      if scalar == delimiter { return delimiter }
      if scalar == "\"" {
        badQuote = place
        return nil
      }
      text.append(scalar)
    }
  }

  /// Takes a field between quotes with its end; returns what ended it.
  private mutating func quoted(
    _ text: inout String.UnicodeScalarView, _ delimiter: Unicode.Scalar
  ) -> Unicode.Scalar? {
    let opening = (line, column)
    _ = take()
    while let scalar = take() {
      guard scalar == "\"" else {
        text.append(scalar)
        continue
      }
      if rest.first == "\"" {
        text.append("\"")
        _ = take()
        continue
      }
      guard let end = take(), end != "\n" else { return nil }
      if end == delimiter { return delimiter }
      break
    }
    badQuote = opening
    return nil
  }
}
