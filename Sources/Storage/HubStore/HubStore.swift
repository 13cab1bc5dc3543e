package import Journal
package import Protocol

/// What a hub asks of its store. Each call that changes something is one transaction, durable when it returns; calls may
/// come from many tasks, and with PostgreSQL from many processes, at once.
package protocol HubStore: AnyObject, Sendable {
  /// The hub's name and incarnation; nil before ``begin(_:)``.
  func identity() async throws(StoreFault) -> HubIdentity?
  /// Remembers the hub's name and incarnation: at the first start, and after a restore with the next incarnation. Numbers of
  /// orders and boxes begin higher in each incarnation, so that whoever asks for those after the last one misses none.
  func beginIncarnation(_ identity: HubIdentity) async throws(StoreFault)
  /// Answers when the database does.
  func ping() async throws(StoreFault)
  /// Ends it when what is under way is done; every later call throws `unavailable`. More than once does no harm.
  func close() async

  /// Remembers a nonce until it expires (milliseconds since 1970) and drops those that expired before `now`. False where
  /// it was there: a replay. It outlives the hub's process, but perhaps not a power cut of the machine.
  func admit(nonce: String, of device: DeviceID, expires: Int64, now: Int64) async throws(StoreFault) -> Bool

  /// Keeps a code; throws `damaged` where its lookup is there already.
  func add(_ code: StoredCode) async throws(StoreFault)
  /// Nil where there is none.
  func code(_ lookup: EntryHash) async throws(StoreFault) -> StoredCode?
  /// Uses a code for a device, once: two devices with one code in one moment are told apart by the database.
  func redeem(_ lookup: EntryHash, for device: EnrolledDevice, now: Int64) async throws(StoreFault) -> RedeemOutcome
  /// Nil where it was never let in.
  func device(_ id: DeviceID) async throws(StoreFault) -> EnrolledDevice?
  /// Of a unit (nil: all), in the order of their enrolment.
  func devices(of unit: String?) async throws(StoreFault) -> [EnrolledDevice]
  /// Those whose chains hold an entry with this receipt hash.
  func devices(holding receipt: EntryHash) async throws(StoreFault) -> [DeviceID]
  /// False where there is no such device.
  func revoke(_ id: DeviceID, at time: Int64) async throws(StoreFault) -> Bool
  /// Keeps a device's skew and that it was seen; like a nonce, perhaps not beyond a power cut.
  func saveSkew(_ skew: Int64, seen: Int64, of device: DeviceID) async throws(StoreFault)
  /// Gives a device a name; false where there is no such device.
  func name(_ name: String, of device: DeviceID) async throws(StoreFault) -> Bool
  /// Keeps a lead's word on a desk, under the name of whoever said it; the same one again changes nothing, nor does an older
  /// one with its key. False where ``LeadWord/mostKept`` others of its kind are there.
  func keep<Word: LeadWord>(_ word: Word, by author: String) async throws(StoreFault) -> Bool
  /// Leads' words of a kind on a device's desk, newest first, at most `limit`.
  func words<Word: LeadWord>(
    _ kind: Word.Type, of device: DeviceID, limit: Int
  ) async throws(StoreFault) -> [Word]
  /// The same of all devices of a unit.
  func words<Word: LeadWord>(
    _ kind: Word.Type, ofUnit unit: String, limit: Int
  ) async throws(StoreFault) -> [Word]
  /// Keeps a step of a unit's period behind the `count` that it has, under the name of whoever did it. False where it has
  /// another number of them.
  func keep(_ step: PeriodStep, by author: String, at time: Int64, behind count: Int) async throws(StoreFault) -> Bool
  /// Steps of the periods of a unit (nil: of all) and days (nil: of all), by unit and in the order in which they were kept;
  /// at most the newest `limit`.
  func periodSteps(of unit: String?, days: String?, limit: Int) async throws(StoreFault) -> [HeldPeriodStep]
  /// Batches of a device that were stored, newest first, at most `limit`.
  func deliveries(of device: DeviceID, limit: Int) async throws(StoreFault) -> [HeldDelivery]

  /// Stores a batch. Entries that are there already with the same bytes are not stored again; other bytes at a held place
  /// begin a new branch from there, and both stay. A beside is kept only where its entry names a contact that was neither
  /// erased nor closed; an entry whose `destroys` names a place destroys the box there. A stretch that was lost is filled
  /// where the batch holds all of it.
  ///
  /// - Parameter sign: Signs the receipt for the branch's size and head, which is kept in the same transaction; it is not
  ///   called where one for just that is in force. Nil: none is made.
  func append(
    _ batch: IncomingBatch, sign: (@Sendable (_ size: Int, _ head: EntryHash) throws -> Receipt)?
  ) async throws(StoreFault) -> AppendOutcome
  /// Knows a sealed batch by its bytes that was stored before, so that it need not be opened again: all of it is held, and
  /// its boxes came with it. Nil where it was not, or has no receipt of the hub's present incarnation: append it.
  func held(_ stretch: SealedStretch) async throws(StoreFault) -> PushAnswer?
  /// Keeps a receipt for the branch that has this head, or had it, unless a newer one is there.
  func saveReceipt(_ receipt: Receipt) async throws(StoreFault)
  /// Branches of a device's chains (nil: of all), by device, incarnation and branch.
  func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState]
  /// The newest ``Receipt/line`` of each branch of a device's chains.
  func receipts(of device: DeviceID) async throws(StoreFault) -> [String]
  /// At most `limit` entries of a branch with a sequence over `after`, in order; those shared with branch 0 included.
  func entries(of chain: ChainState, after sequence: Int, limit: Int) async throws(StoreFault) -> [HeldEntry]
  /// Stretches of a branch that its device lost, in order.
  func losses(of chain: ChainState) async throws(StoreFault) -> [LostRange]
  /// Entries of a device that are kept apart, each place once, in order, at most `limit`.
  func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine]
  /// Boxes sealed to a lead with a number over `after`, in the order in which they came, at most `limit`.
  func attachments(to lead: LeadKeyID, after number: Int64, limit: Int) async throws(StoreFault) -> [HeldBox]

  /// Orders an erasure: destroys the boxes of entries with this receipt hash wherever they lie, now and whenever they
  /// come again, and keeps the order. The same receipt twice gives the same order. `isKnown`: such an entry is held.
  func erase(
    receipt: EntryHash, unit: String, at time: Int64
  ) async throws(StoreFault) -> (order: ErasureOrder, isKnown: Bool)
  /// Applies an order again that a restored backup does not know. It keeps its number where that is free; what it has now
  /// is returned.
  func restoreErasure(_ erasure: HeldErasure) async throws(StoreFault) -> ErasureOrder
  /// Orders of a unit (nil: of all) with a number over `after`, oldest first.
  func erasures(for unit: String?, after: Int, limit: Int) async throws(StoreFault) -> [HeldErasure]

  /// Keeps a note to a unit; the same words again only renew it.
  func setNote(unit: String, text: String, at time: Int64) async throws(StoreFault)
  /// Drops all notes to a unit.
  func clearNotes(unit: String) async throws(StoreFault)
  /// Notes to a unit, the newest first, at most 20.
  func notes(for unit: String) async throws(StoreFault) -> [String]
  /// Adds volunteers' codes to a unit's roster; those that entries name come by themselves.
  func addToRoster(_ volunteers: [String], of unit: String) async throws(StoreFault)
  /// Codes of a unit's volunteers, sorted, at most 500.
  func roster(of unit: String) async throws(StoreFault) -> [String]

  /// How much is held, for figures.
  func counts() async throws(StoreFault) -> HubCounts
  /// Writes a whole copy of the store, as of one moment, into a new SQLite file while the hub goes on, readable to its
  /// owner alone; it is on the disk when this returns. Throws `exists` where the file is there.
  func backup(to path: String) async throws(StoreFault)
}

