import GRDB
public import Journal

extension JournalStore {
  /// Opens the journal of a data folder, and makes both on the first start.
  ///
  /// - Parameters:
  ///   - practice: The journal for learning, with files and a key of its own.
  ///   - now: Contacts that are too old by then are erased.
  ///   - entropy: Where keys, nonces and receipt codes come from.
  /// - Throws: ``JournalProblem/inUse(path:)`` at once when another desk has it; `newerVersion` before anything was
  ///   touched; `damaged` where ``salvage(folder:practice:now:checklists:entropy:)`` is needed; `keyUnusable`,
  ///   `notWritable`, `full`, `disk`.
  public static func open(
    folder path: String, practice: Bool, now: Moment,
    entropy: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) throws(JournalProblem) -> JournalStore {
    let folder = Folder(path: path, isPractice: practice)
    let store = try Faults(path: folder.journal).attempt {
      try folder.make()
      let lock = try folder.takeLock()
      try Salvage.finishSwap(folder)
      return try Opening(folder: folder, chance: entropy).store(lock)
    }
    try store.scrubIfNeeded()
    try store.purgeIfPossible(at: now)
    return store
  }

  /// Opens a journal only to read it, also while a desk is using it: everything is seen as it was at this moment.
  public static func openForReading(folder path: String, practice: Bool) throws(JournalProblem) -> JournalStore {
    let folder = Folder(path: path, isPractice: practice)
    return try Faults(path: folder.journal).attempt {
      guard try FileSystem.size(folder.journal) ?? 0 > 0 else {
        throw JournalProblem.damaged(path: folder.journal, what: "there is no journal here")
      }
      return try Opening(folder: folder, chance: SystemRandomNumberGenerator()).reader()
    }
  }

  /// A full disk must not keep anybody from opening the journal; the next purge tries again.
  private func purgeIfPossible(at now: Moment) throws(JournalProblem) {
    do { _ = try purgeContacts(at: now) } catch .full, .disk {}
  }
}

/// The steps from a folder to an open journal.
struct Opening {
  let folder: Folder
  var chance: any RandomNumberGenerator

  /// A file of up to this size is checked page by page at each start; it takes a few milliseconds.
  static let alwaysChecked = 1 << 20
  /// After a stop that left a write-ahead log behind, one of up to this size.
  static let checkedAfterCrash = 32 << 20
  /// How many entries at the end of the chain are verified at each start.
  static let verifiedEntries = 8

  func store(_ lock: FolderLock) throws -> JournalStore {
    var chance = chance
    let stored = try folder.readKey()
    let size = try FileSystem.size(folder.journal) ?? 0
    if stored == nil && size > 0 { throw JournalProblem.keyUnusable(path: folder.key) }
    if let stored, stored.incarnation > 0, size == 0 {
      throw JournalProblem.damaged(path: folder.journal, what: "the file is missing or empty")
    }
    let wasCut = try FileSystem.size(folder.journal + "-wal") ?? 0 > 0
    let (key, incarnation) = try stored ?? firstKey(&chance)
    try FileSystem.touch(folder.journal)
    let queue = try DatabaseQueue(path: folder.journal, configuration: Self.configuration)
    let state = try queue.inDatabase { db in
      let isNew = try admit(db)
      try Self.setUp(db)
      if isNew {
        guard incarnation == 0 else {
          throw JournalProblem.damaged(path: folder.journal, what: "the tables are missing")
        }
        try begin(db, key)
      }
      return try check(db, key, isThorough: size <= (wasCut ? Self.checkedAfterCrash : Self.alwaysChecked))
    }
    if incarnation < state.last.incarnation {
      try folder.writeKey(key, incarnation: state.last.incarnation)
    }
    let store = JournalStore(folder: folder, queue: queue, key: key, state: state, chance: chance, lock: lock)
    // The log of a desk that was cut off may still hold what it had just erased.
    store.needsScrub = wasCut
    return store
  }

