import ChecklistFiles
import ChecklistImport
import Checklists
import Testing

@Suite struct ComplaintTests {
  private static let yesNo = [choicesHead, ["yn", "y", "Có", "Yes"], ["yn", "n", "Không", "No"]]

  /// What is said of a form of one row below the head, besides what every form has.
  private static func said(_ head: [String], _ row: [String]) -> [String: [ImportFault]] {
    Book.form(
      [surveyHead + head, row, ["select_one yn", "q", "Q?", "Q?"], ["note", "z", "Z", "Z"]], choices: yesNo
    ).read().said
  }

  @Test(
    arguments: [
      ("integer", LostFault.type("integer")), ("decimal", .type("decimal")), ("date", .type("date")),
      ("image", .type("image")), ("geopoint", .type("geopoint")), ("barcode", .type("barcode")),
      ("rank yn", .type("rank yn")), ("range", .type("range")), ("file", .type("file")), ("audio", .type("audio")),
      ("select_one_from_file x.csv", .type("select_one_from_file x.csv")), ("no such type", .type("no such type")),
      ("calculate", .record("calculate")), ("start", .record("start")), ("deviceid", .record("deviceid")),
      ("audit", .record("audit")), ("hidden", .record("hidden")), ("text", .typedText), ("select_multiple yn", .ticks),
      ("select_one yn or_other", .orOther), ("end_group", .nothingToClose), ("begin_group", .unclosedGroup("n")),
      ("", .noType),
    ])
  func `a row that cannot be taken is named at its type`(_ type: String, _ fault: LostFault) {
    let said = Self.said([], [type, "n", "", "", ""])
    let place = type.isEmpty ? "survey!B2" : "survey!A2"
    #expect(said[place] == [.lost(fault)], "\(said)")
    #expect(said.count == 1, "\(said)")
  }

  @Test(
    arguments: [
      "constraint", "constraint_message", "calculation", "appearance", "default", "read_only", "choice_filter",
      "media::image", "repeat_count", "trigger", "parameters", "guidance_hint::English (en)", "body::accuracy",
      "required_message::Vietnamese (vi)", "anything",
    ])
  func `a value in a column that means nothing here is named at its cell`(_ column: String) {
    let said = Self.said([column], ["note", "n", "N", "N", "", "value"])
    #expect(said == ["survey!F2": [.lost(.column(column, value: "value"))]])
  }

  @Test func `a list that is missing, unused or not unique is named at its row`() {
    let book = Book.form(
      [
        surveyHead, ["select_one fruit", "f", "F?", "F?"], ["select_one yn", "q", "Q?", "Q?"], ["note", "n", "N", "N"],
      ],
      choices: Self.yesNo + [["yn", "y", "Lại", "Again"], ["other", "o", "O", "O"], ["", "lone", "L", "L"]])
    let said = book.read().said
    #expect(said["survey!A2"] == [.lost(.missingList("fruit", known: ["other", "yn"])), .lost(.answerCount(0))])
    #expect(said["choices!B4"] == [.lost(.duplicateName("y", first: .cell(sheet: "choices", row: 2, column: 1)))])
    #expect(said["choices!A5"] == [.lost(.unusedList("other"))])
    #expect(said["choices!B6"] == [.lost(.column("name", value: "lone"))])
    #expect(said.count == 4)
  }

