import Checklists
import Foundation
import Journal
import Phrases
import Platform
import ReportFiles
import Reports
import Testing

@Suite struct WorkbookTests {
  private let sample = Sample()

  private func document(_ grouping: ReportGrouping? = .volunteer) -> ReportDocument {
    ReportDocument(sample.report(grouping), sample.names, made: "bây giờ")
  }

  @Test func `numbers, shares and days are cells with formats, heads stay in view, and there are charts`() throws {
    let report = sample.report(.volunteer)
    try withTemporaryPath("báo cáo.xlsx") { path in
      try ReportWorkbook.write(document(), .vietnamese, to: path)
      let book = try SavedBook(path)
      #expect(book.sheets.first?.name == "Báo cáo")
      #expect(book.sheets.allSatisfy { $0.isFrozen })
      #expect(!book.sheets.contains { $0.cells.values.contains { $0.isFormula } })
      let first = try book.sheet("Báo cáo")
      let place = try #require(first.first { $0.value.text == Phrase.allSessionsRow.vi }?.key)
      let sessions = try #require(first["B" + place.dropFirst()])
      #expect(sessions.number == Double(report.tally.sessions))
      #expect(sessions.format == "#,##0")

      let outcomes = try book.sheet("3. Kết quả theo dịch vụ")
      #expect(outcomes["A1"]?.text == "Dịch vụ")
      #expect(outcomes["C1"]?.text == "Hoàn thành")
      let vneid = try #require(outcomes.first { $0.value.text == "Cài và kích hoạt VNeID" }?.key.dropFirst())
      let counts = try #require(report.tally.checklists["vneid"])
      #expect(outcomes["B\(vneid)"]?.number == Double(counts.sessions))
      #expect(outcomes["C\(vneid)"]?.number == Double(counts.outcomes[.completed] ?? 0))

      let days = try book.sheet("Lượt theo ngày")
      // 2026-05-01 is day 46143 of the spreadsheet's calendar.
      #expect(days["A2"]?.number == 46_143)
      #expect(days["A2"]?.format == "dd/mm/yyyy")
      #expect(days["B2"]?.number == Double(report.days[sample.month.from]?.sessions ?? 0))
      let ages = try #require(book.sheets.first { $0.name.hasPrefix("7.") }?.cells)
      #expect(ages["C2"]?.format == "0%")
      #expect(book.parts.count { $0.hasPrefix("xl/charts/chart") } >= 3)
      #expect(book.sheets.first { $0.name == "Lượt theo ngày" }?.hasDrawing == true)
    }
  }

  @Test func `a workbook that cannot be written is said`() {
    #expect(throws: FileError.self) {
      try ReportWorkbook.write(document(), .vietnamese, to: "/nonexistent/folder/x.xlsx")
    }
  }

  @Test func `names of sheets fit, whatever the titles are`() throws {
    var document = document()
    for index in document.sections.indices {
      document.sections[index].title = LocalText("[a]:b*c?/'d\\ " + String(repeating: "dài ", count: 20), "x")
    }
    try withTemporaryPath("x.xlsx") { path in
      try ReportWorkbook.write(document, .vietnamese, to: path)
      let names = try SavedBook(path).sheets.map(\.name)
      #expect(Set(names.map { $0.lowercased() }).count == names.count)
      #expect(names.allSatisfy { $0.count <= 31 })
    }
  }

  /// Reads a workbook with openpyxl; nil where Python or openpyxl is not on this machine.
  private static let python: String? = [
    "/usr/bin/python3", ProcessInfo.processInfo.environment["TIEPSUC_PYTHON"] ?? "",
  ]
  .first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    return (try? run(path, ["-c", "import openpyxl"]).status) == 0
  }

  private static func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(
    .enabled(
      if: python != nil, "openpyxl is not installed (python3-openpyxl, or TIEPSUC_PYTHON names a Python that has it)"))
  func `openpyxl reads the same figures`() throws {
    let report = sample.report(.volunteer)
    let python = try #require(Self.python)
    try withTemporaryPath("x.xlsx") { path in
      try ReportWorkbook.write(document(), .vietnamese, to: path)
      let script = """
        import openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        sheet = book['3. Kết quả theo dịch vụ']
        print(sheet.freeze_panes, len(sheet._charts))
        for row in sheet.iter_rows(min_row=2, values_only=True):
            print(*row[1:9])
        print(book['Lượt theo ngày']['A2'].value.date())
        """
      let (status, output) = try Self.run(python, ["-c", script, path])
      #expect(status == 0)
      let lines = output.split(separator: "\n").map(String.init)
      #expect(lines.first == "B2 1")
      let total = [report.tally.sessions] + Outcome.allCases.map { report.tally.outcomes[$0] ?? 0 }
      #expect(lines.contains(total.map { "\($0)" }.joined(separator: " ")))
      #expect(lines.last == "2026-05-01")
    }
  }
}
