package import Journal
package import Protocol

/// One entry of a verified batch, as it is to be stored.
package struct IncomingEntry: Hashable, Sendable {
  package var sequence: Int
  package var hash: EntryHash
  /// The exact bytes that were hashed.
  package var bytes: [UInt8]
  /// ``ReceiptKey/hash(of:)`` that the entry names; nil for anything but a readable session.
  package var receipt: EntryHash?
  /// The SHA-256 of the contact's box that the entry names; nil where it names none.
  package var contact: EntryHash?
  /// The place of the entry of the same chain whose contact this one destroys (a close or an erasure).
  package var destroys: Int?
  /// Why it is kept apart; nil where it is sound.
  package var reason: Quarantine.Reason?
  /// The commune's code and the volunteer's that the entry names; both or neither go into the unit's roster.
  package var unit: String?
  package var volunteer: String?
  /// A newer program wrote it, and it says more than this one reads; what is read counts.
  package var hasMore: Bool

  package init(
    sequence: Int, hash: EntryHash, bytes: [UInt8], receipt: EntryHash?, contact: EntryHash?, destroys: Int?,
    reason: Quarantine.Reason?, unit: String? = nil, volunteer: String? = nil, hasMore: Bool = false
  ) {
    self.sequence = sequence
    self.hash = hash
    self.bytes = bytes
    self.receipt = receipt
    self.contact = contact
    self.destroys = destroys
    self.reason = reason
    self.unit = unit
    self.volunteer = volunteer
    self.hasMore = hasMore
  }
}

/// A batch whose signatures and hashes hold, ready to be stored.
package struct IncomingBatch: Sendable {
  package var chain: ChainID
  package var base: Int
  package var baseHash: EntryHash
  /// In the order of the chain.
  package var entries: [IncomingEntry]
  /// In the order of the chain.
  package var losses: [LostRange]
  package var attachments: [ContactAttachment]
  package var size: Int
  package var head: EntryHash
  /// Of the device, over the head.
  package var headSignature: [UInt8]
  /// Who brought it.
  package var carrier: DeviceID
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// How far the carrier's clock is ahead, in milliseconds.
  package var skew: Int64
  /// Whether the chain's device was shut out when it came.
  package var isFromRevoked: Bool
  /// The SHA-256 of the sealed batch as it came, under which ``HubStore/held(_:)`` finds it again; nil where nobody asks.
  package var sealed: EntryHash?

  package init(
    chain: ChainID, base: Int, baseHash: EntryHash, entries: [IncomingEntry],
    losses: [LostRange], attachments: [ContactAttachment], size: Int, head: EntryHash, headSignature: [UInt8],
    carrier: DeviceID, time: Int64, skew: Int64, isFromRevoked: Bool, sealed: EntryHash? = nil
  ) {
    self.chain = chain
    self.base = base
    self.baseHash = baseHash
    self.entries = entries
    self.losses = losses
    self.attachments = attachments
    self.size = size
    self.head = head
    self.headSignature = headSignature
    self.carrier = carrier
    self.time = time
    self.skew = skew
    self.isFromRevoked = isFromRevoked
    self.sealed = sealed
  }

  package var device: DeviceID { chain.device }
  package var incarnation: Int { chain.incarnation }
}

/// A sealed batch by its outside.
package struct SealedStretch: Hashable, Sendable {
  package var chain: ChainID
  package var base: Int
  package var size: Int
  /// The SHA-256 of its bytes.
  package var sealed: EntryHash

  package init(chain: ChainID, base: Int, size: Int, sealed: EntryHash) {
    self.chain = chain
    self.base = base
    self.size = size
    self.sealed = sealed
  }
}
