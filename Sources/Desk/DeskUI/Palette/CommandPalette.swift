import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Everything that can be done: on the screen below first, then on all others, searched without accents; Enter does it.
struct CommandPalette: Screen {
  var focus = Focus()
  private let searched = SearchedItems()

  /// Something that can be done, here or elsewhere.
  private struct Found {
    var command: NamedCommand
    /// Where it is done; nil on the screen below.
    var elsewhere: Elsewhere?
  }

  func content(_ desk: Desk) -> ScreenContent {
    let found = found(desk)
    var content = ScreenContent(title: desk.say(Phrase.actionsTitle))
    content.head = [HeadLine(desk.say(Phrase.actionsWords))]
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.run,
      found.map { action in
        let keys = action.command.keys.prefix(2).map(\.name).joined(separator: ", ")
        return Row(
          desk.say(action.command.label) + (action.command.disabled.map { " (\(desk.say($0)))" } ?? ""),
          detail: [action.elsewhere.map { desk.say($0.name) }, keys.isEmpty ? nil : keys].compactMap(\.self)
            .joined(separator: " · "),
          role: action.command.disabled == nil ? .text : .muted, id: action.command.id.rawValue)
      }, empty: Phrase.nothingFound)
    return content
  }

  /// The commands that match what was typed, by their label or by other words for them; without words those of the screen
  /// below alone.
  private func found(_ desk: Desk) -> [Found] {
    let below = desk.withoutTop
    let here = below.commandsInView.filter { $0.id.rawValue != DeskAction.help.rawValue }.map { Found(command: $0) }
    let search = Search(focus.field.text)
    let known = Set(here.map(\.command.id))
    let others =
      search.isEmpty
      ? []
      : Elsewhere.allCases.flatMap { place in
        place.commands(below).filter { !known.contains($0.id) }.map { Found(command: $0, elsewhere: place) }
      }
    return searched.filtered(here + others, search) { action in
      let words = [action.command.words.vi, action.command.words.en]
      return SearchItem(
        titles: [action.command.label.vi, action.command.label.en]
          + words.flatMap { $0.split(separator: ", ").map(String.init) })
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let action = found(desk)[row]
    desk.navigation.pop()
    guard let place = action.elsewhere else { return desk.perform(action.command) }
    if let reason = action.command.disabled {
      desk.warn(reason)
      return []
    }
    return desk.go(to: place) + desk.withTop { $0.perform(action.command.id, &$1) }
  }
}

/// A screen whose actions are found from every other one.
private enum Elsewhere: CaseIterable {
  case home, journal, exchange, volunteers
  /// Only while somebody is helped.
  case session

  var name: LocalText {
    switch self {
    case .home: Phrase.firstScreen
    case .journal: Phrase.journal
    case .exchange: Phrase.exchange
    case .volunteers: Phrase.whoHelps
    case .session: Phrase.aSession
    }
  }

  /// What can be done there as long as no other reason is known.
  func commands(_ desk: Desk) -> [NamedCommand] {
    switch self {
    case .home: HomeScreen().namedCommands(desk)
    case .journal: JournalScreen().namedCommands(desk).filter { !$0.keys.contains(.home) && !$0.keys.contains(.end) }
    case .exchange: ExchangeScreen().namedCommands(desk)
    case .volunteers: VolunteersScreen().namedCommands(desk)
    case .session:
      StepScreen.commonCommands.map { command in
        var named = NamedCommand(command)
        named.keys = []
        named.disabled = Phrase.needsSession
        return named
      }
    }
  }
}

extension Desk {
  /// Brings a screen in front, from wherever one is; who was being helped waits.
  fileprivate mutating func go(to place: Elsewhere) -> [Effect] {
    let aside = live.map { putAside(as: $0.session.nickname) } ?? []
    navigation.popToHome()
    switch place {
    case .home, .session: return aside
    case .journal: return aside + openJournal()
    case .exchange: return aside + openExchange()
    case .volunteers:
      navigation.push(VolunteersScreen())
      return aside
    }
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
