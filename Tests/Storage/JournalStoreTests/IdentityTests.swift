import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalSalvage
import JournalStore
import Platform
import TestTraits
import Testing

@Suite(.ownThread) struct IdentityTests {
  private let folder = TemporaryFolder()

  @Test func `after a renewal drafts and contacts open as before, and entries go on under the new name`() throws {
    var store = try folder.open()
    try store.keep(sessions: 3, seed: 1)
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    let session = try store.begin(.sample, event: [1])
    let drafts = try store.drafts()
    let old = kept.id.device
    let device = try store.renewIdentity()
    for round in 0..<2 {
      #expect(try store.drafts() == drafts && store.contact(row: kept.row) == .sample, "\(round)")
      #expect(try store.followUps(through: nil).count == 1, "\(round)")
      let incarnations = try store.incarnations()
      #expect(
        incarnations.map(\.head.last.device) == [old, device] && incarnations.map(\.head.last.incarnation) == [1, 1])
      #expect(incarnations.map(\.reason) == [.start, .renewed] && incarnations.map(\.isCurrent) == [false, true])
      for incarnation in incarnations {
        try incarnation.head.check(publicKey: incarnation.publicKey)
        #expect(store.signingKey(of: incarnation.head.last.device)?.publicKey == incarnation.publicKey)
      }
      try store.close()
      store = try folder.open()
      #expect(!store.beganAfterCopy)
    }
    try store.append([2], number: 1, to: session)
    let finished = try store.keep(.session(Bodies.plain), closing: session, contact: .sample)
    #expect(finished.id == EntryID(device: device, incarnation: 1, sequence: 1) && finished.row == 5)
    _ = try store.erase(row: kept.row, at: .sample)
    #expect(try store.detail(row: kept.row).later.map(\.id.device) == [device])
    #expect(try store.verify().isWhole && store.expectWholePlaces() == 6)
  }

  @Test func `renewed again and again, each incarnation keeps its key, and all of them verify`() throws {
    let store = try folder.open()
    var devices: [DeviceID] = [try store.incarnations()[0].head.last.device]
    for seed in 1...12 as ClosedRange<UInt64> {
      try store.keep(sessions: 2, seed: seed)
      devices.append(try store.renewIdentity())
      if seed.isMultiple(of: 3) { _ = try store.beginIncarnation() }
    }
    #expect(Set(devices).count == 13)
    let reader = try folder.reader()
    #expect(devices.allSatisfy { reader.signingKey(of: $0)?.device == $0 })
    #expect(try reader.incarnations().count == 17 && reader.expectWholePlaces() == 24)
    let report = try reader.verify()
    #expect(report.isWhole && report.good == 24)
  }

  @Test func `a salvage keeps every identity and its incarnations, and begins after the present one`() throws {
    let store = try folder.open()
    try store.keep(sessions: 20, seed: 1)
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    let old = kept.id.device
    let device = try store.renewIdentity()
    try store.keep(sessions: 20, seed: 2)
    try store.close()
    let whole = try folder.salvage()
    #expect(whole.kept == 41 && !whole.startedAnew && whole.contacts == 1)
    var again = try folder.open()
    #expect(try again.incarnations().map(\.reason) == [.start, .renewed] && again.contact(row: 21) == .sample)
    #expect(try again.expectWholePlaces() == 41 && again.verify().isWhole)
    try again.close()
    // The rows of both incarnations are lost; their keys are in the key file.
    try folder.change("DELETE FROM incarnation")
    let report = try folder.salvage()
    #expect(report.kept == 41 && report.startedAnew && report.contacts == 1)
    again = try folder.open()
    let incarnations = try again.incarnations()
    #expect(
      incarnations.map(\.head.last) == [
        EntryID(device: old, incarnation: 1, sequence: 21), EntryID(device: device, incarnation: 1, sequence: 20),
        EntryID(device: device, incarnation: 2, sequence: 0),
      ])
    #expect(incarnations.allSatisfy { DeviceID(publicKey: $0.publicKey) == $0.head.last.device })
    #expect(incarnations.map(\.isCurrent) == [false, false, true] && incarnations.last?.reason == .mended)
    #expect(again.signingKey(of: old) != nil && again.signingKey(of: device) != nil)
    #expect(try again.expectWholePlaces() == 41 && again.verify().isWhole)
  }

  @Test(arguments: 0..<8) func `what a salvage could not bring back is told as lost, with the hash that follows it`(
    seed: UInt64
  ) throws {
    var chance = SplitMix64(seed: seed)
    var store = try folder.open(seed: seed)
    var hashes: [EntryID: EntryHash] = [:]
    for _ in 0..<3 {
      try store.keep(sessions: 30 + chance.below(30), seed: chance.next())
      if chance.oneIn(2) { _ = try store.renewIdentity() } else { _ = try store.beginIncarnation() }
    }
    try store.keep(sessions: 30, seed: 9)
    try store.export { hashes[$0.summary.id] = EntryHash(hex: $0.hash) }
    let sizes = try store.incarnations().map(\.head.last)
    try store.close()
    try folder.change("DROP TRIGGER entry_never_goes")
    var lost = 0
    for _ in 0..<6 {
      let first = 1 + chance.below(hashes.count)
      try folder.change("DELETE FROM entry WHERE row BETWEEN \(first) AND \(first + chance.below(20))")
    }
    let report = try folder.salvage(seed: seed + 50)
    store = try folder.open()
    #expect(try store.expectWholePlaces() == report.kept)
    #expect(try store.incarnations().map(\.head.last).starts(with: sizes))
    for incarnation in try store.incarnations() {
      for case .lost(let range) in try store.walk(incarnation) {
        let (first, through, hash) = (range.first, range.last, range.hash)
        lost += through - first + 1
        var id = incarnation.head.last
        id.sequence = through
        #expect(hashes[id] == hash)
        // From the middle of it the rest is told.
        let page = try store.places(of: incarnation, after: first, entries: 1, bytes: 1)
        if first < through { #expect(page == [.lost(LostRange(first: first + 1, last: through, hash: hash))]) }
      }
    }
    #expect(lost == report.missing && lost > 0 && report.startedAnew)
    #expect(try store.verify().missing == lost)
  }

  /// Everything that can happen to the incarnations of a journal, in any order.
  @Test(arguments: 0..<4) func `whatever happens to a journal, in any order, no entry, draft or contact is lost`(
    part: UInt64
  ) throws {
    for seed in part * 100..<(part + 1) * 100 {
      var journal = try RandomJournal(seed: seed)
      try journal.live(steps: 12)
    }
  }
}

