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
      if number == 11 { desk.play(":volunteers :addVolunteer \"Đỗ Mẫu\" Enter") }
      desk.play(
        number % 3 == 0
          ? "=taikhoan =agree =bank =adult =chip =own :finish =completed :keepNow Enter"
          : "=vneid =agree =have =android =own =nothing :finish =appointment :keepNow Enter")
    }
    desk.press("n")
    return desk
  }

  @Test func `the newest entry stands first, and End shows the oldest`() throws {
    let desk = try filled()
    #expect(desk.text.contains("30 mục"))
    // The count says of what.
    #expect(desk.text.split(separator: "\n")[2].contains("30 lượt"))
    #expect(desk.text.split(separator: "\n")[3].contains("Mở tài khoản"))
    desk.press(.end)
    #expect(desk.effects.contains { if case .journal(.loadPage(_, .oldest, _)) = $0 { true } else { false } })
  }

  @Test func `filters hold together and are cleared with one key`() throws {
    let desk = try filled()
    desk.press(.command("checklist"))
    desk.type("mo tai khoan")
    desk.press(.enter)
    #expect(rows(desk).allSatisfy { $0.contains("Mở tài khoản") })
    #expect(rows(desk).count == 10)
    desk.press(.command("outcome"), .choose("not-eligible"))
    #expect(rows(desk).isEmpty)
    #expect(desk.text.contains("Không có mục nào khớp"))
    desk.press(.command("clearFilters"), .command("volunteer"))
    desk.type("do mau")
    desk.press(.enter)
    #expect(rows(desk).allSatisfy { $0.contains("Đỗ Mẫu") })
    // Those of the others are older.
    desk.press(.command("volunteer"), .choose("all"), .end)
    #expect(!rows(desk).allSatisfy { $0.contains("Đỗ Mẫu") })
    #expect(desk.missing.isEmpty)
  }

  @Test func `days are picked from a list, or typed as a day or a range`() throws {
    let desk = try filled()
    desk.press(.command("days"), .choose("today"))
    #expect(!rows(desk).isEmpty && desk.text.contains("hôm nay"))
    for (typed, shown, isEmpty) in [
      ("24/11", "24/11/2026", false), ("1/2/2026", "01/02/2026", true),
      ("1/11-30/11/2026", "01/11/2026 – 30/11/2026", false), ("20/11 – 1/11", "01/11/2026 – 20/11/2026", true),
    ] {
      desk.press(.command("days"), .choose("range"))
      desk.type(typed)
      desk.press(.enter)
      #expect(desk.text.contains(shown), "\(typed)")
      #expect(rows(desk).isEmpty == isEmpty, "\(typed)")
    }
    desk.press(.command("day"))
    desk.type("31/2")
    desk.press(.enter)
    #expect(desk.text.contains("Không có ngày này"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `rows are said in the language of the screen, whatever they were described in before`() throws {
    let desk = try filled()
    let vietnamese = rows(desk)
    #expect(vietnamese.allSatisfy { $0.contains("Mở tài khoản") || $0.contains("VNeID") })
    desk.press(.function(2))
    let english = rows(desk)
    #expect(english.contains { $0.contains("Open an electronic") })
    #expect(zip(vietnamese, english).allSatisfy { $0 != $1 })
    desk.press(.function(2))
    #expect(rows(desk) == vietnamese)
    #expect(desk.missing.isEmpty)
  }

  @Test func `a list that was asked for earlier says what it said`() throws {
    let desk = try filled()
    let list = try #require(desk.desk.inView.content.list)
    let words = (0..<list.count).map { list.row($0).text }
    desk.press(.command("checklist"))
    desk.type("mo tai khoan")
    desk.press(.enter, .function(2))
    #expect(desk.desk.inView.content.list?.count == 10)
    #expect((0..<list.count).map { list.row($0).text } == words)
    #expect(desk.missing.isEmpty)
  }

  /// The lines of entries on the screen.
  private func rows(_ desk: Story) -> [String] {
    desk.text.split(separator: "\n").map(String.init).dropFirst(2).filter { $0.contains("24/11/2026 ") }
  }
}
