import Checklists
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import TestTraits
import Testing
import VietnameseText

@Suite(.ownThread) struct KeysTests {
  @Test(arguments: Previews.all.map(\.name))
  func `F2 changes the language of every screen at once and back`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf())
    desk.play(keys)
    let before = desk.text
    desk.press(.function(2))
    #expect(desk.text != before)
    desk.press(.function(2))
    #expect(desk.text.split(separator: "\n").dropFirst(2) == before.split(separator: "\n").dropFirst(2))
  }

  @Test(arguments: Previews.all.map(\.name))
  func `Esc leads out of every screen to the first one, and no session is lost`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf())
    desk.play(keys)
    let drafts = desk.journal.draftsByID.count
    // The longest way back is that of a group event, question by question.
    for _ in 1...16 { desk.press(.escape) }
    #expect(desk.text.contains("Hôm nay:"))
    // Only a session that was left at the words of consent, before any help, is dropped.
    #expect(desk.journal.draftsByID.count == (["consent", "consent-whole", "address"].contains(name) ? 0 : drafts))
  }

  @Test(arguments: Previews.all.map(\.name))
  func `at most six hints stand at the bottom, and each can be clicked`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf())
    desk.play(keys)
    let frame = desk.frame
    let row = frame.size.rows - 1
    let hints = frame.hits.filter { $0.area.row == row }
    #expect((1...6).contains(hints.count))
    for hint in hints { if case .key = hint.hit {} else { Issue.record("a hint without a key") } }
    #expect(hints.allSatisfy { frame.hit(column: $0.area.column, row: row) == $0.hit })
  }

  @Test(arguments: Previews.all.map(\.name))
  func `no command of every screen sits on a key that moves`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf())
    desk.play(keys)
    let shared = desk.desk.commandsInView.filter { DeskAction(rawValue: $0.id.rawValue) != nil }
    #expect(!shared.isEmpty)
    #expect(shared.allSatisfy { !$0.keys.contains(where: \.moves) })
  }

  @Test(arguments: ["home", "step", "journal"])
  func `a wide terminal shows more hints than six, as many as fit`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf(), size: Size(columns: 160, rows: 43))
    desk.play(keys)
    let hints = desk.frame.hits.filter { $0.area.row == desk.frame.size.rows - 1 }.map(\.area)
    #expect(hints.count > 6, "\(desk.text)")
    #expect(hints.allSatisfy { $0.column + $0.columns <= 160 })
  }

  @Test func `rows, hints and buttons are clicked as they are pressed`() throws {
    let desk = try Story(shelf: shippedShelf())
    #expect(desk.click("Cài và kích hoạt"))
    #expect(desk.text.contains("Đọc cho bác nghe"))
    #expect(desk.click("2 Không đồng ý"))
    #expect(desk.text.contains("thẻ căn cước"))
    #expect(desk.click("Có thẻ CCCD"))
    #expect(desk.click("Android"))
  }

  @Test func `every action is found without accents, and run`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.play("?")
    desk.type("ghi chu")
    desk.press(.enter)
    #expect(desk.text.contains("Ghi chú cho bước này"))
  }

  @Test func `a key that does nothing here is told so, and a capital asks for Caps Lock`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press("j")
    #expect(desk.text.contains("Phím j không làm gì ở đây. F1: mọi việc làm được."))
    desk.press("8")
    #expect(desk.text.contains("Phím 8 không làm gì ở đây."))
    desk.press("N")
    #expect(desk.text.contains("Caps Lock đang bật?"))
    desk.press("n")
    #expect(desk.text.contains("Nhật ký · 0 mục"))
    desk.press(.function(5))
    #expect(desk.text.contains("Phím F5 không làm gì ở đây."))
    // A locked desk says nothing of keys.
    desk.press(.escape, .command("lock"))
    desk.press("j8")
    #expect(!desk.text.contains("không làm gì"))
  }

  @Test func `the practice desk says so on every screen, and counts nothing`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press("p")
    for keys in [
      "", "1", "Enter Enter Enter Enter Enter", "k", "Esc f", "Enter x", "Esc n", "Enter", "Esc Esc s", "1",
      "Esc Esc t",
    ] {
      desk.play(keys)
      #expect(desk.text.contains("TẬP"), "\(keys)")
    }
    #expect(desk.journal.entries.isEmpty)
    desk.play("Esc p")
    #expect(!desk.text.split(separator: "\n")[0].contains("TẬP"))
  }

  @Test func `practice keeps the commune, the name of the desk, how keys become letters, and who helps`() throws {
    let journal = MemoryJournal()
    let person = try journal.addVolunteer(named: "Nguyễn Thị Mẫu")
    for (key, value) in [
      ("unit", "00000|Xã Mẫu|00|Tỉnh Mẫu"), ("desk-name", "Bàn 2"), ("typing", "telex"),
      ("volunteer", person.code.rawValue),
    ] { try journal.set(key, value) }
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    desk.press("p")
    #expect(desk.desk.isPractice && desk.text.contains("Xã Mẫu, Tỉnh Mẫu · Bàn 2"), "\(desk.text)")
    #expect(desk.desk.composer.method == .telex)
    #expect(desk.desk.volunteers.first { $0.code == desk.desk.volunteer }?.name == "Nguyễn Thị Mẫu")
    desk.press(.volunteers)
    desk.press("t")
    desk.type("Mai Thị Tập")
    desk.press(.enter, .volunteers)
    #expect(desk.text.contains("Nguyễn Thị Mẫu") && desk.text.contains("Mai Thị Tập"), "\(desk.text)")
    desk.press(.escape)
    desk.press("p")
    #expect(!desk.desk.isPractice && desk.desk.volunteer == person.code)
    #expect(try journal.volunteers().map(\.name) == ["Nguyễn Thị Mẫu"])
  }

  @Test func `a unit is chosen without accents, all that fold alike are shown`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press("s1")
    desk.type("van lang")
    #expect(desk.text.contains("Xã Văn Lang"))
    #expect(desk.text.contains("Xã Văn Lăng"))
    // Digits are typed: a code is one.
    desk.press(.key(.down), .enter)
    desk.press(.escape)
    #expect(desk.text.contains("Xã Văn Lăng"))
  }

  @Test func `a volunteer is added by name, chosen by digit, listed in Vietnamese order`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Trần Văn Mẫu\" Enter")
    desk.play(":volunteers :addVolunteer \"Đỗ Thị Mẫu\" Enter")
    #expect(desk.text.contains("Đỗ Thị Mẫu"))
    desk.press("v2")
    #expect(desk.text.contains("Trần Văn Mẫu"))
  }

  @Test func `Telex composes where the terminal does not`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":settings =typing Esc :volunteers :addVolunteer")
    desk.type("Nguyeenx Thij Maaux")
    #expect(desk.text.contains("Nguyễn Thị Mẫu"))
  }

  /// Else the line of keys would say one key twice, and only the first would be done.
  @Test(arguments: EveryScreen.names) func `no screen says one key for two commands`(name: String) throws {
    let desk = try EveryScreen.open(name)
    let keys = desk.desk.commandsInView.filter { $0.isHint && $0.disabled == nil }.flatMap(\.keys)
    let twice = Set(keys.filter { key in keys.count { $0 == key } > 1 })
    #expect(twice.isEmpty, "\(name): \(twice.map(\.name))")
  }
}
