package import Checklists
package import Phrases
package import Review

extension Phrase {
  /// What happened, what is safe, what to do now.
  package static func sentence(_ trouble: ReviewTrouble) -> LocalText {
    switch trouble {
    case .missing: reviewMissing
    case .practice: reviewPractice
    case .refused(let refusal): sentence(refusal)
    case .figures: reviewFiguresUnreadable
    case .comesLater: reviewFiguresLater
    case .book: reviewBookUnusable
    case .newer: reviewBookNewer
    case .full: reviewDiskFull
    case .noSuchText: sentence(ReviewRefusal.noSuchVersion)
    case .notVerified: reviewNotVerified
    case .noKey: reviewNoKey
    case .locked: reviewLocked
    case .noSuchChecklist: reviewNoSuchChecklist
    case .mistakes(let count): reviewHasMistakes(count)
    case .unchanged: reviewUnchanged
    case .cannotWrite(let path): reviewCannotWrite(path)
    case .pack(let refusal): sentence(refusal)
    }
  }
}
