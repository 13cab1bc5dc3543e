import ChecklistFiles
import ChecklistImport
import Checklists
import Testing

@Suite struct FormTests {
  private let phones = [
    choicesHead, ["phone", "android", "Máy Android", "Android"], ["phone", "iphone", "iPhone", "iPhone"],
    ["phone", "none", "Không có", "None"],
  ]

  @Test func `a form becomes a checklist that the linter has nothing to say about`() throws {
    let book = Book.form(
      [
        surveyHead + ["hint::Vietnamese (vi)", "hint::English (en)", "required"],
        ["select_one phone", "phone", "Bác dùng máy gì?", "What phone?", "", "", "", "yes"],
        ["note", "hello", "Cháu chào bác.", "Good morning.", "", "Bác ngồi.\nBác mở máy.", "Sit.\nOpen it."],
        ["acknowledge", "nfc", "Bật NFC", "Turn NFC on", "${phone} = 'android'", "Bác bật giúp cháu.", "Please."],
        ["trigger", "last", "Cảm ơn", "Thanks", "selected(${phone}, 'none')"],
      ], choices: phones, settings: [["form_title", "form_id", "version"], ["Thử máy", "thu_may", "3"]])
    let result = book.read(id: nil)
    let checklist = try #require(result.checklist)
    #expect(checklist.id == "thu-may")
    #expect(checklist.version == 3)
    #expect(checklist.checked == "2026-11-23")
    #expect(checklist.title == LocalText("Thử máy", "[TO BE WRITTEN]"))
    #expect(checklist.questions.map(\.id) == ["phone"])
    #expect(checklist.questions[0].answers.map(\.id) == ["android", "iphone", "none"])
    #expect(checklist.questions[0].answers[0].text == LocalText("Máy Android", "Android"))
    #expect(checklist.steps.map(\.id) == ["hello", "nfc", "last"])
    let hello = checklist.steps[0]
    #expect(hello.title == LocalText("Cháu chào bác.", "Good morning."))
    #expect(hello.say == hello.title)
    #expect(hello.actions == [LocalText("Bác ngồi.", "Sit."), LocalText("Bác mở máy.", "Open it.")])
    #expect(hello.check == Placeholder.text)
    #expect(checklist.steps[1].actions == [LocalText("Bật NFC", "Turn NFC on")])
    #expect(checklist.steps[1].say == LocalText("Bác bật giúp cháu.", "Please."))
    #expect(checklist.steps[1].when == Condition([.init(question: "phone", answers: ["android"])]))
    #expect(checklist.steps[2].when == Condition([.init(question: "phone", answers: ["none"])]))
    // The id differs from the form's, and nothing else is to be said of what stands there.
    #expect(result.said == ["settings!B2": [.lost(.id("thu_may", used: "thu-may"))]])
    #expect(result.blanks["survey!A3"] == [.field("check"), .field("minutes"), .field("safety")])
    #expect(result.blanks["survey!A4"] == [.field("check"), .field("minutes"), .field("safety")])
    #expect(result.blanks["survey!A5"] == [.field("say"), .field("check"), .field("minutes"), .field("safety")])
    #expect(result.blanks["settings!A2"] == [.title, .summary, .safety])
    let yaml = try #require(result.yaml)
    #expect(ChecklistReader.read(Array(yaml.utf8), file: "thu-may.yaml").value == checklist)
    #expect(yaml.contains("minutes: 1  # [CẦN VIẾT] [TO BE WRITTEN]"))
  }

