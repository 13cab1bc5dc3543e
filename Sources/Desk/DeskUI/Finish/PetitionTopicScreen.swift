import Checklists
import Journal
import Phrases
import TerminalUI

/// Whether the citizen wants to report something, and about what.
struct PetitionTopicScreen: OptionalPlace {
  typealias Action = OptionalAction
  var focus = Focus()
  var place: Place { .petitionTopic }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.askPetition), .say)]
    content.list = list(PetitionTopic.allCases.map { Row(desk.say(Phrase.topic($0)), id: $0.rawValue) }, desk)
    return content
  }

  func answer(_ row: Int?, _ desk: Desk) -> SessionEvent {
    .petitionTopicChosen(row.map { PetitionTopic.allCases[$0] }, at: desk.now)
  }
}
