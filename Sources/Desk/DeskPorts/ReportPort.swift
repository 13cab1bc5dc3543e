package import Checklists
package import Journal
package import ReportFiles
package import Reports

/// A report that is asked for.
package struct ReportRequest: Hashable, Sendable {
  package var from: Day
  package var through: Day
  /// Over the copies of the unit's journals; else over this laptop's own.
  package var isOfUnit: Bool

  package init(from: Day, through: Day, isOfUnit: Bool) {
    self.from = from
    self.through = through
    self.isOfUnit = isOfUnit
  }
}

/// What the desk asks of the reports.
package protocol ReportPort: AnyObject {
  /// The report for people to read.
  func document(_ request: ReportRequest) throws(ReportProblem) -> ReportDocument
  /// Writes the report into a file of the data folder; returns its path.
  func write(_ request: ReportRequest, _ format: ReportFormat, _ language: Language) throws(ReportProblem) -> String
  /// Signs the unit's period as its lead, with the heads of all journals that are counted in it, or opens it again: the next
  /// exchange tells the hub. What cannot be done now throws, and says why.
  func take(_ act: PeriodAct, of request: ReportRequest, reason: String?) throws(ReportProblem)
}
