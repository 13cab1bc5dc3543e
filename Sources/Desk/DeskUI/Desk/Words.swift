import Journal
import Phrases

/// Whether a text is a mobile or fixed number of Việt Nam: ten or eleven digits from 0, or +84 in its place.
func isPhone(_ text: String) -> Bool {
  var digits = text.filter { $0.isNumber }
  guard text.allSatisfy({ ($0.isASCII && $0.isNumber) || " .-+".contains($0) }) else { return false }
  if digits.hasPrefix("84") { digits = "0" + digits.dropFirst(2) }
  let second = digits.dropFirst().first ?? "x"
  return digits.hasPrefix("0")
    && (("35789".contains(second) && digits.count == 10) || (second == "2" && digits.count == 11))
}

/// `m:ss`.
func duration(_ seconds: Int64) -> String { "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)" }

/// 24-hour time.
func clockText(_ minuteOfDay: Int) -> String { Numbers.clock(minuteOfDay) }

extension Desk {
  /// `d/m/yyyy`, or `d/m`: then the nearest such day, ahead or behind; `isOver`: the last one, for what is looked up. Nil
  /// where it is no day.
  func day(from text: String, isOver: Bool = false) -> Day? {
    let parts = text.split(separator: "/").map { Int($0) }
    guard parts.count == 2 || parts.count == 3, let day = parts[0], let month = parts[1] else { return nil }
    if parts.count == 3 {
      guard let year = parts[2], year >= 1000 else { return nil }
      return Day(year: year, month: month, day: day)
    }
    let today = now.day
    let year = today.parts.year
    let days = (year - 1...year + 1).compactMap { Day(year: $0, month: month, day: day) }
    if isOver { return days.last { $0 <= today } }
    return days.min { abs($0.daysSince1970 - today.daysSince1970) < abs($1.daysSince1970 - today.daysSince1970) }
  }

  /// A day, or two with a dash between them: the first and the last of a range, in whichever order. Nil where it is none.
  func days(from text: String) -> (first: Day, last: Day)? {
    let parts = text.split(whereSeparator: { "-–".contains($0) }).map {
      day(from: $0.filter { $0 != " " }, isOver: true)
    }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1] else { return nil }
    return (min(first, last), max(first, last))
  }

  /// A time of any clock as it is here: `dd/mm/yyyy hh:mm`.
  func timeText(_ milliseconds: Int64) -> String {
    dateText(milliseconds) + " " + clockText(here(milliseconds).minuteOfDay)
  }

  /// The day of a time of any clock as it is here: `dd/mm/yyyy`.
  func dateText(_ milliseconds: Int64) -> String { Numbers.date(here(milliseconds).day) }

  private func here(_ milliseconds: Int64) -> Moment {
    Moment(wallMilliseconds: milliseconds, offsetMinutes: now.offsetMinutes, boot: "", monotonicMilliseconds: 0)
  }
}
