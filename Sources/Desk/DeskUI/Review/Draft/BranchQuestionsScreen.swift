import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// When a step or question belongs to the walk: the questions on whose answers that hangs.
struct BranchQuestionsScreen: DraftForm {
  var focus = Focus()
  let part: VersionDiff.Part

  func content(_ desk: Desk) -> ScreenContent {
    let clauses = desk.draft?.condition(of: part)?.clauses ?? []
    return desk.tickContent(
      part,
      ListContent(
        Phrase.open,
        questions(desk).map { question in
          let count = clauses.first { $0.question == question.id }?.answers.count ?? 0
          return Row(
            desk.tick(count > 0) + desk.say(question.text),
            detail: count > 0 ? "\(count)/\(question.answers.count)" : desk.say(Phrase.reviewAlways),
            id: question.id.rawValue)
        }, empty: Phrase.nothingFound))
  }

  private func questions(_ desk: Desk) -> [Question] { desk.draft?.questions(before: part) ?? [] }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(BranchAnswersScreen(part: part, question: questions(desk)[row].id))
    return []
  }
}
