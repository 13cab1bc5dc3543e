import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

// Contacts, follow-ups and the last receipt.
extension JournalContract {
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
}
