import GRDB
import Glibc

extension SQLiteHubStore {
  public func backup(to path: String) async throws(StoreFault) {
    try HubLock.makeFile(path)
    try await outside { db in try db.run("VACUUM INTO ?", .text(path)) }
    try HubLock.sync(path)
  }

  /// Puts a backup into a folder that holds no hub yet; it is on the disk when this returns. The next `open` finds it.
  ///
  /// - Throws: `exists` where a hub's database is there, `inUse` where a hub serves from the folder, `unavailable`.
  public static func restore(from path: String, folder: String) throws(StoreFault) {
    try HubLock.makeFolder(folder)
    let lock = try HubLock(path: folder + "/hub.lock")
    defer { lock.release() }
    let target = folder + "/hub.sqlite"
    guard access(target, F_OK) != 0 else { throw .exists(path: target) }
    try HubLock.copy(path, to: target + ".restoring")
    guard rename(target + ".restoring", target) == 0 else { throw .unavailable("restore, errno \(errno)") }
    try HubLock.sync(target)
    try HubLock.sync(folder)
  }
}
