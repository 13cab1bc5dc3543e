import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

// The journal on the disk and the double beside each other.
extension JournalContract {
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
