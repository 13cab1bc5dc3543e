import ChecklistFiles
import Checklists
import Testing

struct FileTests {
  @Test func `the sample is read as it is written`() throws {
    let bytes = Array(Sample.text.utf8)
    let reading = ChecklistReader.read(bytes, file: Sample.file)
    #expect(reading.complaints.map { $0.line(.english) } == [])
    let checklist = try #require(reading.value)
    #expect(checklist.questions.map { $0.answers.map(\.id) } == [["android", "none"], ["yes", "no"]])
    #expect(checklist.questions[1].when == Condition([.init(question: "phone", answers: ["android"])]))
    #expect(checklist.questions[0].answers[1].outcome == .referredCounter)
    #expect(checklist.steps.map(\.expected) == [.seconds(90), .seconds(180)])
    #expect(checklist.steps[1].asks == .papers)
    #expect(checklist.steps[1].check == LocalText("Máy hiện biểu tượng.", "The icon appears."))
    #expect(checklist.steps[1].source?.isVerified == true)
    #expect(
      reading.references == [
        Reference(checklist: "vneid", line: 23, column: 64, path: .root / "questions" / 1 / "answers" / 1 / "checklist")
      ])
    #expect(ChecklistReader.readQuick(bytes) == checklist)
  }

  @Test func `the header is the top of the whole`() throws {
    let header = try #require(ChecklistReader.readHeader(Array(Sample.text.utf8)))
    #expect(header.id == "sample")
    #expect(header.version == 1)
    #expect(header.checked == "2026-11-23")
    #expect(header.title == LocalText("Mẫu", "Sample"))
    #expect(header.summary.en == "A checklist to try.")
    #expect(ChecklistReader.readHeader(Array("id: sample\nsafety:\n".utf8)) == nil)
    #expect(ChecklistReader.readHeader([]) == nil)
  }

  @Test func `line ends of Windows and a byte order mark are no mistakes`() {
    let text = Sample.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let reading = ChecklistReader.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), file: Sample.file)
    #expect(reading.complaints == [])
    #expect(reading.value == ChecklistReader.readQuick(Array(Sample.text.utf8)))
  }

  @Test(arguments: ["", "\n\n", "# only a remark\n", "---\n", "~", "\u{FEFF}"])
  func `an empty file is said to be empty`(_ text: String) {
    expect(Array(text.utf8), .bytes(.empty), line: 1, column: 1)
  }

  @Test func `a file of 10 MB is not looked at`() {
    let bytes = [UInt8](repeating: 0xFF, count: 10_000_000)
    expect(bytes, .bytes(.tooLarge(bytes: 10_000_000, limit: 1 << 20)), line: 1, column: 1)
    #expect(ChecklistReader.readQuick(bytes) == nil)
    #expect(ChecklistReader.readHeader(bytes) == nil)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xC3], [0xE1, 0xBA], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0xA0],
      [0x80],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are shown with their place`(_ bad: [UInt8]) {
    // "ở" is three bytes and one column.
    let bytes = Array("id: sample\n# ở ".utf8) + bad
    expect(bytes, .bytes(.notUTF8(offset: 17)), line: 2, column: 5)
  }

  @Test func `a thousand aliases of aliases are not followed`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n? *a\(level)\n: x\n" }
    expect(Array(text.utf8), .yaml(.alias), line: 1, column: 5)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
  func `endless nesting ends`(_ opener: String) {
    for count in [20, 990, 1_100, 100_000] {
      let reading = ChecklistReader.read(Array(String(repeating: opener, count: count).utf8), file: Sample.file)
      #expect(reading.value == nil)
      #expect(!reading.complaints.isEmpty)
    }
  }

  @Test func `nested to just below the library's limit is too deep and nothing worse`() {
    let text = "id: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let faults = ChecklistReader.read(Array(text.utf8), file: Sample.file).complaints.map(\.what)
    #expect(faults.contains(.yaml(.tooDeep(limit: 16))))
  }

  @Test func `a file full of mistakes ends in a bounded list`() {
    let text = (0..<20_000).map { "k\($0): 1\n" }.joined()
    let reading = ChecklistReader.read(Array(text.utf8), file: Sample.file)
    #expect(reading.complaints.count == ChecklistReader.mostComplaints)
  }

  @Test func `more combinations of answers than can be followed are a complaint`() {
    let letters = "abcdefghijklmnopqrst".map(String.init)
    let questions = letters.map {
      "  - {id: \($0), text: {vi: a, en: a}, answers: [{id: x, text: {vi: a, en: a}}, {id: y, text: {vi: a, en: a}}]}"
    }
    let all = letters.map { "\($0): [x]" }.joined(separator: ", ")
    let text = Sample.edited([
      ["questions:\n": "questions:\n" + questions.joined(separator: "\n") + "\n"], ["{card: [yes]}": "{\(all)}"],
    ])
    expect(Array(text.utf8), .branch(.tooManyCombinations(limit: 5_000)), line: 1, column: 1)
    // The same questions without a step that asks for all of them are followed one by one.
    let some = Sample.edited([
      ["questions:\n": "questions:\n" + questions.joined(separator: "\n") + "\n"],
      ["{card: [yes]}": "{a: [x], t: [y]}"],
    ])
    #expect(ChecklistReader.read(Array(some.utf8), file: Sample.file).complaints == [])
  }

  @Test func `a checklist that no file holds is complained about`() {
    let reading = ChecklistReader.read(Array(Sample.text.utf8), file: Sample.file)
    let fault = Fault.name(.danglingChecklist("vneid", known: ["sample"]))
    let path = SchemaPath.root / "questions" / 1 / "answers" / 1 / "checklist"
    let complaint = Complaint(file: Sample.file, line: 23, column: 64, path: path, what: fault)
    #expect(ChecklistReader.crossCheck([reading]) == [complaint])
    var other = reading
    other.file = "vneid.yaml"
    other.value?.id = "vneid"
    other.references = []
    #expect(ChecklistReader.crossCheck([reading, other]) == [])
    let twice = Fault.name(.duplicate(.checklist, "vneid", first: .line(1)))
    #expect(ChecklistReader.crossCheck([reading, other, other]).map(\.what) == [twice])
  }

  @Test func `a complaint is one line in either language`() {
    let complaint = Complaint(
      file: "a.yaml", line: 3, column: 7, what: .shape(.unknownKey("titel", allowed: ["title", "id"])))
    #expect(complaint.line(.english) == "a.yaml:3:7: there is no key “titel”; did you mean “title”?")
    #expect(complaint.line(.vietnamese) == "a.yaml:3:7: không có khoá “titel”; ý bạn là “title”?")
  }

  @Test func `a complaint sends nothing to the terminal but text`() {
    let fault = Fault.shape(.unknownKey("\u{1B}[2J\n\u{202E}" + String(repeating: "x", count: 5_000), allowed: []))
    let line = Complaint(file: "a\u{7}.yaml", line: 1, column: 1, what: fault).line(.english)
    #expect(line.hasPrefix("a?.yaml:1:1: there is no key “?[2J??xxx"))
    #expect(line.count < 500)
  }

  @Test func `keys given twice in a large file are shown by their first places`() {
    let text = (0..<60_000).map { "k\($0): 1\n" }.joined() + (0..<60).map { "k\($0): 1\n" }.joined()
    let complaints = ChecklistReader.read(Array(text.utf8), file: Sample.file).complaints
    #expect(!complaints.isEmpty)
    #expect(complaints.map(\.line) == Array(1...60).filter { line in complaints.contains { $0.line == line } })
  }

  private func expect(_ bytes: [UInt8], _ fault: Fault, line: Int, column: Int) {
    let reading = ChecklistReader.read(bytes, file: Sample.file)
    #expect(reading.value == nil)
    #expect(reading.complaints.map(\.what) == [fault])
    #expect(reading.complaints.map { [$0.line, $0.column] } == [[line, column]])
  }
}
