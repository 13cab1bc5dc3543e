package import Checklists
import Journal
import Phrases
import Reports
import Tables

/// A report as one CSV table (RFC 4180), with the mark by which Excel knows UTF-8: one line a figure.
package enum ReportCSV {
  /// A line of the table.
  private struct Line {
    var section: String
    var line: String
    var measure: Int?
    var value: TableCell
    var title = ""
    var label = ""
    var column = ""
  }

  /// Names in English for programs; `title`, `label` and `column` hold what the reader's language says.
  private static let table = TableWriter<Line>([
    Column("section") { .text($0.section) }, Column("line") { .text($0.line) },
    Column("measure") { TableCell($0.measure) }, Column("value") { $0.value },
    Column("title") { .text($0.title) }, Column("label") { .text($0.label) }, Column("column") { .text($0.column) },
  ])

  package static var columns: [String] { table.columns.map(\.name) }

  package static func write(_ document: ReportDocument, _ language: Language) -> String {
    let heads = ([document.title] + document.heads).enumerated()
      .map { Line(section: "report", line: "\($0.offset)", value: .text($0.element[language])) }
    let lines = heads + document.sections.flatMap { Self.lines($0, language) }
    return "\u{FEFF}" + ([table.csvHead] + lines.map { table.csvLine($0) }).map { $0 + "\r\n" }.joined()
  }

  private static func lines(_ section: ReportSection, _ language: Language) -> [Line] {
    section.rows.flatMap { row in
      let words = Line(
        section: section.id, line: row.id, value: .empty, title: section.title[language], label: row.label[language])
      if row.cells.isEmpty { return [words] }
      return row.cells.enumerated().compactMap { index, cell in
        guard let value = value(cell, language) else { return nil }
        var line = words
        line.measure = index + 1
        line.value = value
        line.column = index + 1 < section.columns.count ? section.columns[index + 1][language] : ""
        return line
      }
    }
  }

  /// Numbers as programs read them; nil where there is nothing.
  private static func value(_ cell: ReportCell, _ language: Language) -> TableCell? {
    switch cell {
    case .count(let value), .change(let value): return TableCell(value)
    case .share(let part, let whole): return whole == 0 ? nil : decimal(part, whole)
    case .seconds(let seconds): return decimal(seconds, 3_600)
    case .mean(let sum, let count): return count == 0 ? nil : decimal(sum, count)
    case .text(let text): return .text(text[language])
    case .day(let day): return .text(day.iso)
    case .hidden: return .text(Phrase.hidden[language])
    case .none: return nil
    }
  }

  /// Up to four decimals, rounded.
  private static func decimal(_ part: Int, _ whole: Int) -> TableCell {
    let (scaled, isOver) = part.multipliedReportingOverflow(by: 10_000)
    guard !isOver else { return .empty }
    let rounded = (scaled + whole / 2) / whole
    let digits = "\(rounded % 10_000)"
    var text = "\(rounded / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return .text(text)
  }
}
