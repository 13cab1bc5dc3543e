package import Checklists
package import DeskPorts
package import ReportFiles
package import Reports

/// Reports that are made up: previews draw them, and stories look at what was asked.
package final class SampleReports: ReportPort {
  package private(set) var asked: [ReportRequest] = []
  package private(set) var written: [ReportFormat] = []
  /// Acts on periods, and why.
  package private(set) var taken: [(act: PeriodAct, request: ReportRequest, reason: String?)] = []
  /// Thrown by every call, while set.
  package var problem: ReportProblem?

  package init() {}

  package func text(
    _ request: ReportRequest, _ language: Language, isASCII: Bool
  ) throws(ReportProblem) -> [String] {
    if let problem { throw problem }
    asked.append(request)
    let bar = String(repeating: isASCII ? "#" : "█", count: 12)
    return [
      "Báo cáo hoạt động hỗ trợ", "\(request.from.iso) – \(request.through.iso)", "", "3. Kết quả theo dịch vụ",
      "Cài và kích hoạt VNeID   12  \(bar)",
    ]
  }

  package func write(
    _ request: ReportRequest, _ format: ReportFormat, _ language: Language
  ) throws(ReportProblem) -> String {
    if let problem { throw problem }
    written.append(format)
    return "/data/reports/\(request.isOfUnit ? "unit" : "desk").\(format.rawValue)"
  }

  package func take(_ act: PeriodAct, of request: ReportRequest, reason: String?) throws(ReportProblem) {
    if let problem { throw problem }
    taken.append((act, request, reason))
  }
}
