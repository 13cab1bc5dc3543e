import Checklists
import Journal
import Phrases
import TerminalUI

/// The authority that answers for what is kept: consents name it.
struct ControllerScreen: SettingFieldScreen {
  static let kind = FieldContent.Kind.words
  /// The setting under which it is kept.
  static let setting = "controller"

  var focus: Focus

  init(_ controller: String?) { focus = Focus(controller ?? "") }

  func words(_ desk: Desk) -> [TextBlock] {
    [TextBlock(desk.say(Phrase.controller), .title), TextBlock(desk.say(Phrase.controllerWords), .muted)]
  }

  mutating func submit(_ desk: inout Desk) -> [Effect] {
    desk.controller = focus.words.isEmpty ? nil : focus.words
    desk.navigation.pop()
    return [.journal(.set(key: Self.setting, value: focus.words))]
  }
}
