import CFaultVFS
import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import TestTraits
import Testing

@Suite(.ownThread) struct ContactTests {
  private let folder = TemporaryFolder()

  private func contact(_ name: String, due: Int? = nil) -> Contact {
    Contact(
      name: name, phone: "0912345678", appointment: "8 giờ", due: due.map(Day.init(daysSince1970:)), consentVersion: 2)
  }

  private func keep(_ store: JournalStore, _ contact: Contact, at moment: Moment = .sample) throws -> KeptEntry {
    var bodies = Bodies(seed: 3, now: moment)
    return try store.keep(.session(bodies.session()), closing: nil, contact: contact)
  }

  @Test func `a contact comes back with its entry, also after reopening`() throws {
    var store = try folder.open()
    let kept = try keep(store, .sample)
    let bare = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    try store.close()
    store = try folder.open()
    #expect(try store.contact(row: kept.row) == .sample)
    #expect(try store.detail(row: kept.row).hasContact)
    #expect(throws: JournalProblem.contactGone) { try store.contact(row: bare.row) }
    #expect(throws: JournalProblem.contactGone) { try store.erase(row: bare.row, at: .sample) }
    #expect(throws: JournalProblem.noSuchEntry) { try store.contact(row: 99) }
    #expect(throws: JournalProblem.noSuchEntry) { try store.erase(row: 99, at: .sample) }
    #expect(try store.verify().contacts == 1)
  }

  @Test func `follow-ups come soonest first, those without a day last`() throws {
    let store = try folder.open()
    for (name, due) in [("c", 30), ("none", nil), ("a", 10), ("b", 20)] as [(String, Int?)] {
      _ = try keep(store, contact(name, due: due))
    }
    #expect(try store.followUps(through: nil).map(\.contact.name) == ["a", "b", "c", "none"])
    #expect(try store.followUps(through: Day(daysSince1970: 20)).map(\.contact.name) == ["a", "b"])
    #expect(try store.followUps(through: Day(daysSince1970: 9)).isEmpty)
    let first = try #require(try store.followUps(through: nil).first?.entry.row)
    let by = VolunteerCode(rawValue: "TN01")
    let closed = try store.closeFollowUp(row: first, by: by, at: Moment.sample.later(by: 1))
    #expect(try store.followUps(through: nil).map(\.contact.name) == ["b", "c", "none"])
    #expect(throws: JournalProblem.contactGone) { try store.contact(row: first) }
    #expect(throws: JournalProblem.contactGone) { try store.closeFollowUp(row: first, by: by, at: .sample) }
    #expect(try store.detail(row: first).later.map(\.kind) == [.followUpClosed])
    #expect(try store.detail(row: closed.row).summary.volunteer == by)
    #expect(try !store.detail(row: first).summary.isAmended)
    #expect(try store.verify().isWhole)
  }

