import Checklists
import DeskUI
import Journal
import JournalInMemory
import People
import Phrases
import TerminalUI
import TestSupport
import Testing

@Suite(.bothFaces) struct ShiftStories {
  /// A desk with one person at it.
  private func desk() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play("v t \"Nguyễn Thị Mẫu\" Enter")
    return desk
  }

  private func acts(_ desk: Story) -> [ShiftAct] {
    desk.journal.entries.compactMap { if case .shift(let facts) = $0.body { facts.act } else { nil } }
  }

  private func helpOne(_ desk: Story) {
    desk.begin()
    desk.press(.finish, .choose("completed"), .keepNow, .next)
  }

  @Test func `in, break, back and out are entries of the journal under the code, without the name`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"))
    #expect(desk.text.contains("Trong ca từ 08:00"))
    desk.wait(seconds: 3600)
    desk.press(.command("pauseShift"))
    #expect(desk.text.contains("Đang nghỉ"))
    desk.wait(seconds: 600)
    desk.press(.command("resumeShift"))
    desk.wait(seconds: 1800)
    desk.press(.command("endShift"))
    #expect(acts(desk) == [.began, .paused, .resumed, .ended])
    #expect(desk.text.contains("có mặt 1 giờ 30"))
    #expect(desk.missing.isEmpty)
    for line in desk.journal.entries {
      let bytes = try EntryBytes.encode(StoredEntry(id: line.id, previous: .zero, body: line.body))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("Nguyễn"))
      #expect(String(decoding: bytes, as: UTF8.self).contains("TN01"))
    }
  }

  @Test func `five hundred of any key on the shift screen change nothing beyond the first press`() throws {
    for key in [Key.enter, .character("v"), .character("n"), .character("l"), .character("r"), .character(" ")] {
      let desk = try desk()
      desk.press(.command("shifts"))
      desk.hold(key, times: 500)
      #expect(acts(desk) == (key == .character("v") ? [.began] : []), "\(key)")
      desk.hold(key, times: 500, heldAlready: true)
      #expect(acts(desk).count <= 1, "\(key)")
    }
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"))
    desk.hold(.enter, times: 500)
    #expect(acts(desk) == [.began])
  }

  @Test func `a key that was on its way before the screen was drawn begins no shift`() throws {
    let desk = try desk()
    desk.burst([.character("c"), .character("v")])
    #expect(acts(desk).isEmpty)
  }

  @Test func `a forgotten end is asked about at the next start, with the last citizen's as the answer offered`() throws
  {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    desk.wait(seconds: 3600)
    helpOne(desk)
    try desk.restart(after: 20 * 3600)
    desk.play("Tick")
    #expect(desk.text.contains("vào ca lúc 08:00 ngày 24/11/2026 và chưa ra ca"))
    #expect(desk.text.contains("09:00"))
    desk.press(.command("keepEnd"))
    #expect(acts(desk) == [.began, .ended])
    let shift = try #require(
      ShiftBook.shifts(try desk.journal.bodies([.shift, .session], from: nil, through: nil)).first)
    #expect(shift.isForgotten && shift.seenMinutes == 60)
    // It is asked once.
    try desk.restart()
    desk.play("Tick")
    #expect(desk.text.contains("Hôm nay"))
  }

  @Test func `an end before the beginning, or no time at all, is not kept`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    try desk.restart(after: 20 * 3600)
    desk.play("Tick")
    #expect(desk.text.contains("không có lượt nào"))
    desk.play("\"7:30\" Enter")
    #expect(desk.text.contains("Giờ ra phải sau giờ vào"))
    desk.play("Ctrl-U \"25:99\" Enter")
    #expect(desk.text.contains("Xin gõ giờ như 11:30"))
    desk.play("Ctrl-U \"11h30\" Enter")
    #expect(acts(desk) == [.began, .ended])
  }

  @Test func `a shift of today goes on after a restart, and is not asked about`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    try desk.restart(after: 3600)
    desk.play("Tick")
    #expect(desk.text.contains("Hôm nay"))
    desk.press(.command("shifts"))
    #expect(desk.text.contains("Trong ca từ 08:00"))
  }

  @Test func `whoever comes to the desk is asked about their own forgotten shift`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    desk.play("v t \"Trần Văn Thử\" Enter")
    try desk.restart(after: 24 * 3600)
    desk.play("Tick")
    #expect(desk.text.contains("Hôm nay"))
    desk.press(.volunteers, .choose("TN01"))
    #expect(desk.text.contains("Nguyễn Thị Mẫu vào ca lúc 08:00"))
  }

  @Test func `one's own page says hours, citizens and what was helped with, and writes a certificate`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    desk.wait(seconds: 3600)
    helpOne(desk)
    desk.press(.command("shifts"), .command("endShift"), .command("myPage"))
    #expect(desk.text.contains("1 ca · 1 lượt"))
    #expect(desk.text.contains("Cài và kích hoạt VNeID: 1"))
    #expect(desk.text.contains("quy tắc 1"))
    desk.press(.command("certificate"))
    #expect(desk.text.contains("Đã viết giấy xác nhận"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `a lead sees everybody's hours of a month, and the questions`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"))
    desk.wait(seconds: 11 * 3600)
    desk.press(.command("endShift"), .command("everyonesHours"))
    #expect(desk.text.contains("Nguyễn Thị Mẫu · 1 ca"))
    #expect(desk.text.contains("quá 10 giờ. Có đúng không?"))
    #expect(desk.text.contains("11 giờ 00") && desk.text.contains("10 giờ 00"))
    desk.press(.key(.left))
    #expect(desk.text.contains("tháng 10/2026") && desk.text.contains("Chưa có ca nào"))
  }

  @Test func `a lead answers a question once, and it stays answered`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"))
    desk.wait(seconds: 11 * 3600)
    desk.press(.command("endShift"), .command("everyonesHours"), .command("answerQuestions"))
    let before = desk.journal.entries.count
    desk.press(.choose("quá 10 giờ"), .choose("right"))
    #expect(desk.desk.message?.text == Phrase.shiftAnswered)
    #expect(desk.text.contains("Đúng như vậy"))
    desk.press(.escape)
    #expect(desk.text.contains("Không có gì cần hỏi."))
    // Neither a shift nor an hour was changed by it.
    #expect(desk.journal.entries.count == before && desk.text.contains("11 giờ 00") && desk.text.contains("10 giờ 00"))
    try desk.restart()
    desk.press(.command("shifts"), .command("everyonesHours"))
    #expect(desk.text.contains("Không có gì cần hỏi.") && desk.desk.people.answers.count == 1)
    // It can be looked at, and answered otherwise.
    desk.press(.command("answerQuestions"), .choose("quá 10 giờ"), .choose("settled"))
    #expect(desk.desk.people.answers.values.map(\.verdict) == [.settled] && desk.missing.isEmpty)
    #expect(desk.desk.people.answers.values.map(\.by) == [VolunteerCode(number: 1)])
  }

  @Test func `a question with nothing to ask is not answered`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("everyonesHours"), .command("answerQuestions"))
    #expect(desk.desk.message?.text == Phrase.noShiftQuestions)
  }

  @Test(arguments: [
    ("8:00", 480), ("11h30", 690), ("1130", 690), ("830", 510), ("7", 420), ("7h", 420), ("00:00", 0),
  ])
  func `times are read as people type them`(text: String, minute: Int) throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("calendar"), .command("addPlan"), .choose("event"))
    desk.type("5/12 \(text)-23:59 1 Việc")
    desk.press(.enter)
    let plan = try #require(desk.journal.entries.last)
    guard case .plan(let facts) = plan.body else { return #expect(Bool(false), "\(plan.body)") }
    #expect(facts.from == minute && facts.to == 1439)
  }
}

