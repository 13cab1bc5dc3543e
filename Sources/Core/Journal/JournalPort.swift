package import Checklists

/// What can go wrong with a journal; each has its sentence in `Phrases`.
package enum JournalProblem: Error, Hashable, Sendable {
  /// The folder cannot be made or written to.
  case notWritable(path: String)
  /// No space is left; nothing of the last change was kept.
  case full(path: String, freeBytes: Int64)
  /// The disk failed; nothing of the last change was kept.
  case disk(path: String, code: Int)
  /// Another desk holds the journal.
  case inUse(path: String)
  /// A newer program wrote it.
  case newerVersion(path: String, found: Int, known: Int)
  /// Pages do not make sense.
  case damaged(path: String, what: String)
  /// The key file is missing or not of the expected form, while the journal needs it.
  case keyUnusable(path: String)
  /// The entry or session that is meant is not in the journal, or not any more (a session that was finished already).
  case noSuchEntry
  /// The code has the form of one, but no entry belongs to it.
  case unknownCode
  /// Not the form of a receipt code: letters missing, or the check letter does not fit.
  case malformedCode
  /// The contact has gone already.
  case contactGone
  /// The program could not turn an event of a session into bytes; nothing was changed.
  case notEncodable(what: String)
  /// A session or entry is larger than the journal takes.
  case tooLarge(bytes: Int)
}

/// The exact file a session runs on, so that a newer one never changes it.
package struct ChecklistText: Hashable, Sendable {
  package var id: ChecklistID
  package var version: Int
  /// The file's bytes.
  package var bytes: [UInt8]
  package init(id: ChecklistID, version: Int, bytes: [UInt8]) {
    self.id = id
    self.version = version
    self.bytes = bytes
  }
}

/// A session in progress, as it lies on the disk.
package struct Draft: Hashable, Sendable {
  package var session: SessionID
  package var checklist: ChecklistText
  /// Every event of the session in order, encoded.
  package var events: [[UInt8]]
  package init(session: SessionID, checklist: ChecklistText, events: [[UInt8]]) {
    self.session = session
    self.checklist = checklist
    self.events = events
  }
}

/// An entry after it was kept.
package struct KeptEntry: Hashable, Sendable {
  package var id: EntryID
  /// The row number; newest is largest.
  package var row: Int64
  package var kind: EntrySummary.Kind
  /// For sessions: the code that the citizen takes home. It is shown once; the journal holds only its hash.
  package var receipt: ReceiptCode?
  package init(id: EntryID, row: Int64, kind: EntrySummary.Kind, receipt: ReceiptCode?) {
    self.kind = kind
    self.id = id
    self.row = row
    self.receipt = receipt
  }
}

/// What was corrected of an outcome, as the last entry says that corrects it.
package struct OutcomeCorrection: Hashable, Sendable {
  /// As kept first.
  package var first: Outcome
  /// Why; nil where nobody said.
  package var reason: String?
  /// By whom; nil where nobody was chosen.
  package var by: VolunteerCode?
  /// The row of the entry that corrects.
  package var row: Int64

  package init(first: Outcome, reason: String?, by: VolunteerCode?, row: Int64) {
    self.first = first
    self.reason = reason
    self.by = by
    self.row = row
  }
}

/// One line of the journal list.
package struct EntrySummary: Hashable, Sendable {
  /// What sort of entry it is.
  package enum Kind: Int, Sendable, CaseIterable {
    case session = 1
    case count, amendment, followUpClosed, erasure, quickHelp, cancelled
    case shift = 10
    case plan, event, petition, shiftAnswer
  }
  package var row: Int64
  package var id: EntryID
  package var kind: Kind
  package var day: Day
  /// Minutes since local midnight; nil for a count.
  package var minuteOfDay: Int?
  package var checklist: ChecklistID?
  /// As corrected last.
  package var outcome: Outcome?
  /// Nil where the outcome stands as it was kept.
  package var correction: OutcomeCorrection?
  package var volunteer: VolunteerCode?
  /// How long the session took.
  package var milliseconds: Int64
  package var problems: [ProblemID]
  /// A later entry corrects this one.
  package var isAmended: Bool
  /// The row of the entry that this one names; nil where it names none.
  package var target: Int64?

  package init(
    row: Int64, id: EntryID, kind: Kind, day: Day, minuteOfDay: Int?, checklist: ChecklistID?, outcome: Outcome?,
    volunteer: VolunteerCode?, milliseconds: Int64, problems: [ProblemID], isAmended: Bool, target: Int64? = nil
  ) {
    self.row = row
    self.id = id
    self.kind = kind
    self.day = day
    self.minuteOfDay = minuteOfDay
    self.checklist = checklist
    self.outcome = outcome
    self.volunteer = volunteer
    self.milliseconds = milliseconds
    self.problems = problems
    self.isAmended = isAmended
    self.target = target
  }

  /// The line with what its outcome was corrected to last.
  package func corrected(to outcome: Outcome, reason: String?, by: VolunteerCode?, row: Int64) -> EntrySummary {
    guard let first = self.outcome else { return self }
    var line = self
    line.outcome = outcome
    line.correction = OutcomeCorrection(first: first, reason: reason, by: by, row: row)
    return line
  }
}

