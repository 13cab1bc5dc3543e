import Checklists
import DeskPorts
import Phrases
import Review
import TerminalUI

/// What volunteers wrote where no known problem fitted.
struct VolunteerWordsScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewWords))
    guard let shown = desk.review.shown, let checklist = desk.review.dossier?.checklist else { return content }
    content.head = [HeadLine(desk.say(desk.sourceName(shown.source)) + " · " + desk.filterWords)]
    content.list = ListContent(
      Phrase.out, shown.words.map { Row($0.words, detail: desk.say(Phrase.month($0.month))) },
      empty: Phrase.reviewNoWords)
    if let words = focus.item(of: shown.words) {
      content.notes = desk.reviewNotes(
        [
          TextBlock(
            desk.partName(.step(words.step), in: checklist) + " · " + desk.say(Phrase.version(words.version)), .title),
          TextBlock(words.words),
        ], rows: 3)
    }
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
