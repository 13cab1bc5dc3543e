import Checklists
import DeskUI
import Journal
import JournalFixtures
import JournalInMemory
import People
import Phrases
import TerminalUI
import TestSupport
import TestTraits
import Testing

@Suite(.bothFaces, .ownThread) struct ShiftStories {
  /// A desk with one person at it.
  private func desk() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
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
    desk.play(":volunteers :addVolunteer \"Trần Văn Thử\" Enter")
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
    // One entry of its own; neither a shift nor an hour was changed by it.
    #expect(
      desk.journal.entries.count == before + 1 && desk.text.contains("11 giờ 00") && desk.text.contains("10 giờ 00"))
    try desk.restart()
    desk.press(.command("shifts"), .command("everyonesHours"))
    #expect(desk.text.contains("Không có gì cần hỏi.") && answers(desk).count == 1)
    // It can be looked at, and answered otherwise.
    desk.press(.command("answerQuestions"), .choose("quá 10 giờ"), .choose("settled"))
    #expect(answers(desk).map(\.verdict) == [.right, .settled] && desk.missing.isEmpty)
    #expect(answers(desk).allSatisfy { $0.by == VolunteerCode(number: 1) && $0.question.matter == .longDay })
    #expect(desk.text.contains("Đã hỏi lại người đó"))
  }

  private func answers(_ desk: Story) -> [ShiftAnswerFacts] {
    desk.journal.entries.compactMap { if case .shiftAnswer(let facts) = $0.body { facts } else { nil } }
  }

  @Test func `a lead is asked about shifts at the unit's other desks, and what another lead answered stays answered`()
    throws
  {
    let desk = try desk()
    // Another laptop's journal.
    _ = try desk.copies.renewIdentity()
    let now = desk.desk.now
    func keep(_ act: ShiftAct, hours: Int64) throws -> EntryID {
      let facts = ShiftFacts(
        volunteer: VolunteerCode(number: 1), act: act, unit: nil, at: now.later(by: hours * 3_600_000))
      return try desk.copies.keep(.shift(facts), closing: nil, contact: nil).id
    }
    let shift = try keep(.began, hours: 0)
    _ = try keep(.ended, hours: 11)
    desk.press(.command("shifts"), .command("beginShift"))
    desk.wait(seconds: 12 * 3600)
    desk.press(.command("endShift"), .command("everyonesHours"))
    // Each desk gives its own codes: two people were there.
    #expect(desk.text.contains("TN01 (\(shift.device.rawValue.prefix(8)))") && !desk.text.contains("hai bàn"))
    #expect(desk.text.contains("Nguyễn Thị Mẫu ngày") && !desk.text.contains("Nguyễn Thị Mẫu · 2 ca"))
    let question = ShiftQuestionID(.longDay, shift, minutes: 660)
    _ = try desk.copies.keep(
      .shiftAnswer(ShiftAnswerFacts(.settled, to: question, by: VolunteerCode(number: 1), at: desk.desk.now)),
      closing: nil, contact: nil)
    desk.press(.escape, .command("everyonesHours"))
    #expect(!desk.text.contains("TN01 (") && desk.text.contains("quá 10 giờ"))
    // Where the unit's desks share their codes it is one person.
    desk.press(.escape, .escape, .command("settings"), .choose("people"), .choose("sharesCodes"))
    desk.press(.escape, .escape, .command("shifts"), .command("everyonesHours"))
    #expect(words(desk).contains("hai bàn cùng lúc") && desk.journal.stored["codes"] == "shared")
  }

  @Test func `where codes are shared, whoever comes from another desk brings their code`() throws {
    let desk = try desk()
    desk.press(.command("settings"), .choose("people"), .choose("sharesCodes"), .escape, .escape)
    desk.press(.volunteers, .command("addVolunteer"))
    desk.type("TN01 Trần Văn Thử")
    desk.press(.enter)
    #expect(desk.desk.message?.text == Phrase.codeIsTaken("TN01", by: "Nguyễn Thị Mẫu"))
    desk.press(.control("u"))
    desk.type("tn12 Trần Văn Thử")
    desk.press(.enter)
    #expect(desk.desk.volunteer == VolunteerCode(number: 12) && desk.text.contains("Trần Văn Thử"))
    desk.press(.volunteers, .command("addVolunteer"))
    desk.type("Lê Thị Mẫu")
    desk.press(.enter)
    #expect(desk.desk.volunteer == VolunteerCode(number: 13) && desk.missing == [])
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
