import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import People
import Phrases
import Protocol
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// A lead says elsewhere that somebody may not help at this desk, or may again.
@Suite(.bothFaces, .ownThread) struct BarredStories {
  private static let volunteer = VolunteerCode(number: 1)

  /// What the unit's leads say of a person of this desk, from the next exchange on.
  private func say(_ isBarred: Bool, of volunteer: VolunteerCode = BarredStories.volunteer, to desk: Story) {
    desk.exchange.remembered.standings = [
      PersonStanding(
        device: DeviceID(rawValue: String(repeating: "0", count: 32)), volunteer: volunteer, isBarred: isBarred,
        time: 1)
    ]
  }

  /// Whatever was remembered is looked at again.
  private func exchange(_ desk: Story) { desk.press(.command("exchange"), .escape) }

  /// - Parameter lock: Minutes after which the desk locks.
  private func desk(lock: String? = nil) throws -> Story {
    let journal = MemoryJournal()
    if let lock { try journal.set("lock-minutes", lock) }
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    desk.play(":volunteers :addVolunteer \"Trần Văn Thử\" Enter")
    desk.press(.volunteers, .choose("TN01"))
    return desk
  }

  @Test func `whoever is barred is refused with a sentence that says whom to ask, and let in again later`() throws {
    let desk = try desk()
    desk.press(.volunteers, .choose("TN02"))
    say(true, to: desk)
    exchange(desk)
    #expect(desk.desk.volunteer == VolunteerCode(number: 2) && desk.journal.stored["barred"] == "TN01")
    desk.press(.volunteers, .choose("TN01"))
    #expect(desk.desk.volunteer == VolunteerCode(number: 2) && desk.desk.message?.text == Phrase.personIsBarred)
    #expect(Phrase.personIsBarred.vi.contains("hãy hỏi trưởng nhóm") && desk.text.contains("đã nghỉ"))
    // Known before the next exchange, too.
    try desk.restart()
    desk.press(.volunteers, .choose("TN01"))
    #expect(desk.desk.message?.text == Phrase.personIsBarred)
    desk.press(.escape)
    say(false, to: desk)
    exchange(desk)
    desk.press(.volunteers, .choose("TN01"))
    #expect(desk.desk.volunteer == Self.volunteer && desk.journal.stored["barred"] == "" && desk.missing == [])
  }

  @Test func `the session under way waits, everything unsent stays to be sent, and somebody else goes on`() throws {
    let desk = try desk()
    desk.press(.command("shifts"), .command("beginShift"), .escape)
    desk.begin()
    let session = desk.desk.current
    let (entries, unsent) = (desk.journal.entries.count, desk.exchange.remembered.summary.unsent)
    say(true, to: desk)
    desk.play("Tick")
    #expect(desk.desk.volunteer == nil && desk.journal.stored["volunteer"] == "")
    #expect(desk.desk.message?.text == Phrase.barredNow("Nguyễn Thị Mẫu"))
    #expect(desk.desk.waiting.map(\.id) == [session] && desk.desk.current == nil)
    #expect(desk.journal.entries.count == entries && desk.desk.exchange.overview?.summary.unsent == unsent)
    desk.press(.choose("TN02"))
    #expect(desk.desk.volunteer == VolunteerCode(number: 2) && desk.desk.waiting.map(\.id) == [session])
    // Whoever it was of, the session is gone on with.
    desk.press(.escape)
    try desk.restart()
    #expect(desk.desk.waiting.map(\.id) == [session] && desk.missing == [])
  }

  @Test func `the desk's own leads are not barred from elsewhere`() throws {
    let unit = try PINUnit()
    say(true, of: PINUnit.lead, to: unit.desk)
    unit.unlock()
    unit.desk.play("Tick")
    #expect(unit.desk.desk.volunteer == PINUnit.lead && unit.desk.text.contains("Hôm nay:"))
    #expect(unit.desk.desk.people.barred == [PINUnit.lead])
  }

  @Test func `with PINs the desk locks, and the PIN of whoever is barred opens it no more`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.change(to: PINUnit.volunteer, PINUnit.volunteerPIN)
    unit.desk.begin()
    let session = unit.desk.desk.current
    say(true, of: PINUnit.volunteer, to: unit.desk)
    unit.desk.play("Tick")
    #expect(unit.desk.text.contains("Bàn đang khoá") && unit.desk.desk.volunteer == nil)
    unit.desk.press(.enter, .choose(PINUnit.volunteer.rawValue))
    #expect(unit.desk.desk.message?.text == Phrase.personIsBarred)
    unit.desk.press(.choose(PINUnit.lead.rawValue))
    unit.desk.type(PINUnit.leadPIN)
    #expect(unit.desk.desk.volunteer == PINUnit.lead && unit.desk.desk.waiting.map(\.id) == [session])
  }

  @Test func `a desk that is locked stays locked, and the session behind it waits`() throws {
    let desk = try desk(lock: "3")
    desk.begin()
    let session = desk.desk.current
    say(true, to: desk)
    desk.wait(seconds: 200)
    #expect(desk.text.contains("Bàn đang khoá") && !desk.text.contains("Nguyễn"))
    desk.press(.enter)
    #expect(desk.desk.volunteer == nil && desk.desk.waiting.map(\.id) == [session])
  }

  @Test func `a lead bars somebody at another desk by code, and lets them in again, each time later than before`()
    throws
  {
    let desk = try Story(shelf: shippedShelf())
    desk.play("Tick :exchange :desks")
    desk.press(.choose("Bàn 1"), .command("people"), .command("barPerson"))
    desk.type("Mẫu")
    desk.press(.enter)
    #expect(desk.desk.message?.text == Phrase.notAPersonsCode && desk.exchange.said.isEmpty)
    desk.press(.control("u"))
    desk.type("tn02")
    desk.press(.enter)
    #expect(desk.exchange.said.compactMap(\.standing).map(\.volunteer) == [VolunteerCode(number: 2)])
    #expect(
      desk.exchange.said.compactMap(\.standing).allSatisfy {
        $0.isBarred && $0.isSound && $0.device.rawValue.hasPrefix("0a17b3c2")
      })
    #expect(desk.desk.message?.text == Phrase.standingGoesNext && desk.text.contains("thôi giúp"))
    desk.press(.choose("TN02"))
    #expect(
      desk.exchange.said.compactMap(\.standing).map(\.isBarred) == [true, false] && desk.text.contains("giúp lại"))
    // A clock that was ahead when somebody was barred does not keep them out.
    let far = try #require(desk.exchange.said.compactMap(\.standing).last)
    let ahead = PersonStanding(device: far.device, volunteer: far.volunteer, isBarred: true, time: far.time + 9_000_000)
    try desk.exchange.say(LeadAct(ahead))
    desk.press(.escape, .escape, .escape, .command("exchange"), .command("desks"), .choose("Bàn 1"))
    desk.press(.command("people"), .choose("TN02"))
    #expect(
      desk.exchange.said.compactMap(\.standing).last?.isBarred == false
        && desk.exchange.said.compactMap(\.standing).last?.time == ahead.time + 1)
  }

  @Test func `with PINs only a lead bars people`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.change(to: PINUnit.volunteer, PINUnit.volunteerPIN)
    unit.desk.play("Tick :exchange :desks")
    unit.desk.press(.choose("Bàn 1"), .command("people"), .choose("TN03"))
    #expect(unit.desk.exchange.said.isEmpty && unit.desk.desk.message?.text == Phrase.refused(.barPerson))
  }
}
