import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Guides
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import TestTraits
import Testing

@Suite(.bothFaces, .ownThread) struct ManyCitizensTests {
  @Test func `twenty citizens wait, and each comes back to their own step`() throws {
    let desk = try Story(shelf: shippedShelf())
    for number in 1...20 {
      desk.begin()
      for _ in 0..<(number % 5) { desk.press(.enter) }
      desk.press(.aside)
      desk.type("áo \(number)")
      desk.press(.enter)
    }
    #expect(desk.journal.draftsByID.count == 20)
    desk.wait(seconds: 120)
    #expect(desk.text.contains("chờ"))
    desk.press(.end, .enter)
    #expect(desk.text.contains("áo 20"))
    #expect(desk.text.contains("Bước 1/12"))
    desk.press(.escape)
    desk.press("6")
    #expect(desk.text.contains("áo 3"))
    #expect(desk.text.contains("Bước 4/12"))
  }

  /// What lies beside a step without a text in it; a power cut leads back to the step.
  private static let glances = ["skip", "fix", "qr", "papers", "address", "consent-whole", "cancel"]

  @Test(arguments: Previews.all.filter { !["home", "waiting", "receipt", "actions"].contains($0.name) }.map(\.name))
  func `after a power cut the desk stands at the same place and text`(name: String) throws {
    let keys = try #require(Previews.all.first { $0.name == name }?.keys)
    let desk = try Story(shelf: shippedShelf(), face: .screen)
    desk.play(keys)
    guard let live = desk.desk.live else { return }
    // What was typed since the last step of the walk has no time of its own; the clock may be behind by that.
    let (before, cursor) = (desk.text, desk.frame.cursor.map { [$0.column, $0.row] })
    try desk.restart()
    let again = try #require(desk.desk.live)
    #expect(again.session.place == live.session.place)
    #expect(again.session.typed == live.session.typed)
    guard !Self.glances.contains(name) else { return }
    #expect(withoutTimes(body(desk.text)) == withoutTimes(body(before)))
    #expect(desk.frame.cursor.map { [$0.column, $0.row] } == cursor)
  }

