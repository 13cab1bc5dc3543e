import Checklists
package import DeskPorts
package import Review
package import Statistics

/// What the review's screens share while it is open.
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
  /// Why a source says nothing of it.
  package var figureTroubles: [FigureSource: ReviewTrouble] = [:]
  package var filter = FigureFilter()
  /// The source in view, by its place among the overview's.
  package var source = 0
  package var draft: ReviewDraft?
  /// The draft as it was before each change of the form, oldest first.
  var earlierDrafts: [Checklist] = []
  /// The name that is signed with; nil while no key is unlocked.
  package var signer: String?
  /// The screens to go back to after a rehearsal.
  package var returnTo: [any Screen]?

  package init() {}

  /// What the source in view says of the checklist in front.
  package var shown: ReviewFigures? { shownSource.flatMap { figures[$0] } }
  package var choices: FilterChoices? { shownSource.flatMap { choicesOf[$0] } }
  package var shownSource: FigureSource? {
    guard let sources = overview?.sources, !sources.isEmpty else { return nil }
    return sources[source % sources.count]
  }

  /// Changes of a draft that can be taken back.
  private static let mostChanges = 100

  /// Keeps a draft as it was before a change.
  mutating func noteDraft(_ before: Checklist) {
    earlierDrafts.append(before)
    if earlierDrafts.count > Self.mostChanges { earlierDrafts.removeFirst() }
  }

  /// What was asked of one checklist says nothing of the next.
  mutating func closeChecklist() {
    (dossier, draft) = (nil, nil)
    earlierDrafts = []
    (figures, choicesOf, figureTroubles) = ([:], [:], [:])
    filter = FigureFilter()
  }
}
