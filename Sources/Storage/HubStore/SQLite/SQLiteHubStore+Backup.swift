import GRDB
import Glibc
import Platform
import SQLiteFiles

extension SQLiteHubStore {
  package func backup(to path: String) async throws(StoreFault) {
    let copy = try BackupFile(path: path)
    try copy.touch()
    do throws(StoreFault) {
      // A connection beside the hub's: a copy may take long, and no entry shall wait for it.
      do {
        let queue = try DatabaseQueue(path: databasePath, configuration: Self.configuration)
        try await queue.writeWithoutTransaction { db in try db.run("VACUUM INTO ?", .text(copy.part)) }
        try queue.close()
      } catch {
        throw StoreFault(error)
      }
      try copy.finish()
    } catch {
      copy.discard()
      throw error
    }
  }

  /// Puts a backup into a folder that holds no hub yet; it is on the disk when this returns. The next `open` finds it.
  ///
  /// - Throws: `exists` where a hub's database is there, `inUse` where a hub serves from the folder, `newerVersion`,
  ///   `damaged`, `full`, `unavailable`.
  package static func restore(from path: String, folder: String) throws(StoreFault) {
    do { try openCopy(path).close() } catch { throw StoreFault(error) }
    let lock: FileLock
    do throws(FileError) {
      try Files().makeFolder(folder)
      lock = try FileLock(folder + "/hub.lock")
    } catch {
      throw StoreFault(error)
    }
    defer { lock.release() }
    let target = folder + "/hub.sqlite"
    let file = try BackupFile(path: target)
    do throws(StoreFault) {
      do throws(FileError) { try Files().copy(path, to: file.part) } catch { throw StoreFault(error) }
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }

  /// An empty file gets the tables; it is not yet safe from a power cut.
  static func makeCopy(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      for setting in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -16384"] {
        try db.tell("PRAGMA \(setting)")
      }
      try SQLiteSchema.hub.migrate(db, path: path)
    }
    return queue
  }

  /// A backup, to be read: one that another program made, or a newer hub, is refused.
  static func openCopy(_ path: String) throws -> DatabaseQueue {
    guard access(path, R_OK) == 0 else { throw StoreFault.unavailable("backup, errno \(errno)") }
    var configuration = configuration
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      guard try db.first("PRAGMA quick_check(1)", read: { $0.text(0) }) == "ok" else {
        throw StoreFault.damaged("the backup's pages")
      }
      _ = try isCurrent(db)
      guard try version(db) > 0 else { throw StoreFault.damaged("not a hub's backup") }
    }
    return queue
  }
}
