import Assets
import Checklists
import DeskLive
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// The checklists that ship, as every story uses them; each file is read once.
func shippedShelf() throws -> CachedShelf {
  _ = try #require(Assets.folder)
  return shipped
}

private let shipped = CachedShelf { FileShelf(shipped: Assets.folder ?? "") }

@Suite(.bothFaces) struct WholeSessionTests {
  /// A step of the first branch of `vneid`: a chip card, Android, an own SIM, nothing installed yet.
  private func atFirstStep(_ size: Size = Size(columns: 80, rows: 24)) throws -> Story {
    let desk = try Story(shelf: shippedShelf(), size: size)
    desk.begin()
    return desk
  }

  @Test func `twelve steps cost twenty key presses from the first screen to the receipt`() throws {
    let desk = try atFirstStep()
    #expect(desk.text.contains("Bước 1/12"))
    for _ in 1...12 { desk.press(.enter) }
    desk.press(.enter, .keepNow)
    #expect(desk.keyPresses <= 20)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps.count == 12)
    #expect(facts.steps.allSatisfy { $0.state == .done && $0.milliseconds == 1000 })
    #expect(facts.outcome == .appointment)
    #expect(desk.text.contains("Mã biên nhận"))
    #expect(desk.journal.draftsByID.isEmpty)
  }

  @Test func `whoever does not agree to the log is helped, and only counted`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"), .refuse)
    for _ in 1...4 { desk.press(.enter) }
    for _ in 1...12 { desk.press(.enter) }
    desk.press(.choose("completed"))
    guard case .count(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.outcome == .completed)
    #expect(desk.text.contains("Hôm nay: 1 lượt"))
  }

  @Test func `an OTP that never comes is looked up, and the fix is remembered`() throws {
    let desk = try atFirstStep()
    desk.press(.stuck)
    desk.type("khong nhan")
    #expect(desk.text.contains("E-V02"))
    desk.press(.enter)
    desk.press(.choose("not-helped"))
    #expect(desk.text.contains("Bước 1/12"))
    desk.press(.finish, .choose("completed"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.problems == [ProblemFact(step: "introduction", problem: "E-V02", helped: false)])
  }

  @Test func `a step is skipped with its reason`() throws {
    let desk = try atFirstStep()
    desk.press(.skip, .choose("already-done"))
    #expect(desk.text.contains("Bước 2/12"))
    desk.press(.finish, .choose("completed"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps[0].state == .skipped)
    #expect(facts.steps[0].reason == .alreadyDone)
    #expect(facts.steps[1].state == .open)
  }

  @Test func `undo goes back to the words of consent, however far the session has come`() throws {
    let desk = try atFirstStep()
    for _ in 1...12 { desk.press(.enter) }
    for _ in 1...12 { desk.press(.undo) }
    #expect(desk.text.contains("Bước 1/12"))
    for _ in 1...5 { desk.press(.undo) }
    #expect(desk.text.contains("Đọc cho bác nghe"))
  }

  @Test(arguments: ["hẹn 5/12/2026", "phí 115.000 đồng", "nhà 12 tổ 3", "năm 2026", "1.000.000 đ"])
  func `a note takes days, prices and years`(words: String) throws {
    let desk = try atFirstStep()
    desk.press(.note)
    desk.type(words)
    #expect(!desk.text.contains("Không nhận"))
    desk.press(.enter)
    #expect(desk.text.contains(words))
  }

  @Test func `a service is picked without accents and its papers ticked off`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin("dichvucong")
    desk.press(.done)
    desk.press(.enter)
    desk.type("ket hon")
    #expect(desk.text.contains("Đăng ký kết hôn"))
    desk.press(.enter, .enter)
    #expect(desk.text.contains("thiếu"))
    desk.press("1")
    #expect(desk.text.contains("có"))
    desk.press(.finish, .choose("completed"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.service != nil)
  }

  @Test func `a follow-up is kept only after its own consent, and apart from the entry`() throws {
    let desk = try atFirstStep()
    desk.play(
      ":finish =completed =>=60 =5 =leave-out =agree \"bác Mẫu\" Enter \"0912345678\" Enter \"lấy kết quả\" Enter \"5/12\" Enter"
    )
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.ageBand == .from60)
    #expect(facts.satisfaction == 5)
    let contact = try #require(desk.journal.contacts[1])
    #expect(contact.name == "bác Mẫu")
    #expect(contact.phone == "0912345678")
    #expect(contact.due == Day(year: 2026, month: 12, day: 5))
    desk.press(.escape)
    desk.press(.followUps)
    #expect(desk.text.contains("bác Mẫu · 0912345678 · lấy kết quả"))
    desk.press(.closeFollowUp)
    #expect(desk.journal.contacts.isEmpty)
  }

  @Test func `the citizen's code finds the session, and erases the contact`() throws {
    let desk = try atFirstStep()
    desk.play(":finish =completed =leave-out =leave-out =leave-out =agree \"bác Mẫu\" Enter Enter Enter Enter")
    let code = try #require(desk.journal.entries.last?.code)
    desk.press(.escape)
    desk.press(.journal)
    desk.press(.enter)
    desk.press(.erase)
    #expect(desk.text.contains("Chỉ xoá khi bác đưa mã"))
    desk.press(.escape, .escape)
    desk.press(.findCode)
    desk.type(code.display.lowercased())
    desk.press(.enter)
    #expect(desk.text.contains("Có liên hệ"))
    desk.press(.erase, .erase)
    #expect(desk.journal.contacts.isEmpty)
    #expect(desk.text.contains("Đã xoá liên hệ"))
  }

  @Test func `a correction is a new entry that names the old one`() throws {
    let desk = try atFirstStep()
    desk.play(":finish =appointment :keepNow Esc :journal Enter :amend =completed \"nhập nhầm\" Enter")
    guard case .amendment(let id, let amendment, _, _)? = desk.journal.entries.last?.body else {
      return #expect(Bool(false))
    }
    #expect(id == desk.journal.entries[0].id)
    #expect(amendment == Amendment(outcome: .completed, note: "nhập nhầm"))
    #expect(desk.text.contains("Các mục về sau"))
  }

  @Test func `the same outcome again corrects nothing, words about it are added`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.finish, .choose("completed"), .keepNow, .next, .journal, .enter)
    desk.press(.amend, .enter, .enter)
    #expect(desk.journal.entries.count == 1)
    #expect(desk.text.contains("Kết quả vẫn là Hoàn thành: chưa sửa gì."))
    desk.press(.amend, .enter)
    desk.type("đã gọi lại")
    desk.press(.enter)
    #expect(desk.journal.entries.count == 2)
    #expect(!desk.text.contains("lúc đầu: Hoàn thành"))
  }

  @Test func `a corrected outcome is what the entry and the list show, and the first one is told with its reason`()
    throws
  {
    let desk = try atFirstStep()
    desk.play(":finish =appointment :keepNow Esc :journal")
    #expect(desk.text.contains("Hẹn"))
    desk.play("Enter :amend =completed \"nhập nhầm\" Enter")
    #expect(desk.text.contains("Kết quả: Hoàn thành"))
    #expect(desk.text.contains("Đã sửa; lúc đầu: Hẹn"))
    #expect(desk.text.contains("lý do: nhập nhầm"))
    desk.press(.escape)
    // The list that one comes back to is the list as it is now.
    #expect(desk.text.contains("Hoàn thành *"))
    #expect(desk.text.contains("sửa một mục"))
  }
}
