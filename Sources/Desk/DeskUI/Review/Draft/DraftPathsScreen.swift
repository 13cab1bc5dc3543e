import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// Every branch of the draft, walked by the program itself.
struct DraftPathsScreen: DraftForm {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.draft else { return desk.unreadableDraft() }
    let all = AllPaths(draft)
    var content = ScreenContent(title: desk.say(Phrase.reviewPaths) + " · " + desk.say(draft.title))
    let count = desk.say(Phrase.pathCount(all.paths.count))
    content.head = [
      all.complaints.isEmpty
        ? HeadLine(count, .good)
        : HeadLine(
          count + " · " + desk.mark(.warning) + " " + desk.say(Phrase.mistakes(all.complaints.count)), .caution)
    ]
    content.list = ListContent(
      Phrase.out,
      all.paths.map { path in
        let answers = path.answers.map { chosen in
          draft.question(chosen.question)?.answers.first { $0.id == chosen.answer }.map { desk.say($0.text) }
            ?? chosen.answer.rawValue
        }
        return Row(
          desk.branchLine(answers),
          detail: desk.say(Phrase.pathFacts(steps: path.steps.count, seconds: path.expectedSeconds)))
      })
    var blocks = all.complaints.map {
      TextBlock(desk.mark(.warning) + " " + desk.say(Phrase.complaint($0)), .caution)
    }
    if let path = focus.item(of: all.paths) {
      let steps = path.steps.compactMap { draft.step($0).map { desk.say($0.title) } }
      blocks.append(TextBlock(desk.say(Phrase.reviewStepsOfPath) + ": " + steps.joined(separator: ", ")))
      let outcome = desk.say(Phrase.outcomeLabel) + ": " + desk.say(Phrase.outcome(path.outcome))
      blocks.append(TextBlock(outcome, .muted))
    }
    content.notes = desk.reviewNotes(blocks, rows: desk.size.rows >= 24 ? 7 : 5)
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
