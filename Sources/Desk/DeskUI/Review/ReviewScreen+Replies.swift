public import Checklists
public import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

extension Desk {
  /// What an effect of the review brought back.
  mutating func reviewReplied(_ reply: ReviewReply) -> [Effect] {
    switch reply {
    case .overview(let overview):
      review.overview = overview
      review.trouble = nil
      review.hasKeys = !overview.keys.isEmpty
      return review.figures.isEmpty ? loadFigures() : []
    case .counted(let left): return counted(left)
    case .dossier(let dossier): return took(dossier)
    case .figures(let figures, let id): took(figures, of: id)
    case .compared(let old, let new): return compared(old, new)
    case .draft(let draft): return took(draft)
    case .checked(let complaints): if case .text = reviewPage { review.typedComplaints = complaints }
    case .saved:
      tell(Phrase.reviewSaved)
      guard let id = review.draft?.id else { return [] }
      return [.review(.loadDossier(id)), .review(.loadDraft(id))]
    case .unlocked(let name): return unlocked(name)
    case .taken(let event):
      if let words = words(for: event) { tell(words) }
      return reloadDossier()
    case .published(_, let publication):
      tell(words(for: publication))
      return reloadDossier()
    case .rehearsing(let opening, let opened): return rehearsing(opening, opened)
    case .notOpened(let problem): warn(Phrase.sentence(problem))
    case .failed(let effect, let trouble): return reviewFailed(effect, trouble)
    }
    return []
  }

  /// Something of the review could not be done.
  private mutating func reviewFailed(_ effect: ReviewEffect, _ trouble: ReviewTrouble) -> [Effect] {
    if trouble == .locked {
      review.signer = nil
      return sign(effect)
    }
    switch effect {
    case .loadOverview: review.trouble = trouble
    case .catchUp:
      review.left = nil
      review.trouble = trouble
    case .unlock(let key, _):
      warn(sentence(trouble))
      if case .passphrase = reviewPage { replaceTop(.review(ReviewScreen(page: .passphrase(key)))) }
    case .loadFigures(let source, let id, let filter):
      guard id == review.dossier?.checklist.id, filter == review.filter else { return [] }
      review.figures[source] = nil
      review.figureTroubles[source] = trouble
    case .check: break
    case .loadDossier, .compare, .loadDraft, .lookAtDraft, .write, .save, .lock, .take, .publish, .rehearse:
      warn(sentence(trouble))
    }
    return []
  }

  /// When the last entry is counted, everything is asked anew.
  private mutating func counted(_ left: Int) -> [Effect] {
    let before = review.left
    review.left = left
    guard left == 0, before != 0 else { return [] }
    return [.review(.loadOverview(at: now))] + loadFigures()
  }

  private func reloadDossier() -> [Effect] {
    review.dossier.map { [.review(.loadDossier($0.checklist.id))] } ?? []
  }

  private mutating func took(_ dossier: ReviewDossier) -> [Effect] {
    let isNew = review.dossier?.checklist.id != dossier.checklist.id
    review.dossier = dossier
    guard isNew, reviewPage == .overview else { return [] }
    review.figures = [:]
    review.choicesOf = [:]
    review.filter = FigureFilter()
    push(.inside)
    return loadFigures()
  }

  private mutating func took(_ figures: ReviewFigures, of id: ChecklistID) {
    guard id == review.dossier?.checklist.id else { return }
    if figures.filter == review.filter {
      review.figures[figures.source] = figures
      review.choicesOf[figures.source] = figures.choices
    }
    if figures.filter == FigureFilter(version: review.compared?.old.version) {
      review.compared?.figures[figures.source] = figures.report
    }
  }

  private mutating func compared(_ old: Checklist, _ new: Checklist) -> [Effect] {
    guard case .review(let screen) = screens.last, screen.page == .versions, let version = version(at: screen),
      let former = former(of: version)
    else { return [] }
    review.compared = ReviewDesk.Compared(old: old, new: new, diff: VersionDiff(from: old, to: new))
    push(.compare(old: former, new: version.id))
    return (review.overview?.sources ?? []).map {
      .review(.loadFigures($0, old.id, FigureFilter(version: old.version)))
    }
  }

