import Checklists
import DeskUI
import Journal
import JournalInMemory
import People
import Phrases
import TerminalUI
import TestSupport
import Testing

/// What becomes of a petition.
@Suite(.bothFaces) struct PetitionStories {
  private func desk() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    return desk
  }

  /// A citizen's petition.
  private func petition(_ desk: Story) {
    desk.begin()
    desk.press(.finish, .choose("completed"), .leaveOut, .leaveOut, .choose("network"))
    desk.type("mạng ở ấp chậm quá")
    desk.press(.enter, .keepNow, .next)
  }

  @Test
  func `a petition goes to the queue, is forwarded with its number, answered, closed with a reason, and reopened`()
    throws
  {
    let desk = try desk()
    petition(desk)
    desk.press(.command("petitions"))
    #expect(desk.text.contains("mạng ở ấp chậm quá") && desk.text.contains("mới · 0 ngày"))
    desk.press(.command("forwardPetition"))
    desk.type("123")
    desk.press(.enter)
    #expect(desk.text.contains("Số này không đúng dạng"))
    desk.play("Ctrl-U \"pakn.20261124.0012\" Enter")
    #expect(desk.text.contains("PAKN.20261124.0012") && desk.text.contains("đã chuyển · 0 ngày"))
    desk.press(.command("answerPetition"))
    desk.type("Đã thêm trạm phát")
    desk.press(.enter)
    #expect(desk.text.contains("đã trả lời") && desk.text.contains("Đã thêm trạm phát"))
    desk.press(.command("closePetition"), .enter)
    #expect(desk.journal.entries.count == 3)
    desk.press(.choose("not-competent"))
    #expect(desk.text.contains("đóng: không thuộc thẩm quyền"))
    desk.press(.command("answerPetition"))
    #expect(desk.text.contains("Phản ánh này đã đóng"))
    desk.press(.command("reopenPetition"))
    desk.type("Bác báo vẫn chậm")
    desk.press(.enter)
    #expect(desk.text.contains("mới"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `an overdue petition stands on the first screen, until it is closed`() throws {
    let desk = try desk()
    petition(desk)
    try desk.restart(after: 11 * 86_400)
    desk.play("Tick")
    #expect(desk.text.contains("1 phản ánh quá hạn"))
    desk.press(.command("petitions"), .command("closePetition"), .choose("solved"), .escape)
    #expect(!desk.text.contains("quá hạn"))
  }

  @Test func `the citizen finds the petition by code, and says that it is not solved`() throws {
    let desk = try desk()
    petition(desk)
    let code = try #require(desk.journal.entries.first?.code)
    desk.press(.command("petitions"), .command("closePetition"), .choose("solved"), .escape)
    desk.press(.findCode)
    desk.type(code.letters)
    desk.press(.enter)
    #expect(desk.text.contains("đóng"))
    desk.press(.command("notSolved"))
    desk.type("vẫn chậm")
    desk.press(.enter)
    guard case .petition(_, let facts)? = desk.journal.entries.last?.body else {
      return #expect(Bool(false), "\(desk.text)")
    }
    #expect(facts.act == .reopened && facts.from == .citizen)
    desk.press(.escape, .command("petitions"))
    #expect(desk.text.contains("mới"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `the export of petitions holds none of their words`() throws {
    let desk = try desk()
    petition(desk)
    desk.press(.command("petitions"), .command("saveOpen311"))
    guard case .people(.save(_, let text))? = desk.effects.last else {
      return #expect(Bool(false), "\(desk.effects.suffix(2))")
    }
    #expect(text.contains("\"service_code\": \"network\"") && !text.contains("chậm"))
  }
}
