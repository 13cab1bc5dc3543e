import GRDB
package import Platform
package import SQLiteFiles

/// What a laptop remembers of its exchanges: its hub, the receipts, what the hub said, and what it carries for others.
///
/// It lies beside the journal in `exchange.sqlite` and is no part of it: without it every entry is still there and is
/// only sent again. Whatever changes something is on the disk when the call returns. Several programs may have it open:
/// the one that runs an exchange holds ``lock(folder:)``, the desk reads, and writes what only it can know
/// (``markApplied(_:erased:)``, ``confirm(lead:)``).
package final class ExchangeStore: Sendable {
  /// The data folder.
  package let folder: String
  /// The file, named in every problem.
  package let path: String
  private let queue: DatabaseQueue
  private static let file = SQLiteFile(label: "exchange", cacheKiB: 4_096)

  /// Exchanges that are remembered.
  package static let historyLimit = 500

  private init(folder: String, path: String, queue: DatabaseQueue) {
    self.folder = folder
    self.path = path
    self.queue = queue
  }

  /// Opens what a data folder remembers, and makes it where there is nothing yet.
  package static func open(folder: String) throws(StorageProblem) -> ExchangeStore {
    let path = folder + "/exchange.sqlite"
    do {
      return ExchangeStore(folder: folder, path: path, queue: try file.open(path, ExchangeSchema.tables))
    } catch {
      throw StorageProblem(error, path: path)
    }
  }

  /// As ``open(folder:)``, but nil where no exchange was ever tried, and nothing is made.
  package static func openIfPresent(folder: String) throws(StorageProblem) -> ExchangeStore? {
    let path = folder + "/exchange.sqlite"
    let size: Int?
    do { size = try Files().size(path) } catch { throw StorageProblem(error, path: path) }
    return size ?? 0 > 0 ? try open(folder: folder) : nil
  }

  /// Keeps a second exchange off a data folder; throws `busy` at once where another one runs.
  package static func lock(folder: String) throws(StorageProblem) -> FileLock {
    let path = folder + "/exchange.lock"
    do { return try FileLock(path) } catch { throw StorageProblem(error, path: path) }
  }

  /// Closes the file. The store is not usable afterwards.
  package func close() throws(StorageProblem) {
    do { try queue.close() } catch { throw StorageProblem(error, path: path) }
  }

  /// What SQLite says of `synchronous`: 2 is FULL.
  package func synchronousLevel() throws(StorageProblem) -> Int {
    try read(SQLiteFile.synchronous)
  }

  /// Runs queries.
  func read<T>(_ work: (Database) throws -> T) throws(StorageProblem) -> T {
    do { return try queue.inDatabase(work) } catch { throw StorageProblem(error, path: path) }
  }

  /// Runs a change as one transaction.
  @discardableResult func change<T>(_ work: (Database) throws -> T) throws(StorageProblem) -> T {
    try read { db in try db.transaction { try work(db) } }
  }
}
