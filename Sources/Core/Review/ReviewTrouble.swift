package import Checklists

/// Why something of the review could not be done; each has its sentence.
package enum ReviewTrouble: Error, Hashable, Sendable {
  /// There is no review in this program.
  case missing
  /// The practice journal is open.
  case practice
  /// The rules say no.
  case refused(ReviewRefusal)
  /// The figures cannot be made or read; they are made anew from the journal.
  case figures
  /// The hub was not asked this yet; the next exchange brings it.
  case comesLater
  /// The book of drafts and comments cannot be used.
  case book
  /// A newer program wrote it.
  case newer
  case full
  case noSuchText
  /// What came from outside is not signed by whom the root names.
  case notVerified
  /// The laptop has no key of a trainer.
  case noKey
  /// The key must be unlocked first.
  case locked
  case noSuchChecklist
  /// The draft has so many mistakes.
  case mistakes(Int)
  /// Nothing was changed since the version it was made from.
  case unchanged
  case cannotWrite(path: String)
  /// A pack, or the trainer's key.
  case pack(PackRefusal)
}
