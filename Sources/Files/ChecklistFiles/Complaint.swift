package import Checklists

/// One mistake in a file, with its place.
package struct Complaint: Hashable, Sendable {
  /// The name the file was read under.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// In characters (Unicode scalars) of the line, counted from 1.
  package var column: Int
  /// Which value of the checklist it is about; nil where the file is not understood there.
  package var path: SchemaPath?
  /// What is wrong.
  package var what: Fault

  package init(file: String, line: Int, column: Int, path: SchemaPath? = nil, what: Fault) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.what = what
  }

  /// What is wrong and what to do about it, without the place: "what; what to do".
  package func sentence(_ language: Language) -> String { what.sentence(language) }

  /// The whole complaint on one line: `file:line:column: what; what to do`.
  package func line(_ language: Language) -> String { "\(presentable(file)):\(line):\(column): \(sentence(language))" }
}

/// One mistake in a checklist that lies in no file.
package struct Finding: Hashable, Sendable {
  /// Which value of the checklist it is about.
  package var path: SchemaPath
  package var what: Fault
}

extension Fault {
  /// What is wrong and what to do about it, on one line: "what; what to do".
  package func sentence(_ language: Language) -> String { presentable(words[language]) }
}

/// A text on one line of bounded length that a terminal may be sent: a complaint quotes words of a file that may be
/// anything.
package func presentable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(400) {
    let isDrawn = scalar.value >= 0x20 && scalar.value != 0x7F && !isHidden(scalar.value)
    result.append(isDrawn ? scalar : "?")
  }
  return String(result)
}

/// A place in a file; both numbers count from 1, columns in Unicode scalars.
struct TextPosition: Hashable, Sendable, Comparable {
  var line: Int
  var column: Int

  static let start = TextPosition(line: 1, column: 1)

  static func < (one: TextPosition, other: TextPosition) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}
