import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import People
import Phrases
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// A desk whose unit uses PINs: a lead and a volunteer.
struct PINUnit {
  static let lead = VolunteerCode(number: 1)
  static let volunteer = VolunteerCode(number: 2)
  static let leadPIN = "280573"
  static let volunteerPIN = "914026"

  let desk: Story

  /// Who works in the unit, made once: a PIN is hashed slowly on purpose.
  private static let people = Result { () -> [(name: String, record: PersonRecord)] in
    var chance = SystemRandomNumberGenerator()
    return try [
      ("Trần Thị Mẫu", Self.leadPIN, DeskRole.lead), ("Đỗ Văn Thử", Self.volunteerPIN, .volunteer),
    ].map { name, pin, role in
      var record = PersonRecord(role: role)
      record.pin = try SecretHash(of: pin, using: &chance)
      return (name, record)
    }
  }

  /// The lead sits at the desk, which was just opened with the PIN.
  init(
    size: Size = Size(columns: 80, rows: 24), language: Language = .vietnamese, face: Face = .current
  ) throws {
    let journal = MemoryJournal()
    for person in try Self.people.get() {
      let code = try journal.addVolunteer(named: person.name).code
      try journal.set(PersonRecord.key(code), person.record.text)
    }
    try journal.set("volunteer", Self.lead.rawValue)
    try journal.set("pins", "on")
    desk = try Story(shelf: shippedShelf(), size: size, language: language, journal: journal, face: face)
  }

  func unlock(_ pin: String = PINUnit.leadPIN) {
    desk.press(.enter)
    desk.type(pin)
  }

  func change(to code: VolunteerCode, _ pin: String) {
    desk.press(.volunteers, .choose(code.rawValue))
    desk.type(pin)
  }
}

