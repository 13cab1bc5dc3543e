import Bytes
package import Journal

/// What an exchange is doing.
package enum SyncStage: String, Hashable, Sendable, Codable, CaseIterable {
  case connecting, enrolling, sending, fetching
  /// Writing what came into this desk's own memory of the exchange.
  case applying
  case readingStick = "reading-stick"
  case writingStick = "writing-stick"
}

/// What a lead must read about an exchange, beside its success or failure.
package enum SyncAttention: String, Hashable, Sendable, Codable, CaseIterable {
  /// The hub was restored from a backup; ``SyncLine/count`` entries that it had acknowledged were sent again.
  case hubRestored = "hub-restored"
  /// Two laptops write under one name: both branches are kept, both must enrol anew.
  case forked
  /// This laptop was restored from an image, and began a new incarnation of its log.
  case imageRestored = "image-restored"
  /// ``SyncLine/count`` entries are kept apart at the hub, with their reasons.
  case quarantined
  case revoked
  /// The hub names another sealing key of a lead than before: it is not used until somebody confirms it.
  case leadKeyChanged = "lead-key-changed"
  /// Something from outside could not be verified, and was not used.
  case notVerified = "not-verified"
  /// ``SyncLine/count`` erasure orders came and wait for the desk.
  case erasures
  /// The laptop's clock is wrong by ``SyncLine/count`` seconds.
  case clock
  /// The hub did not take ``SyncLine/count`` steps of the unit's periods.
  case periodRefused = "period-refused"
}

/// One line of `tiepsuc-sync … --json`: an object, ended by a newline. Absent fields have no key.
package struct SyncLine: Message, Hashable {
  /// What sort of line it is.
  package enum Event: String, Hashable, Sendable, Codable, CaseIterable {
    /// `stage` begins, and `next` follows it.
    case stage
    /// `entries` of `ofEntries` are acknowledged; `bytes` went over the line or into the file.
    case progress
    /// `attention`, with its `count`.
    case attention
    /// A `contact` that was opened.
    case contact
    /// The last line of a success, with the `summary` afterwards.
    case done
    /// The last line of a failure: `failure`, `refusal`, `subject`, and the `summary` where it can be told.
    case failed
  }

  package var event: Event
  package var stage: SyncStage?
  package var next: SyncStage?
  package var entries: Int?
  package var ofEntries: Int?
  package var bytes: Int?
  package var bytesPerSecond: Int?
  package var attention: SyncAttention?
  package var count: Int?
  package var failure: SyncFailure?
  /// ``Refusal/Kind``, its word, where `failure` is `refused`.
  package var refusal: String?
  /// The host, file or folder that it is about.
  package var subject: String?
  package var summary: ExchangeSummary?
  package var contact: OpenedContact?

  package init(
    _ event: Event, stage: SyncStage? = nil, next: SyncStage? = nil, entries: Int? = nil, ofEntries: Int? = nil,
    bytes: Int? = nil, bytesPerSecond: Int? = nil, attention: SyncAttention? = nil, count: Int? = nil,
    failure: SyncFailure? = nil, refusal: String? = nil, subject: String? = nil, summary: ExchangeSummary? = nil,
    contact: OpenedContact? = nil
  ) {
    self.contact = contact
    self.event = event
    self.stage = stage
    self.next = next
    self.entries = entries
    self.ofEntries = ofEntries
    self.bytes = bytes
    self.bytesPerSecond = bytesPerSecond
    self.attention = attention
    self.count = count
    self.failure = failure
    self.refusal = refusal
    self.subject = subject
    self.summary = summary
  }
}

