package import Journal

/// What a report needs of one session that was cancelled as begun by mistake.
package struct CountedCancellation: Hashable, Sendable {
  package var id: EntryID
  /// The local day on which it was cancelled.
  package var day: Day
  /// The commune's code; empty where none was chosen.
  package var unit: String

  package init(id: EntryID, day: Day, unit: String) { (self.id, self.day, self.unit) = (id, day, unit) }

  package init(_ id: EntryID, _ facts: CancelledFacts) {
    self.init(id: id, day: facts.day, unit: facts.unit ?? "")
  }
}
