import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

// What is kept, listed, searched and counted.
extension JournalContract {
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
    // Words find it by what it was corrected to, and no longer by what it was kept with.
    #expect(try rows(EntryFilter(words: "từ chối")) == [5, 3, 2])
    #expect(try rows(EntryFilter(words: "tu c"), .before(5), 1) == [3])
    #expect(try rows(EntryFilter(words: "declined mat song")) == [2])
    #expect(try rows(EntryFilter(words: "hoàn thành")) == [1])
    #expect(try rows(EntryFilter(words: "completed mất sóng")) == [])
    #expect(try rows(EntryFilter(words: "appointment")) == [4])
    #expect(try rows(EntryFilter(outcome: .declined, words: "từ chối mất")) == [2])
    #expect(try rows(EntryFilter(words: "mất sóng")) == [2])
    // Also by what comes later, while the journal stays open.
    for (outcome, declined, completed) in [
      (Outcome.completed, [5, 3], [7, 2, 1]), (.declined, [8, 5, 3, 2], [7, 1]),
    ] {
      _ = try place.journal.keep(
        .amendment(of: kept[1].id, Amendment(outcome: outcome), by: by, at: Self.moment(days: 1)), closing: nil,
        contact: nil)
      #expect(try rows(EntryFilter(outcome: .declined)) == declined.map { Int64($0) })
      #expect(try rows(EntryFilter(outcome: .completed)) == completed.map { Int64($0) })
    }
    #expect(try rows(EntryFilter(words: "declined mat song")) == [2])
  }

  @Test(arguments: Kind.allCases) func `entries are counted by their kinds`(_ kind: Kind) throws {
    let place = try Place(kind)
    let kept = try [session(1), session(2), session(3)].map {
      try place.journal.keep($0, closing: nil, contact: nil)
    }
    #expect(kept.map(\.kind) == [.session, .session, .session])
    let question = QuickHelpFacts(
      at: Self.moment(days: 0), unit: nil, volunteer: nil, checklist: "vneid", topic: .problem("E-V02"), helped: true)
    _ = try place.journal.keep(.quickHelp(question), closing: nil, contact: nil)
    _ = try place.journal.keep(
      .amendment(of: kept[0].id, Amendment(note: "x"), by: nil, at: Self.moment(days: 1)), closing: nil, contact: nil)
    try place.reopen()
    let wanted = EntryKinds([.session: 3, .quickHelp: 1, .amendment: 1])
    #expect(try place.journal.kindsByDevice() == [kept[0].id.device: wanted])
    #expect(wanted.total == 5)
    guard let store = place.journal as? JournalStore else { return }
    #expect(try store.kinds(after: []) == wanted)
    // Two incarnations, of which a receipt covers a part.
    _ = try store.beginIncarnation()
    _ = try store.keep(session(4), closing: nil, contact: nil)
    #expect(try store.kinds(after: [kept[2].id]) == EntryKinds([.session: 1, .quickHelp: 1, .amendment: 1]))
  }

  @Test(arguments: Kind.allCases)
  func `a cancelled session is one more in the day's count, once, and no line of the journal`(_ kind: Kind) throws {
    let place = try Place(kind)
    let kept = try place.journal.keep(session(1), closing: nil, contact: nil)
    let draft = try place.journal.begin(.sample, event: [1])
    try place.journal.append([2], number: 1, to: draft)
    let body = EntryBody.cancelled(CancelledFacts(day: Self.day, unit: "00004"))
    let cancelled = try place.journal.keep(body, closing: draft, contact: nil)
    #expect(cancelled.kind == .cancelled && cancelled.receipt == nil)
    #expect(try problem { _ = try place.journal.keep(body, closing: draft, contact: nil) } == .noSuchEntry)
    _ = try place.journal.keep(session(2, volunteer: VolunteerCode(number: 1)), closing: nil, contact: nil)
    try place.reopen()
    #expect(try place.journal.drafts() == [])
    #expect(
      try place.journal.count(on: Self.day)
        == DayCount(sessions: 2, byOutcome: [.completed: 2], cancelled: 1))
    #expect(try place.journal.count(on: Self.moment(days: 1).day) == DayCount())
    #expect(try place.journal.entryCount() == 3)
    #expect(try place.journal.listedCount() == 2)
    #expect(
      try place.journal.kindsByDevice() == [kept.id.device: EntryKinds([.session: 2, .cancelled: 1])])
    #expect(try place.journal.bodies([.cancelled], from: nil, through: nil).map(\.body) == [body])
    func rows(_ filter: EntryFilter, _ start: PageStart = .newest) throws -> [Int64] {
      try place.journal.page(filter, start, limit: 9).map(\.row)
    }
    for start: PageStart in [.newest, .oldest, .after(0), .before(9)] {
      #expect(try rows(EntryFilter(), start) == [3, 1])
    }
    #expect(try rows(EntryFilter(from: Self.day, through: Self.day)) == [3, 1])
    #expect(try rows(EntryFilter(checklist: "vneid")) == [3, 1])
    #expect(try rows(EntryFilter(words: "00004")) == [] && rows(EntryFilter(words: "cancelled")) == [])
    // The chain holds it as any other.
    let detail = try place.journal.detail(row: cancelled.row)
    #expect(detail.body == body && detail.summary.minuteOfDay == nil && detail.summary.volunteer == nil)
    if let store = place.journal as? JournalStore { #expect(try store.verify().isWhole) }
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
}
