package import Checklists
import Journal
import Phrases

/// A report as one page for reading and printing: tables with captions and heads, bars as drawings without a script or
/// anything from elsewhere.
package enum ReportHTML {
  package static func write(_ document: ReportDocument, _ language: Language) -> String {
    let title = escaped(document.title[language])
    var html = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>

      """
    for head in document.heads { html += "<p>\(escaped(head[language]))</p>\n" }
    for section in document.sections { html += table(section, language) }
    for note in document.notes { html += "<p>\(escaped(note[language]))</p>\n" }
    return html + "</main>\n</body>\n</html>\n"
  }

  private static let style = """
    body { font: 11pt/1.4 "DejaVu Sans", "Noto Sans", sans-serif; color: #111; background: #fff; margin: 1.5rem; }
    main { max-width: 60rem; margin: 0 auto; }
    h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
    p { margin: .2rem 0; }
    table { border-collapse: collapse; margin: 1.2rem 0 0; width: 100%; }
    caption { text-align: left; font-weight: bold; padding: .2rem 0; }
    th, td { border: 1px solid #767676; padding: .15rem .4rem; text-align: left; vertical-align: top; }
    td.n { text-align: right; white-space: nowrap; }
    tr.sum th, tr.sum td { font-weight: bold; }
    svg { display: block; }
    @page { size: A4; margin: 15mm; }
    @media print { body { margin: 0; font-size: 9.5pt; } table { break-inside: auto; } tr { break-inside: avoid; } thead { display: table-header-group; } }
    """

  private static func table(_ section: ReportSection, _ language: Language) -> String {
    let most = section.rows.filter { !$0.isTotal }.compactMap { value($0) }.max() ?? 0
    let hasBars = section.chart != .none && most > 0
    var html =
      "<table id=\"\(escaped(section.id))\">\n<caption>\(escaped(section.title[language]))</caption>\n<thead><tr>"
    for column in section.columns { html += "<th scope=\"col\">\(escaped(column[language]))</th>" }
    // Drawings say again what stands in the table, so nobody has to hear of them.
    if hasBars { html += "<td aria-hidden=\"true\"></td>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in section.rows {
      html += row.isTotal ? "<tr class=\"sum\">" : "<tr>"
      let width = row.cells.isEmpty && section.columns.count > 1 ? " colspan=\"\(section.columns.count)\"" : ""
      html += "<th scope=\"row\"\(width)>\(escaped(row.label[language]))</th>"
      for cell in row.cells {
        let isWord = if case .text = cell { true } else { false }
        html += "<td\(isWord ? "" : " class=\"n\"")>\(escaped(ReportPlainText.text(cell, language)))</td>"
      }
      if hasBars { html += bar(row.isTotal ? nil : value(row), most) }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n"
  }

  private static func bar(_ value: Int?, _ most: Int) -> String {
    guard let value, value > 0 else { return "<td aria-hidden=\"true\"></td>" }
    let width = max(1, value * 120 / most)
    return
      "<td aria-hidden=\"true\"><svg width=\"120\" height=\"12\"><rect width=\"\(width)\" height=\"12\" fill=\"#1d5a8a\"/></svg></td>"
  }

  private static func value(_ row: ReportRow) -> Int? {
    if case .count(let value) = row.cells.first { value } else { nil }
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
