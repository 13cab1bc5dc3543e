import Journal
import Phrases
import TerminalUI

/// A volunteer is added by name, and helps from then on.
struct NewVolunteerScreen: Screen {
  var focus = Focus()

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.whoHelps))
    content.texts = [TextBlock(desk.say(Phrase.volunteerName), .title)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      if !focus.words.isEmpty { return [.journal(.addVolunteer(focus.words))] }
      desk.navigation.pop()
      return []
    }
  }

  /// Home, or whatever asked who helps, is in front again.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.volunteerAdded) = reply else { return [] }
    desk.navigation.pop()
    desk.navigation.pop()
    return []
  }
}
