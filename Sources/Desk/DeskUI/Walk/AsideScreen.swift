import Journal
import Phrases
import TerminalUI

/// What the citizen who is put aside is called; it stays on this machine.
struct AsideScreen: Screen {
  var focus: Focus

  init(_ text: String) { focus = Focus(text) }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.asideTitle), .title), TextBlock(desk.say(Phrase.asideWords), .muted)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: desk.putAside(as: focus.words)
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .nickname) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
