import Checklists
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Picking the public service that the citizen needs.
struct ServiceScreen: Screen {
  var focus: Focus
  let step: StepID
  private let searched = SearchedItems()

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
      } + [Row(desk.say(Phrase.notInCatalogue), role: .accent, id: ServiceID.notListed.rawValue)])
    content.list?.linesForCutRow = 2
    return content
  }

  private func found(_ desk: Desk) -> [Service] {
    searched.filtered(desk.catalogue.services, Search(focus.field.text)) { SearchItem($0.name.vi, $0.name.en) }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let found = found(desk)
    if row < found.count { return desk.record(.servicePicked(step, found[row].id, at: desk.now)) }
    let words = focus.words
    let effects = desk.record(.servicePicked(step, .notListed, at: desk.now))
    // What was looked for tells trainers what the catalogue lacks.
    guard !words.isEmpty, PersonalDigits.first(in: words) == nil else { return effects }
    return effects + desk.record(.problemWritten(step, desk.say(Phrase.notInCatalogue) + ": " + words, at: desk.now))
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .service(step)) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
