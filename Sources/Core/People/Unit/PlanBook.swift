package import Journal

/// A line of the calendar as it stands now.
package struct PlanLine: Hashable, Sendable {
  /// The entry that says it.
  package var id: EntryID
  package var row: Int64
  /// The entry that said it first.
  package var first: EntryID
  /// How often it was changed.
  package var changes = 0
  package var facts: PlanFacts
  /// The event that carried it out.
  package var done: EntryID?

  /// Minutes of the day, whatever an entry claims.
  package var from: Int { min(max(0, facts.from), 1439) }
  package var to: Int { min(max(from, facts.to), 1440) }

  /// A line that stands by itself.
  package init(_ facts: PlanFacts) {
    let nobody = EntryID(device: DeviceID(rawValue: ""), incarnation: 0, sequence: 0)
    self.init(id: nobody, row: 0, first: nobody, facts: facts)
  }

  init(id: EntryID, row: Int64, first: EntryID, changes: Int = 0, facts: PlanFacts, done: EntryID? = nil) {
    self.id = id
    self.row = row
    self.first = first
    self.changes = changes
    self.facts = facts
    self.done = done
  }

  /// How many people are still wanted.
  package var missing: Int {
    facts.isOff ? 0 : max(0, min(max(0, facts.needed), Self.mostNeeded) - Set(facts.people).count)
  }

  /// What nobody needs more people than.
  package static let mostNeeded = 99
}

/// The unit's calendar as entries tell it.
package enum PlanBook {
  /// Every line as it was changed last, by day and time; those that were called off among them.
  package static func lines(_ bodies: [KeptBody]) -> [PlanLine] {
    var lines: [EntryID: PlanLine] = [:]
    for kept in bodies {
      switch kept.body {
      case .plan(let facts):
        let before = facts.replaces.flatMap { lines.removeValue(forKey: $0) }
        lines[kept.id] = PlanLine(
          id: kept.id, row: kept.row, first: before?.first ?? kept.id, changes: before.map { $0.changes + 1 } ?? 0,
          facts: facts, done: before?.done)
      case .event(let facts): if let plan = facts.plan { lines[plan]?.done = kept.id }
      case .session, .count, .quickHelp, .cancelled, .amendment, .followUpClosed, .erasure, .shift, .petition,
        .shiftAnswer:
        continue
      }
    }
    return lines.values.sorted { ($0.facts.day, $0.from, $0.row) < ($1.facts.day, $1.from, $1.row) }
  }
}

/// How much of a month's calendar was carried out.
package struct PlanTally: Equatable, Sendable {
  package var planned = 0
  package var done = 0
  package var calledOff = 0
  /// People who are still wanted from today on.
  package var missing = 0

  /// A shift is done where somebody of the line came on that day, anything else where an event says so.
  package init(_ lines: [PlanLine], shifts: [Shift], from today: Day) {
    for line in lines {
      if line.facts.isOff {
        calledOff += 1
        continue
      }
      planned += 1
      if line.isDone(by: shifts) { done += 1 }
      if line.facts.day >= today { missing += line.missing }
    }
  }
}

extension PlanLine {
  /// Whether it was carried out.
  package func isDone(by shifts: [Shift]) -> Bool {
    if facts.what != .shift { return done != nil }
    return shifts.contains { $0.day == facts.day && (facts.people.isEmpty || facts.people.contains($0.volunteer)) }
  }
}
