import Checklists
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Picking the public service that the citizen needs.
struct ServiceScreen: Screen {
  var focus: Focus
  let step: StepID

  init(step: StepID, _ text: String = "") {
    self.step = step
    focus = Focus(text)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.whichService), .title)]
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.choose,
      found(desk).map {
        Row(desk.say($0.name), detail: $0.isOnlineOnly ? desk.say(Phrase.onlineOnly) : "", id: $0.id.rawValue)
      }, empty: Phrase.nothingFound)
    return content
  }

  private func found(_ desk: Desk) -> [Service] {
    Search(focus.field.text).filtered(desk.catalogue.services) { SearchItem($0.name.vi, $0.name.en) }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(.servicePicked(step, found(desk)[row].id, at: desk.now))
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .service(step)) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
