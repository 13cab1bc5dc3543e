import Glibc

/// A backup on its way: it has its name only when it is whole and on the disk.
struct BackupFile {
  /// What it will be called.
  let path: String
  /// Where it is written.
  var part: String { path + ".part" }

  /// Throws `exists` where something has the name already.
  init(path: String) throws(StoreFault) {
    self.path = path
    guard access(path, F_OK) != 0 else { throw .exists(path: path) }
    discard()
    try HubLock.makeFile(part)
  }

  /// Gives it its name, unless something else took it meanwhile.
  func finish() throws(StoreFault) {
    try HubLock.sync(part)
    guard link(part, path) == 0 else {
      throw errno == EEXIST ? .exists(path: path) : .unavailable("backup, errno \(errno)")
    }
    discard()
    try HubLock.sync(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
  }

  /// Drops what was written; nothing of it is of use.
  func discard() { unlink(part) }
}
