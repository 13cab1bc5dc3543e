import GRDB
import Journal
import SQLiteFiles

/// Rows from `first` through `last`.
struct RowSpan: Hashable {
  var first: Int64
  var last: Int64

  var isEmpty: Bool { first > last }
}

/// Which rows a filter by day leaves: stretches of rows, ascending, that neither overlap nor touch.
///
/// Rows are in the order of time, so days are one stretch; each jump of the clock adds one. Beyond ``most``, one
/// stretch is made of all, and each row's own day decides.
struct RowSpans {
  var spans: [RowSpan]
  /// Whether rows in the spans may still be of other days.
  var needsDay = false

  /// A clock that wanders more than this costs speed, not rightness.
  static let most = 16

  init(_ span: RowSpan) { spans = span.isEmpty ? [] : [span] }

  /// The rows of some days within a stretch.
  init(_ db: Database, from: Day?, through: Day?, within whole: RowSpan) throws {
    self.init(whole)
    guard from != nil || through != nil, !whole.isEmpty else { return }
    var found: [RowSpan] = []
    var hull: RowSpan?
    try db.each(
      """
      SELECT r.first, (SELECT n.first FROM run n WHERE n.first > r.first ORDER BY n.first LIMIT 1) FROM run r
      WHERE r.day BETWEEN ? AND ? ORDER BY r.first
      """, [.int(from?.daysSince1970 ?? .min), .int(through?.daysSince1970 ?? .max)]
    ) { line in
      let run = RowSpan(
        first: max(line.int64(0), whole.first), last: min((line.optionalInt64(1) ?? .max) &- 1, whole.last))
      guard !run.isEmpty else { return }
      hull = RowSpan(first: hull?.first ?? run.first, last: run.last)
      if let last = found.last, last.last + 1 == run.first {
        found[found.count - 1].last = run.last
      } else if found.count <= Self.most {
        found.append(run)
      }
    }
    if found.count > Self.most, let hull {
      spans = [hull]
      needsDay = true
    } else {
      spans = found
    }
  }
}
