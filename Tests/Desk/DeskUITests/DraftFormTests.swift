import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Review
import TerminalUI
import TestSupport
import Testing

/// What a trainer changes in the form, beyond a text.
@Suite struct DraftFormTests {
  private func desk(size: Size = Size(columns: 80, rows: 24)) throws -> Story {
    let desk = try Story(shelf: shippedShelf(), size: size)
    desk.play(":review Enter :edit")
    return desk
  }

  /// The draft as it was written last.
  private func draft(_ desk: Story) throws -> Checklist { try #require(desk.review.written.last) }

  @Test func `a step is added behind the highlighted one, doubled, removed and brought back`() throws {
    let desk = try desk()
    let before = try #require(desk.review.shelf.first)
    desk.play("Down Down :add")
    #expect(try draft(desk).steps.count == before.steps.count + 1)
    #expect(try draft(desk).steps[2].title == LocalText("", ""))
    // It is open, to be written.
    #expect(desk.text.contains("Bước 3."))
    desk.play("Enter \"Xem lại\" Enter \"Look again\" Enter Esc")
    #expect(try draft(desk).steps[2].title == LocalText("Xem lại", "Look again"))
    desk.play(":duplicate Esc")
    #expect(try draft(desk).steps[3].title == LocalText("Xem lại", "Look again"))
    desk.play(":remove")
    #expect(desk.text.contains("Bấm u để lấy lại"))
    #expect(try draft(desk).steps.count == before.steps.count + 1)
    desk.play(":undo")
    #expect(try draft(desk).steps.count == before.steps.count + 2)
    // One change after the other, back to the beginning; then the key says that there is nothing.
    desk.play(":undo :undo :undo :undo :undo :undo")
    #expect(try draft(desk).steps == before.steps)
    #expect(desk.text.contains("Chưa sửa gì để hoàn tác"))
    #expect(desk.missing == [])
  }

  @Test func `questions, answers, safety lines and problems come and go, too`() throws {
    let desk = try desk()
    let before = try #require(desk.review.shelf.first)
    // Behind the steps stand the questions.
    for _ in 0..<(before.steps.count + 1) { desk.press(.down) }
    desk.press(.command("add"))
    #expect(try draft(desk).questions.count == before.questions.count + 1)
    let question = try draft(desk).questions[1]
    #expect(question.answers.count == 2)
    desk.play("Enter \"Có thẻ chưa?\" Enter \"Do you have the card?\" Enter Down :addLine \"Có\" Enter \"Yes\" Enter")
    #expect(try draft(desk).questions[1].text == LocalText("Có thẻ chưa?", "Do you have the card?"))
    #expect(try draft(desk).questions[1].answers.map(\.text.vi) == ["", "Có", ""])
    desk.play("Home Down :removeLine")
    #expect(try draft(desk).questions[1].answers.map(\.text.vi) == ["Có", ""])
    desk.play("Down :removeLine")
    #expect(desk.text.contains("phải còn ít nhất chừng này"))
    desk.play("Esc End :add")
    #expect(try draft(desk).problems.count == before.problems.count + 1)
    desk.play("Esc :remove")
    #expect(try draft(desk).problems == before.problems)
    // A safety line that steps show stays.
    for _ in 0..<before.problems.count { desk.press(.up) }
    desk.press(.command("remove"))
    #expect(desk.text.contains("Chưa bỏ được: còn"))
    #expect(try draft(desk).safety == before.safety)
    #expect(desk.missing == [])
  }

  @Test func `minutes, sources and links are typed, and what is none is refused with its form`() throws {
    let desk = try desk()
    desk.play("1 =phút")
    #expect(desk.text.contains("Số phút, ví dụ 2 hoặc 1,5"))
    desk.play("Ctrl-U \"nhanh\" Enter")
    #expect(desk.text.contains("Chưa đúng dạng."))
    desk.play("Ctrl-U \"2,5\" Enter")
    #expect(try draft(desk).steps[0].expected == .seconds(150))
    desk.play("=Nguồn Ctrl-U \"Luật 91/2025/QH15\" Enter")
    #expect(try draft(desk).steps[0].source?.text == "Luật 91/2025/QH15")
    desk.play("=xác Down Enter")
    #expect(desk.missing == [])
    let links = try draft(desk).steps[0].links
    desk.play("=liên \"https://vneid.gov.vn/\" Enter \"Trang VNeID\" Enter \"The VNeID site\" Enter")
    #expect(try draft(desk).steps[0].links.count == links.count + 1)
    #expect(
      try draft(desk).steps[0].links.last
        == Link(address: "https://vneid.gov.vn/", label: LocalText("Trang VNeID", "The VNeID site")))
    desk.play("=Địa Ctrl-U Enter")
    #expect(try draft(desk).steps[0].links == links)
    #expect(desk.missing == [])
  }

