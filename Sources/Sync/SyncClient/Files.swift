import Crypto
import Foundation
import Glibc
import Journal
import Protocol

/// What a system call answered instead of doing its work.
struct FileFault: Error {
  /// `errno`.
  var code: Int32
  /// The file or folder that it is about.
  var path: String

  init(_ path: String, code: Int32 = errno) {
    self.code = code
    self.path = path
  }

  /// What it means where it is the laptop's own disk.
  var fault: SyncFault { SyncFault(code == ENOSPC || code == EDQUOT ? .diskFull : .disk, subject: path) }
}

/// The few things asked of the file system, with errors that say which file.
enum Files {
  /// Whether there is a folder.
  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder that only its owner reads, if it is not there.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFault(path) }
  }

  /// Its length in bytes; nil where there is no such file.
  static func size(_ path: String) throws -> Int? {
    var facts = stat()
    if stat(path, &facts) == 0 { return Int(facts.st_size) }
    if errno == ENOENT { return nil }
    throw FileFault(path)
  }

  /// Names in a folder that end so, in their order; hidden ones left out.
  static func names(_ path: String, suffix: String) throws -> [String] {
    guard let folder = opendir(path) else { throw FileFault(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a file of at most `limit`; nil where it is larger, or no plain file.
  static func read(_ path: String, atMost limit: Int) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileFault(path) }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw FileFault(path) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The hash of a file, read piece by piece; nil where it is larger than `limit`.
  static func hash(_ path: String, atMost limit: Int) throws -> EntryHash? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path) }
    defer { close(descriptor) }
    var hasher = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw FileFault(path) }
      if got == 0 { break }
      total += got
      guard total <= limit else { return nil }
      hasher.update(data: buffer.prefix(got))
    }
    return EntryHash(bytes: Array(hasher.finalize()))
  }

  /// Writes a new file whole and durably under a name that is not taken: until then it has a hidden one.
  static func create(_ path: String, with bytes: [UInt8]) throws {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let hidden = path[..<cut] + "." + path[cut...] + ".new"
    try remove(String(hidden))
    do {
      try write(bytes, to: String(hidden), flags: O_WRONLY | O_CREAT | O_EXCL)
      try move(String(hidden), to: path)
    } catch {
      try remove(String(hidden))
      throw error
    }
  }

  /// Adds bytes to a file, durably.
  static func append(_ bytes: [UInt8], to path: String) throws {
    try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_APPEND)
  }

  private static func write(_ bytes: [UInt8], to path: String, flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileFault(path) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw FileFault(path) }
  }

  /// Gives a file its name, durably.
  static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw FileFault(path) }
    let cut = target.lastIndex(of: "/") ?? target.startIndex
    let folder = cut == target.startIndex ? "/" : String(target[..<cut])
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(folder) }
    defer { close(descriptor) }
    // Some file systems of sticks cannot sync a folder.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileFault(folder) }
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFault(path) }
  }
}
