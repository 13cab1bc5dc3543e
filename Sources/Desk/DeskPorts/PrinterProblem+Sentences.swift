package import Checklists
package import Phrases

extension Phrase {
  /// What happened, what is safe, what to do now.
  package static func sentence(_ problem: PrinterProblem) -> LocalText {
    switch problem {
    case .missing(let place): printerMissing(place)
    case .noPrinter(let place): printerIsNone(place)
    case .refused(let place, let code): printerRefused(place, code)
    case .silent(let place): printerSilent(place)
    case .noQueues: printerNoQueues
    case .busy: printerBusy
    }
  }
}
