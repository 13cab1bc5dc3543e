import Journal
import Phrases
import TerminalUI

/// Who helps: chosen with one key.
struct VolunteersScreen: Screen {
  var focus = Focus()

  enum Action: String { case addVolunteer }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.whoHelps))
    content.list = ListContent(
      Phrase.choose,
      desk.volunteers.map {
        Row($0.name, detail: $0.code.rawValue, role: $0.code == desk.volunteer ? .good : .text, id: $0.code.rawValue)
      }, empty: Phrase.noVolunteers)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("t", .addVolunteer, Phrase.addVolunteer)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .addVolunteer:
      desk.navigation.push(NewVolunteerScreen())
      return []
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.pop()
    return desk.helps(desk.volunteers[row])
  }
}
