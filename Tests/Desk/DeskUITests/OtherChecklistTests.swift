import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// A step that needs another checklist opens it for the same citizen, and comes back.
@Suite(.bothFaces) struct OtherChecklistTests {
  /// A citizen without VNeID level 2 who came for a public service, at the step that leads to the other checklist.
  private func atLink() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("dichvucong"), .command("chi-em"), .agree, .choose("not-yet"))
    while case .question? = desk.desk.live?.session.place { desk.press(.enter) }
    while !desk.desk.commandsInView.contains(where: { $0.id == "openOther" }), desk.keyPresses < 40 {
      // A service is picked on the way.
      desk.press(desk.desk.inView.content.field == nil ? .done : .enter)
    }
    return desk
  }

  @Test func `the other checklist begins agreed to, and its end leads back to the step`() throws {
    let desk = try atLink()
    #expect(desk.text.contains("o Làm “Cài và kích hoạt VNeID” trước"))
    let place = try #require(desk.desk.live?.session.place)
    desk.press(.command("openOther"))
    #expect(desk.desk.live?.checklist.id == "vneid")
    #expect(desk.desk.live?.session.consent == true)
    #expect(desk.desk.formOfAddress == .chiEm)
    guard case .question? = desk.desk.live?.session.place else { return #expect(Bool(false)) }
    // A power cut changes nothing.
    try desk.restart()
    #expect(desk.desk.live?.checklist.id == "vneid")
    desk.press(.finish, .choose("completed"))
    #expect(desk.journal.entries.count == 1)
    #expect(desk.text.contains("Mã biên nhận"))
    desk.press(.next)
    #expect(desk.desk.live?.checklist.id == "dichvucong")
    #expect(desk.desk.live?.session.place == place)
    // What is optional is asked once, at the end of the session that was come for.
    desk.press(.finish, .choose("appointment"))
    #expect(words(desk).contains("Chị thuộc nhóm tuổi nào ạ?"))
    desk.press(.keepNow)
    #expect(desk.journal.entries.count == 2)
    #expect(desk.journal.draftsByID.isEmpty)
    #expect(desk.missing.isEmpty)
  }

  @Test func `cancelled, it leads back, too; put aside, both wait`() throws {
    let desk = try atLink()
    desk.press(.command("openOther"), .command("cancel"), .choose("cancel"))
    #expect(desk.desk.live?.checklist.id == "dichvucong")
    #expect(desk.journal.entries.map(\.body.kind) == [.cancelled])
    desk.press(.command("openOther"), .escape)
    #expect(desk.desk.waiting.count == 2)
    #expect(desk.text.contains("Hôm nay: 0 lượt (huỷ 1)"))
  }
}
