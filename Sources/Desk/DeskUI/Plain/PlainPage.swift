import Checklists
import Journal
import Phrases
import TerminalUI

/// What a screen shows, as plain lines: the same words, without what only places or colours them.
struct PlainPage: Equatable {
  var title: String
  var head: [String] = []
  var texts: [String] = []
  /// What is in the field, where that may be said.
  var field = ""
  /// The page of the list with the highlighted row, or what stands in place of rows.
  var rows: [String] = []
  /// How many rows there are, where not all of them are said or a search chose them.
  var count: String?
  var notes: [String] = []
  var safety: String?
  /// What can be done beside answering; nil where that is only what can be done everywhere.
  var commands: String?
  /// Who helps.
  var helper: String?

  init(_ desk: Desk) {
    let content = desk.navigation.top.content(desk)
    let focus = desk.navigation.top.focus
    title = plain((desk.isPractice ? desk.say(Phrase.practiceBadge) + " · " : "") + content.title)
    helper = desk.name(of: desk.volunteer).map { plain(desk.say(Phrase.whoHelps) + ": " + $0) }
    head = content.head.map(Self.line).filter { !$0.isEmpty }
    texts = (content.texts + (content.drawing?.words ?? [])).map(\.plainLine).filter { !$0.isEmpty }
    if let field = content.field, field.kind != .secret {
      self.field = plain(field.kind.isGuarded ? PersonalDigits.blotted(focus.field.text) : focus.field.text)
    }
    if let list = content.list {
      let rows = PlainRows(list, focus)
      self.rows = list.count == 0 ? list.empty.map { [desk.say($0)] } ?? [] : rows.lines.map(plain)
      if list.count > 0, content.field != nil || list.total != rows.range.count {
        let total = list.beyond == nil ? list.total : nil
        let lines = Phrase.plainCount(rows.number(of: rows.range.lowerBound), rows.range.count, of: total)
        count = ([lines] + [list.beyond].compactMap(\.self)).map(desk.say).joined(separator: ". ")
      }
    }
    notes = (content.notes?.texts ?? []).map(\.plainLine).filter { !$0.isEmpty }
    safety = content.safety.map { plain("! " + $0) }
    commands = Self.commands(desk, content)
  }

  /// Elapsed times change with every second: they are said where they are a warning only.
  private static func line(_ line: HeadLine) -> String {
    let right = line.progress == nil || line.right?.role == .caution ? line.right?.text ?? "" : ""
    return plain([line.left.text, right].filter { !$0.isEmpty }.joined(separator: ", "))
  }

  private static func commands(_ desk: Desk, _ content: ScreenContent) -> String? {
    let hasField = content.field != nil
    let named: [String] = desk.commands(content).compactMap { command in
      guard command.isHint, command.disabled == nil, command.id.rawValue != DeskAction.choose.rawValue,
        command.id.rawValue != DeskAction.help.rawValue, command.keys.first != .enter,
        let word = command.plainWord(hasField: hasField)
      else { return nil }
      return word + " " + desk.say(command.label)
    }
    if named.isEmpty { return nil }
    return desk.say(Phrase.plainCommands) + ": "
      + (named + ["? " + desk.say(Phrase.allActions)]).joined(separator: ", ")
  }

  /// Everything, from top to bottom; safety before the choice.
  var all: [String] {
    [title].filter { !$0.isEmpty } + (helper.map { [$0] } ?? []) + head + texts + notes + (safety.map { [$0] } ?? [])
      + rows
      + [count, commands].compactMap { $0 }
  }
}

extension NamedCommand {
  /// What is typed for it; nil where it has no key that can be written down.
  ///
  /// - Parameter hasField: letters are text now, so a key is named behind a full stop.
  func plainWord(hasField: Bool) -> String? {
    for key in keys {
      switch key {
      case .character(let character): if !hasField, character != " " { return String(character) }
      default: return (hasField ? "." : "") + key.name
      }
    }
    return nil
  }
}

extension TextBlock {
  /// As one line, however long; a number in front is one of a row of instructions, not of a choice.
  var plainLine: String {
    switch form {
    case .gap: return ""
    case .line(let spans): return plain(spans.filter { !$0.isPicture }.map(\.text).joined())
    case .words(let mark, let text, _): return Self.marked(mark, text)
    case .spans(let mark, let spans):
      return Self.marked(mark, spans.filter { !$0.isPicture }.map(\.text).joined())
    }
  }

  private static func marked(_ mark: String, _ text: String) -> String {
    let sign = plain(mark)
    if sign.isEmpty { return plain(text) }
    return plain(sign + (sign.allSatisfy(\.isNumber) ? ") " : " ") + text)
  }
}

/// Words as they may be sent to any device: nothing that moves, colours or hides, single blanks.
func plain(_ text: String) -> String {
  let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: " "
    default: scalar
    }
  }
  return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
}
