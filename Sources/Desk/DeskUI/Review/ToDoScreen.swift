import Checklists
import DeskPorts
import Phrases
import Review
import TerminalUI

/// What must be looked at in all checklists: sources that are old or were never verified. Enter opens the place in the form.
struct ToDoScreen: Screen {
  var focus = Focus()
  /// The place that is being opened.
  private var opening: ReviewToDo?

  init() {}

  private func toDos(_ desk: Desk) -> [(row: ReviewRow, toDo: ReviewToDo)] {
    (desk.review.overview?.rows ?? []).flatMap { row in row.toDos.map { (row: row, toDo: $0) } }
  }

  func content(_ desk: Desk) -> ScreenContent {
    let all = toDos(desk)
    var content = ScreenContent(title: desk.say(Phrase.review) + " · " + desk.say(Phrase.reviewToDo))
    content.list = ListContent(
      Phrase.open,
      all.map { row, toDo in
        Row(
          name(row, toDo, desk), detail: desk.say(Phrase.why(toDo.why)),
          role: toDo.why == .unverified ? .caution : .text)
      }, empty: Phrase.reviewNoToDo)
    if let (row, toDo) = focus.item(of: all) {
      let why = desk.say(Phrase.why(toDo.why))
      content.notes = desk.reviewNotes(
        [
          TextBlock(name(row, toDo, desk), .title),
          TextBlock(toDo.source.isEmpty ? why : toDo.source + " · " + why),
        ], rows: 3)
    }
    return content
  }

  /// What the part says, and of which checklist it is.
  private func name(_ row: ReviewRow, _ toDo: ReviewToDo, _ desk: Desk) -> String {
    let part =
      switch toDo.part {
      case .checklist: desk.say(Phrase.reviewWholeChecklist)
      case .problem(let id): id.rawValue + " " + desk.say(toDo.name)
      case .safety, .question, .step: desk.say(toDo.name)
      }
    return part + " · " + desk.say(row.title)
  }

  /// What is to be looked at: the day of the checklist as a whole, or the source of a part.
  private func place(of toDo: ReviewToDo) -> DraftValue {
    switch (toDo.part, toDo.why) {
    case (.checklist, _): .checked
    case (_, .unverified): .sourceVerified(toDo.part)
    case (_, .old): .sourceChecked(toDo.part)
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let toDo = toDos(desk)[row].toDo
    opening = toDo
    return [.review(.loadDossier(toDo.checklist))]
  }

  /// The checklist comes first, then its draft.
  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard let toDo = opening else { return [] }
    switch reply {
    case .review(.dossier): return [.review(.loadDraft(toDo.checklist))]
    case .review(.draft):
      opening = nil
      desk.openDraft(at: toDo.part, place(of: toDo))
    default: break
    }
    return []
  }
}
