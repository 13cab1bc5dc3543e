import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// With which answers to a question a step, or another question, belongs to the walk.
struct BranchAnswersScreen: DraftForm {
  var focus = Focus()
  let part: VersionDiff.Part
  let question: QuestionID

  func content(_ desk: Desk) -> ScreenContent {
    let clauses = desk.draft?.condition(of: part)?.clauses ?? []
    let chosen = clauses.first { $0.question == question }?.answers ?? []
    return desk.tickContent(
      part,
      ListContent(
        Phrase.reviewToggle,
        answers(desk).map {
          Row(desk.tick(chosen.contains($0.id)) + desk.say($0.text), id: $0.id.rawValue)
        }))
  }

  private func answers(_ desk: Desk) -> [Answer] { desk.draft?.question(question)?.answers ?? [] }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let answer = answers(desk)[row].id
    return desk.changeDraft { $0.toggle(answer, of: question, at: part) }
  }
}
