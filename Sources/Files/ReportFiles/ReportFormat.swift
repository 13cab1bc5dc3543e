/// The forms in which a report is written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, xlsx, csv, json, html
}
