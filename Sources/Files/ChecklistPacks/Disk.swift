import Checklists
import Glibc

/// The few things that packs ask of the file system; whoever tests can stop the machine before any of them.
struct Disk: Sendable {
  /// Asked before each step that changes the disk; what it throws is as if the power went.
  var beforeStep: @Sendable (_ step: String) throws -> Void = { _ in }

  /// A regular file's bytes; nil where there is none. Nothing is read of one that is too large.
  func read(_ path: String, limit: Int) throws(PackRefusal) -> [UInt8]? {
    guard let (descriptor, size) = try opened(path) else { return nil }
    defer { close(descriptor) }
    guard size <= limit else { throw .tooLarge(limit: limit) }
    return try bytes(descriptor, atMost: Int(size), path)
  }

  /// The first bytes of a regular file: enough for the frame of any pack, up to its version.
  func head(_ path: String) throws(PackRefusal) -> [UInt8] {
    guard let (descriptor, _) = try opened(path) else { throw .cannotRead(path: path) }
    defer { close(descriptor) }
    return try bytes(descriptor, atMost: 2048, path)
  }

  private func opened(_ path: String) throws(PackRefusal) -> (descriptor: Int32, size: Int64)? {
    // A pipe must not keep anybody waiting.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .cannotRead(path: path)
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .cannotRead(path: path)
    }
    return (descriptor, Int64(facts.st_size))
  }

  private func bytes(_ descriptor: Int32, atMost most: Int, _ path: String) throws(PackRefusal) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: most)
    var count = 0
    while count < most {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), most - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .cannotRead(path: path) }
      if got == 0 { break }
      count += got
    }
    return Array(bytes.prefix(count))
  }

  /// Writes a file whole and durably: after a crash either what was there before is there, or the new bytes.
  func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o600) throws {
    let fresh = path + ".new"
    try beforeStep("open \(fresh)")
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw fault(fresh) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, fresh)
      try beforeStep("fsync \(fresh)")
      guard fsync(descriptor) == 0 else { throw fault(fresh) }
    } catch {
      unlink(fresh)
      throw error
    }
    try beforeStep("rename \(path)")
    guard rename(fresh, path) == 0 else { throw fault(path) }
    try beforeStep("fsync folder of \(path)")
    try sync(folder(of: path))
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var written = 0
    while written < bytes.count {
      try beforeStep("write \(path)")
      // In pieces, so that a test can stop in the middle of a file.
      let piece = min(64 << 10, bytes.count - written)
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), piece) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw fault(path) }
      written += count
    }
  }

  /// Makes a folder and those above it.
  func makeFolder(_ path: String) throws {
    var facts = stat()
    if stat(path, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFDIR else { throw PackRefusal.cannotWrite(path: path) }
      return
    }
    if !folder(of: path).isEmpty, folder(of: path) != path { try makeFolder(folder(of: path)) }
    try beforeStep("mkdir \(path)")
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw fault(path) }
    try sync(folder(of: path))
  }

  /// Removes a file if it is there.
  func remove(_ path: String) throws {
    try beforeStep("unlink \(path)")
    guard unlink(path) == 0 || errno == ENOENT else { throw fault(path) }
  }

  private func sync(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(folder) }
    defer { close(descriptor) }
    // Some file systems of sticks know no such thing for folders.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault(folder) }
  }

  private func folder(of path: String) -> String {
    guard let cut = path.lastIndex(of: "/") else { return "." }
    return cut == path.startIndex ? "/" : String(path[..<cut])
  }

  private func fault(_ path: String) -> PackRefusal {
    errno == ENOSPC || errno == EDQUOT ? .diskFull(path: path) : .cannotWrite(path: path)
  }
}

/// The lock under which packs of a data folder change; it goes with the process, however that ends.
final class PackLock {
  private let descriptor: Int32

  init(_ path: String) throws(PackRefusal) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path: path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy
    }
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

extension Disk {
  /// What tells one state of a file from another: its inode, size and times; empty where there is none.
  func stamp(_ path: String) -> [Int64] {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return [] }
    return [
      Int64(bitPattern: UInt64(facts.st_ino)), Int64(facts.st_size), Int64(facts.st_mtim.tv_sec),
      Int64(facts.st_mtim.tv_nsec), Int64(facts.st_ctim.tv_sec), Int64(facts.st_ctim.tv_nsec),
    ]
  }

  /// Names of what lies in a folder, in order; empty where there is none.
  func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
