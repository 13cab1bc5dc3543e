import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// A text is proposed for a step: the Vietnamese form, then the English one.
struct ProposalTextScreen: Screen {
  var focus: Focus
  let step: StepID
  let place: StepText
  private var text: LocalText
  private var typed = Language.vietnamese

  init(step: StepID, place: StepText, _ text: LocalText) {
    self.step = step
    self.place = place
    self.text = text
    focus = Focus(text.vi)
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    let title = [desk.say(Phrase.reviewPropose), desk.say(Phrase.textPlace(.step(place))), typed.rawValue]
    return desk.writingContent(
      [TextBlock(text[typed.other], .muted)], title.joined(separator: " · "), .numbers)
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.goOn)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard !focus.words.isEmpty else {
        desk.warn(Phrase.reviewEmptyWords)
        return []
      }
      switch typed {
      case .vietnamese:
        text.vi = focus.words
        (typed, focus) = (.english, Focus(text.en))
        return []
      case .english:
        text.en = focus.words
        return desk.comment(text[desk.language], on: step, proposal: TextProposal(place: place, text))
      }
    }
  }
}