  @Test func `what else is lost is named where it stands`() {
    let head = ["required", "hint::Vietnamese (vi)", "label::French (fr)", "disabled", "tiepsuc", "minutes"]
    let book = Book(sheets: [
      (
        "survey",
        [
          surveyHead + head,
          ["begin_group", "g", "Nhóm", "Group"], ["note", "a", "Chào ${q}", "Hi", "", "true()"], ["end_group"],
          ["select_one yn", "q", "Q?", "Q?", "", "${x} > 1", "Gợi ý", "", "", "", ""],
          ["note", "b", "B", "B", "", "", "", "Bonjour", "", "check", ""],
          ["note", "c", "C", "C", "", "", "", "", "yes"], ["note", "d", "D", "D", "", "no", "", "", "", "", "soon"],
          ["begin_repeat", "r"], ["note", "e", "E", "E"], ["end_repeat"],
        ]
      ),
      ("choices", Self.yesNo), ("settings", [["version", "style"], ["2024010101", "pages"]]), ("Notes", [["x"]]),
    ])
    #expect(
      book.read().said == [
        "survey!C2": [.lost(.groupLabel("Nhóm"))], "survey!F3": [.lost(.required)],
        "survey!C3": [.lost(.reference("q"))],
        "survey!F5": [.lost(.requiredCondition("${x} > 1"))], "survey!G5": [.lost(.column("hint", value: "Gợi ý"))],
        "survey!H1": [.lost(.language("French (fr)"))], "survey!J6": [.lost(.role("check"))],
        "survey!I7": [.lost(.disabled)], "survey!K8": [.lost(.badMinutes("soon"))], "survey!A9": [.lost(.repeated)],
        "settings!A2": [.lost(.version("2024010101"))], "settings!B2": [.lost(.column("style", value: "pages"))],
        "Notes!": [.lost(.sheet("Notes"))],
      ])
  }

  @Test func `complaints come by sheet, row and column, and too many are counted`() {
    let rows = (0..<1_200).map { ["integer", "n\($0)"] }
    let complaints = Book.form([surveyHead] + rows, settings: [["version"], ["x"]]).read().complaints
    #expect(complaints.count == 1_001)
    #expect(complaints.first?.place.text == "settings!A2")
    let places = complaints.filter { $0.place.text.hasPrefix("survey!A") }.map(\.place.text)
    #expect(Array(places.prefix(3)) == ["survey!A2", "survey!A3", "survey!A4"])
    guard case .lost(.more(let count))? = complaints.last?.what else {
      Issue.record("nothing is said of the rest")
      return
    }
    // 1,200 rows, the version, and what is to be written for the whole.
    #expect(count == 1_200 + 2 - 1_000)
  }

  @Test func `every complaint is one line in each language: what is wrong, and what to do`() {
    let place = ImportPlace.cell(sheet: "survey", row: 7, column: 3)
    let conditions: [ConditionFault] = [
      .syntax("x"), .tooLong(limit: 1), .unknownName("x", known: ["y"]), .unknownAnswer("x", of: "y", known: []),
      .noQuestion("x"), .eitherQuestion, .eitherStep(2), .unasked("x"), .never,
    ]
    let lost: [LostFault] = [
      .type("x"), .record("x"), .typedText, .ticks, .noType, .emptyRow, .column("x", value: "y\nz"), .language("x"),
      .sheet("x"), .merged("A1:B2"), .formula, .errorCell("#N/A"), .hiddenCharacter(0x200B), .groupLabel("x"),
      .repeated, .unclosedGroup("x"), .nothingToClose, .deepGroup(limit: 1), .disabled, .orOther,
      .missingList("x", known: []), .unusedList("x"), .duplicateName("x", first: place), .answerCount(1), .required,
      .requiredCondition("x"), .reference("x"), .openReference("x"), .markup(.properties), .markup(.code),
      .markup(.remark), .markup(.struck("x")), .markup(.address("x")), .shortened(limit: 50), .version("x"),
      .id("x", used: "y"),
      .badMinutes("x"), .role("x"), .heading, .line, .attribute("x"), .more(3),
    ]
    let unreadable: [UnreadableFault] = [
      .tooLarge(bytes: 2, limit: 1), .empty, .unknownKind, .oldExcel, .notZip, .tooManyEntries(found: 2, limit: 1),
      .unpacksTooLarge(entry: "x", limit: 1), .badEntryName("../x"), .encrypted(entry: "x"), .damagedEntry("x"),
      .missingPart("x"), .documentType(entry: "x"), .notXML(entry: "x", line: 1), .tooManyCells(limit: 1),
      .missingSheet("survey", found: []), .missingColumn("type"), .notUTF8, .badQuote(line: 3), .noSteps,
    ]
    let faults: [ImportFault] =
      conditions.map { .lost(.condition($0)) } + lost.map { .lost($0) } + unreadable.map { .unreadable($0) }
      + [
        .toWrite([.field("say"), .field("do"), .field("check"), .field("minutes"), .field("safety"), .vietnamese]),
        .rule(.shape(.missingKey("x"))),
      ]
    for fault in faults {
      let complaint = ImportComplaint(file: "a.xlsx", place: place, what: fault)
      for language in Language.allCases {
        let line = complaint.line(language)
        #expect(line.hasPrefix("a.xlsx:survey!C7: "), "\(line)")
        #expect(line.contains("; "), "\(line)")
        #expect(!line.contains("\n"), "\(line)")
        #expect(line.count < 260, "\(line)")
      }
      #expect(complaint.line(.vietnamese) != complaint.line(.english), "\(fault)")
    }
  }
}
