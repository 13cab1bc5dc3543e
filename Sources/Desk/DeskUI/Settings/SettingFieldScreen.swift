import Checklists
import Phrases
import TerminalUI

/// A setting that is typed into one field.
protocol SettingFieldScreen: Screen where Action == SettingFieldAction {
  /// What may be typed.
  static var kind: FieldContent.Kind { get }

  /// What the setting is, and what is to be known of it.
  func words(_ desk: Desk) -> [TextBlock]
  /// Takes what was typed.
  mutating func submit(_ desk: inout Desk) -> [Effect]
}

/// What can be done where a setting is typed.
enum SettingFieldAction: String { case submit }

extension SettingFieldScreen {
  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.settings))
    content.texts = words(desk)
    content.field = FieldContent(Self.kind)
    return content
  }

  func commands(_ desk: Desk) -> [Command<SettingFieldAction>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: SettingFieldAction, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: submit(&desk)
    }
  }
}
