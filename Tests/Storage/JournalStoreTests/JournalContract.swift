import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

/// What the port promises, of the journal on the disk and of the double that every story rests on.
@Suite struct JournalContract {
  enum Kind: CaseIterable {
    case disk, memory
  }

  /// A journal of a kind, which can be left and opened again.
  final class Place {
    private(set) var journal: any JournalPort
    private let folder: TemporaryFolder?

    init(_ kind: Kind) throws {
      switch kind {
      case .disk:
        let folder = TemporaryFolder(isPlayed: true)
        (journal, self.folder) = (try folder.open(), folder)
      case .memory: (journal, folder) = (MemoryJournal(), nil)
      }
    }

    deinit { close() }

    private func close() {
      do { try (journal as? JournalStore)?.close() } catch { Issue.record(error) }
    }

    /// What an entry holds of the code that was given out.
    func receiptHash(of code: ReceiptCode?) throws -> EntryHash {
      let code = try #require(code)
      let memory = journal as? MemoryJournal
      return try #require(try memory?.receiptHash(of: code) ?? (journal as? JournalStore)?.receiptHash(of: code))
    }

    func reopen() throws {
      guard let folder else { return }
      close()
      journal = try folder.open()
    }
  }

  private static let day = Moment.sample.day

  /// What a call throws; nil where it throws nothing. Another error ends the test.
  private func problem(_ work: () throws -> Void) throws -> JournalProblem? {
    do { try work() } catch let problem as JournalProblem { return problem }
    return nil
  }

  /// A session of a volunteer that ended so many days after the sample moment.
  private func session(
    _ seed: UInt64, days: Int = 0, outcome: Outcome = .completed, checklist: ChecklistID = "vneid",
    problem: ProblemFact? = nil, volunteer: VolunteerCode? = nil, note: String? = nil
  ) -> EntryBody {
    var bodies = Bodies(seed: seed)
    var facts = bodies.session()
    (facts.began, facts.ended) = (Self.moment(days: days), Self.moment(days: days).later(by: 60_000))
    (facts.outcome, facts.checklist, facts.volunteer) = (outcome, checklist, volunteer)
    facts.problems = problem.map { [$0] } ?? []
    (facts.petition, facts.service, facts.unit) = (nil, nil, nil)
    facts.steps = [StepFact(step: "a", state: .done, milliseconds: 5, note: note)]
    return .session(facts)
  }

  private static func moment(days: Int) -> Moment { .sample.later(by: Int64(days) * 86_400_000) }

  private func contact(_ name: String, due days: Int?) -> Contact {
    var contact = Contact.sample
    (contact.name, contact.due) = (name, days.map { Day(daysSince1970: Self.day.daysSince1970 + $0) })
    return contact
  }

  // MARK: Drafts

  @Test(arguments: Kind.allCases) func `a session goes on where it was left, event by event`(_ kind: Kind) throws {
    let place = try Place(kind)
    let first = try place.journal.begin(.sample, event: [1])
    let second = try place.journal.begin(.sample, event: [2])
    try place.journal.append([3], number: 1, to: first)
    try place.journal.append([3], number: 1, to: first)
    try place.journal.append([4], number: 2, to: first)
    try place.reopen()
    let drafts = try place.journal.drafts()
    #expect(drafts.map(\.session) == [first, second])
    #expect(drafts.map(\.events) == [[[1], [3], [4]], [[2]]])
    #expect(drafts.allSatisfy { $0.checklist == .sample })
    try place.journal.discard(first)
    #expect(try place.journal.drafts().map(\.session) == [second])
    // A number is never given twice.
    #expect(try place.journal.begin(.sample, event: [5]) > second)
  }

