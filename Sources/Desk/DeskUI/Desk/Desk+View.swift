import Journal
import Phrases
package import TerminalUI

/// Draws the desk. Pure: the same state gives the same frame.
package func view(_ desk: Desk, in frame: inout Frame) {
  frame.clear(desk.size)
  guard desk.size.columns >= 40, desk.size.rows >= 10 else {
    // One sentence; what is in progress is kept.
    drawText(desk.say(Phrase.tooSmall), in: frame.bounds, of: &frame, role: .text)
    frame.cursor = (0, 0)
    frame.hidesCursor = true
    return
  }
  let top = desk.navigation.top
  desk.draw(top.content(desk), top.focus, in: &frame)
}

extension Desk {
  /// The bar on top: where one is, who helps, and the time; in practice mode the word TẬP in front.
  func drawBar(_ title: String, in frame: inout Frame) {
    frame.fill(frame.bounds.line(0), role: .bar)
    var column = 0
    if isPractice {
      column += frame.put(" \(say(Phrase.practiceBadge)) ", column: 0, row: 0, role: .practice)
    }
    let right = beside(title: displayWidth(title) + column)
    let rightWidth = displayWidth(right)
    let room = size.columns - column - rightWidth - 2
    frame.put(" " + shortened(title, columns: max(1, room - 1)), column: column, row: 0, role: .bar)
    frame.put(right, column: size.columns - rightWidth, row: 0, role: .barAccent)
  }

  /// Who helps, as far as the title leaves room, and the time.
  private func beside(title: Int) -> String {
    let clock = clockText(now.minuteOfDay) + " "
    guard let name = name(of: volunteer) else { return clock }
    let rest = displayWidth(" · " + clock)
    // A blank in front of the title, and two behind it.
    let room = min(size.columns / 2, max(size.columns - title - 3, 0)) - rest
    return room < min(Self.leastName, displayWidth(name)) ? clock : shortened(name, columns: room) + " · " + clock
  }

  /// Columns of a name that still say who it is.
  private static let leastName = 6

  /// The commands that the bottom line names: six, and as many as fit where the terminal is wide; the one that lists all of
  /// them is always among them.
  func hints(_ content: ScreenContent) -> [NamedCommand] {
    let all = commands(content)
    // By their places: a command is large, and most are not named.
    let help = all.indices.filter { all[$0].id.rawValue == DeskAction.help.rawValue }
    let own = all.indices.filter { !help.contains($0) && all[$0].disabled == nil && !all[$0].keys.isEmpty }
    let most = size.columns < 100 ? 6 : size.columns / 12
    let others =
      size.columns < 100
      ? [] : own.filter { !all[$0].isHint && DeskAction(rawValue: all[$0].id.rawValue) == nil }
    let named = (own.filter { all[$0].isHint } + others).prefix(most - help.count) + help
    return named.map { all[$0] }
  }

  /// Hints, each one clickable.
  func drawHints(_ hints: [NamedCommand], in frame: inout Frame) {
    let row = size.rows - 1
    frame.fill(frame.bounds.line(row), role: .hint)
    let help = hints.last { $0.id.rawValue == DeskAction.help.rawValue }
    var column = 1
    for (place, hint) in hints.enumerated() {
      guard let key = hint.keys.first else { continue }
      let (name, text) = (key.name, say(hint.label))
      let nameWidth = displayWidth(name)
      let width = nameWidth + 1 + displayWidth(text)
      // Room for the help hint is kept.
      let reserve = place == hints.count - 1 ? 0 : (help.map { 3 + displayWidth(say($0.label)) + 2 } ?? 0)
      if column + width + reserve > size.columns { continue }
      frame.put(name, column: column, row: row, role: .hintKey)
      frame.put(text, column: column + nameWidth + 1, row: row, role: .hint)
      frame.click(Rect(column: column, row: row, columns: width, rows: 1), .key(key))
      column += width + 2
    }
  }

  /// A sign of a state, with its ASCII stand-in.
  enum Sign { case done, skipped, open, current, warning, good, waiting, more, moreAbove }

  func mark(_ sign: Sign) -> String {
    switch sign {
    case .done: capabilities.hasSymbols ? "✓" : "[x]"
    case .skipped: capabilities.hasSymbols ? "–" : "[-]"
    case .open: capabilities.hasSymbols ? "·" : "[ ]"
    case .current: capabilities.hasSymbols ? "►" : "[>]"
    case .warning: "!"
    case .good: capabilities.hasSymbols ? "✓" : "*"
    case .waiting: capabilities.hasSymbols ? "◷" : "~"
    case .more: capabilities.hasSymbols ? "▼" : "v"
    case .moreAbove: capabilities.hasSymbols ? "▲" : "^"
    }
  }
}