  private mutating func took(_ draft: ReviewDraft) -> [Effect] {
    let before = review.draft
    review.draft = draft
    switch reviewPage {
    case .inside: push(.draft)
    case .step(let step):
      push(.draft, selection: draftParts.firstIndex(of: .step(step)) ?? 0)
      if draft.checklist?.step(step) != nil { push(.part(.step(step))) }
    case .comments:
      if let comment = review.proposal { return takeProposal(comment) }
    case .draft, .part, .paths, .questions, .answers, .problems:
      // Another program wrote it: what the form itself wrote comes back as it was.
      if let before, before.stamp != draft.stamp, before.checklist != draft.checklist { tell(Phrase.reviewReloaded) }
      keepSelection()
    default: break
    }
    return []
  }

  /// A list that became shorter keeps its selection within.
  private mutating func keepSelection() {
    guard case .review(var screen) = screens.last, let list = reviewList(screen), list.count > 0,
      screen.selection >= list.count
    else { return }
    screen.selection = list.count - 1
    replaceTop(.review(screen))
  }

  /// The key is open: what waited for it is done.
  private mutating func unlocked(_ name: String) -> [Effect] {
    review.signer = name
    if case .passphrase = reviewPage { screens.removeLast() }
    tell(Phrase.signsAs(name))
    guard let pending = review.pending else { return [] }
    review.pending = nil
    return [.review(pending)]
  }

  private func words(for event: ReviewEvent) -> LocalText? {
    switch event {
    case .commented: Phrase.reviewCommented
    case .reviewAsked: Phrase.reviewAsked
    case .approved: Phrase.reviewApproved
    case .sentBack: Phrase.reviewSentBack
    case .saved: Phrase.reviewSaved
    case .resolved, .reopened, .published, .retired: nil
    }
  }

  private func words(for publication: Publication) -> LocalText {
    switch publication {
    case .waiting(let file, let signed, let needed): Phrase.packWaits(file: file, signed: signed, needed: needed)
    case .published(let file, let pack): Phrase.packPublished(file: file, pack: pack)
    }
  }

  /// The practice journal is in front, with the draft as the session that runs.
  private mutating func rehearsing(_ opening: Opening, _ opened: OpenedChecklist) -> [Effect] {
    let back = Array(screens.dropFirst())
    open(opening)
    review.returnTo = back
    review.signer = nil
    tell(Phrase.reviewRehearsing)
    return [.review(.lock), .journal(.begin(opened, .began(at: now, unit: unit?.code, volunteer: volunteer)))]
  }

  /// The practice journal was left: the trainer is back where the rehearsal began.
  mutating func returnFromRehearsal() -> [Effect] {
    guard !isPractice, current == nil, let back = review.returnTo else { return [] }
    review.returnTo = nil
    screens = screens.prefix(1) + back
    return review.draft.map { [.review(.loadDraft($0.id))] } ?? []
  }
}

/// The sentence of a trouble: what happened, what is safe, what to do now.
public func sentence(_ trouble: ReviewTrouble) -> LocalText {
  switch trouble {
  case .missing: Phrase.reviewMissing
  case .practice: Phrase.reviewPractice
  case .refused(let refusal): Phrase.sentence(refusal)
  case .figures: Phrase.reviewFiguresUnreadable
  case .comesLater: Phrase.reviewFiguresLater
  case .book: Phrase.reviewBookUnusable
  case .newer: Phrase.reviewBookNewer
  case .full: Phrase.reviewDiskFull
  case .noSuchText: Phrase.sentence(ReviewRefusal.noSuchVersion)
  case .notVerified: Phrase.reviewNotVerified
  case .noKey: Phrase.reviewNoKey
  case .locked: Phrase.reviewLocked
  case .key(let problem): Phrase.sentence(problem)
  case .noSuchChecklist: Phrase.reviewNoSuchChecklist
  case .mistakes(let count): Phrase.reviewHasMistakes(count)
  case .unchanged: Phrase.reviewUnchanged
  case .cannotWrite(let path): Phrase.reviewCannotWrite(path)
  case .pack(let refusal): Phrase.sentence(refusal)
  }
}
