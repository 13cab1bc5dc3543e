package import Journal
package import Reports

/// All entries of a made-up province over the year 2026, and what its sessions are in the end.
package struct Stock {
  package var entries: [StoredEntry] = []
  package var made: [MadeUpProvince.Made] = []
  /// Sessions that were begun by mistake.
  package var cancelled: [(day: Day, unit: String)] = []
  package var corrections = CorrectionIndex()

  package init(seed: UInt64, units: Int = 6, desks: Int = 11, sessions: Int = 4_000) {
    let year = ReportPeriod(.year, holding: Day(daysSince1970: 20_600))
    let province = MadeUpProvince(
      seed: seed, units: units, desks: desks, sessions: sessions, from: year.from, through: year.through)
    for desk in province.desks {
      let year = province.entries(of: desk) { entries.append($0) }
      made += year.sessions
      cancelled += year.cancelled.map { ($0, desk.unit) }
    }
    for entry in entries { corrections.take(entry) }
  }

  package func report(
    _ period: ReportPeriod, unit: String? = nil, grouping: ReportGrouping? = nil
  ) -> ActivityReport {
    var counter = ReportCounter(period, unit: unit, grouping: grouping, corrections: corrections)
    for entry in entries { counter.take(entry) }
    return counter.report()
  }
}
