package import Journal
import Phrases

/// Moments as pages show them. Desks are in Việt Nam, wherever the hub's machine thinks it is.
package enum PageTime {
  package static let offsetMinutes = 420

  /// The day of a moment, by milliseconds since 1970.
  package static func day(_ time: Int64) -> Day { parts(time).day }

  /// `dd/mm/yyyy hh:mm`.
  package static func text(_ time: Int64) -> String {
    let (day, minutes) = parts(time)
    return "\(Numbers.date(day)) \(Numbers.clock(minutes))"
  }

  /// Whole days between two moments; none where the later one is not later.
  package static func days(from: Int64, to: Int64) -> Int {
    let (passed, isOver) = to.subtractingReportingOverflow(from)
    return isOver ? 0 : Int(max(0, passed) / 86_400_000)
  }

  private static func parts(_ time: Int64) -> (day: Day, minutes: Int) {
    // A clock that is far off is shown as the last day that has a name.
    let known = min(max(time, 0), 253_402_300_799_000)
    let minutes = known / 60_000 + Int64(offsetMinutes)
    return (Day(daysSince1970: Int(minutes / 1_440)), Int(minutes % 1_440))
  }
}
