import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalSalvage
import JournalStore
import Platform
import TestTraits
import Testing

/// A journal with something of everything, and what it says.
private struct Sample: Sendable {
  /// Its files by name: they outlive the folder, and a test takes a copy of its own.
  private var files: [String: [UInt8]] = [:]
  /// Bodies by row.
  var bodies: [Int64: EntryBody] = [:]
  var contacts: [Int64: Contact] = [:]
  var drafts: [Draft] = []
  var settings: [String: String] = [:]

  static let shared = Result { try Sample() }

  init() throws {
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    var source = Bodies(seed: 31)
    for index in 0..<70 {
      let contact = index.isMultiple(of: 9) ? Contact.sample : nil
      let kept = try store.keep(.session(source.session()), closing: nil, contact: contact)
      if index.isMultiple(of: 5) {
        let change = Amendment(note: source.sentence())
        _ = try store.keep(.amendment(of: kept.id, change, by: nil, at: source.now), closing: nil, contact: nil)
      }
      if index.isMultiple(of: 27) { _ = try store.erase(row: kept.row, at: source.now) }
    }
    // Longer than a page.
    var long = source.session()
    long.petition = Petition(topic: .other, text: String(repeating: "dài lắm ", count: 900))
    _ = try store.keep(.session(long), closing: nil, contact: nil)
    for number in 0..<4 {
      let text = ChecklistText(
        id: "vneid", version: number / 2, bytes: [UInt8](repeating: UInt8(number / 2), count: 9_000))
      let session = try store.begin(text, event: [UInt8(number)])
      for event in 1...30 { try store.append([UInt8](repeating: 7, count: event * 9), number: event, to: session) }
    }
    for name in ["An", "Bình", "Cúc"] { _ = try store.addVolunteer(named: name) }
    try store.set("unit", "00004")
    try store.set("language", "vi")
    try read(store)
    try store.close()
    for name in try folder.names() { files[name] = try folder.bytes(name) }
  }

  func copy() throws -> TemporaryFolder {
    let folder = TemporaryFolder(isPlayed: true)
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    for (name, bytes) in files { try folder.write(name, bytes) }
    return folder
  }

  private mutating func read(_ store: JournalStore) throws {
    for line in try store.all() {
      let detail = try store.detail(row: line.row)
      bodies[line.row] = detail.body
      if detail.hasContact { contacts[line.row] = try store.contact(row: line.row) }
    }
    drafts = try store.drafts()
    settings = try store.settings()
  }

  /// What an open journal says is part of what was kept, and what is said is right.
  func expectPart(_ store: JournalStore, _ note: String) throws -> Int {
    var count = 0
    for line in try store.all() {
      count += 1
      #expect(try store.detail(row: line.row).body == bodies[line.row], "\(note)")
    }
    for followUp in try store.followUps(through: nil) {
      #expect(followUp.contact == contacts[followUp.entry.row], "\(note)")
    }
    for draft in try store.drafts() {
      let whole = drafts.first { $0.session == draft.session }
      let isSame = whole?.checklist == draft.checklist
      #expect(isSame, "\(note)")
      #expect(whole?.events.starts(with: draft.events) == true, "\(note)")
    }
    for (key, value) in try store.settings() { #expect(settings[key] == value, "\(note)") }
    return count
  }
}

/// What may happen to a page.
enum Harm: String, CaseIterable, CustomTestStringConvertible {
  case noise, zeros, someBytes, anotherPage

  var testDescription: String { rawValue }

  func apply(to bytes: inout [UInt8], page: Int, _ chance: inout SplitMix64) {
    let range = page * 4096..<min(bytes.count, (page + 1) * 4096)
    switch self {
    case .noise: for index in range { bytes[index] = UInt8(truncatingIfNeeded: chance.next()) }
    case .zeros: for index in range { bytes[index] = 0 }
    case .someBytes:
      for _ in 0..<40 { bytes[range.lowerBound + chance.below(range.count)] = UInt8(truncatingIfNeeded: chance.next()) }
    case .anotherPage:
      let other = chance.below(bytes.count / 4096) * 4096
      for index in 0..<range.count { bytes[range.lowerBound + index] = bytes[other + index] }
    }
  }
}

@Suite(.ownThread) struct DamageTests {
  @Test(arguments: Harm.allCases)
  func `any page may be damaged: what is shown is right, and a salvage brings the rest back`(harm: Harm) throws {
    let sample = try Sample.shared.get()
    let whole = try sample.copy().bytes("journal.sqlite")
    let pages = whole.count / 4096
    #expect(pages > 40)
    for page in 0..<pages {
      var chance = SplitMix64(seed: UInt64(page))
      let folder = try sample.copy()
      var bytes = whole
      harm.apply(to: &bytes, page: page, &chance)
      try folder.write("journal.sqlite", bytes)
      try look(folder, sample, "page \(page + 1)")
      try salvage(folder, sample, damaged: bytes, "page \(page + 1)")
    }
  }

