import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

@Suite(.ownThread) struct DraftTests {
  private let folder = TemporaryFolder()

  private func event(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `a session in progress comes back event by event, on the checklist it began with`() throws {
    var store = try folder.open()
    let session = try store.begin(.sample, event: event("a"))
    for number in 1...40 { try store.append(event("event \(number)"), number: number, to: session) }
    var newer = ChecklistText.sample
    newer.version = 2
    newer.bytes = event("id: vneid # changed")
    let second = try store.begin(newer, event: event("b"))
    try store.close()
    store = try folder.open()
    let drafts = try store.drafts()
    #expect(drafts.map(\.session) == [session, second])
    #expect(drafts.map(\.checklist) == [.sample, newer])
    #expect(drafts[0].events == [event("a")] + (1...40).map { event("event \($0)") })
    #expect(drafts[1].events == [event("b")])
  }

  @Test func `twenty citizens at once are kept apart`() throws {
    let store = try folder.open()
    let sessions = try (0..<20).map { try store.begin(.sample, event: event("begin \($0)")) }
    for number in 1...10 {
      for (index, session) in sessions.enumerated() {
        try store.append(event("\(index) \(number)"), number: number, to: session)
      }
    }
    for (index, draft) in try store.drafts().enumerated() {
      #expect(draft.events == [event("begin \(index)")] + (1...10).map { event("\(index) \($0)") })
    }
  }

  @Test func `the same event twice is no error, another one in its place is`() throws {
    let store = try folder.open()
    let session = try store.begin(.sample, event: event("a"))
    try store.append(event("b"), number: 1, to: session)
    try store.append(event("b"), number: 1, to: session)
    #expect(throws: JournalProblem.self) { try store.append(event("c"), number: 1, to: session) }
    #expect(try store.drafts().first?.events == [event("a"), event("b")])
  }

  @Test func `an event without the one before it, or without a session, is refused`() throws {
    let store = try folder.open()
    let session = try store.begin(.sample, event: event("a"))
    #expect(throws: JournalProblem.noSuchEntry) { try store.append(event("c"), number: 2, to: session) }
    #expect(throws: JournalProblem.noSuchEntry) {
      try store.append(event("c"), number: 1, to: SessionID(rawValue: session.rawValue + 1))
    }
    #expect(throws: JournalProblem.self) { try store.append(event("c"), number: 0, to: session) }
    #expect(throws: JournalProblem.self) { try store.append(event("c"), number: 1 << 20, to: session) }
    try store.discard(session)
    #expect(throws: JournalProblem.noSuchEntry) { try store.append(event("b"), number: 1, to: session) }
    #expect(throws: JournalProblem.noSuchEntry) { try store.discard(session) }
    #expect(try store.drafts().isEmpty)
  }

  @Test func `a number is never given to a second session`() throws {
    let store = try folder.open()
    let first = try store.begin(.sample, event: event("a"))
    try store.discard(first)
    let second = try store.begin(.sample, event: event("b"))
    #expect(second > first)
  }

  @Test func `empty and large events are kept, too large ones are refused`() throws {
    let store = try folder.open()
    let session = try store.begin(.sample, event: [])
    let large = [UInt8](repeating: 7, count: 262_144)
    try store.append(large, number: 1, to: session)
    #expect(throws: JournalProblem.tooLarge(bytes: 262_145)) { try store.append(large + [7], number: 2, to: session) }
    #expect(try store.drafts().first?.events == [[], large])
    var text = ChecklistText.sample
    text.bytes = [UInt8](repeating: 32, count: 4_194_305)
    #expect(throws: JournalProblem.tooLarge(bytes: 4_194_305)) { try store.begin(text, event: []) }
  }

  @Test func `texts of checklists are kept once, and older ones go when nobody needs them`() throws {
    let store = try folder.open()
    func text(_ version: Int) -> ChecklistText {
      ChecklistText(id: "vneid", version: version, bytes: [UInt8](repeating: UInt8(version), count: 50_000))
    }
    for version in 1...30 {
      let session = try store.begin(text(version), event: [1])
      _ = try store.begin(text(version), event: [1])
      if version % 3 != 0 { try store.discard(session) }
    }
    #expect(try store.drafts().allSatisfy { $0.checklist == text($0.checklist.version) })
    for draft in try store.drafts() { try store.discard(draft.session) }
    for version in 31...60 { try store.discard(try store.begin(text(version), event: [1])) }
    try store.close()
    #expect(try folder.bytes("journal.sqlite").count < 3_000_000)
  }

  @Test func `what is typed in a session lies sealed on the disk`() throws {
    let store = try folder.open()
    let session = try store.begin(.sample, event: event("{}"))
    try store.append(event("name: Nguyễn Thị Chín Mươi, 0987654321"), number: 1, to: session)
    for name in try folder.names() {
      let bytes = try folder.bytes(name)
      #expect(!contains(bytes, event("0987654321")), "\(name)")
      #expect(!contains(bytes, event("Mươi")), "\(name)")
    }
  }

  @Test func `finishing drops the session in the same step, and cannot be done twice`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 1)
    let session = try store.begin(.sample, event: event("a"))
    let other = try store.begin(.sample, event: event("b"))
    let body = EntryBody.session(bodies.session())
    _ = try store.keep(body, closing: session, contact: nil)
    #expect(try store.drafts().map(\.session) == [other])
    #expect(throws: JournalProblem.noSuchEntry) { try store.keep(body, closing: session, contact: nil) }
    #expect(try store.entryCount() == 1)
    #expect(try store.verify().isWhole)
  }

  @Test func `when an entry is refused, the session stays`() throws {
    let store = try folder.open()
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    facts.petition = Petition(topic: .other, text: String(repeating: "dài ", count: 20_000))
    let session = try store.begin(.sample, event: event("a"))
    #expect(throws: JournalProblem.self) { try store.keep(.session(facts), closing: session, contact: nil) }
    #expect(try store.drafts().map(\.session) == [session])
    facts.petition = nil
    _ = try store.keep(.session(facts), closing: session, contact: nil)
    #expect(try store.entryCount() == 1)
    #expect(try store.verify().isWhole)
  }
}
