import ChecklistFiles
import Checklists
import DeskPorts
package import Journal
import Phrases

extension FileShelf {
  /// The words by which an entry is found beyond its own: what its checklist, problems, steps, service and outcome are
  /// called, in every language.
  ///
  /// Checklists are read when the first entry is taken in: the first screen does not wait for them.
  package func searchWords() -> (EntryBody) -> [String] {
    var known: EntryWords?
    return { body in
      let names = known ?? self.entryWords()
      known = names
      let outcome = Self.outcome(of: body).map(Phrase.outcome)
      return names.words(of: body) + [outcome?.vi, outcome?.en].compactMap(\.self)
    }
  }

  private func entryWords() -> EntryWords {
    let checklists = texts().compactMap { ChecklistReader.readQuick($0.bytes) }
    do throws(BrokenChecklist) {
      return EntryWords(checklists, try catalogue())
    } catch {
      // The catalogue's own screen tells what is wrong with it; entries are still found by all else.
      return EntryWords(checklists, .empty)
    }
  }

  private static func outcome(of body: EntryBody) -> Outcome? {
    switch body {
    case .session(let facts): facts.outcome
    case .count(let facts): facts.outcome
    case .amendment(_, let amendment, _, _): amendment.outcome
    case .followUpClosed, .erasure, .quickHelp, .cancelled, .shift, .plan, .event, .petition, .shiftAnswer: nil
    }
  }
}