@Suite(.bothFaces, .ownThread) struct PINStories {
  @Test func `a unit without PINs is as it was: one key chooses who helps, and everybody may do everything`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    #expect(desk.text.contains("Nguyễn Thị Mẫu"))
    #expect(desk.desk.refusal(.review) == nil && desk.desk.refusal(.resetPIN) == nil)
  }

  @Test func `a desk with PINs opens locked, and the PIN of whoever sat there opens it`() throws {
    let unit = try PINUnit()
    #expect(unit.desk.text.contains("Bàn đang khoá"))
    unit.unlock()
    #expect(unit.desk.text.contains("Hôm nay:"))
  }

  @Test func `the person changes with two keys and the PIN, and with the wrong one nobody does`() throws {
    let unit = try PINUnit()
    unit.unlock()
    let before = unit.desk.keyPresses
    unit.change(to: PINUnit.volunteer, "111222")
    #expect(unit.desk.keyPresses - before == 2)
    #expect(unit.desk.text.contains("PIN chưa đúng. Còn 4 lần"))
    #expect(unit.desk.desk.volunteer == PINUnit.lead)
    unit.desk.type(PINUnit.volunteerPIN)
    #expect(unit.desk.desk.volunteer == PINUnit.volunteer)
    #expect(unit.desk.text.contains("Hôm nay:"))
  }

  @Test func `five wrong PINs wait, also after a restart, and the right one is not looked at meanwhile`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.volunteers, .choose(PINUnit.volunteer.rawValue))
    for _ in 1...5 { unit.desk.type("111222") }
    #expect(unit.desk.text.contains("Xin chờ 30 giây"))
    try unit.desk.restart()
    unit.unlock()
    unit.change(to: PINUnit.volunteer, PINUnit.volunteerPIN)
    #expect(unit.desk.text.contains("Xin chờ"))
    unit.desk.jumpClock(years: 1)
    unit.desk.type(PINUnit.volunteerPIN)
    #expect(unit.desk.text.contains("Xin chờ"))
    unit.desk.wait(seconds: 31)
    unit.desk.type(PINUnit.volunteerPIN)
    #expect(unit.desk.desk.volunteer == PINUnit.volunteer)
  }

  @Test func `where a unit asked for PINs they begin with the lead's own, and nobody is locked out before`() throws {
    let journal = MemoryJournal()
    let person = try journal.addVolunteer(named: "Trần Thị Mẫu")
    try journal.set(PersonRecord.key(person.code), PersonRecord(role: .lead).text)
    try journal.set("volunteer", person.code.rawValue)
    try journal.set("pins", "wanted")
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    #expect(desk.text.contains("Đơn vị muốn dùng PIN") && !desk.desk.people.usesPINs)
    desk.press(.volunteers, .command("person"), .choose("pin"))
    desk.type(PINUnit.leadPIN)
    desk.type(PINUnit.leadPIN)
    #expect(desk.desk.people.usesPINs && desk.text.contains("Từ nay bàn này dùng PIN"), "\(desk.text)")
    #expect(desk.journal.stored["pins"] == "on")
    try desk.restart()
    #expect(desk.text.contains("Bàn đang khoá"))
  }

  @Test func `a PIN is never on the screen, nor in the settings`() throws {
    let unit = try PINUnit(face: .screen)
    unit.desk.press(.enter)
    unit.desk.type(String(PINUnit.leadPIN.prefix(5)))
    #expect(unit.desk.text.contains("*****") && !unit.desk.text.contains("28057"))
    #expect(unit.desk.journal.stored.values.allSatisfy { !$0.contains(PINUnit.leadPIN) })
  }

  @Test func `a lead resets a volunteer's PIN with their own`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.volunteers)
    unit.desk.press(.home)
    let place = unit.desk.desk.volunteers.firstIndex { $0.code == PINUnit.volunteer } ?? 0
    for _ in 0..<place { unit.desk.press(.down) }
    unit.desk.press(.command("person"), .choose("pin"))
    unit.desk.type("111222")
    #expect(unit.desk.text.contains("PIN chưa đúng"))
    unit.desk.type(PINUnit.leadPIN)
    unit.desk.type("121212")
    unit.desk.type("121213")
    #expect(unit.desk.text.contains("không giống nhau"))
    unit.desk.type("112233")
    unit.desk.type("112233")
    #expect(unit.desk.text.contains("Đã đặt PIN"))
    unit.desk.press(.escape, .escape)
    unit.change(to: PINUnit.volunteer, "112233")
    #expect(unit.desk.desk.volunteer == PINUnit.volunteer)
  }

  @Test(arguments: ["000000", "123456", "987654"]) func `a PIN that is easy to guess is refused`(pin: String) throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.volunteers, .home)
    let place = unit.desk.desk.volunteers.firstIndex { $0.code == PINUnit.lead } ?? 0
    for _ in 0..<place { unit.desk.press(.down) }
    unit.desk.press(.command("person"), .choose("pin"))
    unit.desk.type(pin)
    #expect(unit.desk.text.contains("dễ đoán quá"))
  }

  @Test func `a volunteer without the lead comes in with a one-time code told by telephone, once`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.settings, .choose("people"), .choose("codes"))
    let shown = unit.desk.text
    #expect(shown.contains("Hãy chép ra giấy"))
    let line = try #require(shown.split(separator: "\n").first { $0.hasPrefix(" 3. ") })
    let code = line.split(separator: " ").suffix(2).joined()
    unit.desk.press(.escape, .escape)
    unit.desk.press(.volunteers, .choose(PINUnit.volunteer.rawValue), .command("usePINCode"))
    unit.desk.type(code)
    unit.desk.press(.enter)
    unit.desk.type("112233")
    unit.desk.type("112233")
    #expect(unit.desk.text.contains("Đã đặt PIN"))
    unit.desk.type("112233")
    #expect(unit.desk.desk.volunteer == PINUnit.volunteer)
    unit.change(to: PINUnit.lead, "")
    unit.desk.press(.command("usePINCode"))
    unit.desk.type(code)
    unit.desk.press(.enter)
    #expect(unit.desk.text.contains("PIN chưa đúng"))
  }

  @Test func `what a role may not do is refused, and says who may`() throws {
    let unit = try PINUnit()
    unit.unlock(PINUnit.leadPIN)
    unit.change(to: PINUnit.volunteer, PINUnit.volunteerPIN)
    for command in ["review", "petitions"] {
      unit.desk.press(.command(CommandID(rawValue: command)))
      #expect(unit.desk.text.contains("Việc này dành cho trưởng nhóm") || command == "review", "\(command)")
      unit.desk.press(.escape)
    }
    unit.desk.press(.settings, .choose("unit"))
    #expect(unit.desk.text.contains("Việc này dành cho trưởng nhóm"))
    unit.desk.press(.choose("people"), .choose("pins"))
    #expect(unit.desk.text.contains("Việc này dành cho trưởng nhóm"))
    #expect(unit.desk.desk.people.usesPINs)
    unit.desk.press(.escape, .escape)
    unit.desk.press(.volunteers, .command("addVolunteer"))
    #expect(unit.desk.text.contains("Việc này dành cho trưởng nhóm"))
    // What everybody may do goes on.
    unit.desk.press(.escape)
    unit.desk.begin()
    #expect(unit.desk.desk.live != nil)
  }

  @Test func `PINs are turned on only by a lead who has one`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    desk.press(.settings, .choose("people"), .choose("pins"))
    #expect(desk.text.contains("Trước hết hãy chọn mình là trưởng nhóm"))
    desk.press(.escape, .escape, .volunteers, .command("person"), .choose("role"), .choose("pin"))
    desk.type("280573")
    desk.type("280573")
    desk.press(.escape, .escape, .settings, .choose("people"), .choose("pins"))
    #expect(desk.desk.people.usesPINs && desk.desk.people.lockMinutes == 3)
    try desk.restart()
    #expect(desk.text.contains("Bàn đang khoá"))
    #expect(desk.missing.isEmpty)
  }

  @Test func `somebody who no longer helps cannot come to the desk, and what they did stays`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.volunteers, .home)
    let place = unit.desk.desk.volunteers.firstIndex { $0.code == PINUnit.volunteer } ?? 0
    for _ in 0..<place { unit.desk.press(.down) }
    unit.desk.press(.command("person"), .choose("helps"), .escape)
    unit.desk.press(.choose(PINUnit.volunteer.rawValue))
    #expect(unit.desk.text.contains("Người này đã nghỉ"))
    #expect(unit.desk.desk.name(of: PINUnit.volunteer) == "Đỗ Văn Thử")
  }

  @Test(arguments: Language.allCases)
  func `the table of roles on the screen is the table that the desk obeys`(language: Language) throws {
    let desk = try Story(shelf: shippedShelf(), size: Size(columns: 132, rows: 50), language: language)
    desk.press(.settings, .choose("people"), .choose("table"))
    for act in DeskAct.allCases { #expect(desk.text.contains(Phrase.act(act)[language]), "\(act)") }
    #expect(desk.missing.isEmpty)
  }
}