  @Test(arguments: Kind.allCases) func `an event that does not follow is refused, and changes nothing`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let session = try place.journal.begin(.sample, event: [1])
    try place.journal.append([2], number: 1, to: session)
    #expect(try problem { try place.journal.append([9], number: 3, to: session) } == .noSuchEntry)
    let other = try problem { try place.journal.append([9], number: 1, to: session) }
    guard case .damaged? = other else { throw ContractFault("\(String(describing: other))") }
    let stranger = SessionID(rawValue: session.rawValue + 7)
    #expect(try problem { try place.journal.append([9], number: 1, to: stranger) } == .noSuchEntry)
    #expect(try problem { try place.journal.discard(stranger) } == .noSuchEntry)
    for number in [Int.min, -1, 0, Int(JournalLimits.events), .max] {
      let refused = try problem { try place.journal.append([9], number: number, to: session) }
      #expect(refused == .tooLarge(bytes: number))
    }
    let large = [UInt8](repeating: 0, count: JournalLimits.event + 1)
    #expect(
      try problem { try place.journal.append(large, number: 2, to: session) }
        == .tooLarge(bytes: large.count))
    #expect(
      try problem { _ = try place.journal.begin(.sample, event: large) }
        == .tooLarge(bytes: large.count))
    var text = ChecklistText.sample
    text.bytes = [UInt8](repeating: 0, count: JournalLimits.checklist + 1)
    #expect(
      try problem { _ = try place.journal.begin(text, event: [1]) }
        == .tooLarge(bytes: text.bytes.count))
    #expect(try place.journal.drafts().map(\.events) == [[[1], [2]]])
  }

  // MARK: Entries

  @Test(arguments: Kind.allCases) func `a session is finished once`(_ kind: Kind) throws {
    let place = try Place(kind)
    let draft = try place.journal.begin(.sample, event: [1])
    let kept = try place.journal.keep(session(1), closing: draft, contact: nil)
    #expect(kept.row == 1)
    #expect(kept.id.sequence == 1)
    #expect(try place.journal.drafts() == [])
    #expect(
      try problem {
        _ = try place.journal.keep(session(2), closing: draft, contact: nil)
      } == .noSuchEntry)
    #expect(try place.journal.entryCount() == 1)
    try place.reopen()
    #expect(try place.journal.entryCount() == 1)
  }

  @Test(arguments: Kind.allCases) func `an entry says what was kept, and names the one before it`(_ kind: Kind) throws {
    let place = try Place(kind)
    let bodies: [EntryBody] = [
      session(1, days: 1, problem: ProblemFact(step: "a", problem: "E-V02")),
      .count(CountFacts(day: Self.day, unit: "00004", checklist: "vneid", version: 1, outcome: .declined)),
    ]
    let kept = try bodies.map { try place.journal.keep($0, closing: nil, contact: nil) }
    let amendment = EntryBody.amendment(
      of: kept[0].id, Amendment(outcome: .appointment), by: VolunteerCode(number: 1), at: Self.moment(days: 2))
    _ = try place.journal.keep(amendment, closing: nil, contact: nil)
    try place.reopen()
    let details = try (1...3).map { try place.journal.detail(row: $0) }
    #expect(details.map(\.body) == bodies + [amendment])
    #expect(details.map(\.hash).map(\.utf8.count) == [64, 64, 64])
    #expect(details.map(\.previousHash) == [EntryHash.zero.hex, details[0].hash, details[1].hash])
    #expect(details.map(\.summary.kind) == [.session, .count, .amendment])
    #expect(details.map(\.summary.isAmended) == [true, false, false])
    #expect(details.map(\.hasContact) == [false, false, false])
    #expect(details[0].later == [details[2].summary])
    #expect(details[2].summary.checklist == "vneid")
    let line = details[0].summary
    #expect(line.day == Self.moment(days: 1).day)
    #expect(line.minuteOfDay == Self.moment(days: 1).later(by: 60_000).minuteOfDay)
    #expect(line.milliseconds == 60_000)
    #expect(line.problems == ["E-V02"])
    #expect(details[1].summary.minuteOfDay == nil)
    for row: Int64 in [Int64.min, -1, 0, 4, .max] {
      #expect(try problem { _ = try place.journal.detail(row: row) } == .noSuchEntry)
      #expect(try problem { _ = try place.journal.contact(row: row) } == .noSuchEntry)
      #expect(try problem { _ = try place.journal.erase(row: row, at: .sample) } == .noSuchEntry)
    }
  }

  @Test(arguments: Kind.allCases) func `entries of some kinds and days are read, oldest first`(_ kind: Kind) throws {
    let place = try Place(kind)
    let code = VolunteerCode(number: 1)
    func shift(_ act: ShiftAct, days: Int) -> EntryBody {
      .shift(ShiftFacts(volunteer: code, act: act, unit: "00004", at: Self.moment(days: days)))
    }
    let bodies = [shift(.began, days: 1), session(1, days: 1), shift(.ended, days: 2), shift(.began, days: 4)]
    for body in bodies { _ = try place.journal.keep(body, closing: nil, contact: nil) }
    try place.reopen()
    let day = Self.moment(days: 2).day
    let all = try place.journal.bodies([.shift], from: nil, through: nil)
    #expect(all.map(\.body) == [bodies[0], bodies[2], bodies[3]] && all.map(\.row) == [1, 3, 4])
    #expect(try place.journal.bodies([.shift, .session], from: nil, through: day).map(\.row) == [1, 2, 3])
    #expect(try place.journal.bodies([.shift], from: day, through: day).map(\.row) == [3])
    #expect(try place.journal.bodies([.petition], from: nil, through: nil).isEmpty)
    #expect(try place.journal.bodies([], from: nil, through: nil).isEmpty)
    // None of them is a session.
    #expect(try place.journal.count(on: Self.moment(days: 4).day).sessions == 0)
  }

  @Test(arguments: Kind.allCases) func `what the laptop signs holds under its key, and nothing else does`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let words = Array("tiepsuc certificate 1\n".utf8)
    let signed = try place.journal.sign(words)
    #expect(DeviceKey.isSigned(words, signature: signed.signature, publicKey: signed.publicKey))
    #expect(!DeviceKey.isSigned(words + [0], signature: signed.signature, publicKey: signed.publicKey))
  }

  @Test(arguments: Kind.allCases) func `what names an entry that is not here, or is too large, is not kept`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let kept = try place.journal.keep(session(1), closing: nil, contact: nil)
    var stranger = kept.id
    stranger.sequence = 9
    let draft = try place.journal.begin(.sample, event: [1])
    let bodies: [EntryBody] = [
      .amendment(of: stranger, Amendment(), by: nil, at: .sample), .followUpClosed(of: stranger, by: nil, at: .sample),
      .erasure(of: stranger, at: .sample),
    ]
    for body in bodies {
      #expect(
        try problem { _ = try place.journal.keep(body, closing: draft, contact: nil) }
          == .noSuchEntry)
    }
    let note = Amendment(note: String(repeating: "x", count: EntryBytes.largest))
    let large = try problem {
      _ = try place.journal.keep(.amendment(of: kept.id, note, by: nil, at: .sample), closing: draft, contact: nil)
    }
    guard case .tooLarge? = large else { throw ContractFault("\(String(describing: large))") }
    // Only a session or a count has a contact.
    #expect(
      try problem {
        _ = try place.journal.keep(
          .amendment(of: kept.id, Amendment(), by: nil, at: .sample), closing: draft, contact: .sample)
      } == .noSuchEntry)
    var wordy = Contact.sample
    wordy.appointment = String(repeating: "x", count: Contact.largestBytes)
    #expect(
      try problem { _ = try place.journal.keep(session(2), closing: draft, contact: wordy) }
        == .tooLarge(bytes: wordy.sealedByteCount))
    #expect(try place.journal.entryCount() == 1)
    #expect(try place.journal.drafts().count == 1)
  }

  @Test(arguments: Kind.allCases) func `pages are newest first, in whatever direction they are turned`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    for seed in 1...10 { _ = try place.journal.keep(session(UInt64(seed)), closing: nil, contact: nil) }
    func rows(_ start: PageStart, _ limit: Int) throws -> [Int64] {
      try place.journal.page(EntryFilter(), start, limit: limit).map(\.row)
    }
    #expect(try rows(.newest, 3) == [10, 9, 8])
    #expect(try rows(.before(8), 3) == [7, 6, 5])
    #expect(try rows(.before(.min), 3) == [])
    #expect(try rows(.before(.max), 2) == [10, 9])
    #expect(try rows(.after(5), 2) == [7, 6])
    #expect(try rows(.after(.max), 2) == [])
    #expect(try rows(.after(.min), 2) == [2, 1])
    #expect(try rows(.oldest, 3) == [3, 2, 1])
    for limit in [0, -1, Int.min] { #expect(try rows(.newest, limit) == []) }
    #expect(try rows(.newest, .max).count == 10)
  }

  @Test(arguments: Kind.allCases) func `a filter leaves what fits all of it`(_ kind: Kind) throws {
    let place = try Place(kind)
    let an = try place.journal.addVolunteer(named: "An")
    let binh = try place.journal.addVolunteer(named: "Bình")
    let kept: [EntryBody] = [
      session(1, days: 0, volunteer: an.code), session(2, days: 1, outcome: .declined, volunteer: binh.code),
      session(3, days: 2, checklist: "taikhoan", volunteer: an.code),
      .count(CountFacts(day: Self.day, unit: nil, checklist: "vneid", version: 1, outcome: .declined)),
      session(4, days: 2, outcome: .declined, checklist: "taikhoan", volunteer: binh.code),
    ]
    for body in kept { _ = try place.journal.keep(body, closing: nil, contact: nil) }
    func rows(_ filter: EntryFilter) throws -> [Int64] { try place.journal.page(filter, .newest, limit: 9).map(\.row) }
    func day(_ days: Int) -> Day { Self.moment(days: days).day }
    #expect(try rows(EntryFilter(checklist: "vneid")) == [4, 2, 1])
    #expect(try rows(EntryFilter(outcome: .declined)) == [5, 4, 2])
    #expect(try rows(EntryFilter(volunteer: an.code)) == [3, 1])
    #expect(try rows(EntryFilter(checklist: "taikhoan", outcome: .declined, volunteer: binh.code)) == [5])
    #expect(try rows(EntryFilter(checklist: "none")) == [])
    #expect(try rows(EntryFilter(from: day(1))) == [5, 3, 2])
    #expect(try rows(EntryFilter(through: day(0))) == [4, 1])
    #expect(try rows(EntryFilter(from: day(1), through: day(1))) == [2])
    #expect(try rows(EntryFilter(from: day(2), through: day(1))) == [])
  }

  @Test(arguments: Kind.allCases) func `a search finds words wherever they stand, without accents, and phrases`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let hue = try place.journal.addVolunteer(named: "Nguyễn Thị Huệ")
    let bodies: [EntryBody] = [
      session(1, problem: ProblemFact(step: "a", words: "máy bị đứt mạng")),
      session(2, problem: ProblemFact(step: "a", problem: "E-V02"), volunteer: hue.code),
      session(3, outcome: .appointment, problem: ProblemFact(step: "a", words: "mạng chậm, máy cũ")),
    ]
    let kept = try bodies.map { try place.journal.keep($0, closing: nil, contact: nil) }
    _ = try place.journal.keep(
      .amendment(of: kept[0].id, Amendment(note: "hẹn lại thứ Hai"), by: nil, at: .sample), closing: nil, contact: nil)
    let wanted: [(String, [Int64])] = [
      ("", [4, 3, 2, 1]), ("mạng", [3, 1]), ("MANG", [3, 1]), ("dut mang", [1]), ("mạng máy", [3, 1]),
      ("\"mạng chậm\"", [3]), ("\"chậm mạng\"", []), ("\"đứt mạng", [1]), ("e-v02", [2]), ("e v", [2]),
      ("ch", [3]), ("\"ch\"", []), ("hue", [2]), ("nguyen thi", [2]), (hue.code.rawValue, [2]), ("hẹn", [4, 3]),
      ("appointment", [3]), ("thu hai", [4]), ("khong co", []), ("*", [4, 3, 2, 1]), ("\" OR \"", []),
      ("vneid", [4, 3, 2, 1]), ("tai", []),
    ]
    for (words, rows) in wanted {
      #expect(try place.journal.page(EntryFilter(words: words), .newest, limit: 9).map(\.row) == rows, "\(words)")
    }
    #expect(
      try place.journal.page(EntryFilter(outcome: .appointment, words: "mạng"), .newest, limit: 9).map(\.row) == [3])
    #expect(try place.journal.page(EntryFilter(words: "mạng"), .before(3), limit: 9).map(\.row) == [1])
    #expect(try place.journal.page(EntryFilter(words: "mạng"), .oldest, limit: 1).map(\.row) == [1])
  }

  @Test(arguments: Kind.allCases) func `sessions of a day are counted by the outcome they were corrected to last`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let kept = try [session(1), session(2), session(3, days: 1), session(4, outcome: .declined)].map {
      try place.journal.keep($0, closing: nil, contact: nil)
    }
    _ = try place.journal.keep(
      .count(CountFacts(day: Self.day, unit: nil, checklist: "vneid", version: 1, outcome: .declined)), closing: nil,
      contact: nil)
    // A question that was answered in passing is no session, and has no receipt.
    let question = QuickHelpFacts(
      at: Self.moment(days: 0), unit: nil, volunteer: nil, checklist: "vneid", topic: .problem("E-V02"), helped: true)
    let asked = try place.journal.keep(.quickHelp(question), closing: nil, contact: nil)
    #expect(asked.receipt == nil)
    #expect(try place.journal.detail(row: asked.row).summary.kind == .quickHelp)
    #expect(
      try place.journal.count(on: Self.day) == DayCount(sessions: 4, byOutcome: [.completed: 2, .declined: 2]))
    for (outcome, days) in [(Outcome.appointment, 1), (nil, 2), (.referredBank, 3)] {
      _ = try place.journal.keep(
        .amendment(of: kept[0].id, Amendment(outcome: outcome, note: "x"), by: nil, at: Self.moment(days: days)),
        closing: nil, contact: nil)
    }
    #expect(
      try place.journal.count(on: Self.day)
        == DayCount(sessions: 4, byOutcome: [.completed: 1, .declined: 2, .referredBank: 1]))
    #expect(
      try place.journal.count(on: Self.moment(days: 1).day) == DayCount(sessions: 1, byOutcome: [.completed: 1]))
    #expect(try place.journal.count(on: Day(daysSince1970: 1)) == DayCount())
  }

  @Test(arguments: Kind.allCases)
  func `lists, filters and details show an outcome as corrected, with the first one, the reason and by whom`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let kept = try [session(1), session(2, note: "mất sóng"), session(3, outcome: .declined)].map {
      try place.journal.keep($0, closing: nil, contact: nil)
    }
    let by = VolunteerCode(number: 7)
    for (outcome, note) in [(Outcome.appointment, "nhầm"), (.declined, "nhầm lần nữa"), (nil, "thêm lời")] {
      _ = try place.journal.keep(
        .amendment(of: kept[1].id, Amendment(outcome: outcome, note: note), by: by, at: Self.moment(days: 1)),
        closing: nil, contact: nil)
    }
    try place.reopen()
    let line = try #require(try place.journal.page(EntryFilter(), .newest, limit: 9).first { $0.row == 2 })
    #expect(line.outcome == .declined)
    #expect(
      line.correction == OutcomeCorrection(first: .completed, reason: "nhầm lần nữa", by: by, row: 5))
    #expect(try place.journal.detail(row: 2).summary == line)
    #expect(try place.journal.page(EntryFilter(), .newest, limit: 9).map(\.target) == [2, 2, 2, nil, nil, nil])
    func rows(_ filter: EntryFilter, _ start: PageStart = .newest, _ limit: Int = 9) throws -> [Int64] {
      try place.journal.page(filter, start, limit: limit).map(\.row)
    }
    #expect(try rows(EntryFilter(outcome: .declined)) == [5, 3, 2])
    #expect(try rows(EntryFilter(outcome: .declined), .before(5), 1) == [3])
    #expect(try rows(EntryFilter(outcome: .declined), .before(3), 1) == [2])
    #expect(try rows(EntryFilter(outcome: .declined), .oldest, 2) == [3, 2])
    #expect(try rows(EntryFilter(outcome: .completed)) == [1])
    #expect(try rows(EntryFilter(outcome: .declined, words: "mất sóng")) == [2])
    #expect(try rows(EntryFilter(outcome: .completed, words: "mất sóng")) == [])
    #expect(try rows(EntryFilter(checklist: "no-such", outcome: .declined)) == [])
  }

  @Test(arguments: Kind.allCases) func `a code finds its session, and nothing else does`(_ kind: Kind) throws {
    let place = try Place(kind)
    let kept = try (1...3).map { try place.journal.keep(session($0), closing: nil, contact: nil) }
    let counted = try place.journal.keep(
      .count(CountFacts(day: Self.day, unit: nil, checklist: "vneid", version: 1, outcome: .declined)), closing: nil,
      contact: nil)
    #expect(counted.receipt == nil)
    let codes = try kept.map { try #require($0.receipt) }
    #expect(Set(codes).count == 3)
    try place.reopen()
    for (code, entry) in zip(codes, kept) {
      #expect(try place.journal.find(code: code.display) == entry.row)
      #expect(try place.journal.find(code: " " + code.letters.lowercased()) == entry.row)
    }
    let unknown = try #require((0..<9).map { ReceiptCode(values: [$0, 1, 2]) }.first { !codes.contains($0) })
    #expect(
      try problem { _ = try place.journal.find(code: unknown.display) } == .unknownCode)
    for typed in ["", "ABCD", "0000-0000", String(codes[0].display.dropLast())] {
      #expect(try problem { _ = try place.journal.find(code: typed) } == .malformedCode)
    }
  }

  // MARK: Contacts

  @Test(arguments: Kind.allCases)
  func `follow-ups through a day come soonest first, those without a day only when all are asked for`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    for (seed, due) in [2, nil, 0, 1, 1, nil].enumerated() {
      _ = try place.journal.keep(session(UInt64(seed)), closing: nil, contact: contact("\(seed)", due: due))
    }
    _ = try place.journal.keep(session(9), closing: nil, contact: nil)
    try place.reopen()
    func names(_ days: Int?) throws -> [String] {
      try place.journal.followUps(through: days.map { Day(daysSince1970: Self.day.daysSince1970 + $0) }).map(
        \.contact.name)
    }
    #expect(try names(nil) == ["2", "3", "4", "0", "1", "5"])
    #expect(try names(1) == ["2", "3", "4"])
    #expect(try names(0) == ["2"])
    #expect(try names(-1) == [])
    let first = try #require(try place.journal.followUps(through: nil).first)
    #expect(first.entry.row == 3)
    #expect(first.contact == contact("2", due: 0))
  }

  @Test(arguments: Kind.allCases) func `a contact goes once, by hand or with its follow-up, and an entry says so`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let kept = try (1...3).map {
      try place.journal.keep(session($0), closing: nil, contact: contact("\($0)", due: 0))
    }
    #expect(try place.journal.contact(row: 1) == contact("1", due: 0))
    let erasure = try place.journal.erase(row: 1, at: Self.moment(days: 1))
    let close = try place.journal.closeFollowUp(row: 2, by: VolunteerCode(number: 7), at: Self.moment(days: 1))
    // An entry that says so destroys it, whoever keeps it.
    _ = try place.journal.keep(.erasure(of: kept[2].id, at: Self.moment(days: 1)), closing: nil, contact: nil)
    #expect(try place.journal.detail(row: erasure.row).body == .erasure(of: kept[0].id, at: Self.moment(days: 1)))
    #expect(
      try place.journal.detail(row: close.row).body
        == .followUpClosed(of: kept[1].id, by: VolunteerCode(number: 7), at: Self.moment(days: 1)))
    try place.reopen()
    for row in kept.map(\.row) {
      #expect(try problem { _ = try place.journal.contact(row: row) } == .contactGone)
      #expect(try problem { _ = try place.journal.erase(row: row, at: .sample) } == .contactGone)
      #expect(
        try problem {
          _ = try place.journal.closeFollowUp(row: row, by: nil, at: .sample)
        } == .contactGone)
      #expect(try place.journal.detail(row: row).hasContact == false)
    }
    #expect(try place.journal.followUps(through: nil) == [])
    #expect(try place.journal.entryCount() == 6)
  }

  @Test(arguments: Kind.allCases)
  func `contacts are purged when their time is over, not a moment before, and no entry says so`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    // Due on the day itself, two days on, and on no day; the last is kept a day later.
    for (number, due) in [0, 2, nil, nil].enumerated() {
      _ = try place.journal.keep(
        session(UInt64(number), days: number / 3), closing: nil, contact: contact("\(number)", due: due))
    }
    func names() throws -> [String] { try place.journal.followUps(through: nil).map(\.contact.name) }
    let kept = Self.moment(days: 0).later(by: 60_000)
    let day: Int64 = 86_400_000
    for (days, left) in [(8, ["1", "2", "3"]), (10, ["2", "3"]), (30, ["3"])] {
      let end = kept.later(by: Int64(days) * day)
      #expect(try place.journal.purgeContacts(at: end.later(by: -1)) == 0)
      #expect(try place.journal.purgeContacts(at: end) == 1)
      #expect(try names() == left)
      #expect(try place.journal.purgeContacts(at: end) == 0)
    }
    // A wall clock that jumps within one boot makes nothing old.
    var jumped = kept.later(by: 30 * day)
    jumped.wallMilliseconds += 400 * day
    #expect(try place.journal.purgeContacts(at: jumped) == 0)
    #expect(try place.journal.purgeContacts(at: kept.later(by: 31 * day)) == 1)
    #expect(try place.journal.entryCount() == 4)
  }

  @Test(arguments: [Kind.disk, .memory], [-11, 0, 7, 14])
  func `a contact is there until seven days after its day are over, wherever the laptop stands`(
    _ kind: Kind, hours: Int
  ) throws {
    let place = try Place(kind)
    for minutes in stride(from: 0, to: 24 * 60, by: 240) {
      guard case .session(var facts) = session(UInt64(minutes)) else { throw ContractFault("no session") }
      facts.ended = facts.ended.later(by: Int64(minutes) * 60_000)
      facts.ended.offsetMinutes = hours * 60
      let due = facts.ended.day
      var contact = Contact.sample
      contact.due = due
      _ = try place.journal.keep(.session(facts), closing: nil, contact: contact)
      let lastOfSeven = Int64(due.daysSince1970 + 8) * 86_400_000 - Int64(hours) * 3_600_000 - 1
      let left = lastOfSeven - facts.ended.wallMilliseconds
      #expect(try place.journal.purgeContacts(at: facts.ended.later(by: left)) == 0)
      #expect(try place.journal.purgeContacts(at: facts.ended.later(by: left + 86_400_000)) == 1)
    }
  }

  @Test(arguments: Kind.allCases) func `an order erases the contact of its receipt once`(_ kind: Kind) throws {
    let place = try Place(kind)
    let kept = try place.journal.keep(session(1), closing: nil, contact: contact("1", due: 0))
    _ = try place.journal.keep(session(2), closing: nil, contact: contact("2", due: 0))
    let receipt = try place.receiptHash(of: kept.receipt)
    guard case .erased(let erasure) = try place.journal.eraseOrdered(receipt: receipt, at: .sample) else {
      throw ContractFault("not erased")
    }
    #expect(try place.journal.detail(row: erasure.row).body == .erasure(of: kept.id, at: .sample))
    #expect(try place.journal.eraseOrdered(receipt: receipt, at: .sample) == .alreadyGone)
    #expect(try place.journal.eraseOrdered(receipt: EntryHash(of: [1]), at: .sample) == .unknown)
    #expect(try place.journal.followUps(through: nil).map(\.contact.name) == ["2"])
    #expect(try place.journal.entryCount() == 3)
  }

  // MARK: Receipts

  @Test(arguments: Kind.allCases) func `the last receipt is there for fifteen minutes, or until the next`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let minute: Int64 = 60_000
    #expect(try place.journal.lastReceipt(at: .sample) == nil)
    let first = try place.journal.keep(session(1), closing: nil, contact: nil)
    let ended = Self.moment(days: 0).later(by: minute)
    try place.reopen()
    #expect(try place.journal.lastReceipt(at: ended.later(by: 15 * minute - 1)) == first.receipt)
    // What is no session leaves it where it is.
    _ = try place.journal.keep(
      .amendment(of: first.id, Amendment(note: "x"), by: nil, at: ended), closing: nil, contact: nil)
    #expect(try place.journal.lastReceipt(at: ended) == first.receipt)
    let second = try place.journal.keep(session(2), closing: nil, contact: nil)
    #expect(try place.journal.lastReceipt(at: ended) == second.receipt)
    #expect(second.receipt != nil && second.receipt != first.receipt)
    #expect(try place.journal.lastReceipt(at: ended.later(by: 15 * minute)) == nil)
    // Once gone, no clock brings it back.
    try place.reopen()
    #expect(try place.journal.lastReceipt(at: ended) == nil)
  }

  // MARK: Lives

  @Test(arguments: Kind.allCases) func `entries of a new life begin at one and leave the old ones as they are`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let first = try place.journal.keep(session(1), closing: nil, contact: contact("1", due: 0))
    let start = try place.journal.beginLife()
    #expect(start.device == first.id.device)
    #expect(start.incarnation == first.id.incarnation + 1)
    #expect(start.sequence == 0)
    let second = try place.journal.keep(session(2), closing: nil, contact: nil)
    #expect((second.id.incarnation, second.id.sequence, second.row) == (start.incarnation, 1, 2))
    #expect(try place.journal.detail(row: 2).previousHash == EntryHash.zero.hex)
    let device = try place.journal.renewIdentity()
    #expect(device != first.id.device)
    let third = try place.journal.keep(
      .amendment(of: first.id, Amendment(note: "x"), by: nil, at: .sample), closing: nil, contact: nil)
    #expect((third.id.device, third.id.incarnation, third.id.sequence, third.row) == (device, 1, 1, 3))
    try place.reopen()
    #expect(try place.journal.detail(row: 1).later.map(\.row) == [3])
    #expect(try place.journal.contact(row: 1) == contact("1", due: 0))
    #expect(try place.journal.entryCount() == 3)
  }

  // MARK: People and settings

  @Test(arguments: Kind.allCases) func `volunteers come in Vietnamese order under codes that nobody else gets`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    for name in ["Ân", "Đào", "An", "Dung", "An"] { _ = try place.journal.addVolunteer(named: name) }
    try place.reopen()
    #expect(try place.journal.volunteers().map(\.name) == ["An", "An", "Ân", "Dung", "Đào"])
    #expect(try place.journal.volunteers().map(\.code.rawValue) == ["TN03", "TN05", "TN01", "TN04", "TN02"])
    #expect(try place.journal.addVolunteer(named: "Hà").code == VolunteerCode(number: 6))
    let long = String(repeating: "x", count: JournalLimits.name + 1)
    #expect(
      try problem { _ = try place.journal.addVolunteer(named: long) }
        == .tooLarge(bytes: long.utf8.count))
  }

  @Test(arguments: Kind.allCases) func `a setting is the last that was said`(_ kind: Kind) throws {
    let place = try Place(kind)
    #expect(try place.journal.settings() == [:])
    try place.journal.set("language", "vi")
    try place.journal.set("theme", "")
    try place.journal.set("language", "en")
    // What the journal notes of itself is none of the desk's settings.
    _ = try place.journal.beginLife()
    try place.reopen()
    #expect(try place.journal.settings() == ["language": "en", "theme": ""])
    let long = String(repeating: "x", count: JournalLimits.setting)
    #expect(
      try problem { try place.journal.set("a", long) }
        == .tooLarge(bytes: long.utf8.count + 1))
  }

  /// The same calls on both, many times: whatever happens on one happens on the other.
  @Test(arguments: 0..<6) func `whatever is done to both, both say the same`(_ seed: UInt64) throws {
    let (disk, memory) = (try Place(.disk), try Place(.memory))
    var (one, two) = (Script(seed: seed), Script(seed: seed))
    for step in 0..<120 {
      let (a, b) = (one.next(on: disk.journal), two.next(on: memory.journal))
      #expect(a == b, "step \(step)")
      if step.isMultiple(of: 40) { try disk.reopen() }
    }
  }
}

