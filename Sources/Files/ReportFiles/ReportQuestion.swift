package import Checklists
import Foundation
package import Journal
import Phrases
import Platform
package import Reports
import Workbooks

/// What somebody asks of the reports of a desk or a hub; the same words at both command lines.
package struct ReportQuestion: Hashable, Sendable {
  package var period: ReportPeriod
  /// The commune's code; nil: all.
  package var unit: String?
  package var grouping: ReportGrouping?
  package var format: ReportFormat
  /// Where to write; nil: the text is given back.
  package var out: String?
  /// A JSON report of before, whose supplement is asked for.
  package var against: String?
  /// For readers outside the unit.
  package var isOutside: Bool
  /// The leak check in place of the report.
  package var isCheck: Bool

  package init(
    _ period: ReportPeriod, unit: String? = nil, grouping: ReportGrouping? = nil, format: ReportFormat = .text,
    out: String? = nil, against: String? = nil, isOutside: Bool = false, isCheck: Bool = false
  ) {
    self.period = period
    self.unit = unit
    self.grouping = grouping
    self.format = format
    self.out = out
    self.against = against
    self.isOutside = isOutside
    self.isCheck = isCheck
  }

  /// What of the words together makes no sense; nil where all does.
  package static func complaint(
    period: String?, on: String?, format: ReportFormat, out: String?, isOutside: Bool, isAlone: Bool
  ) -> LocalText? {
    guard let period, ReportPeriod(words: period, today: Day(daysSince1970: 0)) != nil else {
      return Phrase.badReportPeriod
    }
    if let on, Day(iso: on) == nil { return Phrase.badReportDay }
    if format == .xlsx, out == nil { return Phrase.workbookNeedsFile }
    return isOutside && !isAlone ? Phrase.outsideStandsAlone : nil
  }
}

/// Where an answer comes from.
package struct ReportSource {
  /// The unit's own report over a period, and what changed since some heads.
  package typealias Count = (ReportPeriod, ReportGrouping?, [ReportHead]?) throws(ReportProblem) -> (
    report: ActivityReport, change: ReportChange?
  )

  package var count: Count
  /// Sessions that may be doubles.
  package var doubles: (ReportPeriod) throws(ReportProblem) -> [PossibleDouble]
  /// Where what was told outside is kept.
  package var record: OutsideRecord
  /// Asked only where names are written.
  package var names: () -> ReportNames
  package var now: Moment
  package var language: Language
  /// Standard output shows letters alone.
  package var isASCII: Bool
  /// How wide standard output is; nil where there is no bound.
  package var columns: Int?

  package init(
    count: @escaping Count,
    doubles: @escaping (ReportPeriod) throws(ReportProblem) -> [PossibleDouble] = { _ throws(ReportProblem) in [] },
    record: OutsideRecord, names: @escaping () -> ReportNames, now: Moment, language: Language,
    isASCII: Bool = false, columns: Int? = nil
  ) {
    self.columns = columns
    self.count = count
    self.doubles = doubles
    self.record = record
    self.names = names
    self.now = now
    self.language = language
    self.isASCII = isASCII
  }
}

extension ReportQuestion {
  /// The answer as text; nil where it was written to ``out``.
  package func answer(from source: ReportSource) throws(ReportProblem) -> String? {
    guard format == .json, !isCheck else { return try put(try document(from: source), source) }
    let made = source.now.wallMilliseconds
    if isOutside {
      let report = try released(source)
      return try put(json { try ReportJSON.write(report, made: made) })
    }
    let (report, change) = try source.count(period, grouping, try earlier()?.heads)
    return try put(json { try ReportJSON.write(report, made: made, change: change) })
  }

  private func released(_ source: ReportSource) throws(ReportProblem) -> OutsideReport {
    try source.record.release(period, today: source.now.day) { period throws(ReportProblem) in
      try source.count(period, nil, nil).report
    }
  }

  /// The answer for people to read, in all languages.
  package func document(from source: ReportSource) throws(ReportProblem) -> ReportDocument {
    if isOutside { return ReportDocument(try released(source), source.names(), made: source.time) }
    let (report, change) = try source.count(period, grouping, try earlier()?.heads)
    let names = source.names()
    if isCheck {
      return ReportDocument(
        Disclosure.findings(report.tally, by: report.definition), of: report, names, made: source.time)
    }
    var document = ReportDocument(report, names, made: source.time, change: change)
    if let doubles = DoubleTable(names: names, desks: report.desks).section(try source.doubles(period)) {
      document.sections.append(doubles)
    }
    return document
  }

  /// What an earlier report says of itself; it has to be of the same period, unit and definition.
  private func earlier() throws(ReportProblem) -> ReportJSON.Earlier? {
    guard let against else { return nil }
    let bytes: [UInt8]?
    do { bytes = try Files().read(against, limit: ReportJSON.largest) } catch { throw .notAReport(path: against) }
    guard let bytes, let earlier = ReportJSON.read(bytes) else { throw .notAReport(path: against) }
    guard earlier.period == period, earlier.unit == unit, earlier.definition == ReportDefinition.current.name else {
      throw .otherEarlier(earlier)
    }
    return earlier
  }

  private func json(_ work: () throws -> String) throws(ReportProblem) -> String {
    do { return try work() } catch { throw .figures(path: "JSON", word: "\(error)") }
  }

  private func put(_ document: ReportDocument, _ source: ReportSource) throws(ReportProblem) -> String? {
    switch format {
    case .text, .json:
      return try put(
        ReportPlainText.write(
          document, source.language, columns: out == nil ? source.columns : nil,
          isASCII: source.isASCII && out == nil))
    case .csv: return try put(ReportCSV.write(document, source.language))
    case .html: return try put(ReportHTML.write(document, source.language))
    case .xlsx:
      guard let out else { throw .notWritable(path: "", word: "--out") }
      try workbook(document, source.language, out)
      return nil
    }
  }

  private func put(_ text: String) throws(ReportProblem) -> String? {
    guard let out else { return text }
    do { try Files().replace(out, with: Array(text.utf8)) } catch { throw .notWritable(path: out, word: "\(error)") }
    return nil
  }

  /// The XLSX writer writes to a path: beside the place first, so that what stands there is whole at every moment.
  private func workbook(_ document: ReportDocument, _ language: Language, _ out: String) throws(ReportProblem) {
    let fresh = Files.hiddenName(out)
    do {
      try ReportWorkbook.write(document, language, to: fresh)
      try Files().move(fresh, to: out)
    } catch {
      let word = error.description
      // The file is perhaps not there; what is there is no workbook.
      do { try Files().remove(fresh) } catch { throw .notWritable(path: out, word: "\(word); \(error)") }
      throw .notWritable(path: out, word: word)
    }
  }
}

extension ReportSource {
  /// `hh:mm dd/mm/yyyy`.
  fileprivate var time: String {
    let (hour, minute) = (now.minuteOfDay / 60, now.minuteOfDay % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute) \(Numbers.date(now.day))"
  }
}
