import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// How far away a follow-up may be, and how long its contact is kept.
@Suite(.bothFaces) struct FollowUpTests {
  /// At the question for the day.
  private func atDay() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.finish, .choose("appointment"), .leaveOut, .leaveOut, .leaveOut)
    desk.press(.command("wholeText"))
    #expect(words(desk).contains("chậm nhất 7 ngày sau ngày hẹn (hẹn xa nhất 90 ngày"))
    #expect(words(desk).contains("trưởng nhóm của tổ đọc được"))
    desk.play("=agree \"bác Mẫu\" Enter Enter \"lấy thẻ\" Enter")
    return desk
  }

  @Test(arguments: ["22/2/2027"])
  func `ninety days away is taken, and the contact is there on its day`(day: String) throws {
    let desk = try atDay()
    desk.type(day)
    desk.press(.enter)
    #expect(desk.journal.contacts.count == 1)
    desk.press(.next)
    desk.wait(seconds: 90 * 86_400)
    #expect(desk.journal.contacts.count == 1)
    #expect(desk.text.contains("Việc hẹn đến hạn: 1"))
    desk.wait(seconds: 9 * 86_400)
    #expect(desk.journal.contacts.isEmpty)
  }

  @Test(arguments: [
    ("23/2/2027", "trong vòng 90 ngày"), ("1/11/2026", "Ngày này đã qua"), ("31/2", "Không có ngày này"),
  ])
  func `another day is refused with a sentence`(day: String, sentence: String) throws {
    let desk = try atDay()
    desk.type(day)
    desk.press(.enter)
    #expect(desk.text.contains(sentence))
    #expect(desk.journal.entries.isEmpty)
  }
}
