import Bytes
import Crypto
import GRDB
import Journal
import Platform
import SQLiteFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes one backup: the lock, then the sealed stream of names, sizes and bytes.
struct BackupWriter {
  private let file: OpenFile
  private var sender: HPKE.Sender
  private var waiting: [UInt8] = []

  init(_ path: String, _ key: BackupKey) throws {
    file = try OpenFile.creating(path)
    sender = try BackupStream.sender(key)
    try file.write(Array(key.lock.text.utf8))
    try file.write(Array(sender.encapsulatedKey))
  }

  /// Adds a file as it is now; one that is gone meanwhile is left out.
  mutating func add(_ name: String, _ path: String) throws {
    guard let source = try OpenFile.reading(path, links: .refuse) else { return }
    let size = try source.size()
    var head = ByteWriter()
    head.text(name)
    head.number(size)
    try add(head.bytes)
    var offset = 0
    while offset < size {
      let piece = try source.bytes(at: offset, count: min(BackupStream.pieceBytes, size - offset))
      guard !piece.isEmpty else { throw FileError(.read, path, .damaged) }
      try add(piece)
      offset += piece.count
    }
  }

  private mutating func add(_ bytes: [UInt8]) throws {
    waiting += bytes
    while waiting.count > BackupStream.pieceBytes {
      try seal(waiting.prefix(BackupStream.pieceBytes), BackupStream.middle)
      waiting.removeFirst(BackupStream.pieceBytes)
    }
  }

  private mutating func seal(_ piece: some Collection<UInt8>, _ mark: [UInt8]) throws {
    try file.write(Array(try sender.seal(Data(piece), authenticating: mark)))
  }

  /// Ends the stream; it is on the disk when this returns.
  mutating func finish() throws {
    // An empty name.
    try add([0])
    try seal(waiting, BackupStream.last)
    try file.sync()
  }
}

/// A copy of a database as of one moment, beside it, for as long as a backup is written.
enum DatabaseCopy {
  static func make(of path: String, at copy: String) throws {
    try Files().remove(copy)
    // Private before anything is in it.
    try Files().touch(copy)
    let queue = try DatabaseQueue(path: path, configuration: SQLiteFile(label: "backup").configuration)
    try queue.inDatabase { db in try db.run("VACUUM INTO ?", .text(copy)) }
    try queue.close()
  }
}
