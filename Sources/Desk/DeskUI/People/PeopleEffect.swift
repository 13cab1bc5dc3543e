package import DeskPorts
package import Journal
package import People

/// What is asked about people: their PINs, their shifts, and the unit's own entries.
package enum PeopleEffect: Equatable, Sendable {
  case loadRecords
  case checkPIN(VolunteerCode, Passphrase, at: Moment)
  case setPIN(VolunteerCode, Passphrase)
  case setRole(VolunteerCode, DeskRole)
  case setOff(VolunteerCode, Bool)
  /// Uses up a one-time code, to give a person a new PIN.
  case useCode(Passphrase, for: VolunteerCode, at: Moment)
  case makeCodes
  /// What some days' entries of these kinds say.
  case load(Set<EntrySummary.Kind>, from: Day, through: Day)
  /// The shifts of some days at all desks that this laptop knows of, with what leads answered about them.
  case loadUnitShifts(from: Day, through: Day)
  /// Whether a person left a shift without an end.
  case findForgotten(VolunteerCode, at: Moment)
  /// How many open petitions are overdue, here and at the unit's other desks.
  case countOverdue(at: Moment, coming: [ComingStep])
  case certify(Certificate)
  case save(PublicFile, text: String)
}

/// What came of it.
package enum PeopleReply: Sendable {
  case records([VolunteerCode: PersonRecord])
  case checked(VolunteerCode, PINAnswer)
  case pinSet(VolunteerCode)
  case codeUsed(VolunteerCode, PINAnswer)
  case codes([String])
  case loaded(from: Day, through: Day, [KeptBody])
  case unitShifts(UnitShifts)
  case forgotten(Shift?)
  case overdue(Int)
  case certified(path: String)
  case saved(path: String)
  case failed(PeopleEffect, JournalProblem)
}

extension PeopleEffect {
  /// Asks the journal, and the copies of the unit's where there are any.
  func answer(
    _ journal: any JournalPort, copies: () throws(JournalProblem) -> (any JournalPort)?,
    save: (_ name: String, _ text: String) throws(JournalProblem) -> String
  ) throws(JournalProblem) -> PeopleReply {
    let pins = PINDesk(journal)
    var chance = SystemRandomNumberGenerator()
    switch self {
    case .loadRecords: break
    case .checkPIN(let code, let pin, let at): return .checked(code, try pins.check(pin.text, of: code, at: at))
    case .setPIN(let code, let pin):
      try pins.set(pin.text, of: code, using: &chance)
      return .pinSet(code)
    case .setRole(let code, let role):
      var record = try pins.record(of: code)
      record.role = role
      try pins.keep(record, of: code)
    case .setOff(let code, let isOff):
      var record = try pins.record(of: code)
      record.isOff = isOff
      try pins.keep(record, of: code)
    case .useCode(let text, let code, let at): return .codeUsed(code, try pins.useCode(text.text, at: at))
    case .makeCodes: return .codes(try pins.makeCodes(using: &chance))
    case .load(let kinds, let from, let through):
      return .loaded(from: from, through: through, try journal.bodies(kinds, from: from, through: through))
    case .loadUnitShifts(let from, let through):
      return .unitShifts(try UnitShifts.load(from: from, through: through, journal, copies: try copies()))
    case .findForgotten(let code, let at): return .forgotten(try ShiftBook.forgotten(by: code, in: journal, at: at))
    case .countOverdue(let at, let coming):
      return .overdue(try PetitionBook.overdue(in: journal, copies: try copies(), coming: coming, at: at))
    case .certify(let certificate):
      let (year, month, _) = certificate.from.parts
      let name = "certificate-\(certificate.code.rawValue)-\(year)-\(month).txt"
      return .certified(path: try save(name, try certificate.file(signedBy: journal)))
    case .save(let file, let text): return .saved(path: try save(file.name, text))
    }
    return .records(PersonRecord.all(in: try journal.settings()))
  }
}
