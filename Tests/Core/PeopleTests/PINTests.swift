import Journal
import JournalFixtures
import JournalInMemory
import People
import Testing

@Suite struct PINTests {
  private var chance = SystemRandomNumberGenerator()

  @Test func `a PIN is six digits that are not the first to come to mind`() {
    #expect(
      PIN.isPIN("280573") && !PIN.isPIN("28057") && !PIN.isPIN("28057a") && !PIN.isPIN("") && !PIN.isPIN("٢٨٠٥٧٣"))
    #expect(["000000", "999999", "123456", "654321"].allSatisfy(PIN.isWeak))
    #expect(!PIN.isWeak("280573"))
  }

  @Test func `a PIN lies on the disk only as scrypt over a salt of its own`() throws {
    var chance = self.chance
    let journal = MemoryJournal()
    for number in 1...2 { try PINDesk(journal).set("280573", of: VolunteerCode(number: number), using: &chance) }
    let texts = journal.stored.filter { $0.key.hasPrefix("person-") }.values
    #expect(texts.count == 2 && Set(texts).count == 2)
    #expect(texts.allSatisfy { !$0.contains("280573") && $0.contains("scrypt 32768 8 1 ") })
  }

  @Test func `after five wrong tries the next one waits, longer each time, and a right one ends it`() throws {
    var chance = self.chance
    let desk = PINDesk(MemoryJournal())
    try desk.set("280573", of: .first, using: &chance)
    var now = Moment.sample
    for left in [4, 3, 2, 1] { #expect(try desk.check("111222", of: .first, at: now) == .wrong(left: left)) }
    #expect(try desk.check("111222", of: .first, at: now) == .wait(milliseconds: 30_000))
    // The right PIN is not looked at before the wait is over.
    #expect(try desk.check("280573", of: .first, at: now) == .wait(milliseconds: 30_000))
    now = now.later(by: 30_000)
    #expect(try desk.check("111222", of: .first, at: now) == .wait(milliseconds: 60_000))
    now = now.later(by: 60_000)
    #expect(try desk.check("280573", of: .first, at: now) == .right)
    #expect(try desk.record(of: .first).tries == WrongTries())
  }

  @Test func `waits double up to a quarter of an hour`() {
    let waits = (0...14).map { WrongTries.wait(after: $0) / 1000 }
    #expect(waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900])
  }

  @Test func `a wait survives a restart and a clock that is set`() {
    var tries = WrongTries()
    for _ in 1...6 { tries.count(at: .sample) }
    #expect(tries.wait(at: .sample) == 60_000)
    var ahead = Moment.sample
    ahead.wallMilliseconds += 365 * 86_400_000
    #expect(tries.wait(at: ahead) == 60_000)
    // Another start of the machine: only what has passed since then counts.
    var restarted = Moment(wallMilliseconds: 0, offsetMinutes: 420, boot: "other", monotonicMilliseconds: 20_000)
    #expect(WrongTries(tries.text)?.wait(at: restarted) == 40_000)
    restarted.monotonicMilliseconds = 60_000
    #expect(WrongTries(tries.text)?.wait(at: restarted) == 0)
  }

  @Test func `a try is counted before it is looked at`() throws {
    var chance = self.chance
    let journal = MemoryJournal()
    let desk = PINDesk(journal)
    try desk.set("280573", of: .first, using: &chance)
    journal.fault = .full(path: "", freeBytes: 0)
    #expect(throws: JournalProblem.full(path: "", freeBytes: 0)) {
      try desk.check("280573", of: .first, at: .sample)
    }
  }

  @Test func `a one-time code works once, with the wait of PINs`() throws {
    var chance = self.chance
    let journal = MemoryJournal()
    let desk = PINDesk(journal)
    let codes = try desk.makeCodes(using: &chance)
    #expect(codes.count == 8 && Set(codes).count == 8 && codes.allSatisfy { $0.count == 8 })
    let shown = codes[3].prefix(4) + " " + codes[3].suffix(4)
    #expect(try desk.useCode(String(shown), at: .sample) == .right)
    #expect(try desk.useCode(codes[3], at: .sample) == .wrong(left: 4))
    #expect(try desk.codesLeft() == 7)
    for _ in 1...3 { _ = try desk.useCode("x", at: .sample) }
    #expect(try desk.useCode("x", at: .sample) == .wait(milliseconds: 30_000))
    #expect(try desk.useCode(codes[1], at: .sample.later(by: 30_000)) == .right)
    #expect(journal.stored.values.allSatisfy { text in !codes.contains { text.contains($0) } })
  }

  @Test func `a record that cannot be read lets nobody in by itself`() throws {
    let record = try #require(PersonRecord.all(in: ["person-TN01": "nonsense"])[.first])
    #expect(record.role == .volunteer)
    #expect(try record.pin?.isRight("280573") == false)
  }

  @Test(arguments: DeskRole.allCases) func `a record is read as it was kept`(role: DeskRole) throws {
    var chance = self.chance
    var record = PersonRecord(role: role)
    #expect(PersonRecord(record.text) == record)
    record.isOff = true
    record.pin = try SecretHash(of: "280573", using: &chance)
    record.tries.count(at: .sample)
    #expect(PersonRecord(record.text) == record)
  }

  @Test func `everything may be done by somebody, and a lead may all that a volunteer may`() {
    for act in DeskAct.allCases {
      #expect(!RoleTable.roles(for: act).isEmpty, "\(act)")
      if RoleTable.allows(act, .volunteer) { #expect(RoleTable.allows(act, .lead), "\(act)") }
    }
    #expect(!RoleTable.allows(.resetPIN, .volunteer) && !RoleTable.allows(.review, .volunteer))
  }
}