private struct ContractFault: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

/// Draws calls from a seed, and says what came of each.
private struct Script {
  private var bodies: Bodies
  private var kept: [KeptEntry] = []
  private var sessions: [SessionID] = []
  private var now = Moment.sample

  init(seed: UInt64) { bodies = Bodies(seed: seed) }

  mutating func next(on journal: any JournalPort) -> String {
    now = now.later(by: Int64(bodies.chance.below(3)) * 40_000_000)
    do throws(JournalProblem) {
      return try call(journal)
    } catch {
      // Where it lies is no part of the promise.
      if case .damaged = error { return "damaged" }
      return "\(error)"
    }
  }

  private mutating func contact() -> Contact {
    var contact = Contact.sample
    contact.due = bodies.chance.maybe([Day(daysSince1970: now.day.daysSince1970 + bodies.chance.below(3))])
    return contact
  }

  private mutating func row() -> Int64 { Int64(bodies.chance.below(kept.count + 2)) }

  private mutating func call(_ journal: any JournalPort) throws(JournalProblem) -> String {
    switch bodies.chance.below(12) {
    case 0:
      let session = try journal.begin(.sample, event: [1])
      sessions.append(session)
      return "\(session)"
    case 1:
      let session = sessions.isEmpty ? SessionID(rawValue: 1) : bodies.chance.pick(sessions)
      let number = bodies.chance.below(4)
      try journal.append([UInt8(bodies.chance.below(2))], number: number, to: session)
    case 2, 3, 4:
      var facts = bodies.session()
      (facts.began, facts.ended) = (now, now.later(by: Int64(bodies.chance.below(900_000))))
      let contact = bodies.chance.oneIn(2) ? contact() : nil
      let closing = bodies.chance.oneIn(3) ? sessions.last : nil
      let entry = try journal.keep(.session(facts), closing: closing, contact: contact)
      kept.append(entry)
      return "\(entry.row) \(entry.id.sequence) \(entry.receipt != nil)"
    case 5:
      guard let target = kept.first else { return "" }
      let change = Amendment(outcome: bodies.chance.maybe(Outcome.allCases), note: bodies.text())
      kept.append(try journal.keep(.amendment(of: target.id, change, by: nil, at: now), closing: nil, contact: nil))
    case 6: kept.append(try journal.erase(row: row(), at: now))
    case 7: kept.append(try journal.closeFollowUp(row: row(), by: nil, at: now))
    case 8: return "\(try journal.purgeContacts(at: now))"
    case 9:
      let text = bodies.chance.oneIn(2) ? bodies.text() : ""
      let filter = EntryFilter(outcome: bodies.chance.maybe(Outcome.allCases), words: String(text.prefix(6)))
      let page = try journal.page(
        filter, bodies.chance.pick([.newest, .oldest, .before(row()), .after(row())]), limit: 7)
      return page.map { "\($0.row) \($0.day) \($0.kind) \($0.milliseconds) \($0.isAmended)" }.joined(separator: "\n")
    case 10: return "\(try journal.lastReceipt(at: now.later(by: Int64(bodies.chance.below(1_800_000)))) != nil)"
    default:
      let day = Day(daysSince1970: now.day.daysSince1970 - bodies.chance.below(3))
      let count = try journal.count(on: day)
      let due = try journal.followUps(through: bodies.chance.maybe([day]))
      return "\(count.sessions) \(count.byOutcome.sorted { $0.key.rawValue < $1.key.rawValue }) \(due.map(\.entry.row))"
    }
    return ""
  }
}
