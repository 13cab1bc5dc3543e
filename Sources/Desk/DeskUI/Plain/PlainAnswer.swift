package import Checklists
import Phrases
import TerminalUI
import VietnameseText

/// What a typed line means on the screen in front.
package enum PlainAnswer: Sendable {
  /// It is for the desk.
  case events([Event.What])
  /// Everything is said once more.
  case again
  /// How plain lines are used is said once more.
  case intro
  /// It means nothing here, and why.
  case refused(LocalText)

  /// Reads a line: one of the signs that mean the same everywhere, the number of a row, a key by its name, or text for
  /// the open field.
  package init(_ line: String, _ desk: Desk) {
    let content = desk.navigation.top.content(desk)
    let words = line.trimmingBlanks
    if let sign = Self.sign(words, desk, content) {
      self = sign
    } else if let field = content.field {
      self = Self.answer(line, words, in: field, content, desk)
    } else if let number = Self.numbered(words, content, desk) {
      self = number
    } else {
      self = Self.command(words, desk, content)
    }
  }

  /// What means the same at every prompt.
  private static func sign(_ words: String, _ desk: Desk, _ content: ScreenContent) -> PlainAnswer? {
    switch words {
    case "": return .events([.key(.enter)])
    case "?": return desk.navigation.top is CommandPalette ? .intro : .events([.key(.function(1))])
    case "=": return .again
    case "<": return back(desk, content)
    case "+":
      guard let list = content.list else { return nil }
      return PlainRows(list, desk.navigation.top.focus).next.map { .events([.highlighted(row: $0)]) }
        ?? .refused(Phrase.plainNoMore)
    default: return nil
    }
  }

  /// The screen's own way back where it has one, else the way out.
  private static func back(_ desk: Desk, _ content: ScreenContent) -> PlainAnswer {
    let commands = desk.commands(content)
    if let key = commands.first(where: { $0.id.rawValue == "back" && $0.disabled == nil })?.keys.first {
      return .events([.key(key)])
    }
    return commands.contains { $0.keys.contains(.escape) }
      ? .events([.key(.escape)]) : .refused(Phrase.plainFirst)
  }

  private static func answer(
    _ line: String, _ words: String, in field: FieldContent, _ content: ScreenContent, _ desk: Desk
  ) -> PlainAnswer {
    // A passphrase is taken as it is typed.
    let text = field.kind == .secret ? line : words
    if words.first == "\\" { return .events([.line(String(line.drop { $0.isWhitespace }.dropFirst()))]) }
    if words.first == ".", let key = Key(name: String(words.dropFirst())), !key.isLetter { return .events([.key(key)]) }
    return numbered(words, content, desk) ?? .events([.line(text)])
  }

  /// A number takes a row, with a question mark behind it only goes there; nil where it is no number, or there is no list.
  private static func numbered(_ words: String, _ content: ScreenContent, _ desk: Desk) -> PlainAnswer? {
    guard let list = content.list else { return nil }
    let digits = words.last == "?" ? words.dropLast() : words[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let rows = PlainRows(list, desk.navigation.top.focus)
    guard digits.count < 10, let number = Int(digits), let row = rows.row(numbered: number) else {
      return .refused(Phrase.plainNoNumber(shortened(String(digits), columns: 12)))
    }
    // What was not said yet is heard first.
    if words.last == "?" || !rows.range.contains(row) { return .events([.highlighted(row: row)]) }
    return .events([.clicked(.row(row))])
  }

  /// A command by the name of its key, or by its label.
  private static func command(_ words: String, _ desk: Desk, _ content: ScreenContent) -> PlainAnswer {
    let commands = desk.commands(content)
    let name = words.first == "." && words.count > 1 ? String(words.dropFirst()) : words
    for name in [name, name.lowercased()] {
      guard let key = Key(name: name) else { continue }
      if !key.isLetter || commands.contains(where: { $0.keys.contains(key) }) { return .events([.key(key)]) }
    }
    let sought = folded(words)
    let meant = commands.filter { folded($0.label.vi) == sought || folded($0.label.en) == sought }
    if meant.count == 1, let key = meant[0].keys.first { return .events([.key(key)]) }
    return .refused(Phrase.plainUnknown(plain(shortened(words, columns: 30))))
  }
}

extension Key {
  fileprivate var isLetter: Bool { if case .character = self { true } else { false } }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
