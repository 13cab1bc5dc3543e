import Checklists
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Everything that can be done on the screen below, searched without accents; Enter does it.
struct CommandPalette: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    let found = found(desk)
    var content = ScreenContent(title: desk.say(Phrase.actionsTitle))
    content.head = [HeadLine(desk.say(Phrase.actionsWords))]
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.run,
      found.map { command in
        Row(
          desk.say(command.label) + (command.disabled.map { " (\(desk.say($0)))" } ?? ""),
          detail: command.keys.prefix(2).map(\.name).joined(separator: ", "),
          role: command.disabled == nil ? .text : .muted, id: command.id.rawValue)
      }, empty: Phrase.nothingFound)
    return content
  }

  /// The commands of the screen below that match what was typed, by their label or by other words for them.
  private func found(_ desk: Desk) -> [NamedCommand] {
    let commands = desk.withoutTop.commandsInView.filter { $0.id.rawValue != DeskAction.help.rawValue }
    return Search(focus.field.text).filtered(commands) { command in
      SearchItem(command.label.vi, command.label.en, notes: [command.words.vi, command.words.en])
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let command = found(desk)[row]
    desk.navigation.pop()
    return desk.perform(command)
  }
}

extension Desk {
  /// The desk as it is without the screen in front.
  fileprivate var withoutTop: Desk {
    var desk = self
    desk.navigation.pop()
    return desk
  }
}