  /// Uses a damaged journal as a desk would: nothing may crash, and every problem has a name.
  private func look(_ folder: TemporaryFolder, _ sample: Sample, _ note: String) throws {
    do {
      let store = try folder.open()
      do {
        _ = try store.verify()
        _ = try store.page(EntryFilter(words: "otp"), .newest, limit: 10)
        _ = try store.page(EntryFilter(outcome: .completed), .oldest, limit: 10)
        _ = try store.count(on: Moment.sample.day)
        _ = try sample.expectPart(store, note)
        try store.export { _ in }
      } catch let problem as JournalProblem {
        expectDamage(problem, note)
      }
      do { try store.close() } catch { expectDamage(error, note) }
    } catch let problem as JournalProblem {
      expectDamage(problem, note)
    }
  }

  private func expectDamage(_ problem: JournalProblem, _ note: String) {
    switch problem {
    case .damaged, .newerVersion, .keyUnusable: break
    default: Issue.record(Comment(rawValue: "\(note): \(problem)"))
    }
  }

  private func salvage(_ folder: TemporaryFolder, _ sample: Sample, damaged: [UInt8], _ note: String) throws {
    try folder.write("journal.sqlite", damaged)
    let report = try folder.salvage(checklists: sample.drafts.map(\.checklist))
    // A page holds some three entries; the long one lies on two more.
    #expect(report.kept >= sample.bodies.count - 6, "\(note): \(report)")
    #expect(report.kept + report.missing <= sample.bodies.count, "\(note): \(report)")
    #expect(report.kept + report.missing == sample.bodies.count || report.startedAnew, "\(note): \(report)")
    #expect(report.missing == 0 || report.startedAnew, "\(note): \(report)")
    #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: #require(report.setAside)))) == damaged)
    let store = try folder.open(seed: 55)
    #expect(try sample.expectPart(store, note) == report.kept)
    #expect(try store.entryCount() == report.kept)
    #expect(try store.drafts().count == report.drafts)
    #expect(report.contacts >= sample.contacts.count - 6 && report.drafts >= 2, "\(note): \(report)")
    let checked = try store.verify()
    #expect(checked.isWhole && checked.good == report.kept && checked.missing == report.missing, "\(note): \(checked)")
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    #expect(kept.id.incarnation == (report.startedAnew ? 2 : 1))
    #expect(try store.find(code: #require(kept.receipt).letters) == kept.row)
    #expect(try store.all(EntryFilter(words: "vneid "), limit: 500).map(\.row).contains(kept.row))
    #expect(try store.verify().isWhole)
    try store.close()
  }

  @Test func `a journal that is whole loses nothing in a salvage`() throws {
    let sample = try Sample.shared.get()
    let folder = try sample.copy()
    let report = try folder.salvage()
    #expect(report.kept == sample.bodies.count && report.missing == 0 && !report.startedAnew && !report.hasNewKey)
    #expect(report.contacts == sample.contacts.count && report.drafts == 4)
    #expect(report.lostContacts == 0 && report.lostDrafts == 0)
    let store = try folder.open()
    #expect(try sample.expectPart(store, "") == sample.bodies.count)
    #expect(try store.drafts() == sample.drafts)
    #expect(try store.settings() == sample.settings)
    #expect(try store.volunteers().map(\.name) == ["An", "Bình", "Cúc"])
    #expect(try store.all().first(where: \.isAmended) != nil)
    try store.close()
    // And it stays so.
    #expect(try folder.salvage().kept == sample.bodies.count)
    try folder.open().close()
  }

