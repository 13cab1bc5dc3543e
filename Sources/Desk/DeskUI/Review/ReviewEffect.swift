package import Checklists
package import DeskPorts
package import Journal
package import Review
package import Statistics

/// What the desk wants done for its review.
package enum ReviewEffect: Equatable, Sendable {
  case loadOverview(at: Moment)
  case catchUp
  case loadDossier(ChecklistID)
  case loadFigures(FigureSource, ChecklistID, FigureFilter)
  case compare(VersionID, VersionID)
  case loadDraft(ChecklistID)
  /// Reads the draft again where its file is another one than that.
  case lookAtDraft(ChecklistID, stamp: Int64)
  case write(Checklist)
  case check(Checklist)
  case save(ChecklistID, at: Moment)
  case unlock(String, Passphrase)
  case lock
  case take(ReviewEvent, at: Moment)
  case publish(VersionID, at: Moment)
  /// Walks the draft in the practice journal.
  case rehearse(ChecklistID)
}

/// What came of an effect of the review.
package enum ReviewReply: Sendable {
  case overview(ReviewOverview)
  case counted(left: Int)
  case dossier(ReviewDossier)
  case figures(ReviewFigures, of: ChecklistID)
  case compared(Checklist, Checklist)
  case draft(ReviewDraft)
  case checked([DraftComplaint])
  case saved(VersionID)
  case unlocked(String)
  case taken(ReviewEvent)
  case published(VersionID, Publication)
  case rehearsing(Opening, OpenedChecklist)
  /// The practice journal could not be opened; the journal in front stays.
  case notOpened(JournalProblem)
  case failed(ReviewEffect, ReviewTrouble)
}
