import Journal

/// One line that somebody typed for others to read.
package enum TypedLine {
  /// The line with single blanks; nil where it has fewer or more letters, or holds a control or a number like a person's.
  package static func clean(_ typed: String, atLeast least: Int = 0, atMost letters: Int) -> String? {
    guard typed.utf8.count <= 10 * letters else { return nil }
    let line = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSound = line.unicodeScalars.allSatisfy { scalar in
      ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned]
        .contains(scalar.properties.generalCategory)
    }
    return isSound && least <= line.count && line.count <= letters && PersonalDigits.first(in: line) == nil ? line : nil
  }
}
