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

  enum Action: String { case save, add, duplicate, remove, undo, up, down, rehearse, paths, versions }

  /// Parts that can be opened, in order: the whole, steps, questions, safety lines, problems.
  private func parts(_ desk: Desk) -> [VersionDiff.Part] {
    guard let draft = desk.draft else { return [] }
    return [.checklist] + draft.steps.map { .step($0.id) } + draft.questions.map { .question($0.id) }
      + draft.safety.map { .safety($0.id) } + draft.problems.map { .problem($0.id) }
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
          role: count == 0 ? .text : .caution, digit: digit(of: part, in: checklist))
      })
    let mistakes = focus.item(of: parts).map { desk.complaints(at: checklist.path(of: $0)) } ?? []
    content.notes = desk.reviewNotes(
      desk.complaintBlocks(mistakes.isEmpty ? Array(draft.complaints.prefix(1)) : mistakes)
        + [TextBlock(desk.say(Phrase.draftLies(draft.path)), .muted)], rows: 4)
    return content
  }

  /// The digit of a step is its number, so that the two do not contradict each other.
  private func digit(of part: VersionDiff.Part, in checklist: Checklist) -> Row.Digit {
    guard case .step(let id) = part, let at = checklist.steps.firstIndex(where: { $0.id == id }), at < 9 else {
      return .none
    }
    return .fixed(at + 1)
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let none = desk.draft == nil ? Phrase.reviewNoDraft : nil
    return [
      Command("v", .save, Phrase.reviewSave, disabled: unsavable(desk)),
      Command("t", .add, Phrase.draftAdd, disabled: none),
      Command("k", .duplicate, Phrase.draftDuplicate, disabled: none ?? onlyParts(desk)),
      Command([.delete, .character("g")], .remove, Phrase.draftRemove, disabled: none ?? unremovable(desk)),
      Command("u", .undo, Phrase.draftUndo, disabled: none ?? desk.nothingToUndoInDraft),
      Command("l", .up, Phrase.reviewUp, disabled: none ?? unmovable(by: -1, desk), hint: false),
      Command("x", .down, Phrase.reviewDown, disabled: none ?? unmovable(by: 1, desk), hint: false),
      Command("d", .rehearse, Phrase.reviewRehearse, disabled: none, hint: false),
      Command("n", .paths, Phrase.reviewPaths, disabled: none, hint: false),
      Command("b", .versions, Phrase.reviewVersions, hint: false),
    ]
  }

  private func unsavable(_ desk: Desk) -> LocalText? {
    guard let draft = desk.review.draft else { return Phrase.reviewNoDraft }
    if !draft.complaints.isEmpty { return Phrase.sentence(ReviewTrouble.mistakes(draft.complaints.count)) }
    return draft.isSaved ? Phrase.sentence(ReviewTrouble.unchanged) : nil
  }

  /// The highlighted part; nil where that is the checklist as a whole.
  private func part(_ desk: Desk) -> VersionDiff.Part? {
    let part = focus.item(of: parts(desk))
    return part == .checklist ? nil : part
  }

  private func onlyParts(_ desk: Desk) -> LocalText? { part(desk) == nil ? Phrase.draftOnlyParts : nil }

  private func unremovable(_ desk: Desk) -> LocalText? {
    guard let part = part(desk) else { return Phrase.draftOnlyParts }
    return desk.draft?.refusal(toRemove: part).map(Phrase.draftRefused)
  }

  private func unmovable(by places: Int, _ desk: Desk) -> LocalText? {
    guard let part = part(desk), var copy = desk.draft else { return Phrase.draftOnlyParts }
    return copy.move(part, by: places) ? nil : Phrase.draftNoFurtherPlace
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    guard let draft = desk.review.draft else { return [] }
    switch action {
    case .save: return desk.sign(.save(draft.id, at: desk.now))
    case .add: return add(&desk) { [part = focus.item(of: parts(desk)) ?? .checklist] in $0.addPart(after: part) }
    case .duplicate: return add(&desk) { [part = part(desk)] draft in part.flatMap { draft.duplicate($0) } }
    case .remove:
      guard let part = part(desk) else { return [] }
      desk.tell(Phrase.draftRemoved)
      return desk.changeDraft { $0.remove(part) }
    case .undo: return desk.undoDraft()
    case .up: return move(by: -1, &desk)
    case .down: return move(by: 1, &desk)
    case .rehearse: return [.review(.rehearse(draft.id))]
    case .paths: desk.navigation.push(DraftPathsScreen())
    case .versions: desk.navigation.push(VersionsScreen())
    }
    return []
  }

  /// A part comes, is highlighted, and opened.
  private mutating func add(_ desk: inout Desk, _ make: (inout Checklist) -> VersionDiff.Part?) -> [Effect] {
    var made: VersionDiff.Part?
    let effects = desk.changeDraft { made = make(&$0) }
    guard let made else { return [] }
    focus.row = parts(desk).firstIndex(of: made) ?? focus.row
    desk.navigation.push(DraftPartScreen(part: made))
    return effects
  }

  /// The highlight goes with the part.
  private mutating func move(by places: Int, _ desk: inout Desk) -> [Effect] {
    guard let part = part(desk) else { return [] }
    let effects = desk.changeDraft { $0.move(part, by: places) }
    focus.row = parts(desk).firstIndex(of: part) ?? focus.row
    return effects
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(DraftPartScreen(part: parts(desk)[row]))
    return []
  }
}
