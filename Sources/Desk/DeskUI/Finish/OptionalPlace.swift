import Checklists
import Journal
import Phrases
import TerminalUI

/// What every optional question of the finish offers beside its answers.
enum OptionalAction: String { case keepNow, undo }

/// A question of the finish that may be left out: the first row, highlighted first, does that.
protocol OptionalPlace: PlaceScreen where Action == OptionalAction {
  /// What follows from an answer, by its place among the answers; nil: it is left out.
  func answer(_ row: Int?, _ desk: Desk) -> SessionEvent
}

extension OptionalPlace {
  /// The list with the row that leaves the question out.
  func list(_ rows: [Row], _ desk: Desk) -> ListContent {
    ListContent(
      Phrase.choose, [Row(desk.say(Phrase.leaveOut), role: .muted, id: "leave-out", digit: .fixed(0))] + rows)
  }

  func commands(_ desk: Desk) -> [Command<OptionalAction>] {
    [
      Command("x", .keepNow, Phrase.keepNow, deliberate: true),
      Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo),
    ]
  }

  mutating func perform(_ action: OptionalAction, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .keepNow: desk.record(.finishedEarly(at: desk.now))
    case .undo: desk.record(.undone(at: desk.now))
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(answer(row == 0 ? nil : row - 1, desk))
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