  @Test func `an erased contact stands in no file any more, and the chain is whole`() throws {
    let store = try folder.open()
    var erased: [SealedTrace] = []
    for number in 0..<40 {
      let kept = try keep(store, contact("Nguyễn Văn Mất Tích \(number)"))
      erased.append(try trace(kept.row))
    }
    let staying = try keep(store, contact("Trần Thị Ở Lại"))
    let stays = try trace(staying.row)
    #expect(try appearances(of: stays) > 0)
    for (number, trace) in erased.enumerated() { #expect(try appearances(of: trace) > 0, "\(number)") }
    for row in 1...Int64(40) {
      if row.isMultiple(of: 2) {
        _ = try store.erase(row: row, at: Moment.sample.later(by: row))
      } else {
        _ = try store.closeFollowUp(row: row, by: nil, at: Moment.sample.later(by: row))
      }
    }
    for (number, trace) in erased.enumerated() { #expect(try appearances(of: trace) == 0, "\(number)") }
    #expect(try appearances(of: stays) > 0)
    #expect(try store.contact(row: staying.row).name == "Trần Thị Ở Lại")
    let report = try store.verify()
    #expect(report.isWhole && report.good == 81 && report.contacts == 1)
  }

  @Test func `a desk that is cut off just after an erasure finishes it at the next start`() throws {
    #expect(fault_register() == 0)
    var leftBehind = 0
    for call in 1...80 {
      let folder = TemporaryFolder()
      let store = try folder.open()
      let kept = try keep(store, contact("Nguyễn Văn Mất Tích"))
      let trace = try trace(kept.row, in: folder)
      fault_arm(folder.path, Int32(FAULT_FULL_FOREVER), call, 0)
      do { _ = try store.erase(row: kept.row, at: Moment.sample.later(by: 1)) } catch JournalProblem.full { continue }
      fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
      if try appearances(of: trace, in: folder) == 0 { break }
      leftBehind += 1
      let crashed = try folder.crashed()
      let again = try crashed.open()
      #expect(throws: JournalProblem.contactGone) { try again.contact(row: kept.row) }
      #expect(try appearances(of: trace, in: crashed) == 0, "call \(call)")
      // And the desk that was not cut off, with its next entry.
      _ = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
      #expect(try appearances(of: trace, in: folder) == 0, "call \(call)")
    }
    #expect(leftBehind > 0)
  }

  private func trace(_ row: Int64, in other: TemporaryFolder? = nil) throws -> SealedTrace {
    try (other ?? folder).trace(row)
  }

  private func appearances(of trace: SealedTrace, in other: TemporaryFolder? = nil) throws -> Int {
    try (other ?? folder).appearances(of: trace)
  }

  @Test func `no name and no number of a contact can be read in any file, at any time`() throws {
    let store = try folder.open()
    for number in 0..<30 {
      let session = try store.begin(.sample, event: Array("Họ Hiếm Gặp 09\(number)".utf8))
      var bodies = Bodies(seed: 2)
      _ = try store.keep(.session(bodies.session()), closing: session, contact: contact("Họ Hiếm Gặp \(number)"))
      for name in try folder.names() {
        let bytes = try folder.bytes(name)
        #expect(!contains(bytes, Array("Hiếm Gặp".utf8)), "\(name)")
        #expect(!contains(bytes, Array("0912345678".utf8)), "\(name)")
      }
    }
  }

  @Test func `a contact without a day goes by itself after thirty days, not before`() throws {
    let month: Int64 = 30 * 86_400_000
    var store = try folder.open()
    let kept = try keep(store, contact("bác Mẫu"))
    guard case .session(let facts) = try store.detail(row: kept.row).body else { return }
    let sealed = try trace(kept.row)
    #expect(try store.purgeContacts(at: facts.ended.later(by: month - 1)) == 0)
    #expect(try store.purgeContacts(at: facts.ended.later(by: month)) == 1)
    #expect(try store.purgeContacts(at: facts.ended.later(by: month)) == 0)
    #expect(throws: JournalProblem.contactGone) { try store.contact(row: kept.row) }
    #expect(try appearances(of: sealed) == 0)
    #expect(try store.verify().isWhole)
    // At the next start too.
    let second = try keep(store, contact("bác Mẫu"))
    try store.close()
    store = try folder.open(now: facts.ended.later(by: 2 * month))
    #expect(throws: JournalProblem.contactGone) { try store.contact(row: second.row) }
  }

  @Test(arguments: [0, 1, 40, 90])
  func `a contact with a day is there until seven days after it, whenever that is`(ahead: Int) throws {
    let store = try folder.open()
    let day: Int64 = 86_400_000
    let due = contact("bác Mẫu", due: Moment.sample.day.daysSince1970 + ahead)
    let kept = try keep(store, due)
    guard case .session(let facts) = try store.detail(row: kept.row).body else { return }
    let lifetime = Contact.lifetime(due: due.due, keptOn: facts.ended.day)
    #expect(lifetime >= Int64(ahead + 7) * day)
    #expect(try store.purgeContacts(at: facts.ended.later(by: lifetime - 1)) == 0)
    #expect(try store.contact(row: kept.row) == due)
    #expect(try store.purgeContacts(at: facts.ended.later(by: lifetime)) == 1)
  }

  @Test func `a wall clock that jumps ten years destroys no contact while the machine stays on`() throws {
    let store = try folder.open()
    let kept = try keep(store, .sample)
    var jumped = Moment.sample.later(by: 86_400_000)
    for years in [10, -10] as [Int64] {
      jumped.wallMilliseconds = Moment.sample.wallMilliseconds + years * 365 * 86_400_000
      #expect(try store.purgeContacts(at: jumped) == 0)
    }
    #expect(try store.contact(row: kept.row) == .sample)
  }

  @Test func `only sessions and counts take a contact, and only one of a sensible size`() throws {
    let store = try folder.open()
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: nil)
    #expect(throws: JournalProblem.noSuchEntry) {
      try store.keep(.amendment(of: kept.id, Amendment(), by: nil, at: .sample), closing: nil, contact: .sample)
    }
    var large = Contact.sample
    large.appointment = String(repeating: "x", count: 5_000)
    #expect(throws: JournalProblem.self) { try keep(store, large) }
    #expect(try store.entryCount() == 1)
  }
}
