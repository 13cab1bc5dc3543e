/// Names the laptop that wrote an entry: the first 16 bytes of the SHA-256 of its public key, 32 hex digits.
package struct DeviceID: Hashable, Sendable, Codable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Where an entry stands in a device's chain. This is its identity; there is no other id.
package struct EntryID: Hashable, Sendable, Codable, Comparable {
  package var device: DeviceID
  /// One incarnation of the device's log: 1, then one more each time the log had to start anew.
  package var incarnation: Int
  /// 1, 2, 3 … without a gap.
  package var sequence: Int

  package init(device: DeviceID, incarnation: Int, sequence: Int) {
    self.device = device
    self.incarnation = incarnation
    self.sequence = sequence
  }

  /// Order within one device: by incarnation, then by place; never by clock.
  package static func < (a: EntryID, b: EntryID) -> Bool {
    (a.incarnation, a.sequence) < (b.incarnation, b.sequence)
  }
}

/// A session in progress on this machine.
package struct SessionID: Hashable, Sendable, Codable, RawRepresentable, Comparable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  package static func < (a: SessionID, b: SessionID) -> Bool { a.rawValue < b.rawValue }
}

/// The code of a volunteer of this desk, e.g. `TN03`: it stands in entries, the name does not.
package struct VolunteerCode: Hashable, Sendable, Codable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  /// `TN01` … `TN99`, `TN100` …
  package init(number: Int) { rawValue = number < 10 ? "TN0\(number)" : "TN\(number)" }

  /// A typed code, in letters of either case; nil where it is none that a desk gives.
  package init?(typed: String) {
    let letters = typed.uppercased()
    guard letters.hasPrefix("TN"), letters.utf8.count <= 8, let number = Int(letters.dropFirst(2)), number > 0,
      letters.utf8.dropFirst(2).allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    self.init(number: number)
  }

  /// Which of a desk's codes it is, from 1; nil where it is none that a desk gives.
  package var number: Int? { VolunteerCode(typed: rawValue) == self ? Int(rawValue.dropFirst(2)) : nil }
}

/// A person who helps.
package struct Volunteer: Hashable, Sendable {
  package var code: VolunteerCode
  /// As they want to be shown; NFC.
  package var name: String

  package init(code: VolunteerCode, name: String) {
    self.code = code
    self.name = name
  }
}

/// A moment as this machine saw it: the wall clock may lie, boot id and monotonic time order what it cannot.
package struct Moment: Hashable, Sendable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z by the wall clock.
  package var wallMilliseconds: Int64
  /// Minutes that local time is ahead of UTC (+420 in Việt Nam).
  package var offsetMinutes: Int
  /// The kernel's boot id.
  package var boot: String
  /// Milliseconds since that boot.
  package var monotonicMilliseconds: Int64

  package init(wallMilliseconds: Int64, offsetMinutes: Int, boot: String, monotonicMilliseconds: Int64) {
    self.wallMilliseconds = wallMilliseconds
    self.offsetMinutes = offsetMinutes
    self.boot = boot
    self.monotonicMilliseconds = monotonicMilliseconds
  }

  /// The local day by the wall clock.
  package var day: Day { Day(daysSince1970: Int((localMilliseconds) / 86_400_000)) }
  /// Milliseconds since 1970-01-01 in local time.
  var localMilliseconds: Int64 {
    // A clock, or an entry from elsewhere, may claim anything: no claim may overflow.
    let offset = Int64(min(max(offsetMinutes, -1440), 1440)) * 60_000
    let (sum, isOver) = wallMilliseconds.addingReportingOverflow(offset)
    return max(0, isOver ? wallMilliseconds : sum)
  }
  /// Minutes since local midnight.
  package var minuteOfDay: Int { Int(localMilliseconds / 60_000 % 1440) }

  /// Whether both were seen between the same start of the machine and its end.
  func isSameBoot(as other: Moment) -> Bool { boot == other.boot && boot.utf8.count == other.boot.utf8.count }

  /// How long it is from another moment to this one: monotonic within one boot, else by the wall clock, never negative.
  package func milliseconds(since earlier: Moment) -> Int64 {
    let (difference, isOver) =
      boot == earlier.boot
      ? monotonicMilliseconds.subtractingReportingOverflow(earlier.monotonicMilliseconds)
      : wallMilliseconds.subtractingReportingOverflow(earlier.wallMilliseconds)
    return isOver ? 0 : max(0, difference)
  }
}

/// A local calendar day.
package struct Day: Hashable, Sendable, Codable, Comparable {
  package var daysSince1970: Int
  package init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }
  package static func < (a: Day, b: Day) -> Bool { a.daysSince1970 < b.daysSince1970 }

  /// Year, month, day in the Gregorian calendar (Howard Hinnant's civil-from-days).
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// The day of a date; nil where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSince1970: era * 146_097 + dayOfEra - 719_468)
    let back = parts
    guard back.year == year, back.month == month, back.day == day else { return nil }
  }
}
