import Bytes
import Crypto
import Foundation
import Glibc
import Journal
import Platform
package import Protocol
import Synchronization

/// The packs that lie in the data folder, for whoever pulls.
package final class PackShelf: Sendable {
  /// Largest pack, in bytes.
  static let most = 64 << 20
  /// At most so many bytes in one answer: more is asked for in parts.
  static let mostAtOnce = Limits.newsBytes
  private static let mostPacks = 20

  /// What tells one state of a file from another.
  private struct Mark: Hashable {
    var inode: UInt64
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  private let folder: String
  private let hashes = Mutex<[String: (mark: Mark, hash: String)]>([:])

  package init(folder: String) { self.folder = folder }

  /// What is offered, newest first. Files with other names, links, and what is larger than ``most`` are passed over.
  package func offers() throws -> [PackOffer] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    var found: [(offer: PackOffer, mark: Mark)] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where Self.isName(name) {
      var facts = stat()
      guard lstat("\(folder)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= Self.most
      else { continue }
      let mark = Mark(
        inode: UInt64(facts.st_ino), size: Int(facts.st_size), seconds: facts.st_mtim.tv_sec,
        nanoseconds: facts.st_mtim.tv_nsec)
      found.append((PackOffer(name: name, hash: "", size: mark.size), mark))
    }
    found.sort {
      ($0.mark.seconds, $0.mark.nanoseconds, $0.offer.name) > ($1.mark.seconds, $1.mark.nanoseconds, $1.offer.name)
    }
    return try found.prefix(Self.mostPacks).map { offer, mark in
      PackOffer(name: offer.name, hash: try hash(offer.name, mark), size: offer.size)
    }
  }

  /// The newest root among what is offered, by its version; nil where none is, or none is whole.
  func root() throws -> EntryHash? {
    var newest: (version: Int, hash: EntryHash)?
    for offer in try offers() where offer.name.hasSuffix(".tsr") && offer.size <= PackLimits.rootBytes {
      guard let bytes = try bytes(of: offer, from: 0, count: offer.size) else { continue }
      do {
        let file = try SignedFile(bytes, .root)
        let root = try PackRoot.opened(file)
        if root.version > newest?.version ?? 0 { newest = (root.version, file.hash) }
      } catch {
        continue
      }
    }
    return newest?.hash
  }

  /// A stretch of the pack with a hash, at most ``mostAtOnce`` bytes; nil where there is no such pack, or it ends before.
  func bytes(of offer: PackOffer, from offset: Int, count: Int) throws(FileError) -> [UInt8]? {
    guard let file = try OpenFile.reading("\(folder)/\(offer.name)", links: .refuse) else { return nil }
    let bytes = try file.bytes(at: offset, count: min(count, Self.mostAtOnce))
    return bytes.isEmpty && count > 0 ? nil : bytes
  }

  /// Letters, digits, `.` and `-`, at most 80, not a hidden file.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 80 && !name.hasPrefix(".")
      && name.utf8.allSatisfy { unit in
        switch unit {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e: true
        default: false
        }
      }
  }

  private func hash(_ name: String, _ mark: Mark) throws(FileError) -> String {
    if let known = hashes.withLock({ $0[name] }), known.mark == mark { return known.hash }
    var hasher = SHA256()
    _ = try Files().forEachPiece(of: "\(folder)/\(name)", limit: Self.most, links: .refuse) { hasher.update(data: $0) }
    let hash = Hex.text(Array(hasher.finalize()))
    hashes.withLock { $0[name] = (mark, hash) }
    return hash
  }
}
