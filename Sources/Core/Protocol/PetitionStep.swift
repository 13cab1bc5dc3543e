package import Journal

/// A lead's step on a petition that was said at a desk of the unit. The desk writes it into its journal, once, where it
/// becomes a part of what its citizen is told; until then it is on its way.
package struct PetitionStep: WordOnEntry {
  /// The session in which the petition was said.
  package var entry: EntryID
  package var step: PetitionAct
  /// What the portal calls it; only of one that is passed on.
  package var number: String?
  /// Why it is closed; nil for every other step.
  package var reason: ClosingReason?
  /// The answer, or why it is opened again: ``PetitionStep/clean(_:)``.
  package var words: String?
  /// Later than any step on the petition that whoever says it knew.
  package var time: Int64

  package static let kind = "petition"
  package static let mostKept = 5_000
  package static let mostOfDesk = 500
  package static let mostTold = 500
  /// Steps of one petition behind which a desk writes down no more: a hub that told others without end would fill its disk.
  package static let mostOfPetition = 50
  /// Letters of the longest answer.
  package static let longest = 200

  package init(
    entry: EntryID, step: PetitionAct, number: String? = nil, reason: ClosingReason? = nil, words: String? = nil,
    time: Int64
  ) {
    self.entry = entry
    self.step = step
    self.number = number
    self.reason = reason
    self.words = words
    self.time = time
  }

  /// Typed words with single blanks; nil where they are too long, or hold a control or a number like a person's.
  package static func clean(_ typed: String) -> String? { TypedLine.clean(typed, atMost: longest) }

  package var act: LeadAct { LeadAct(self) }

  /// As the desk writes it down.
  package func facts(at moment: Moment) -> PetitionStepFacts {
    PetitionStepFacts(
      act: step, from: .lead, number: number, reason: reason, words: words, by: nil, at: moment, said: time)
  }

  /// Whether a journal has it, by the detail of the petition's entry there.
  package func isWritten(in detail: EntryDetail, of journal: any JournalPort) throws(JournalProblem) -> Bool {
    for later in detail.later where later.kind == .petition {
      if case .petition(_, let facts) = try journal.detail(row: later.row).body, facts.said == time { return true }
    }
    return false
  }

  package var isSound: Bool {
    entry.isSound && Limits.times.contains(time) && (step == .closed) == (reason != nil)
      && (number == nil || step == .forwarded && number.flatMap(PortalNumber.init)?.description == number)
      && (words.map { !$0.isEmpty && [.answered, .reopened].contains(step) && Self.clean($0) == $0 } ?? true)
  }
}
