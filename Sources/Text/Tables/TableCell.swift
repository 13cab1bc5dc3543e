/// One value of a table, before it is known in which form the table is written.
package enum TableCell: Equatable, Sendable {
  case text(String)
  case number(Int64)
  case flag(Bool)
  /// Several short texts, e.g. codes.
  case texts([String])
  /// There is no value: nothing in CSV, no key in JSON, a hyphen for people.
  case empty

  package init(_ text: String?) { self = text.map(TableCell.text) ?? .empty }
  package init(_ number: Int?) { self = number.map { .number(Int64($0)) } ?? .empty }
  package init(_ number: Int64?) { self = number.map(TableCell.number) ?? .empty }

  /// Without separators of any form.
  private var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .flag(let isSet): isSet ? "1" : "0"
    case .texts(let texts): texts.joined(separator: " ")
    case .empty: ""
    }
  }

  /// A field of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it.
  var csv: String {
    var field = plain
    switch self {
    case .text, .texts:
      // By scalars: a carriage return with a line feed is one character.
      if let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + field }
    case .number, .flag, .empty: break
    }
    guard field.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  /// A value of JSON; nil where the object has no such key.
  var json: String? {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let number): "\(number)"
    case .flag(let isSet): isSet ? "true" : "false"
    case .texts(let texts): "[" + texts.map(Self.quoted).joined(separator: ",") + "]"
    case .empty: nil
    }
  }

  /// A field between tabs, for people.
  var tabbed: String {
    let field = plain
    let line = String(field.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return line.isEmpty ? "-" : line
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1f}":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
