import Checklists
import Journal
import Phrases
import TerminalUI

/// The petition in a few words.
struct PetitionScreen: PlaceScreen {
  var focus: Focus
  var place: Place { .petition }

  init(_ text: String) { focus = Focus(text) }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.writePetition), .title), TextBlock(desk.say(Phrase.noNumbers), .muted)]
    content.field = FieldContent(.words)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.confirm)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit: desk.record(.petitionWritten(focus.words, at: desk.now))
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .petition) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
