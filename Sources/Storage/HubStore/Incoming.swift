public import Journal
public import Protocol

/// One entry of a verified batch, as it is to be stored.
public struct IncomingEntry: Hashable, Sendable {
  public var sequence: Int
  public var hash: EntryHash
  /// The exact bytes that were hashed.
  public var bytes: [UInt8]
  /// ``ReceiptCode/hash`` that the entry names; nil for anything but a readable session.
  public var receipt: EntryHash?
  /// The SHA-256 of the contact's box that the entry names; nil where it names none.
  public var contact: EntryHash?
  /// The place of the entry of the same chain whose contact this one destroys (a close or an erasure).
  public var destroys: Int?
  /// Why it is kept apart; nil where it is sound.
  public var reason: Quarantine.Reason?
  /// The commune's code and the volunteer's that the entry names; both or neither go into the unit's roster.
  public var unit: String?
  public var volunteer: String?

  public init(
    sequence: Int, hash: EntryHash, bytes: [UInt8], receipt: EntryHash?, contact: EntryHash?, destroys: Int?,
    reason: Quarantine.Reason?, unit: String? = nil, volunteer: String? = nil
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
  }
}

/// A batch whose signatures and hashes hold, ready to be stored.
public struct IncomingBatch: Sendable {
  public var chain: ChainID
  public var base: Int
  public var baseHash: EntryHash
  /// In the order of the chain.
  public var entries: [IncomingEntry]
  /// In the order of the chain.
  public var losses: [LostRange]
  public var attachments: [ContactAttachment]
  public var size: Int
  public var head: EntryHash
  /// Of the device, over the head.
  public var headSignature: [UInt8]
  /// Who brought it.
  public var carrier: DeviceID
  /// Milliseconds since 1970 by the hub's clock.
  public var time: Int64
  /// How far the carrier's clock is ahead, in milliseconds.
  public var skew: Int64
  /// Whether the chain's device was shut out when it came.
  public var isFromRevoked: Bool
  /// The SHA-256 of the sealed batch as it came, under which ``HubStore/held(_:)`` finds it again; nil where nobody asks.
  public var sealed: EntryHash?

  public init(
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

  public var device: DeviceID { chain.device }
  public var incarnation: Int { chain.incarnation }
}

/// A sealed batch by its outside.
public struct SealedStretch: Hashable, Sendable {
  public var chain: ChainID
  public var base: Int
  public var size: Int
  /// The SHA-256 of its bytes.
  public var sealed: EntryHash

  public init(chain: ChainID, base: Int, size: Int, sealed: EntryHash) {
    self.chain = chain
    self.base = base
    self.size = size
    self.sealed = sealed
  }
}
