import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// Pasted text is text, never keys.
@Suite struct PasteTests {
  private let dangerous = "fxf1x\r"

  @Test(arguments: [true, false])
  func `a paste on a step does nothing, and says so`(isMarked: Bool) throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    let events = desk.journal.draftsByID.values.first?.events.count
    if isMarked { desk.paste(dangerous) } else { desk.burst(keys(dangerous)) }
    #expect(desk.text.contains("Chỗ này không nhận chữ dán vào"))
    #expect(desk.text.contains("Bước 1/12"))
    #expect(desk.journal.entries.isEmpty)
    #expect(desk.journal.draftsByID.values.first?.events.count == events)
  }

  @Test(arguments: [true, false])
  func `in a field a paste is one line`(isMarked: Bool) throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note)
    let text = "bác cần\r\nkính\tlúp\r"
    if isMarked { desk.paste(text) } else { desk.burst(keys(text)) }
    #expect(desk.text.contains("Ghi chú cho bước này"))
    desk.press(.enter)
    #expect(desk.text.contains("Ghi chú: bác cần kính lúp"))
  }

  @Test func `a paste is bounded, and what it cuts is told`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note)
    desk.paste(String(repeating: "dài ", count: 1000))
    #expect(desk.text.contains("Tối đa 200 ký tự."))
    desk.press(.enter)
    #expect(desk.desk.live?.session.progress.values.compactMap(\.note).first?.count == 199)
  }

  @Test func `a number of a person that is pasted is marked as if it was typed`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note)
    desk.paste("gọi 030" + "1234567")
    #expect(desk.text.contains("giống số điện thoại"))
    desk.press(.enter)
    #expect(desk.text.contains("Không nhận"))
  }

  @Test func `letters of a paste into a filter choose no row`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.stuck)
    desk.burst(keys("otp 1\r1\r2\r"))
    #expect(desk.text.contains("Vướng gì?"))
    #expect(desk.desk.live?.session.problems.isEmpty == true)
  }

  @Test func `one key held down is no paste, and neither is a fast typist`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.burst(Array(repeating: .enter, count: 8))
    #expect(desk.text.contains("Bước 9/12"))
    desk.burst([.character("l"), .character("l")])
    #expect(desk.text.contains("Bước 7/12"))
  }

  private func keys(_ text: String) -> [Key] {
    text.replacing("\r\n", with: "\r").map { letter in
      letter == "\r" ? .enter : letter == "\t" ? .tab : .character(letter)
    }
  }
}
