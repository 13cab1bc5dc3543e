import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// What is asked without a session.
@Suite struct QuickHelpTests {
  private func facts(_ desk: Story) -> QuickHelpFacts? {
    if case .quickHelp(let facts)? = desk.journal.entries.last?.body { facts } else { nil }
  }

  @Test(
    .bothFaces,
    arguments: [("khong nhan duoc ma otp", "E-V02"), ("vneid bao loi", "E-D01"), ("dang ky khai sinh", nil)]
      as [(String, ProblemID?)])
  func `from the first screen to a logged answer it takes the words and three keys`(words: String, problem: ProblemID?)
    throws
  {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.command("quickHelp"))
    desk.type(words)
    #expect(desk.text.contains("1/"))
    desk.press(.enter, .choose("helped"))
    #expect(desk.keyPresses == 3)
    #expect(desk.missing.isEmpty)
    #expect(desk.text.contains("Hôm nay: 0 lượt"))
    #expect(desk.text.contains("Đã ghi một lượt hỏi nhanh"))
    let facts = try #require(self.facts(desk))
    #expect(facts.helped)
    if let problem {
      #expect(facts.topic == .problem(problem))
      #expect(facts.checklist != nil)
    } else {
      guard case .service = facts.topic else { return #expect(Bool(false), "\(facts.topic)") }
      #expect(facts.checklist == nil)
    }
  }

  @Test func `nothing is kept of a question that is left, and nothing is answered by a key held down`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.command("quickHelp"))
    desk.type("otp")
    desk.press(.enter, .escape, .escape)
    #expect(desk.text.contains("Hôm nay: 0 lượt"))
    desk.press(.command("quickHelp"))
    desk.type("otp")
    desk.hold(.enter, times: 100)
    desk.hold(.character("1"), times: 1, heldAlready: false)
    #expect(desk.journal.entries.count <= 1)
    desk.hold(.character("1"), times: 200, heldAlready: true)
    #expect(desk.journal.entries.count <= 1)
  }

  @Test(.bothFaces) func `before anything is typed examples stand there, and where nothing matches a sentence`() throws
  {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.command("quickHelp"))
    #expect(desk.text.contains("Ví dụ: mã otp"))
    desk.type("qqqq")
    #expect(desk.text.contains("Không có mục nào khớp"))
  }

  @Test(.bothFaces) func `where two in view have one title, each says of which checklist it is`() throws {
    let desk = try Story(shelf: shippedShelf(), size: Size(columns: 120, rows: 30))
    desk.press(.command("quickHelp"))
    desk.type("chao hoi va noi ro")
    let rows = desk.text.split(separator: "\n").filter { $0.contains("Chào hỏi và nói rõ cách giúp") }
    #expect(rows.count == 3)
    #expect(rows.count { $0.contains("Cài và kích hoạt VNeID") } == 1)
    #expect(rows.count { $0.contains("Nộp hồ sơ dịch vụ công") } == 1)
  }

  @Test(.bothFaces) func `the journal shows a question as a kind of its own, and finds it by its words`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.command("quickHelp"))
    desk.type("khong nhan duoc ma otp")
    desk.press(.enter, .choose("not-helped"), .journal)
    #expect(desk.text.contains("Hỏi nhanh · Cài và kích hoạt VNeID"))
    desk.press(.enter)
    #expect(desk.text.contains("Hỏi nhanh: E-V02"))
    #expect(desk.text.contains("Chưa được"))
  }
}
