import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// With which answers to a question a step belongs to the walk.
struct BranchAnswersScreen: DraftForm {
  var focus = Focus()
  let step: StepID
  let question: QuestionID

  func content(_ desk: Desk) -> ScreenContent {
    let chosen = desk.draft?.step(step)?.when.clauses.first { $0.question == question }?.answers ?? []
    return desk.tickContent(
      step,
      ListContent(
        Phrase.reviewToggle,
        answers(desk).map {
          Row(desk.tick(chosen.contains($0.id)) + desk.say($0.text), id: $0.id.rawValue)
        }))
  }

  private func answers(_ desk: Desk) -> [Answer] { desk.draft?.question(question)?.answers ?? [] }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let answer = answers(desk)[row].id
    return desk.changeDraft { $0.toggle(answer, of: question, at: step) }
  }
}
