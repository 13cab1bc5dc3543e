import Assets
import ChecklistFiles
import ChecklistImport
import Checklists
import Foundation
import Platform
import Testing

@Suite struct RoundTripTests {
  private static let shipped = ["vneid", "taikhoan", "dichvucong"]

  private func checklist(_ id: String) throws -> Checklist {
    let path = try #require(Assets.folder) + "/Checklists/\(id).yaml"
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    return try #require(ChecklistReader.read(bytes, file: path).value)
  }

  private func read(_ bytes: [UInt8], _ file: String) -> ChecklistImport.Result {
    ChecklistImport.read(bytes, file: file, today: "1999-01-01")
  }

  private func form(_ checklist: Checklist) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "form-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: path) }
    try ChecklistExport.writeForm(checklist, to: path.path)
    return try Array(Data(contentsOf: path))
  }

  @Test(arguments: shipped)
  func `a checklist that ships comes back from a form as it was, and nothing is said`(_ id: String) throws {
    let checklist = try checklist(id)
    #expect(ChecklistExport.losses(checklist, to: .xlsx).isEmpty)
    let result = read(try form(checklist), "x.xlsx")
    #expect(result.checklist == checklist)
    #expect(result.complaints.isEmpty)
  }

  @Test(arguments: shipped)
  func `a checklist that ships comes back from CSV as it was, and nothing is said`(_ id: String) throws {
    let checklist = try checklist(id)
    #expect(ChecklistExport.losses(checklist, to: .csv).isEmpty)
    let result = read(Array(ChecklistExport.csv(checklist).utf8), "x.csv")
    #expect(result.checklist == checklist)
    #expect(result.complaints.isEmpty)
  }

  @Test(arguments: shipped)
  func `a checklist that ships comes back from Markdown but for what is listed as lost`(_ id: String) throws {
    let checklist = try checklist(id)
    let result = read(Array(ChecklistExport.markdown(checklist).utf8), "x.md")
    var left = checklist
    left.questions = []
    left.problems = []
    for index in left.safety.indices { left.safety[index].source = nil }
    for index in left.steps.indices {
      left.steps[index].when = .always
      left.steps[index].problems = []
      left.steps[index].links = []
      left.steps[index].source = nil
      left.steps[index].asks = nil
    }
    #expect(result.checklist == left)
    #expect(result.complaints.isEmpty)
    let losses = ChecklistExport.losses(checklist, to: .markdown, remarks: 2)
    var expected: [ChecklistExport.Loss] = [
      .remarks(2), .questions(checklist.questions.count), .problems(checklist.problems.count),
      .safetySources(checklist.safety.count { $0.source != nil }),
    ]
    for (key, steps) in [
      ("when", checklist.steps.count { !$0.when.clauses.isEmpty }),
      ("links", checklist.steps.count { !$0.links.isEmpty }),
      ("problems", checklist.steps.count { !$0.problems.isEmpty }), ("asks", checklist.steps.count { $0.asks != nil }),
      ("source", checklist.steps.count { $0.source != nil }),
    ] where steps > 0 {
      expected.append(.field(key, steps: steps))
    }
    #expect(losses == expected)
    for language in Language.allCases { #expect(losses.allSatisfy { !$0.words[language].isEmpty }) }
  }

  @Test(arguments: shipped)
  func `a checklist written as YAML is read as it was`(_ id: String) throws {
    let checklist = try checklist(id)
    let page = ChecklistYAML(checklist)
    #expect(ChecklistReader.read(Array(page.text.utf8), file: id + ".yaml").value == checklist)
  }

  /// A checklist with everything that quoting, names and numbers can get wrong.
  private var strange: Checklist {
    let text = LocalText("“Một”, \"hai\"; ba\\bốn: &năm #sáu", "=1+1 'two', - three | \"four\"; (five) // -")
    let yes: AnswerID = "yes"
    return Checklist(
      id: "la-lung", version: 999_999, checked: "2026-02-28", title: LocalText("'=Lạ", "- [ ] @x"),
      summary: text, safety: [SafetyLine(id: "no", text: text), SafetyLine(id: "1-2--3", text: text)],
      questions: [
        Question(
          id: "1-2--3", text: text, answers: [Answer(id: yes, text: text), Answer(id: "2", text: text)]),
        Question(
          id: "no", text: text, when: Condition([.init(question: "1-2--3", answers: [yes])]),
          answers: [
            Answer(id: yes, text: text, outcome: .declined), Answer(id: "no", text: text, checklist: "vneid"),
          ]),
      ],
      steps: [
        Step(
          id: "no", title: LocalText("+84", "@home"),
          when: Condition([
            .init(question: "1-2--3", answers: [yes]), .init(question: "no", answers: ["yes", "no"]),
          ]), say: text, actions: [text, LocalText("@a", "=b"), LocalText("[ ] c", "1. d")], check: text,
          warnings: [text], links: [Link(address: "https://vneid.gov.vn/?a=b&c=d", label: text)],
          expected: .milliseconds(19_800), problems: ["E-V01"], safety: "1-2--3", asks: .papers,
          source: Source(text: "Điều 4, \"khoản\" 1; #2", checked: "2026-11-23", isVerified: false)),
        Step(
          id: "s2", title: LocalText("Hai", "Two"), say: text, actions: [text], check: text,
          expected: .seconds(240 * 60), safety: "no"),
      ],
      problems: [Problem(id: "E-V01", symptom: text, fix: [text, text], outcome: .referredBank)])
  }

  @Test func `quotes, signs, odd names and numbers survive every form`() throws {
    var strange = strange
    strange.steps[1].checklist = "vneid"
    strange.steps[1].say.vi = "{Bác} đọc cho {cháu} nghe {ạ}"
    let page = ChecklistYAML(strange).text
    let reading = ChecklistReader.read(Array(page.utf8), file: "la-lung.yaml")
    try #require(reading.value == strange, "\(reading.complaints.map { $0.line(.english) })")
    #expect(read(try form(strange), "x.xlsx").checklist == strange)
    #expect(read(Array(ChecklistExport.csv(strange).utf8), "x.csv").checklist == strange)
  }

  @Test func `signs, numbers and marks survive Markdown`() throws {
    let texts = [
      "- [ ] *a* _b_ `c` [d](e)", "1. <b>f</b> &amp; ~~g~~", "! h", "→ i", "=> j", "# k #l", "m // n", "> o", "2) p",
      "\\ q\\* r", "+ s", "• t (3 phút)",
    ]
    var checklist = strange
    checklist.questions = []
    checklist.problems = []
    checklist.summary = LocalText(texts[5], texts[0])
    checklist.safety = texts.enumerated().map {
      SafetyLine(id: SafetyID(rawValue: "s\($0)"), text: LocalText($1, texts[$0 / 2]))
    }
    checklist.steps = texts.enumerated().map { index, text in
      let text = LocalText(text, texts[index / 2])
      return Step(
        id: StepID(rawValue: "t\(index)"), title: text, say: text, actions: [text, text], check: text, warnings: [text],
        expected: .seconds(90), safety: "s1")
    }
    checklist.steps[2].checklist = "vneid"
    try #require(ChecklistReader.findings(in: checklist).isEmpty)
    let result = read(Array(ChecklistExport.markdown(checklist).utf8), "x.md")
    #expect(result.checklist == checklist)
    #expect(result.said.isEmpty)
  }

  /// What a spreadsheet program of a Vietnamese office makes of a CSV file that it opens and saves again.
  private func savedByExcel(_ csv: String) throws -> String {
    guard case .table(let table) = CSVText.read(csv.replacing("\u{FEFF}", with: "")) else {
      Issue.record("a quotation mark is out of place")
      return csv
    }
    let rows = table.rows.map { row in
      row.fields.map { field -> String in
        let text = field.text
        let day = text.split(separator: "-").compactMap { Int($0) }
        if text.count == 10, day.count == 3 { return "\(day[2])/\(day[1])/\(day[0])" }
        if text == "true" || text == "false" { return text.uppercased() }
        return Double(text) == nil ? text : text.replacing(".", with: ",")
      }
    }
    let lines = rows.map { fields in
      fields.map { field in
        field.contains { "\";\n".contains($0) } ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
      }.joined(separator: ";")
    }
    return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
  }

  @Test(arguments: shipped)
  func `a checklist that a Vietnamese Excel opened and saved comes back whole`(_ id: String) throws {
    let checklist = try checklist(id)
    let result = read(Array(try savedByExcel(ChecklistExport.csv(checklist)).utf8), "x.csv")
    #expect(result.checklist == checklist)
    #expect(result.complaints.isEmpty)
  }

  @Test func `line ends within texts become blanks, and are listed as lost`() throws {
    var checklist = strange
    checklist.steps[0].say = LocalText("Một\nhai", "One\ntwo")
    for kind in [ChecklistImport.Kind.xlsx, .csv] {
      #expect(ChecklistExport.losses(checklist, to: kind) == [.lineEnds(2)])
    }
    let read = read(Array(ChecklistExport.csv(checklist).utf8), "x.csv")
    #expect(read.checklist?.steps[0].say == LocalText("Một hai", "One two"))
  }

  @Test func `a CSV file holds nothing that a spreadsheet program takes for a formula`() {
    let csv = ChecklistExport.csv(strange)
    #expect(csv.hasPrefix("\u{FEFF}kind,id,"))
    #expect(csv.contains("'+84,'@home"))
    #expect(!csv.contains(",+") && !csv.contains(",@") && !csv.contains(",=") && !csv.contains(",\"="))
  }

  @Test func `a workbook that cannot be written is an error`() throws {
    #expect(throws: FileError.self) {
      try ChecklistExport.writeForm(strange, to: "/proc/none/x.xlsx")
    }
  }
}
