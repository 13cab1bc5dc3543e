import Bytes
import Foundation
import Journal
import JournalStore
import Protocol
import SyncStore

/// A contact that is to be sealed to a lead.
struct OpenBox {
  /// Whose contact it is.
  var entry: EntryID
  /// To whom it goes.
  var lead: LeadKeyID
  /// X25519, 32 bytes.
  var key: [UInt8]
  /// As the citizen gave it.
  var contact: Contact
}

extension SyncSession {
  /// Contacts that are read from the journal at once.
  private static let page = 200
  /// Contacts of one incarnation that wait in memory.
  private static let mostWaiting = 5_000

  /// Open contacts of an incarnation that a lead has not got yet, in the order of their entries.
  func openBoxes(of chain: LogChain) throws -> [OpenBox] {
    let leads = try store.confirmedLeads().compactMap { lead in Hex.bytes(lead.key).map { (lead.id, $0) } }
    guard !leads.isEmpty else { return [] }
    var boxes: [OpenBox] = []
    var row = chain.base
    while boxes.count < Self.mostWaiting {
      let found = try journal.openContacts(after: row, limit: Self.page)
      for (_, id, contact) in found where id.device == chain.device && id.incarnation == chain.incarnation {
        for (lead, key) in leads where try !store.boxesSent(to: lead, of: id) {
          boxes.append(OpenBox(entry: id, lead: lead, key: key, contact: contact))
        }
      }
      guard let last = found.last, found.count == Self.page, last.row < chain.base + Int64(chain.size) else { break }
      row = last.row
    }
    return boxes
  }

  /// The boxes, each bound to its entry.
  func seal(_ boxes: [OpenBox]) throws -> [ContactAttachment] {
    try boxes.map { box in
      let bytes = Array(try JSONEncoder().encode(box.contact))
      return ContactAttachment(
        sequence: box.entry.sequence, lead: box.lead,
        box: try LeadSeal.seal(bytes, of: box.entry, to: box.key))
    }
  }

  /// Sends contacts of entries that are sent already: in batches without entries, at the end of the incarnation.
  func sendBoxes(_ chain: LogChain, _ key: DeviceKey, _ client: HubClient) async throws {
    guard try covered(chain) == chain.size else { return }
    var boxes = try openBoxes(of: chain).filter { $0.entry.sequence <= chain.size }
    while !boxes.isEmpty {
      try goOn()
      let taken = Array(boxes.prefix(Self.mostBoxes))
      boxes.removeFirst(taken.count)
      let delivery = Delivery(
        base: chain.size, end: chain.head.head, count: 0,
        bytes: try boxBatch(chain, key, taken).bytes, boxes: taken.map { .init(lead: $0.lead, entry: $0.entry) },
        coveredBefore: chain.size)
      let arrival = await Self.deliver(delivery, false, key, client)
      tally.bytes += delivery.bytes.count
      switch try arrival.result.get() {
      case .fine(let answer):
        if let fault = try acknowledge(delivery, answer, chain, client) { throw fault }
      case .refusal(let refusal) where refusal.kind == .sizeMismatch:
        // The hub was restored: the next round sends the entries again, and these with them.
        try lower(chain, to: max(0, refusal.size ?? 0))
        return
      case .refusal(let refusal): throw SyncFault(refusal, subject: client.subject)
      }
    }
  }

  /// A batch of contacts alone.
  func boxBatch(_ chain: LogChain, _ key: DeviceKey, _ boxes: [OpenBox]) throws -> SealedBatch {
    try SealedBatch(
      Batch(
        publicKey: key.publicKey, base: chain.head.head, items: [], attachments: try seal(boxes)), key: key)
  }
}
