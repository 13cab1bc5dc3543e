import ChecklistFiles
import Checklists
import Testing

/// One or more mistakes, and the complaints that are expected at the marked places, in the file's order.
struct Mistake: CustomTestStringConvertible, Sendable {
  var name: String
  var edits: [Edit]
  var faults: [Fault]

  init(_ name: String, _ edits: [Edit], _ faults: Fault...) {
    self.name = name
    self.edits = edits
    self.faults = faults
  }

  var testDescription: String { name }
}

private let top = ["id", "version", "checked", "title", "summary", "safety", "questions", "steps", "problems"]
private let outcomes = Outcome.allCases.map(\.rawValue)
private func chars(_ count: Int) -> String { String(repeating: "ệ", count: count) }
private func words(_ count: Int) -> String { Array(repeating: "bấm", count: count).joined(separator: " ") }

private let shapes: [Mistake] = [
  .init("unknown key", [["version: 1\n": "version: 1\n§summry: x\n"]], .shape(.unknownKey("summry", allowed: top))),
  .init("missing key", [["id: sample": "§id: sample"], ["version: 1\n": ""]], .shape(.missingKey("version"))),
  .init(
    "missing English", [["title: {vi: \"Mẫu\", en: \"Sample\"}": "title: §{vi: \"Mẫu\"}"]],
    .shape(.missingText(.english))),
  .init("empty Vietnamese", [["vi: \"Mẫu\"": "vi: §\"\""]], .shape(.missingText(.vietnamese))),
  .init(
    "missing in a block",
    [["      vi: \"Máy hiện biểu tượng.\"\n": ""], ["      en: \"The icon": "      §en: \"The icon"]],
    .shape(.missingText(.vietnamese))),
  .init(
    "text in one language only", [["{vi: \"Mẫu\", en: \"Sample\"}": "§Mẫu"]],
    .shape(.wrongType(expected: .bothLanguages))),
  .init("list for a text", [["vi: \"Mẫu\"": "vi: §[a]"]], .shape(.wrongType(expected: .text))),
  .init("no list", [["problems: [E-V01]": "problems: §E-V01"]], .shape(.wrongType(expected: .list))),
  .init("no mapping", [["when: {card: [yes]}": "when: §card"]], .shape(.wrongType(expected: .mapping))),
  .init("step that is no mapping", [["steps:\n": "steps:\n  - §greet\n"]], .shape(.wrongType(expected: .mapping))),
  .init("version in words", [["version: 1": "version: §one"]], .shape(.wrongType(expected: .wholeNumber))),
  .init("version 0", [["version: 1": "version: §0"]], .shape(.outOfRange(lowest: 1, highest: 999_999))),
  .init("minutes in words", [["minutes: 3": "minutes: §nan"]], .shape(.wrongType(expected: .number))),
  .init("no minutes", [["minutes: 3": "minutes: §0"]], .shape(.outOfRange(lowest: 0.1, highest: 240))),
  .init("negative minutes", [["minutes: 3": "minutes: §-3"]], .shape(.outOfRange(lowest: 0.1, highest: 240))),
  .init("yes for true", [["verified: true": "verified: §yes"]], .shape(.wrongType(expected: .trueOrFalse))),
  .init(
    "unknown outcome", [["outcome: appointment": "outcome: §apointment"]],
    .shape(.unknownWord("apointment", allowed: outcomes))),
  .init(
    "unknown asking", [["asks: papers": "asks: §paper"]], .shape(.unknownWord("paper", allowed: ["service", "papers"]))),
  .init(
    "one answer",
    [
      ["    answers:\n      - {id: \"yes\", text: {vi: \"Rồi\", en: \"Yes\"}}\n": "    answers:\n"],
      ["      - {id: no": "      §- {id: no"], ["when: {card: [yes]}": "when: {card: [no]}"],
    ],
    .shape(.wrongCount(found: 1, lowest: 2, highest: 9))),
  .init(
    "nothing to do", [["do:\n      - {vi: \"Mời bác ngồi.\", en: \"Offer a seat.\"}": "do: §[]"]],
    .shape(.wrongCount(found: 0, lowest: 1, highest: 5))),
  .init("bad name", [["id: greet": "id: §Chào"]], .shape(.badName("Chào"))),
  .init("bad problem name", [["- id: E-V01": "- id: §V01"], ["[E-V01]": "[V01]"]], .shape(.badProblemName("V01"))),
  .init("bad date", [["checked: 2026-11-23": "checked: §2026-02-29"]], .shape(.badDate("2026-02-29"))),
  .init(
    "id is not the file's name", [["id: sample": "id: §other"]], .shape(.idNotFileName(id: "other", stem: "sample"))),
]

