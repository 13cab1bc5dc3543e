package import Checklists
package import Journal
package import Protocol

extension Packs {
  /// What came of a file that was taken.
  package enum Taken: Hashable, Sendable {
    case pack(version: Int, warnings: [PackWarning])
    case root(version: Int)
  }

  /// Takes a pack or a change of root, whichever it is.
  ///
  /// - Parameter now: milliseconds since 1970; only for the record and for yellow lines.
  package func take(_ bytes: [UInt8], now: Int64) throws -> Taken {
    switch SignedFile.kind(of: bytes) {
    case .pack: .pack(version: try install(bytes, now: now).pack.version, warnings: try warnings(now: now))
    case .root: .root(version: try takeRoot(bytes).version)
    case .review, .bundle, nil: throw PackRefusal.wrongFormat
    }
  }

  /// Takes a pack, if everything about it is right; otherwise the desk keeps what it has.
  @discardableResult
  package func install(_ bytes: [UInt8], now: Int64) throws -> Loaded {
    try change { memory in
      let (file, pack) = try verified(bytes, memory)
      let fileHash = EntryHash(of: bytes)
      try disk.replace(packPath(file.hash), with: bytes)
      // Where versions were left out, nobody here can tell what they followed.
      let newest = newest(memory)
      let isNext = newest.hash != .zero && pack.version == newest.version + 1
      let isOdd = isNext && pack.manifest.previous != newest.hash.hex
      let isRepair = pack.version == memory.newest
      memory.inUse = .init(
        version: pack.version, hash: file.hash, fileHash: fileHash,
        taken: isRepair ? memory.inUse?.taken ?? now : now,
        former: isRepair ? memory.inUse?.former ?? 0 : memory.inUse?.version ?? 0,
        isOdd: isRepair ? memory.inUse?.isOdd ?? false : isOdd)
      memory.newest = pack.version
      memory.newestHash = file.hash
      return Loaded(
        pack: pack, hash: file.hash, takenMilliseconds: memory.inUse?.taken ?? now,
        formerVersion: memory.inUse.flatMap { $0.former == 0 ? nil : $0.former })
    }
  }

  /// The order is part of the promise: size, frame, root, signatures; only then anything of the pack is read.
  private func verified(
    _ bytes: [UInt8], _ memory: PackMemory
  ) throws(PackRefusal) -> (file: SignedFile, pack: Pack) {
    let file = try SignedFile(bytes, .pack)
    guard let rootHash = memory.root, let root = try root(memory) else { throw .noRoot }
    let pack = try Self.verified(file, root, rootHash)
    let newest = newest(memory).version
    guard pack.version >= newest else { throw .olderVersion(found: pack.version, newest: newest) }
    if pack.version == memory.newest {
      // The same pack once more mends a file that was lost.
      let isLost = load().loaded?.hash != memory.newestHash
      guard file.hash == memory.newestHash, isLost else { throw .sameVersion(pack.version) }
    }
    return (file, pack)
  }

  /// Holds a pack against a root and the linter; ``PackRefusal`` of what the file alone can be told.
  package static func verified(
    _ file: SignedFile, _ root: PackRoot, _ rootHash: EntryHash
  ) throws(PackRefusal) -> Pack {
    guard let claim = Pack.claim(file) else { throw .badManifest("a root and a version") }
    // A comparison of 32 bytes, so that a pack of another office is called that, and not forged.
    guard claim.root == rootHash else {
      throw .otherRoot(found: Fingerprint.short(claim.root), pinned: Fingerprint.short(rootHash))
    }
    try root.check(file)
    let pack = try Pack.opened(file)
    try pack.check()
    return pack
  }

  /// What is worth a yellow line now.
  package func warnings(now: Int64) throws(PackRefusal) -> [PackWarning] {
    let (loaded, warnings) = load()
    guard let pack = loaded?.pack, now >= pack.manifest.expires else { return warnings }
    return warnings + [.expired(version: pack.version, sinceMilliseconds: pack.manifest.expires)]
  }
}
