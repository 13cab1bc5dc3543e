import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalFixtures
import JournalInMemory
import Phrases
import Protocol
import TestSupport
import Testing

/// What a lead sees of the unit.
@Suite(.bothFaces) struct UnitDesksTests {
  private func story() throws -> Story { try Story(shelf: shippedShelf()) }

  @Test func `every desk of the unit is there with its name, what is held, and what needs an eye`() throws {
    let desk = try story()
    desk.play("Tick :exchange :desks")
    for words in [
      "Máy trưởng nhóm", "Bàn 1", "giữ 804 mục nhật ký", "Bàn 2 nhà văn hoá", "9b2e66aa", "chưa gửi gì", "c3aa0b71",
      "hai máy một tên",
    ] {
      #expect(desk.text.contains(words), "\(words)")
    }
    desk.press(.choose("Bàn 2 nhà văn hoá"))
    for words in [
      "để riêng 1", "đồng hồ lệch 400 giây", "Các lần gửi nhận gần đây", "31 mục", "do máy khác mang: Máy trưởng nhóm",
    ] {
      #expect(desk.text.contains(words), "\(words)")
    }
  }

  @Test func `follow-ups of the unit that are due are opened for their screen, by desk, and go with it`() throws {
    let desk = try story()
    desk.play("Tick :exchange :desks")
    desk.press(.command("followUps"))
    #expect(desk.exchange.started == [.followUps])
    desk.play("Tick")
    for words in [
      "Hẹn lại của đơn vị", "Bàn 1 · bác Mẫu", "Bàn 2 nhà văn hoá · cô Thử", "mang thẻ đến kích hoạt",
      "Mỗi lần mở đều được ghi lại.",
    ] { #expect(desk.text.contains(words), "\(words)") }
    desk.press(.choose("cô Thử"))
    for words in ["Bàn 2 nhà văn hoá", "cô Thử", "mang thẻ đến kích hoạt", "Hẹn 24/11/2026"] {
      #expect(desk.text.contains(words), "\(words)")
    }
    desk.play("Esc")
    #expect(desk.desk.exchange.results.isEmpty, "no entry moved")
    desk.play("Esc")
    #expect(desk.desk.exchange.followUps == nil)
  }

  @Test func `contacts that cannot be opened say why, and nobody but a lead is shown the way to them`() throws {
    let desk = try story()
    desk.play("Tick :exchange :desks")
    desk.exchange.trouble = .failed(.notEnrolled)
    desk.press(.command("followUps"))
    #expect(desk.text.contains(Phrase.sentence(.failed(.notEnrolled)).vi.prefix(20)))
    desk.exchange.trouble = nil
    desk.exchange.remembered.summary.role = .desk
    desk.play("Esc Esc Esc :exchange :desks")
    #expect(desk.text.contains(Phrase.onlyLeads.vi))
  }

  @Test func `a lead gives a desk another name, and the hub is told`() throws {
    let desk = try story()
    desk.play("Tick :exchange :desks")
    desk.press(.choose("Bàn 1"))
    desk.press(.command("rename"))
    desk.press(.control("u"))
    desk.type("Bàn UBND")
    desk.press(.enter)
    #expect(desk.exchange.named.map(\.name) == ["Bàn UBND"])
    #expect(desk.exchange.named.first?.device.rawValue.hasPrefix("0a17b3c2") == true)
    #expect(desk.text.contains("Bàn UBND"))
  }

  @Test func `the unit's journal is read and searched, and nothing of it can be changed`() throws {
    let desk = try story()
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    (facts.checklist, facts.outcome, facts.problems, facts.petition) = ("vneid", .completed, [], nil)
    facts.steps = [StepFact(step: "introduction", state: .done, milliseconds: 1, note: "mất sóng")]
    let kept = try desk.copies.keep(.session(facts), closing: nil, contact: nil)
    _ = try desk.copies.keep(
      .amendment(of: kept.id, Amendment(outcome: .declined, note: "nhầm"), by: nil, at: .sample), closing: nil,
      contact: nil)
    desk.play("Tick :exchange :desks")
    desk.press(.command("unitJournal"))
    #expect(desk.text.contains("Nhật ký của đơn vị · 2 mục"))
    desk.press("/")
    desk.type("mat song")
    #expect(desk.text.contains("1 trên 1") || desk.text.contains("VNeID"))
    desk.press(.enter)
    #expect(desk.text.contains("Đã sửa; lúc đầu:"))
    #expect(desk.text.contains("mất sóng"))
    let before = desk.copies.entries.count
    desk.play("x h :amend")
    #expect(desk.text.contains("chỉ đọc"))
    #expect(desk.copies.entries.count == before && desk.journal.entries.isEmpty)
  }

  @Test func `petitions of the unit's other desks stand in the lead's queue, who tells the desk what to do`() throws {
    let desk = try story()
    let now = desk.desk.now
    func session(_ words: String) -> EntryBody {
      var bodies = Bodies(seed: 1)
      var facts = bodies.session()
      (facts.began, facts.ended, facts.checklist, facts.steps, facts.problems) = (now, now, "vneid", [], [])
      facts.petition = Petition(topic: .network, text: words)
      return .session(facts)
    }
    _ = try desk.journal.keep(session("xin thêm ghế"), closing: nil, contact: nil)
    // The copies hold this desk's entries, too.
    _ = try desk.copies.keep(session("xin thêm ghế"), closing: nil, contact: nil)
    _ = try desk.copies.renewIdentity()
    let kept = try desk.copies.keep(session("mạng ở ấp đứt"), closing: nil, contact: nil)
    // Another lead, whose clock is far ahead, said something already.
    let far = PetitionStep(entry: kept.id, step: .forwarded, time: now.wallMilliseconds + 900_000_000)
    desk.exchange.remembered.petitions = [far]
    desk.play("Tick :exchange :desks Esc Esc")
    desk.press(.command("petitions"))
    let rows = desk.text.split(separator: "\n").filter { $0.contains("Mạng") }
    #expect(rows.count == 2 && rows[0].contains("xin thêm"), "\(desk.text)")
    #expect(rows.last?.contains(String(kept.id.device.rawValue.prefix(8))) == true, "\(desk.text)")
    desk.press(.down)
    #expect(desk.text.contains("mạng ở ấp đứt"))
    desk.press(.command("forwardPetition"))
    desk.type("pakn.20261124.0012")
    desk.press(.enter)
    #expect(desk.text.contains("bàn đó nhận ở lần gửi nhận tới"))
    #expect(desk.text.contains("chờ bàn ấy nhận") && desk.text.contains("PAKN.20261124.0012"), "\(desk.text)")
    let forwarded = try #require(desk.exchange.said.first?.petition)
    #expect(forwarded.isSound && forwarded.entry == kept.id && forwarded.number == "PAKN.20261124.0012")
    desk.press(.command("closePetition"), .choose("solved"))
    let closed = try #require(desk.exchange.said.last?.petition)
    #expect(closed.isSound && closed.reason == .solved)
    #expect([forwarded.time, closed.time] == [far.time + 1, far.time + 2])
    #expect(desk.text.contains("đóng: đã giải quyết"), "\(desk.text)")
    #expect(desk.journal.entries.count == 1)
    desk.press(.enter, .command("mark"))
    desk.type("chuyển lên Cổng")
    desk.press(.enter)
    #expect(desk.exchange.said.compactMap(\.mark).map(\.entry) == [kept.id])
    #expect(desk.journal.entries.count == 1)
  }

  @Test func `overdue petitions of the unit's other desks count on the lead's first screen, until they are closed`()
    throws
  {
    let desk = try story()
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    let then = Moment(
      wallMilliseconds: desk.desk.now.wallMilliseconds - 12 * 86_400_000, offsetMinutes: 420, boot: "",
      monotonicMilliseconds: 0)
    (facts.began, facts.ended, facts.checklist, facts.steps, facts.problems) = (then, then, "vneid", [], [])
    facts.petition = Petition(topic: .network, text: "mạng ở ấp đứt")
    // The copies hold this desk's own entries, too: those count once.
    _ = try desk.journal.keep(.session(facts), closing: nil, contact: nil)
    _ = try desk.copies.keep(.session(facts), closing: nil, contact: nil)
    _ = try desk.copies.renewIdentity()
    _ = try desk.copies.keep(.session(facts), closing: nil, contact: nil)
    desk.play("Tick Tick")
    #expect(desk.text.contains("2 phản ánh quá hạn"), "\(desk.text)")
    desk.press(.command("petitions"), .down, .command("closePetition"), .choose("solved"), .escape)
    #expect(desk.text.contains("1 phản ánh quá hạn"), "\(desk.text)")
    #expect(desk.exchange.said.count == 1 && desk.journal.entries.count == 1)
  }

  @Test func `a lead asks for a correction of a desk's entry, with words and no number of a person`() throws {
    let desk = try story()
    var bodies = Bodies(seed: 1)
    let kept = try desk.copies.keep(.session(bodies.session()), closing: nil, contact: nil)
    desk.play("Tick :exchange :desks")
    desk.press(.command("unitJournal"), .enter, .command("mark"))
    #expect(desk.text.contains("Cần sửa gì ở mục này?"))
    desk.type("gọi 0912 345 678")
    desk.press(.enter)
    #expect(desk.exchange.said.isEmpty && desk.text.contains("Cần sửa gì ở mục này?"))
    desk.press(.control("u"))
    desk.type("kết quả chưa đúng")
    desk.press(.enter)
    #expect(
      desk.exchange.said.compactMap(\.mark).map { [$0.entry.sequence, $0.after] } == [
        [kept.id.sequence, kept.id.sequence]
      ])
    #expect(desk.text.contains("Trưởng nhóm đề nghị sửa: kết quả chưa đúng"))
    desk.press(.escape, .escape, .command("marks"))
    #expect(desk.text.contains("chưa sửa"))
    desk.exchange.remembered.asked[0].isDone = true
    desk.press(.escape, .command("marks"))
    #expect(desk.text.contains("đã sửa"))
  }

