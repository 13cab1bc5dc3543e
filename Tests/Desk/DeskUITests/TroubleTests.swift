import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// A trouble that is noted is said, shown at its step, and what to do next stands there.
@Suite(.bothFaces) struct TroubleTests {
  @Test func `after not helped the desk says what it noted and what to do next`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.play(":stuck \"otp\" Enter =not-helped")
    #expect(words(desk).contains("Đã ghi vướng mắc E-V02. Làm tiếp, cho chờ (c), hoặc kết thúc (f)"))
    #expect(desk.text.contains("Vướng mắc · Chưa được: E-V02"))
    desk.press(.done, .back)
    #expect(desk.text.contains("Vướng mắc · Chưa được: E-V02"))
  }

  @Test func `words that found nothing go along when they are written down`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.stuck)
    desk.type("máy sập nguồn")
    desk.press(.choose("write"), .enter)
    #expect(words(desk).contains("Đã ghi vướng mắc."))
    #expect(desk.text.contains("Vướng mắc · đã ghi: máy sập nguồn"))
    #expect(desk.desk.live?.session.problems.map(\.words) == ["máy sập nguồn"])
  }

  @Test func `a service that the catalogue lacks is a line of its own, with the words that were typed`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin("dichvucong")
    while desk.desk.live.flatMap({ $0.session.step(in: $0.checklist) })?.asks != .service { desk.press(.done) }
    desk.press(.pickService)
    desk.type("nuôi chim yến")
    #expect(desk.text.contains("Dịch vụ không có trong danh mục"))
    desk.press(.choose("not-listed"))
    #expect(desk.desk.live?.session.service == .notListed)
    #expect(desk.desk.live?.session.problems.first?.words?.contains("nuôi chim yến") == true)
    let place = desk.desk.live?.session.place
    desk.press(.done)
    #expect(desk.desk.live?.session.place != place)
  }
}
