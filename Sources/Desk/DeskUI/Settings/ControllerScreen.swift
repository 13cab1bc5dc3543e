import Checklists
import Journal
import Phrases
import TerminalUI

/// The authority that answers for what is kept: consents name it.
struct ControllerScreen: Screen {
  var focus: Focus

  /// The setting under which it is kept.
  static let setting = "controller"

  init(_ controller: String?) { focus = Focus(controller ?? "") }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.settings))
    content.texts = [
      TextBlock(desk.say(Phrase.controller), .title), TextBlock(desk.say(Phrase.controllerWords), .muted),
    ]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      desk.controller = focus.words.isEmpty ? nil : focus.words
      desk.navigation.pop()
      return [.journal(.set(key: Self.setting, value: focus.words))]
    }
  }
}
