import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import JournalStore
import Phrases
import ReportFiles
import Reports

extension ReportGrouping: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// `tiepsuc report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Báo cáo theo kỳ, từ nhật ký này / a report over a period, from this journal.",
    discussion: """
      Kỳ: week, month, quarter, year (kỳ chứa hôm nay, hoặc ngày --on), hay TỪ..ĐẾN (2026-11-01..2026-11-30).

      Periods: week, month, quarter, year (the one that holds today, or the day of --on), or FROM..TO.
      """)

  @OptionGroup var options: DataOptions
  @Argument(help: "Kỳ / the period.") var period: String?
  @Option(help: "Ngày mà kỳ chứa, yyyy-mm-dd / a day that the period holds.") var on: String?
  @Option(help: "Chỉ xã có mã này / only the commune with this code.") var unit: String?
  @Option(help: "Thêm bảng theo / another table by: volunteer, checklist, unit, day.") var by: ReportGrouping?
  @Option(help: "Dạng / the form: text, xlsx, csv, json, html.") var format = ReportFormat.text
  @Option(help: "Ghi vào tệp / write to a file.") var out: String?
  @Option(help: "Báo cáo JSON trước đó: nói phần bổ sung / an earlier JSON report: tell the supplement.")
  var against: String?
  @Flag(help: "Bản gửi ra ngoài đơn vị: ẩn các số nhỏ / for readers outside the unit: small numbers hidden.")
  var outside = false
  @Flag(help: "Kiểm tra lộ: ô nào quá nhỏ, phải gộp gì / what would be too small to show, and what merges.")
  var check = false
  @Flag(help: "Trên các bản sao nhật ký của đơn vị, ở máy trưởng nhóm / over the copies of the unit's journals.")
  var ofUnit = false
  @Flag(help: "In lược đồ JSON của báo cáo / print the JSON schema of reports.") var schema = false

  func validate() throws {
    let complaint = ReportQuestion.complaint(
      period: period, on: on, format: format, out: out, isOutside: outside,
      isAlone: by == nil && against == nil && !check)
    if !schema, let complaint { throw ValidationError(complaint[options.language]) }
  }

  func run() throws {
    if schema { return print(ReportJSON.schema) }
    let now = Moment.now()
    let day = on.flatMap { Day(iso: $0) } ?? now.day
    guard let period = period.flatMap({ ReportPeriod(words: $0, today: day) }) else { return }
    let question = ReportQuestion(
      period, unit: unit, grouping: by, format: format, out: out, against: against, isOutside: outside, isCheck: check)
    let journal = try options.reader()
    let names = try withSentences(options.language) { try self.names(journal) }
    do throws(ReportProblem) {
      let kept = try kept(journal)
      let source = ReportSource(
        count: { (period, grouping, heads) throws(ReportProblem) in
          try kept.count(period, unit: unit, grouping, heads, now: now)
        },
        doubles: { period throws(ReportProblem) in try kept.doubles(period, unit: unit) },
        record: OutsideRecord(path: options.folder + (options.practice ? "/practice-outside.json" : "/outside.json")),
        names: { names }, now: now, language: options.language,
        isASCII: ProcessInfo.processInfo.environment["TERM"] == "linux")
      if let text = try question.answer(from: source) {
        FileHandle.standardOutput.write(Data(text.utf8))
      } else if let out {
        complain(Phrase.reportWritten(out)[options.language])
      }
      try kept.close()
    } catch {
      throw Failure(error.sentence, options.language)
    }
  }

  /// The sessions that are kept for reports, brought up to date.
  private func kept(_ journal: JournalStore) throws(ReportProblem) -> KeptReports {
    guard ofUnit else {
      return try KeptReports.own(journal, folder: options.folder, isPractice: options.practice)
    }
    let folder = options.folder
    let found = try KeptReports.unit(folder: folder) { () throws(JournalProblem) in
      try JournalStore.openCopies(folder: folder)
    }
    guard let found else { throw .noCopies }
    return found
  }

  /// What codes are called. A checklist or table that cannot be read leaves its codes as they are: the report is about
  /// figures.
  private func names(_ journal: JournalStore) throws -> ReportNames {
    let shelf = try options.shelf()
    var names = ReportNames()
    if format == .json { return names }
    for header in shelf.shelf().headers {
      names.checklists[header.id] = header.title
      do throws(BrokenChecklist) {
        for problem in try shelf.open(header.id).checklist.problems { names.problems[problem.id] = problem.symptom }
      } catch { complain("\(error.file): \(error.complaint[options.language])") }
    }
    let settings = try journal.settings()
    do throws(BrokenChecklist) {
      for service in try shelf.catalogue().services { names.services[service.id] = service.name }
      for unit in try shelf.units(file: settings["units-file"]) { names.units[unit.code] = unit.name }
    } catch { complain("\(error.file): \(error.complaint[options.language])") }
    // Codes of volunteers are each desk's own.
    for volunteer in ofUnit ? [] : try journal.volunteers() { names.volunteers[volunteer.code] = volunteer.name }
    return names
  }
}
