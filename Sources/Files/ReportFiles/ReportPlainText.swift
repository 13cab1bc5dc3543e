package import Checklists
import Journal
import Phrases

/// A report as text, for a terminal or a mail: tables with bars.
package enum ReportPlainText {
  /// The longest bar, in columns.
  private static let barWidth = 24
  /// The widest label; what is longer goes on its own line.
  private static let labelWidth = 48

  /// - Parameter isASCII: Bars and rules are made of `#` and `-`, for terminals without other signs.
  package static func write(_ document: ReportDocument, _ language: Language, isASCII: Bool = false) -> String {
    let rule: Character = isASCII ? "-" : "─"
    var lines = [document.title[language]] + document.heads.map { $0[language] }
    for section in document.sections {
      lines += ["", section.title[language], String(repeating: rule, count: min(60, section.title[language].count))]
      lines += table(section, language, isASCII ? "#" : "█")
    }
    if !document.notes.isEmpty { lines += [""] + document.notes.map { $0[language] } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ section: ReportSection, _ language: Language, _ bar: Character) -> [String] {
    let cells = section.rows.map { $0.cells.map { text($0, language) } }
    let heads = section.columns.dropFirst().map { $0[language] }
    // A column of words comes last and is never cut.
    let widths = heads.indices.map { column in
      ([heads[column]] + cells.compactMap { column < $0.count ? $0[column] : nil }).map(width).max() ?? 0
    }
    let label = min(
      labelWidth, (section.rows.map { width($0.label[language]) } + [width(head(section, language))]).max() ?? 0)
    var lines: [String] = []
    if heads.count > 1 { lines.append(line(head(section, language), Array(heads), label, widths, [])) }
    let most = section.rows.filter { !$0.isTotal }.compactMap { value($0.cells.first) }.max() ?? 0
    for (row, texts) in zip(section.rows, cells) {
      var end: [String] = []
      if section.chart != .none, !row.isTotal, let value = value(row.cells.first), most > 0, value > 0 {
        end = [String(repeating: bar, count: max(1, value * barWidth / most))]
      }
      let isWord = row.cells.map { if case .text = $0 { true } else { false } }
      var text = row.label[language]
      if width(text) > label, !texts.isEmpty {
        lines.append(text)
        text = ""
      }
      lines.append(line(text, texts, label, widths, end, isWord))
    }
    return lines
  }

  private static func head(_ section: ReportSection, _ language: Language) -> String {
    section.columns.first?[language] ?? ""
  }

  private static func line(
    _ label: String, _ cells: [String], _ labelWidth: Int, _ widths: [Int], _ end: [String], _ isWord: [Bool] = []
  ) -> String {
    var parts = [padded(label, labelWidth)]
    for (column, cell) in cells.enumerated() {
      let room = column < widths.count ? widths[column] : 0
      let fill = String(repeating: " ", count: max(0, room - width(cell)))
      parts.append(column < isWord.count && isWord[column] ? cell + fill : fill + cell)
    }
    var text = (parts + end).joined(separator: "  ")
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  private static func padded(_ text: String, _ room: Int) -> String {
    text + String(repeating: " ", count: max(0, room - width(text)))
  }

  /// Columns of a text: letters of Vietnamese and English take one each. Others only shift the table.
  private static func width(_ text: String) -> Int { text.count }

  private static func value(_ cell: ReportCell?) -> Int? {
    if case .count(let value) = cell { value } else { nil }
  }

  /// A cell as a person reads it.
  package static func text(_ cell: ReportCell, _ language: Language) -> String {
    switch cell {
    case .count(let value): Numbers.text(value, language)
    case .change(let value): (value > 0 ? "+" : "") + Numbers.text(value, language)
    case .share(let part, let whole): whole == 0 ? "–" : "\(Phrase.percent(Double(part) / Double(whole))) %"
    case .seconds(let seconds): Numbers.tenths(seconds / 360, language)
    case .mean(let sum, let count): count == 0 ? "–" : Numbers.tenths((sum * 10 + count / 2) / count, language)
    case .text(let text): text[language]
    case .day(let day): Numbers.date(day)
    case .hidden: Phrase.hidden[language]
    case .none: ""
    }
  }
}
