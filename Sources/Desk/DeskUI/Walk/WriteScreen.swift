import Checklists
import Journal
import Phrases
import TerminalUI

/// Writing what happened, where no known problem fits.
struct WriteScreen: Screen {
  var focus: Focus
  let step: StepID

  init(step: StepID, _ text: String) {
    self.step = step
    focus = Focus(text)
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [
      TextBlock(desk.say(Phrase.writeWhatHappened), .title), TextBlock(desk.say(Phrase.noNumbers), .muted),
    ]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      if focus.words.isEmpty { return desk.leaveField() }
      let effects = desk.record(.problemWritten(step, focus.words, at: desk.now))
      desk.tell(Phrase.troubleNoted(nil))
      return effects
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .words(step)) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
