import Checklists
package import Journal

/// What changed in a period since a report of it was made: a supplement (bổ sung) says it, the report itself stays.
///
/// The figures now are those of the report, with ``added``, without ``removed``.
package struct ReportChange: Hashable, Sendable {
  /// Sessions as they are counted now: those that came late, and corrected ones as corrected.
  package var added = ReportTally()
  /// Corrected sessions as they were counted before.
  package var removed = ReportTally()
  /// Sessions that came late, by desk.
  package var late: [DeviceID: Int] = [:]
  /// Sessions that were corrected since, in the order of the chains.
  package var corrections: [CorrectedSession] = []

  package init() {}

  /// Whether the report still says it all.
  package var isEmpty: Bool { late.isEmpty && corrections.isEmpty && added.quickHelp == 0 && added.cancelled == 0 }

  /// How many sessions came late.
  package var lateSessions: Int { late.values.reduce(0, +) }

  /// The sums of the earlier report, from those of now.
  package func before(_ now: ReportTally) -> ReportTally {
    var before = now
    before.add(removed)
    before.add(added, times: -1)
    return before
  }

  mutating func late(_ session: CountedSession, _ definition: ReportDefinition) {
    added.count(session, definition)
    late[session.id.device, default: 0] += 1
  }

  mutating func late(_ quick: CountedQuickHelp) { added.count(quick) }

  mutating func late(_ cancellation: CountedCancellation) { added.count(cancellation) }

  mutating func corrected(
    from before: CountedSession, to now: CountedSession, _ notes: CorrectedSession, _ definition: ReportDefinition
  ) {
    removed.count(before, definition)
    added.count(now, definition)
    corrections.append(notes)
  }

  var sorted: ReportChange {
    var sorted = self
    sorted.corrections.sort { $0.isBefore($1) }
    return sorted
  }
}
