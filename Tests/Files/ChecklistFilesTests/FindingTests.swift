import ChecklistFiles
import Checklists
import Testing

/// A checklist as a value, without a file.
struct FindingTests {
  private static func sample() throws -> Checklist {
    try #require(ChecklistReader.read(Array(Sample.text.utf8), file: Sample.file).value)
  }

  private static let root = SchemaPath.root

  @Test func `a good checklist has no findings`() throws {
    #expect(ChecklistReader.findings(in: try Self.sample()) == [])
  }

  /// A change to the sample with what is then found, and where.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    var path: SchemaPath
    var fault: Fault
    var change: @Sendable (inout Checklist) -> Void

    init(_ path: SchemaPath, _ fault: Fault, _ change: @escaping @Sendable (inout Checklist) -> Void) {
      (self.path, self.fault, self.change) = (path, fault, change)
    }

    var testDescription: String { path.description }
  }

  private static let texts: [Spoilt] = [
    Spoilt(root / "title" / "en", .shape(.missingText(.english))) { $0.title.en = "" },
    Spoilt(root / "safety" / 0 / "text" / "vi", .shape(.missingText(.vietnamese))) { $0.safety[0].text.vi = " " },
    Spoilt(root / "questions" / 0 / "answers" / 1 / "text" / "vi", .room(.tooWide(columns: 67, limit: 66))) {
      $0.questions[0].answers[1].text.vi = String(repeating: "a", count: 67)
    },
    Spoilt(root / "problems" / 0 / "fix" / 0 / "en", .shape(.missingText(.english))) { $0.problems[0].fix[0].en = "" },
  ]

  private static let values: [Spoilt] = [
    Spoilt(root / "version", .shape(.outOfRange(lowest: 1, highest: 999_999))) { $0.version = 0 },
    Spoilt(root / "checked", .shape(.badDate("23/11/2026"))) { $0.checked = "23/11/2026" },
    Spoilt(root / "id", .shape(.badName("Mẫu"))) { $0.id = "Mẫu" },
    Spoilt(root / "steps" / 0 / "do", .shape(.wrongCount(found: 0, lowest: 1, highest: 5))) {
      $0.steps[0].actions = []
    },
    Spoilt(root / "steps" / 1 / "links" / 0 / "url", .link(.notHTTPS)) {
      $0.steps[1].links[0].address = "http://vneid.gov.vn"
    },
    Spoilt(root / "steps" / 1 / "minutes", .shape(.outOfRange(lowest: 0.1, highest: 240))) {
      $0.steps[1].expected = .zero
    },
    Spoilt(root / "steps" / 1 / "source" / "checked", .shape(.badDate(""))) { $0.steps[1].source?.checked = "" },
  ]

  private static let names: [Spoilt] = [
    Spoilt(root / "steps" / 1 / "problems" / 1, .name(.danglingProblem("E-V09", known: ["E-V01"]))) {
      $0.steps[1].problems = ["E-V01", "E-V09"]
    },
    Spoilt(root / "steps" / 1 / "when", .branch(.unreachableStep("install"))) { checklist in
      checklist.steps[1].when.clauses.insert(.init(question: "phone", answers: ["none"]), at: 0)
    },
  ]

  @Test(arguments: texts + values + names)
  func `a mistake in a value is found at its path, and in its file at the same path and a line`(
    _ spoilt: Spoilt
  ) throws {
    let path = spoilt.path
    var checklist = try Self.sample()
    spoilt.change(&checklist)
    let findings = ChecklistReader.findings(in: checklist)
    #expect(findings.map(\.path) == [path])
    #expect(findings.map(\.what) == [spoilt.fault])
    // Written to a file, the mistake is the same.
    let text = ChecklistYAML(checklist).text
    let reading = ChecklistReader.read(Array(text.utf8), file: "\(checklist.id).yaml")
    #expect(reading.complaints.map(\.path) == [path])
    #expect(reading.value == nil)
    // The form of the file is right, so that a trainer's form can show it.
    #expect(reading.understood == checklist)
  }

  @Test func `a name that is given twice is told by its number, and in a file by its line`() throws {
    var checklist = try Self.sample()
    checklist.steps[1].id = "greet"
    #expect(
      ChecklistReader.findings(in: checklist).map(\.what) == [.name(.duplicate(.step, "greet", first: .number(1)))])
    let text = ChecklistYAML(checklist).text
    let line =
      1 + (try #require(text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: "  - id: greet")))
    let complaints = ChecklistReader.read(Array(text.utf8), file: Sample.file).complaints
    #expect(complaints.map(\.what) == [.name(.duplicate(.step, "greet", first: .line(line)))])
  }

  @Test func `a file whose form is wrong is not understood`() {
    let text = Sample.text.replacing("minutes: 3", with: "minutes: soon")
    let reading = ChecklistReader.read(Array(text.utf8), file: Sample.file)
    #expect(reading.understood == nil)
    let path = SchemaPath.root / "steps" / 1 / "minutes"
    #expect(reading.complaints.map(\.path) == [path])
  }

  @Test func `what stands in for a value that cannot be read is not complained about as well`() {
    let text = Sample.text.replacing("  - id: greet\n", with: "  - id: [greet]\n")
    let reading = ChecklistReader.read(Array(text.utf8), file: Sample.file)
    #expect(reading.complaints.map(\.what) == [.shape(.wrongType(expected: .text))])
  }

  @Test func `a path names what lies in another`() {
    let path = SchemaPath.root / "steps" / 3 / "do" / 1
    #expect(path.description == "steps/3/do/1")
    let (step, other) = (SchemaPath.root / "steps" / 3, SchemaPath.root / "steps" / 31)
    #expect(step.contains(path))
    #expect(!other.contains(path))
    #expect(path.parent == step / "do")
    #expect(SchemaPath.root.parent == nil)
  }
}

