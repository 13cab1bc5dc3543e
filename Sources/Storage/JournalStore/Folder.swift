import Journal
import Platform

/// The data folder and the names of the files in it.
///
/// Practice has files of its own, so that nothing learnt there is ever counted.
struct Folder {
  let path: String
  let isPractice: Bool

  var journal: String { path + (isPractice ? "/practice.sqlite" : "/journal.sqlite") }
  var search: String { path + (isPractice ? "/practice-search.sqlite" : "/search.sqlite") }
  var key: String { path + (isPractice ? "/practice.key" : "/device.key") }
  var lock: String { path + (isPractice ? "/practice.lock" : "/journal.lock") }
  /// What binds the folder to this machine; practice needs none.
  var machine: String? { isPractice ? nil : path + "/machine" }
  /// A salvaged journal that is complete, but not yet in its place.
  var salvaged: String { journal + ".salvaged" }

  /// Makes the folder, for its owner alone, and those above it.
  func make() throws {
    try Files().makeFolder(path)
    guard Files().isWritable(path) else { throw JournalProblem.notWritable(path: path) }
  }

  /// Takes the lock that keeps a second desk out.
  func takeLock() throws(FileError) -> FileLock { try FileLock(lock) }

  /// The key file; nil where there is none. Throws ``JournalProblem/keyUnusable(path:)`` where it is not of the form.
  func readKey() throws -> KeyFile? {
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

  func writeKey(_ file: KeyFile) throws(FileError) { try Files().replace(key, with: file.bytes) }
}
