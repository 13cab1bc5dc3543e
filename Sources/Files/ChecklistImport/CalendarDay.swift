/// A day of the Gregorian calendar as spreadsheets have it: a number, or a text in the order of the country.
struct CalendarDay: Hashable {
  var year: Int
  var month: Int
  var day: Int

  /// Reads `2026-11-23`, `23/11/2026`, `23-11-2026` and `23.11.2026`; nil for anything else.
  ///
  /// The day comes before the month, as everywhere in Viet Nam.
  init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    let counts = parts.map(\.utf8.count)
    let isYearFirst = counts[0] == 4
    guard isYearFirst || counts[2] == 4, (1...2).contains(counts[1]), (1...2).contains(counts[isYearFirst ? 2 : 0]),
      let first = Int(parts[0]), let month = Int(parts[1]), let last = Int(parts[2])
    else { return nil }
    self.init(year: isYearFirst ? first : last, month: month, day: isYearFirst ? last : first)
  }

  init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...9999).contains(year), (1...12).contains(month), (1...days[month - 1]).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day of a serial number in a workbook, counted from 1900 or from 1904; nil where it is none.
  ///
  /// Source: ECMA-376 part 1, 18.17.4.1. The first system counts a 29 February 1900 that never was.
  init?(serial: Int, isFrom1904: Bool) {
    guard (0...2_958_465).contains(serial), isFrom1904 || serial != 60 else { return nil }
    // Days since 1 January of year 0 of the proleptic calendar, in which year 0 is a leap year.
    var rest = isFrom1904 ? 695_421 + serial : serial < 60 ? 693_960 + serial : 693_959 + serial
    var year = rest / 366
    while Self.daysBefore(year + 1) <= rest { year += 1 }
    rest -= Self.daysBefore(year)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    var month = 1
    for days in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
      if rest < days { break }
      rest -= days
      month += 1
    }
    self.init(year: year, month: month, day: rest + 1)
  }

  /// Days before 1 January of a year, since the beginning of year 0.
  private static func daysBefore(_ year: Int) -> Int {
    year == 0 ? 0 : 365 * year + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
  }

  private func padded(_ number: Int, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - "\(number)".count)) + "\(number)"
  }

  /// As checklists write it: `2026-11-23`.
  var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// As people in Viet Nam write it: `23/11/2026`.
  var localText: String { "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))" }
}
