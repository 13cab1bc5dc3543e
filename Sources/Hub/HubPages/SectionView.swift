import Checklists
import Phrases
package import ReportFiles

/// A table of a report on a page, with its drawing. A drawing says again what stands in the table beside it, so who hears
/// the page does not hear of it.
package enum SectionView {
  /// - Parameter hasHeading: Whether the title stands as a heading above, too, for pages of several tables.
  package static func html(_ section: ReportSection, _ reader: PageReader) -> HTML {
    let most = section.rows.filter { !$0.isTotal }.compactMap { count($0) }.max() ?? 0
    let hasBars = section.chart == .bars && most > 0
    let line: HTML = section.chart == .line ? LineChart.html(section, reader) : .none
    // A heading stands over its figures, on the same side.
    let first = section.rows.first { $0.cells.count == section.columns.count - 1 }?.cells ?? []
    let head = HTML.each(section.columns.indices) { place in
      let isFigure =
        if place > 0, first.indices.contains(place - 1) {
          if case .text = first[place - 1] { false } else { true }
        } else {
          false
        }
      return "<th scope=\"col\"\(HTML.when(isFigure, " class=\"n\""))>\(reader(section.columns[place]))</th>"
    }
    let rows = HTML.each(section.rows) { row in
      let isWide = row.cells.isEmpty && section.columns.count > 1
      let span: HTML = isWide ? " colspan=\"\(section.columns.count + (hasBars ? 1 : 0))\"" : .none
      let cells = HTML.each(row.cells) { cell in
        let kind: HTML = if case .text = cell { .none } else { " class=\"n\"" }
        return "<td\(kind)>\(ReportPlainText.text(cell, reader.language))</td>"
      }
      let bar: HTML = hasBars && !isWide ? self.bar(row.isTotal ? nil : count(row), most) : .none
      return """
        <tr\(HTML.when(row.isTotal, " class=\"sum\""))><th scope="row"\(span)>\(reader(row.label))</th>\(cells)\(bar)</tr>

        """
    }
    return """
      <section aria-labelledby="\(section.id)-title">
      <h2 id="\(section.id)-title">\(reader(section.title))</h2>
      \(line)
      <div class="wide" role="group" tabindex="0" aria-labelledby="\(section.id)-title">
      <table>
      <caption class="hidden">\(reader(section.title))</caption>
      <thead><tr>\(head)\(HTML.when(hasBars, "<td aria-hidden=\"true\"></td>"))</tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>
      </section>

      """
  }

  private static func bar(_ value: Int?, _ most: Int) -> HTML {
    guard let value, value > 0 else { return "<td aria-hidden=\"true\"></td>" }
    return """
      <td class="bar" aria-hidden="true"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="\(max(5, value * 1_000 / most))" height="10"/></svg></td>
      """
  }

  static func count(_ row: ReportRow) -> Int? {
    if case .count(let value) = row.cells.first { value } else { nil }
  }
}

/// The first cells of a table in order of time, as a line.
enum LineChart {
  private static let (width, height) = (600, 120)

  static func html(_ section: ReportSection, _ reader: PageReader) -> HTML {
    let rows = section.rows.filter { !$0.isTotal }
    let values = rows.map { SectionView.count($0) }
    let most = values.compactMap { $0 }.max() ?? 0
    guard rows.count > 1, most > 0, let first = rows.first, let last = rows.last else { return .none }
    // What is hidden leaves a gap.
    var lines: [[String]] = [[]]
    for (place, value) in values.enumerated() {
      guard let value else {
        lines.append([])
        continue
      }
      let (x, y) = (place * width / (rows.count - 1), height - value * height / most)
      lines[lines.count - 1].append("\(x),\(y)")
    }
    let drawn = HTML.each(lines.filter { $0.count > 1 }) { "<polyline points=\"\($0.joined(separator: " "))\"/>" }
    let points = HTML.each(lines.filter { $0.count == 1 }) { points in
      let ends = points[0].split(separator: ",").map(String.init)
      return "<circle cx=\"\(ends[0])\" cy=\"\(ends[1])\" r=\"4\"/>"
    }
    let words = Phrase.chartRange(
      from: reader(first.label), through: reader(last.label), most: Numbers.text(most, reader.language))
    return """
      <figure class="line">
      <svg viewBox="-6 -6 \(width + 12) \(height + 12)" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="axis" d="M0 \(height)H\(width)"/>\(drawn)\(points)</svg>
      <figcaption>\(reader(words))</figcaption>
      </figure>
      """
  }
}
