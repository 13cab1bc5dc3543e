import Foundation
import GRDB
package import Platform

/// What a laptop remembers of its exchanges: its hub, the receipts, what the hub said, and what it carries for others.
///
/// It lies beside the journal in `exchange.sqlite` and is no part of it: without it every entry is still there and is
/// only sent again. Whatever changes something is on the disk when the call returns. Several programs may have it open:
/// the one that runs an exchange holds ``lock(folder:)``, the desk reads, and writes what only it can know
/// (``markApplied(_:erased:)``, ``confirm(lead:)``).
public final class ExchangeStore: Sendable {
  /// The data folder.
  public let folder: String
  /// The file, named in every problem.
  public let path: String
  private let queue: DatabaseQueue

  /// Exchanges that are remembered.
  public static let historyLimit = 500

  private init(folder: String, path: String, queue: DatabaseQueue) {
    self.folder = folder
    self.path = path
    self.queue = queue
  }

  /// Opens what a data folder remembers, and makes it where there is nothing yet.
  public static func open(folder: String) throws(ExchangeProblem) -> ExchangeStore {
    let path = folder + "/exchange.sqlite"
    do {
      try Files().touch(path)
      var configuration = Configuration()
      configuration.label = "exchange"
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { db in
        try setUp(db)
        try ExchangeSchema.migrate(db, path: path)
      }
      return ExchangeStore(folder: folder, path: path, queue: queue)
    } catch {
      throw ExchangeProblem(error, path: path)
    }
  }

  /// As ``open(folder:)``, but nil where no exchange was ever tried, and nothing is made.
  public static func openIfPresent(folder: String) throws(ExchangeProblem) -> ExchangeStore? {
    let path = folder + "/exchange.sqlite"
    let size: Int?
    do { size = try Files().size(path) } catch { throw ExchangeProblem(error, path: path) }
    return size ?? 0 > 0 ? try open(folder: folder) : nil
  }

  /// Keeps a second exchange off a data folder; throws `busy` at once where another one runs.
  package static func lock(folder: String) throws(ExchangeProblem) -> FileLock {
    let path = folder + "/exchange.lock"
    do { return try FileLock(path) } catch { throw ExchangeProblem(error, path: path) }
  }

  /// Closes the file. The store is not usable afterwards.
  public func close() throws(ExchangeProblem) {
    do { try queue.close() } catch { throw ExchangeProblem(error, path: path) }
  }

  /// What SQLite says of `synchronous`: 2 is FULL.
  package func synchronousLevel() throws(ExchangeProblem) -> Int {
    try read { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }

  /// Runs queries.
  func read<T>(_ work: (Database) throws -> T) throws(ExchangeProblem) -> T {
    do { return try queue.inDatabase(work) } catch { throw ExchangeProblem(error, path: path) }
  }

  /// Runs a change as one transaction.
  @discardableResult func change<T>(_ work: (Database) throws -> T) throws(ExchangeProblem) -> T {
    do {
      return try queue.inDatabase { db in
        var result: T?
        try db.inTransaction(.immediate) {
          result = try work(db)
          return .commit
        }
        guard let result else { throw ExchangeProblem.unreadable(path: path, what: "a transaction without an end") }
        return result
      }
    } catch {
      throw ExchangeProblem(error, path: path)
    }
  }

  /// GRDB's own WAL mode is not used: it lowers `synchronous` to NORMAL.
  private static func setUp(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw DatabaseError(resultCode: .SQLITE_READONLY, message: "no write-ahead log: \(mode ?? "")")
    }
    for setting in [
      "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "cache_size = -4096",
      "journal_size_limit = 8388608",
    ] {
      try db.execute(sql: "PRAGMA \(setting)")
    }
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
      throw DatabaseError(resultCode: .SQLITE_READONLY, message: "synchronous is not FULL")
    }
  }
}

extension Row {
  /// A blob; empty where the column is null.
  func bytes(_ column: String) -> [UInt8] {
    let data: Data? = self[column]
    return data.map { Array($0) } ?? []
  }
}

extension [UInt8] {
  /// As GRDB takes it.
  var data: Data { Data(self) }
}
