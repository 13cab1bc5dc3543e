package import Checklists
package import Journal

/// By what a report's sessions stand together in groups.
package enum ReportGrouping: String, CaseIterable, Sendable, Codable {
  case volunteer, checklist, unit, day
}

/// Sessions of one group.
package struct ReportGroup: Hashable, Sendable {
  /// The volunteer's code, the checklist's name, the commune's code, or the day as `yyyy-mm-dd`; empty where a session has
  /// none.
  package var key: String
  package var tally: ReportTally

  package init(key: String, tally: ReportTally) { (self.key, self.tally) = (key, tally) }
}

/// How far a chain is counted in a report.
package struct ReportHead: Hashable, Sendable, Codable {
  package var chain: ChainID
  /// 0, or the number of a fork of the chain at a hub.
  package var branch: Int
  /// The sequence of the last entry that is counted.
  package var sequence: Int

  package init(_ chain: ChainID, branch: Int = 0, sequence: Int) {
    self.chain = chain
    self.branch = branch
    self.sequence = sequence
  }
}

/// A desk of the unit, and whether its entries can be complete.
package struct ReportDesk: Hashable, Sendable {
  package var device: DeviceID
  /// As it is called; nil where nobody named it.
  package var name: String?
  package var unit: String
  /// When the hub last confirmed entries of it, in milliseconds since 1970; nil where it never did.
  package var lastReceipt: Int64?
  /// It was not heard since the period's end: what it counted may be missing, and missing is not zero.
  package var isMissing: Bool

  package init(device: DeviceID, name: String? = nil, unit: String, lastReceipt: Int64?, isMissing: Bool) {
    self.device = device
    self.name = name
    self.unit = unit
    self.lastReceipt = lastReceipt
    self.isMissing = isMissing
  }

  /// A desk whose entries come over a hub. `now` and `lastReceipt` are milliseconds since 1970, `offsetMinutes` what local
  /// time is ahead of UTC.
  package init(
    device: DeviceID, name: String? = nil, unit: String, lastReceipt: Int64?, period: ReportPeriod, now: Int64,
    offsetMinutes: Int
  ) {
    let midnight = period.end(offsetMinutes: offsetMinutes)
    // While the period lasts, a desk that was heard within a day is not missing.
    let bar = min(midnight, now.subtractingReportingOverflow(86_400_000).partialValue)
    self.init(
      device: device, name: name, unit: unit, lastReceipt: lastReceipt,
      isMissing: lastReceipt.map { $0 < bar } ?? true)
  }
}

/// What happened on one day of the period.
package struct DayCounts: Hashable, Sendable {
  package var sessions = 0
  package var completed = 0

  package init() {}
}

/// Words of a volunteer or a citizen that a lead should read.
package struct ReportText: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case petition(PetitionTopic)
    /// A problem that no known one fitted.
    case difficulty(ChecklistID, StepID)
  }
  package var kind: Kind
  package var day: Day
  package var words: String

  package init(kind: Kind, day: Day, words: String) {
    self.kind = kind
    self.day = day
    self.words = words
  }
}

/// A report over a period, for readers of the unit: counted exactly.
package struct ActivityReport: Hashable, Sendable {
  package var definition: ReportDefinition
  package var period: ReportPeriod
  /// The commune's code; nil for all that the source holds.
  package var unit: String?
  /// How far each chain is counted, by device, incarnation and branch.
  package var heads: [ReportHead]
  package var desks: [ReportDesk]
  package var tally: ReportTally
  /// Volunteers, by desk and code, who had a session.
  package var volunteers: Int
  /// Days of a volunteer at a desk with a session.
  package var shifts: Int
  /// From each shift's first session to the end of its last, together, in seconds.
  package var shiftSeconds: Int
  /// Days with a session.
  package var days: [Day: DayCounts]
  package var grouping: ReportGrouping?
  /// Most sessions first; days in order.
  package var groups: [ReportGroup]
  /// Corrected sessions of the period, in the order of the chains.
  package var corrected: [CorrectedSession]
  /// Newest first.
  package var texts: [ReportText]
  /// Entries that this program cannot read; they are in no count.
  package var unreadable: Int

  /// Desks whose entries may be missing.
  package var missing: [ReportDesk] { desks.filter(\.isMissing) }
}
