package import Checklists
package import Journal
package import Protocol

/// A pack: exact bytes of checklists, catalogue, consent words and allowed sites, and what is said of them.
///
/// As the body of a ``SignedFile``: the hash of the root it was made under (32 bytes), its version (4, big-endian), and
/// one Zstandard frame of: the length of the manifest (4, big-endian), the manifest, the files' bytes one after the
/// other.
package struct Pack: Hashable, Sendable {
  /// The root under which it was made.
  package var root: EntryHash
  /// 1, 2, 3 …
  package var version: Int
  package var manifest: PackManifest
  package var files: [PackName: [UInt8]]

  /// The most that a version may be.
  package static let mostVersion = 999_999_999
  static let headBytes = EntryHash.byteCount + 4

  /// Puts a pack together. It is held against every rule of ``opened(_:)``, but not yet against the linter.
  package init(
    root: EntryHash, version: Int, madeMilliseconds: Int64, expiresMilliseconds: Int64, previous: EntryHash?,
    changes: [LocalText], files: [PackName: [UInt8]]
  ) throws(PackRefusal) {
    guard (1...Self.mostVersion).contains(version) else { throw .badManifest("a version from 1") }
    self.root = root
    self.version = version
    self.files = files
    manifest = PackManifest(
      made: madeMilliseconds, expires: expiresMilliseconds, previous: previous?.hex,
      changes: changes.map { PackManifest.Change(vi: $0.vi, en: $0.en) },
      files: files.sorted { $0.key < $1.key }.map { name, bytes in
        PackManifest.File(name: name.description, size: bytes.count, hash: EntryHash(of: bytes).hex)
      })
    try manifest.check()
  }

  /// The file, not signed yet.
  package func file() throws(PackRefusal) -> SignedFile {
    let list: [UInt8]
    do { list = try manifest.bytes } catch { throw .badManifest("text that JSON can hold") }
    var unpacked = Self.number(list.count) + list
    for name in files.keys.sorted() { unpacked += files[name] ?? [] }
    guard unpacked.count <= PackLimits.unpackedBytes else {
      throw .bomb(bytes: UInt64(unpacked.count), limit: PackLimits.unpackedBytes)
    }
    guard let frame = Zstd.compress(unpacked, level: 19) else { throw .notUnpackable }
    return SignedFile(.pack, body: root.bytes + Self.number(version) + frame)
  }

  /// The root and version that a file claims, before anything of it is believed; nil where it is too short.
  static func claim(_ file: SignedFile) -> (root: EntryHash, version: Int)? {
    guard file.body.count >= headBytes, let root = EntryHash(bytes: Array(file.body[..<EntryHash.byteCount])) else {
      return nil
    }
    return (root, file.body[EntryHash.byteCount..<headBytes].reduce(0) { $0 << 8 | Int($1) })
  }

  /// The version that the first bytes of a file claim; 0 where they are too few.
  static func claimedVersion(head: [UInt8]) -> Int {
    guard head.count > 4 else { return 0 }
    let start = 5 + Int(head[4]) * 96 + 4 + EntryHash.byteCount
    guard head.count >= start + 4 else { return 0 }
    return head[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Unpacks a file whose signatures have been held against a root (``PackRoot/check(_:)``).
  ///
  /// A trainer's own tools also show a draft that nobody signed yet; a desk never does.
  package static func opened(_ file: SignedFile) throws(PackRefusal) -> Pack {
    guard let (root, version) = claim(file), (1...mostVersion).contains(version) else {
      throw .badManifest("a root and a version")
    }
    let frame = file.body[headBytes...]
    guard let size = Zstd.statedSize(frame) else { throw .notUnpackable }
    guard size <= UInt64(PackLimits.unpackedBytes) else { throw .bomb(bytes: size, limit: PackLimits.unpackedBytes) }
    guard let unpacked = Zstd.decompress(frame, limit: PackLimits.unpackedBytes) else { throw .notUnpackable }
    guard unpacked.count >= 4 else { throw .badManifest("its length") }
    let length = unpacked[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= PackLimits.manifestBytes, unpacked.count - 4 >= length else { throw .badManifest("its length") }
    let manifest = try PackManifest(body: Array(unpacked[4..<(4 + length)]))
    return Pack(
      root: root, version: version, manifest: manifest, files: try files(of: manifest, in: unpacked[(4 + length)...]))
  }

  private init(root: EntryHash, version: Int, manifest: PackManifest, files: [PackName: [UInt8]]) {
    self.root = root
    self.version = version
    self.manifest = manifest
    self.files = files
  }

  private static func files(
    of manifest: PackManifest, in bytes: ArraySlice<UInt8>
  ) throws(PackRefusal) -> [PackName: [UInt8]] {
    var files: [PackName: [UInt8]] = [:]
    var rest = bytes
    for entry in manifest.files {
      guard let name = PackName(entry.name) else { throw .badName(entry.name) }
      let file = Array(rest.prefix(entry.size))
      guard file.count == entry.size, EntryHash(of: file).hex == entry.hash else { throw .fileDamaged(entry.name) }
      files[name] = file
      rest = rest.dropFirst(entry.size)
    }
    guard rest.isEmpty else { throw .badManifest("nothing behind the last file") }
    return files
  }

  private static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// The names of its checklists' files, in order.
  package var checklists: [PackName] { files.keys.filter { $0.folder == .checklists }.sorted() }
}
