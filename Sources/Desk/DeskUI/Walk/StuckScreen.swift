import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

/// Searching the known problems: those of the step first.
struct StuckScreen: Screen {
  var focus: Focus
  let step: StepID
  private let searched = SearchedItems()

  init(step: StepID, _ text: String = "") {
    self.step = step
    focus = Focus(text)
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.whatHappened), .title)]
    content.field = FieldContent(.filter)
    content.list = ListContent(
      Phrase.choose,
      problems(desk).map { Row(desk.say($0.symptom), detail: $0.id.rawValue, id: $0.id.rawValue) }
        + [Row(desk.say(Phrase.notInList), role: .accent, id: "write")])
    return content
  }

  /// The problems that match what was typed, the best first; among equals those of this step.
  private func problems(_ desk: Desk) -> [Problem] {
    guard let checklist = desk.live?.checklist else { return [] }
    let first = checklist.step(step)?.problems ?? []
    let ordered = first.compactMap(checklist.problem) + checklist.problems.filter { !first.contains($0.id) }
    return searched.filtered(ordered, Search(focus.field.text)) {
      SearchItem($0.symptom.vi, $0.symptom.en, notes: [$0.id.rawValue])
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let problems = problems(desk)
    if row < problems.count {
      desk.navigation.push(FixScreen(step: step, problem: problems[row].id))
    } else {
      desk.navigation.push(WriteScreen(step: step, focus.words))
    }
    return []
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] { desk.recordTyped(focus.field.text, for: .problem(step)) }
  mutating func left(_ desk: inout Desk) -> [Effect] { desk.leaveField() }
}
