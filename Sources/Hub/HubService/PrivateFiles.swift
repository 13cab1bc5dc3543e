import Foundation
import Glibc

/// A file or folder of the hub could not be used; the word is for the log.
package struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, and the system's word for why not.
  package let description: String

  init(_ tried: String, _ path: String) {
    description = "\(tried) \(path): \(String(cString: strerror(errno)))"
  }

  /// A file that does not hold what it should.
  package init(path: String, wrong: String) { description = "\(path): \(wrong)" }
}

/// Files that only the hub reads, durable when a call returns.
package enum PrivateFiles {
  /// The bytes of a regular file of at most `limit`; nil where there is none.
  package static func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw FileFault("open", path)
    }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw FileFault("stat", path) }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= limit else {
      throw FileFault(path: path, wrong: "no file of at most \(limit) bytes")
    }
    return try read(file, path, from: 0, count: Int(facts.st_size))
  }

  /// `count` bytes of an open file from an offset; fewer where it ends.
  static func read(_ file: Int32, _ path: String, from offset: Int, count: Int) throws(FileFault) -> [UInt8] {
    var isFailed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(file, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        isFailed = got < 0
        if got <= 0 { break }
        filled += got
      }
    }
    guard !isFailed else { throw FileFault("read", path) }
    return bytes
  }

  /// Puts a file in the place of what was there, whole or not at all.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFault) {
    let fresh = path + ".new"
    unlink(fresh)
    try write(fresh, bytes)
    guard rename(fresh, path) == 0 else { throw FileFault("rename", fresh) }
    try syncFolder(of: path)
  }

  /// Makes a file that was not there before. Throws where it was.
  package static func create(_ path: String, _ bytes: [UInt8]) throws(FileFault) {
    try write(path, bytes)
    try syncFolder(of: path)
  }

  private static func write(_ path: String, _ bytes: [UInt8]) throws(FileFault) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileFault("create", path) }
    defer { close(file) }
    try write(file, path, bytes)
    guard fsync(file) == 0 else { throw FileFault("sync", path) }
  }

  static func write(_ file: Int32, _ path: String, _ bytes: [UInt8]) throws(FileFault) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileFault("write", path) }
      written += count
    }
  }

  /// Makes a folder, and those above it, that only its owner reads; nothing where it is there.
  package static func makeFolder(_ path: String) throws(FileFault) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    guard errno == ENOENT, !above.isEmpty else { throw FileFault("make folder", path) }
    try makeFolder(above)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFault("make folder", path) }
  }

  /// Makes the names in the folder of a file durable.
  package static func syncFolder(of path: String) throws(FileFault) {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = names.count > 1 ? names.dropLast().joined(separator: "/") : "."
    try sync(folder.isEmpty ? "/" : folder)
  }

  /// Makes a file or folder durable.
  package static func sync(_ path: String) throws(FileFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileFault("open", path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileFault("sync", path) }
  }
}