extension HubStore {
  /// Stores a batch without a receipt.
  package func append(_ batch: IncomingBatch) async throws(StoreFault) -> AppendOutcome {
    try await append(batch, sign: nil)
  }

  /// As many of leads' words on a device's desk as it is told, newest first.
  package func words<Word: LeadWord>(of device: DeviceID) async throws(StoreFault) -> [Word] {
    try await words(Word.self, of: device, limit: Word.mostOfDesk)
  }

  /// As many of leads' words on desks of a unit as its leads are told, newest first.
  package func words<Word: LeadWord>(ofUnit unit: String) async throws(StoreFault) -> [Word] {
    try await words(Word.self, ofUnit: unit, limit: Word.mostTold)
  }

  /// All devices, in the order of their enrolment.
  package func devices() async throws(StoreFault) -> [EnrolledDevice] { try await devices(of: nil) }
}

/// Bounds that both stores share.
enum StoreLimits {
  /// Notes of a unit that are told.
  static let notes = 20
  /// Codes of a unit's roster that are told.
  static let roster = 500
  /// Sequences are below 2 to this power.
  static let sequenceBits = 40
  /// Branches of one chain: so many laptops with one disk's image are told apart.
  static let branches = 64
  /// Branches of all chains of a device.
  static let deviceBranches = 256
  /// Bytes of all entries of a device: a busy desk writes some 25 MB a year.
  static let deviceBytes = 256 << 20
  /// Chains are below 2 to this power.
  static let chainBits = 22

  /// The first number of orders in an incarnation of the hub.
  static func firstOrder(_ incarnation: Int) -> Int { (max(1, incarnation) - 1) << 20 + 1 }
  /// The first number of boxes in an incarnation of the hub.
  static func firstBox(_ incarnation: Int) -> Int64 { Int64(max(1, incarnation) - 1) << 40 + 1 }
}
