import Checklists
import TerminalUI

/// The place that a text has on the screen.
struct Room: Hashable, Sendable {
  /// In columns of one line.
  var columns: Int
  /// How many lines; 1 means that the text is shortened on the screen instead of wrapped.
  var lines: Int

  static func line(_ columns: Int) -> Room { Room(columns: columns, lines: 1) }
  static func lines(_ lines: Int, of columns: Int) -> Room { Room(columns: columns, lines: lines) }
}

extension Lint {
  /// A text; nil, with a complaint, where the value is empty or something else.
  func text(_ value: YAMLValue) -> String? {
    guard case .text(let text) = value.kind, !text.isEmpty else {
      note(.shape(.wrongType(expected: .text)), at: value.place)
      return nil
    }
    return text
  }

  /// A name of small letters, digits and hyphens; nil, with a complaint, where the value is none.
  func name(_ value: YAMLValue) -> String? {
    guard let text = text(value) else { return nil }
    if isName(text) { return text }
    note(.shape(.badName(text)), at: value.place)
    return nil
  }

  /// The entries of a list with a bounded length; none, with a complaint, where the value is no list.
  func list(_ value: YAMLValue, _ count: ClosedRange<Int>) -> [YAMLValue] {
    guard case .list(let entries) = value.kind else {
      note(.shape(.wrongType(expected: .list)), at: value.place)
      return []
    }
    if !count.contains(entries.count) {
      let fault = ShapeFault.wrongCount(found: entries.count, lowest: count.lowerBound, highest: count.upperBound)
      note(.shape(fault), at: value.place)
    }
    return entries
  }

  /// A text in both languages that fits its place in both.
  func words(_ value: YAMLValue, _ room: Room) -> LocalText {
    let fields = Fields(value, allowed: ["vi", "en"], lint: self, expected: .bothLanguages)
    return LocalText(vi: form(.vietnamese, of: fields, room), en: form(.english, of: fields, room))
  }

  private func form(_ language: Language, of fields: Fields, _ room: Room) -> String {
    guard let value = fields.optional(language.rawValue) else {
      if fields.isMapping { note(.shape(.missingText(language)), at: fields.place) }
      return ""
    }
    guard case .text(let text) = value.kind else {
      note(.shape(.wrongType(expected: .text)), at: value.place)
      return ""
    }
    if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
      note(.shape(.missingText(language)), at: value.place)
    } else if isMeasuring {
      measure(text, room, at: value.place)
    }
    return text
  }

  /// Complains where a text does not fit.
  func measure(_ text: String, _ room: Room, at place: Place) {
    // No character takes more columns than bytes, so a short one needs no closer look.
    if text.utf8.count <= room.columns, !text.utf8.contains(0x0A) { return }
    if room.lines == 1 {
      let lines = text.utf8.count { $0 == 0x0A } + 1
      let columns = width(of: text)
      if lines > 1 { note(.room(.tooManyLines(lines: lines, limit: 1, columns: room.columns)), at: place) }
      if lines == 1, columns > room.columns { note(.room(.tooWide(columns: columns, limit: room.columns)), at: place) }
    } else {
      let lines = lineCount(of: text, columns: room.columns)
      if lines > room.lines {
        note(.room(.tooManyLines(lines: lines, limit: room.lines, columns: room.columns)), at: place)
      }
    }
  }
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