private let rooms: [Mistake] = [
  .init("title of 51", [["\"Mẫu\"": "§\"\(chars(51))\""]], .room(.tooWide(columns: 51, limit: 50))),
  .init("title of 50", [["\"Mẫu\"": "\"\(chars(50))\""]]),
  .init("English too", [["\"Sample\"": "§\"\(chars(51))\""]], .room(.tooWide(columns: 51, limit: 50))),
  .init("summary", [["\"A checklist to try.\"": "§\"\(chars(73))\""]], .room(.tooWide(columns: 73, limit: 72))),
  .init("safety line", [["\"Không đọc mã OTP.\"": "§\"\(chars(75))\""]], .room(.tooWide(columns: 75, limit: 74))),
  .init("question", [["\"Which phone?\"": "§\"\(chars(73))\""]], .room(.tooWide(columns: 73, limit: 72))),
  .init("answer", [["\"Máy Android\"": "§\"\(chars(67))\""]], .room(.tooWide(columns: 67, limit: 66))),
  .init("symptom", [["\"Không cài được\"": "§\"\(chars(71))\""]], .room(.tooWide(columns: 71, limit: 70))),
  .init(
    "double width", [["\"Mẫu\"": "§\"\(String(repeating: "越", count: 26))\""]], .room(.tooWide(columns: 52, limit: 50))),
  .init(
    "two lines where one fits", [["\"Mẫu\"": "§\"Mẫu\\nnữa\""]], .room(.tooManyLines(lines: 2, limit: 1, columns: 50))),
  // 18 words of three letters take 71 columns: 54 fill three lines of 72.
  .init("say of three lines", [["\"Cháu chào bác.\"": "\"\(words(54))\""]]),
  .init(
    "say of four lines", [["\"Cháu chào bác.\"": "§\"\(words(55))\""]],
    .room(.tooManyLines(lines: 4, limit: 3, columns: 72))),
  .init("do", [["\"Mời bác ngồi.\"": "§\"\(words(35))\""]], .room(.tooManyLines(lines: 3, limit: 2, columns: 70))),
  .init(
    "check", [["\"The citizen sits.\"": "§\"\(words(35))\""]], .room(.tooManyLines(lines: 3, limit: 2, columns: 70))),
  .init(
    "warning", [["\"Không cài tệp lạ.\"": "§\"\(words(35))\""]], .room(.tooManyLines(lines: 3, limit: 2, columns: 70))),
  .init(
    "fix", [["\"Restart the phone.\"": "§\"\(words(35))\""]], .room(.tooManyLines(lines: 3, limit: 2, columns: 70))),
  .init(
    "a word longer than its lines", [["\"Mời bác ngồi.\"": "§\"\(chars(141))\""]],
    .room(.tooManyLines(lines: 3, limit: 2, columns: 70))),
  // say 1, do 10, check 1, warning 1, link 1, source 1: fifteen. A second line of the check is too much, in English.
  .init("step of 15 rows", [["- {vi: \"Bác bấm Cài đặt.\", en: \"The citizen presses Install.\"}": five]]),
  .init(
    "step of 16 rows",
    [
      ["- id: install": "- §id: install"],
      ["- {vi: \"Bác bấm Cài đặt.\", en: \"The citizen presses Install.\"}": five], ["The icon appears.": words(20)],
    ],
    .room(.tooTall(rows: 16, budget: 15, .english))),
]
private let five = Array(repeating: "- {vi: \"\(words(20))\", en: \"\(words(20))\"}", count: 5).joined(
  separator: "\n      ")