/// A journal to which things happen, and what it must hold.
private struct RandomJournal {
  private var folder = TemporaryFolder(isPlayed: true)
  private var chance: SplitMix64
  private let seed: UInt64
  private var machine = 0
  private var store: JournalStore
  private var entries: [EntryID] = []
  private var contacts: Set<Int64> = []
  private var drafts: [SessionID] = []
  private var used: Set<EntryID> = []

  init(seed: UInt64) throws {
    self.seed = seed
    chance = SplitMix64(seed: seed)
    store = try folder.open(seed: seed, on: MachineMarks(["place": "0"]))
  }

  mutating func live(steps: Int) throws {
    for _ in 0..<steps { try step() }
    try check()
    try store.close()
  }

  private mutating func step() throws {
    switch chance.below(9) {
    case 0: _ = try store.beginIncarnation()
    case 1: _ = try store.renewIdentity()
    case 2: drafts.append(try store.begin(.sample, event: [1]))
    case 3: try reopen(isCopied: false)
    case 4: try reopen(isCopied: true)
    case 5:
      guard let row = contacts.min() else { return }
      contacts.remove(row)
      let kept = try store.erase(row: row, at: .sample)
      entries.append(kept.id)
    case 6:
      try store.close()
      let report = try folder.salvage(seed: chance.next())
      #expect(report.missing == 0 && !report.startedAnew, "seed \(seed)")
      store = try folder.open(seed: chance.next(), on: marks)
    default: try keep()
    }
  }

  private var marks: MachineMarks { MachineMarks(["place": "\(machine)"]) }

  private mutating func keep() throws {
    let closing = drafts.popLast()
    let contact = chance.oneIn(2) ? Contact.sample : nil
    let kept = try store.keep(.session(Bodies.plain), closing: closing, contact: contact)
    #expect(used.insert(kept.id).inserted, "seed \(seed)")
    if contact != nil { contacts.insert(kept.row) }
    entries.append(kept.id)
  }

  /// The power goes, or all is copied to another laptop.
  private mutating func reopen(isCopied: Bool) throws {
    let other = TemporaryFolder(isPlayed: true)
    try FileManager.default.copyItem(atPath: folder.path, toPath: other.path)
    try? FileManager.default.removeItem(atPath: other.file("journal.sqlite-shm"))
    folder = other
    if isCopied { machine += 1 }
    store = try folder.open(seed: chance.next(), on: marks)
    #expect(store.beganAfterCopy == isCopied, "seed \(seed)")
  }

  private func check() throws {
    #expect(try store.all().map(\.id) == entries.reversed(), "seed \(seed)")
    #expect(try store.drafts().map(\.session) == drafts, "seed \(seed)")
    #expect(try store.openContacts(after: 0, limit: 999).map(\.row) == contacts.sorted(), "seed \(seed)")
    #expect(try store.expectWholePlaces("seed \(seed)") == entries.count, "seed \(seed)")
    #expect(try store.verify().isWhole, "seed \(seed)")
  }
}