/// What an entry says, and where it stands.
package struct KeptBody: Hashable, Sendable {
  package var id: EntryID
  package var row: Int64
  package var body: EntryBody

  package init(id: EntryID, row: Int64, body: EntryBody) {
    self.id = id
    self.row = row
    self.body = body
  }
}

/// What one entry holds, with all that later entries say of it.
package struct EntryDetail: Hashable, Sendable {
  package var summary: EntrySummary
  package var body: EntryBody
  /// Lower-case hex of the SHA-256 over the stored bytes.
  package var hash: String
  package var previousHash: String
  /// Entries that name this one, oldest first.
  package var later: [EntrySummary]
  /// Whether a sealed contact still exists.
  package var hasContact: Bool

  package init(
    summary: EntrySummary, body: EntryBody, hash: String, previousHash: String, later: [EntrySummary],
    hasContact: Bool
  ) {
    self.summary = summary
    self.body = body
    self.hash = hash
    self.previousHash = previousHash
    self.later = later
    self.hasContact = hasContact
  }
}

/// Which entries are asked for; all conditions hold together.
package struct EntryFilter: Hashable, Sendable {
  package var checklist: ChecklistID?
  /// As corrected last.
  package var outcome: Outcome?
  package var volunteer: VolunteerCode?
  /// Whose entries, among copies of several desks' journals; nil: of all. A desk's own journal has no use for it.
  package var device: DeviceID?
  package var from: Day?
  package var through: Day?
  /// Words to search, as typed: accents and case do not matter, đ = d; `"two words"` is a phrase; the last word may
  /// be a beginning. Empty: no search.
  package var words: String

  package init(
    checklist: ChecklistID? = nil, outcome: Outcome? = nil, volunteer: VolunteerCode? = nil, from: Day? = nil,
    through: Day? = nil, words: String = "", device: DeviceID? = nil
  ) {
    self.device = device
    self.checklist = checklist
    self.outcome = outcome
    self.volunteer = volunteer
    self.from = from
    self.through = through
    self.words = words
  }
}

/// Which part of the list is asked for.
package enum PageStart: Hashable, Sendable {
  /// From the newest.
  case newest
  /// Rows older than this one, newest of them first.
  case before(Int64)
  /// Rows newer than this one: the nearest ones, still newest first.
  case after(Int64)
  /// The oldest ones, still newest first.
  case oldest
}

/// A follow-up that somebody promised.
package struct FollowUp: Hashable, Sendable {
  package var entry: EntrySummary
  package var contact: Contact
  package init(entry: EntrySummary, contact: Contact) {
    self.entry = entry
    self.contact = contact
  }
}

/// What a laptop signed, and with which key.
package struct SignedWords: Hashable, Sendable {
  /// 32 bytes.
  package var publicKey: [UInt8]
  /// 64 bytes.
  package var signature: [UInt8]

  package init(publicKey: [UInt8], signature: [UInt8]) {
    self.publicKey = publicKey
    self.signature = signature
  }
}

/// How many sessions, in total and by outcome, on one day, and how many were cancelled, which are none of them.
package struct DayCount: Hashable, Sendable {
  package var sessions: Int
  package var byOutcome: [Outcome: Int]
  package var cancelled: Int
  package init(sessions: Int = 0, byOutcome: [Outcome: Int] = [:], cancelled: Int = 0) {
    self.sessions = sessions
    self.byOutcome = byOutcome
    self.cancelled = cancelled
  }
}

/// What became of an order to erase a citizen's contact.
package enum OrderedErasure: Hashable, Sendable {
  /// The contact is destroyed, and this entry says so.
  case erased(KeptEntry)
  /// The entry is here and has no contact (any more).
  case alreadyGone
  /// No entry of this journal has that receipt.
  case unknown
}