  func reader() throws -> JournalStore {
    let queue = try DatabaseQueue(path: folder.journal, configuration: Self.configuration)
    let state = try queue.inDatabase { db in
      guard try !admit(db) else { throw JournalProblem.damaged(path: folder.journal, what: "the tables are missing") }
      try db.run("PRAGMA query_only = 1")
      try db.run("PRAGMA cache_size = -8192")
      // One snapshot as long as it is open, so that what is remembered of the file stays true.
      try db.run("BEGIN")
      guard let state = try State.load(db) else {
        throw JournalProblem.damaged(path: folder.journal, what: "the head is missing")
      }
      return state
    }
    return JournalStore(
      folder: folder, queue: queue, key: try folder.readKey()?.key, state: state, chance: chance, lock: nil)
  }

  /// The key is on the disk before the journal that needs it, with incarnation 0: no log has begun under it.
  private func firstKey(_ chance: inout any RandomNumberGenerator) throws -> (DeviceKey, Int) {
    guard let key = DeviceKey(using: &chance) else { throw JournalProblem.keyUnusable(path: folder.key) }
    try folder.writeKey(key, incarnation: 0)
    return (key, 0)
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "journal"
    configuration.busyMode = .timeout(2)
    // Transactions are ours (``Database/transaction(_:)``), and one for reading stays open.
    configuration.allowsUnsafeTransactions = true
    return configuration
  }

  /// Looks at the file before anything is written to it. Returns whether it is still empty.
  private func admit(_ db: Database) throws -> Bool {
    let version = try db.first("PRAGMA user_version") { Int($0.int(0)) } ?? 0
    if version > Schema.version {
      throw JournalProblem.newerVersion(path: folder.journal, found: version, known: Schema.version)
    }
    let tables = Set(try db.all("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) })
    if version == 0 && tables.isEmpty { return true }
    let application = try db.first("PRAGMA application_id") { Int($0.int(0)) } ?? 0
    guard application == Schema.application, version >= 1, tables.isSuperset(of: Schema.tables) else {
      throw JournalProblem.damaged(path: folder.journal, what: "the file is not a journal")
    }
    return false
  }

  /// The settings of the connection that writes. GRDB's own WAL mode is not used: it lowers `synchronous` to NORMAL,
  /// and writes to the file at every start.
  static func setUp(_ db: Database) throws {
    let mode = try db.first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else { throw SQLiteFault(code: 8, message: "no write-ahead log: \(mode ?? "")") }
    for setting in [
      "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY", "mmap_size = 0",
      "cache_size = -8192", "journal_size_limit = 8388608",
    ] {
      try db.run("PRAGMA \(setting)")
    }
    let level = try db.first("PRAGMA synchronous") { $0.int(0) }
    guard level == 2 else { throw SQLiteFault(code: 8, message: "synchronous is not FULL") }
  }

  private func begin(_ db: Database, _ key: DeviceKey) throws {
    try db.transaction {
      try Schema.create(db)
      try Life.begin(db, id: 1, key: key, incarnation: 1, base: 0)
    }
    // The tables shall stand in the file itself, so that a lost log never makes it look new.
    _ = try db.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) }
  }

  /// A look that takes no longer with more entries: the head and the last entries, and all pages where they are few.
  private func check(_ db: Database, _ key: DeviceKey, isThorough: Bool) throws -> State {
    func damaged(_ what: String) -> JournalProblem { .damaged(path: folder.journal, what: what) }
    if isThorough {
      let answer = try db.first("PRAGMA quick_check(1)") { $0.text(0) }
      guard answer == "ok" else { throw damaged("pages: \(answer ?? "")") }
    }
    guard let state = try State.load(db),
      let life = try db.first("SELECT \(Life.columns) FROM life WHERE id = ?", .int(state.life), read: Life.init)
    else { throw damaged("the head is missing") }
    guard life.head.last.device == key.device else { throw JournalProblem.keyUnusable(path: folder.key) }
    do { try life.head.check(publicKey: key.publicKey) } catch { throw damaged("the head: \(error)") }
    let newest = try db.first("SELECT max(row) FROM entry") { $0.int(0) } ?? 0
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
