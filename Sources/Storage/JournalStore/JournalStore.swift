import GRDB
package import Journal
import Platform
import SQLiteFiles

/// The journal of one desk, on SQLite.
///
/// Whatever changes something is on the disk when the call returns (`synchronous=FULL`), or the call throws and the
/// journal is as it was. One connection does everything, so the owner calls it from one place at a time.
///
/// - Opening: ``open(folder:practice:now:entropy:marks:)``, ``openForReading(folder:practice:)``
/// - Checking: ``verify()``
/// - Streaming: ``export(_:)``
/// - For the exchange: ``incarnations()``, ``places(of:after:entries:bytes:)``, ``hash(of:at:)``, ``moment(of:at:)``,
/// ``row(of:)``, ``signingKey(of:)``, ``openContacts(after:limit:)``, ``refresh()``
package final class JournalStore: JournalPort {
  /// Words beyond the entry's own that searches should find it by, such as the titles of its checklist and the symptoms
  /// of its problems. Asked once for each entry, when it is taken into the search index.
  package var searchWords: (EntryBody) -> [String] = { _ in [] }

  /// The newest pack of checklists that this desk took, for entries from now on; they never say less than those before.
  package var newestPack = 0

  let folder: JournalFolder
  let faults: Faults
  let queue: DatabaseQueue
  /// Nil in a journal that was opened for reading without its key.
  var key: DeviceKey?
  let isReadOnly: Bool
  /// Whether it holds copies of other desks' journals (``JournalCopy``).
  let isCopy: Bool
  var chance: any RandomNumberGenerator
  var state: State
  let search: SearchIndex
  /// Read with the first list that asks for an outcome.
  var corrections = OutcomeCorrections()
  /// How many entries were kept since the search index was brought up to date by this store.
  var waiting = 0
  /// Set while bytes of an erased contact may still lie in the write-ahead log.
  var needsScrub = false
  /// Whether this opening found that the data folder had been copied, or put back from an earlier time, and began a new
  /// incarnation of the log. ``LogChain/reason`` says so ever after.
  package internal(set) var beganAfterCopy = false
  /// The incarnation that the key file promises, while it could not be begun.
  var promised: Promise?
  private let lock: FileLock?

  init(
    folder: JournalFolder, queue: DatabaseQueue, key: DeviceKey?, state: State, chance: any RandomNumberGenerator,
    lock: FileLock?, isCopy: Bool = false
  ) {
    self.isCopy = isCopy
    self.folder = folder
    self.queue = queue
    self.key = key
    self.state = state
    self.chance = chance
    self.lock = lock
    isReadOnly = lock == nil
    faults = Faults(path: folder.journal)
    // The index of copies belongs to whoever reads them.
    search = SearchIndex(path: folder.search, isReadOnly: lock == nil && !isCopy)
  }

  /// Closes the files and lets the next desk in. The store is not usable afterwards.
  package func close() throws(JournalProblem) {
    defer { lock?.release() }
    if waiting > 0 { try catchUpIfPossible() }
    // Nothing of the index is worth a complaint: it is made anew when it is not right.
    do { try faults.attempt { try search.close() } } catch { search.isUsable = false }
    try faults.attempt { try queue.close() }
  }

  /// How many entries there are in all.
  package func entryCount() throws(JournalProblem) -> Int { state.count }

  /// The newest pack of checklists that the chain says was taken; 0 before the first.
  package var takenPack: Int { state.pack }

  /// What SQLite says of `synchronous` on the connection that writes: 2 is FULL.
  package func synchronousLevel() throws(JournalProblem) -> Int {
    try read(SQLiteFile.synchronous)
  }

  /// Runs queries.
  func read<T>(_ work: (Database) throws -> T) throws(JournalProblem) -> T {
    try faults.attempt { try queue.inDatabase(work) }
  }

  /// Runs a change as one transaction. When it throws, both the file and ``state`` are as before.
  func change<T>(_ work: (Database, inout State) throws -> T) throws(JournalProblem) -> T {
    guard !isReadOnly else { throw .notWritable(path: folder.journal) }
    return try faults.attempt {
      try queue.inDatabase { db in
        var draft = state
        let result = try db.transaction {
          let result = try work(db, &draft)
          // Once a transaction, so that a batch is signed once: only its last entry is ever a head.
          if draft.last != state.last, draft.last.sequence > 0 { try sign(db, draft) }
          return result
        }
        state = draft
        return result
      }
    }
  }

  /// Signs the end of the chain.
  private func sign(_ db: Database, _ state: State) throws {
    let key = try writingKey()
    let head = try key.sign(last: state.last, hash: state.hash)
    let values = Incarnation.values(id: state.incarnation, base: state.base, head: head, publicKey: key.publicKey)
    try db.run(
      "UPDATE incarnation SET sequence = ?, hash = ?, signature = ?, seal = ? WHERE id = ?", .int(state.last.sequence),
      .blob(state.hash.bytes), .blob(head.signature), .int(Schema.seal("incarnation", values)), .int(state.incarnation))
  }

  func writingKey() throws(JournalProblem) -> DeviceKey {
    guard let key else { throw .keyUnusable(path: folder.key) }
    return key
  }

  /// Empties the write-ahead log where it may hold what was erased. Where that fails the next change tries again: the
  /// erasure itself is on the disk, and not to be reported as failed.
  func scrubIfNeeded() throws(JournalProblem) {
    guard needsScrub else { return }
    do { try read { db in try scrub(db) } } catch .full, .disk, .inUse {}
  }

  /// Empties the write-ahead log, so that what was erased is in no file: the pages themselves are overwritten by
  /// `secure_delete`. A reader in another program can put it off to the next change.
  private func scrub(_ db: Database) throws {
    let isBusy = try db.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int64(0) != 0 } ?? true
    needsScrub = isBusy
  }
}
