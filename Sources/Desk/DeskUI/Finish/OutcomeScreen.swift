import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// How the session ended. One outcome is highlighted only where it is known: no step is open, or a problem asked for it.
struct OutcomeScreen: PlaceScreen {
  var focus: Focus
  var place: Place { .outcome }

  enum Action: String { case undo }

  init(live: LiveSession) {
    let proposed = live.session.proposedOutcome(in: live.checklist)
    focus = Focus(row: proposed.flatMap { Outcome.allCases.firstIndex(of: $0) })
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askOutcome), .title)]
    let open = openSteps(desk)
    if open > 0 { content.texts.append(TextBlock(desk.say(Phrase.openSteps(open)), .caution)) }
    var list = ListContent(Phrase.choose, Outcome.allCases.map { Row(desk.say(Phrase.outcome($0)), id: $0.rawValue) })
    list.unchosen = Phrase.chooseOutcome
    list.isDeliberate = true
    content.list = list
    return content
  }

  private func openSteps(_ desk: Desk) -> Int { desk.live.map { $0.session.openSteps(in: $0.checklist) } ?? 0 }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .undo: desk.record(.undone(at: desk.now))
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let (outcome, open) = (Outcome.allCases[row], openSteps(desk))
    let effects = desk.record(.outcomeChosen(outcome, at: desk.now))
    if outcome == .completed, open > 0 { desk.warn(Phrase.completedWithOpenSteps(open)) }
    return effects
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
