import Checklists
import Phrases

/// A row of a table that is not one of a report.
struct Cells {
  enum Cell {
    case text(String)
    case number(String)
    case html(HTML)
  }

  var head: HTML
  var cells: [Cell]

  static func table(_ id: String, _ title: LocalText, _ columns: [LocalText], _ rows: [Cells], _ reader: PageReader)
    -> HTML
  {
    // A heading stands over its figures, on the same side.
    let first = rows.first?.cells ?? []
    let head = HTML.each(columns.indices) { place in
      let isFigure =
        if place > 0, first.indices.contains(place - 1), case .number = first[place - 1] { true } else { false }
      return "<th scope=\"col\"\(HTML.when(isFigure, " class=\"n\""))>\(reader(columns[place]))</th>"
    }
    let body = HTML.each(rows) { row in
      let cells = HTML.each(row.cells) { cell -> HTML in
        switch cell {
        case .text(let words): "<td>\(words)</td>"
        case .number(let words): "<td class=\"n\">\(words)</td>"
        case .html(let html): "<td>\(html)</td>"
        }
      }
      return "<tr><th scope=\"row\">\(row.head)</th>\(cells)</tr>\n"
    }
    return """
      <section aria-labelledby="\(id)-title">
      <h2 id="\(id)-title">\(reader(title))</h2>
      <div class="wide" role="group" tabindex="0" aria-labelledby="\(id)-title">
      <table>
      <caption class="hidden">\(reader(title))</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody>
      </table>
      </div>
      </section>

      """
  }

  /// A section that says that there is nothing, in words.
  static func nothing(_ id: String, _ title: LocalText, _ words: LocalText, _ reader: PageReader) -> HTML {
    """
    <section aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(reader(title))</h2>
    <p>\(reader(words))</p>
    </section>

    """
  }
}
