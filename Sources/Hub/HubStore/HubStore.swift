public import HubContract
public import Journal

/// What can go wrong with the hub's store; nothing of the call was kept.
public enum StoreFault: Error, Hashable, Sendable {
  /// The database is away or refuses; the word is for the log.
  case unavailable(String)
  /// No space is left.
  case full
  /// A newer hub wrote the database.
  case newerVersion(found: Int, known: Int)
  /// The database does not say what a hub wrote.
  case damaged(String)
  /// Another hub process holds the folder (SQLite only).
  case inUse(path: String)
}

/// The hub itself, as its store remembers it.
public struct HubLife: Hashable, Sendable {
  public var hub: HubID
  /// 1, then one more after each restore.
  public var incarnation: Int
  public init(hub: HubID, incarnation: Int) {
    self.hub = hub
    self.incarnation = incarnation
  }
}

/// A device that was let in.
public struct EnrolledDevice: Hashable, Sendable {
  public var id: DeviceID
  /// Ed25519, 32 bytes.
  public var publicKey: [UInt8]
  /// The commune's five-digit code.
  public var unit: String
  public var role: Role
  /// A lead's X25519 key; nil for others.
  public var sealingKey: [UInt8]?
  /// Milliseconds since 1970 by the hub's clock.
  public var enrolled: Int64
  /// When it was shut out; nil where it was not.
  public var revoked: Int64?
  /// How far its clock was ahead of the hub's at its last request, in milliseconds.
  public var skew: Int64

  public init(
    id: DeviceID, publicKey: [UInt8], unit: String, role: Role, sealingKey: [UInt8]?, enrolled: Int64,
    revoked: Int64? = nil, skew: Int64 = 0
  ) {
    self.id = id
    self.publicKey = publicKey
    self.unit = unit
    self.role = role
    self.sealingKey = sealingKey
    self.enrolled = enrolled
    self.revoked = revoked
    self.skew = skew
  }
}

/// A code that waits to be used, or was.
public struct StoredCode: Hashable, Sendable {
  /// ``EnrolCode/lookup``.
  public var lookup: EntryHash
  /// ``EnrolCode/secret``.
  public var secret: EntryHash
  public var unit: String
  public var role: Role
  /// Milliseconds since 1970 by the hub's clock; not valid from then on.
  public var expires: Int64
  /// Who used it; nil where nobody did.
  public var usedBy: DeviceID?

  public init(
    lookup: EntryHash, secret: EntryHash, unit: String, role: Role, expires: Int64, usedBy: DeviceID? = nil
  ) {
    self.lookup = lookup
    self.secret = secret
    self.unit = unit
    self.role = role
    self.expires = expires
    self.usedBy = usedBy
  }
}

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

  public init(
    sequence: Int, hash: EntryHash, bytes: [UInt8], receipt: EntryHash?, contact: EntryHash?, destroys: Int?,
    reason: Quarantine.Reason?
  ) {
    self.sequence = sequence
    self.hash = hash
    self.bytes = bytes
    self.receipt = receipt
    self.contact = contact
    self.destroys = destroys
    self.reason = reason
  }
}

/// A stretch that a device lost: no entries from `first` through `last`.
public struct IncomingLoss: Hashable, Sendable {
  public var first: Int
  public var last: Int
  /// The hash of entry `last`.
  public var hash: EntryHash
  public init(first: Int, last: Int, hash: EntryHash) {
    self.first = first
    self.last = last
    self.hash = hash
  }
}

/// A batch whose signatures and hashes hold, ready to be stored.
public struct IncomingBatch: Sendable {
  public var device: DeviceID
  public var incarnation: Int
  public var base: Int
  public var baseHash: EntryHash
  /// In the order of the chain.
  public var entries: [IncomingEntry]
  /// In the order of the chain.
  public var losses: [IncomingLoss]
  public var besides: [Batch.Beside]
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

  public init(
    device: DeviceID, incarnation: Int, base: Int, baseHash: EntryHash, entries: [IncomingEntry],
    losses: [IncomingLoss], besides: [Batch.Beside], size: Int, head: EntryHash, headSignature: [UInt8],
    carrier: DeviceID, time: Int64, skew: Int64, isFromRevoked: Bool
  ) {
    self.device = device
    self.incarnation = incarnation
    self.base = base
    self.baseHash = baseHash
    self.entries = entries
    self.losses = losses
    self.besides = besides
    self.size = size
    self.head = head
    self.headSignature = headSignature
    self.carrier = carrier
    self.time = time
    self.skew = skew
    self.isFromRevoked = isFromRevoked
  }
}

/// What became of a batch.
public enum AppendOutcome: Hashable, Sendable {
  /// The store holds all of it, durably: the branch has this size and head (beyond the batch where it held more).
  /// `stored` is how many entries were new.
  case held(size: Int, head: EntryHash, stored: Int, isForked: Bool)
  /// It builds on more than the store has, or on other bytes: send again from `size`.
  case mismatch(size: Int)
}

