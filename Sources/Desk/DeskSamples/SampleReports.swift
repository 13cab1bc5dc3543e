package import Checklists
package import DeskPorts
import Journal
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

  package func document(_ request: ReportRequest) throws(ReportProblem) -> ReportDocument {
    if let problem { throw problem }
    asked.append(request)
    guard let period = ReportPeriod(from: request.from, through: request.through) else {
      throw .figures(path: "", word: "a period")
    }
    var names = ReportNames()
    names.checklists = Self.checklists
    return ReportDocument(Self.report(period), names, made: "08:00 24/11/2026")
  }

  private static let checklists: [ChecklistID: LocalText] = [
    "vneid": LocalText("Cài và kích hoạt VNeID", "Install and activate VNeID"),
    "taikhoan": LocalText("Mở tài khoản thanh toán điện tử", "Open an electronic payment account"),
  ]

  /// Some sessions on the first day of a period.
  private static func report(_ period: ReportPeriod) -> ActivityReport {
    var counter = ReportCounter(period, corrections: CorrectionIndex())
    let device = DeviceID(rawValue: "9b2e66aa")
    for number in 1...12 {
      counter.take(
        CountedSession(
          id: EntryID(device: device, incarnation: 1, sequence: number), day: period.from, unit: "29242",
          volunteer: VolunteerCode(number: 1), checklist: number > 8 ? "taikhoan" : "vneid", service: nil,
          outcome: number % 5 == 0 ? .appointment : .completed, ageBand: number % 3 == 0 ? .from60 : .from36,
          satisfaction: nil, petition: nil, problems: [], isOnlyCounted: false, began: 0, length: 1_200_000,
          candidates: 0))
    }
    return counter.report()
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