@Suite(.bothFaces) struct UnitStories {
  private func desk() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play("v t \"Nguyễn Thị Mẫu\" Enter")
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

  /// A citizen's petition.
  private func petition(_ desk: Story) {
    desk.begin()
    desk.press(.finish, .choose("completed"), .leaveOut, .leaveOut, .choose("network"))
    desk.type("mạng ở ấp chậm quá")
    desk.press(.enter, .keepNow, .next)
  }

  @Test
  func `a petition goes to the queue, is forwarded with its number, answered, closed with a reason, and reopened`()
    throws
  {
    let desk = try desk()
    petition(desk)
    desk.press(.command("petitions"))
    #expect(desk.text.contains("mạng ở ấp chậm quá") && desk.text.contains("mới · 0 ngày"))
    desk.press(.command("forwardPetition"))
    desk.type("123")
    desk.press(.enter)
    #expect(desk.text.contains("Số này không đúng dạng"))
    desk.play("Ctrl-U \"pakn.20261124.0012\" Enter")
    #expect(desk.text.contains("PAKN.20261124.0012") && desk.text.contains("đã chuyển · 0 ngày"))
    desk.press(.command("answerPetition"))
    desk.type("Đã thêm trạm phát")
    desk.press(.enter)
    #expect(desk.text.contains("đã trả lời") && desk.text.contains("Đã thêm trạm phát"))
    desk.press(.command("closePetition"), .enter)
    #expect(desk.journal.entries.count == 3)
    desk.press(.choose("not-competent"))
    #expect(desk.text.contains("đóng: không thuộc thẩm quyền"))
    desk.press(.command("answerPetition"))
    #expect(desk.text.contains("Phản ánh này đã đóng"))
    desk.press(.command("reopenPetition"))
    desk.type("Bác báo vẫn chậm")
    desk.press(.enter)
    #expect(desk.text.contains("mới"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `an overdue petition stands on the first screen, until it is closed`() throws {
    let desk = try desk()
    petition(desk)
    try desk.restart(after: 11 * 86_400)
    desk.play("Tick")
    #expect(desk.text.contains("1 phản ánh quá hạn"))
    desk.press(.command("petitions"), .command("closePetition"), .choose("solved"), .escape)
    #expect(!desk.text.contains("quá hạn"))
  }

  @Test func `the citizen finds the petition by code, and says that it is not solved`() throws {
    let desk = try desk()
    petition(desk)
    let code = try #require(desk.journal.entries.first?.code)
    desk.press(.command("petitions"), .command("closePetition"), .choose("solved"), .escape)
    desk.press(.findCode)
    desk.type(code.letters)
    desk.press(.enter)
    #expect(desk.text.contains("đóng"))
    desk.press(.command("notSolved"))
    desk.type("vẫn chậm")
    desk.press(.enter)
    guard case .petition(_, let facts)? = desk.journal.entries.last?.body else {
      return #expect(Bool(false), "\(desk.text)")
    }
    #expect(facts.act == .reopened && facts.from == .citizen)
    desk.press(.escape, .command("petitions"))
    #expect(desk.text.contains("mới"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `the export of petitions holds none of their words`() throws {
    let desk = try desk()
    petition(desk)
    desk.press(.command("petitions"), .command("saveOpen311"))
    guard case .people(.save(_, let text))? = desk.effects.last else {
      return #expect(Bool(false), "\(desk.effects.suffix(2))")
    }
    #expect(text.contains("\"service_code\": \"network\"") && !text.contains("chậm"))
  }
}