@Suite(.bothFaces, .ownThread) struct LockStories {
  /// Everything that a person could read on the screen, word by word.
  private func words(_ text: String) -> Set<Substring> { Set(text.split(whereSeparator: \.isWhitespace)) }

  @Test(
    arguments: Language.allCases,
    [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 10)])
  func `three minutes without a key lock the desk: how to call a volunteer and the clock, nothing else`(
    language: Language, size: Size
  ) throws {
    let unit = try PINUnit(size: size, language: language, face: .screen)
    unit.unlock()
    unit.desk.begin()
    unit.desk.press(.note)
    unit.desk.type("bác Mẫu cần kính")
    let behind = unit.desk.text
    unit.desk.wait(seconds: 178)
    #expect(unit.desk.text.contains("bác Mẫu cần kính"))
    unit.desk.wait(seconds: 3)
    let locked = unit.desk.text
    #expect(locked.contains(Phrase.locked[language]))
    #expect(locked.split(separator: "\n").contains { $0.contains("08:0") })
    let allowed = words(
      [Phrase.locked, Phrase.callVolunteer, Phrase.unlock, Phrase.allActions].map { $0[language] }.joined(
        separator: " ")
    )
    let shown = words(locked).filter { $0.contains(where: \.isLetter) && !["Enter", "F1", "?"].contains($0) }
    #expect(shown.isSubset(of: allowed), "\(shown.subtracting(allowed))")
    // Nothing is left to scroll back to.
    #expect(unit.desk.effects.last == .desk(.clear))
    unit.unlock()
    // All but the clocks on top.
    #expect(unit.desk.text.split(separator: "\n").dropFirst(2) == behind.split(separator: "\n").dropFirst(2))
  }

  @Test func `keys, clicks and pastes lead nowhere from the lock, and the session stays as it was`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.begin()
    let (session, drafts) = (unit.desk.desk.live?.session, unit.desk.journal.draftsByID)
    unit.desk.wait(seconds: 181)
    for key in [Key.escape, .function(1), .control("z"), .tab, .character("q"), .character("v"), .character("1")] {
      unit.desk.press(.key(key))
      unit.desk.press(.escape)
      #expect(!unit.desk.text.contains("VNeID") && !unit.desk.text.contains("Hôm nay"), "\(key)")
    }
    unit.desk.paste("abc")
    #expect(unit.desk.desk.live?.session == session && unit.desk.journal.draftsByID == drafts)
    // Every place that can be reached still asks for the PIN.
    unit.desk.wait(seconds: 31)
    unit.unlock()
    #expect(unit.desk.desk.live?.session == session)
  }

  @Test func `another person opens the lock with another PIN, and is at the desk then`() throws {
    let unit = try PINUnit()
    unit.desk.press(.enter, .command("otherPerson"), .choose(PINUnit.volunteer.rawValue))
    unit.desk.type(PINUnit.volunteerPIN)
    #expect(unit.desk.text.contains("Hôm nay:"))
    #expect(unit.desk.desk.volunteer == PINUnit.volunteer)
    #expect(unit.desk.missing.isEmpty)
  }

  @Test func `names on a locked desk do not stay there`() throws {
    let unit = try PINUnit()
    unit.desk.press(.enter, .command("otherPerson"))
    #expect(unit.desk.text.contains("Đỗ Văn Thử"))
    unit.desk.wait(seconds: 31)
    #expect(unit.desk.text.contains("Bàn đang khoá") && !unit.desk.text.contains("Đỗ Văn Thử"))
  }

  @Test func `a PIN that nobody types goes back to the lock`() throws {
    let unit = try PINUnit()
    unit.desk.press(.enter)
    unit.desk.type("28")
    for _ in 1...32 { unit.desk.wait(seconds: 1) }
    #expect(unit.desk.text.contains("Bàn đang khoá"))
  }

  @Test func `the minutes are a setting, and typing keeps the desk open`() throws {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.settings, .choose("people"), .choose("lock"))
    #expect(unit.desk.journal.stored["lock-minutes"] == "5")
    unit.desk.press(.escape, .escape)
    for _ in 1...10 {
      unit.desk.wait(seconds: 60)
      unit.desk.press(.down)
    }
    #expect(unit.desk.text.contains("Hôm nay"))
    unit.desk.wait(seconds: 301)
    #expect(unit.desk.text.contains("Bàn đang khoá"))
  }

  @Test func `practice on a desk with PINs is left before it locks, so that no PIN is asked where nobody has one`()
    throws
  {
    let unit = try PINUnit()
    unit.unlock()
    unit.desk.press(.practice)
    #expect(unit.desk.desk.isPractice)
    unit.desk.wait(seconds: 181)
    #expect(unit.desk.text.contains("Bàn đang khoá") && !unit.desk.desk.isPractice)
    unit.unlock()
    #expect(unit.desk.text.contains("Hôm nay"))
  }

  @Test func `without PINs the desk locks by hand only, and one key opens it`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.wait(seconds: 3600)
    #expect(desk.text.contains("Hôm nay"))
    desk.press(.command("lock"))
    #expect(desk.text.contains("Bàn đang khoá") && !desk.text.contains("Hôm nay"))
    desk.press(.enter)
    #expect(desk.text.contains("Hôm nay"))
  }
}
