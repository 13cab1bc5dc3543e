import Foundation
import Journal
import JournalStore
import Protocol
import SyncStore

extension SyncSession {
  /// Pages of contacts that a unit may have: a hub that always names a next one has an end.
  private static let mostPages = 10_000

  /// Contacts that are put in the order of their desks before they are handed over.
  private static let mostSorted = 10_000

  /// Fetches all contacts sealed to this lead, page by page, and opens them; what does not open is only counted. Each that
  /// is handed over is noted first.
  ///
  /// - Parameter due: Only follow-ups that are due on this day or before, by desk and day; nil: all, as the hub took them.
  func contacts(due: Day?, _ take: @Sendable (OpenedContact) -> Void) async throws {
    let names = Dictionary(
      (try store.unitDesks()?.desks ?? []).map { ($0.device, $0.name) }, uniquingKeysWith: { first, _ in first })
    var waiting: [OpenedContact] = []
    func hand(_ contact: OpenedContact) throws {
      try store.note(ContactOpening(time: environment.wallMilliseconds(), entry: contact.entry))
      tally.entries += 1
      take(contact)
    }
    say(.connecting, next: .fetching)
    let (client, enrolment) = try client()
    guard let pair = try store.sealingPair(), let key = journal.signingKey(of: enrolment.device) else {
      throw SyncFault(.notEnrolled)
    }
    say(.fetching, next: nil)
    var after: Int64? = 0
    var closed = 0
    var pages = 0
    let began = environment.now().monotonicMilliseconds
    while let place = after {
      pages += 1
      guard pages <= Self.mostPages else { throw SyncFault(.answerMismatch, subject: client.subject) }
      guard !isOverdue(since: began) else { throw SyncFault(.noAnswer, subject: client.subject) }
      let answer = try await fetch("\(Route.contacts)?after=\(place)", client, as: key)
      guard let page = ContactBoxes(bytes: answer.body, limit: Limits.newsBytes),
        page.boxes.count <= Limits.contactsPage,
        page.next.map({ $0 > place }) ?? true
      else { throw SyncFault(.answerMismatch, subject: client.subject) }
      for box in page.boxes {
        guard let bytes = Base64.bytes(box.box), bytes.count <= Limits.contactBytes,
          let opened = LeadSeal.open(bytes, of: box.entry, secret: pair.secret), let contact = Self.contact(opened)
        else {
          closed += 1
          continue
        }
        let found = OpenedContact(entry: box.entry, contact: contact, desk: names[box.entry.device] ?? "")
        guard let due else {
          try hand(found)
          continue
        }
        guard let day = contact.due, day <= due else { continue }
        if waiting.count < Self.mostSorted { waiting.append(found) } else { try hand(found) }
      }
      tally.bytes += answer.body.count
      after = page.next
    }
    for contact in waiting.sorted(by: OpenedContact.isBefore) { try hand(contact) }
    if closed > 0 { emit(.notVerified, count: closed) }
    try keepClock(of: client)
  }

  private static func contact(_ bytes: [UInt8]) -> Contact? {
    do { return try JSONDecoder().decode(Contact.self, from: Data(bytes)) } catch { return nil }
  }
}

extension OpenedContact {
  /// By desk, then by the day on which it is due.
  fileprivate static func isBefore(_ a: OpenedContact, _ b: OpenedContact) -> Bool {
    let (first, second) = (a.contact.due?.daysSince1970 ?? .max, b.contact.due?.daysSince1970 ?? .max)
    return (a.desk, a.entry.device.rawValue, first, a.entry.incarnation, a.entry.sequence)
      < (b.desk, b.entry.device.rawValue, second, b.entry.incarnation, b.entry.sequence)
  }
}
