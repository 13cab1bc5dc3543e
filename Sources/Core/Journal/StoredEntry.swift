/// One entry as it is stored: where it stands in the chain, what it says, and the hashes of what is kept apart from it.
///
/// Its bytes (``EntryBytes``) are made once and never change; their SHA-256 is the next entry's ``previous``.
package struct StoredEntry: Hashable, Sendable {
  /// Its place; there is no other identity.
  package var id: EntryID
  /// The hash of the entry before it in the same incarnation; ``EntryHash/zero`` for the first.
  package var previous: EntryHash
  /// What it says.
  package var body: EntryBody
  /// ``ReceiptKey/hash(of:)`` of the code that the citizen took home; nil where there is none (anything but a session).
  package var receipt: EntryHash?
  /// SHA-256 of the sealed contact's bytes; nil where no contact was taken. It stays when the contact is erased.
  package var contact: EntryHash?
  /// The newest pack of checklists that the desk had taken by then, from 1; nil before the first. What says elsewhere which
  /// packs are old can be deleted by whoever writes in the data folder; the chain cannot.
  package var pack: Int?
  /// Whether its bytes say more than this program can read: a later one wrote them.
  package internal(set) var hasMore = false

  package init(
    id: EntryID, previous: EntryHash, body: EntryBody, receipt: EntryHash? = nil, contact: EntryHash? = nil,
    pack: Int? = nil
  ) {
    self.id = id
    self.previous = previous
    self.body = body
    self.receipt = receipt
    self.contact = contact
    self.pack = pack
  }
}

extension EntryBody {
  /// What sort of entry it is.
  package var kind: EntrySummary.Kind {
    switch self {
    case .session: .session
    case .count: .count
    case .amendment: .amendment
    case .followUpClosed: .followUpClosed
    case .erasure: .erasure
    case .quickHelp: .quickHelp
    case .cancelled: .cancelled
    case .shift: .shift
    case .plan: .plan
    case .event: .event
    case .petition: .petition
    case .shiftAnswer: .shiftAnswer
    }
  }

  /// The earlier entry that it names; nil for what stands by itself.
  package var target: EntryID? {
    switch self {
    case .session, .count, .quickHelp, .cancelled, .shift, .shiftAnswer: nil
    case .amendment(let of, _, _, _), .followUpClosed(let of, _, _), .erasure(let of, _), .petition(let of, _): of
    case .plan(let facts): facts.replaces
    case .event(let facts): facts.plan
    }
  }

  /// When it was kept; of a count or a cancelled session only the day is known.
  package var moment: Moment {
    switch self {
    case .session(let facts): facts.ended
    case .count(let facts): facts.day.start
    case .cancelled(let facts): facts.day.start
    case .amendment(_, _, _, let at), .followUpClosed(_, _, let at), .erasure(_, let at): at
    case .shift(let facts): facts.at
    case .plan(let facts): facts.at
    case .event(let facts): facts.at
    case .petition(_, let facts): facts.at
    case .shiftAnswer(let facts): facts.at
    case .quickHelp(let facts): facts.at
    }
  }

  /// Whether the contact of the entry that it names goes with it.
  package var destroysContact: Bool { kind == .erasure || kind == .followUpClosed }
}

extension Day {
  /// Its first moment in UTC. A day that an entry from elsewhere claims may be beyond all clocks: the start of 1970.
  fileprivate var start: Moment {
    let (milliseconds, isBeyond) = Int64(daysSince1970).multipliedReportingOverflow(by: 86_400_000)
    return Moment(
      wallMilliseconds: isBeyond ? 0 : milliseconds, offsetMinutes: 0, boot: "", monotonicMilliseconds: 0)
  }
}

extension EntrySummary.Kind {
  /// Whether lists and searches show it: a cancelled session is a number, and no line to open.
  package var isListed: Bool { self != .cancelled }

  /// Its word in the stored bytes.
  package var word: String {
    switch self {
    case .session: "session"
    case .count: "count"
    case .amendment: "amendment"
    case .followUpClosed: "follow-up-closed"
    case .erasure: "erasure"
    case .shift: "shift"
    case .plan: "plan"
    case .event: "event"
    case .petition: "petition"
    case .shiftAnswer: "shift-answer"
    case .quickHelp: "quick-help"
    case .cancelled: "cancelled"
    }
  }
}