  @Test func `two salvages after two damages know what is missing`() throws {
    let sample = try Sample.shared.get()
    let folder = try sample.copy()
    var kept = sample.bodies.count
    var missing = 0
    for round in 1...3 {
      var bytes = try folder.bytes("journal.sqlite")
      var chance = SplitMix64(seed: 3)
      for page in [10 + round, 20 + round] { Harm.noise.apply(to: &bytes, page: page, &chance) }
      try folder.write("journal.sqlite", bytes)
      let report = try folder.salvage()
      missing += report.missing
      #expect(report.kept + report.missing <= kept + 1)
      let store = try folder.open()
      let checked = try store.verify()
      #expect(checked.isWhole && checked.missing == missing, "\(round): \(checked) \(report)")
      _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
      kept = report.kept + 1
      try store.close()
    }
    #expect(try folder.names().filter { $0.contains("damaged") }.count == 3)
  }

  @Test func `the damaged file keeps no contact readable`() throws {
    let sample = try Sample.shared.get()
    let folder = try sample.copy()
    let report = try folder.salvage()
    let aside = TemporaryFolder(isPlayed: true)
    try FileManager.default.createDirectory(atPath: aside.path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: #require(report.setAside), toPath: aside.journal)
    try aside.write("device.key", try folder.bytes("device.key"))
    let store = try aside.open()
    for row in sample.contacts.keys {
      #expect(throws: JournalProblem.damaged(path: aside.journal, what: "the contact of entry \(row)")) {
        try store.contact(row: row)
      }
    }
  }

  @Test func `without the key, entries are brought back under a new one`() throws {
    let sample = try Sample.shared.get()
    for bytes in [nil, Array("tiepsuc key 1\n".utf8)] {
      let folder = try sample.copy()
      if let bytes {
        try folder.write("device.key", bytes)
      } else {
        try FileManager.default.removeItem(atPath: folder.file("device.key"))
      }
      #expect(throws: JournalProblem.keyUnusable(path: folder.file("device.key"))) { try folder.open() }
      let report = try folder.salvage()
      #expect(report.kept == sample.bodies.count && report.missing == 0)
      #expect(report.hasNewKey && report.startedAnew && report.contacts == 0 && report.drafts == 0)
      #expect(report.lostContacts == sample.contacts.count && report.lostDrafts == 4)
      let store = try folder.open()
      #expect(try sample.expectPart(store, "") == sample.bodies.count)
      let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
      #expect(kept.id.incarnation == 1 && kept.id.sequence == 1)
      let correction = Amendment(satisfaction: 1)
      let old = try #require(try store.page(EntryFilter(), .oldest, limit: 1).first)
      _ = try store.keep(.amendment(of: old.id, correction, by: nil, at: .sample), closing: nil, contact: nil)
      #expect(try store.detail(row: old.row).summary.isAmended)
      #expect(try store.verify().isWhole)
    }
  }

  @Test func `a salvage that was cut off before its end is finished, or begun again`() throws {
    let sample = try Sample.shared.get()
    let done = try sample.copy()
    _ = try done.salvage()
    // The new journal was complete, but not in its place: the old file and its log are still there.
    let folder = try sample.copy()
    try folder.write("journal.sqlite.salvaged", try done.bytes("journal.sqlite"))
    try folder.write("journal.sqlite-wal", [UInt8](repeating: 5, count: 9_000))
    try folder.write("device.key", try done.bytes("device.key"))
    var store = try folder.open()
    #expect(try sample.expectPart(store, "") == sample.bodies.count)
    #expect(try folder.names().filter { $0.contains("salvaged") }.isEmpty)
    try store.close()
    // It was not complete.
    let early = try sample.copy()
    try early.write("journal.sqlite.building", Array(try done.bytes("journal.sqlite").prefix(50_000)))
    store = try early.open()
    #expect(try sample.expectPart(store, "") == sample.bodies.count)
    try store.close()
    #expect(try early.salvage().kept == sample.bodies.count)
  }

  @Test func `a file full of noise gives an empty journal, with the noise set aside`() throws {
    let sample = try Sample.shared.get()
    let folder = try sample.copy()
    var chance = SplitMix64(seed: 1)
    let noise = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    try folder.write("journal.sqlite", noise)
    #expect(throws: JournalProblem.self) { try folder.open() }
    let report = try folder.salvage()
    #expect(report.kept == 0 && report.startedAnew)
    #expect(try folder.bytes("journal.sqlite.damaged-1") == noise)
    let store = try folder.open()
    #expect(try store.keep(.session(Bodies.plain), closing: nil, contact: nil).id.incarnation == 2)
  }

