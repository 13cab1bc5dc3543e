import Checklists
import Journal
import JournalFixtures

/// Entries of a unit by hand: each with the next number of its desk.
struct UnitJournal {
  private(set) var bodies: [KeptBody] = []
  private var sequences: [String: Int] = [:]

  @discardableResult
  mutating func keep(_ body: EntryBody, desk: String = "a") -> EntryID {
    sequences[desk, default: 0] += 1
    let id = EntryID(
      device: DeviceID(rawValue: desk), incarnation: 1, sequence: sequences[desk, default: 0])
    bodies.append(KeptBody(id: id, row: Int64(bodies.count + 1), body: body))
    return id
  }

  @discardableResult
  mutating func shift(
    _ act: ShiftAct, _ at: Moment, said: Int64? = nil, who: VolunteerCode = .first, desk: String = "a"
  ) -> EntryID {
    keep(.shift(ShiftFacts(volunteer: who, act: act, unit: "00091", at: at, said: said)), desk: desk)
  }

  /// A citizen leaves at a time.
  @discardableResult
  mutating func citizen(
    _ ended: Moment, who: VolunteerCode = .first, petition: Petition? = nil, desk: String = "a"
  ) -> EntryID {
    keep(
      .session(
        SessionFacts(
          began: ended, ended: ended, unit: "00091", volunteer: who, checklist: "vneid", version: 1,
          checklistHash: "", consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed,
          petition: petition)), desk: desk)
  }

  @discardableResult
  mutating func plan(
    _ what: PlanKind = .shift, day: Day, from: Int, to: Int, needed: Int = 1, people: [VolunteerCode] = [],
    isOff: Bool = false, replaces: EntryID? = nil
  ) -> EntryID {
    keep(
      .plan(
        PlanFacts(
          what: what, title: "Trực bàn", unit: "00091", day: day, from: from, to: to, needed: needed, people: people,
          isOff: isOff, replaces: replaces, by: nil, at: .sample)))
  }
}

extension VolunteerCode {
  static let first = VolunteerCode(number: 1)
  static let second = VolunteerCode(number: 2)
}

extension Moment {
  /// So many hours and minutes after eight o'clock of the first day.
  static func hours(_ hours: Int, _ minutes: Int = 0) -> Moment {
    Moment.sample.later(by: Int64(hours * 60 + minutes) * 60_000)
  }
}
