import GRDB
package import Journal
import Platform
import SQLiteFiles

extension JournalStore {
  /// Opens the journal of a data folder, and makes both on the first start.
  ///
  /// - Parameters:
  ///   - practice: The journal for learning, with files and a key of its own.
  ///   - now: Contacts that are too old by then are erased.
  ///   - entropy: Where keys, nonces and receipt codes come from.
  ///   - marks: What tells this machine and place from others; asked for the real journal only.
  /// - Throws: ``JournalProblem/inUse(path:)`` at once when another desk has it; `newerVersion` before anything was
  ///   touched; `damaged` where a salvage is needed; `keyUnusable`,
  ///   `notWritable`, `full`, `disk`.
  package static func open(
    folder path: String, practice: Bool, now: Moment,
    entropy: any RandomNumberGenerator = SystemRandomNumberGenerator(), marks: MachineMarks = .live
  ) throws(JournalProblem) -> JournalStore {
    let folder = JournalFolder(path: path, isPractice: practice)
    let store = try Faults(path: folder.journal).attempt {
      try folder.make()
      let lock = try folder.takeLock()
      try folder.finishSwap()
      let (store, file) = try JournalOpening(folder: folder, chance: entropy).store(lock)
      try store.settle(file, marks)
      return store
    }
    try store.scrubIfNeeded()
    try store.purgeIfPossible(at: now)
    return store
  }

  /// Opens a journal only to read it, also while a desk is using it: everything is seen as it was at this moment.
  package static func openForReading(folder path: String, practice: Bool) throws(JournalProblem) -> JournalStore {
    let folder = JournalFolder(path: path, isPractice: practice)
    return try Faults(path: folder.journal).attempt {
      guard try Files().size(folder.journal) ?? 0 > 0 else {
        throw JournalProblem.damaged(path: folder.journal, what: "there is no journal here")
      }
      return try JournalOpening(folder: folder, chance: SystemRandomNumberGenerator()).reader()
    }
  }

  /// Opens the copies of other desks' journals to read them, as they are at this moment (``refresh()`` looks anew); nil
  /// where the data folder has none.
  package static func openCopies(folder: String) throws(JournalProblem) -> JournalStore? {
    let folder = JournalFolder(path: JournalCopy.folder(folder), isPractice: false)
    return try Faults(path: folder.journal).attempt {
      guard try Files().size(folder.journal) ?? 0 > 0 else { return nil }
      return try JournalOpening(folder: folder, chance: SystemRandomNumberGenerator(), isCopy: true).reader()
    }
  }

  /// A full disk must not keep anybody from opening the journal; the next purge tries again.
  private func purgeIfPossible(at now: Moment) throws(JournalProblem) {
    do { _ = try purgeContacts(at: now) } catch .full, .disk {}
  }
}

/// The steps from a folder to an open journal.
struct JournalOpening {
  let folder: JournalFolder
  var chance: any RandomNumberGenerator
  var isCopy = false

  /// A file of up to this size is checked page by page at each start; it takes a few milliseconds.
  static let alwaysChecked = 1 << 20
  /// After a stop that left a write-ahead log behind, one of up to this size.
  static let checkedAfterCrash = 32 << 20
  /// How many entries at the end of the chain are verified at each start.
  static let verifiedEntries = 8

  /// The open journal and what its key file said, which ``JournalStore/settle(_:_:)`` then holds against it.
  func store(_ lock: FileLock) throws -> (JournalStore, KeyFile) {
    var chance = chance
    let stored = try folder.readKey()
    let size = try Files().size(folder.journal) ?? 0
    if stored == nil && size > 0 { throw JournalProblem.keyUnusable(path: folder.key) }
    if let stored, stored.incarnation > 0, size == 0 {
      throw JournalProblem.damaged(path: folder.journal, what: "the file is missing or empty")
    }
    let wasCut = try Files().size(folder.journal + "-wal") ?? 0 > 0
    let file = try stored ?? firstKey(&chance)
    try Files().touch(folder.journal)
    let queue = try DatabaseQueue(path: folder.journal, configuration: Schema.file.configuration)
    let state = try queue.inDatabase { db in
      let isNew = try Schema.tables.admit(db, path: folder.journal) == 0
      try Schema.file.setUp(db)
      if isNew {
        guard file.incarnation == 0 else {
          throw JournalProblem.damaged(path: folder.journal, what: "the tables are missing")
        }
        try begin(db, file.key)
      }
      return try check(db, file.key, isThorough: size <= (wasCut ? Self.checkedAfterCrash : Self.alwaysChecked))
    }
    let store = JournalStore(folder: folder, queue: queue, key: file.key, state: state, chance: chance, lock: lock)
    // The log of a desk that was cut off may still hold what it had just erased.
    store.needsScrub = wasCut
    return (store, file)
  }

