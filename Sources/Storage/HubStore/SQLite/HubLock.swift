import Glibc
import Synchronization

/// Keeps a second hub process off a folder; the kernel releases it however the process ends.
final class HubLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Throws `inUse` where another process holds it.
  init(path: String) throws(StoreFault) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw .unavailable("lock file, errno \(errno)") }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(opened)
      throw .inUse(path: path)
    }
    descriptor = Mutex(opened)
  }

  /// Lets the next one in. More than once does no harm.
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
  }

  /// Makes an empty database in a folder, if none is there. Side files of SQLite take their rights from it: it must be
  /// private before anything is in it.
  static func touch(_ path: String) throws(StoreFault) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unavailable("database file, errno \(errno)") }
    Glibc.close(file)
  }

  /// Makes an empty file that only its owner reads, where none is.
  static func makeFile(_ path: String) throws(StoreFault) {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == EEXIST ? .exists(path: path) : Self.fault("file") }
    Glibc.close(file)
  }

  /// Writes a copy that only its owner reads, over what was there.
  static func copy(_ source: String, to target: String) throws(StoreFault) {
    let from = open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw Self.fault("backup") }
    defer { Glibc.close(from) }
    let to = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard to >= 0 else { throw Self.fault("copy") }
    defer { Glibc.close(to) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(from, &buffer, buffer.count)
      guard count >= 0 else { throw Self.fault("backup") }
      if count == 0 { return }
      var done = 0
      while done < count {
        let written = buffer.withUnsafeBytes { write(to, $0.baseAddress.map { $0 + done }, count - done) }
        guard written > 0 else { throw Self.fault("copy") }
        done += written
      }
    }
  }

  /// Waits until a file or folder is on the disk.
  static func sync(_ path: String) throws(StoreFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.fault("sync") }
    defer { Glibc.close(file) }
    guard fsync(file) == 0 else { throw Self.fault("sync") }
  }

  private static func fault(_ word: String) -> StoreFault {
    errno == ENOSPC || errno == EDQUOT ? .full : .unavailable("\(word), errno \(errno)")
  }
}
