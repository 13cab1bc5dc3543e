import Checklists
import Journal
import JournalFixtures
import JournalInMemory
import People
import Testing

@Suite struct UnitTests {
  private let day = Moment.sample.day

  @Test func `a line of the calendar is as it was changed last, and says how many are missing`() throws {
    var unit = UnitJournal()
    let first = unit.plan(day: day, from: 480, to: 660, needed: 2)
    let second = unit.plan(day: day, from: 480, to: 660, needed: 2, people: [.first], replaces: first)
    unit.plan(day: day, from: 420, to: 480, needed: 1, people: [.first, .second])
    let lines = PlanBook.lines(unit.bodies)
    #expect(lines.map(\.missing) == [0, 1])
    #expect(lines[1].id == second && lines[1].first == first && lines[1].changes == 1)
    var off = unit
    off.plan(day: day, from: 480, to: 660, needed: 2, isOff: true, replaces: second)
    #expect(PlanBook.lines(off.bodies).last?.missing == 0)
  }

  @Test func `planned is held against what was done`() {
    var unit = UnitJournal()
    unit.plan(day: day, from: 480, to: 660, people: [.first])
    let event = unit.plan(.event, day: day, from: 780, to: 900, needed: 2)
    unit.plan(.talk, day: Day(daysSince1970: day.daysSince1970 + 1), from: 780, to: 900, needed: 2, people: [.first])
    unit.shift(.began, .hours(0))
    unit.keep(
      .event(
        EventFacts(
          what: .training, topic: "Cài VNeID", unit: "00091", day: day, from: 780, to: 900,
          heads: [HeadCount(band: .from60, count: 12)], people: [.first], plan: event, by: .first, at: .hours(8))))
    let tally = PlanTally(PlanBook.lines(unit.bodies), shifts: ShiftBook.shifts(unit.bodies), from: day)
    #expect(tally.planned == 3 && tally.done == 2 && tally.missing == 3)
  }

  @Test func `the calendar goes out as RFC 5545 wants it`() throws {
    var unit = UnitJournal()
    let id = unit.plan(.event, day: day, from: 8 * 60, to: 1440, needed: 2)
    unit.plan(.event, day: day, from: 8 * 60, to: 1440, needed: 0, isOff: true, replaces: id)
    unit.plan(day: day, from: 480, to: 660, needed: 1, people: [.first])
    let title = "Tập huấn; cài VNeID, tạo tài khoản \\ nộp hồ sơ\ncho bà con ấp Bình Hoà và các ấp lân cận"
    let text = ICalendar.text(PlanBook.lines(unit.bodies), named: "Xã, Mẫu", stamp: .sample) { _ in
      .init(name: title, description: "còn thiếu 1 người")
    }
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    let whole = text.split(separator: "\r\n ").joined()
    #expect(whole.contains("SUMMARY:Tập huấn\\; cài VNeID\\, tạo tài khoản \\\\ nộp hồ sơ\\ncho bà con"))
    #expect(whole.contains("X-WR-CALNAME:Xã\\, Mẫu"))
    #expect(whole.contains("DTSTART;TZID=Asia/Ho_Chi_Minh:20251124T080000"))
    #expect(whole.contains("DTEND;TZID=Asia/Ho_Chi_Minh:20251125T000000"))
    #expect(whole.contains("DTSTAMP:20251124T010000Z"))
    #expect(whole.contains("UID:a-1-1@tiepsuc") && whole.contains("SEQUENCE:1") && whole.contains("STATUS:CANCELLED"))
    #expect(whole.contains("STATUS:CONFIRMED") && !whole.contains("TN01"))
  }

  @Test func `a petition goes forward, and back only when it is opened again`() throws {
    var unit = UnitJournal()
    let id = unit.citizen(.hours(1), petition: Petition(topic: .network, text: "mạng chậm"))
    func step(_ act: PetitionAct, number: String? = nil, reason: ClosingReason? = nil, from: PetitionVoice = .lead) {
      unit.keep(
        .petition(
          of: id,
          PetitionStepFacts(
            act: act, from: from, number: number, reason: reason, words: "đã xử lý", by: .first, at: .hours(2))))
    }
    func state() -> PetitionCase.State? { PetitionBook.cases(unit.bodies).first?.state }
    #expect(state() == .new)
    step(.reopened)
    #expect(state() == .new)
    step(.answered)
    step(.forwarded)
    #expect(state() == .answered)
    step(.closed, reason: .notCompetent)
    step(.answered)
    #expect(state() == .closed(.notCompetent))
    step(.reopened, from: .citizen)
    step(.forwarded, number: "PAKN.20251124.0012")
    let one = try #require(PetitionBook.cases(unit.bodies).first)
    #expect(one.state == .forwarded && one.reopened == 1 && one.number == "PAKN.20251124.0012")
    #expect(!one.isOverdue(at: .hours(10 * 24)) && one.isOverdue(at: .hours(11 * 24 + 1)))
  }

