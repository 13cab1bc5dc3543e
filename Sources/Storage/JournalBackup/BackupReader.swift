import Bytes
import Crypto
package import Journal
import Platform

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads one backup. Nothing of it is believed before the passphrase has opened the piece it stands in.
package struct BackupReader {
  package let path: String
  private let file: OpenFile
  private let lock: BackupLock
  /// Where the stream begins.
  private let start: Int

  /// Reads the lock. Throws `noBackup`, `notWhole`, `newerVersion`, `file`.
  package init(_ path: String) throws(BackupProblem) {
    self.path = path
    let head: [UInt8]
    do throws(FileError) {
      guard let opened = try OpenFile.reading(path, links: .refuse) else { throw FileError(.open, path, .system(2)) }
      file = opened
      head = try opened.bytes(at: 0, count: 2_048)
    } catch {
      throw error.code == 2 ? .noBackup(path: path) : BackupProblem(error)
    }
    var lines: [Substring] = []
    var length = 0
    for piece in head.split(separator: 0x0a, maxSplits: 4, omittingEmptySubsequences: false).prefix(4) {
      lines.append(Substring(decoding: piece, as: UTF8.self))
      length += piece.count + 1
    }
    if let first = lines.first, first.hasPrefix("tiepsuc backup "), first != BackupLock.firstLine {
      throw .newerVersion(path: path)
    }
    guard let lock = BackupLock(lines: lines) else { throw .notWhole(path: path) }
    self.lock = lock
    start = length
  }

  /// Writes what the backup holds into a folder, which is made and must not be there; returns how many files. What is
  /// left of a backup that is not whole is for the caller to remove.
  ///
  /// Throws `wrongPassphrase`, `notWhole`, `full`, `file`.
  package func unpack(into folder: String, passphrase: String) throws(BackupProblem) -> Int {
    let secret = try lock.unlocked(passphrase)
    do {
      let encapsulated = try file.bytes(at: start, count: BackupStream.encapsulatedBytes)
      guard encapsulated.count == BackupStream.encapsulatedBytes else { throw BackupProblem.notWhole(path: path) }
      let recipient = try BackupStream.recipient(lock, secret, encapsulated: encapsulated)
      try Files().makeFolder(folder)
      var pieces = Pieces(file: file, offset: start + encapsulated.count, size: try file.size(), recipient: recipient)
      return try unpack(&pieces, into: folder)
    } catch let error as FileError {
      throw BackupProblem(error)
    } catch let problem as BackupProblem {
      throw problem
    } catch {
      throw .notWhole(path: path)
    }
  }

  private func unpack(_ pieces: inout Pieces, into folder: String) throws -> Int {
    var count = 0
    while true {
      guard let length = try pieces.number(atMost: BackupFiles.mostNameBytes) else {
        throw BackupProblem.notWhole(path: path)
      }
      if length == 0 { break }
      let name = String(validating: try pieces.take(length), as: UTF8.self)
      guard let name, BackupFiles.isSafe(name), count < BackupFiles.mostFiles,
        let size = try pieces.number(atMost: .max)
      else { throw BackupProblem.notWhole(path: path) }
      let target = folder + "/" + name
      try Files().makeFolder(Files.folder(of: target))
      let made = try OpenFile.creating(target)
      var left = size
      while left > 0 {
        let piece = try pieces.take(min(left, BackupStream.pieceBytes))
        try made.write(piece)
        left -= piece.count
      }
      try made.sync()
      try Files().syncFolder(of: target)
      count += 1
    }
    guard try pieces.isAtEnd() else { throw BackupProblem.notWhole(path: path) }
    return count
  }

  /// The opened stream, a piece at a time.
  private struct Pieces {
    let file: OpenFile
    /// Of the next sealed piece.
    var offset: Int
    /// Of the whole file.
    let size: Int
    var recipient: HPKE.Recipient
    private var open: ArraySlice<UInt8> = []
    private var sawLast = false

    init(file: OpenFile, offset: Int, size: Int, recipient: HPKE.Recipient) {
      (self.file, self.offset, self.size, self.recipient) = (file, offset, size, recipient)
    }

    /// Opens the next piece. Throws where it is missing, cut or changed.
    private mutating func refill() throws {
      let count = min(BackupStream.pieceBytes + BackupStream.sealBytes, size - offset)
      guard !sawLast, count >= BackupStream.sealBytes else { throw BackupProblem.notWhole(path: file.path) }
      let sealed = try file.bytes(at: offset, count: count)
      offset += sealed.count
      sawLast = offset == size
      open = ArraySlice(
        try recipient.open(Data(sealed), authenticating: sawLast ? BackupStream.last : BackupStream.middle))
    }

    mutating func take(_ count: Int) throws -> [UInt8] {
      var taken: [UInt8] = []
      while taken.count < count {
        if open.isEmpty { try refill() }
        let part = open.prefix(count - taken.count)
        taken += part
        open = open.dropFirst(part.count)
      }
      return taken
    }

    /// A number as ``ByteWriter`` writes it; nil where it is larger than `most`.
    mutating func number(atMost most: Int) throws -> Int? {
      var bytes: [UInt8] = []
      repeat { bytes += try take(1) } while (bytes.last ?? 0) >= 0x80 && bytes.count < 10
      var reader = ByteReader(bytes[...])
      return reader.number(atMost: most)
    }

    /// Whether the last piece was opened and is used up.
    mutating func isAtEnd() throws -> Bool {
      if open.isEmpty, !sawLast { try refill() }
      return open.isEmpty && sawLast
    }
  }
}
