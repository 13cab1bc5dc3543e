import HubStore
import Journal
import Protocol

/// Reads a sealed batch by the hub's rules; pure.
enum BatchReading {
  /// What the store needs beside what the batch says of itself.
  struct Coming {
    var carrier: DeviceID
    var time: Int64
    var skew: Int64
    /// The unit of the chain's device: its entries speak for no other unit's roster.
    var unit: String
    var isFromRevoked: Bool
  }

  /// Checks the signatures and hashes, and judges each entry: what breaks a rule is kept, with its reason.
  static func read(_ sealed: SealedBatch, _ coming: Coming) throws(BatchFault) -> IncomingBatch {
    let (batch, hashes) = try sealed.openHashed()
    // No database takes every text: a name that no lead has must not get as far.
    guard batch.attachments.allSatisfy({ isName($0.lead) }) else { throw .malformed }
    var entries: [IncomingEntry] = []
    var losses: [LostRange] = []
    entries.reserveCapacity(batch.items.count)
    var place = sealed.base.last
    var previous = sealed.base.hash
    for (item, hash) in zip(batch.items, hashes) {
      place.sequence += 1
      switch item {
      case .entry(let bytes):
        entries.append(entry(bytes, hash, at: place, after: previous, unit: coming.unit))
      case .lost(let range):
        losses.append(range)
        place.sequence = range.last
      }
      previous = hash
    }
    guard losses.count <= Limits.batchLosses else { throw .tooLarge }
    return IncomingBatch(
      chain: sealed.chain, base: sealed.base.size, baseHash: sealed.base.hash,
      entries: entries, losses: losses, attachments: batch.attachments, size: sealed.size, head: previous,
      headSignature: sealed.headSignature, carrier: coming.carrier, time: coming.time, skew: coming.skew,
      isFromRevoked: coming.isFromRevoked, sealed: EntryHash(of: sealed.bytes))
  }

  /// Whether a lead's key can have this name.
  private static func isName(_ lead: LeadKeyID) -> Bool {
    lead.rawValue.utf8.count == 16
      && lead.rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// One entry at its place.
  static func entry(
    _ bytes: [UInt8], _ hash: EntryHash, at place: EntryID, after previous: EntryHash, unit: String
  ) -> IncomingEntry {
    let read: StoredEntry
    do {
      read = try EntryBytes.decode(bytes)
    } catch {
      return IncomingEntry(
        sequence: place.sequence, hash: hash, bytes: bytes, receipt: nil, contact: nil, destroys: nil,
        reason: .unreadable)
    }
    let isSession = read.body.kind == .session
    let reason = EntryRules.reason(read, at: place, after: previous)
    // An entry out of its place says nothing about its neighbours.
    let isPlaced = reason != .misplaced
    let volunteer = reason == nil ? EntryRules.volunteer(read.body, of: unit) : nil
    return IncomingEntry(
      sequence: place.sequence, hash: hash, bytes: bytes, receipt: isSession ? read.receipt : nil,
      contact: isSession ? read.contact : nil, destroys: isPlaced ? EntryRules.destroys(read) : nil, reason: reason,
      unit: volunteer == nil ? nil : unit, volunteer: volunteer)
  }
}
