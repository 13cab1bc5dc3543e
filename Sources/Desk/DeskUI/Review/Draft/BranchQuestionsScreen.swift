import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// When a step belongs to the walk: the questions on whose answers that hangs.
struct BranchQuestionsScreen: DraftForm {
  var focus = Focus()
  let step: StepID

  func content(_ desk: Desk) -> ScreenContent {
    let clauses = desk.draft?.step(step)?.when.clauses ?? []
    return desk.tickContent(
      step,
      ListContent(
        Phrase.open,
        (desk.draft?.questions ?? []).map { question in
          let count = clauses.first { $0.question == question.id }?.answers.count ?? 0
          return Row(
            desk.tick(count > 0) + desk.say(question.text),
            detail: count > 0 ? "\(count)/\(question.answers.count)" : desk.say(Phrase.reviewAlways),
            id: question.id.rawValue)
        }))
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    if let question = desk.draft?.questions[row].id {
      desk.navigation.push(BranchAnswersScreen(step: step, question: question))
    }
    return []
  }
}