  @Test(arguments: 0..<6) func `noise of ten thousand bytes anywhere crashes nothing`(seed: UInt64) throws {
    let sample = try Sample.shared.get()
    var chance = SplitMix64(seed: seed)
    for round in 0..<4 {
      let folder = try sample.copy()
      var bytes = try folder.bytes("journal.sqlite")
      for _ in 0..<10_000 { bytes[chance.below(bytes.count)] = UInt8(truncatingIfNeeded: chance.next()) }
      try folder.write("journal.sqlite", bytes)
      try look(folder, sample, "seed \(seed) \(round)")
      try folder.write("journal.sqlite", bytes)
      let report = try folder.salvage()
      let store = try folder.open()
      #expect(try sample.expectPart(store, "") == report.kept)
      #expect(try store.verify().isWhole)
    }
  }
}

@Suite(.ownThread) struct LogTests {
  /// A journal whose newest commits stand in the log only, as a crash leaves it, and how many entries it had with each
  /// length of the log.
  private func crashed(entries: Int) throws -> (folder: TemporaryFolder, lengths: [(bytes: Int, entries: Int)]) {
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    var bodies = Bodies(seed: 8)
    var lengths = [(bytes: 0, entries: 0)]
    for number in 1...entries {
      _ = try store.keep(.session(bodies.session()), closing: nil, contact: nil)
      lengths.append((try folder.bytes("journal.sqlite-wal").count, number))
    }
    return (try folder.crashed(), lengths)
  }

  /// How many entries there are, when everything is right with them.
  private func entries(_ folder: TemporaryFolder, _ note: String) throws -> Int {
    let store = try folder.open()
    let report = try store.verify()
    #expect(report.isWhole, "\(note)")
    let count = try store.entryCount()
    let lines = try store.all()
    #expect(report.good == count && lines.count == count, "\(note)")
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    #expect(try store.verify().isWhole, "\(note)")
    try store.close()
    return count
  }

  @Test func `a log that was cut off anywhere opens to its last good commit`() throws {
    let (crashed, lengths) = try crashed(entries: 12)
    let log = try crashed.bytes("journal.sqlite-wal")
    let cuts = Set(
      stride(from: 0, through: log.count, by: 977) + lengths.flatMap { [$0.bytes - 1, $0.bytes, $0.bytes + 1] })
    for cut in cuts.sorted() where (0...log.count).contains(cut) {
      let folder = try crashed.copy()
      try folder.write("journal.sqlite-wal", Array(log.prefix(cut)))
      let expected = lengths.last { $0.bytes <= cut }?.entries ?? 0
      #expect(try entries(folder, "cut at \(cut)") == expected, "cut at \(cut)")
    }
  }

  @Test(arguments: 0..<4) func `a log with noise anywhere opens to a good commit before it`(seed: UInt64) throws {
    let (crashed, lengths) = try crashed(entries: 12)
    let log = try crashed.bytes("journal.sqlite-wal")
    var chance = SplitMix64(seed: seed)
    for _ in 0..<15 {
      var changed = log
      let start = chance.below(log.count)
      for index in start..<min(log.count, start + 1 + chance.below(5_000)) {
        changed[index] = UInt8(truncatingIfNeeded: chance.next())
      }
      let folder = try crashed.copy()
      try folder.write("journal.sqlite-wal", changed)
      let expected = lengths.last { $0.bytes <= start }?.entries ?? 0
      #expect(try entries(folder, "noise at \(start)") == expected, "noise at \(start)")
    }
  }

  @Test func `a salvage reads the log too`() throws {
    let (crashed, _) = try crashed(entries: 12)
    var bytes = try crashed.bytes("journal.sqlite")
    var chance = SplitMix64(seed: 1)
    for page in 0..<bytes.count / 4096 { Harm.noise.apply(to: &bytes, page: page, &chance) }
    try crashed.write("journal.sqlite", bytes)
    let report = try crashed.salvage()
    #expect(report.kept == 12 && report.missing == 0)
    #expect(try crashed.names().contains("journal.sqlite.damaged-1-wal"))
    #expect(try entries(crashed, "") == 12)
  }

  @Test func `a log that is not one is left out by a salvage as SQLite leaves it out`() throws {
    let (crashed, _) = try crashed(entries: 5)
    var chance = SplitMix64(seed: 2)
    try crashed.write("journal.sqlite-wal", (0..<20_000).map { _ in UInt8(truncatingIfNeeded: chance.next()) })
    #expect(try crashed.salvage().kept == 0)
    #expect(try entries(crashed, "") == 0)
  }
}