  @Test func `what the lead wants corrected stands on the first screen until it is corrected`() throws {
    let desk = try story()
    var bodies = Bodies(seed: 1)
    let kept = try desk.journal.keep(.session(bodies.session()), closing: nil, contact: nil)
    let mark = EntryMark(entry: kept.id, note: "kết quả chưa đúng", after: kept.id.sequence, time: 1)
    desk.exchange.remembered.marks = [MarkedEntry(mark: mark, row: kept.row, isDone: false)]
    desk.play("Tick")
    #expect(desk.text.contains("Trưởng nhóm đề nghị sửa 1 mục: bấm m."))
    desk.press(.command("marks"), .enter)
    #expect(desk.text.contains("Trưởng nhóm đề nghị sửa: kết quả chưa đúng"))
    desk.press(.amend, .choose("declined"))
    desk.type("đã hỏi lại")
    desk.exchange.remembered.marks[0].isDone = true
    desk.press(.enter)
    #expect(desk.text.contains("Đã sửa theo đề nghị: kết quả chưa đúng"))
    desk.press(.escape)
    #expect(desk.text.contains("đã sửa"))
    desk.press(.escape)
    #expect(!desk.text.contains("Trưởng nhóm đề nghị"))
  }

  @Test func `without a copy the lead is told when it comes`() throws {
    let desk = try story()
    desk.play("Tick :exchange :desks")
    desk.press(.command("unitJournal"))
    #expect(desk.text.contains("lần gửi nhận tới sẽ mang về"))
  }
}
