import Glibc
import Journal

/// The data folder and the names of the files in it.
///
/// Practice has files of its own, so that nothing learnt there is ever counted.
struct Folder {
  let path: String
  let isPractice: Bool

  var journal: String { path + (isPractice ? "/practice.sqlite" : "/journal.sqlite") }
  var search: String { path + (isPractice ? "/practice-search.sqlite" : "/search.sqlite") }
  var key: String { path + (isPractice ? "/practice.key" : "/device.key") }
  var lock: String { path + (isPractice ? "/practice.lock" : "/journal.lock") }
  /// What binds the folder to this machine; practice needs none.
  var machine: String? { isPractice ? nil : path + "/machine" }
  /// A salvaged journal that is complete, but not yet in its place.
  var salvaged: String { journal + ".salvaged" }

  /// Makes the folder, readable to its owner alone, and those above it.
  func make() throws {
    var missing: [String] = []
    var current = path
    while !FileSystem.isFolder(current) {
      missing.append(current)
      guard let cut = current.lastIndex(of: "/"), cut != current.startIndex else { break }
      current = String(current[..<cut])
    }
    for folder in missing.reversed() where mkdir(folder, folder == path ? 0o700 : 0o755) != 0 && errno != EEXIST {
      throw SystemFault(folder)
    }
    guard access(path, W_OK | X_OK) == 0 else { throw SystemFault(path) }
  }

  /// Takes the lock that keeps a second desk out; the kernel releases it however this process ends.
  func takeLock() throws -> FolderLock {
    let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemFault(lock) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let fault = SystemFault(lock)
      close(descriptor)
      throw fault
    }
    return FolderLock(descriptor: descriptor)
  }

  /// The key file; nil where there is none. Throws ``JournalProblem/keyUnusable(path:)`` where it is not of the form.
  func readKey() throws -> KeyFile? {
    guard let bytes = try FileSystem.read(key, atMost: 16_384) else { return nil }
    guard let read = KeyFile(bytes) else { throw JournalProblem.keyUnusable(path: key) }
    if chmod(key, 0o600) != 0 { throw SystemFault(key) }
    return read
  }

  func writeKey(_ file: KeyFile) throws { try FileSystem.replace(key, with: file.bytes) }
}

/// Holds the lock file open; the lock goes with it.
final class FolderLock {
  private var descriptor: Int32?

  init(descriptor: Int32) { self.descriptor = descriptor }

  func release() {
    if let descriptor {
      // A child that is just being started still holds a copy of the descriptor: closing ours would not be enough.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    descriptor = nil
  }

  deinit { release() }
}

/// The few things asked of the file system, with errors that say which file.
enum FileSystem {
  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Its length in bytes; nil where there is no such file.
  static func size(_ path: String) throws -> Int? {
    var facts = stat()
    if stat(path, &facts) == 0 { return Int(facts.st_size) }
    if errno == ENOENT { return nil }
    throw SystemFault(path)
  }

  /// A small file's bytes; nil where there is none.
  static func read(_ path: String, atMost limit: Int) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw SystemFault(path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), limit - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw SystemFault(path) }
      if got == 0 { break }
      count += got
    }
    return Array(bytes.prefix(count))
  }

  /// Writes a file whole: after a crash either the old bytes are there or the new ones.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let fresh = path + ".new"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemFault(fresh) }
    do {
      defer { close(descriptor) }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw SystemFault(fresh) }
        written += count
      }
      guard fsync(descriptor) == 0 else { throw SystemFault(fresh) }
    }
    try move(fresh, to: path)
  }

  /// Makes a file that only its owner reads, if it is not there: SQLite gives its side files the same rights.
  static func touch(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemFault(path) }
    close(descriptor)
  }

  static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw SystemFault(path) }
    try syncFolder(of: target)
  }

  /// Gives a file a second name.
  static func link(_ path: String, as second: String) throws {
    guard Glibc.link(path, second) == 0 else { throw SystemFault(second) }
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw SystemFault(path) }
  }

  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemFault(path) }
  }

  /// A new name is on the disk only when its folder is.
  static func syncFolder(of path: String) throws {
    let cut = path.lastIndex(of: "/") ?? path.startIndex
    try sync(cut == path.startIndex ? "/" : String(path[..<cut]))
  }
}
