import Bytes
import Crypto
package import Journal
import Platform

/// What a laptop needs to make backups without asking for the passphrase: the lock, and the shared key.
///
/// It lies in the data folder as `backup.key`. Whoever has it can make backups, and read none: a contact that was erased
/// here stays closed in the copies of the days before.
package struct BackupKey: Sendable {
  package let lock: BackupLock
  let shared: [UInt8]

  static func path(in folder: String) -> String { folder + "/backup.key" }

  /// Chooses a passphrase for the backups of a data folder; those made before keep theirs.
  package static func make(in folder: String, passphrase: String) throws(BackupProblem) -> BackupKey {
    try make(in: folder, passphrase: passphrase, rounds: BackupLock.usualRounds)
  }

  static func make(in folder: String, passphrase: String, rounds: Int) throws(BackupProblem) -> BackupKey {
    let (lock, shared) = try BackupLock.make(passphrase: passphrase, rounds: rounds)
    let key = BackupKey(lock: lock, shared: shared)
    let path = path(in: folder)
    do throws(FileError) {
      try Files().replace(path, with: Array((lock.text + "shared \(Hex.text(shared))\n").utf8))
    } catch {
      throw BackupProblem(error)
    }
    return key
  }

  /// The key of a data folder; nil where no passphrase was chosen yet.
  package static func read(in folder: String) throws(BackupProblem) -> BackupKey? {
    let path = path(in: folder)
    let bytes: [UInt8]?
    do throws(FileError) { bytes = try Files().read(path, limit: 4_096) } catch { throw BackupProblem(error) }
    guard let bytes else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 6, lines[5].isEmpty, let lock = BackupLock(lines: Array(lines[..<4])),
      lines[4].hasPrefix("shared "), let shared = Hex.bytes(lines[4].dropFirst(7)), shared.count == 32
    else { throw .notWhole(path: path) }
    return BackupKey(lock: lock, shared: shared)
  }
}

extension BackupProblem {
  /// What the file system said.
  init(_ error: FileError) {
    if error.isFull {
      self = .full(path: error.path)
    } else if error.isHeld {
      self = .inUse(folder: Files.folder(of: error.path))
    } else {
      self = .file(path: error.path, words: error.description)
    }
  }
}
