public import Journal
public import Protocol

/// What became of a batch.
public enum AppendOutcome: Hashable, Sendable {
  /// The store holds all of it, durably: the branch has this size and head (beyond the batch where it held more).
  /// `stored` is how many entries were new; `receipt` is the line in force for just this size, head and incarnation of the hub,
  /// nil where none was signed yet.
  case held(size: Int, head: EntryHash, stored: Int, isForked: Bool, receipt: String?)
  /// It builds on more than the store has, or on other bytes: send again from `size`.
  case mismatch(size: Int)
}

/// One branch of one chain. A chain has more than one only where two laptops write under one name.
public struct ChainState: Hashable, Sendable {
  public var id: ChainID
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
  /// Bytes of its own entries: those that it shares lie in the branch that it left.
  public var bytes: Int
  /// The newest ``Receipt/line``; nil where none was given yet.
  public var receipt: String?
  /// When the last batch came, by the hub's clock, in milliseconds since 1970.
  public var time: Int64

  public init(
    id: ChainID, branch: Int, forkedAt: Int, size: Int, head: EntryHash, headSignature: [UInt8],
    quarantined: Int, lost: Int, bytes: Int, receipt: String?, time: Int64
  ) {
    self.id = id
    self.branch = branch
    self.forkedAt = forkedAt
    self.size = size
    self.head = head
    self.headSignature = headSignature
    self.quarantined = quarantined
    self.lost = lost
    self.bytes = bytes
    self.receipt = receipt
    self.time = time
  }

  public var device: DeviceID { id.device }
  public var incarnation: Int { id.incarnation }
}

/// One stored entry, when all are read again.
public struct HeldEntry: Hashable, Sendable {
  public var sequence: Int
  public var hash: EntryHash
  public var bytes: [UInt8]
  /// Why it is kept apart; nil where it is sound.
  public var reason: Quarantine.Reason?
  public init(sequence: Int, hash: EntryHash, bytes: [UInt8], reason: Quarantine.Reason?) {
    self.sequence = sequence
    self.hash = hash
    self.bytes = bytes
    self.reason = reason
  }
}

/// A contact sealed to a lead, as it is held.
public struct HeldBox: Hashable, Sendable {
  /// Ascending in the order in which the boxes came.
  public var number: Int64
  public var entry: EntryID
  public var box: [UInt8]
  public init(number: Int64, entry: EntryID, box: [UInt8]) {
    self.number = number
    self.entry = entry
    self.box = box
  }
}

/// An order with the unit that gave it.
public struct HeldErasure: Hashable, Sendable {
  public var order: ErasureOrder
  /// The commune's code.
  public var unit: String
  public init(order: ErasureOrder, unit: String) {
    self.order = order
    self.unit = unit
  }
}

/// How much a store holds.
public struct HubCounts: Hashable, Sendable {
  public var devices: Int
  public var revoked: Int
  /// Chains and further branches of them.
  public var chains: Int
  public var forks: Int
  /// Each entry once, also where branches share it.
  public var entries: Int
  public var quarantined: Int
  public var boxes: Int
  public var erasures: Int

  public init(
    devices: Int, revoked: Int, chains: Int, forks: Int, entries: Int, quarantined: Int, boxes: Int, erasures: Int
  ) {
    self.devices = devices
    self.revoked = revoked
    self.chains = chains
    self.forks = forks
    self.entries = entries
    self.quarantined = quarantined
    self.boxes = boxes
    self.erasures = erasures
  }
}
