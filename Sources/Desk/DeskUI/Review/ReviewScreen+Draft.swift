import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// One line of the form for a part of the draft.
enum FormRow: Equatable {
  case text(DraftPlace)
  /// In which cases the step belongs to the walk.
  case branch(StepID)
  case problems(StepID)
}

/// The draft in the form on the screen.
extension Desk {
  /// The draft's checklist; nil where the file cannot be understood.
  var draft: Checklist? { review.draft?.checklist }

  /// Parts of the draft that can be opened, in order: the whole, safety lines, questions, steps.
  var draftParts: [VersionDiff.Part] {
    guard let draft else { return [] }
    return [.checklist] + draft.steps.map { .step($0.id) } + draft.questions.map { .question($0.id) }
      + draft.safety.map { .safety($0.id) }
  }

  func formRows(_ part: VersionDiff.Part) -> [FormRow] {
    guard let draft else { return [] }
    let texts = draft.places(of: part).map(FormRow.text)
    if case .step(let id) = part { return texts + [.branch(id), .problems(id)] }
    return texts
  }

  /// Mistakes at a part or text, by the path in the file.
  func complaints(at path: SchemaPath?) -> [DraftComplaint] {
    guard let path else { return [] }
    let all = review.typedComplaints ?? review.draft?.complaints ?? []
    if path == .root {
      let lists = ["safety", "questions", "steps", "problems"].map { SchemaPath.root / $0 }
      return all.filter { complaint in
        complaint.path.map { path in !lists.contains { $0 != path && $0.contains(path) } } ?? false
      }
    }
    return all.filter { $0.path.map(path.contains) ?? false }
  }

  func draftBindings(_ screen: ReviewScreen) -> [Binding] {
    let none = draft == nil ? Phrase.reviewNoDraft : nil
    switch screen.page {
    case .draft:
      return [
        Binding([.enter], .choose, Phrase.open, disabled: none),
        Binding("v", .review(.save), Phrase.reviewSave, disabled: unsavable),
        Binding("l", .review(.up), Phrase.reviewUp, disabled: unmovable(screen, by: -1)),
        Binding("x", .review(.down), Phrase.reviewDown, disabled: unmovable(screen, by: 1)),
        Binding("d", .review(.rehearse), Phrase.reviewRehearse, disabled: none),
        Binding("n", .review(.paths), Phrase.reviewPaths, disabled: none, hint: false),
        Binding("b", .review(.versions), Phrase.reviewVersions, hint: false),
      ]
    case .part(let part):
      return [
        Binding([.enter], .choose, Phrase.reviewEdit, disabled: none),
        Binding(
          "t", .review(.addLine), Phrase.reviewAddLine,
          disabled: place(screen, part).map(lineKind) ?? Phrase.reviewNotALine),
        Binding(
          "x", .review(.removeLine), Phrase.reviewRemoveLine,
          disabled: place(screen, part).map(unremovable) ?? Phrase.reviewNotALine),
      ]
    case .text: return [Binding([.enter], .submit, Phrase.reviewAccept)]
    case .questions: return [Binding([.enter], .choose, Phrase.open, disabled: none)]
    case .answers: return [Binding([.enter], .choose, Phrase.reviewToggle, disabled: none)]
    case .problems:
      return [
        Binding([.enter], .choose, Phrase.reviewToggle, disabled: none),
        Binding("t", .review(.newProblem), Phrase.reviewNewProblem, disabled: none),
        Binding(
          "s", .review(.editProblem), Phrase.reviewEditProblem,
          disabled: none ?? (draft?.problems.isEmpty == true ? Phrase.nothingFound : nil)),
      ]
    default: return [Binding([.enter], .out, Phrase.out)]
    }
  }

  private var unsavable: LocalText? {
    guard let draft = review.draft else { return Phrase.reviewNoDraft }
    if !draft.complaints.isEmpty { return sentence(ReviewTrouble.mistakes(draft.complaints.count)) }
    return draft.isSaved ? sentence(ReviewTrouble.unchanged) : nil
  }

  private func unmovable(_ screen: ReviewScreen, by places: Int) -> LocalText? {
    guard draft != nil else { return Phrase.reviewNoDraft }
    guard draftParts.indices.contains(screen.selection), case .step(let id) = draftParts[screen.selection],
      var copy = draft, copy.move(id, by: places)
    else { return Phrase.reviewOnlySteps }
    return nil
  }

  private func place(_ screen: ReviewScreen, _ part: VersionDiff.Part) -> DraftPlace? {
    let rows = formRows(part)
    guard rows.indices.contains(screen.selection), case .text(let place) = rows[screen.selection] else { return nil }
    return place
  }

  /// Nil where lines like this one can be added.
  private func lineKind(_ place: DraftPlace) -> LocalText? {
    draft?.placeOfNewLine(in: place) == nil ? Phrase.reviewNotALine : nil
  }

  private func unremovable(_ place: DraftPlace) -> LocalText? {
    lineKind(place) ?? (draft?.canRemoveLine(at: place) == true ? nil : Phrase.reviewLastLine)
  }

