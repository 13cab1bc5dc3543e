public import Checklists

/// One mistake in a file, with its place.
public struct Complaint: Error, Hashable, Sendable {
  /// The name the file was read under.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// In characters (Unicode scalars) of the line, counted from 1.
  public var column: Int
  /// What is wrong.
  public var what: Fault

  public init(file: String, line: Int, column: Int, what: Fault) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  /// What is wrong and what to do about it, without the place: "what; what to do".
  public func sentence(_ language: Language) -> String { presentable(what.words[language]) }

  /// The whole complaint on one line: `file:line:column: what; what to do`.
  public func line(_ language: Language) -> String { "\(presentable(file)):\(line):\(column): \(sentence(language))" }
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
struct Place: Hashable, Sendable, Comparable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)

  static func < (one: Place, other: Place) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}
