package import Journal

/// One table of a report for readers outside the unit.
package struct OutsideTable: Hashable, Sendable {
  package let name: NamedTable
  /// The sum of the months that are told; nil where all are withheld.
  package let table: ProtectedTable?
  /// Changes that were told after a month was published, oldest first.
  package let added: [ProtectedTable]
  package let removed: [ProtectedTable]
  /// Months of which this table tells nothing.
  package let withheld: [ReportPeriod]
}

/// A report for readers outside the unit: named tables of months that have ended, as ``Disclosure`` lets them out.
///
/// Whatever is written for them, in whatever form, is written from this.
package struct OutsideReport: Hashable, Sendable {
  package let definition: ReportDefinition
  package let period: ReportPeriod
  package let unit: String?
  /// Months of the period that are in it.
  package let months: [ReportPeriod]
  /// Months that have not ended.
  package let open: [ReportPeriod]
  package let tables: [OutsideTable]
  /// Volunteers, shifts and hours tell of no citizen.
  package let volunteers: Int
  package let shifts: Int
  package let shiftSeconds: Int
  package let missing: [ReportDesk]

  fileprivate init(
    _ report: ActivityReport, months: [ReportPeriod], open: [ReportPeriod], tables: [OutsideTable]
  ) {
    definition = report.definition
    period = report.period
    unit = report.unit
    self.months = months
    self.open = open
    self.tables = tables
    volunteers = report.volunteers
    shifts = report.shifts
    shiftSeconds = report.shiftSeconds
    missing = report.missing
  }

  package subscript(name: NamedTable) -> OutsideTable? { tables.first { $0.name == name } }
}

/// Why there is no report for readers outside the unit.
package enum OutsideProblem: Hashable, Sendable {
  /// They are given whole months, quarters and years only.
  case notMonths
  /// No month of the period has ended.
  case notEnded
  /// A month was told for another unit, or for all that the source holds (nil): two of them tell the rest by difference.
  case otherUnit(String?)
}

/// What readers outside the unit are given.
package enum OutsideRelease: Hashable, Sendable {
  case told(OutsideReport)
  case refused(OutsideProblem)

  /// Nil where there is none for them.
  package var report: OutsideReport? { if case .told(let report) = self { report } else { nil } }
}

extension Disclosure {
  /// The report for readers outside the unit, and what it tells for the first time, in the ledger; the ledger has to be
  /// kept before the report is shown.
  ///
  /// - Parameters:
  ///   - report: The unit's own report over the same period.
  ///   - today: Months that have not ended by then are left out.
  ///   - count: The unit's own report over one month.
  package static func release<Failure>(
    _ report: ActivityReport, today: Day, ledger: inout OutsideLedger,
    count: (ReportPeriod) throws(Failure) -> ActivityReport
  ) throws(Failure) -> OutsideRelease {
    let all = report.period.months
    guard !all.isEmpty else { return .refused(.notMonths) }
    let months = all.filter { $0.through < today }
    guard !months.isEmpty else { return .refused(.notEnded) }
    for month in months {
      if let told = ledger.units(of: month).first(where: { $0 != report.unit }) { return .refused(.otherUnit(told)) }
    }
    for month in months {
      ledger.update(month, unit: report.unit, try count(month).tally, by: report.definition)
    }
    let entries = months.map { (month: $0, tables: ledger.entries(of: $0, unit: report.unit) ?? [:]) }
    let names = entries.flatMap(\.tables.keys).compactMap(NamedTable.init(id:))
    let tables = Set(names).sorted { ($0.order, $0.id) < ($1.order, $1.id) }.map { name in
      let told = entries.map { (month: $0.month, entry: $0.tables[name.id]) }
      let shown = told.compactMap { one in one.entry.flatMap { $0.now == nil ? nil : $0 } }
      return OutsideTable(
        name: name,
        table: ProtectedTable.sum(
          shown.flatMap { [$0.published] + $0.added }, removed: shown.flatMap(\.removed)),
        added: shown.flatMap(\.added), removed: shown.flatMap(\.removed),
        withheld: told.filter { $0.entry?.now == nil }.map(\.month))
    }
    return .told(OutsideReport(report, months: months, open: all.filter { $0.through >= today }, tables: tables))
  }
}

extension NamedTable {
  /// In which order tables are told.
  fileprivate var order: Int {
    switch self {
    case .services: 0
    case .indicator(let indicator): 100 + (ReportIndicator.allCases.firstIndex(of: indicator) ?? 0)
    case .ages: 1_000
    case .satisfaction: 1_001
    case .petitions: 1_002
    case .problem: 1_003
    case .quickHelp: 1_004
    case .cancelled: 1_005
    }
  }
}
