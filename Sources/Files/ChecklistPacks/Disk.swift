import Checklists
import Platform

/// The files of packs, with refusals for errors.
struct Disk: Sendable {
  var files = Files()

  /// A regular file's bytes; nil where there is none. Nothing is read of one that is too large.
  func read(_ path: String, limit: Int) throws(PackRefusal) -> [UInt8]? {
    try refusing { () throws(FileError) in try files.read(path, limit: limit) }
  }

  /// The first bytes of a regular file: enough for the frame of any pack, up to its version.
  func head(_ path: String) throws(PackRefusal) -> [UInt8] {
    let head = try refusing { () throws(FileError) in try files.head(path, count: 2048) }
    guard let head else { throw .cannotRead(path: path) }
    return head
  }

  /// Writes a file whole and durably: after a crash either what was there before is there, or the new bytes.
  func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o600) throws(PackRefusal) {
    try refusing { () throws(FileError) in try files.replace(path, with: bytes, mode: mode) }
  }

  /// Makes a folder and those above it.
  func makeFolder(_ path: String) throws(PackRefusal) {
    try refusing { () throws(FileError) in try files.makeFolder(path) }
  }

  /// Removes a file if it is there.
  func remove(_ path: String) throws(PackRefusal) {
    try refusing { () throws(FileError) in try files.remove(path) }
  }

  /// The lock under which packs of a data folder change.
  func lock(_ path: String) throws(PackRefusal) -> FileLock {
    try refusing { () throws(FileError) in try FileLock(path) }
  }

  /// Names of what lies in a folder, in order; empty where there is none, or it cannot be read.
  func names(_ folder: String, hidden: Bool = false) -> [String] {
    do throws(FileError) { return try files.names(in: folder, hidden: hidden) } catch { return [] }
  }

  private func refusing<Value>(_ work: () throws(FileError) -> Value) throws(PackRefusal) -> Value {
    do throws(FileError) { return try work() } catch { throw PackRefusal(error) }
  }
}

extension PackRefusal {
  init(_ error: FileError) {
    switch (error.reason, error.step) {
    case (.tooLarge(let limit), _): self = .tooLarge(limit: limit)
    case (_, .lock) where error.isHeld: self = .busy
    case (_, .open), (_, .read), (_, .list), (_, .inspect): self = .cannotRead(path: error.path)
    default: self = error.isFull ? .diskFull(path: error.path) : .cannotWrite(path: error.path)
    }
  }
}
