package import Journal

/// How many hours of a shift are credited: a named rule with a version, so that two offices count the same. What was seen
/// stands beside it and never changes.
package struct CreditRule: Hashable, Sendable {
  /// Printed wherever its figures stand.
  package var version: Int
  /// Minutes that a forgotten end may lie behind the last citizen.
  package var afterLastCitizen: Int
  /// Minutes that are credited on one day at most.
  package var mostADay: Int

  /// Version 1: who comes before the planned time is credited from then on; a forgotten end counts until the last citizen
  /// and 15 minutes more, and not at all without one; ten hours a day at most.
  package static let current = CreditRule(version: 1, afterLastCitizen: 15, mostADay: 600)

  /// Minutes of one shift, before the limit of the day; nil while it has no end.
  package func minutes(of shift: Shift, planned: [PlanLine]) -> Int? {
    guard var end = shift.ended else { return nil }
    if shift.isForgotten {
      guard let last = shift.lastCitizen else { return 0 }
      end = min(end, last &+ Int64(afterLastCitizen) * 60_000)
    }
    var start = shift.start
    // The line of the day that is nearest to the moment of coming.
    let lines = planned.filter { line in
      line.facts.what == .shift && !line.facts.isOff && line.facts.day == shift.day
        && line.facts.people.contains(shift.volunteer) && line.from > shift.began.minuteOfDay
        && line.from - shift.began.minuteOfDay <= Self.early
    }
    if let line = lines.min(by: { $0.from < $1.from }) {
      start &+= Int64(line.from - shift.began.minuteOfDay) * 60_000
    }
    return Shift.minutes(from: start, to: end, without: shift.pauses)
  }

  /// Minutes before a planned time that are coming early, and not another shift.
  private static let early = 180
}

/// What one person did in a month.
package struct PersonHours: Equatable, Sendable {
  package var volunteer: VolunteerCode
  package var shifts = 0
  package var seenMinutes = 0
  package var creditedMinutes = 0
  package var citizens = 0
  /// Shifts without an end: they are not in the minutes.
  package var open = 0

  package init(volunteer: VolunteerCode) { self.volunteer = volunteer }

  /// The hours of everybody who had a shift, in the order of their codes.
  package static func all(
    _ shifts: [Shift], planned: [PlanLine], rule: CreditRule = .current
  ) -> [PersonHours] {
    var all: [VolunteerCode: PersonHours] = [:]
    var days: [DayOfPerson: Int] = [:]
    for shift in shifts {
      var hours = all[shift.volunteer] ?? PersonHours(volunteer: shift.volunteer)
      hours.shifts += 1
      hours.citizens += shift.citizens
      hours.seenMinutes += shift.seenMinutes ?? 0
      if shift.ended == nil { hours.open += 1 }
      all[shift.volunteer] = hours
      days[DayOfPerson(volunteer: shift.volunteer, day: shift.day), default: 0] +=
        rule.minutes(of: shift, planned: planned) ?? 0
    }
    for (day, minutes) in days { all[day.volunteer]?.creditedMinutes += min(minutes, rule.mostADay) }
    return all.values.sorted { $0.volunteer.rawValue < $1.volunteer.rawValue }
  }

  private struct DayOfPerson: Hashable {
    var volunteer: VolunteerCode
    var day: Day
  }
}
