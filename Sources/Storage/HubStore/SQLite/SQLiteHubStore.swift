import GRDB
import Platform

/// A hub's store in one SQLite file, for one hub process.
///
/// What a call changed is on the disk when it returns (`synchronous=FULL`). Commands beside a running hub open the same
/// file without taking its lock.
package final class SQLiteHubStore: HubStore {
  private let queue: DatabaseQueue
  /// A connection that only reads: who asks does not wait behind who writes.
  private let reader: DatabaseQueue
  private let writer: SQLiteWriter
  private let lock: FileLock?

  private init(queue: DatabaseQueue, reader: DatabaseQueue, lock: FileLock?) {
    self.queue = queue
    self.reader = reader
    self.lock = lock
    writer = SQLiteWriter(queue: queue)
  }

  /// Opens the store of a folder, and makes both where they are missing.
  ///
  /// - Parameter isServing: Takes the lock that keeps a second hub out. A command beside the hub does not, and changes
  ///   tables only where no hub is running.
  /// - Throws: `inUse` where another hub serves from this folder, `newerVersion`, `olderVersion`, `damaged`,
  ///   `unavailable`, `full`.
  package static func open(folder: String, isServing: Bool = true) throws(StoreFault) -> SQLiteHubStore {
    let lock: FileLock?
    do throws(FileError) {
      try Files().makeFolder(folder)
      lock = isServing ? try FileLock(folder + "/hub.lock") : nil
    } catch {
      throw StoreFault(error)
    }
    do {
      try Files().touch(folder + "/hub.sqlite")
      let queue = try DatabaseQueue(path: folder + "/hub.sqlite", configuration: configuration)
      if try queue.writeWithoutTransaction(isCurrent) {
        try queue.writeWithoutTransaction(setUp)
      } else {
        let short = isServing ? nil : try lockForMigration(queue, folder: folder)
        defer { short?.release() }
        try queue.writeWithoutTransaction { db in
          try setUp(db)
          try migrate(db)
        }
      }
      let reader = try DatabaseQueue(path: folder + "/hub.sqlite", configuration: configuration)
      try reader.writeWithoutTransaction { db in
        for setting in ["query_only = 1", "temp_store = MEMORY", "mmap_size = 0", "cache_size = -8192"] {
          try db.tell("PRAGMA \(setting)")
        }
      }
      return SQLiteHubStore(queue: queue, reader: reader, lock: lock)
    } catch {
      lock?.release()
      throw StoreFault(error)
    }
  }

  /// How long a command beside the hub is waited for, in milliseconds.
  static let patience = 10_000

  /// Of every connection to a hub's file.
  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "hub"
    configuration.busyMode = .timeout(Double(patience) / 1_000)
    return configuration
  }

  /// A hub that is running must not find other tables than it made.
  private static func lockForMigration(_ queue: DatabaseQueue, folder: String) throws -> FileLock {
    do throws(FileError) {
      return try FileLock(folder + "/hub.lock")
    } catch {
      guard error.isHeld else { throw error }
      let found = try queue.writeWithoutTransaction(version)
      throw StoreFault.olderVersion(found: found, known: SQLiteSchema.version)
    }
  }

  /// 0 where no hub was here yet.
  static func version(_ db: Database) throws -> Int { try db.first("PRAGMA user_version") { $0.int(0) } ?? 0 }

  /// Looks at the file before anything is written to it. False where it is empty or of an older hub.
  static func isCurrent(_ db: Database) throws -> Bool {
    let found = try version(db)
    let application = try db.first("PRAGMA application_id") { $0.int(0) } ?? 0
    let tables = try db.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } ?? 0
    if found == 0 && tables == 0 { return false }
    guard application == SQLiteSchema.application, found > 0 else { throw StoreFault.damaged("not a hub's database") }
    guard found <= SQLiteSchema.version else {
      throw StoreFault.newerVersion(found: found, known: SQLiteSchema.version)
    }
    return found == SQLiteSchema.version
  }

  /// GRDB's own way into WAL mode lowers `synchronous` to NORMAL, so the settings are made here, and read back.
  private static func setUp(_ db: Database) throws {
    guard try db.first("PRAGMA journal_mode = WAL", read: { $0.text(0) }) == "wal" else {
      throw StoreFault.unavailable("no write-ahead log")
    }
    for setting in [
      "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY", "mmap_size = 0",
      "cache_size = -16384", "journal_size_limit = 8388608",
    ] {
      try db.tell("PRAGMA \(setting)")
    }
    guard try synchronous(db) == 2 else { throw StoreFault.unavailable("synchronous is not FULL") }
  }

  private static func synchronous(_ db: Database) throws -> Int {
    try db.first("PRAGMA synchronous") { $0.int(0) } ?? -1
  }

  /// Makes the tables, or brings them forward, in one transaction.
  static func migrate(_ db: Database) throws {
    try db.inTransaction(.immediate) {
      // Another process may have been faster.
      if try isCurrent(db) { return .commit }
      for step in SQLiteSchema.migrations.dropFirst(try version(db)).joined() { try db.tell(step) }
      try db.tell("PRAGMA application_id = \(SQLiteSchema.application)")
      try db.tell("PRAGMA user_version = \(SQLiteSchema.version)")
      return .commit
    }
  }

  /// The file.
  var databasePath: String { queue.path }

  /// What SQLite says of `synchronous` on the connection that writes: 2 is FULL.
  package func synchronousLevel() async throws(StoreFault) -> Int { try await outside(Self.synchronous) }

  /// Lets the file grow to so many pages and no further, as a full disk would.
  package func limit(pages: Int) async throws(StoreFault) {
    try await outside { db in try db.tell("PRAGMA max_page_count = \(pages)") }
  }

  package func close() async {
    // Nothing is left to write: each change was committed when its call returned.
    do { try reader.close() } catch { reader.interrupt() }
    do { try queue.close() } catch { queue.interrupt() }
    lock?.release()
  }

  /// Reads, as of one moment.
  func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws(StoreFault) -> T {
    do {
      return try await reader.writeWithoutTransaction { db in
        try db.run("BEGIN")
        do {
          let result = try work(db)
          try db.run("COMMIT")
          return result
        } catch {
          if db.isInside { try db.run("ROLLBACK") }
          throw error
        }
      }
    } catch {
      throw StoreFault(error)
    }
  }

  /// Changes something, as one transaction; on the disk when it returns.
  ///
  /// - Parameter isDurable: False where it only has to outlive the process.
  func write<T: Sendable>(
    isDurable: Bool = true, _ work: @escaping @Sendable (Database) throws -> T
  ) async throws(StoreFault) -> T {
    try await writer.write(isDurable: isDurable, work).get()
  }

  /// Runs something outside of a transaction, on the connection that writes.
  func outside<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws(StoreFault) -> T {
    do { return try await queue.writeWithoutTransaction(work) } catch { throw StoreFault(error) }
  }
}
