import ChecklistImport
import Checklists
import Testing

@Suite struct PlainFileTests {
  private func read(_ text: String, _ file: String) -> ChecklistImport.Result {
    ChecklistImport.read(Array(text.utf8), file: file, today: "2026-11-23")
  }

  @Test func `a list in Markdown is a checklist`() throws {
    let result = read(
      """
      # Gọi lại người đã hẹn // Call back

      Hỏi xem việc đã xong chưa. // Ask whether it is done.

      ! Không hỏi mã OTP. // Never ask for an OTP.

      - [ ] Hỏi thăm // Ask (2 phút)
        > Cháu chào bác,
        > việc đã xong chưa ạ? // Good morning, is it done?
        - Nghe bác kể. // Listen.
        - → Bác nói được việc tới đâu. // They can say how far it is.
        - ! Không giục bác. // Do not hurry them.
      - [x] Ghi lại // Write down
          * Ghi ngày hẹn. // Write the day.
      """, "Gọi lại.md")
    let checklist = try #require(result.checklist)
    #expect(checklist.id == "goi-lai")
    #expect(checklist.title == LocalText("Gọi lại người đã hẹn", "Call back"))
    #expect(checklist.summary == LocalText("Hỏi xem việc đã xong chưa.", "Ask whether it is done."))
    #expect(
      checklist.safety == [SafetyLine(id: "safety-1", text: LocalText("Không hỏi mã OTP.", "Never ask for an OTP."))])
    #expect(checklist.steps.map(\.id) == ["hoi-tham", "ghi-lai"])
    let step = checklist.steps[0]
    #expect(step.title == LocalText("Hỏi thăm", "Ask"))
    #expect(step.say == LocalText("Cháu chào bác, việc đã xong chưa ạ?", "Good morning, is it done?"))
    #expect(step.actions == [LocalText("Nghe bác kể.", "Listen.")])
    #expect(step.check == LocalText("Bác nói được việc tới đâu.", "They can say how far it is."))
    #expect(step.warnings == [LocalText("Không giục bác.", "Do not hurry them.")])
    #expect(step.expected == .seconds(120))
    #expect(checklist.steps[1].actions == [LocalText("Ghi ngày hẹn.", "Write the day.")])
    #expect(checklist.steps.allSatisfy { $0.safety == "safety-1" })
    #expect(result.said.isEmpty)
    #expect(result.blanks == ["13:1": [.field("say"), .field("check"), .field("minutes")]])
  }

  @Test func `a bare list in one language is a checklist with the other to be written`() throws {
    for (text, isVietnamese) in [("1. Mở máy\r\n2) Bật mạng\r\n", true), ("* Open it\n\n* Switch on\n", false)] {
      let result = read(text, "x.md")
      let steps = try #require(result.checklist).steps
      #expect(steps.count == 2)
      #expect((steps[0].title.vi == "Mở máy") == isVietnamese)
      #expect((steps[0].title.en == "Open it") == !isVietnamese)
      #expect(result.blanks.count == 3)
    }
  }

  @Test func `what a Markdown list says beyond its steps is named at its line`() {
    let result = read(
      "# A\n\nMột.\n\nHai.\n\n## B\n- c {#c colour=red}\n  d\n- e (300 phút)\n\n---\n", "x.md")
    #expect(
      result.said == [
        "5:1": [.lost(.line)], "7:1": [.lost(.heading)], "8:1": [.lost(.attribute("colour"))], "9:1": [.lost(.line)],
        "10:1": [.lost(.badMinutes("300"))],
      ])
    #expect(result.checklist?.steps.map(\.title.vi) == ["c", "e (300 phút)"])
  }

  @Test func `a plain table is one step a line`() throws {
    let result = read("Mở máy;Bác mở máy giúp cháu;Bấm nút nguồn;Chờ\n\nBật mạng\n", "x.csv")
    let steps = try #require(result.checklist).steps
    #expect(steps.map(\.title.vi) == ["Mở máy", "Bật mạng"])
    #expect(steps[0].say.vi == "Bác mở máy giúp cháu")
    #expect(steps[0].actions.map(\.vi) == ["Bấm nút nguồn", "Chờ"])
    #expect(result.blanks["A1"] == [.field("check"), .field("minutes"), .field("safety"), .english])
    #expect(result.blanks["A3"] == [.field("say"), .field("do"), .field("check"), .field("minutes"), .field("safety"), .english])
  }

  @Test func `a table with headings says what its columns are, quotes and line ends included`() throws {
    let result = read(
      "bước,nói,title_en,làm,phút,màu\r\n\"Mở \"\"máy\"\"\",\"Bác mở,\nđược chưa?\",Open,\"một\nhai\",\"1,5\",đỏ\r\n",
      "x.csv")
    let step = try #require(result.checklist).steps[0]
    #expect(step.title == LocalText("Mở \"máy\"", "Open"))
    #expect(step.say.vi == "Bác mở, được chưa?")
    #expect(step.actions.map(\.vi) == ["một", "hai"])
    #expect(step.expected == .seconds(90))
    #expect(result.said == ["F2": [.lost(.column("màu", value: "đỏ"))]])
  }

  @Test func `what a table says wrongly is named at its cell`() {
    let result = read(
      "kind,title,title_en,minutes,when,version\nanswer,A,A,,,\nlink,E,E,,,\nstep,B,B,soon,phone=x,\nthing,C,C,,,\nchecklist,D,D,,,9x",
      "x.csv")
    #expect(
      result.said == [
        "A2": [.lost(.role("answer"))], "A3": [.lost(.role("link"))], "D4": [.lost(.badMinutes("soon"))],
        "E4": [.lost(.condition(.syntax("phone=x")))], "A5": [.lost(.role("thing"))], "F6": [.lost(.version("9x"))],
      ])
  }

  @Test func `a file without a step is refused`() {
    for (text, file) in [("# Tên\n\nMột câu.\n", "x.md"), ("kind,title\nsafety,A\n", "x.csv")] {
      #expect(read(text, file).complaints.last?.what == .unreadable(.noSteps))
    }
  }
}