private let links: [Mistake] = [
  .init("http", [["\"https://vneid": "§\"http://vneid"]], .link(.notHTTPS)),
  .init(
    "other host", [["\"https://vneid.gov.vn": "§\"https://vneid.gov.vn.co"]], .link(.hostNotAllowed("vneid.gov.vn.co"))),
  .init(
    "host that only ends alike", [["\"https://vneid": "§\"https://xvneid"]], .link(.hostNotAllowed("xvneid.gov.vn"))),
  .init(
    "user name", [["\"https://vneid.gov.vn": "§\"https://vneid.gov.vn@evil.vn"]],
    .link(.hostNotAllowed("vneid.gov.vn@evil.vn"))),
  .init(
    "port", [["\"https://vneid.gov.vn": "§\"https://vneid.gov.vn:8443"]], .link(.hostNotAllowed("vneid.gov.vn:8443"))),
  .init("capitals", [["\"https://vneid": "§\"https://VNeID"]], .link(.hostNotAllowed("VNeID.gov.vn"))),
  .init(
    "backslash", [["\"https://vneid.gov.vn\"": "§'https://vneid.gov.vn/\\evil.vn'"]],
    .link(.hostNotAllowed("vneid.gov.vn"))),
  .init("subdomain, path and query", [["https://vneid.gov.vn": "https://www.vneid.gov.vn/a?b#c"]]),
  .init(
    "61 bytes", [["\"https://vneid.gov.vn": "§\"https://vneid.gov.vn/" + String(repeating: "a", count: 40)]],
    .link(.tooLong(bytes: 61, limit: 60))),
  .init("60 bytes", [["https://vneid.gov.vn": "https://vneid.gov.vn/" + String(repeating: "a", count: 39)]]),
]

private let names: [Mistake] = [
  .init(
    "unknown question", [["{card: [yes]}": "{§cart: [yes]}"]],
    .name(.danglingQuestion("cart", known: ["phone", "card"]))),
  .init(
    "unknown answer", [["{card: [yes]}": "{card: [yes, §ja]}"]],
    .name(.danglingAnswer("ja", of: "card", known: ["yes", "no"]))),
  .init("unknown problem", [["[E-V01]": "[E-V01, §E-V02]"]], .name(.danglingProblem("E-V02", known: ["E-V01"]))),
  .init(
    "unknown safety line", [["safety: never-otp": "safety: §never"]],
    .name(.danglingSafety("never", known: ["never-otp"]))),
  .init("step twice", [["id: install": "id: §greet"]], .name(.duplicate(.step, "greet", first: .line(25)))),
  .init(
    "question twice",
    [["id: card": "id: §phone"], ["{phone: [android]}": "{phone: [none]}"], ["{card: [yes]}": "{phone: [none]}"]],
    .name(.duplicate(.question, "phone", first: .line(10)))),
  .init("answer twice", [["id: none": "id: §android"]], .name(.duplicate(.answer, "android", first: .line(13)))),
  .init(
    "problem twice",
    [
      [
        "problems:\n  - id: E-V01":
          "problems:\n  - id: E-V01\n    symptom: {vi: a, en: a}\n    fix: [{vi: a, en: a}]\n  - id: §E-V01"
      ]
    ],
    .name(.duplicate(.problem, "E-V01", first: .line(53)))),
  .init(
    "safety line twice",
    [["safety:\n": "safety:\n  - {id: never-otp, text: {vi: a, en: a}}\n"], ["- id: never-otp": "- id: §never-otp"]],
    .name(.duplicate(.safety, "never-otp", first: .line(7)))),
]

private let branches: [Mistake] = [
  .init("dead step", [["{card: [yes]}": "§{phone: [none], card: [yes]}"]], .branch(.unreachableStep("install"))),
  .init(
    "dead question",
    [
      [
        "steps:\n": """
          - id: extra
            text: {vi: "Còn gì ạ?", en: "Anything else?"}
            when: §{phone: [none], card: [no]}
            answers: [{id: a, text: {vi: a, en: a}}, {id: b, text: {vi: b, en: b}}]
        steps:

        """
      ]
    ], .branch(.unreachableQuestion("extra"))),
  .init("waits for itself", [["{phone: [android]}": "§{card: [no]}"]], .branch(.loop(["card"]))),
  .init(
    "circle of two", [["en: \"Which phone?\"}": "en: \"Which phone?\"}\n    when: §{card: [no]}"]],
    .branch(.loop(["phone", "card"]))),
  .init(
    "asked later",
    [
      ["en: \"Which phone?\"}": "en: \"Which phone?\"}\n    when: §{card: [no]}"],
      ["    when: {phone: [android]}\n": ""],
    ], .branch(.lateQuestion("card"))),
]

