import HubPages
import Journal
import Reports

/// The period that somebody chose on a page.
struct PageQuestion: Hashable {
  var kind: ReportPeriod.Kind
  var on: Day
  var period: ReportPeriod
  /// The commune's code; nil where none was named.
  var unit: String?

  /// - Parameter otherwise: The period of who chose none.
  init(_ query: Query, today: Day, otherwise: ReportPeriod.Kind = .month) {
    kind = query["period"].flatMap { ReportPeriod.Kind(rawValue: $0) }.flatMap { $0 == .range ? nil : $0 } ?? otherwise
    on = query["on"].flatMap { Day(iso: $0) } ?? today
    period = ReportPeriod(kind, holding: on)
    unit = query["unit"]
  }

  /// As a query.
  var query: String { "period=\(kind.rawValue)&on=\(on.iso)" + (unit.map { "&unit=\($0)" } ?? "") }
}
