import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// A session that was begun by mistake: asked once, then nothing of it is kept but one more in the day's count of cancelled
/// ones.
struct CancelScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askCancel), .title), TextBlock(desk.say(Phrase.cancelWords), .muted)]
    content.list = ListContent(
      Phrase.choose,
      [
        Row(desk.say(Phrase.goOnWithSession), id: "go-on"),
        Row(desk.say(Phrase.cancelSession), role: .caution, id: "cancel"),
      ])
    content.list?.isDeliberate = true
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard row == 1, let id = desk.current else {
      desk.navigation.pop()
      return []
    }
    let (from, unit) = (desk.sessions[id]?.session.from, desk.sessions[id]?.session.unit)
    desk.sessions[id] = nil
    desk.unsaved.removeAll { if case .journal(.append(id, _, _)) = $0 { true } else { false } }
    let effects = desk.goBack(to: from)
    desk.tell(Phrase.sessionCancelled)
    let body = EntryBody.cancelled(CancelledFacts(day: desk.now.day, unit: unit))
    return effects + [.journal(.keep(body, closing: id, nil))]
  }
}
