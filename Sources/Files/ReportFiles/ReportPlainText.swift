package import Checklists
import Journal
import Phrases

/// A report as text, for a terminal or a mail: tables with bars.
package enum ReportPlainText {
  /// The longest bar, in columns.
  private static let barWidth = 24
  /// The widest label; what is longer goes on its own line.
  private static let labelWidth = 48

  /// - Parameters:
  ///   - columns: The room, in columns; nil where there is no bound.
  ///   - isASCII: Bars and rules are made of `#` and `-`, for terminals without other signs.
  package static func write(
    _ document: ReportDocument, _ language: Language, columns: Int? = nil, isASCII: Bool = false
  ) -> String {
    let rule: Character = isASCII ? "-" : "─"
    let room = columns ?? .max
    func words(_ texts: [LocalText]) -> [String] { texts.flatMap { broken($0[language], room) } }
    var lines = words([document.title] + document.heads)
    for section in document.sections {
      let title = words([section.title])
      lines += [""] + title + [String(repeating: rule, count: min(60, title.map(width).max() ?? 0))]
      lines += table(section, language, columns: columns, isASCII: isASCII)
    }
    if !document.notes.isEmpty { lines += [""] + words(document.notes) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table of a section, line by line.
  ///
  /// - Parameter columns: The room, in columns: what does not fit beside the labels stands in further tables below, each
  ///   with the labels again, and long words take several lines. Nil where there is no bound.
  package static func table(
    _ section: ReportSection, _ language: Language, columns: Int?, isASCII: Bool
  ) -> [String] {
    let room = columns ?? .max
    let cells = section.rows.map { $0.cells.map { text($0, language) } }
    let heads = section.columns.dropFirst().map { $0[language] }
    let natural = heads.indices.map { column in
      ([heads[column]] + cells.compactMap { column < $0.count ? $0[column] : nil }).map(width).max() ?? 0
    }
    let longest = (section.rows.map { width($0.label[language]) } + [width(head(section, language))]).max() ?? 0
    // Labels have half of the room, and what the columns leave of it.
    let label = min(labelWidth, max(room / 2, room - natural.reduce(0) { $0 + 2 + $1 }), longest)
    let widths = natural.map { min($0, max(8, room - label - 2)) }
    let most = section.rows.filter { !$0.isTotal }.compactMap { value($0.cells.first) }.max() ?? 0
    let parts = fitting(widths, into: room, beside: label)
    var lines: [String] = []
    for part in parts {
      let used = part.reduce(label) { $0 + 2 + widths[$1] }
      let bars = part.contains(0) && section.chart != .none ? min(barWidth, room - used - 2) : 0
      if part.lowerBound > 0 { lines.append("") }
      if heads.count > 1 {
        lines += row(head(section, language), part.map { heads[$0] }, label, part.map { widths[$0] }, room: room)
      }
      for (row, texts) in zip(section.rows, cells) {
        let shown = part.filter { $0 < texts.count }
        let words = shown.map { if case .text = row.cells[$0] { true } else { false } }
        var these = self.row(
          row.label[language], shown.map { texts[$0] }, label, shown.map { widths[$0] }, isWord: words, room: room)
        if bars > 0, !row.isTotal, let value = value(row.cells.first), most > 0, value > 0 {
          // Beside the numbers, which stand on the last line where the label is too long for theirs.
          let last = these.count - 1
          these[last] =
            padded(these[last], used) + "  "
            + String(repeating: isASCII ? "#" : "█", count: max(1, value * bars / most))
        }
        lines += these
      }
    }
    return lines
  }

  /// The columns in as few parts as fit beside the labels; one without columns where there are none.
  private static func fitting(_ widths: [Int], into room: Int, beside label: Int) -> [Range<Int>] {
    var parts = [0..<0]
    var used = label
    for (column, width) in widths.enumerated() {
      if used + 2 + width > room, let last = parts.last, !last.isEmpty {
        parts.append(column..<column)
        used = label
      }
      parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<column + 1
      used += 2 + width
    }
    return parts
  }

  private static func head(_ section: ReportSection, _ language: Language) -> String {
    section.columns.first?[language] ?? ""
  }

  /// The lines of one row: a label that is too long stands above its cells, and words that are take several lines.
  private static func row(
    _ label: String, _ cells: [String], _ labelWidth: Int, _ widths: [Int], isWord: [Bool] = [], room: Int
  ) -> [String] {
    var lines: [String] = []
    var first = label
    if width(label) > labelWidth, !cells.isEmpty {
      lines = broken(label, room)
      first = ""
    }
    let parts = zip(cells, widths).map { broken($0, $1) }
    for place in 0..<max(1, parts.map(\.count).max() ?? 1) {
      var text = padded(place == 0 ? first : "", labelWidth)
      for (column, part) in parts.enumerated() {
        let cell = place < part.count ? part[place] : ""
        let fill = String(repeating: " ", count: max(0, widths[column] - width(cell)))
        text += "  " + (column < isWord.count && isWord[column] ? cell + fill : fill + cell)
      }
      while text.hasSuffix(" ") { text.removeLast() }
      lines.append(text)
    }
    return lines
  }

  /// A text in lines of so many columns, broken between words.
  private static func broken(_ text: String, _ columns: Int) -> [String] {
    guard width(text) > columns else { return [text] }
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(last) + 1 + width(String(word)) <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
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
