package import Journal

/// Something about shifts that only a lead can answer; the program changes nothing by itself.
package enum ShiftQuestion: Hashable, Sendable {
  /// One person at two desks at once.
  case twoDesks(Shift, Shift)
  /// More than ten hours on one day.
  case longDay(VolunteerCode, Day, minutes: Int)
  /// Less than eight hours between two shifts of different days.
  case shortRest(Shift, minutes: Int)
  /// Nobody said when it ended.
  case noEnd(Shift)
  /// The end was said later, and no citizen came meanwhile: nothing is credited.
  case nothingSeen(Shift)

  private static let longestDay = 600
  private static let shortestRest = 480

  /// The questions that shifts raise, by person, oldest first.
  package static func all(_ shifts: [Shift], at now: Moment) -> [ShiftQuestion] {
    var questions: [ShiftQuestion] = []
    for own in Dictionary(grouping: shifts, by: \.volunteer).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      questions += ofOne(own.value.sorted { ($0.start, $0.row) < ($1.start, $1.row) }, own.key, now)
    }
    return questions
  }

  private static func ofOne(_ shifts: [Shift], _ volunteer: VolunteerCode, _ now: Moment) -> [ShiftQuestion] {
    var questions: [ShiftQuestion] = []
    var days: [Day: Int] = [:]
    /// Of those that have ended, the one that ended last; and of those seen so far, the one that goes on.
    var last: Shift?
    for shift in shifts {
      if let last, shift.id.device != last.id.device, shift.start < end(last, now) {
        questions.append(.twoDesks(last, shift))
      } else if let last, let ended = last.ended, last.day != shift.day {
        let (rest, isOver) = shift.start.subtractingReportingOverflow(ended)
        if !isOver, rest >= 0, rest / 60_000 < Int64(shortestRest) {
          questions.append(.shortRest(shift, minutes: Int(rest / 60_000)))
        }
      }
      if shift.isForgotten(at: now) { questions.append(.noEnd(shift)) }
      if shift.isForgotten, shift.lastCitizen == nil { questions.append(.nothingSeen(shift)) }
      days[shift.day, default: 0] += shift.seenMinutes ?? 0
      if last.map({ end($0, now) <= end(shift, now) }) ?? true { last = shift }
    }
    for (day, minutes) in days.sorted(by: { $0.key < $1.key }) where minutes > longestDay {
      questions.append(.longDay(volunteer, day, minutes: minutes))
    }
    return questions
  }

  /// When a shift ended, or how far it goes: one that was forgotten does not go on for ever.
  private static func end(_ shift: Shift, _ now: Moment) -> Int64 {
    shift.ended ?? (shift.isForgotten(at: now) ? shift.lastCitizen ?? shift.start : shift.time(now))
  }
}
