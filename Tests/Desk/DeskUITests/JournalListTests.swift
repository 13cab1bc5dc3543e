import Checklists
import DeskUI
import Journal
import TerminalUI
import TestSupport
import Testing

@Suite(.bothFaces) struct JournalListTests {
  /// A journal with sessions of two checklists and two volunteers.
  private func filled() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    for number in 1...30 {
      if number == 11 { desk.play("v t \"Đỗ Mẫu\" Enter") }
      desk.play(number % 3 == 0 ? "2 1 1 1 1 1 f 1 x Enter" : "1 1 1 1 1 1 f 2 x Enter")
    }
    desk.press("n")
    return desk
  }

  @Test func `the newest entry stands first, and End shows the oldest`() throws {
    let desk = try filled()
    #expect(desk.text.contains("30 mục"))
    #expect(desk.text.split(separator: "\n")[2].contains("Mở tài khoản"))
    desk.press(.end)
    #expect(desk.effects.contains { if case .journal(.loadPage(_, .oldest, _)) = $0 { true } else { false } })
  }

  @Test func `filters hold together and are cleared with one key`() throws {
    let desk = try filled()
    desk.press("dd")
    #expect(rows(desk).allSatisfy { $0.contains("Mở tài khoản") })
    #expect(rows(desk).count == 10)
    desk.press("kk")
    #expect(rows(desk).isEmpty)
    desk.press("x")
    desk.press("v")
    #expect(rows(desk).allSatisfy { $0.contains("Đỗ Mẫu") })
  }

  @Test func `one day is looked up by its date`() throws {
    let desk = try filled()
    desk.press("g")
    desk.type("24/11")
    desk.press(.enter)
    #expect(desk.text.contains("24/11/2026"))
    #expect(!rows(desk).isEmpty)
    desk.press("g")
    desk.type("1/2/2026")
    desk.press(.enter)
    #expect(rows(desk).isEmpty)
    desk.press("g")
    desk.type("31/2")
    desk.press(.enter)
    #expect(desk.text.contains("Không có ngày này"))
  }

  /// The lines of entries on the screen.
  private func rows(_ desk: Story) -> [String] {
    desk.text.split(separator: "\n").map(String.init).dropFirst(2).filter { $0.contains("24/11/2026 ") }
  }
}
