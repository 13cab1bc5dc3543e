package import Checklists
package import Journal
package import Protocol

/// Files of packs outside the data folder: what trainers build, and where they publish.
package enum PackFiles {
  /// A pack's or root's bytes, never more than any of them may have.
  package static func read(_ path: String) throws(PackRefusal) -> [UInt8] {
    guard let bytes = try Disk().read(path, limit: PackLimits.fileBytes) else { throw .cannotRead(path: path) }
    return bytes
  }

  /// Writes a file whole and durably: after a crash the old bytes are there, or the new ones.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try Disk().replace(path, with: bytes, mode: 0o644)
  }

  /// Copies a pack or root into a folder from which desks get it, and says under what name.
  ///
  /// What is copied was held against the root before, as a desk would. A pack has to be newer than all of the same
  /// root in the folder, and to follow the newest one: here, where a trainer can still build it again.
  package static func publish(_ bytes: [UInt8], to folder: String, root: PackRoot, hash: EntryHash) throws -> String {
    guard let kind = SignedFile.kind(of: bytes) else { throw PackRefusal.wrongFormat }
    let file = try SignedFile(bytes, kind)
    let version: Int
    switch kind {
    case .root: version = try PackRoot.opened(file).version
    case .pack:
      let pack = try Packs.verified(file, root, hash)
      try holdPlace(of: pack, in: folder, root, hash)
      version = pack.version
    case .review, .bundle: throw PackRefusal.wrongFormat
    }
    let digits = String(version)
    let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let name =
      kind == .pack ? "pack-\(number)-\(file.hash.hex.prefix(8)).tsp" : "root-\(number)-\(file.hash.hex.prefix(8)).tsr"
    try Disk().replace(folder + "/" + name, with: bytes, mode: 0o644)
    return name
  }

  private static func holdPlace(
    of pack: Pack, in folder: String, _ root: PackRoot, _ hash: EntryHash
  ) throws(PackRefusal) {
    var newest: (version: Int, hash: EntryHash)?
    for name in Disk().names(folder) where name.hasSuffix(".tsp") {
      guard let other = published(folder + "/" + name, root, hash), other.version > newest?.version ?? 0 else {
        continue
      }
      newest = other
    }
    guard let newest else { return }
    guard pack.version >= newest.version else { throw .olderVersion(found: pack.version, newest: newest.version) }
    guard pack.version > newest.version else { throw .sameVersion(pack.version) }
    guard pack.manifest.previous == newest.hash.hex else { throw .otherPredecessor(version: pack.version) }
  }

  /// What a file in the folder is, where the same trainers vouch for it; anything else there says nothing.
  private static func published(_ path: String, _ root: PackRoot, _ hash: EntryHash) -> (version: Int, hash: EntryHash)?
  {
    do {
      let file = try SignedFile(try read(path), .pack)
      try root.check(file)
      guard let claim = Pack.claim(file), claim.root == hash else { return nil }
      return (claim.version, file.hash)
    } catch {
      return nil
    }
  }
}
