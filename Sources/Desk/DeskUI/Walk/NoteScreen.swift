import Checklists
import Journal
import Phrases
import TerminalUI

/// A note for a step, opened with what it held.
struct NoteScreen: Screen {
  var focus: Focus
  let step: StepID

  init(step: StepID, _ text: String) {
    self.step = step
    focus = Focus(text)
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.noteTitle), .title), TextBlock(desk.say(Phrase.noNumbers), .muted)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: desk.record(.noted(step, focus.words, at: desk.now))
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .note(step)) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
