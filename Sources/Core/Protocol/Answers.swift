import Bytes
package import Journal

/// Why the hub keeps an entry apart: it is safe, but not counted.
package struct Quarantine: Message, Hashable {
  /// What rule it breaks.
  package enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
    /// A newer program wrote it, or it is no entry at all.
    case unreadable
    /// It says another device, incarnation, sequence or previous hash than its place has.
    case misplaced
    /// A text in it looks like a number of a person.
    case personalNumber = "personal-number"
    /// It names an entry that its chain does not hold.
    case unknownTarget = "unknown-target"
  }

  package var incarnation: Int
  package var sequence: Int
  package var reason: Reason
  package init(incarnation: Int, sequence: Int, reason: Reason) {
    self.incarnation = incarnation
    self.sequence = sequence
    self.reason = reason
  }
}

/// What the hub answers to a batch, after its commit.
package struct PushAnswer: Message, Hashable {
  /// ``Receipt/line``.
  package var receipt: String
  /// Entries of the batch that are kept apart.
  package var quarantined: [Quarantine]
  /// Another laptop goes by the same name and has written other entries at the same places: enrol anew.
  package var isForked: Bool
  package init(receipt: String, quarantined: [Quarantine], isForked: Bool) {
    self.receipt = receipt
    self.quarantined = quarantined
    self.isForked = isForked
  }
}

/// Who a hub is.
package struct HubFacts: Message, Hashable {
  package var hub: HubID
  /// Hex.
  package var hubKey: String
  package var incarnation: Int
  /// Milliseconds since 1970.
  package var time: Int64
  package init(hub: HubID, hubKey: String, incarnation: Int, time: Int64) {
    self.hub = hub
    self.hubKey = hubKey
    self.incarnation = incarnation
    self.time = time
  }
}

/// Asks for the contact to be erased that belongs to a receipt code: by what the journals hold of it where the asker knows
/// that, else by the code itself.
package struct ErasureRequest: Message, Hashable {
  /// ``ReceiptKey/hash(of:)``, hex.
  package var receipt: String?
  /// ``ReceiptCode/letters``.
  package var code: String?
  package init(receipt: EntryHash) { self.receipt = receipt.hex }
  package init(code: ReceiptCode) { self.code = code.letters }
}

/// What became of it. Only an answer that names the orders says that it is ordered.
package struct ErasureAnswer: Message, Hashable {
  /// The orders as the hub keeps them and tells them to the desks of the unit: one where the entry is known, else one for
  /// each desk that the code may come from.
  package var orders: [ErasureOrder]
  /// The hub holds the entry; its contact is gone there, and the order waits for the desk.
  package var isKnown: Bool
  package init(orders: [ErasureOrder], isKnown: Bool) {
    self.orders = orders
    self.isKnown = isKnown
  }
}

/// An order to erase a contact, for every copy.
package struct ErasureOrder: Message, Hashable {
  /// 1, 2, 3 … at this hub.
  package var number: Int
  /// ``ReceiptKey/hash(of:)``, hex.
  package var receipt: String
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  package init(number: Int, receipt: String, time: Int64) {
    self.number = number
    self.receipt = receipt
    self.time = time
  }
}

/// A pack of checklists that the hub has for whoever pulls: opaque bytes, which only whoever installs them opens.
package struct PackOffer: Message, Hashable {
  /// The file's name at the hub: letters, digits, `.` and `-`, at most 80.
  package var name: String
  /// SHA-256 of its bytes, hex; ``Route/packs`` and this give the bytes.
  package var hash: String
  /// Bytes.
  package var size: Int
  package init(name: String, hash: String, size: Int) {
    self.name = name
    self.hash = hash
    self.size = size
  }
}

/// A contact sealed to a lead, as the hub hands it to that lead: Base64 of ``LeadSeal``'s box.
package struct ContactBox: Message, Hashable {
  package var entry: EntryID
  package var lead: LeadKeyID
  package var box: String
  package init(entry: EntryID, lead: LeadKeyID, box: String) {
    self.entry = entry
    self.lead = lead
    self.box = box
  }
}

/// Answer of ``Route/contacts``.
package struct ContactBoxes: Message, Hashable {
  /// In the order in which the hub took them; at most ``Limits/contactsPage``.
  package var boxes: [ContactBox]
  /// What to ask `after` next; nil where there are no more.
  package var next: Int64?
  package init(boxes: [ContactBox], next: Int64?) {
    self.boxes = boxes
    self.next = next
  }
}

/// What the hub has to say to one device; in an ``Envelope`` of the hub, by wire or stick.
package struct News: Message, Hashable {
  package var hub: HubID
  package var hubIncarnation: Int
  package var device: DeviceID
  package var unit: String
  package var role: DeviceRole
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// The number that ``erasures`` begin behind, as it was asked.
  package var after: Int
  /// What tells these news from all others, but for their time: 32 hex digits.
  package var tag: String
  /// The newest ``Receipt/line`` of each of the device's chains.
  package var receipts: [String]
  /// Entries of the device that are kept apart.
  package var quarantined: [Quarantine]
  /// Orders for the device's unit with numbers over ``after``, oldest first, at most ``Limits/newsErasures``.
  package var erasures: [ErasureOrder]
  /// Words to the unit.
  package var notes: [String]
  /// Codes of volunteers of the unit.
  package var roster: [String]
  package var leads: [LeadKey]
  /// Laptops that lead the unit: what they sign of it holds.
  package var leadDevices: [DeviceID]
  /// Entries of the device that a lead wants corrected, newest first, at most ``EntryMark/mostOfDesk``.
  @LaterList package var marks: [EntryMark]
  /// Whether people may help at the device's desk, newest first, at most ``PersonStanding/mostOfDesk``.
  @LaterList package var standings: [PersonStanding]
  /// Leads' steps on petitions that were said at the device's desk, newest first, at most ``PetitionStep/mostOfDesk``.
  @LaterList package var petitions: [PetitionStep]
  /// Packs that anybody may pull, newest first, at most 20.
  package var packs: [PackOffer]
  package var isForked: Bool
  package var isRevoked: Bool

  package init(
    hub: HubID, hubIncarnation: Int, device: DeviceID, unit: String, role: DeviceRole, time: Int64, after: Int = 0,
    tag: String = "", receipts: [String],
    quarantined: [Quarantine], erasures: [ErasureOrder], notes: [String], roster: [String], leads: [LeadKey],
    leadDevices: [DeviceID] = [], marks: [EntryMark] = [], standings: [PersonStanding] = [],
    petitions: [PetitionStep] = [], packs: [PackOffer] = [], isForked: Bool, isRevoked: Bool
  ) {
    self.petitions = petitions
    self.standings = standings
    self.leadDevices = leadDevices
    self.marks = marks
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
  package var isBounded: Bool {
    (1...Limits.incarnations).contains(hubIncarnation) && Limits.times.contains(time) && after >= 0
      && erasures.count <= Limits.newsErasures && quarantined.count <= Limits.newsQuarantined
      && marks.areBounded(EntryMark.mostOfDesk) && standings.areBounded(PersonStanding.mostOfDesk)
      && petitions.areBounded(PetitionStep.mostOfDesk)
      && [packs.count, leads.count, leadDevices.count, roster.count, notes.count, receipts.count].allSatisfy {
        $0 <= Limits.newsItems
      }
  }
}
