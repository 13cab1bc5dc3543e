package import Journal

/// The shifts of some days as this laptop knows them: of its own desk, and on a lead's of all desks of the unit.
package struct UnitShifts: Hashable, Sendable {
  package private(set) var shifts: [Shift]
  /// What leads answered to questions about them, on this laptop or another one.
  package private(set) var answers: [ShiftQuestionID: ShiftAnswerFacts] = [:]
  /// The names under which this laptop wrote.
  private let own: Set<DeviceID>

  /// - Parameters:
  ///   - own: Entries of this laptop's journal.
  ///   - copied: Entries of the copies of the unit's journals, which may be those of this laptop again.
  package init(own bodies: [KeptBody], copied: [KeptBody]) {
    own = Set(bodies.map(\.id.device))
    let others = copied.filter { [own] in !own.contains($0.id.device) }
    shifts = ShiftBook.shifts(bodies) + ShiftBook.shifts(others)
    for kept in bodies + others {
      guard case .shiftAnswer(var facts) = kept.body else { continue }
      // Another laptop's code is somebody else's here.
      if !own.contains(kept.id.device) { facts.by = nil }
      // Of two leads' answers the later one counts.
      if answers[facts.question].map({ $0.at.wallMilliseconds <= facts.at.wallMilliseconds }) ?? true {
        answers[facts.question] = facts
      }
    }
  }

  /// Reads them from this laptop's journal and the copies of the unit's; answers may come much later than their shifts.
  package static func load(
    from: Day, through: Day, _ journal: any JournalPort, copies: (any JournalPort)?
  ) throws(JournalProblem) -> UnitShifts {
    func bodies(_ journal: any JournalPort) throws(JournalProblem) -> [KeptBody] {
      try journal.bodies([.shift, .session], from: from, through: through)
        + journal.bodies([.shiftAnswer], from: from, through: nil)
    }
    var copied: [KeptBody] = []
    if let copies { copied = try bodies(copies) }
    return UnitShifts(own: try bodies(journal), copied: copied)
  }

  /// Whether a shift was at this laptop's desk.
  package func isOwn(_ shift: Shift) -> Bool { own.contains(shift.id.device) }

  /// The questions that the shifts of some days raise.
  ///
  /// - Parameter sharesCodes: Whether a code is the same person's at all desks of the unit; else each desk gives its own.
  package func questions(from: Day, through: Day, at now: Moment, sharesCodes: Bool) -> [ShiftQuestion] {
    let here = own.min { $0.rawValue < $1.rawValue }
    return ShiftQuestion.all(shifts.filter { $0.day >= from && $0.day <= through }, at: now) { device in
      sharesCodes ? nil : own.contains(device) ? here : device
    }
  }
}
