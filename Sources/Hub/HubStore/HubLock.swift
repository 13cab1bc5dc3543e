import Glibc
import Synchronization

/// Keeps a second hub process off a folder; the kernel releases it however the process ends.
final class HubLock: Sendable {
  private let descriptor: Mutex<Int32?>

  init(path: String) throws(StoreFault) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw .unavailable("lock file, errno \(errno)") }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(opened)
      throw .inUse(path: path)
    }
    descriptor = Mutex(opened)
  }

  func release() {
    descriptor.withLock { held in
      if let open = held {
        flock(open, LOCK_UN)
        close(open)
      }
      held = nil
    }
  }

  deinit { release() }

  /// Makes a folder that only its owner reads, if it is not there.
  static func makeFolder(_ path: String) throws(StoreFault) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unavailable("data folder, errno \(errno)") }
    // Side files of SQLite take their rights from the file: it must be private before anything is in it.
    let file = open(path + "/hub.sqlite", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unavailable("database file, errno \(errno)") }
    close(file)
  }

  static func sync(_ path: String) throws(StoreFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unavailable("backup, errno \(errno)") }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .unavailable("backup, errno \(errno)") }
  }
}
