import Checklists
import Journal
import Phrases
import TerminalUI

/// Everything is answered, and the entry could not be kept so far.
struct KeepScreen: PlaceScreen {
  var focus = Focus()
  var place: Place { .keep }

  enum Action: String { case keep, undo }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [
      TextBlock(
        desk.say(desk.trouble.map(Phrase.sentence) ?? Phrase.readyToKeep), desk.trouble == nil ? .title : .caution)
    ]
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command([.enter], .keep, Phrase.keep, deliberate: true),
      Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .keep: desk.unsaved + desk.keep()
    case .undo: desk.record(.undone(at: desk.now))
    }
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
