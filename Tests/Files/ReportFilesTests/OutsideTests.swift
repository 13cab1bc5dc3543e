import Checklists
import Foundation
import Phrases
import ReportFiles
import ReportFixtures
import Reports
import Testing

/// Every form in which a report leaves the unit holds what ``Disclosure`` lets out, and nothing else.
@Suite struct OutsideTests {
  private let sample = Sample()

  /// All numbers that a reader could learn of the tables: their sums, and sums of the sums of a line.
  private func told(_ report: OutsideReport) -> Set<Int> {
    var told: Set<Int> = [report.volunteers, report.shifts]
    for table in report.tables.compactMap(\.table) {
      told.formUnion(table.sums.map(\.count))
      told.formUnion(table.lines.map(\.total))
      if let total = table.total { told.insert(total) }
    }
    return told
  }

  @Test(arguments: ReportFormat.allCases) func `no form holds a figure that is hidden`(format: ReportFormat) throws {
    let report = try sample.outside()
    let hidden = report.tables.compactMap(\.table).reduce(0) { $0 + $1.hiddenCount }
    #expect(hidden > 20, "there is something to hide")
    let document = ReportDocument(report, sample.names, made: "")
    let told = told(report)
    var numbers: [Int] = []
    var marks = 0
    switch format {
    case .csv:
      let records = try csvRecords(String(ReportCSV.write(document, .vietnamese).unicodeScalars.dropFirst()))
      for record in records.dropFirst() where record[0] != "report" && record[1] != "hours" && !record[2].isEmpty {
        if record[3] == Phrase.hidden.vi {
          marks += 1
        } else {
          numbers.append(try #require(Int(record[3]), "\(record)"))
        }
      }
    case .json:
      let file = try JSONSerialization.jsonObject(with: Data(try ReportJSON.write(report, made: 0).utf8))
      let tables = try #require((file as? [String: Any])?["tables"] as? [[String: Any]])
      for sum in tables.flatMap({ $0["sums"] as? [[String: Any]] ?? [] }) {
        numbers.append(try #require(sum["count"] as? Int))
      }
      // In JSON what is hidden stands in no sum by itself.
      marks = hidden
    case .html:
      let html = ReportHTML.write(document, .vietnamese)
      let cells = html.components(between: "<tbody>", and: "</tbody>")
        .flatMap { $0.components(between: "<td class=\"n\">", and: "</td>") }
      for cell in cells where !cell.isEmpty && !cell.contains(",") {
        if cell == Phrase.hidden.vi {
          marks += 1
        } else {
          numbers.append(try #require(Int(cell.replacing(".", with: "")), "\(cell)"))
        }
      }
      // No drawing tells by its length what the table hides.
      #expect(!html.contains("<svg"))
    case .text:
      let text = ReportPlainText.write(document, .vietnamese)
      marks = text.count(of: " \(Phrase.hidden.vi)")
      #expect(!text.contains("█"))
      for line in text.split(separator: "\n").drop(while: { !$0.hasPrefix("1.") }) {
        let cells = line.components(separatedBy: "  ").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        numbers += cells.filter { !$0.contains(",") }.compactMap { Int($0.replacing(".", with: "")) }
      }
    case .xlsx:
      try withTemporaryPath("x.xlsx") { path in
        try ReportWorkbook.write(document, .vietnamese, to: path)
        let book = try SavedBook(path)
        #expect(!book.parts.contains { $0.hasPrefix("xl/charts") })
        for cell in book.sheets.flatMap(\.cells.values) {
          #expect(!cell.isFormula)
          if cell.text == Phrase.hidden.vi { marks += 1 }
          if let number = cell.number, cell.format != "#,##0.0" { numbers.append(Int(number)) }
        }
      }
    }
    #expect(numbers.count > 10)
    #expect(Set(numbers).subtracting(told) == [], "only what is told")
    #expect(numbers.allSatisfy { $0 == 0 || $0 >= 5 || $0 == report.volunteers || $0 == report.shifts })
    #expect(marks >= hidden / 2)
  }

  @Test func `what is merged is told as a line of its own, and nothing shows which part was small`() throws {
    let report = try sample.outside()
    let services = try #require(report[.services]?.table)
    let section = try #require(ReportDocument(report, sample.names, made: "").sections.first { $0.id == "services" })
    let merged = services.lines.flatMap { line in
      line.bands.filter { $0.node != services.columns.root && services.columns.nodes[$0.node].leaves.count > 1 }
    }
    #expect(section.rows.count { $0.id.contains("/") && !$0.id.hasPrefix("total/") } == merged.count)
    #expect(section.rows.contains { $0.label.vi.hasPrefix("Gộp: ") })
    #expect(
      ReportPlainText.write(ReportDocument(report, sample.names, made: ""), .vietnamese).contains(
        Phrase.hiddenMeaning.vi))
  }

  @Test func `a lead is told in words what merges and why`() throws {
    let tally = sample.stock.report(ReportPeriod(.week, holding: sample.month.from)).tally
    let findings = Disclosure.findings(tally)
    let section = ReportSection.leaks(findings, sample.names)
    #expect(section.rows.count == findings.count)
    #expect(section.rows.contains { $0.label.vi.contains("gộp Chuyển công an") || $0.label.vi.contains(": gộp ") })
    for row in section.rows {
      #expect(!row.label.vi.contains("  "))
      #expect(row.label.vi.hasSuffix(".") && row.label.en.hasSuffix("."))
    }
  }
}
