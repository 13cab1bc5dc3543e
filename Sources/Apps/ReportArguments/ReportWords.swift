package import ArgumentParser
package import Checklists
package import Journal
package import ReportFiles
package import Reports

extension ReportGrouping: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// The words in which a report is asked for, the same for a desk and for a hub.
package struct ReportWords: ParsableArguments {
  /// What both commands say of periods in their help.
  package static let discussion = """
    Kỳ: week, month, quarter, year (kỳ chứa hôm nay, hoặc ngày --on), hay TỪ..ĐẾN (2026-11-01..2026-11-30).

    Periods: week, month, quarter, year (the one that holds today, or the day of --on), or FROM..TO.
    """

  @Argument(help: "Kỳ / the period.") package var period: String?
  @Option(help: "Ngày mà kỳ chứa, yyyy-mm-dd / a day that the period holds.") package var on: String?
  @Option(help: "Chỉ xã có mã này / only the commune with this code.") package var unit: String?
  @Option(help: "Thêm bảng theo / another table by: volunteer, checklist, unit, day.") package var by: ReportGrouping?
  @Option(help: "Dạng / the form: text, xlsx, csv, json, html.") package var format = ReportFormat.text
  @Option(help: "Ghi vào tệp / write to a file.") package var out: String?
  @Option(help: "Báo cáo JSON trước đó: nói phần bổ sung / an earlier JSON report: tell the supplement.")
  package var against: String?
  @Flag(help: "Bản gửi ra ngoài đơn vị: ẩn các số nhỏ / for readers outside the unit: small numbers hidden.")
  package var outside = false
  @Flag(help: "Kiểm tra lộ: ô nào quá nhỏ, phải gộp gì / what would be too small to show, and what merges.")
  package var check = false
  @Flag(help: "In lược đồ JSON của báo cáo / print the JSON schema of reports.") package var schema = false

  package init() {}

  /// What of the words together makes no sense; nil where all does.
  package var complaint: LocalText? {
    if schema { return nil }
    return ReportQuestion.complaint(
      period: period, on: on, format: format, out: out, isOutside: outside,
      isAlone: by == nil && against == nil && !check)
  }

  /// What is asked, on a day; nil where only the schema is.
  package func question(today: Day) -> ReportQuestion? {
    let day = on.flatMap { Day(iso: $0) } ?? today
    guard let period = period.flatMap({ ReportPeriod(words: $0, today: day) }) else { return nil }
    return ReportQuestion(
      period, unit: unit, grouping: by, format: format, out: out, against: against, isOutside: outside, isCheck: check)
  }
}