private let files: [Mistake] = [
  .init("tab", [["version: 1": "version:§\t1"]], .bytes(.tab)),
  .init("tab for indentation, once a line", [["    minutes: 3": "§\t\tminutes: 3"]], .bytes(.tab)),
  .init(
    "tab and another mistake", [["version: 1": "version:§\t1"], ["minutes: 3": "minutes: §x"]], .bytes(.tab),
    .shape(.wrongType(expected: .number))),
  .init("escape character", [["Sample": "Sam§\u{1B}ple"]], .bytes(.controlCharacter(0x1B))),
  .init("nothing character", [["Sample": "Sam§\u{0}ple"]], .bytes(.controlCharacter(0))),
  .init("zero width", [["Mẫu": "Mẫu§\u{200B}"]], .bytes(.controlCharacter(0x200B))),
  .init("turned direction", [["Mẫu": "Mẫu§\u{202E}"]], .bytes(.controlCharacter(0x202E))),
  .init(
    "line separator", [["Mẫu": "Mẫu§\u{2028}"], ["minutes: 3": "minutes: §x"]], .bytes(.controlCharacter(0x2028)),
    .shape(.wrongType(expected: .number))),
  .init("escape character written as an escape", [["\"Mẫu\"": "§\"M\\e[31mẫu\""]], .bytes(.controlCharacter(0x1B))),
  .init("tab written as an escape", [["\"Mẫu\"": "§\"M\\tẫu\""]], .bytes(.tab)),
  .init("mark apart, written as an escape", [["\"Mẫu\"": "§\"Ma\\u0302u\""]], .bytes(.notNFC)),
  .init(
    "escape character in a key", [["version: 1\n": "version: 1\n§§\"\\e[2J\\n\": x\n"]],
    .bytes(.controlCharacter(0x1B)),
    .shape(.unknownKey("\u{1B}[2J\n", allowed: top))),
  .init("mark stored apart", [["Mẫu": "M§a\u{302}\u{303}u"]], .bytes(.notNFC)),
  .init(
    "no YAML", [["title: {vi: \"Mẫu\", en: \"Sample\"}\nsummary:": "title: {vi: \"Mẫu\", en: \"Sample\"\n§summary:"]],
    .yaml(.syntax("while parsing a flow mapping, did not find expected ',' or '}'"))),
  .init("anchor", [["title: ": "title: §&a "]], .yaml(.alias)),
  .init("alias of nothing", [["vi: \"Mẫu\"": "vi: §*a"]], .yaml(.alias)),
  .init("merge key", [["title: {": "title: {§<<: {}, "]], .yaml(.alias)),
  .init("tag", [["version: 1": "version: §!!int 1"]], .yaml(.tag("tag:yaml.org,2002:int"))),
  .init("key twice", [["version: 1": "version: 1\n§version: 2"]], .yaml(.duplicateKey("version"))),
  .init(
    "keys twice in two places",
    [
      ["version: 1": "version: 1\n§version: 2\n§\"version\": 3"],
      ["en: \"Greet\"}": "en: \"Greet\", §'vi': \"Chào\"}"],
    ], .yaml(.duplicateKey("version")),
    .yaml(.duplicateKey("version")), .yaml(.duplicateKey("vi"))),
  .init("second document", [["steps:\n": "§---\nsteps:\n"]], .yaml(.secondDocument)),
  .init("key that is a list", [["version: 1": "version: 1\n§[a]: b"]], .shape(.wrongType(expected: .text))),
  // What stands in for the branch that is too deep is no text either.
  .init(
    "nested too deep",
    [["vi: \"Mẫu\"": "vi: §" + String(repeating: "[", count: 14) + "§[" + String(repeating: "]", count: 15)]],
    .shape(.wrongType(expected: .text)), .yaml(.tooDeep(limit: 16))),
]

struct FaultTests {
  @Test(arguments: shapes + rooms + links + names + branches + files)
  func `each mistake is complained about at its place`(_ mistake: Mistake) {
    let (text, places) = Sample.edited(mistake.edits).unmarked
    let reading = ChecklistReader.read(Array(text.utf8), file: Sample.file)
    #expect(reading.complaints.map(\.what) == mistake.faults)
    #expect(reading.complaints.map { [$0.line, $0.column] } == places)
    #expect((reading.value == nil) == !mistake.faults.isEmpty)
    #expect(reading.complaints.allSatisfy { $0.file == Sample.file })
    for complaint in reading.complaints {
      for language in Language.allCases {
        let parts = complaint.sentence(language).split(separator: "; ")
        #expect(parts.count == 2 && !complaint.line(language).contains("\n"), "what; what to do")
      }
    }
  }
}
