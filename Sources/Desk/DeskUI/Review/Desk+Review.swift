import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import Review
import Statistics

extension Desk {
  mutating func openReview() -> [Effect] {
    let hasKeys = review.hasKeys
    review = ReviewDesk()
    review.hasKeys = hasKeys
    navigation.push(ReviewScreen())
    return [.review(.loadOverview(at: now)), .review(.catchUp)]
  }

  /// Whether home hints at the review.
  var isTrainer: Bool { review.hasKeys || exchange.overview?.summary.role == .trainer }

  /// Why there is no review now; nil where there is.
  var reviewClosed: LocalText? { isPractice ? Phrase.sentence(ReviewTrouble.practice) : nil }

  /// Asks all sources about the checklist in front.
  func loadFigures() -> [Effect] {
    guard let id = review.dossier?.checklist.id else { return [] }
    return (review.overview?.sources ?? []).map { .review(.loadFigures($0, id, review.filter)) }
  }

  /// Does something that is signed: at once where a key is unlocked, else after the passphrase.
  mutating func sign(_ effect: ReviewEffect) -> [Effect] {
    if review.signer != nil { return [.review(effect)] }
    guard let keys = review.overview?.keys, let first = keys.first else {
      warn(Phrase.sentence(ReviewTrouble.noKey))
      return []
    }
    navigation.push(keys.count == 1 ? PassphraseScreen(key: first, for: effect) : ReviewKeysScreen(for: effect))
    return []
  }

  /// What an effect of the review brought back, into what its screens share.
  mutating func reviewReplied(_ reply: ReviewReply) -> [Effect] {
    switch reply {
    case .overview(let overview):
      review.overview = overview
      review.trouble = nil
      review.hasKeys = !overview.keys.isEmpty
      return review.figures.isEmpty ? loadFigures() : []
    case .counted(let left): return counted(left)
    case .dossier(let dossier): review.dossier = dossier
    case .figures(let figures, let id): took(figures, of: id)
    case .draft(let draft): took(draft)
    case .saved:
      tell(Phrase.reviewSaved)
      guard let id = review.draft?.id else { return [] }
      return [.review(.loadDossier(id)), .review(.loadDraft(id))]
    case .unlocked(let name):
      review.signer = name
      tell(Phrase.signsAs(name))
    case .taken(let event):
      if let words = words(for: event) { tell(words) }
      return reloadDossier()
    case .published(_, let publication):
      tell(words(for: publication))
      return reloadDossier()
    case .rehearsing(let opening, let opened): return rehearsing(opening, opened)
    case .notOpened(let problem): warn(Phrase.sentence(problem))
    case .failed(let effect, let trouble): return reviewFailed(effect, trouble)
    // Whoever asked is in front.
    case .compared, .checked: break
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
    case .loadFigures(let source, let id, let filter):
      guard id == review.dossier?.checklist.id, filter == review.filter else { return [] }
      review.figures[source] = nil
      review.figureTroubles[source] = trouble
    // The next letter is looked at anew.
    case .check: break
    case .loadDossier, .compare, .loadDraft, .lookAtDraft, .write, .save, .unlock, .lock, .take, .publish, .rehearse:
      warn(Phrase.sentence(trouble))
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

  private mutating func took(_ figures: ReviewFigures, of id: ChecklistID) {
    guard id == review.dossier?.checklist.id, figures.filter == review.filter else { return }
    review.figures[figures.source] = figures
    review.choicesOf[figures.source] = figures.choices
  }

  private mutating func took(_ draft: ReviewDraft) {
    let before = review.draft
    review.draft = draft
    if before?.id != draft.id { review.earlierDrafts = [] }
    // Another program wrote it: what the form itself wrote comes back as it was.
    guard navigation.top is any DraftForm, let before, before.stamp != draft.stamp, before.checklist != draft.checklist
    else { return }
    // What that program wrote is not taken back by an undo of the form.
    review.earlierDrafts = []
    tell(Phrase.reviewReloaded)
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
}

// MARK: Rehearsals

extension Desk {
  /// The practice journal is in front, with the draft as the session that runs.
  private mutating func rehearsing(_ opening: Opening, _ opened: OpenedChecklist) -> [Effect] {
    let back = navigation.places.dropFirst().map(\.screen)
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
    for screen in back { navigation.push(screen) }
    return review.draft.map { [.review(.loadDraft($0.id))] } ?? []
  }
}
