import Checklists
import Foundation
import Journal
import Phrases
import Platform
import ReportFiles
import Reports

/// Writes a report in the form and to the place that were asked for.
struct ReportWriting {
  var language: Language
  var format: ReportFormat
  /// Nil: standard output.
  var out: String?
  var made: Moment
  /// Asked only where names are written.
  var names: () throws -> ReportNames

  func write(_ report: ActivityReport, _ change: ReportChange?) throws {
    if format == .json {
      return try put(try ReportJSON.write(report, made: made.wallMilliseconds, change: change))
    }
    try put(ReportDocument(report, try names(), made: time, change: change))
  }

  func write(_ report: OutsideReport) throws {
    if format == .json { return try put(try ReportJSON.write(report, made: made.wallMilliseconds)) }
    try put(ReportDocument(report, try names(), made: time))
  }

  /// The leak check, which is a list of sentences in any form.
  func write(_ findings: [LeakFinding], of report: ActivityReport) throws {
    try put(ReportDocument(findings, of: report, try names(), made: time))
  }

  /// `hh:mm dd/mm/yyyy`.
  private var time: String {
    let (hour, minute) = (made.minuteOfDay / 60, made.minuteOfDay % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute) \(Numbers.date(made.day))"
  }

  private func put(_ document: ReportDocument) throws {
    switch format {
    case .text, .json: try put(ReportPlainText.write(document, language, isASCII: isASCII))
    case .csv: try put(ReportCSV.write(document, language))
    case .html: try put(ReportHTML.write(document, language))
    case .xlsx: try workbook(document)
    }
  }

  /// A bare console has no signs beyond letters.
  private var isASCII: Bool { out == nil && ProcessInfo.processInfo.environment["TERM"] == "linux" }

  private func put(_ text: String) throws {
    guard let out else { return FileHandle.standardOutput.write(Data(text.utf8)) }
    do throws(FileError) { try Files().replace(out, with: Array(text.utf8)) } catch {
      throw Failure(Phrase.cannotWriteReport(out, "\(error)"), language)
    }
    complain(Phrase.reportWritten(out)[language])
  }

  /// The library writes to a path: beside the place first, so that what stands there is whole at every moment.
  private func workbook(_ document: ReportDocument) throws {
    guard let out else { return }
    let fresh = Files.hiddenName(out)
    do {
      try ReportWorkbook.write(document, language, to: fresh)
      try Files().move(fresh, to: out)
    } catch {
      do throws(FileError) { try Files().remove(fresh) } catch { complain("\(fresh): \(error)") }
      let word = if case .library(let word)? = error as? ReportWorkbookProblem { word } else { "\(error)" }
      throw Failure(Phrase.cannotWriteReport(out, word), language)
    }
    complain(Phrase.reportWritten(out)[language])
  }
}
