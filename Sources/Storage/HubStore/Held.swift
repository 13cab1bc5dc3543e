package import Journal
package import Protocol

/// What became of a batch.
package enum AppendOutcome: Hashable, Sendable {
  /// The store holds all of it, durably: the branch has this size and head (beyond the batch where it held more).
  /// `stored` is how many entries were new; `receipt` is the line in force for just this size, head and incarnation of the hub,
  /// nil where none was signed yet.
  case held(size: Int, head: EntryHash, stored: Int, isForked: Bool, receipt: String?)
  /// It builds on more than the store has, or on other bytes: send again from `size`.
  case mismatch(size: Int)
}

/// One branch of one chain. A chain has more than one only where two laptops write under one name.
package struct ChainState: Hashable, Sendable {
  package var id: ChainID
  /// 0 for the first that came, then 1, 2 …
  package var branch: Int
  /// The last entry that it shares with branch 0; 0 for branch 0 itself.
  package var forkedAt: Int
  package var size: Int
  package var head: EntryHash
  package var headSignature: [UInt8]
  /// How many entries of it are kept apart, and how many were lost by the device.
  package var quarantined: Int
  package var lost: Int
  /// Bytes of its own entries: those that it shares lie in the branch that it left.
  package var bytes: Int
  /// The newest ``Receipt/line``; nil where none was given yet.
  package var receipt: String?
  /// When the last batch came, by the hub's clock, in milliseconds since 1970.
  package var time: Int64

  package init(
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

  package var device: DeviceID { id.device }
  package var incarnation: Int { id.incarnation }
}

/// One stored entry, when all are read again.
package struct HeldEntry: Hashable, Sendable {
  package var sequence: Int
  package var hash: EntryHash
  package var bytes: [UInt8]
  /// Why it is kept apart; nil where it is sound.
  package var reason: Quarantine.Reason?
  package init(sequence: Int, hash: EntryHash, bytes: [UInt8], reason: Quarantine.Reason?) {
    self.sequence = sequence
    self.hash = hash
    self.bytes = bytes
    self.reason = reason
  }
}

/// A contact sealed to a lead, as it is held.
package struct HeldBox: Hashable, Sendable {
  /// Ascending in the order in which the boxes came.
  package var number: Int64
  package var entry: EntryID
  package var box: [UInt8]
  package init(number: Int64, entry: EntryID, box: [UInt8]) {
    self.number = number
    self.entry = entry
    self.box = box
  }
}

/// An order with the unit that gave it.
package struct HeldErasure: Hashable, Sendable {
  package var order: ErasureOrder
  /// The commune's code.
  package var unit: String
  package init(order: ErasureOrder, unit: String) {
    self.order = order
    self.unit = unit
  }
}

/// A batch that was stored.
package struct HeldDelivery: Hashable, Sendable {
  package var chain: ChainID
  /// How many entries of the chain it added, lost ones among them.
  package var entries: Int
  /// Who brought it.
  package var carrier: DeviceID
  /// By the hub's clock, in milliseconds since 1970.
  package var time: Int64

  package init(chain: ChainID, entries: Int, carrier: DeviceID, time: Int64) {
    self.chain = chain
    self.entries = entries
    self.carrier = carrier
    self.time = time
  }
}

/// How much a store holds.
package struct HubCounts: Hashable, Sendable {
  package var devices: Int
  package var revoked: Int
  /// Chains and further branches of them.
  package var chains: Int
  package var forks: Int
  /// Each entry once, also where branches share it.
  package var entries: Int
  package var quarantined: Int
  package var boxes: Int
  package var erasures: Int

  package init(
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

/// A step of a unit's period, as the hub keeps it.
package struct HeldPeriodStep: Hashable, Sendable {
  package var step: PeriodStep
  /// The laptop that signed it, or the person who did it on the hub's pages.
  package var author: String
  /// When the hub took it, in milliseconds since 1970 by its clock.
  package var time: Int64

  package init(step: PeriodStep, author: String, time: Int64) {
    self.step = step
    self.author = author
    self.time = time
  }
}

extension LeadWord {
  /// Reads a word as a store holds it.
  init(held bytes: [UInt8]) throws(StoreFault) {
    guard let word = Self(bytes: bytes) else { throw .damaged("a lead's word") }
    self = word
  }
}
