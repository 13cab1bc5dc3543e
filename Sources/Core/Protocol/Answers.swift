import Bytes
public import Journal

/// Why the hub keeps an entry apart: it is safe, but not counted.
public struct Quarantine: Message, Hashable {
  /// What rule it breaks.
  public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
    /// A newer program wrote it, or it is no entry at all.
    case unreadable
    /// It says another device, incarnation, sequence or previous hash than its place has.
    case misplaced
    /// A text in it looks like a number of a person.
    case personalNumber = "personal-number"
    /// It names an entry that its chain does not hold.
    case unknownTarget = "unknown-target"
  }

  public var incarnation: Int
  public var sequence: Int
  public var reason: Reason
  public init(incarnation: Int, sequence: Int, reason: Reason) {
    self.incarnation = incarnation
    self.sequence = sequence
    self.reason = reason
  }
}

/// What the hub answers to a batch, after its commit.
public struct PushAnswer: Message, Hashable {
  /// ``Receipt/line``.
  public var receipt: String
  /// Entries of the batch that are kept apart.
  public var quarantined: [Quarantine]
  /// Another laptop goes by the same name and has written other entries at the same places: enrol anew.
  public var isForked: Bool
  public init(receipt: String, quarantined: [Quarantine], isForked: Bool) {
    self.receipt = receipt
    self.quarantined = quarantined
    self.isForked = isForked
  }
}

/// Who a hub is.
public struct HubFacts: Message, Hashable {
  public var hub: HubID
  /// Hex.
  public var hubKey: String
  public var incarnation: Int
  /// Milliseconds since 1970.
  public var time: Int64
  public init(hub: HubID, hubKey: String, incarnation: Int, time: Int64) {
    self.hub = hub
    self.hubKey = hubKey
    self.incarnation = incarnation
    self.time = time
  }
}

/// Asks for the contact to be erased that belongs to a receipt code: by what the journals hold of it where the asker knows
/// that, else by the code itself.
public struct ErasureRequest: Message, Hashable {
  /// ``ReceiptKey/hash(of:)``, hex.
  public var receipt: String?
  /// ``ReceiptCode/letters``.
  public var code: String?
  public init(receipt: EntryHash) { self.receipt = receipt.hex }
  public init(code: ReceiptCode) { self.code = code.letters }
}

/// What became of it. Only an answer that names the orders says that it is ordered.
public struct ErasureAnswer: Message, Hashable {
  /// The orders as the hub keeps them and tells them to the desks of the unit: one where the entry is known, else one for
  /// each desk that the code may come from.
  public var orders: [ErasureOrder]
  /// The hub holds the entry; its contact is gone there, and the order waits for the desk.
  public var isKnown: Bool
  public init(orders: [ErasureOrder], isKnown: Bool) {
    self.orders = orders
    self.isKnown = isKnown
  }
}

/// An order to erase a contact, for every copy.
public struct ErasureOrder: Message, Hashable {
  /// 1, 2, 3 … at this hub.
  public var number: Int
  /// ``ReceiptKey/hash(of:)``, hex.
  public var receipt: String
  /// Milliseconds since 1970 by the hub's clock.
  public var time: Int64
  public init(number: Int, receipt: String, time: Int64) {
    self.number = number
    self.receipt = receipt
    self.time = time
  }
}

/// A pack of checklists that the hub has for whoever pulls: opaque bytes, which only whoever installs them opens.
public struct PackOffer: Message, Hashable {
  /// The file's name at the hub: letters, digits, `.` and `-`, at most 80.
  public var name: String
  /// SHA-256 of its bytes, hex; ``Route/packs`` and this give the bytes.
  public var hash: String
  /// Bytes.
  public var size: Int
  public init(name: String, hash: String, size: Int) {
    self.name = name
    self.hash = hash
    self.size = size
  }
}

/// A contact sealed to a lead, as the hub hands it to that lead: Base64 of ``LeadSeal``'s box.
public struct ContactBox: Message, Hashable {
  public var entry: EntryID
  public var lead: LeadKeyID
  public var box: String
  public init(entry: EntryID, lead: LeadKeyID, box: String) {
    self.entry = entry
    self.lead = lead
    self.box = box
  }
}

/// Answer of ``Route/contacts``.
public struct ContactBoxes: Message, Hashable {
  /// In the order in which the hub took them; at most ``Limits/contactsPage``.
  public var boxes: [ContactBox]
  /// What to ask `after` next; nil where there are no more.
  public var next: Int64?
  public init(boxes: [ContactBox], next: Int64?) {
    self.boxes = boxes
    self.next = next
  }
}

/// What the hub has to say to one device; in an ``Envelope`` of the hub, by wire or stick.
public struct News: Message, Hashable {
  public var hub: HubID
  public var hubIncarnation: Int
  public var device: DeviceID
  public var unit: String
  public var role: DeviceRole
  /// Milliseconds since 1970 by the hub's clock.
  public var time: Int64
  /// The number that ``erasures`` begin behind, as it was asked.
  public var after: Int
  /// What tells these news from all others, but for their time: 32 hex digits.
  public var tag: String
  /// The newest ``Receipt/line`` of each of the device's chains.
  public var receipts: [String]
  /// Entries of the device that are kept apart.
  public var quarantined: [Quarantine]
  /// Orders for the device's unit with numbers over ``after``, oldest first, at most ``Limits/newsErasures``.
  public var erasures: [ErasureOrder]
  /// Words to the unit.
  public var notes: [String]
  /// Codes of volunteers of the unit.
  public var roster: [String]
  public var leads: [LeadKey]
  /// Packs that anybody may pull, newest first, at most 20.
  public var packs: [PackOffer]
  public var isForked: Bool
  public var isRevoked: Bool

  public init(
    hub: HubID, hubIncarnation: Int, device: DeviceID, unit: String, role: DeviceRole, time: Int64, after: Int = 0,
    tag: String = "", receipts: [String],
    quarantined: [Quarantine], erasures: [ErasureOrder], notes: [String], roster: [String], leads: [LeadKey],
    packs: [PackOffer] = [], isForked: Bool, isRevoked: Bool
  ) {
    self.hub = hub
    self.hubIncarnation = hubIncarnation
    self.device = device
    self.unit = unit
    self.role = role
    self.time = time
    self.after = after
    self.tag = tag
    self.receipts = receipts
    self.quarantined = quarantined
    self.erasures = erasures
    self.notes = notes
    self.roster = roster
    self.leads = leads
    self.packs = packs
    self.isForked = isForked
    self.isRevoked = isRevoked
  }

  /// Whether no list is longer, and no number larger, than a hub makes it.
  public var isBounded: Bool {
    (1...Limits.incarnations).contains(hubIncarnation) && Limits.times.contains(time) && after >= 0
      && erasures.count <= Limits.newsErasures && quarantined.count <= Limits.newsQuarantined
      && [packs.count, leads.count, roster.count, notes.count, receipts.count].allSatisfy { $0 <= Limits.newsItems }
  }
}