/// Where a desk stands with its hub; what `tiepsuc-sync status --json` prints.
package struct ExchangeSummary: Message, Hashable {
  /// Entries in the journal, of all incarnations.
  package var kept: Int
  /// Entries that a verified receipt on this disk covers.
  package var sent: Int
  /// `kept - sent`.
  package var unsent: Int
  /// Of the sent ones, how many the hub keeps apart.
  package var quarantined: Int
  /// Contacts erased by an order of the hub.
  package var erased: Int
  /// When the oldest unsent entry was kept, in milliseconds since 1970 by the laptop's clock; nil where all is sent.
  package var oldestUnsent: Int64?
  /// The newest receipt; nil before the first.
  package var receipt: LastReceipt?
  /// The hub's address; nil where the desk is not enrolled, or only by stick.
  package var hub: String?
  /// The commune's code, and what this desk may do; nil where it is not enrolled.
  package var unit: String?
  package var role: DeviceRole?
  package var isForked: Bool
  package var isRevoked: Bool

  /// What stands in the newest receipt.
  package struct LastReceipt: Message, Hashable {
    package var hub: HubID
    package var hubIncarnation: Int
    package var incarnation: Int
    package var size: Int
    /// Hex.
    package var head: String
    /// Milliseconds since 1970 by the hub's clock.
    package var time: Int64
    package init(hub: HubID, hubIncarnation: Int, incarnation: Int, size: Int, head: String, time: Int64) {
      self.hub = hub
      self.hubIncarnation = hubIncarnation
      self.incarnation = incarnation
      self.size = size
      self.head = head
      self.time = time
    }
  }

  package init(
    kept: Int = 0, sent: Int = 0, unsent: Int = 0, quarantined: Int = 0, erased: Int = 0, oldestUnsent: Int64? = nil,
    receipt: LastReceipt? = nil, hub: String? = nil, unit: String? = nil, role: DeviceRole? = nil,
    isForked: Bool = false,
    isRevoked: Bool = false
  ) {
    self.kept = kept
    self.sent = sent
    self.unsent = unsent
    self.quarantined = quarantined
    self.erased = erased
    self.oldestUnsent = oldestUnsent
    self.receipt = receipt
    self.hub = hub
    self.unit = unit
    self.role = role
    self.isForked = isForked
    self.isRevoked = isRevoked
  }
}

/// One exchange that was tried, for its history.
package struct ExchangeRecord: Message, Hashable {
  /// By the laptop's clock, in milliseconds since 1970.
  package var began: Int64
  package var ended: Int64
  /// How it travelled.
  package var way: Way
  /// Nil where it succeeded.
  package var failure: SyncFailure?
  /// Entries acknowledged in it, and bytes over the line or into the file.
  package var entries: Int
  package var bytes: Int
  package var attentions: [SyncAttention]

  package enum Way: String, Hashable, Sendable, Codable, CaseIterable {
    case network
    case stickWritten = "stick-written"
    case stickRead = "stick-read"
    case enrolment
  }

  package init(
    began: Int64, ended: Int64, way: Way, failure: SyncFailure?, entries: Int, bytes: Int, attentions: [SyncAttention]
  ) {
    self.began = began
    self.ended = ended
    self.way = way
    self.failure = failure
    self.entries = entries
    self.bytes = bytes
    self.attentions = attentions
  }
}

/// What a lead's laptop knows of one desk that it carries for.
package struct CarriedDesk: Message, Hashable {
  package var device: DeviceID
  /// Entries in the newest batch that was seen of it, over all incarnations.
  package var seen: Int
  /// Entries of it that a receipt of the hub covers, as this laptop knows.
  package var sent: Int
  package var quarantined: Int
  /// When its last bundle was read, or it was last heard of; milliseconds since 1970.
  package var time: Int64
  package var isForked: Bool
  package init(device: DeviceID, seen: Int, sent: Int, quarantined: Int, time: Int64, isForked: Bool) {
    self.device = device
    self.seen = seen
    self.sent = sent
    self.quarantined = quarantined
    self.time = time
    self.isForked = isForked
  }
}

/// An entry that the hub keeps apart, where it stands in this journal.
package struct QuarantinedEntry: Message, Hashable {
  package var quarantine: Quarantine
  /// The journal's row; nil where this journal does not hold it any more.
  package var row: Int64?
  package init(quarantine: Quarantine, row: Int64?) {
    self.quarantine = quarantine
    self.row = row
  }
}