  mutating func chosenInDraft(_ screen: ReviewScreen) -> [Effect] {
    guard let draft else { return [] }
    switch screen.page {
    case .draft:
      if draftParts.indices.contains(screen.selection) { push(.part(draftParts[screen.selection])) }
    case .part(let part):
      let rows = formRows(part)
      guard rows.indices.contains(screen.selection) else { return [] }
      switch rows[screen.selection] {
      case .text(let place): return edit(place)
      case .branch(let id): push(.questions(id))
      case .problems(let id): push(.problems(id))
      }
    case .questions(let step):
      if draft.questions.indices.contains(screen.selection) {
        push(.answers(step, draft.questions[screen.selection].id))
      }
    case .answers(let step, let question):
      guard let answers = draft.question(question)?.answers, answers.indices.contains(screen.selection) else {
        return []
      }
      return change { $0.toggle(answers[screen.selection].id, of: question, at: step) }
    case .problems(let step):
      guard draft.problems.indices.contains(screen.selection) else { return [] }
      return change { $0.toggle(draft.problems[screen.selection].id, at: step) }
    default: break
    }
    return []
  }

  mutating func performDraft(_ act: ReviewAct, _ screen: ReviewScreen) -> [Effect] {
    guard let draft = review.draft, let checklist = draft.checklist else { return [] }
    switch act {
    case .up, .down: return moveStep(screen, by: act == .up ? -1 : 1)
    case .save: return sign(.save(draft.id, at: now))
    case .paths: push(.paths)
    case .rehearse: return [.review(.rehearse(draft.id))]
    case .addLine, .removeLine: return changeLines(act, screen)
    case .newProblem:
      guard case .problems(let step) = screen.page else { return [] }
      var changed = checklist
      let id = changed.addProblem(at: step)
      review.draft?.checklist = changed
      push(.part(.problem(id)))
      return [.review(.write(changed))]
    case .editProblem:
      if checklist.problems.indices.contains(screen.selection) {
        push(.part(.problem(checklist.problems[screen.selection].id)))
      }
    default: break
    }
    return []
  }

  private mutating func moveStep(_ before: ReviewScreen, by places: Int) -> [Effect] {
    guard draftParts.indices.contains(before.selection), case .step(let id) = draftParts[before.selection] else {
      return []
    }
    var screen = before
    screen.selection += places
    replaceTop(.review(screen))
    return change { $0.move(id, by: places) }
  }

  private mutating func changeLines(_ act: ReviewAct, _ before: ReviewScreen) -> [Effect] {
    guard case .part(let part) = before.page, let place = place(before, part) else { return [] }
    if act == .removeLine {
      var screen = before
      screen.selection = max(0, before.selection - 1)
      replaceTop(.review(screen))
      return change { $0.removeLine(at: place) }
    }
    return draft?.placeOfNewLine(in: place).map { edit($0) } ?? []
  }

  /// Opens a text for typing, Vietnamese first.
  private mutating func edit(_ place: DraftPlace) -> [Effect] {
    push(.text(place, .vietnamese), field: EditedText(draft?.text(at: place)?.vi ?? ""))
    return []
  }

  /// Changes the draft, on the screen and on the disk.
  mutating func change(_ change: (inout Checklist) -> Void) -> [Effect] {
    guard var checklist = draft else { return [] }
    change(&checklist)
    review.draft?.checklist = checklist
    return [.review(.write(checklist))]
  }

  /// The linter looks at the text as it stands in the field, with the next tick: reading a whole checklist takes longer
  /// than a key may.
  mutating func checkTyped() -> [Effect] {
    guard review.isUnchecked, case .review(let screen) = screens.last,
      case .text(let place, let language) = screen.page,
      var checklist = draft
    else { return [] }
    review.isUnchecked = false
    checklist.put(with(screen.field.text, in: language, of: checklist.text(at: place)), at: place)
    return [.review(.check(checklist))]
  }

  /// Enter: the Vietnamese form is taken, then the English one.
  mutating func typed(_ words: String, at place: DraftPlace, _ language: Language) -> [Effect] {
    let text = with(trimmed(words), in: language, of: draft?.text(at: place))
    let effects = change { $0.put(text, at: place) }
    review.typedComplaints = nil
    review.isUnchecked = false
    screens.removeLast()
    if language == .vietnamese { push(.text(place, .english), field: EditedText(text.en)) }
    return effects
  }

  private func with(_ words: String, in language: Language, of text: LocalText?) -> LocalText {
    var text = text ?? LocalText("", "")
    if language == .vietnamese { text.vi = words } else { text.en = words }
    return text
  }

  /// Puts the text that a comment proposes into the draft; where no draft is open, one is opened first.
  mutating func takeProposal(_ comment: ReviewComment) -> [Effect] {
    guard let proposal = comment.proposal, let step = comment.step,
      let place = StepText(word: proposal.place)
    else { return [] }
    guard draft != nil else {
      guard let id = review.dossier?.checklist.id else { return [] }
      review.proposal = comment
      return [.review(.loadDraft(id))]
    }
    review.proposal = nil
    let effects = change { $0.put(proposal.text, at: DraftPlace(.step(step), .step(place))) }
    push(.draft, selection: draftParts.firstIndex(of: .step(step)) ?? 0)
    push(.part(.step(step)))
    return effects
  }
}
