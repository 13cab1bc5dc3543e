import Journal
import Phrases
public import TerminalUI

/// Draws the desk. Pure: the same state gives the same frame.
public func view(_ desk: Desk, in frame: inout Frame) {
  frame.clear(desk.size)
  guard desk.size.columns >= 20, desk.size.rows >= 6 else {
    frame.put(desk.say(Phrase.tooSmall), column: 0, row: 0, role: .text)
    return
  }
  desk.drawScreen(in: &frame)
  desk.drawHints(in: &frame)
  desk.drawMessage(in: &frame)
}

extension Desk {
  func drawScreen(in frame: inout Frame) {
    switch screens.last {
    case .home(let home): drawHome(home, in: &frame)
    case .walk(let walk): drawWalk(walk, in: &frame)
    case .receipt(let receipt): drawReceipt(receipt, in: &frame)
    case .journal(let list): drawJournal(list, in: &frame)
    case .entry(let entry): drawEntry(entry, in: &frame)
    case .code(let code): drawCode(code, in: &frame)
    case .followUps(let list): drawFollowUps(list, in: &frame)
    case .volunteers(let list): drawVolunteers(list, in: &frame)
    case .settings(let settings): drawSettings(settings, in: &frame)
    case .units(let picker): drawUnits(picker, in: &frame)
    case .exchange(let screen): drawExchange(screen, in: &frame)
    case .review(let screen): drawReview(screen, in: &frame)
    case .actions(let actions): drawActions(actions, in: &frame)
    case nil: break
    }
  }

  /// The bar on top: where one is, who helps, and the time; in practice mode the word TẬP in front.
  func drawHeader(_ title: String, in frame: inout Frame) {
    frame.fill(frame.bounds.line(0), role: .bar)
    var column = 0
    if isPractice {
      column += frame.put(" \(say(Phrase.practiceBadge)) ", column: 0, row: 0, role: .practice)
    }
    let right = [name(of: volunteer), clockText(now.minuteOfDay)].compactMap { $0 }.joined(separator: " · ") + " "
    let rightWidth = min(displayWidth(right), size.columns / 2)
    let room = size.columns - column - rightWidth - 2
    frame.put(" " + shortened(title, columns: max(1, room - 1)), column: column, row: 0, role: .bar)
    frame.put(
      shortened(right, columns: rightWidth), column: size.columns - rightWidth, row: 0, role: .barAccent)
  }

  /// At most six hints, each one clickable.
  func drawHints(in frame: inout Frame) {
    let row = size.rows - 1
    frame.fill(frame.bounds.line(row), role: .hint)
    // Help is always among them, so that everything else can be found.
    let all = bindings
    let help = all.filter { $0.act == .help }
    let hints = Array(all.filter { $0.isHint && $0.act != .help && $0.disabled == nil }.prefix(6 - help.count)) + help
    var column = 1
    for (place, hint) in hints.enumerated() {
      guard let key = hint.keys.first else { continue }
      let text = say(hint.label)
      let width = displayWidth(key.label) + 1 + displayWidth(text)
      // Room for the help hint is kept.
      let reserve = place == hints.count - 1 ? 0 : (help.first.map { 3 + displayWidth(say($0.label)) + 2 } ?? 0)
      if column + width + reserve > size.columns { continue }
      frame.put(key.label, column: column, row: row, role: .hintKey)
      frame.put(text, column: column + displayWidth(key.label) + 1, row: row, role: .hint)
      frame.click(Rect(column: column, row: row, columns: width, rows: 1), .key(key))
      column += width + 2
    }
  }

  /// One line above the hints: what was just said, or that the disk refuses.
  func drawMessage(in frame: inout Frame) {
    let row = size.rows - 2
    if let message {
      let lines = wrapped(
        mark(message.isWarning ? .warning : .good) + " " + say(message.text), columns: size.columns - 2)
      let shown = Array(lines.prefix(max(1, min(4, size.rows - 4))))
      for (index, line) in shown.enumerated() {
        let at = row - shown.count + 1 + index
        let role: Role = message.isWarning ? .caution : .good
        frame.fill(frame.bounds.line(at), role: role)
        frame.put(line, column: 1, row: at, role: role)
      }
    } else if let trouble {
      frame.fill(frame.bounds.line(row), role: .danger)
      frame.put(
        shortened(mark(.warning) + " " + say(Phrase.unsavedBanner(trouble)), columns: size.columns - 2), column: 1,
        row: row, role: .danger)
    }
  }

  /// A sign of a state, with its ASCII stand-in.
  enum Sign { case done, skipped, open, current, warning, good, waiting, more }

  func mark(_ sign: Sign) -> String {
    switch sign {
    case .done: abilities.hasSymbols ? "✓" : "[x]"
    case .skipped: abilities.hasSymbols ? "–" : "[-]"
    case .open: abilities.hasSymbols ? "·" : "[ ]"
    case .current: abilities.hasSymbols ? "►" : "[>]"
    case .warning: "!"
    case .good: abilities.hasSymbols ? "✓" : "*"
    case .waiting: abilities.hasSymbols ? "◷" : "~"
    case .more: abilities.hasSymbols ? "▼" : "v"
    }
  }
}
