import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import JournalStore
import Phrases
import Platform
import ReportFiles
import ReportStore
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
  @Flag(help: "In lược đồ JSON của báo cáo / print the JSON schema of reports.") var schema = false

  func validate() throws {
    guard !schema else { return }
    guard let period, ReportPeriod(words: period, today: Day(daysSince1970: 0)) != nil else {
      throw ValidationError(Phrase.badReportPeriod[options.language])
    }
    if let on, Day(iso: on) == nil { throw ValidationError(Phrase.badReportDay[options.language]) }
    if format == .xlsx, out == nil { throw ValidationError(Phrase.workbookNeedsFile[options.language]) }
    if outside, by != nil || against != nil { throw ValidationError(Phrase.outsideStandsAlone[options.language]) }
  }

  func run() throws {
    if schema { return print(ReportJSON.schema) }
    let now = Moment.now()
    let day = on.flatMap { Day(iso: $0) } ?? now.day
    guard let period = period.flatMap({ ReportPeriod(words: $0, today: day) }) else { return }
    let journal = try options.reader()
    let source = try KeptSessions(options, journal)
    defer { source.close() }
    let writing = ReportWriting(
      language: options.language, format: format, out: out, made: now,
      names: { try names(journal) })
    if outside {
      let report = try OutsideRecord(options).release(source, period, unit: unit, today: now.day)
      return try writing.write(report)
    }
    let earlier = try against.map { try self.earlier($0, period) }
    let (report, change) = try source.report(period, unit: unit, grouping: by, since: earlier?.heads)
    if check {
      let findings = Disclosure.findings(report.tally, by: report.definition)
      return try writing.write(findings, of: report)
    }
    try writing.write(report, change)
  }

  /// What an earlier report says of itself; it has to be of the same period, unit and definition.
  private func earlier(_ path: String, _ period: ReportPeriod) throws -> ReportJSON.Earlier {
    let language = options.language
    let bytes: [UInt8]?
    do { bytes = try Files().read(path, limit: ReportJSON.largest) } catch {
      throw Failure(Phrase.notAReport(path), language)
    }
    guard let bytes, let earlier = ReportJSON.read(bytes) else { throw Failure(Phrase.notAReport(path), language) }
    guard earlier.period == period, earlier.unit == unit, earlier.definition == ReportDefinition.current.name else {
      let (what, whose) = (Phrase.period(earlier.period), Phrase.reportUnit(earlier.unit, nil))
      let text = LocalText(
        "\(what.vi), \(whose.vi), \(earlier.definition)", "\(what.en), \(whose.en), \(earlier.definition)")
      throw Failure(Phrase.otherEarlierReport(text), language)
    }
    return earlier
  }

  /// What codes are called. A checklist or table that cannot be read leaves its codes as they are: the report is about
  /// figures.
  private func names(_ journal: JournalStore) throws -> ReportNames {
    let shelf = try options.shelf()
    var names = ReportNames()
    for header in shelf.shelf().headers {
      names.checklists[header.id] = header.title
      do throws(BrokenChecklist) {
        for problem in try shelf.open(header.id).checklist.problems { names.problems[problem.id] = problem.symptom }
      } catch { complain("\(error.file): \(error.complaint[options.language])") }
    }
    let settings = try withSentences(options.language) { try journal.settings() }
    do throws(BrokenChecklist) {
      for service in try shelf.catalogue().services { names.services[service.id] = service.name }
      for unit in try shelf.units(file: settings["units-file"]) { names.units[unit.code] = unit.name }
    } catch { complain("\(error.file): \(error.complaint[options.language])") }
    for volunteer in try withSentences(options.language, { try journal.volunteers() }) {
      names.volunteers[volunteer.code] = volunteer.name
    }
    return names
  }
}

/// The sessions of this desk's journal as they are kept for reports, brought up to date.
struct KeptSessions {
  private let store: ReportStore
  private let language: Language
  private let path: String

  init(_ options: DataOptions, _ journal: JournalStore) throws {
    language = options.language
    let path = ReportStore.path(folder: options.folder, practice: options.practice)
    self.path = path
    store = try Self.saying(language, path) { () throws(ReportStoreProblem) in
      let store = try ReportStore.open(path: path)
      try store.catchUp(with: journal)
      return store
    }
  }

  func report(
    _ period: ReportPeriod, unit: String?, grouping: ReportGrouping? = nil, since heads: [ReportHead]? = nil
  ) throws -> (ActivityReport, ReportChange?) {
    let found = try Self.saying(language, path) { () throws(ReportStoreProblem) in
      try store.report(period, unit: unit, grouping: grouping, since: heads)
    }
    return (found.report, found.change)
  }

  func close() {
    // What was kept is on the disk; a file that does not close is no loss.
    do { try store.close() } catch { complain("\(path): \(error)") }
  }

  private static func saying<Value>(
    _ language: Language, _ path: String, _ work: () throws(ReportStoreProblem) -> Value
  ) throws -> Value {
    do throws(ReportStoreProblem) { return try work() } catch {
      switch error {
      case .unusable(_, let what): throw Failure(Phrase.reportsUnusable(path, what), language)
      case .source(let what): throw Failure(Phrase.reportsUnusable(path, what), language)
      }
    }
  }
}

/// The record of what was told to readers outside the unit, in the data folder.
struct OutsideRecord {
  private let path: String
  private let language: Language

  init(_ options: DataOptions) {
    path = options.folder + (options.practice ? "/practice-outside.json" : "/outside.json")
    language = options.language
  }

  /// The largest record that is read, in bytes: a month of a unit takes some 50,000.
  private static let largest = 256 << 20

  /// Makes the report; what it tells for the first time is on the disk before it returns.
  func release(
    _ source: KeptSessions, _ period: ReportPeriod, unit: String?, today: Day
  ) throws -> OutsideReport {
    let lock: FileLock
    do throws(FileError) { lock = try FileLock(path + ".lock") } catch {
      throw error.isHeld
        ? Failure(Phrase.ledgerInUse, language) : Failure(Phrase.cannotWriteReport(path, "\(error)"), language)
    }
    defer { lock.release() }
    var ledger = try read()
    let before = ledger
    do {
      let report = try Disclosure.release(
        source.report(period, unit: unit).0, today: today, ledger: &ledger
      ) { try source.report($0, unit: unit).0 }
      if ledger != before { try keep(ledger) }
      return report
    } catch let problem as OutsideProblem {
      throw Failure(Phrase.sentence(problem), language)
    }
  }

  private func read() throws -> OutsideLedger {
    do {
      guard let bytes = try Files().read(path, limit: Self.largest) else { return OutsideLedger() }
      return try JSONDecoder().decode(OutsideLedger.self, from: Data(bytes))
    } catch {
      throw Failure(Phrase.ledgerUnusable(path), language)
    }
  }

  private func keep(_ ledger: OutsideLedger) throws {
    do {
      try Files().replace(path, with: Array(try JSONEncoder().encode(ledger)))
    } catch {
      throw Failure(Phrase.cannotWriteReport(path, "\(error)"), language)
    }
  }
}
