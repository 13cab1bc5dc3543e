package import Checklists
package import Phrases

extension Phrase {
  /// What happened, what is safe, what to do now.
  package static func sentence(_ trouble: ExchangeTrouble) -> LocalText {
    switch trouble {
    case .failed(let failure, let subject, let refusal): sentence(failure, subject: subject, refusal: refusal)
    case .missing: syncMissing
    case .notStarted: syncNotStarted
    case .died: syncDied
    case .garbled: syncGarbled
    case .silent: syncSilent
    case .journal(let problem): sentence(problem)
    }
  }
}
