import Checklists
import DeskPorts
public import Journal
import Phrases

extension FileShelf {
  /// The words by which an entry is found beyond its own: the checklist's title and the outcome, in every language.
  ///
  /// Titles are read when the first entry is kept: the first screen does not wait for them.
  public func searchWords() -> (EntryBody) -> [String] {
    var titles: [ChecklistID: LocalText]?
    return { body in
      let known = titles ?? Dictionary(self.shelf().headers.map { ($0.id, $0.title) }) { first, _ in first }
      titles = known
      let (checklist, outcome) = Self.named(by: body)
      let texts = [checklist.flatMap { known[$0] }, outcome.map(Phrase.outcome)].compactMap { $0 }
      return texts.flatMap { [$0.vi, $0.en] }
    }
  }

  private static func named(by body: EntryBody) -> (ChecklistID?, Outcome?) {
    switch body {
    case .session(let facts): (facts.checklist, facts.outcome)
    case .count(let facts): (facts.checklist, facts.outcome)
    case .amendment(_, let amendment, _, _): (nil, amendment.outcome)
    case .followUpClosed, .erasure: (nil, nil)
    }
  }
}
