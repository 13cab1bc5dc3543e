import Foundation
package import Journal
import JournalStore
import Protocol
import SyncStore

/// A contact that a desk sealed to this lead.
package struct OpenedContact: Message, Hashable {
  /// The entry that it belongs to.
  package var entry: EntryID
  /// As the citizen gave it.
  package var contact: Contact

  package init(entry: EntryID, contact: Contact) {
    self.entry = entry
    self.contact = contact
  }
}

extension SyncSession {
  /// Pages of contacts that a unit may have: a hub that always names a next one has an end.
  private static let mostPages = 10_000

  /// Fetches all contacts sealed to this lead, page by page, and opens them; what does not open is only counted.
  func contacts(_ take: @Sendable (OpenedContact) -> Void) async throws {
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
        tally.entries += 1
        take(OpenedContact(entry: box.entry, contact: contact))
      }
      tally.bytes += answer.body.count
      after = page.next
    }
    if closed > 0 { emit(.notVerified, count: closed) }
    try keepClock(of: client)
  }

  private static func contact(_ bytes: [UInt8]) -> Contact? {
    do { return try JSONDecoder().decode(Contact.self, from: Data(bytes)) } catch { return nil }
  }
}
