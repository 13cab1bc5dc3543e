import Journal
import TerminalUI

/// A place in the program, as one value: what it shows, what can be done there, and what follows.
///
/// A screen draws nothing and reads no key: it describes (``content(_:)``, ``commands(_:)``), and the desk does the rest
/// from that description, the same on every screen: Enter, digits, arrows, paging, wheel, click, typing, search as one
/// types, signs of more, the hardware cursor. All functions are pure: time comes with the desk, the outside world is
/// asked by effects.
package protocol Screen: Sendable {
  /// What the screen's keys ask for, by meaning. Its raw values are the names under which stories and the command palette
  /// know them.
  associatedtype Action: RawRepresentable<String> & Sendable = NoAction

  /// The highlighted row, the text being typed, and how far the texts are scrolled. The desk moves it.
  var focus: Focus { get set }

  func content(_ desk: Desk) -> ScreenContent
  /// In the order in which they are hinted at. None of them may sit on Enter where a list is open: there Enter takes the
  /// highlighted row, and nothing else.
  func commands(_ desk: Desk) -> [Command<Action>]

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect]
  /// A row was taken, by Enter, its digit or a click.
  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect]
  /// Another row is highlighted.
  mutating func moved(_ desk: inout Desk) -> [Effect]
  /// The text in the field changed.
  mutating func typed(_ desk: inout Desk) -> [Effect]
  /// An effect brought something back while the screen was in front; what all screens share is in the desk already.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect]
  /// A second passed; also told to screens that others lie on.
  mutating func ticked(_ desk: inout Desk) -> [Effect]
  /// The screen that lay on this one was taken away: what a list shows is asked for anew.
  mutating func returned(_ desk: inout Desk) -> [Effect]
  /// Esc.
  mutating func left(_ desk: inout Desk) -> [Effect]

  /// The commands under the names by which the desk knows them.
  func namedCommands(_ desk: Desk) -> [NamedCommand]
  /// Does what a name stands for; nothing where it is none of this screen's.
  mutating func perform(_ id: CommandID, _ desk: inout Desk) -> [Effect]
}

extension Screen {
  package mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { [] }
  package mutating func moved(_ desk: inout Desk) -> [Effect] { [] }
  package mutating func typed(_ desk: inout Desk) -> [Effect] { [] }
  package mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] { [] }
  package mutating func ticked(_ desk: inout Desk) -> [Effect] { [] }
  package mutating func returned(_ desk: inout Desk) -> [Effect] { [] }
  package mutating func left(_ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    return []
  }
}

extension Screen where Action == NoAction {
  package func commands(_ desk: Desk) -> [Command<NoAction>] { [] }
  package mutating func perform(_ action: NoAction, _ desk: inout Desk) -> [Effect] { [] }
}

extension Screen {
  package func namedCommands(_ desk: Desk) -> [NamedCommand] { commands(desk).map(NamedCommand.init) }

  package mutating func perform(_ id: CommandID, _ desk: inout Desk) -> [Effect] {
    Action(rawValue: id.rawValue).map { perform($0, &desk) } ?? []
  }
}

/// The actions of a screen that has none but those of its list or field.
package struct NoAction: RawRepresentable, Sendable {
  package let rawValue: String
  package init?(rawValue: String) { nil }
}

/// Where a person is within a screen.
package struct Focus: Hashable, Sendable {
  /// The highlighted row of the list, from 0; nil where none is. May lie behind the end of a list that became shorter:
  /// the last row then counts.
  package var row: Int?
  /// The text being typed.
  package var field: EditedText
  /// Lines of the texts above the view. May lie behind the end, likewise.
  package var scroll = 0
  /// What the text was before, for fields in which typing is taken back.
  var history: TextHistory

  package init(row: Int? = 0, field: EditedText = EditedText()) {
    self.row = row
    self.field = field
    history = TextHistory(field)
  }

  /// A focus in a field with a text in it, the cursor behind it.
  package init(_ text: String) { self.init(field: EditedText(text)) }

  /// The highlighted one of the items that the list shows; nil where none is.
  package func item<Item>(of items: [Item]) -> Item? {
    row.flatMap { items.isEmpty ? nil : items[min(max(0, $0), items.count - 1)] }
  }

  /// The words of the text, with single blanks between them.
  package var words: String { field.text.split(separator: " ").joined(separator: " ") }
}
