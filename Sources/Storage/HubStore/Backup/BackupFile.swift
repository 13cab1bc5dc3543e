import Platform

/// A backup on its way: it has its name only when it is whole and on the disk.
struct BackupFile {
  /// What it will be called.
  let path: String
  private let files = Files()
  /// Where it is written.
  var part: String { path + ".part" }

  /// Throws `exists` where something has the name already.
  init(path: String) throws(StoreFault) {
    self.path = path
    let isTaken: Bool
    do throws(FileError) {
      isTaken = try files.size(path) != nil
      if !isTaken { try files.remove(part) }
    } catch {
      throw StoreFault(error)
    }
    if isTaken { throw .exists(path: path) }
  }

  /// Makes it empty, for whoever writes into what is there: it must be private before anything is in it.
  func touch() throws(StoreFault) {
    do throws(FileError) { try files.touch(part) } catch { throw StoreFault(error) }
  }

  /// Gives it its name, unless something else took it meanwhile.
  func finish() throws(StoreFault) {
    do throws(FileError) {
      try files.sync(part)
      try files.link(part, as: path)
      try files.remove(part)
      try files.syncFolder(of: path)
    } catch {
      throw StoreFault(error)
    }
  }

  /// Drops what was written; nothing of it is of use.
  func discard() {
    do { try files.remove(part) } catch { return }
  }
}
