package import Journal

/// One shift of one person, as it was seen: in, breaks, out, and what was done meanwhile.
///
/// Times are milliseconds since 1970, counted on from the moment of coming in by the machine's own time where it ran on, so
/// that a clock that is set during a shift changes no length.
package struct Shift: Hashable, Sendable {
  package var volunteer: VolunteerCode
  /// The entry with which it began; its device is the desk.
  package var id: EntryID
  package var row: Int64
  package var began: Moment
  package var unit: String?
  package var pauses: [Pause] = []
  /// Nil while it goes on, and where nobody ever said when it ended.
  package var ended: Int64?
  /// Whether the end was said later than it was.
  package var isForgotten = false
  /// When the last citizen of the shift left.
  package var lastCitizen: Int64?
  package var citizens = 0

  /// A break; it goes on while it has no end.
  package struct Pause: Hashable, Sendable {
    package var from: Int64
    package var to: Int64?
  }

  package var start: Int64 { began.wallMilliseconds }
  package var isPaused: Bool { ended == nil && pauses.last.map { $0.to == nil } ?? false }

  /// A moment as this shift counts time.
  package func time(_ moment: Moment) -> Int64 { start &+ moment.milliseconds(since: began) }

  /// The day on which it began.
  package var day: Day { began.day }

  /// Minutes since the midnight before it began.
  package func minute(of time: Int64) -> Int {
    let (length, isOver) = time.subtractingReportingOverflow(start)
    return began.minuteOfDay + (isOver ? 0 : Int(max(0, length) / 60_000))
  }

  /// Whether it should have ended long ago: it began on another day, or the longest day is over.
  package func isForgotten(at now: Moment) -> Bool {
    ended == nil && (now.day != day || now.milliseconds(since: began) > Self.longest)
  }

  /// No shift is longer, in milliseconds.
  package static let longest: Int64 = 16 * 3_600_000

  /// Minutes between in and out, without the breaks; nil while it goes on.
  package var seenMinutes: Int? {
    guard let ended else { return nil }
    return Self.minutes(from: start, to: ended, without: pauses)
  }

  /// Whole minutes of a stretch outside some breaks.
  static func minutes(from: Int64, to: Int64, without pauses: [Pause]) -> Int {
    let (length, isOver) = to.subtractingReportingOverflow(from)
    guard !isOver, length > 0 else { return 0 }
    var rest = min(length, longest)
    for pause in pauses {
      let (a, b) = (max(pause.from, from), min(pause.to ?? to, to))
      // Breaks that an entry from elsewhere claims may be longer than the shift, and cross.
      if b > a { rest -= min(rest, b - a) }
    }
    return Int(max(0, rest) / 60_000)
  }
}

/// Shifts as entries tell them.
package enum ShiftBook {
  /// The shifts that entries of shifts and sessions tell, oldest first; entries of each desk in the order of its journal.
  ///
  /// The same act twice changes nothing. Coming in while an earlier shift was never ended begins a new one; the earlier one
  /// stays without an end.
  package static func shifts(_ bodies: [KeptBody]) -> [Shift] {
    var shifts: [Shift] = []
    /// By desk and person, the place of the shift that goes on.
    var open: [Key: Int] = [:]
    for kept in bodies {
      switch kept.body {
      case .shift(let facts):
        let key = Key(device: kept.id.device, volunteer: facts.volunteer)
        if facts.act == .began {
          if let place = open[key], !shifts[place].isForgotten(at: facts.at) { continue }
          open[key] = shifts.count
          shifts.append(
            Shift(volunteer: facts.volunteer, id: kept.id, row: kept.row, began: facts.at, unit: facts.unit))
        } else if let place = open[key] {
          take(facts, &shifts[place])
          if facts.act == .ended { open[key] = nil }
        }
      case .session(let facts):
        guard let volunteer = facts.volunteer,
          let place = open[Key(device: kept.id.device, volunteer: volunteer)],
          facts.ended.milliseconds(since: shifts[place].began) <= Shift.longest
        else { continue }
        shifts[place].lastCitizen = shifts[place].time(facts.ended)
        shifts[place].citizens += 1
      case .count, .quickHelp, .cancelled, .amendment, .followUpClosed, .erasure, .plan, .event, .petition,
        .shiftAnswer:
        continue
      }
    }
    return shifts
  }

  /// The shift that a person left without an end; nil where there is none. Looks two weeks back.
  package static func forgotten(
    by code: VolunteerCode, in journal: any JournalPort, at now: Moment
  ) throws(JournalProblem) -> Shift? {
    let from = Day(daysSince1970: now.day.daysSince1970 - 14)
    func last(_ bodies: [KeptBody]) -> Shift? { shifts(bodies).last { $0.volunteer == code } }
    let acts = try journal.bodies([.shift], from: from, through: nil)
    guard let shift = last(acts), shift.isForgotten(at: now) else { return nil }
    // Only now are the sessions of those days worth reading.
    return last(try journal.bodies([.shift, .session], from: shift.day, through: nil)) ?? shift
  }

  private struct Key: Hashable {
    var device: DeviceID
    var volunteer: VolunteerCode
  }

  private static func take(_ facts: ShiftFacts, _ shift: inout Shift) {
    let time = shift.time(facts.at)
    switch facts.act {
    case .began: break
    case .paused: if !shift.isPaused { shift.pauses.append(Shift.Pause(from: time, to: nil)) }
    case .resumed: if shift.isPaused { shift.pauses[shift.pauses.count - 1].to = time }
    case .ended:
      let end = facts.said.map { min(max($0, shift.start), time) } ?? time
      if shift.isPaused {
        shift.pauses[shift.pauses.count - 1].to = max(end, shift.pauses[shift.pauses.count - 1].from)
      }
      shift.ended = end
      shift.isForgotten = facts.said != nil
    }
  }
}
