import ChecklistImport
import Checklists
import Testing

@Suite struct ConditionTests {
  private static let heads = surveyHead
  private static let choices = [
    choicesHead, ["abc", "a", "A", "A"], ["abc", "b", "B", "B"], ["abc", "c", "C", "C"], ["yn", "yes", "Có", "Yes"],
    ["yn", "no", "Không", "No"],
  ]

  /// A form with two questions and a step under a condition.
  private static func read(_ relevant: String) -> ChecklistImport.Result {
    Book.form(
      [
        heads, ["select_one abc", "x", "X?", "X?"], ["select_one yn", "y_1", "Y?", "Y?"], ["text", "t", "T", "T"],
        ["note", "step", "S", "S", relevant],
      ], choices: choices
    ).read()
  }

  private static func when(_ result: ChecklistImport.Result) -> [String] {
    (result.checklist?.steps ?? []).filter { $0.title.vi == "S" }.map { step in
      step.when.clauses.map { "\($0.question)=\($0.answers.map(\.rawValue).joined(separator: "|"))" }
        .joined(separator: "&")
    }
  }

  @Test(
    arguments: [
      ("${x} = 'a'", ["x=a"]), ("${x}='a'", ["x=a"]), ("'a' = ${x}", ["x=a"]), ("${x} = \"a\"", ["x=a"]),
      ("${ x } = ‘a’", ["x=a"]), ("selected(${x}, 'b')", ["x=b"]), ("selected(${x},\"b\")", ["x=b"]),
      ("${x} != 'a'", ["x=b|c"]), ("not(${x} = 'a')", ["x=b|c"]), ("not (selected(${x}, 'a'))", ["x=b|c"]),
      ("not(not(${x} = 'a'))", ["x=a"]), ("${x} != ''", ["x=a|b|c"]), ("${x} = 'a' or ${x} = 'b'", ["x=a|b"]),
      ("(${x} = 'a') or (${x} = 'c')", ["x=a|c"]), ("${x} = 'a' and ${y_1} = 'yes'", ["x=a&y-1=yes"]),
      ("${y_1} = 'yes' and ${x} = 'a'", ["y-1=yes&x=a"]),
      ("(${x} = 'a' or ${x} = 'b') and not(${y_1} = 'no')", ["x=a|b&y-1=yes"]),
      ("not(${x} = 'a' or ${x} = 'b')", ["x=c"]), ("not(${x} = 'a' and ${x} = 'b')", ["x=a|b|c"]),
      ("${x} = 'a' and ${y_1} = 'yes' or ${x} = 'b' and ${y_1} = 'yes'", ["x=a|b&y-1=yes"]),
      ("${x} = 'a' or ${x} = 'a' and ${y_1} = 'yes'", ["x=a"]), ("true()", [""]), ("not(false())", [""]),
      ("${x} != 'a' and ${x} != 'b'", ["x=c"]),
    ])
  func `a condition holds for the same answers`(_ relevant: String, _ expected: [String]) {
    let result = Self.read(relevant)
    #expect(Self.when(result) == expected)
    #expect(result.said == ["survey!A4": [.lost(.typedText)]], "\(relevant)")
  }

  @Test func `or between two questions is a step for each`() {
    let result = Self.read("${x} = 'a' or ${y_1} = 'yes'")
    #expect(Self.when(result) == ["x=a", "y-1=yes"])
    #expect(result.checklist?.steps.map(\.id) == ["t", "step", "step-2"])
    #expect(result.said["survey!E5"] == [.lost(.condition(.eitherStep(2)))])
  }

  @Test(
    arguments: [
      ("${x} = ", ConditionFault.syntax("")), ("${x} = 'a", .syntax("'a")), ("${x} == 'a'", .syntax("${x} == 'a'")),
      ("count-selected(${x}) > 1", .syntax("> 1")), ("${x} = 'a' xor ${x} = 'b'", .syntax("xor ${x} = 'b'")),
      ("regex(${x}, 'a')", .syntax("regex(${x}, 'a')")), ("(${x} = 'a'", .syntax("")),
      ("${x} = ''", .syntax("${x} = ''")),
      ("${z} = 'a'", .unknownName("z", known: ["step", "t", "x", "y_1"])),
      ("${x} = 'd'", .unknownAnswer("d", of: "x", known: ["a", "b", "c"])), ("${t} = 'a'", .noQuestion("t")),
      (String(repeating: "not(", count: 60) + "true()" + String(repeating: ")", count: 60), .tooLong(limit: 4_000)),
      (String(repeating: "(", count: 100_000), .tooLong(limit: 4_000)),
    ])
  func `what is not understood is said at its cell, and the row is always there`(
    _ relevant: String, _ fault: ConditionFault
  ) {
    let result = Self.read(relevant)
    #expect(Self.when(result) == [""])
    #expect(result.said["survey!E5"] == [.lost(.condition(fault))])
  }

  @Test(arguments: ["${x} = 'a' and ${x} = 'b'", "false()", "not(true())", "${x} != 'a' and ${x} = 'a'"])
  func `a row that can never be reached is left out and named`(_ relevant: String) {
    let result = Self.read(relevant)
    #expect(Self.when(result).isEmpty)
    #expect(result.said["survey!E5"] == [.lost(.condition(.never))])
  }

  @Test func `not is said to mean less where the question may not be asked`() {
    let result = Book.form(
      [
        Self.heads, ["select_one yn", "a", "A?", "A?"], ["select_one abc", "b", "B?", "B?", "${a} = 'yes'"],
        ["note", "s", "S", "S", "${b} != 'a'"],
      ], choices: Self.choices
    ).read()
    #expect(Self.when(result) == ["b=b|c"])
    #expect(result.said == ["survey!E4": [.lost(.condition(.unasked("b")))]])
  }

  @Test func `a question cannot wait for one question or another`() {
    let result = Book.form(
      [
        Self.heads, ["select_one yn", "a", "A?", "A?"], ["select_one yn", "b", "B?", "B?"],
        ["select_one yn", "c", "C?", "C?", "${a} = 'yes' or ${b} = 'yes'"], ["note", "s", "S", "S"],
      ], choices: Self.choices
    ).read()
    #expect(result.checklist?.questions[2].when == .always)
    #expect(result.said["survey!E4"] == [.lost(.condition(.eitherQuestion))])
  }
}