  @Test func `a step without a warning gets its first one, and can lose it again`() throws {
    let desk = try desk()
    desk.play("1 =lưu \"Coi chừng\" Enter \"Take care\" Enter")
    #expect(try draft(desk).steps[0].warnings == [LocalText("Coi chừng", "Take care")])
    #expect(desk.text.contains("Lưu ý 1"))
    desk.play(":removeLine")
    #expect(try draft(desk).steps[0].warnings == [])
    #expect(desk.missing == [])
    // Where none stands, none is taken out.
    desk.play("=lưu Esc :removeLine")
    #expect(desk.text.contains("Chỉ thêm, bỏ được dòng việc làm, lưu ý"))
    #expect(try draft(desk).steps[0].warnings == [])
  }

  @Test func `a text has several lines, up and down move between them, and a change is taken back word by word`() throws
  {
    let desk = try desk()
    desk.play("1 Enter Ctrl-U")
    desk.type(
      "Cháu mở ứng dụng lên, mời bác xem màn hình rồi tự bấm vào ô có chữ Đăng nhập ở giữa, xong thì nhìn dòng dưới")
    let frame = desk.frame
    // The end of the text is in view, below its beginning.
    #expect(desk.text.contains("Cháu mở ứng dụng lên,") && desk.text.contains("nhìn dòng dưới"))
    let row = try #require(frame.cursor?.row)
    desk.press(.up)
    #expect(desk.frame.cursor?.row == row - 1)
    desk.type("X")
    desk.press(.down, .end)
    #expect(desk.frame.cursor?.row == row)
    // The letter, then the last word.
    desk.press(.function(7))
    #expect(!desk.text.contains("X"))
    desk.press(.function(7))
    #expect(!desk.text.contains("dòng dưới") && desk.text.contains("nhìn dòng"))
    // The other language and back: what was typed stays.
    desk.play("Tab \"Open the app\" Tab")
    #expect(try draft(desk).steps[0].title.en.hasSuffix("Open the app"))
    #expect(desk.text.contains("nhìn dòng"))
  }

  @Test func `the digit before a step is its number`() throws {
    let desk = try desk()
    for number in [1, 4, 9] {
      desk.play("\(number)")
      #expect(desk.text.contains("Bước \(number)."))
      desk.press(.escape)
    }
    #expect(desk.text.split(separator: "\n").allSatisfy { !$0.contains(" 1 Bước 2") && !$0.contains(" 2 Bước 1.") })
  }

  @Test func `a to-do names the place by its words, and Enter opens it`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":review :toDo")
    let overview = try #require(desk.desk.review.overview)
    let row = try #require(overview.rows.first { !$0.toDos.isEmpty })
    let toDo = try #require(row.toDos.first)
    #expect(desk.text.contains(desk.desk.say(toDo.name).prefix(20)))
    desk.press(.enter)
    #expect(desk.text.contains("Sửa · bản"))
    // What is to be said stands there already.
    #expect(desk.text.contains("Nguồn đã xác minh") && desk.text.contains("> "))
    desk.play("Enter Home Enter")
    #expect(try draft(desk).source(of: toDo.part)?.isVerified == true)
    desk.play("Esc Esc")
    #expect(desk.text.contains("Việc cần xem"))
  }
}
