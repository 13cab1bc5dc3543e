import Glibc

/// A regular file that is open; it is closed with the last reference.
package final class OpenFile: Sendable {
  /// What happens where the last part of a path is a symbolic link.
  package enum Links: Sendable {
    /// The file it leads to is meant: for files of one's own, which an administrator may have laid elsewhere.
    case follow
    /// An error: for files that others may have laid there.
    case refuse
  }

  private let descriptor: Int32
  package let path: String

  private init(
    _ step: FileError.Step, _ path: String, _ flags: Int32, mode: UInt32
  ) throws(FileError) {
    // A pipe must not keep anybody waiting: what it is shows only when it is open.
    descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK, mode)
    self.path = path
    guard descriptor >= 0 else { throw FileError(step, path) }
    guard try facts().st_mode & S_IFMT == S_IFREG else { throw FileError(step, path, .notRegular) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Opens a file to read it; nil where there is none.
  package static func reading(_ path: String, links: Links = .follow) throws(FileError) -> OpenFile? {
    do throws(FileError) {
      return try OpenFile(.open, path, O_RDONLY | (links == .refuse ? O_NOFOLLOW : 0), mode: 0)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
  }

  /// Makes a file that was not there and opens it to write. It does not outlive a crash before ``sync()`` and a sync of
  /// its folder.
  package static func creating(_ path: String, mode: UInt32 = 0o600) throws(FileError) -> OpenFile {
    try OpenFile(.create, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
  }

  /// Opens a file to read it and to write at its end; makes it, readable to its owner alone, where there is none.
  package static func appending(_ path: String) throws(FileError) -> OpenFile {
    try OpenFile(.create, path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, mode: 0o600)
  }

  private func facts() throws(FileError) -> stat {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw FileError(.inspect, path) }
    return facts
  }

  /// Bytes in it.
  package func size() throws(FileError) -> Int { Int(try facts().st_size) }

  /// Up to `count` bytes from an offset; fewer where the file ends.
  package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let (bytes, error) = read(at: offset, count: count)
    if let error { throw error }
    return bytes
  }

  /// Up to `count` bytes from an offset; fewer where the file ends or the disk fails.
  package func readableBytes(at offset: Int, count: Int) -> [UInt8] { read(at: offset, count: count).bytes }

  private func read(at offset: Int, count: Int) -> (bytes: [UInt8], error: FileError?) {
    var error: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      filled = 0
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { error = FileError(.read, path) }
        if got <= 0 { break }
        filled += got
      }
    }
    return (bytes, error)
  }

  /// Writes all of some bytes where the file stands.
  package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileError(.write, path) }
      written += count
    }
  }

  /// Waits until what was written is on the disk.
  package func sync() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(.sync, path) }
  }
}
