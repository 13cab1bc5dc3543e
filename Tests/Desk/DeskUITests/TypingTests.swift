import Checklists
import DeskUI
import Journal
import TerminalUI
import TestSupport
import Testing
import VietnameseText

/// Vietnamese typing at a field.
@Suite struct TypingTests {
  @Test func `F9 switches at the field, which shows the state, and it stays`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note)
    #expect(desk.text.contains("gõ: tắt"))
    desk.press(.function(9))
    #expect(desk.text.contains("gõ: Telex"))
    desk.type("bacs caanf kinhs")
    #expect(desk.text.contains("bác cần kính"))
    desk.press(.enter)
    try desk.restart()
    desk.press(.note)
    #expect(desk.text.contains("gõ: Telex"))
    desk.press(.function(9))
    #expect(desk.text.contains("gõ: VNI"))
    desk.press(.function(9))
    #expect(desk.text.contains("gõ: tắt"))
  }

  @Test func `it gives way once composed letters arrive, until F9`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note, .function(9))
    desk.type("ạ as")
    #expect(desk.text.contains("ạ as"))
    #expect(desk.text.contains("bộ gõ của máy"))
    desk.press(.function(9))
    #expect(desk.text.contains("gõ: Telex"))
    desk.type(" as")
    #expect(desk.text.contains("ạ as á"))
  }

  @Test func `outside a field F9 does nothing, and says so`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    let before = desk.text
    desk.press(.function(9))
    let changed = desk.text.split(separator: "\n").dropFirst(2).filter { !before.contains($0) }
    #expect(changed.count == 1 && changed[0].contains("Phím F9 không làm gì ở đây"), "\(desk.text)")
    #expect(desk.desk.composer.method == .off)
  }
}