  @Test func `a step that is on its way to another desk counts at once, and no second time when that desk has it`()
    throws
  {
    var unit = UnitJournal()
    let id = unit.citizen(.hours(1), petition: Petition(topic: .network, text: "mạng chậm"))
    func facts(_ act: PetitionAct, _ said: Int64, reason: ClosingReason? = nil) -> PetitionStepFacts {
      PetitionStepFacts(act: act, from: .lead, reason: reason, by: nil, at: .hours(2), said: said)
    }
    let stranger = EntryID(device: DeviceID(rawValue: "b"), incarnation: 1, sequence: 1)
    let steps = [facts(.closed, 5, reason: .solved), facts(.reopened, 6)]
    let coming = steps.map { ComingStep(id, $0) } + [ComingStep(stranger, steps[0])]
    func one(_ count: Int) throws -> PetitionCase {
      let cases = PetitionBook.cases(unit.bodies, coming: Array(coming.prefix(count)))
      #expect(cases.count == 1)
      return try #require(cases.first)
    }
    #expect(try one(0).state == .new && !one(0).isAwaited)
    #expect(try one(1).state == .closed(.solved) && one(1).isAwaited)
    #expect(try one(2).state == .new && one(2).reopened == 1)
    // The desk has both, and somebody there closes it again: what was on its way does not open it a second time.
    for step in steps { unit.keep(.petition(of: id, step)) }
    unit.keep(
      .petition(of: id, PetitionStepFacts(act: .closed, from: .lead, reason: .withdrawn, by: .first, at: .hours(3))))
    #expect(try one(3).state == .closed(.withdrawn) && one(3).reopened == 1 && !one(3).isAwaited)
  }

  @Test func `the export says state and commune, never the words`() throws {
    var unit = UnitJournal()
    let id = unit.citizen(.hours(1), petition: Petition(topic: .attitude, text: "cán bộ \"X\" quát dân"))
    unit.citizen(.hours(2), petition: Petition(topic: .payment, text: "không nộp được"))
    unit.keep(
      .petition(
        of: id,
        PetitionStepFacts(
          act: .closed, from: .lead, number: "PAKN.20251124.0012", reason: .duplicate, words: "trùng", by: nil,
          at: .hours(3))))
    let text = Open311.json(
      PetitionBook.cases(unit.bodies), address: { "Xã \"Mẫu\" \($0 ?? "")" }, reason: { $0.rawValue })
    #expect(!text.contains("quát") && !text.contains("không nộp") && !text.contains("trùng\""))
    #expect(text.contains(#""token": "a-1-1""#) && text.contains(#""status": "closed""#))
    #expect(text.contains(#""status": "open""#) && text.contains(#""status_notes": "duplicate""#))
    #expect(text.contains(#""service_request_id": "PAKN.20251124.0012""#))
    #expect(text.contains(#""requested_datetime": "2025-11-24T09:00:00+07:00""#))
    #expect(text.contains(#""address": "Xã \"Mẫu\" 00091""#))
  }

  @Test func `numbers of the portal are read as they are typed, and nothing else is one`() {
    #expect(PortalNumber(" pakn.20200812.0012 ")?.description == "PAKN.20200812.0012")
    for text in ["", "PAKN", "PAKN.20201312.0012", "PAKN.20200812.12", "0912345678", "001190001234", "A.20200812.001"] {
      #expect(PortalNumber(text) == nil, "\(text)")
    }
  }

  private func certificate() -> Certificate {
    var hours = PersonHours(volunteer: .first)
    (hours.shifts, hours.seenMinutes, hours.creditedMinutes, hours.citizens) = (3, 540, 510, 12)
    return Certificate(
      code: .first, name: "Nguyễn Thị Mẫu", unit: "Xã Văn Lang", from: day, through: day, hours: hours, rule: 1,
      learned: [("vneid", 7), ("taikhoan", 5)], issued: day)
  }

  @Test func `a certificate says what was signed, and any change is seen`() throws {
    let file = try certificate().file(signedBy: MemoryJournal())
    let check = Certificate.verify(Array(file.utf8))
    guard case .sound(let verified) = check else {
      Issue.record("\(check)")
      return
    }
    #expect(verified.fields.contains { $0 == ("credited-minutes", "510") })
    #expect(verified.fields.contains { $0 == ("name", "Nguyễn Thị Mẫu") })
    // A file that went through another system's line ends is the same.
    #expect(
      Certificate.verify(Array(file.split(separator: "\n").joined(separator: "\r\n").utf8) + [13, 10]) == check)
    #expect(Certificate.verify(Array(file.replacing("citizens 12", with: "citizens 120").utf8)) == .changed)
    let other = try certificate().file(signedBy: MemoryJournal())
    let desk = try #require(other.split(separator: "\n").first { $0.hasPrefix("desk ") })
    let own = try #require(file.split(separator: "\n").first { $0.hasPrefix("desk ") })
    #expect(Certificate.verify(Array(file.replacing(own, with: desk).utf8)) == .changed)
  }

  @Test func `no byte of a certificate can be changed or taken away`() throws {
    let file = Array(try certificate().file(signedBy: MemoryJournal()).utf8)
    for place in file.indices {
      var changed = file
      changed[place] ^= 1
      for bytes in [changed, Array(file[..<place])] {
        if case .sound = Certificate.verify(bytes) { Issue.record("taken at \(place)") }
      }
    }
    #expect(Certificate.verify([UInt8](repeating: 0x30, count: Certificate.largest + 1)) == .notACertificate)
  }
}
