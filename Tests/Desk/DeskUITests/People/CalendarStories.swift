import Checklists
import DeskUI
import Journal
import JournalInMemory
import People
import Phrases
import TerminalUI
import TestSupport
import Testing

/// The unit's calendar and its events.
@Suite(.bothFaces) struct CalendarStories {
  private func desk() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    return desk
  }

  @Test func `the calendar says how many people are missing until somebody joins`() throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("shift"))
    desk.type("28/11 8:00-11:00 1 Trực bàn ở nhà văn hoá")
    desk.press(.enter)
    #expect(desk.text.contains("còn thiếu 1 người"))
    #expect(desk.text.contains("28/11/2026 08:00-11:00 · Trực bàn ở nhà văn hoá"))
    desk.press(.enter)
    #expect(desk.text.contains("đủ người") && desk.text.contains("Nguyễn Thị Mẫu"))
    desk.press(.enter)
    #expect(desk.text.contains("còn thiếu 1 người"))
    desk.press(.command("callOff"))
    #expect(desk.text.contains("đã huỷ") && !desk.text.contains("còn thiếu"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `what is missing stands on the shift screen, too`() throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("shift"))
    desk.type("28/11 8:00-11:00 2 Trực bàn")
    desk.press(.enter, .escape, .command("shifts"))
    #expect(desk.text.contains("Trực bàn · còn thiếu 2 người"))
  }

  @Test(arguments: ["", "28/11", "28/11 8:00 2 x", "28/11 11:00-8:00 2 x", "31/2 8:00-9:00 1 x", "28/11 8:00-9:00 x"])
  func `a line that cannot be read is not kept, and says how it is typed`(line: String) throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("talk"))
    desk.type(line)
    desk.press(.enter)
    #expect(desk.text.contains("Xin gõ như: 25/11 8:00-11:00 2 Trực bàn"))
    #expect(desk.journal.entries.isEmpty)
  }

  @Test(arguments: [("23/11", "23/11/2026"), ("23/11/2026", nil), ("31/12", nil), ("1/1", nil)] as [(String, String?)])
  func `a day without a year is the nearest one, and one that is over is kept only with its year`(
    day: String, over: String?
  ) throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("talk"))
    desk.type("\(day) 8:00-9:00 1 Nói chuyện")
    desk.press(.enter)
    if let over {
      #expect(desk.text.contains("Ngày \(over) đã qua") && desk.journal.entries.isEmpty)
    } else {
      #expect(desk.journal.entries.count == 1)
    }
  }

  @Test func `the examples that the forms show are taken`() throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("talk"))
    #expect(desk.text.contains("Ví dụ: 25/11 8:00-11:00 2 Trực bàn"))
    desk.type("25/11 8:00-11:00 2 Trực bàn")
    desk.press(.enter, .escape, .command("events"), .choose("training"))
    #expect(desk.journal.entries.count == 1 && desk.text.contains("như: 24/11 8:00-10:30"))
    desk.type("24/11 8:00-10:30")
    desk.press(.enter)
    #expect(desk.text.contains("Ở đâu?"))
  }

  @Test func `an event that is still to come is none, and none is without a place and a topic`() throws {
    let desk = try desk()
    desk.press(.command("events"), .choose("training"))
    desk.type("5/12 8:00-10:30")
    desk.press(.enter)
    #expect(desk.text.contains("Ngày 05/12/2026 chưa tới") && desk.text.contains("Lịch đơn vị"))
    desk.play("Ctrl-U")
    desk.type("24/11 8:00-10:30")
    desk.press(.enter, .enter)
    #expect(desk.text.contains("Xin ghi nơi diễn ra"))
    desk.type("Chợ ấp 3")
    desk.press(.enter, .enter)
    #expect(desk.text.contains("Xin ghi nội dung chính"))
  }

  @Test func `Esc goes back one question and keeps what was answered`() throws {
    let desk = try desk()
    desk.press(.command("events"), .choose("training"))
    desk.type("24/11 8:00-10:30")
    desk.press(.enter)
    desk.type("Chợ ấp 3")
    desk.press(.enter, .escape)
    #expect(desk.text.contains("Ở đâu?") && desk.text.contains("Chợ ấp 3"))
    desk.press(.escape)
    #expect(desk.text.contains("24/11/2026 08:00-10:30"))
    desk.press(.escape)
    #expect(desk.text.contains("Việc gì?"))
    desk.press(.escape)
    #expect(desk.text.contains("Hôm nay:"))
  }

  @Test func `the month goes out as iCalendar`() throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("event"))
    desk.type("28/11 8:00-11:00 2 Tập huấn")
    desk.press(.enter, .command("saveICalendar"))
    guard case .people(.save(.calendar(year: 2026, month: 11), let text))? = desk.effects.last else {
      return #expect(Bool(false), "\(desk.effects.suffix(2))")
    }
    #expect(text.contains("SUMMARY:Tập huấn\r\n"))
    #expect(desk.text.contains("Đã viết calendar-2026-11.ics"))
  }

  @Test func `a group event is asked one thing after another, heads by age, and carries out its line`() throws {
    let desk = try desk()
    desk.press(.command("calendar"), .command("addPlan"), .choose("event"))
    desk.type("24/11 7:00-9:00 1 Tập huấn")
    desk.press(.enter, .escape, .command("events"), .choose("training"))
    for answer in ["24/11 7:30-9:00", "Nhà văn hoá ấp 3", "Cài VNeID", "tờ rơi", "", "12", "", "30", "x"] {
      desk.type(answer)
      desk.press(.enter)
    }
    #expect(desk.text.contains("Xin gõ một số"))
    desk.play("Ctrl-U 5 Enter")
    #expect(desk.text.contains("47 người dự"))
    desk.press(.command("keepEvent"))
    #expect(desk.missing.isEmpty)
    guard case .event(let facts)? = desk.journal.entries.last?.body else {
      return #expect(Bool(false), "\(desk.text)")
    }
    #expect(facts.topic == "Cài VNeID" && facts.place == "Nhà văn hoá ấp 3" && facts.materials == "tờ rơi")
    #expect(
      facts.heads == [
        HeadCount(band: .from18, count: 12), HeadCount(band: .from60, count: 30), HeadCount(band: nil, count: 5),
      ])
    #expect(facts.people == [VolunteerCode(number: 1)])
    #expect(facts.plan == desk.journal.entries.first?.id)
    desk.press(.command("calendar"))
    #expect(desk.text.contains("Kế hoạch 1 · đã làm 1"))
  }
}
