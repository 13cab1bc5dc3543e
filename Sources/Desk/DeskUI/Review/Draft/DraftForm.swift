import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// A screen of the form in which a draft is edited. While one is in front, the draft's file is watched: a trainer may use
/// another editor beside it.
protocol DraftForm: Screen {}

extension Desk {
  /// The draft's checklist; nil where there is none, or the file cannot be understood.
  var draft: Checklist? { review.draft?.checklist }

  /// Changes the draft, on the screen and on the disk.
  mutating func changeDraft(_ change: (inout Checklist) -> Void) -> [Effect] {
    guard let before = draft else { return [] }
    var checklist = before
    change(&checklist)
    if checklist != before { review.noteDraft(before) }
    review.draft?.checklist = checklist
    return [.review(.write(checklist))]
  }

  /// Takes the last change of the draft back, on the screen and on the disk.
  mutating func undoDraft() -> [Effect] {
    guard draft != nil, let before = review.earlierDrafts.popLast() else { return [] }
    review.draft?.checklist = before
    return [.review(.write(before))]
  }

  /// Why nothing can be taken back; nil where it can.
  var nothingToUndoInDraft: LocalText? { review.earlierDrafts.isEmpty ? Phrase.draftNothingToUndo : nil }

  /// Opens the form at a part, with one of its values highlighted where one is named.
  mutating func openDraft(at part: VersionDiff.Part, _ value: DraftValue? = nil) {
    navigation.push(DraftScreen(at: part, self))
    if draft?.path(of: part) != nil { navigation.push(DraftPartScreen(part: part, at: value, self)) }
  }

  /// Looks whether another program wrote the draft's file.
  func watchDraft() -> [Effect] {
    guard let draft = review.draft, navigation.top is any DraftForm else { return [] }
    return [.review(.lookAtDraft(draft.id, stamp: draft.stamp))]
  }
}

// MARK: What the screens of the form have in common

extension Desk {
  /// Title, and how many mistakes the linter found; of the text being typed where those are given.
  func draftContent(_ words: String, complaints: [DraftComplaint]? = nil) -> ScreenContent {
    let version = draft.map { " · " + say(Phrase.version($0.version)) } ?? ""
    var content = ScreenContent(title: say(Phrase.reviewEdit) + version + " · " + words)
    guard let draft = review.draft else { return content }
    let count = (complaints ?? draft.complaints).count
    let state =
      count > 0
      ? mark(.warning) + " " + say(Phrase.mistakes(count))
      : mark(.good) + " " + say(Phrase.reviewGood) + " · "
        + say(draft.isSaved ? Phrase.reviewDraftSaved : Phrase.reviewDraftUnsaved)
    content.head = [HeadLine(state, count > 0 ? .caution : .good)]
    return content
  }

  /// In place of the form where the draft's file cannot be understood.
  func unreadableDraft() -> ScreenContent {
    var content = draftContent(review.dossier.map { say($0.checklist.title) } ?? "")
    guard let draft = review.draft else { return content }
    content.texts =
      [
        TextBlock(say(Phrase.reviewUnreadableDraft), .caution), TextBlock(say(Phrase.draftLies(draft.path)), .muted),
      ] + draft.complaints.map { TextBlock(placed($0)) }
    return content
  }

  /// Mistakes at a value and within it; at the root, those of the checklist as a whole.
  func complaints(at path: SchemaPath?, among all: [DraftComplaint]? = nil) -> [DraftComplaint] {
    guard let path else { return [] }
    let all = all ?? review.draft?.complaints ?? []
    guard path == .root else { return all.filter { $0.path.map(path.contains) ?? false } }
    let lists = ["safety", "questions", "steps", "problems"].map { SchemaPath.root / $0 }
    return all.filter { complaint in
      complaint.path.map { path in !lists.contains { $0 != path && $0.contains(path) } } ?? false
    }
  }

  func complaintBlocks(_ complaints: [DraftComplaint]) -> [TextBlock] {
    complaints.map { TextBlock(mark(.warning) + " " + placed($0), .caution) }
  }

  /// A complaint behind its line in the file, where it lies in one.
  private func placed(_ complaint: DraftComplaint) -> String {
    guard let line = complaint.line, let column = complaint.column else { return say(complaint.words) }
    return say(Phrase.atLine(line, column)) + ": " + say(complaint.words)
  }

  /// A list of which rows are ticked off, with the first mistake below it.
  func tickContent(_ part: VersionDiff.Part, _ list: ListContent) -> ScreenContent {
    guard let draft else { return unreadableDraft() }
    var content = draftContent(partName(part, in: draft))
    content.list = list
    content.notes = reviewNotes(complaintBlocks(Array(review.draft?.complaints.prefix(1) ?? [])), rows: 1)
    return content
  }

  /// The sign in front of a row that is ticked, or is not.
  func tick(_ isTicked: Bool) -> String { mark(isTicked ? .done : .open) + " " }
}