  @Test func `a session that cannot be read is shown, kept, and told what to do`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    let id = try #require(desk.desk.current)
    desk.journal.damage(id, event: 2)
    try desk.restart()
    #expect(desk.text.contains("! Lượt dở không đọc được · Cài và kích hoạt VNeID"))
    #expect(desk.text.contains("còn nguyên trên máy"))
    desk.press(.choose("damaged"))
    #expect(words(desk).contains("Không đọc được thao tác thứ 3 trong 6 thao tác của lượt này"))
    #expect(words(desk).contains("Hãy báo trưởng nhóm"))
    desk.press(.escape)
    desk.begin()
    #expect(desk.text.contains("Bước 1/12"))
    #expect(desk.journal.draftsByID[id]?.events.count == 6)
  }

  @Test func `follow-ups that are due are on the first screen, and one key away`() throws {
    for (language, line) in [
      (Language.vietnamese, "Việc hẹn đến hạn: 1 (h: xem)"), (.english, "Follow-ups due: 1 (h: see them)"),
    ] {
      let desk = try Story(shelf: shippedShelf(), language: language)
      desk.begin()
      desk.play(
        ":finish =completed =leave-out =leave-out =leave-out =agree \"bác Mẫu\" Enter Enter Enter \"24/11\" Enter")
      desk.press(.escape)
      #expect(desk.text.split(separator: "\n", omittingEmptySubsequences: false)[3] == " " + line)
      #expect(desk.click(line))
      #expect(desk.text.contains("bác Mẫu"))
    }
  }

  @Test(arguments: ["consent", "question", "step"])
  func `a session begun by mistake is cancelled after one question, and is a number alone`(place: String) throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"))
    if place != "consent" { desk.press(.agree) }
    if place == "step" { while case .question? = desk.desk.live?.session.place { desk.press(.enter) } }
    let before = desk.text
    desk.press(.command("cancel"), .enter)
    #expect(withoutTimes(desk.text) == withoutTimes(before))
    desk.press(.command("cancel"), .choose("cancel"))
    #expect(desk.journal.entries.map(\.body) == [.cancelled(CancelledFacts(day: desk.desk.now.day, unit: nil))])
    #expect(desk.journal.draftsByID.isEmpty)
    #expect(desk.text.contains("Hôm nay: 0 lượt (huỷ 1)"))
    desk.press(.journal)
    #expect(desk.text.contains("Nhật ký · 0 mục") && desk.text.contains("Chưa có mục nào."), "\(desk.text)")
    desk.press(.escape)
    try desk.restart()
    #expect(desk.text.contains("Hôm nay: 0 lượt (huỷ 1)"))
    desk.wait(seconds: 86_400)
    #expect(desk.text.contains("Hôm nay: 0 lượt."))
    #expect(desk.missing.isEmpty)
  }

  @Test func `a session may end before the last question, and comes back to it`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"), .agree, .enter, .finish)
    #expect(desk.text.contains("Kết quả của lượt này?"))
    desk.press(.escape)
    #expect(desk.text.contains("điện thoại loại nào"))
    desk.press(.finish, .choose("declined"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.outcome == .declined)
    #expect(facts.answers.count == 1)
  }

  @Test func `f and Esc come back to the same step, undo takes a note as one thing`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.done, .done, .done, .finish, .escape)
    #expect(desk.text.contains("Bước 4/12"))
    desk.play(":note \"uuu\" Enter :undo")
    #expect(desk.text.contains("Bước 4/12"))
    #expect(!desk.text.contains("uuu"))
    desk.play(":stuck \"otp\" Enter =not-helped :undo")
    #expect(desk.text.contains("Bước 4/12"))
    #expect(desk.desk.live?.session.problems.isEmpty == true)
  }

  @Test func `whoever waits keeps a digit as long as they wait`() throws {
    let desk = try Story(shelf: shippedShelf())
    for name in ["đỏ", "xanh", "vàng"] {
      desk.begin()
      desk.play(":aside \"\(name)\" Enter")
    }
    #expect(desk.text.contains("5 ◷ xanh"))
    desk.press(.choose("đỏ"), .finish, .choose("declined"), .keepNow, .escape)
    #expect(desk.text.contains("5 ◷ xanh"))
    #expect(desk.text.contains("6 ◷ vàng"))
  }

  @Test func `the time while the machine was off is not help`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    try desk.restart(after: 3600)
    #expect(desk.text.contains("bước 0:00/1:30"))
  }

  @Test func `a waiting citizen's time stands still`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.play(":aside Enter")
    desk.wait(seconds: 600)
    #expect(desk.text.contains("chờ 10 phút"))
    desk.press("4")
    #expect(desk.text.contains("bước 0:02/1:30"))
  }

  @Test func `a session stays on the version it began with`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    try desk.restart(shelf: NewerShelf(try shippedShelf()))
    #expect(desk.text.contains("Cài và kích hoạt VNeID"))
    desk.press(.finish, .choose("completed"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.version == 1)
    desk.press(.escape)
    #expect(desk.text.contains("bản 2"))
  }

  @Test func `while the disk refuses, the citizen is helped, and everything is kept once it works again`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.journal.fault = .full(path: "/data", freeBytes: 0)
    for _ in 1...12 { desk.press(.enter) }
    #expect(desk.text.contains("CHƯA GHI ĐƯỢC"))
    desk.press(.enter, .keepNow)
    #expect(desk.journal.entries.isEmpty)
    #expect(desk.text.contains("Ổ đĩa chứa /data đã đầy"))
    desk.journal.fault = nil
    desk.press(.enter)
    #expect(desk.journal.entries.count == 1)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps.allSatisfy { $0.state == .done })
  }

  @Test func `what the disk refused is tried again without a key`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.journal.fault = .disk(path: "/data", code: 5)
    desk.press(.enter, .enter)
    let kept = desk.journal.draftsByID.values.first?.events.count
    desk.journal.fault = nil
    desk.wait(seconds: 1)
    #expect(desk.journal.draftsByID.values.first?.events.count == (kept ?? 0) + 2)
    #expect(!desk.text.contains("CHƯA GHI ĐƯỢC"))
  }

  @Test func `a clock that jumps ten years keeps the order and the durations`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.jumpClock(years: 10)
    desk.press(.enter)
    desk.jumpClock(years: -20)
    desk.press(.enter)
    desk.press(.finish, .choose("completed"), .keepNow)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps[0].milliseconds == 1000)
    #expect(facts.steps[1].milliseconds == 1000)
  }
}

/// A picture without what was just said.
private func body(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2).joined(separator: "\n")
}

/// A picture without its times of day and durations.
private func withoutTimes(_ text: String) -> String { text.replacing(/[0-9]+:[0-9][0-9]/, with: "0:00") }

/// The shelf after a trainer installed version 2 of everything.
private final class NewerShelf: ShelfPort {
  private let older: any ShelfPort
  init(_ older: any ShelfPort) { self.older = older }

  func shelf() -> Shelf {
    var shelf = older.shelf()
    for index in shelf.headers.indices { shelf.headers[index].version = 2 }
    return shelf
  }

  func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist {
    var opened = try older.open(id)
    opened.checklist.version = 2
    opened.text.version = 2
    return opened
  }

  func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist { try older.reopen(text) }
  func catalogue() throws(BrokenChecklist) -> ServiceCatalogue { try older.catalogue() }
  func consent(_ id: String) throws(BrokenChecklist) -> ConsentText { try older.consent(id) }
  func units(file: String?) throws(BrokenChecklist) -> [Unit] { try older.units(file: file) }
  func guide(_ guide: Guide) throws(BrokenChecklist) -> GuidePages { try older.guide(guide) }
}
