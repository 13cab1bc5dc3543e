import Checklists
import Journal
import ReportFiles
import Reports
import Testing

/// Fields of a CSV text, read by RFC 4180 and nothing else.
func csvRecords(_ text: String) throws -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field = ""
  var isQuoted = false
  var units = Array(text.unicodeScalars)[...]
  while let unit = units.popFirst() {
    switch (unit, isQuoted) {
    case ("\"", true):
      if units.first == "\"" { field.unicodeScalars.append(units.removeFirst()) } else { isQuoted = false }
    case ("\"", false):
      try #require(field.isEmpty, "a quote within \(field)")
      isQuoted = true
    case (",", false):
      record.append(field)
      field = ""
    case ("\r", false):
      try #require(units.popFirst() == "\n")
      records.append(record + [field])
      (record, field) = ([], "")
    default: field.unicodeScalars.append(unit)
    }
  }
  try #require(!isQuoted && record.isEmpty && field.isEmpty, "the last record ends")
  return records
}

@Suite struct CSVTests {
  private let sample = Sample()

  @Test func `Excel knows it is UTF-8, each line has all fields, and figures are numbers`() throws {
    let report = sample.report(.volunteer)
    let text = ReportCSV.write(ReportDocument(report, sample.names, made: "bây giờ"), .vietnamese)
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    let records = try csvRecords(String(text.unicodeScalars.dropFirst()))
    #expect(records.first == ReportCSV.columns)
    #expect(records.allSatisfy { $0.count == ReportCSV.columns.count })
    func value(_ section: String, _ line: String, _ measure: String = "1") -> String? {
      records.first { $0[0] == section && $0[1] == line && $0[2] == measure }?[3]
    }
    #expect(value("sessions", "sessions") == "\(report.tally.sessions)")
    #expect(value("outcomes", "total", "2") == "\(report.tally.outcomes[.completed] ?? 0)")
    #expect(value("outcomes", "vneid") == "\(report.tally.checklists["vneid"]?.sessions ?? 0)")
    #expect(value("days", "2026-05-12") == "\(report.days.first { $0.key.iso == "2026-05-12" }?.value.sessions ?? 0)")
    #expect(records.contains { $0[5] == "TN01 Nguyễn Thị Mẫu" })
    // The problem that is met most, by the name that it has.
    let problem = try #require(records.first { $0[0] == "problems" }?[1])
    var names = sample.names
    names.problems[ProblemID(rawValue: problem)] = LocalText("Không nhận được OTP", "No OTP comes")
    let named = ReportCSV.write(ReportDocument(report, names, made: ""), .vietnamese)
    #expect(try csvRecords(named).contains { $0[5] == "\(problem) Không nhận được OTP" })
  }

  @Test func `words of people cannot be taken for formulas, and may hold anything`() throws {
    var report = sample.report()
    let words = ["=HYPERLINK(\"x\")", "+84", "@sum", "-1", "dòng\nhai, \"ngoặc\"", "\r\ncuối"]
    report.texts = words.map { ReportText(kind: .petition(.other), day: sample.month.from, words: $0) }
    let text = ReportCSV.write(ReportDocument(report, sample.names, made: ""), .english)
    let records = try csvRecords(String(text.unicodeScalars.dropFirst()))
    let found = records.filter { $0[0] == "texts" && $0[2] == "2" }.map { $0[3] }
    #expect(found == ["'=HYPERLINK(\"x\")", "'+84", "'@sum", "'-1", words[4], "'\r\ncuối"])
  }
}
