import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// A session in progress that cannot be read: what happened, what is safe, what to do.
struct DamagedDraftScreen: Screen {
  var focus = Focus()
  let draft: DamagedDraft

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.damagedDraft))
    let what =
      switch draft.damage {
      case .checklist(let complaint): Phrase.damagedChecklist(complaint)
      case .event(let number): Phrase.damagedEvent(number + 1, of: draft.events)
      }
    content.texts = [
      TextBlock(desk.title(of: draft.checklist), .title), TextBlock(desk.say(what), .caution), .gap,
      TextBlock(desk.say(Phrase.damagedDraftWords)),
    ]
    return content
  }
}
