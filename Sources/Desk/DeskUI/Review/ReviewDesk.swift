package import Checklists
package import DeskPorts
import Journal
import Phrases
import Protocol
package import Review
package import Statistics
import TerminalUI

/// What the desk knows of the review while it is open.
package struct ReviewDesk: Sendable {
  /// The laptop holds a trainer's key.
  package var hasKeys = false
  package var overview: ReviewOverview?
  /// Why the overview could not be made.
  package var trouble: ReviewTrouble?
  /// Entries of the journal that are not counted yet; nil until that was asked.
  package var left: Int?
  package var dossier: ReviewDossier?
  /// Of the checklist in front, by source.
  package var figures: [FigureSource: ReviewFigures] = [:]
  /// What a filter chooses among, by source: known also where the chosen figures are not here.
  package var choicesOf: [FigureSource: FilterChoices] = [:]
  package var choices: FilterChoices? { shownSource.flatMap { choicesOf[$0] } }
  /// Why a source says nothing of it.
  package var figureTroubles: [FigureSource: ReviewTrouble] = [:]
  package var filter = FigureFilter()
  /// The source in view, by its place among the overview's.
  package var source = 0
  /// Bars show times instead of stumbles.
  package var showsTimes = false
  package var draft: ReviewDraft?
  /// What the linter says of the text that is being typed; nil while none is.
  package var typedComplaints: [DraftComplaint]?
  /// Something was typed since the linter looked last.
  package var isUnchecked = false
  package var compared: Compared?
  /// The name that is signed with; nil while no key is unlocked.
  package var signer: String?
  /// A comment whose proposal goes into the draft once that is here.
  package var proposal: ReviewComment?
  /// What waits for a key.
  package var pending: ReviewEffect?
  /// Where to go back to after a rehearsal.
  package var returnTo: [OldScreen]?

  /// Two versions next to each other.
  package struct Compared: Sendable {
    package var old: Checklist
    package var new: Checklist
    package var diff: VersionDiff
    /// Of the old version, by source.
    package var figures: [FigureSource: FigureReport] = [:]
  }

  /// What the source in view says of the checklist in front.
  package var shown: ReviewFigures? { shownSource.flatMap { figures[$0] } }
  package var shownSource: FigureSource? {
    guard let sources = overview?.sources, !sources.isEmpty else { return nil }
    return sources[source % sources.count]
  }

  package init() {}
}

extension Desk {
  mutating func openReview() -> [Effect] {
    let hasKeys = review.hasKeys
    review = ReviewDesk()
    review.hasKeys = hasKeys
    screens.append(.review(ReviewScreen()))
    return [.review(.loadOverview(at: now)), .review(.catchUp)]
  }

  /// Whether home hints at the review.
  var isTrainer: Bool { review.hasKeys || exchange.overview?.summary.role == .trainer }

  /// Why there is no review now; nil where there is.
  var reviewClosed: LocalText? { isPractice ? sentence(ReviewTrouble.practice) : nil }

  var reviewPage: ReviewScreen.Page? {
    if case .review(let screen) = screens.last { screen.page } else { nil }
  }

  /// What a tick does for the review: counts on, and looks whether the draft's file was changed by another program.
  mutating func reviewTicked() -> [Effect] {
    guard screens.contains(where: { if case .review = $0 { true } else { false } }) else { return [] }
    var effects = checkTyped()
    if let left = review.left, left > 0 { effects.append(.review(.catchUp)) }
    if let draft = review.draft, isOnDraft { effects.append(.review(.lookAtDraft(draft.id, stamp: draft.stamp))) }
    return effects
  }

  private var isOnDraft: Bool {
    switch reviewPage {
    case .draft, .paths, .part, .questions, .answers, .problems: true
    default: false
    }
  }

  /// The review is left: the key is forgotten.
  mutating func leaveReview() -> [Effect] {
    guard screens.count > 1 else { return [] }
    screens.removeLast()
    guard !screens.contains(where: { if case .review = $0 { true } else { false } }) else { return [] }
    review.signer = nil
    review.pending = nil
    return [.review(.lock)]
  }

  /// Asks all sources about the checklist in front.
  func loadFigures() -> [Effect] {
    guard let id = review.dossier?.checklist.id else { return [] }
    return (review.overview?.sources ?? []).map { .review(.loadFigures($0, id, review.filter)) }
  }

  /// Does something that is signed: at once where a key is unlocked, else after the passphrase.
  mutating func sign(_ effect: ReviewEffect) -> [Effect] {
    if review.signer != nil { return [.review(effect)] }
    guard let keys = review.overview?.keys, let first = keys.first else {
      warn(sentence(ReviewTrouble.noKey))
      return []
    }
    review.pending = effect
    push(keys.count == 1 ? .passphrase(first) : .keys)
    return []
  }

  mutating func push(_ page: ReviewScreen.Page, field: EditedText = EditedText(), selection: Int = 0) {
    screens.append(.review(ReviewScreen(page: page, selection: selection, field: field)))
  }
}

extension ReviewScreen {
  /// Characters that a field of the review takes: a text of a checklist, or a comment.
  static let longestField = 500

  /// Texts of a checklist name hotlines and decrees, and a passphrase is anything; comments hold no numbers of persons.
  var mayHoldNumbers: Bool {
    switch page {
    case .text, .passphrase, .writing(.proposal): true
    default: false
    }
  }
}

extension Desk {
  /// Whether what is typed is a passphrase.
  var isSecret: Bool { if case .passphrase = reviewPage { true } else { false } }

  /// The line of text of a page; nil where it has none.
  func reviewField(_ screen: ReviewScreen) -> EditedText? {
    switch screen.page {
    case .text, .writing, .passphrase: screen.field
    default: nil
    }
  }

  /// A letter was typed.
  mutating func reviewTyped(_ field: EditedText, _ before: ReviewScreen) -> [Effect] {
    var screen = before
    screen.field = field
    replaceTop(.review(screen))
    if case .text = screen.page { review.isUnchecked = true }
    return []
  }
}
