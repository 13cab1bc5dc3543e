package import Journal

/// Something about shifts that only a lead can answer; the program changes nothing by itself.
package enum ShiftQuestion: Hashable, Sendable {
  /// One person at two desks at once.
  case twoDesks(Shift, Shift)
  /// More than ten hours on one day, with the first shift of that day.
  case longDay(Shift, minutes: Int)
  /// Less than eight hours between two shifts of different days.
  case shortRest(Shift, minutes: Int)
  /// Nobody said when it ended.
  case noEnd(Shift)
  /// The end was said later, and no citizen came meanwhile: nothing is credited.
  case nothingSeen(Shift)

  package var id: ShiftQuestionID {
    switch self {
    case .twoDesks(let one, let other): ShiftQuestionID(.twoDesks, one.id, other: other.id)
    case .longDay(let first, let minutes): ShiftQuestionID(.longDay, first.id, minutes: minutes)
    case .shortRest(let shift, let minutes): ShiftQuestionID(.shortRest, shift.id, minutes: minutes)
    case .noEnd(let shift): ShiftQuestionID(.noEnd, shift.id)
    case .nothingSeen(let shift): ShiftQuestionID(.nothingSeen, shift.id)
    }
  }

  private static let longestDay = 600
  private static let shortestRest = 480

  /// The questions that shifts raise, by person, oldest first.
  ///
  /// - Parameter place: The desk whose codes those of a device are; nil where a code is the same person's at all desks.
  package static func all(
    _ shifts: [Shift], at now: Moment, place: (DeviceID) -> DeviceID? = { _ in nil }
  ) -> [ShiftQuestion] {
    let people = Dictionary(grouping: shifts) { Person(place: place($0.id.device), volunteer: $0.volunteer) }
    return people.sorted { $0.key.order < $1.key.order }.flatMap { person in
      ofOne(person.value.sorted { ($0.start, $0.row) < ($1.start, $1.row) }, now)
    }
  }

  private struct Person: Hashable {
    var place: DeviceID?
    var volunteer: VolunteerCode

    var order: (String, String) { (volunteer.rawValue, place?.rawValue ?? "") }
  }

  private static func ofOne(_ shifts: [Shift], _ now: Moment) -> [ShiftQuestion] {
    var questions: [ShiftQuestion] = []
    /// By day, the first shift and the minutes of all.
    var days: [Day: (first: Shift, minutes: Int)] = [:]
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
      days[shift.day, default: (shift, 0)].minutes += shift.seenMinutes ?? 0
      if last.map({ end($0, now) <= end(shift, now) }) ?? true { last = shift }
    }
    for (_, day) in days.sorted(by: { $0.key < $1.key }) where day.minutes > longestDay {
      questions.append(.longDay(day.first, minutes: day.minutes))
    }
    return questions
  }

  /// When a shift ended, or how far it goes: one that was forgotten does not go on for ever.
  private static func end(_ shift: Shift, _ now: Moment) -> Int64 {
    shift.ended ?? (shift.isForgotten(at: now) ? shift.lastCitizen ?? shift.start : shift.time(now))
  }
}
