package import Checklists
package import Journal

/// What a report needs of one session, as it stands after its corrections.
package struct CountedSession: Hashable, Sendable {
  package var id: EntryID
  /// The local day on which it began.
  package var day: Day
  /// The commune's code; empty where none was chosen.
  package var unit: String
  package var volunteer: VolunteerCode?
  package var checklist: ChecklistID
  package var service: ServiceID?
  package var outcome: Outcome
  package var ageBand: AgeBand?
  /// 1 (very dissatisfied) … 5 (very satisfied).
  package var satisfaction: Int?
  package var petition: Petition?
  package var problems: [ProblemFact]
  /// The citizen did not agree to the log: nothing is known but day, commune, checklist and outcome.
  package var isOnlyCounted: Bool
  /// When it began, in milliseconds since 1970, and how long it took, in milliseconds; 0 where it was only counted.
  package var began: Int64
  package var length: Int64
  /// ``ReportDefinition/candidates(_:)``.
  package var candidates: UInt64

  /// A session that was read before.
  package init(
    id: EntryID, day: Day, unit: String, volunteer: VolunteerCode?, checklist: ChecklistID, service: ServiceID?,
    outcome: Outcome, ageBand: AgeBand?, satisfaction: Int?, petition: Petition?, problems: [ProblemFact],
    isOnlyCounted: Bool, began: Int64, length: Int64, candidates: UInt64
  ) {
    self.id = id
    self.day = day
    self.unit = unit
    self.volunteer = volunteer
    self.checklist = checklist
    self.service = service
    self.outcome = outcome
    self.ageBand = ageBand
    self.satisfaction = satisfaction
    self.petition = petition
    self.problems = problems
    self.isOnlyCounted = isOnlyCounted
    self.began = began
    self.length = length
    self.candidates = candidates
  }

  /// The session of an entry, as kept first; nil for other entries.
  package init?(_ entry: StoredEntry, by definition: ReportDefinition) {
    switch entry.body {
    case .session(let facts): self.init(entry.id, facts, definition)
    case .count(let facts): self.init(entry.id, facts)
    case .amendment, .followUpClosed, .erasure, .quickHelp, .cancelled, .shift, .plan, .event, .petition, .shiftAnswer:
      return nil
    }
  }

  /// Milliseconds from 1970 to the year 9999, and those of a day: a session that claims more took a day.
  private static let farthest: Int64 = 253_402_300_800_000
  private static let longest: Int64 = 86_400_000

  init(_ id: EntryID, _ facts: SessionFacts, _ definition: ReportDefinition) {
    self.id = id
    day = facts.began.day
    unit = facts.unit ?? ""
    volunteer = facts.volunteer
    checklist = facts.checklist
    service = facts.service
    outcome = facts.outcome
    ageBand = facts.ageBand
    satisfaction = facts.satisfaction.flatMap { (1...5).contains($0) ? $0 : nil }
    petition = facts.petition
    problems = facts.problems
    isOnlyCounted = false
    // An entry from elsewhere may claim any moment: nothing that is added up from it may overflow.
    began = min(max(facts.began.wallMilliseconds, -Self.farthest), Self.farthest)
    length = min(facts.ended.milliseconds(since: facts.began), Self.longest)
    candidates = definition.candidates(facts)
  }

  init(_ id: EntryID, _ facts: CountFacts) {
    self.id = id
    day = facts.day
    unit = facts.unit ?? ""
    checklist = facts.checklist
    outcome = facts.outcome
    problems = []
    isOnlyCounted = true
    (began, length) = (0, 0)
    candidates = 0
  }

  /// What corrections, oldest first, made of the session.
  package func corrected(by corrections: some Sequence<Correction>) -> CountedSession {
    var session = self
    for correction in corrections {
      if let outcome = correction.change.outcome { session.outcome = outcome }
      if let age = correction.change.ageBand { session.ageBand = age }
      if let value = correction.change.satisfaction, (1...5).contains(value) { session.satisfaction = value }
    }
    return session
  }

  /// The session with its corrections, oldest first; nil where there are none.
  package func noted(_ corrections: [Correction]) -> CorrectedSession? {
    guard !corrections.isEmpty else { return nil }
    return CorrectedSession(
      id: id, day: day, checklist: checklist, first: outcome, now: corrected(by: corrections).outcome,
      corrections: corrections)
  }
}

/// One entry that corrects an earlier one.
package struct Correction: Hashable, Sendable {
  /// The entry that corrects.
  package var id: EntryID
  package var change: Amendment
  package var by: VolunteerCode?
  /// By the desk's clock, in milliseconds since 1970.
  package var time: Int64

  package init(id: EntryID, change: Amendment, by: VolunteerCode?, time: Int64) {
    self.id = id
    self.change = change
    self.by = by
    self.time = time
  }
}

/// All corrections by the entry that they correct, found in a pass of their own: they stand behind what they correct, often
/// days later.
package struct CorrectionIndex: Sendable {
  private var corrections: [EntryID: [Correction]] = [:]

  package init() {}

  /// Takes an entry where it is a correction; others change nothing.
  package mutating func take(_ entry: StoredEntry) {
    guard case .amendment(let target, let change, let by, let at) = entry.body else { return }
    add(Correction(id: entry.id, change: change, by: by, time: at.wallMilliseconds), of: target)
  }

  /// Adds a correction; the same entry twice counts once.
  package mutating func add(_ correction: Correction, of target: EntryID) {
    var known = corrections[target] ?? []
    guard !known.contains(where: { $0.id == correction.id }) else { return }
    known.append(correction)
    // Only the device that wrote an entry corrects it, so the chain's order is the order of the corrections.
    known.sort { $0.id < $1.id }
    corrections[target] = known
  }

  /// Of one entry, oldest first.
  package subscript(target: EntryID) -> [Correction] { corrections[target] ?? [] }

  /// The entries that are corrected.
  package var targets: some Collection<EntryID> { corrections.keys }
}

/// A session whose outcome, age band or satisfaction is not what was kept first.
package struct CorrectedSession: Hashable, Sendable {
  package var id: EntryID
  package var day: Day
  package var checklist: ChecklistID
  /// As kept first.
  package var first: Outcome
  /// As corrected last.
  package var now: Outcome
  /// Oldest first, at least one.
  package var corrections: [Correction]
}
