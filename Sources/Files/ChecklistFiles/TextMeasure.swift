import Checklists
import TerminalUI

/// What is wrong with the length of a text; nil where it fits.
func fault(of text: String, _ limit: TextLimit) -> RoomFault? {
  // No character takes more columns than bytes, so a short one needs no closer look.
  if text.utf8.count <= limit.columns, !text.utf8.contains(0x0A) { return nil }
  if limit.lines == 1 {
    let lines = text.utf8.count { $0 == 0x0A } + 1
    if lines > 1 { return .tooManyLines(lines: lines, limit: 1, columns: limit.columns) }
    let columns = width(of: text)
    return columns > limit.columns ? .tooWide(columns: columns, limit: limit.columns) : nil
  }
  let lines = lineCount(of: text, columns: limit.columns)
  return lines > limit.lines ? .tooManyLines(lines: lines, limit: limit.lines, columns: limit.columns) : nil
}

/// Forty small letters, digits and hyphens at most, and at least one.
package func isName(_ text: String) -> Bool {
  (1...40).contains(text.utf8.count)
    && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
}

/// How many columns a text takes; the same as `displayWidth`, which looks at grapheme clusters and is slower.
package func width(of text: String) -> Int {
  text.unicodeScalars.allSatisfy(isOneColumn) ? text.unicodeScalars.count : displayWidth(text)
}

/// How many lines a text takes; the same as `wrapped(_:columns:).count`, without making the lines.
func lineCount(of text: String, columns: Int) -> Int {
  var lines = 1
  var used = 0
  var word = 0
  for scalar in text.unicodeScalars {
    guard isOneColumn(scalar) else { return wrapped(text, columns: columns).count }
    if scalar != " " {
      word += 1
      // A word that has to be broken within is rare; the one rule for that is not repeated here.
      if word > columns { return wrapped(text, columns: columns).count }
      continue
    }
    place(&word, &used, &lines, columns)
  }
  place(&word, &used, &lines, columns)
  return lines
}

/// Puts a finished word onto the line, or onto the next one.
private func place(_ word: inout Int, _ used: inout Int, _ lines: inout Int, _ columns: Int) {
  guard word > 0 else { return }
  if used > 0, used + 1 + word > columns {
    lines += 1
    used = 0
  }
  used += word + (used > 0 ? 1 : 0)
  word = 0
}

/// Characters of Vietnamese and Latin text, each of which is a cluster of its own and takes one column.
private func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x1EA0...0x1EF9, 0x2013...0x2026, 0x20AB: true
  default: false
  }
}
