import Checklists
import Journal
import Phrases
import TerminalUI

/// The citizen's age, in wide bands.
struct AgeScreen: OptionalPlace {
  typealias Action = OptionalAction
  var focus = Focus()
  var place: Place { .age }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askAge), .say)]
    content.list = list(AgeBand.allCases.map { Row(desk.say(Phrase.age($0)), id: $0.rawValue) }, desk)
    return content
  }

  func answer(_ row: Int?, _ desk: Desk) -> SessionEvent { .ageGiven(row.map { AgeBand.allCases[$0] }, at: desk.now) }
}
