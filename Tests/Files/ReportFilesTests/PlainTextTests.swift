import Checklists
import Phrases
import ReportFiles
import Reports
import Testing

/// Tables of a report on a screen of some columns.
@Suite struct PlainTextTests {
  private let sample = Sample()

  @Test(arguments: [34, 57, 77, 129, 300]) func `a table keeps to its columns, and every cell stands in it`(
    columns: Int
  ) {
    for grouping in [nil, ReportGrouping.checklist, .unit, .volunteer] {
      let document = ReportDocument(sample.report(grouping), sample.names, made: "")
      for language in Language.allCases {
        for section in document.sections {
          let lines = ReportPlainText.table(section, language, columns: columns, isASCII: true)
          #expect(lines.allSatisfy { $0.count <= columns }, "\(section.id)\n\(lines.joined(separator: "\n"))")
          let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
          let cells = section.rows.flatMap { row in
            [row.label[language]] + row.cells.map { ReportPlainText.text($0, language) }
          }
          let heads = section.columns.count > 2 ? section.columns.map { $0[language] } : []
          for word in (cells + heads).flatMap({ $0.split(separator: " ") }) {
            #expect(words.contains(String(word)), "\(section.id): \(word)")
          }
        }
      }
    }
  }

  @Test(arguments: [40, 60, 80]) func `a whole report keeps to the columns of a terminal, and says all of it`(
    columns: Int
  ) {
    let document = ReportDocument(sample.report(.unit), sample.names, made: "12:00 01/12/2026")
    for language in Language.allCases {
      let (folded, whole) = (
        ReportPlainText.write(document, language, columns: columns), ReportPlainText.write(document, language)
      )
      let lines = folded.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= columns }, "\(lines.filter { $0.count > columns })")
      #expect(whole.split(separator: "\n").contains { $0.count > columns })
      func words(_ text: String) -> Set<Substring> {
        Set(text.split { $0.isWhitespace }.filter { !$0.allSatisfy { "█─".contains($0) } })
      }
      #expect(words(folded) == words(whole))
    }
  }

  @Test func `what does not fit beside the labels stands below with the labels again, and has its bars once`() throws {
    let document = ReportDocument(sample.report(), sample.names, made: "")
    let section = try #require(document.sections.first { $0.columns.count > 6 && $0.chart == .bars })
    let whole = ReportPlainText.table(section, .vietnamese, columns: nil, isASCII: true)
    let narrow = ReportPlainText.table(section, .vietnamese, columns: 60, isASCII: true)
    let label = try #require(section.rows.first?.label.vi)
    #expect(whole.count { $0.hasPrefix(label) } == 1 && whole.contains { $0.hasSuffix("#") })
    #expect(narrow.count { $0.contains(label.prefix(20)) } > 1)
    #expect(narrow.count { $0.hasSuffix("#") } == whole.count { $0.hasSuffix("#") })
  }
}
