import GRDB
import Platform
import SQLiteFiles

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
      let path = folder + "/hub.sqlite"
      try Files().touch(path)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.writeWithoutTransaction(isCurrent) {
        try queue.writeWithoutTransaction(file.setUp)
      } else {
        let short = isServing ? nil : try lockForMigration(queue, folder: folder)
        defer { short?.release() }
        try queue.writeWithoutTransaction { db in
          try file.setUp(db)
          try SQLiteSchema.hub.migrate(db, path: path)
        }
      }
      let reader = try DatabaseQueue(path: path, configuration: configuration)
      try reader.writeWithoutTransaction(SQLiteFile(label: file.label).setUpReader)
      return SQLiteHubStore(queue: queue, reader: reader, lock: lock)
    } catch {
      lock?.release()
      throw StoreFault(error)
    }
  }

  /// How long a command beside the hub is waited for, in milliseconds.
  static let patience = 10_000
  /// How a hub's file is opened.
  private static let file = SQLiteFile(label: "hub", cacheKiB: 16_384, patience: Double(patience) / 1_000)

  /// Of every connection to a hub's file.
  static var configuration: Configuration { file.configuration }

  /// A hub that is running must not find other tables than it made.
  private static func lockForMigration(_ queue: DatabaseQueue, folder: String) throws -> FileLock {
    do throws(FileError) {
      return try FileLock(folder + "/hub.lock")
    } catch {
      guard error.isHeld else { throw error }
      let found = try queue.writeWithoutTransaction(version)
      throw StoreFault.olderVersion(found: found, known: SQLiteSchema.hub.version)
    }
  }

  /// 0 where no hub was here yet.
  static func version(_ db: Database) throws -> Int { try db.first("PRAGMA user_version") { $0.int(0) } ?? 0 }

  /// Looks at the file before anything is written to it. False where it is empty or of an older hub.
  static func isCurrent(_ db: Database) throws -> Bool {
    try SQLiteSchema.hub.admit(db, path: "") == SQLiteSchema.hub.version
  }

  /// The file.
  var databasePath: String { queue.path }

  /// What SQLite says of `synchronous` on the connection that writes: 2 is FULL.
  package func synchronousLevel() async throws(StoreFault) -> Int { try await outside(SQLiteFile.synchronous) }

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