  @Test func `what a form does not say is a placeholder, and every one of them is named`() throws {
    let result = Book.form([["type", "name", "label"], ["note", "a", "Chào bác"]]).read()
    let checklist = try #require(result.checklist)
    #expect(checklist.steps[0].title == LocalText("Chào bác", Placeholder.text.en))
    #expect(checklist.safety.map(\.text) == [Placeholder.text])
    #expect(
      result.blanks["survey!A2"] == [.field("do"), .field("check"), .field("minutes"), .field("safety"), .english])
    // Title, summary, safety line, do and check in both languages; title and say in English.
    #expect(checklist.unwrittenCount == 12)
  }

  @Test(
    arguments: [
      (["label::Vietnamese (vi)", "label::English (en)"], LocalText("a", "b")),
      (["label::Vietnamese", "label::English"], LocalText("a", "b")),
      (["label::English", "label::Tiếng Việt"], LocalText("b", "a")),
      (["label:vi", "label:en"], LocalText("a", "b")),
      (["label", "label::English (en)"], LocalText("a", "b")),
      (["label", "label::Vietnamese (vi)"], LocalText("b", "a")),
      (["LABEL::vietnamese (VI)", "Label::ENGLISH (en)"], LocalText("a", "b")),
    ])
  func `headings say which language a column is in`(_ heads: [String], _ text: LocalText) throws {
    let result = Book.form([["type", "name"] + heads, ["note", "n", "a", "b"]]).read()
    #expect(try #require(result.checklist).steps[0].title == text)
    #expect(result.said.isEmpty)
  }

  @Test func `a column without a language is in the default language, else in the one its letters say`() throws {
    func title(_ label: String, _ settings: [[String]] = []) throws -> LocalText {
      let book = Book.form([["type", "name", "label"], ["note", "n", label]], settings: settings)
      return try #require(book.read().checklist).steps[0].title
    }
    #expect(try title("Mo may").en == "Mo may")
    #expect(try title("Mở máy").vi == "Mở máy")
    #expect(try title("Mo may", [["default_language"], ["Vietnamese (vi)"]]).vi == "Mo may")
    #expect(try title("Mở", [["default_language"], ["English (en)"]]).en == "Mở")
  }

  @Test func `groups are flattened, and their conditions hold for the rows in them`() throws {
    let book = Book.form(
      [
        surveyHead, ["select_one phone", "phone", "Máy gì?", "Which?"],
        ["begin_group", "g", "", "", "${phone} != 'none'"], ["begin group", "h", "", "", "${phone} != 'iphone'"],
        ["note", "a", "A", "A"], ["end group"], ["note", "b", "B", "B", "${phone} = 'iphone'"], ["end_group"],
        ["note", "c", "C", "C"],
      ], choices: phones)
    let result = book.read()
    let steps = try #require(result.checklist).steps
    #expect(steps.map { $0.when.clauses.first?.answers } == [["android"], ["iphone"], nil])
    #expect(result.said.isEmpty)
  }

  @Test func `a list to tick is a step, and a question for each choice that a condition asks for`() throws {
    let book = Book.form(
      [
        surveyHead, ["select_multiple papers", "papers", "Bác mang gì?", "What do you bring?"],
        ["note", "a", "A", "A", "selected(${papers}, 'card')"],
        ["note", "b", "B", "B", "not(selected(${papers}, 'card'))"],
      ],
      choices: [choicesHead]
        + ["card", "birth", "photo", "form", "letter", "map"].map { ["papers", $0, "Tờ \($0)", $0] })
    let result = book.read()
    let checklist = try #require(result.checklist)
    #expect(checklist.questions.map(\.id) == ["papers-card"])
    #expect(checklist.questions[0].text == LocalText("Bác mang gì? Tờ card", "What do you bring? card"))
    #expect(checklist.steps.map(\.id) == ["papers", "papers-2", "a", "b"])
    #expect(checklist.steps[0].actions.map(\.en) == ["card", "birth", "photo", "form", "letter"])
    #expect(checklist.steps[1].actions.map(\.en) == ["map"])
    #expect(checklist.steps[2].when.holds(for: ["papers-card": "yes-ticked"]))
    #expect(!checklist.steps[2].when.holds(for: ["papers-card": "no-not-ticked"]))
    #expect(checklist.steps[3].when.holds(for: ["papers-card": "no-not-ticked"]))
    #expect(result.said == ["survey!A2": [.lost(.ticks)]])
  }

  @Test func `a question with too many answers is steps, five lines each`() throws {
    let book = Book.form(
      [surveyHead, ["select_one many", "many", "Xã nào?", "Which commune?"]],
      choices: [choicesHead] + (1...11).map { ["many", "c\($0)", "Xã \($0)", "Commune \($0)"] })
    let result = book.read()
    #expect(try #require(result.checklist).steps.map(\.actions.count) == [5, 5, 1])
    #expect(result.said == ["survey!A2": [.lost(.answerCount(11))]])
  }

  @Test func `texts are composed, tidied and cut where a title is too long`() throws {
    let long = "Bác mở ứng dụng VNeID trên điện thoại của bác rồi bấm vào nút đăng nhập"
    let book = Book.form([
      ["type", "name", "label::Vietnamese (vi)", "label::English (en)"],
      ["acknowledge", "a", "  Mở\u{A0}  máy ", "One \t two"], ["acknowledge", "b", long, "Short"],
    ])
    let result = book.read()
    let steps = try #require(result.checklist).steps
    #expect(Array(steps[0].title.vi.unicodeScalars) == Array("Mở máy".unicodeScalars))
    #expect(steps[0].title.en == "One two")
    #expect(steps[1].title.vi == "Bác mở ứng dụng VNeID trên điện thoại của bác rồi…")
    #expect(steps[1].actions == [LocalText(long, "Short")])
    #expect(result.said == ["survey!C3": [.lost(.shortened(limit: 50))]])
  }

  @Test func `what the linter refuses is said at the cell it comes from, and the file is there to be mended`() throws {
    let wide = String(repeating: "rất dài ", count: 12)
    let book = Book.form(
      [
        surveyHead, ["select_one yn", "late", "Sau?", "Later?", "${first} = 'y'"],
        ["select_one yn", "first", wide, "First?"], ["note", "a", "A", "A", "${first} = 'y'"],
      ], choices: [choicesHead, ["yn", "y", "Có", "Yes"], ["yn", "n", "Không", "No"]])
    let result = book.read()
    #expect(result.checklist == nil)
    #expect(result.yaml != nil)
    #expect(result.said["survey!E2"] == [.rule(.branch(.lateQuestion("first")))])
    #expect(result.said["survey!C3"]?.count == 1)
  }
}