/// Remarks (`#`) in files that the form writes anew.
struct RemarkTests {
  private func written(_ old: String, _ change: (inout Checklist) -> Void = { _ in }) throws -> String {
    var checklist = try #require(ChecklistReader.read(Array(old.utf8), file: Sample.file).value)
    change(&checklist)
    let text = ChecklistYAML(checklist, remarksOf: old).text
    // Remarks are no part of the value.
    #expect(ChecklistReader.read(Array(text.utf8), file: Sample.file).understood == checklist)
    return text
  }

  private static let remarked =
    Sample.text
    .replacing(
      "id: sample\n", with: "# Của tổ Trà Vinh\n# Giấy phép: CC BY\n\nid: sample # tên tệp\n", maxReplacements: 1
    )
    .replacing("  - id: install\n", with: "\n  # Hỏi lại công an\n  - id: install\n", maxReplacements: 1)
    .replacing("    minutes: 3\n", with: "    minutes: 3 # đo ngày 20/11\n", maxReplacements: 1)
    .replacing("Mời bác ngồi.\"", with: "Mời bác ngồi. # không phải ghi chú\"", maxReplacements: 1)
    + "# hết\n"

  @Test func `remarks stay where they belong`() throws {
    let text = try written(Self.remarked)
    #expect(text.hasPrefix("# Của tổ Trà Vinh\n# Giấy phép: CC BY\n\nid: sample  # tên tệp\n"))
    #expect(text.contains("\n  # Hỏi lại công an\n  - id: install\n"))
    #expect(text.contains("minutes: 3  # đo ngày 20/11\n"))
    #expect(text.hasSuffix("\n# hết\n"))
    #expect(ChecklistReader.remarkCount(in: Array(Self.remarked.utf8)) == 5)
    // Once more changes nothing.
    #expect(try written(text) == text)
  }

  @Test func `a remark follows its step, and goes to the list where the step is gone`() throws {
    let moved = try written(Self.remarked) { $0.steps.swapAt(0, 1) }
    #expect(moved.contains("steps:\n  # Hỏi lại công an\n  - id: install\n"))
    #expect(moved.contains("minutes: 3  # đo ngày 20/11\n"))
    let gone = try written(Self.remarked) { $0.steps.remove(at: 1) }
    #expect(gone.contains("# Hỏi lại công an"))
    #expect(gone.contains("# đo ngày 20/11"))
  }

  @Test func `a remark at a line of text follows its words`() throws {
    let old = Sample.text.replacing(
      "      - {vi: \"Không cài tệp lạ.\", en: \"Install no strange file.\"}\n",
      with: """
              - {vi: "Một.", en: "One."} # thứ nhất
              # về thứ hai
              - {vi: "Hai.", en: "Two."}

        """)
    let first = try written(old) { $0.steps[1].warnings.remove(at: 0) }
    #expect(first.contains("      # về thứ hai\n      - vi: \"Hai.\"\n"))
    let changed = try written(old) { $0.steps[1].warnings[1].vi = "Ba." }
    #expect(changed.contains("      # về thứ hai\n      - vi: \"Ba.\"\n"))
    #expect(changed.contains("        en: \"One.\"  # thứ nhất\n"))
  }

  @Test func `the remark of a placeholder goes with the placeholder`() throws {
    var checklist = try #require(ChecklistReader.read(Array(Sample.text.utf8), file: Sample.file).value)
    checklist.steps[0].expected = Placeholder.minutes
    let old = ChecklistYAML(checklist, untimed: ["greet"]).text
    #expect(old.contains("minutes: 1  # [CẦN VIẾT]"))
    #expect(try written(old) == old)
    let timed = try written(old) { $0.steps[0].expected = .seconds(120) }
    #expect(timed.contains("minutes: 2\n"))
    #expect(!timed.contains("[CẦN VIẾT]"))
  }

  @Test(arguments: [
    "summary: |-\n  # dòng đầu\n  # dòng hai\n", "summary: '# một ''#'' hai'\n", "summary: \"\\\" # ba\"\n",
    "summary: a#b\n",
  ])
  func `a sign within a text is no remark`(_ line: String) {
    #expect(ChecklistReader.remarkCount(in: Array(("id: a\n" + line + "version: 1\n").utf8)) == 0)
    #expect(ChecklistReader.remarkCount(in: Array(("id: a\n" + line + "version: 1 # có\n").utf8)) == 1)
  }
}
