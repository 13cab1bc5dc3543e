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
    if desk.people.sharesCodes { content.texts.append(TextBlock(desk.say(Phrase.codeBeforeName), .muted)) }
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      let (code, name) = person(desk)
      if let code, let other = desk.volunteers.first(where: { $0.code == code }) {
        desk.warn(Phrase.codeIsTaken(code.rawValue, by: other.name))
        return []
      }
      if !name.isEmpty { return [.journal(.addVolunteer(name, code: code))] }
      desk.navigation.pop()
      return []
    }
  }

  /// A name, behind the code that the person has at other desks where the unit's desks share them.
  private func person(_ desk: Desk) -> (code: VolunteerCode?, name: String) {
    let words = focus.words
    guard desk.people.sharesCodes, let first = words.split(separator: " ").first,
      let code = VolunteerCode(typed: String(first))
    else { return (nil, words) }
    return (code, String(words.dropFirst(first.count).drop { $0 == " " }))
  }

  /// Home, or whatever asked who helps, is in front again.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .journal(.volunteerAdded) = reply else { return [] }
    desk.navigation.pop()
    desk.navigation.pop()
    return []
  }
}