/// What the desk asks of a journal. Every call that changes something has it on the disk when it returns, or throws and
/// leaves everything as it was.
package protocol JournalPort: AnyObject {
  /// The sessions in progress, oldest first.
  func drafts() throws(JournalProblem) -> [Draft]
  /// Starts a session with its first event.
  func begin(_ checklist: ChecklistText, event: [UInt8]) throws(JournalProblem) -> SessionID
  /// Adds event `number` (1, 2 … after the first, which is 0). The same number twice with the same bytes is no error.
  func append(_ event: [UInt8], number: Int, to session: SessionID) throws(JournalProblem)
  /// Drops a session whose citizen agreed to nothing: nothing says that it was.
  func discard(_ session: SessionID) throws(JournalProblem)
  /// Keeps an entry; for a finished or cancelled session, `closing` is dropped in the same transaction, and the contact
  /// sealed.
  func keep(_ body: EntryBody, closing: SessionID?, contact: Contact?) throws(JournalProblem) -> KeptEntry

  /// The receipt of the session that was kept last, for 15 minutes after that; nil then, and once the next session is
  /// kept. What is over is erased by the call.
  func lastReceipt(at: Moment) throws(JournalProblem) -> ReceiptCode?

  /// At most `limit` lines, newest first, of entries of the listed kinds (``EntrySummary/Kind/isListed``).
  func page(_ filter: EntryFilter, _ start: PageStart, limit: Int) throws(JournalProblem) -> [EntrySummary]
  /// How many entries there are in all.
  func entryCount() throws(JournalProblem) -> Int
  /// How many of them lists show.
  func listedCount() throws(JournalProblem) -> Int
  /// How many there are of each kind, by the device that kept them.
  func kindsByDevice() throws(JournalProblem) -> [DeviceID: EntryKinds]
  func detail(row: Int64) throws(JournalProblem) -> EntryDetail
  /// The row of the entry that a citizen's code belongs to; throws `malformedCode` or `unknownCode`.
  func find(code: String) throws(JournalProblem) -> Int64
  func count(on day: Day) throws(JournalProblem) -> DayCount
  /// What the entries of some kinds and days say, oldest first; at most ``JournalLimits/bodies``, the newest of them.
  func bodies(_ kinds: Set<EntrySummary.Kind>, from: Day?, through: Day?) throws(JournalProblem) -> [KeptBody]

  /// The sealed contact of an entry; throws `contactGone` where there is none.
  func contact(row: Int64) throws(JournalProblem) -> Contact
  /// Open follow-ups due on a day or before (nil: all), soonest first.
  func followUps(through day: Day?) throws(JournalProblem) -> [FollowUp]
  /// Appends the erasure (or the close of the follow-up) and destroys the sealed contact, in one transaction.
  func erase(row: Int64, at: Moment) throws(JournalProblem) -> KeptEntry
  func closeFollowUp(row: Int64, by: VolunteerCode?, at: Moment) throws(JournalProblem) -> KeptEntry
  /// Destroys contacts whose time is over (``Contact/lifetime(due:keptOn:)``); returns how many.
  func purgeContacts(at: Moment) throws(JournalProblem) -> Int
  /// Carries out an order that came from elsewhere: erases the contact of the entry whose receipt has this hash
  /// (``ReceiptKey/hash(of:)``). The same order again changes nothing.
  func eraseOrdered(receipt: EntryHash, at: Moment) throws(JournalProblem) -> OrderedErasure

  /// Begins the next incarnation of the log, for entries from now on; returns where it starts (sequence 0). Everything
  /// that was kept stays.
  func beginIncarnation() throws(JournalProblem) -> EntryID
  /// Gives this laptop a new signing key and so a new name, with an incarnation of its own; returns the name. What was
  /// sealed still opens, and earlier entries stay under their names.
  func renewIdentity() throws(JournalProblem) -> DeviceID

  /// Signs words of this laptop that leave it on paper or in a file, with the key that signs its entries. They must
  /// begin with words that no message of the exchange begins with.
  func sign(_ message: [UInt8]) throws(JournalProblem) -> SignedWords

  /// In Vietnamese order of names.
  func volunteers() throws(JournalProblem) -> [Volunteer]
  ///
  /// - Parameter code: The one that the person has elsewhere in the unit; taken where nobody has it here.
  func addVolunteer(named name: String, code: VolunteerCode?) throws(JournalProblem) -> Volunteer
  func settings() throws(JournalProblem) -> [String: String]
  func set(_ key: String, _ value: String) throws(JournalProblem)
}

extension JournalPort {
  /// Adds somebody under the next code.
  package func addVolunteer(named name: String) throws(JournalProblem) -> Volunteer {
    try addVolunteer(named: name, code: nil)
  }
}
