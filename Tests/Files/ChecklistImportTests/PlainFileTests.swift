import ChecklistFiles
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
    #expect(
      result.blanks["A3"] == [
        .field("say"), .field("do"), .field("check"), .field("minutes"), .field("safety"), .english,
      ])
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

  @Test func `blocks of code, remarks and properties are no steps`() throws {
    let result = read(
      """
      ---
      title: Cài ứng dụng
      tags:
        - một
      ---
      # Cài ứng dụng

      <!-- - [ ] ẩn một -->
      Chuẩn bị trước. <!-- ẩn hai
      - [ ] ẩn ba
      --> Rồi mới làm.

      ```yaml
      - chạy: một
      ```
      - [ ] Mở ứng dụng
        - Bấm biểu tượng.
        ~~~
        - không phải việc
        ```
        ~~~
      - [ ] Đăng nhập
      """, "x.md")
    let checklist = try #require(result.checklist)
    #expect(checklist.title.vi == "Cài ứng dụng")
    #expect(checklist.summary.vi == "Chuẩn bị trước.")
    #expect(checklist.steps.map(\.title.vi) == ["Mở ứng dụng", "Đăng nhập"])
    #expect(checklist.steps[0].actions.map(\.vi) == ["Bấm biểu tượng."])
    #expect(
      result.said == [
        "1:1": [.lost(.markup(.properties))], "8:1": [.lost(.markup(.remark))], "9:1": [.lost(.markup(.remark))],
        "11:1": [.lost(.line)], "13:1": [.lost(.markup(.code))], "18:1": [.lost(.markup(.code))],
      ])
  }

  @Test(arguments: [
    ("**Mở** ứng dụng `VNeID`", "Mở ứng dụng VNeID"), ("__Mở__ *ngay* _nhé_", "Mở ngay nhé"),
    ("***Mở***", "Mở"), ("Bước \\*ba\\* &amp; bốn &lt;5 &#7879; &nbsp;x", "Bước *ba* & bốn <5 ệ x"),
    ("Đăng nhập <br> xong<br/>rồi", "Đăng nhập xong rồi"), ("<b>Đậm</b> <u>vừa</u>", "Đậm vừa"),
    ("2 * 3 * 4", "2 * 3 * 4"), ("ten_tep_dai", "ten_tep_dai"), ("a < b & c", "a < b & c"), ("*lẻ", "*lẻ"),
    ("``mã ` lẻ``", "mã ` lẻ"), ("**đậm _nghiêng_**", "đậm nghiêng"), ("&khong; &", "&khong; &"),
  ])
  func `signs of Markdown become plain words`(_ text: String, _ words: String) throws {
    let result = read("- \(text)\n", "x.md")
    let title = try #require(result.checklist).steps[0].title
    #expect(title.vi == words || title.en == words)
    #expect(result.said.isEmpty)
  }

  @Test func `what goes with the signs is named`() throws {
    let result = read(
      "- Xem [hướng dẫn](https://vneid.gov.vn/a) và ![ảnh](a.png)\n- ~~Không~~ chờ\n- Vào <https://vneid.gov.vn>\n",
      "x.md")
    #expect(result.checklist?.steps.map(\.title.vi) == ["Xem hướng dẫn và ảnh", "chờ", "Vào"])
    #expect(
      result.said == [
        "1:1": [.lost(.markup(.address("https://vneid.gov.vn/a"))), .lost(.markup(.address("a.png")))],
        "2:1": [.lost(.markup(.struck("Không")))], "3:1": [.lost(.markup(.address("https://vneid.gov.vn")))],
      ])
  }

  @Test func `Excel's own first line says what parts the columns`() throws {
    let result = read("\u{FEFF}sep=;\r\nbước;đọc;làm\r\nMở máy;Bác mở máy, nhé;Bấm nút.\r\n", "x.csv")
    let steps = try #require(result.checklist).steps
    #expect(steps.map(\.title.vi) == ["Mở máy"])
    #expect(steps[0].say.vi == "Bác mở máy, nhé")
    #expect(result.said.isEmpty)
    // The row is named as a spreadsheet names it, which does not show the first line.
    #expect(result.blanks["A2"] != nil)
  }

  @Test func `an empty table is called empty, and a quotation mark out of place is named by its line`() {
    for text in ["", "\u{FEFF}", " \r\n"] {
      #expect(read(text, "x.csv").complaints.map(\.what) == [.unreadable(.empty)])
    }
    let result = read("bước,đọc\n\"Một\nhai\",x\nMở \"Cài đặt\",y\n", "x.csv")
    #expect(result.complaints.map(\.what) == [.unreadable(.badQuote(line: 4))])
    #expect(result.complaints[0].line(.vietnamese).contains("dòng 4 "))
  }

  @Test func `every heading that the program prints is taken`() throws {
    for language in Language.allCases {
      let names = StepField.all.filter { $0.key != "links" }
      let blank = { (key: String) in StepField.named(key)?.label[language] ?? key }
      for heads in [names.map { blank($0.key) }, names.map { blank($0.key).lowercased() + " (\($0.key))" }] {
        let values = names.map { field in
          switch field.kind {
          case .minutes: "2"
          case .condition, .problems, .safety, .asking, .checklist, .source: ""
          default: "x"
          }
        }
        let result = read(heads.joined(separator: ",") + "\n" + values.joined(separator: ",") + "\n", "x.csv")
        #expect(result.said.keys.sorted() == [], "\(heads)")
        #expect(result.yaml?.contains("minutes: 2\n") == true)
      }
    }
  }

  @Test func `headings without accents are taken where only one is meant`() throws {
    let result = read("buoc,viec lam,canh bao,loi\nMở,Bấm,Coi chừng,x\n", "x.csv")
    let step = try #require(result.checklist).steps[0]
    #expect(step.title.en == "Mở" || step.title.vi == "Mở")
    #expect(step.actions.count == 1 && step.warnings.count == 1)
    // “lỗi” or “lời”: nobody knows, and it is said.
    #expect(result.said == ["D2": [.lost(.column("loi", value: "x"))]])
  }

  @Test(arguments: ["23/11/2026", "2026-11-23", "23-11-2026", "23.11.2026"])
  func `days are read as people in Viet Nam write them`(_ day: String) throws {
    let result = read("kind,title,checked\nchecklist,A,\(day)\nstep,B,\n", "x.csv")
    #expect(try #require(result.yaml).contains("checked: 2026-11-23\n"))
    #expect(read("# A {#a checked=\(day)}\n- B\n", "x.md").yaml?.contains("checked: 2026-11-23\n") == true)
  }

  @Test(arguments: ["11/23/2026", "31/02/2026", "1/2/26", "hôm qua", "2026-1-2-3"])
  func `what is no day stays as it is, and is named`(_ day: String) {
    let result = read("kind,title,checked\nchecklist,A,\(day)\nstep,B,\n", "x.csv")
    #expect(result.said.values.flatMap(\.self).contains(.rule(.shape(.badDate(day)))))
  }
}