  func reader() throws -> JournalStore {
    let queue = try DatabaseQueue(path: folder.journal, configuration: Schema.file.configuration)
    let state = try queue.inDatabase { db in
      guard try (isCopy ? Schema.copies : Schema.tables).admit(db, path: folder.journal) > 0 else {
        throw JournalProblem.damaged(path: folder.journal, what: "the tables are missing")
      }
      try Schema.file.setUpReader(db)
      return try snapshot(db)
    }
    // The key after the journal: a key file names every identity that an older state of the journal has.
    return JournalStore(
      folder: folder, queue: queue, key: isCopy ? nil : try folder.readKey()?.key, state: state, chance: chance,
      lock: nil, isCopy: isCopy)
  }

  /// Begins one snapshot that lasts as long as the reader is open, so that what is remembered of the file stays true.
  func snapshot(_ db: Database) throws -> State {
    try db.run("BEGIN")
    if isCopy { return try State.loadCopies(db) }
    guard let state = try State.load(db) else {
      throw JournalProblem.damaged(path: folder.journal, what: "the head is missing")
    }
    return state
  }

  /// The key is on the disk before the journal that needs it, with incarnation 0: no log has begun under it.
  private func firstKey(_ chance: inout any RandomNumberGenerator) throws -> KeyFile {
    guard let key = DeviceKey(using: &chance) else { throw JournalProblem.keyUnusable(path: folder.key) }
    let file = KeyFile(key: key, incarnation: 0)
    try folder.writeKey(file)
    return file
  }

  private func begin(_ db: Database, _ key: DeviceKey) throws {
    try db.transaction {
      try Schema.tables.make(db, path: folder.journal)
      _ = try Incarnation.begin(db, id: 1, key: key, incarnation: 1, base: 0, reason: .start)
    }
    // The tables shall stand in the file itself, so that a lost log never makes it look new.
    _ = try db.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int64(0) }
  }

  /// A look that takes no longer with more entries: the head and the last entries, and all pages where they are few.
  private func check(_ db: Database, _ key: DeviceKey, isThorough: Bool) throws -> State {
    func damaged(_ what: String) -> JournalProblem { .damaged(path: folder.journal, what: what) }
    if isThorough {
      let answer = try db.first("PRAGMA quick_check(1)") { $0.text(0) }
      guard answer == "ok" else { throw damaged("pages: \(answer ?? "")") }
    }
    guard let state = try State.load(db),
      let incarnation = try db.first(
        "SELECT \(Incarnation.columns) FROM incarnation WHERE id = ?", .int(state.incarnation), read: Incarnation.init)
    else { throw damaged("the head is missing") }
    // A journal may end with an incarnation of an earlier identity: it is then about to begin one of the present.
    guard let owner = key.identity(of: incarnation.head.last.device) else {
      throw JournalProblem.keyUnusable(path: folder.key)
    }
    do { try incarnation.head.check(publicKey: owner.publicKey) } catch { throw damaged("the head: \(error)") }
    let newest = try db.first("SELECT max(row) FROM entry") { $0.int64(0) } ?? 0
    guard newest <= state.lastRow else { throw damaged("entries after the head") }
    try checkEnd(db, state, damaged)
    return state
  }

  private func checkEnd(_ db: Database, _ state: State, _ damaged: (String) -> JournalProblem) throws {
    var expected = state.hash
    for row in stride(from: state.lastRow, to: max(state.base, state.lastRow - Int64(Self.verifiedEntries)), by: -1) {
      let bytes = try db.first("SELECT bytes FROM entry WHERE row = ?", .int(row)) { $0.blob(0) }
      guard let bytes, EntryHash(of: bytes) == expected else { throw damaged("entry \(row)") }
      do { expected = try EntryBytes.decode(bytes).previous } catch { throw damaged("entry \(row): \(error)") }
    }
  }
}
