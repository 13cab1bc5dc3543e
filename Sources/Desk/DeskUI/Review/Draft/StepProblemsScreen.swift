import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// The known problems of a step.
struct StepProblemsScreen: DraftForm {
  var focus = Focus()
  let step: StepID

  enum Action: String { case newProblem, editProblem }

  func content(_ desk: Desk) -> ScreenContent {
    let known = desk.draft?.step(step)?.problems ?? []
    return desk.tickContent(
      .step(step),
      ListContent(
        Phrase.reviewToggle,
        (desk.draft?.problems ?? []).map {
          Row(desk.tick(known.contains($0.id)) + desk.say($0.symptom), detail: $0.id.rawValue, id: $0.id.rawValue)
        }, empty: Phrase.nothingFound))
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let none = desk.draft == nil ? Phrase.reviewNoDraft : nil
    return [
      Command("t", .newProblem, Phrase.reviewNewProblem, disabled: none),
      Command(
        "s", .editProblem, Phrase.reviewEditProblem,
        disabled: none ?? (desk.draft?.problems.isEmpty == true ? Phrase.nothingFound : nil)),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .newProblem:
      var added: ProblemID?
      let effects = desk.changeDraft { added = $0.addProblem(at: step) }
      if let added { desk.navigation.push(DraftPartScreen(part: .problem(added))) }
      return effects
    case .editProblem:
      if let problem = focus.item(of: desk.draft?.problems ?? []) {
        desk.navigation.push(DraftPartScreen(part: .problem(problem.id)))
      }
      return []
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.changeDraft { $0.toggle($0.problems[row].id, at: step) }
  }
}
