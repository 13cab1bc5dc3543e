package import Checklists
package import Journal
package import Protocol

extension Packs {
  /// Pins the root whose hash is known from elsewhere, e.g. from the hub at enrolment; its file may come later.
  ///
  /// Where another root is pinned already, that one stays: ``PackRefusal/otherRoot(found:pinned:)``.
  package func pinRoot(hash: EntryHash) throws {
    try change { memory in
      guard memory.root == nil || memory.root == hash else { throw other(hash, memory) }
      memory.root = hash
    }
  }

  /// Pins a root for the first time: enough of its own trainers signed it, and it has the hash that was pinned or
  /// that the caller knows. Of a root that is pinned already a change is asked for as by ``takeRoot(_:)``.
  @discardableResult
  package func pinRoot(_ bytes: [UInt8], expecting hash: EntryHash? = nil) throws -> PackRoot {
    let file = try expected(bytes, hash)
    return try change { memory in try taken(file, bytes, &memory, isFirst: true) }
  }

  /// Pins the root that ships with the program where none is pinned yet; why not, if it cannot be. Where no root ships,
  /// nothing happens.
  package func pinShipped(_ path: String) -> PackRefusal? {
    do {
      guard let bytes = try disk.read(path, limit: PackLimits.rootBytes), try rootHash() == nil else { return nil }
      try pinRoot(bytes)
      return nil
    } catch {
      return error as? PackRefusal ?? .cannotWrite(path: folder)
    }
  }

  /// Takes a change of root: enough trainers of the pinned root and of the new one signed it, and its version is
  /// higher. Also takes the file of a root of which only the hash was pinned.
  @discardableResult
  package func takeRoot(_ bytes: [UInt8]) throws -> PackRoot {
    let file = try SignedFile(bytes, .root)
    return try change { memory in try taken(file, bytes, &memory, isFirst: false) }
  }

  /// Believes another root from now on, whoever signed it: for whoever looks after this laptop, by hand. The pack in
  /// use goes, because other people vouched for it; the newest version that was ever seen stays known. A memory that
  /// cannot be read is begun anew.
  @discardableResult
  package func replaceRoot(_ bytes: [UInt8], expecting hash: EntryHash? = nil) throws -> PackRoot {
    let file = try expected(bytes, hash)
    let root = try PackRoot.opened(file)
    if isMemoryDamaged { try disk.remove(memoryPath) }
    return try change { memory in
      try disk.replace(rootPath(file.hash), with: bytes)
      if memory.root != file.hash { memory.inUse = nil }
      memory.root = file.hash
      return root
    }
  }

  private func taken(
    _ file: SignedFile, _ bytes: [UInt8], _ memory: inout PackMemory, isFirst: Bool
  ) throws -> PackRoot {
    let pinned = memory.root
    let old = legibleRoot(memory)
    if let pinned, pinned == file.hash {
      let root = try PackRoot.opened(file)
      if old == nil { try disk.replace(rootPath(file.hash), with: bytes) }
      guard old == nil || isFirst else {
        throw PackRefusal.olderRoot(found: root.version, pinned: root.version)
      }
      return root
    }
    guard let old else {
      guard pinned == nil else { throw other(file.hash, memory) }
      guard isFirst else { throw PackRefusal.noRoot }
      let root = try PackRoot.opened(file)
      try disk.replace(rootPath(file.hash), with: bytes)
      memory.root = file.hash
      return root
    }
    let root = try PackRoot.opened(file, after: old)
    try disk.replace(rootPath(file.hash), with: bytes)
    memory.root = file.hash
    return root
  }

  private func expected(_ bytes: [UInt8], _ hash: EntryHash?) throws(PackRefusal) -> SignedFile {
    let file = try SignedFile(bytes, .root)
    if let hash, file.hash != hash {
      throw .otherRoot(found: Fingerprint.short(file.hash), pinned: Fingerprint.short(hash))
    }
    return file
  }

  /// The pinned root. One whose file was damaged is as good as lost: the same root once more mends it.
  private func legibleRoot(_ memory: PackMemory) -> PackRoot? {
    do { return try root(memory) } catch { return nil }
  }

  private var isMemoryDamaged: Bool {
    do { _ = try memory() } catch { return error == .memoryDamaged(path: memoryPath) }
    return false
  }

  private func other(_ hash: EntryHash, _ memory: PackMemory) -> PackRefusal {
    .otherRoot(found: Fingerprint.short(hash), pinned: memory.root.map(Fingerprint.short) ?? "-")
  }
}
