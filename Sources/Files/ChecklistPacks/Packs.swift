package import Checklists
package import Journal
import Platform
package import Protocol

/// The packs of a data folder: whom it believes, what it uses, the newest it ever saw.
///
/// In `packs` of the data folder lie the pinned root, the pack in use, both named after their hashes, and `memory`,
/// which says what counts. Replacing `memory` is the one step that commits a change: whatever ends the program in
/// between leaves the old state or the new one.
package struct Packs: Sendable {
  /// `packs` of the data folder.
  package let folder: String
  /// The newest version that the chain of the desk's journal says was taken. No older one is used or taken, whatever became
  /// of `memory`.
  private let taken: Int
  var disk = Disk()

  /// The packs of a data folder; nothing is read or made yet.
  package init(data: String, taken: Int = 0) {
    folder = data + "/packs"
    self.taken = taken
  }

  var memoryPath: String { folder + "/memory" }
  func rootPath(_ hash: EntryHash) -> String { "\(folder)/root-\(hash.hex).tsr" }
  func packPath(_ hash: EntryHash) -> String { "\(folder)/pack-\(hash.hex).tsp" }

  /// What is remembered; nil where nothing is yet.
  func memory() throws(PackRefusal) -> PackMemory? {
    guard let bytes = try disk.read(memoryPath, limit: 4096) else { return nil }
    guard let memory = PackMemory(bytes: bytes) else { throw .memoryDamaged(path: memoryPath) }
    return memory
  }

  /// The pinned root; nil where none is, or its file has not come yet.
  package func root() throws(PackRefusal) -> PackRoot? {
    guard let memory = try memory() else { return nil }
    return try root(memory)
  }

  /// The hash of the pinned root, also where its file has not come yet; nil where none is pinned.
  package func rootHash() throws(PackRefusal) -> EntryHash? { try memory()?.root }

  /// The newest version that this desk ever saw, and that pack's hash; 0 where there was none.
  package func newest() throws(PackRefusal) -> (version: Int, hash: EntryHash) {
    newest(try memory() ?? PackMemory())
  }

  /// Where the memory is older than the chain, the hash of the newest is not known, and zero.
  func newest(_ memory: PackMemory) -> (version: Int, hash: EntryHash) {
    memory.newest >= taken ? (memory.newest, memory.newestHash) : (taken, .zero)
  }

  func root(_ memory: PackMemory) throws(PackRefusal) -> PackRoot? {
    guard let hash = memory.root, let bytes = try disk.read(rootPath(hash), limit: PackLimits.rootBytes) else {
      return nil
    }
    let file = try SignedFile(bytes, .root)
    guard file.hash == hash else { throw .badRoot(.form) }
    return try PackRoot(body: file.body)
  }

  /// A pack as it is used, with what is worth a word about it.
  package struct Loaded: Hashable, Sendable {
    package var pack: Pack
    package var hash: EntryHash
    /// When this desk took it, in milliseconds since 1970.
    package var takenMilliseconds: Int64
    package var formerVersion: Int?

    /// As the home screen sees it.
    package func inUse(renewed: [ChecklistID]) -> PackInUse {
      PackInUse(
        version: pack.version, hash: hash.hex, madeMilliseconds: pack.manifest.made,
        expiresMilliseconds: pack.manifest.expires, takenMilliseconds: takenMilliseconds,
        formerVersion: formerVersion, changes: pack.manifest.changes.map(\.text), renewed: renewed)
    }
  }

  /// The pack in use, and what is worth a yellow line. It never fails: without a pack the desk uses what ships.
  ///
  /// Signatures were checked when it was taken; the file still has the hash that was remembered then. A trainer who
  /// left since does not take the pack away from a desk.
  package func load() -> (loaded: Loaded?, warnings: [PackWarning]) {
    let memory: PackMemory?
    do { memory = try self.memory() } catch { return (nil, [.memoryDamaged(path: memoryPath)]) }
    guard memory?.newest ?? 0 >= taken else { return (nil, [.lost(version: taken)]) }
    guard let inUse = memory?.inUse else { return (nil, []) }
    do {
      guard let bytes = try disk.read(packPath(inUse.hash), limit: PackLimits.fileBytes),
        EntryHash(of: bytes) == inUse.fileHash
      else { return (nil, [.lost(version: inUse.version)]) }
      let pack = try Pack.opened(try SignedFile(bytes, .pack))
      let loaded = Loaded(
        pack: pack, hash: inUse.hash, takenMilliseconds: inUse.taken,
        formerVersion: inUse.former == 0 ? nil : inUse.former)
      return (loaded, inUse.isOdd ? [.otherPredecessor(version: inUse.version)] : [])
    } catch {
      return (nil, [.lost(version: inUse.version)])
    }
  }

  /// What changes whenever ``load()`` may say something else: the state of the file that commits a change.
  package var stamp: [Int64] { disk.files.stamp(memoryPath) }

  /// Changes what is remembered, under the lock, and throws away what no longer counts.
  func change<Result>(
    _ work: (inout PackMemory) throws -> Result
  ) throws -> Result {
    try disk.makeFolder(folder)
    let lock = try disk.lock(folder + "/lock")
    defer { withExtendedLifetime(lock) {} }
    let before = try memory()
    var memory = before ?? PackMemory()
    let result = try work(&memory)
    if memory != before {
      try disk.replace(memoryPath, with: memory.bytes)
    }
    tidy(memory)
    return result
  }

  /// Throws away what does not count: former packs and roots, and what an interrupted change left behind.
  private func tidy(_ memory: PackMemory) {
    let kept = [memory.root.map(rootPath), memory.inUse.map { packPath($0.hash) }]
    for name in disk.names(folder, hidden: true) {
      let path = folder + "/" + name
      let isOurs = name.hasPrefix("pack-") || name.hasPrefix("root-") || name.hasSuffix(".new")
      guard isOurs, !kept.contains(path) else { continue }
      // What was asked for is done: a file that stays behind is thrown away the next time.
      do { try disk.remove(path) } catch { return }
    }
  }
}
