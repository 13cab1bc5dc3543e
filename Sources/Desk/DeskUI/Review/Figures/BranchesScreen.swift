import DeskPorts
import Phrases
import Statistics
import TerminalUI

/// How many sessions took each branch of a checklist.
struct BranchesScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewBranches))
    guard let shown = desk.review.shown, let checklist = desk.review.dossier?.checklist else { return content }
    content.head = [HeadLine(desk.say(desk.sourceName(shown.source)) + " · " + desk.filterWords)]
    let branches = shown.report.branches
    let total = max(1, shown.report.sessions.shown ?? 0)
    content.list = ListContent(
      Phrase.out,
      branches.map { branch, sessions in
        Row(
          desk.branchLine(desk.branchWords(branch, checklist)),
          detail: "\(Numbers.text(sessions, desk.language)) · \(Phrase.percent(Double(sessions) / Double(total))) %")
      }, empty: Phrase.reviewNoBranches)
    var blocks: [TextBlock] = []
    if let (branch, _) = focus.item(of: branches) {
      blocks.append(TextBlock(desk.branchWords(branch, checklist).joined(separator: " > ")))
    }
    if shown.report.rareBranches > 0 {
      blocks.append(TextBlock(desk.say(Phrase.rareBranches(shown.report.rareBranches)), .muted))
    }
    content.notes = desk.reviewNotes(blocks, rows: 3)
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] { left(&desk) }
}
