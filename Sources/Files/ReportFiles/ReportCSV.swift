package import Checklists
import Journal
import Phrases
import Reports

/// A report as one CSV table (RFC 4180), with the mark by which Excel knows UTF-8: one line a figure.
package enum ReportCSV {
  /// The head: names in English, for programs; the columns `title`, `label` and `column` are in the reader's language.
  package static let columns = ["section", "line", "measure", "value", "title", "label", "column"]

  package static func write(_ document: ReportDocument, _ language: Language) -> String {
    var text = "\u{FEFF}" + line(columns)
    for (index, head) in ([document.title] + document.heads).enumerated() {
      text += line(["report", "\(index)", "", head[language], "", "", ""])
    }
    for section in document.sections {
      for row in section.rows {
        if row.cells.isEmpty {
          text += line([section.id, row.id, "", "", section.title[language], row.label[language], ""])
        }
        for (index, cell) in row.cells.enumerated() {
          guard let value = value(cell, language) else { continue }
          let heading = index + 1 < section.columns.count ? section.columns[index + 1] : LocalText("", "")
          text += line([
            section.id, row.id, "\(index + 1)", value, section.title[language], row.label[language], heading[language],
          ])
        }
      }
    }
    return text
  }

  /// A number as programs read it; nil where there is none.
  private static func value(_ cell: ReportCell, _ language: Language) -> String? {
    switch cell {
    case .count(let value), .change(let value): return "\(value)"
    case .share(let part, let whole): return whole == 0 ? nil : decimal(part, whole)
    case .seconds(let seconds): return decimal(seconds, 3_600)
    case .mean(let sum, let count): return count == 0 ? nil : decimal(sum, count)
    case .text(let text): return text[language]
    case .day(let day): return day.iso
    case .hidden: return Phrase.hidden[language]
    case .none: return nil
    }
  }

  /// Up to four decimals, rounded.
  private static func decimal(_ part: Int, _ whole: Int) -> String {
    let (scaled, isOver) = part.multipliedReportingOverflow(by: 10_000)
    guard !isOver else { return "" }
    let rounded = (scaled + whole / 2) / whole
    let digits = "\(rounded % 10_000)"
    var text = "\(rounded / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\r\n" }

  /// A field; what a spreadsheet would take for a formula gets an apostrophe, numbers apart.
  private static func quoted(_ field: String) -> String {
    let isSign = field.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let isFormula = isSign && (Int(field) == nil || field.hasPrefix("+"))
    let safe = isFormula ? "'" + field : field
    return safe.contains { ",\"\n\r".contains($0) } || safe.contains("\r\n")
      ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
