import Checklists
import Journal
import Phrases
import TerminalUI

/// Why a step is skipped.
struct SkipScreen: Screen {
  var focus = Focus()
  let step: StepID

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.whySkip), .title)]
    content.list = ListContent(
      Phrase.choose, SkipReason.allCases.map { Row(desk.say(Phrase.reason($0)), id: $0.rawValue) })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(.stepSkipped(step, SkipReason.allCases[row], at: desk.now))
  }
}
