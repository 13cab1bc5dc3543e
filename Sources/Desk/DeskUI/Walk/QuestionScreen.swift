import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// A question of the checklist: its answer decides which steps follow.
struct QuestionScreen: PlaceScreen {
  var focus = Focus()
  let id: QuestionID
  var place: Place { .question(id) }

  enum Action: String { case undo, back, aside, finish, cancel }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    guard let question = desk.live?.checklist.question(id) else { return content }
    content.texts = [TextBlock(desk.say(question.text), .say)]
    content.list = ListContent(
      Phrase.choose, question.answers.map { Row(desk.say($0.text), id: $0.id.rawValue) })
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo),
      Command([.character("l"), .left], .back, Phrase.back), Command("c", .aside, Phrase.putAside),
      Command("f", .finish, Phrase.finish, hint: false), Command("z", .cancel, Phrase.cancelSession, hint: false),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .undo: return desk.record(.undone(at: desk.now))
    case .back: return desk.record(.wentBack(at: desk.now))
    case .finish: return desk.record(.finishBegan(at: desk.now))
    case .cancel:
      desk.navigation.push(CancelScreen())
      return []
    case .aside:
      desk.navigation.push(AsideScreen(desk.live?.session.nickname ?? ""))
      return []
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard let answers = desk.live?.checklist.question(id)?.answers, answers.indices.contains(row) else { return [] }
    return desk.record(.answered(id, answers[row].id, at: desk.now))
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.putAside(as: desk.live?.session.nickname ?? "") }
}

extension Desk {
  /// Why there is nothing to undo; nil where there is.
  var nothingToUndo: LocalText? { live?.history.canUndo == true ? nil : Phrase.nothingToUndo }
}
