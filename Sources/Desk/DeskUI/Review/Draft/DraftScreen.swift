import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// The draft of a checklist, part by part.
struct DraftScreen: DraftForm {
  var focus = Focus()

  init() {}

  /// With a part highlighted.
  init(at part: VersionDiff.Part, _ desk: Desk) { focus.row = parts(desk).firstIndex(of: part) ?? 0 }

  enum Action: String { case save, up, down, rehearse, paths, versions }

  /// Parts that can be opened, in order: the whole, steps, questions, safety lines.
  private func parts(_ desk: Desk) -> [VersionDiff.Part] {
    guard let draft = desk.draft else { return [] }
    return [.checklist] + draft.steps.map { .step($0.id) } + draft.questions.map { .question($0.id) }
      + draft.safety.map { .safety($0.id) }
  }

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.review.draft, let checklist = draft.checklist else { return desk.unreadableDraft() }
    var content = desk.draftContent(desk.reviewTitle())
    let parts = parts(desk)
    content.list = ListContent(
      Phrase.open,
      parts.map { part in
        let count = desk.complaints(at: checklist.path(of: part)).count
        return Row(
          desk.partName(part, in: checklist), detail: count == 0 ? "" : desk.mark(.warning) + " \(count)",
          role: count == 0 ? .text : .caution)
      })
    let mistakes = focus.item(of: parts).map { desk.complaints(at: checklist.path(of: $0)) } ?? []
    content.notes = desk.reviewNotes(
      desk.complaintBlocks(mistakes.isEmpty ? Array(draft.complaints.prefix(1)) : mistakes)
        + [TextBlock(desk.say(Phrase.draftLies(draft.path)), .muted)], rows: 4)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let none = desk.draft == nil ? Phrase.reviewNoDraft : nil
    return [
      Command("v", .save, Phrase.reviewSave, disabled: unsavable(desk)),
      Command("l", .up, Phrase.reviewUp, disabled: none ?? unmovable(by: -1, desk)),
      Command("x", .down, Phrase.reviewDown, disabled: none ?? unmovable(by: 1, desk)),
      Command("d", .rehearse, Phrase.reviewRehearse, disabled: none),
      Command("n", .paths, Phrase.reviewPaths, disabled: none, hint: false),
      Command("b", .versions, Phrase.reviewVersions, hint: false),
    ]
  }

  private func unsavable(_ desk: Desk) -> LocalText? {
    guard let draft = desk.review.draft else { return Phrase.reviewNoDraft }
    if !draft.complaints.isEmpty { return Phrase.sentence(ReviewTrouble.mistakes(draft.complaints.count)) }
    return draft.isSaved ? Phrase.sentence(ReviewTrouble.unchanged) : nil
  }

  private func step(_ desk: Desk) -> StepID? {
    if case .step(let id)? = focus.item(of: parts(desk)) { id } else { nil }
  }

  private func unmovable(by places: Int, _ desk: Desk) -> LocalText? {
    guard let step = step(desk), var copy = desk.draft, copy.move(step, by: places) else {
      return Phrase.reviewOnlySteps
    }
    return nil
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    guard let draft = desk.review.draft else { return [] }
    switch action {
    case .save: return desk.sign(.save(draft.id, at: desk.now))
    case .up: return move(by: -1, &desk)
    case .down: return move(by: 1, &desk)
    case .rehearse: return [.review(.rehearse(draft.id))]
    case .paths: desk.navigation.push(DraftPathsScreen())
    case .versions: desk.navigation.push(VersionsScreen())
    }
    return []
  }

  /// The highlight goes with the step.
  private mutating func move(by places: Int, _ desk: inout Desk) -> [Effect] {
    guard let step = step(desk) else { return [] }
    focus.row = focus.row.map { $0 + places }
    return desk.changeDraft { $0.move(step, by: places) }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(DraftPartScreen(part: parts(desk)[row]))
    return []
  }
}