/// One branch of one chain. A chain has more than one only where two laptops write under one name.
public struct ChainState: Hashable, Sendable {
  public var device: DeviceID
  public var incarnation: Int
  /// 0 for the first that came, then 1, 2 …
  public var branch: Int
  /// The last entry that it shares with branch 0; 0 for branch 0 itself.
  public var forkedAt: Int
  public var size: Int
  public var head: EntryHash
  public var headSignature: [UInt8]
  /// How many entries of it are kept apart, and how many were lost by the device.
  public var quarantined: Int
  public var lost: Int
  /// The newest ``Receipt/line``; nil where none was given yet.
  public var receipt: String?
  /// When the last batch came, by the hub's clock, in milliseconds since 1970.
  public var time: Int64

  public init(
    device: DeviceID, incarnation: Int, branch: Int, forkedAt: Int, size: Int, head: EntryHash, headSignature: [UInt8],
    quarantined: Int, lost: Int, receipt: String?, time: Int64
  ) {
    self.device = device
    self.incarnation = incarnation
    self.branch = branch
    self.forkedAt = forkedAt
    self.size = size
    self.head = head
    self.headSignature = headSignature
    self.quarantined = quarantined
    self.lost = lost
    self.receipt = receipt
    self.time = time
  }
}

/// One stored entry, when all are read again.
public struct HeldEntry: Hashable, Sendable {
  public var sequence: Int
  public var hash: EntryHash
  public var bytes: [UInt8]
  public init(sequence: Int, hash: EntryHash, bytes: [UInt8]) {
    self.sequence = sequence
    self.hash = hash
    self.bytes = bytes
  }
}

/// What became of a code.
public enum RedeemOutcome: Hashable, Sendable {
  /// The device is in (also when the same device asks again).
  case enrolled(EnrolledDevice)
  /// Unknown, too old, or used by another device.
  case refused
}

/// What a hub asks of its store. Each call that changes something is one transaction, durable when it returns; calls may
/// come from many tasks, and with PostgreSQL from many processes, at once.
public protocol HubStore: AnyObject, Sendable {
  /// The hub's life; nil before ``begin(_:)``.
  func life() async throws(StoreFault) -> HubLife?
  /// Remembers the hub's name and life: at the first start, and after a restore with the next incarnation.
  func begin(_ life: HubLife) async throws(StoreFault)
  /// Answers when the database does.
  func ping() async throws(StoreFault)
  func close() async

  /// Remembers a nonce until it expires (milliseconds since 1970) and drops those that expired before `now`. False where
  /// it was there: a replay.
  func admit(nonce: String, of device: DeviceID, expires: Int64, now: Int64) async throws(StoreFault) -> Bool

  func add(_ code: StoredCode) async throws(StoreFault)
  func code(_ lookup: EntryHash) async throws(StoreFault) -> StoredCode?
  /// Uses a code for a device, once: two devices with one code in one moment are told apart by the database.
  func redeem(_ lookup: EntryHash, for device: EnrolledDevice, now: Int64) async throws(StoreFault) -> RedeemOutcome
  func device(_ id: DeviceID) async throws(StoreFault) -> EnrolledDevice?
  /// In the order of their enrolment.
  func devices() async throws(StoreFault) -> [EnrolledDevice]
  /// False where there is no such device.
  func revoke(_ id: DeviceID, at time: Int64) async throws(StoreFault) -> Bool
  func note(skew: Int64, of device: DeviceID) async throws(StoreFault)

  /// Stores a batch. Entries that are there already with the same bytes are not stored again; other bytes at a held place
  /// begin a new branch from there, and both stay. A beside is kept only where its entry names a contact that was neither
  /// erased nor closed; an entry whose `destroys` names a place destroys the box there.
  func append(_ batch: IncomingBatch) async throws(StoreFault) -> AppendOutcome
  /// Keeps the receipt given for a branch of this head.
  func keep(_ receipt: Receipt) async throws(StoreFault)
  /// Branches of a device's chains (nil: of all), by device, incarnation and branch.
  func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState]
  /// At most `limit` entries of a branch with a sequence over `after`, in order; those shared with branch 0 included.
  func entries(of chain: ChainState, after sequence: Int, limit: Int) async throws(StoreFault) -> [HeldEntry]
  /// Stretches of a branch that its device lost, in order.
  func losses(of chain: ChainState) async throws(StoreFault) -> [IncomingLoss]
  /// Entries of a device that are kept apart, in order, at most `limit`.
  func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine]
  /// Boxes sealed to a lead, with the entry they belong to, at most `limit`.
  func besides(to lead: LeadKeyID, limit: Int) async throws(StoreFault) -> [(entry: EntryID, box: [UInt8])]

  /// Orders an erasure: destroys the box of the entry with this receipt hash wherever it lies, now and whenever it comes
  /// again, and keeps the order. The same receipt twice gives the same order. `isKnown`: the entry is held.
  func erase(
    receipt: EntryHash, unit: String, at time: Int64
  ) async throws(StoreFault) -> (order: ErasureOrder, isKnown: Bool)
  /// Orders for a unit (nil: for all) with a number over `after`, oldest first.
  func erasures(for unit: String?, after: Int, limit: Int) async throws(StoreFault) -> [ErasureOrder]
}
