/// What somebody is at this desk.
package enum DeskRole: String, CaseIterable, Sendable { case volunteer, lead, trainer }

/// Something that only some may do.
package enum DeskAct: String, CaseIterable, Sendable {
  case help, ownShift, ownPage, practise, readJournal, amend, closeFollowUp
  case eraseContact, exchange, recordEvent, seeCalendar
  case addPerson, changePerson, barPerson, resetPIN, answerShifts, plan, petitions, changeHub, changeUnit, lockAndPINs
  case review
}

/// Who may do what: one table, which the desk obeys and the guide shows.
///
/// It holds where the unit wants PINs: without them nobody knows who sits at the desk, and everybody may do everything.
package enum RoleTable {
  /// The roles that may do something, at least one.
  package static func roles(for act: DeskAct) -> [DeskRole] {
    switch act {
    case .help, .ownShift, .ownPage, .practise, .readJournal, .amend, .closeFollowUp, .eraseContact, .exchange,
      .recordEvent, .seeCalendar:
      DeskRole.allCases
    case .addPerson, .changePerson, .barPerson, .resetPIN, .answerShifts, .plan, .petitions, .changeHub, .changeUnit,
      .lockAndPINs:
      [.lead]
    case .review: [.lead, .trainer]
    }
  }

  package static func allows(_ act: DeskAct, _ role: DeskRole) -> Bool { roles(for: act).contains(role) }
}
