import ArgumentParser
import Checklists
import Foundation
import HubService
import HubStore
import Journal
import Phrases
import Platform
import ReportFiles
import ReportStore
import Reports

extension ReportGrouping: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// `tiepsuc-hub report`: the same words as `tiepsuc report`, over all that the hub holds.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Báo cáo theo kỳ, từ mọi máy / a report over a period, from all desks.",
    discussion: """
      Kỳ: week, month, quarter, year (kỳ chứa hôm nay, hoặc ngày --on), hay TỪ..ĐẾN (2026-11-01..2026-11-30).

      Periods: week, month, quarter, year (the one that holds today, or the day of --on), or FROM..TO.
      """)

  @OptionGroup var options: HubOptions
  @Argument(help: "Kỳ / the period.") var period: String?
  @Option(help: "Ngày mà kỳ chứa, yyyy-mm-dd / a day that the period holds.") var on: String?
  @Option(help: "Chỉ xã có mã này / only the commune with this code.") var unit: String?
  @Option(help: "Thêm bảng theo / another table by: volunteer, checklist, unit, day.") var by: ReportGrouping?
  @Option(help: "Dạng / the form: text, xlsx, csv, json, html.") var format = ReportFormat.text
  @Option(help: "Ghi vào tệp / write to a file.") var out: String?
  @Option(help: "Báo cáo JSON trước đó: nói phần bổ sung / an earlier JSON report: tell the supplement.")
  var against: String?
  @Flag(help: "Bản cho người ngoài: ẩn các số nhỏ / for readers outside: small numbers hidden.") var outside = false
  @Flag(help: "Kiểm tra lộ: ô nào quá nhỏ, phải gộp gì / what would be too small to show, and what merges.")
  var check = false
  @Flag(help: "In lược đồ JSON của báo cáo / print the JSON schema of reports.") var schema = false

  /// Desks are in Việt Nam, wherever the hub's machine thinks it is.
  private static let offsetMinutes = 420

  func validate() throws {
    let complaint = ReportQuestion.complaint(
      period: period, on: on, format: format, out: out, isOutside: outside,
      isAlone: by == nil && against == nil && !check)
    if !schema, let complaint { throw ValidationError(complaint[options.language]) }
  }

  func run() async throws {
    if schema { return say(ReportJSON.schema) }
    let now = Moment(
      wallMilliseconds: SystemClock.now.wallMilliseconds, offsetMinutes: Self.offsetMinutes, boot: "",
      monotonicMilliseconds: 0)
    let day = on.flatMap { Day(iso: $0) } ?? now.day
    guard let period = period.flatMap({ ReportPeriod(words: $0, today: day) }) else { return }
    do { try await report(over: period, now) } catch let problem as ReportProblem {
      FileHandle.standardError.write(Data((problem.sentence[options.language] + "\n").utf8))
      throw ExitCode.failure
    }
  }

  private func report(over period: ReportPeriod, _ now: Moment) async throws {
    let path = options.folder.reports
    try await withStore(try await options.existingStore()) { store in
      let updater = ReportUpdater(store)
      let source = try await updater.source()
      let desks = try await updater.desks(
        of: unit, period, now: now.wallMilliseconds, offsetMinutes: Self.offsetMinutes)
      do {
        let reports = try ReportStore.open(path: path, source: source, hasFeed: true)
        try await updater.catchUp(reports)
        try answer(period, reports, desks, path, now)
        try reports.close()
      } catch let problem as ReportStoreProblem {
        throw ReportProblem(problem, path)
      }
    }
  }

  private func answer(
    _ period: ReportPeriod, _ reports: ReportStore, _ desks: [ReportDesk], _ path: String, _ now: Moment
  ) throws {
    let question = ReportQuestion(
      period, unit: unit, grouping: by, format: format, out: out, against: against, isOutside: outside, isCheck: check)
    let source = ReportSource(
      count: { (period, grouping, heads) throws(ReportProblem) in
        do throws(ReportStoreProblem) {
          return try reports.report(period, unit: unit, grouping: grouping, since: heads, desks: desks)
        } catch {
          throw ReportProblem(error, path)
        }
      },
      record: OutsideRecord(path: options.folder.toldReports), names: { ReportNames() }, now: now,
      language: options.language)
    if let text = try question.answer(from: source) {
      FileHandle.standardOutput.write(Data(text.utf8))
    } else if let out {
      FileHandle.standardError.write(Data((Phrase.reportWritten(out)[options.language] + "\n").utf8))
    }
  }
}

extension ReportProblem {
  fileprivate init(_ problem: ReportStoreProblem, _ path: String) {
    switch problem {
    case .unusable(_, let what), .source(let what): self = .figures(path: path, word: what)
    }
  }
}
