import Checklists
import DeskPorts
import Phrases
import Review
import TerminalUI

/// Which text of a step a trainer would rather read otherwise.
struct ProposalPlaceScreen: Screen {
  var focus = Focus()
  let step: StepID

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewComments))
    guard let checklist = desk.review.dossier?.checklist else { return content }
    content.head = [HeadLine(desk.say(Phrase.reviewPropose), .title)]
    content.list = ListContent(
      Phrase.choose,
      checklist.places(of: .step(step)).map { place in
        Row(desk.say(Phrase.textPlace(place.text)) + ": " + (checklist.text(at: place).map(desk.say) ?? ""))
      })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let checklist = desk.review.dossier?.checklist else { return [] }
    let place = checklist.places(of: .step(step))[row]
    guard case .step(let text) = place.text else { return [] }
    desk.navigation.replaceTop(
      with: ProposalTextScreen(step: step, place: text, checklist.text(at: place) ?? LocalText("", "")))
    return []
  }
}
