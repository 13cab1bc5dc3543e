package import Journal
import Phrases

/// A file that the desk writes for programs and readers outside the unit, beside a person's own certificate. Each is one of
/// these, so that none goes out of which nobody has asked what it tells.
package enum PublicFile: Hashable, Sendable {
  /// The unit's calendar of a month, as iCalendar.
  case calendar(year: Int, month: Int)
  /// The petitions as Open311 has them, on a day.
  case petitions(Day)

  var name: String {
    switch self {
    case .calendar(let year, let month): "calendar-\(year)-\(month).ics"
    case .petitions(let day): "petitions-\(Numbers.iso(day)).json"
    }
  }
}
