package import Journal
package import Platform

/// The data folder and the names of the files in it.
///
/// Practice has files of its own, so that nothing learnt there is ever counted.
package struct JournalFolder {
  package let path: String
  package let isPractice: Bool

  package init(path: String, isPractice: Bool) {
    self.path = path
    self.isPractice = isPractice
  }

  package var journal: String { path + (isPractice ? "/practice.sqlite" : "/journal.sqlite") }
  package var search: String { path + (isPractice ? "/practice-search.sqlite" : "/search.sqlite") }
  package var key: String { path + (isPractice ? "/practice.key" : "/device.key") }
  var lock: String { path + (isPractice ? "/practice.lock" : "/journal.lock") }
  /// What binds the folder to this machine; practice needs none.
  var machine: String? { isPractice ? nil : path + "/machine" }
  /// A salvaged journal that is complete, but not yet in its place.
  package var salvaged: String { journal + ".salvaged" }

  /// Makes the folder, for its owner alone, and those above it.
  package func make() throws {
    try Files().makeFolder(path)
    guard Files().isWritable(path) else { throw JournalProblem.notWritable(path: path) }
  }

  /// Takes the lock that keeps a second desk out.
  package func takeLock() throws(FileError) -> FileLock { try FileLock(lock) }

  /// The key file; nil where there is none. Throws ``JournalProblem/keyUnusable(path:)`` where it is not of the form.
  package func readKey() throws -> KeyFile? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try Files().read(key, limit: 16_384)
    } catch {
      guard error.code == 0 else { throw error }
      throw JournalProblem.keyUnusable(path: key)
    }
    guard let bytes else { return nil }
    guard let read = KeyFile(bytes) else { throw JournalProblem.keyUnusable(path: key) }
    try Files().makePrivate(key)
    return read
  }

  package func writeKey(_ file: KeyFile) throws(FileError) { try Files().replace(key, with: file.bytes) }
}

extension JournalFolder {
  /// Puts a complete salvaged journal in its place; does nothing where there is none. Can be repeated after a crash.
  package func finishSwap() throws {
    guard try Files().size(salvaged) != nil else { return }
    // The old log belongs to the old file: SQLite would write its pages into the new one.
    for path in [journal, search] {
      try Files().remove(path + "-wal")
      try Files().remove(path + "-shm")
    }
    try Files().remove(search)
    if var file = try readKey(), file.key.hasFormer {
      file.key = file.key.forgettingFormer()
      try writeKey(file)
    }
    try Files().move(salvaged, to: journal)
  }
}
