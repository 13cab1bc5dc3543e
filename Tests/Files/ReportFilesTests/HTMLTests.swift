import Checklists
import Journal
import ReportFiles
import Reports
import Testing

@Suite struct HTMLTests {
  private let sample = Sample()

  @Test(arguments: Language.allCases) func `the page needs no script and nothing from elsewhere`(language: Language) {
    let html = ReportHTML.write(ReportDocument(sample.report(.unit), sample.names, made: "now"), language)
    for word in ["<script", "http:", "https:", "src=", "@import", "url(", "onload", "<link", "<iframe"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
  }

  @Test func `every table has a caption, and every row and column a head`() throws {
    let html = ReportHTML.write(ReportDocument(sample.report(.checklist), sample.names, made: "now"), .vietnamese)
    let tables = html.components(between: "<table", and: "</table>")
    #expect(tables.count > 8)
    for table in tables {
      #expect(table.contains("<caption>"))
      #expect(table.contains("<th scope=\"col\">"))
      for row in try #require(table.components(between: "<tbody>", and: "</tbody>").first)
        .components(between: "<tr", and: "</tr>")
      { #expect(row.contains("<th scope=\"row\"")) }
    }
    for tag in ["table", "thead", "tbody", "tr", "th", "td", "caption", "main", "body", "svg"] {
      #expect(html.count(of: "<\(tag)") - (tag == "th" ? html.count(of: "<thead") : 0) == html.count(of: "</\(tag)>"))
    }
  }

  @Test func `words of people are words, whatever they hold`() {
    var report = sample.report()
    report.texts = [
      ReportText(kind: .petition(.other), day: sample.month.from, words: "<script>alert('x')</script> & \"y\"")
    ]
    let html = ReportHTML.write(ReportDocument(report, sample.names, made: ""), .english)
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"))
    #expect(!html.contains("<script"))
  }
}

extension String {
  /// The texts between two marks.
  func components(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let begin = rest.firstRange(of: start), let stop = rest[begin.upperBound...].firstRange(of: end) {
      parts.append(String(rest[begin.upperBound..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    return parts
  }

  func count(of part: String) -> Int { ranges(of: part).count }
}
