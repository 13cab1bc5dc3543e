import Checklists
import DeskPorts
import Phrases
import Review
import TerminalUI

/// What must be looked at in all checklists: sources that are old or were never verified.
struct ToDoScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    let all = (desk.review.overview?.rows ?? []).flatMap { row in row.toDos.map { (row: row, toDo: $0) } }
    var content = ScreenContent(title: desk.say(Phrase.review) + " · " + desk.say(Phrase.reviewToDo))
    content.list = ListContent(
      Phrase.out,
      all.map { row, toDo in
        Row(
          desk.say(row.title) + " · " + desk.partName(toDo.part, in: nil), detail: desk.say(Phrase.why(toDo.why)),
          role: toDo.why == .unverified ? .caution : .text)
      }, empty: Phrase.reviewNoToDo)
    if let (row, toDo) = focus.item(of: all) {
      let why = desk.say(Phrase.why(toDo.why))
      content.notes = desk.reviewNotes(
        [
          TextBlock(desk.say(row.title) + " · " + desk.partName(toDo.part, in: nil), .title),
          TextBlock(toDo.source.isEmpty ? why : toDo.source + " · " + why),
        ], rows: 3)
    }
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
