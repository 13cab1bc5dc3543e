package import Journal
import JournalStore
import Platform
import SQLiteFiles

/// Backups of a desk's data folder: made while the desk is open, proved without touching the journal, put back as a new
/// incarnation of the log.
package enum DataBackup {
  /// How backups end.
  package static let suffix = ".tsbackup"
  /// How many daily copies are kept of one laptop.
  package static let keptCopies = 7

  /// A backup that was written.
  package struct Made: Hashable, Sendable {
    package var path: String
    package var files: Int
    /// Of the backup.
    package var bytes: Int
  }

  /// What a backup turned out to hold.
  package struct Proof: Hashable, Sendable {
    package var path: String
    package var files: Int
    /// Entries whose chain, hash and place are right.
    package var entries: Int
    /// Where the data folder that was replaced lies now; nil where there was none, or nothing was replaced.
    package var before: String?
  }

  // MARK: Making

  /// Writes a backup of `folder` into the folder `target`, named after the laptop and `name`; it is whole and on the
  /// disk when this returns. What has the name already is replaced.
  ///
  /// Throws `noJournal`, `noPassphraseYet`, `full`, `file`.
  package static func write(of folder: String, into target: String, name: String) throws(BackupProblem) -> Made {
    guard let key = try BackupKey.read(in: folder) else { throw .noPassphraseYet }
    return try attempt(folder) {
      let journal = JournalFolder(path: folder, isPractice: false)
      guard try Files().size(journal.journal) ?? 0 > 0, let device = try journal.readKey()?.key.device else {
        throw BackupProblem.noJournal(folder: folder)
      }
      try Files().makeFolder(target)
      let path = "\(target)/\(prefix(device))\(name)\(suffix)"
      let part = Files.hiddenName(path)
      let copy = folder + "/.backup.part"
      try Files().remove(part)
      defer { discard(part, copy) }
      var writer = try BackupWriter(part, key)
      let names = try BackupFiles.names(in: folder)
      for name in names {
        let source = folder + "/" + name
        if name.hasSuffix(".sqlite"), !name.contains("/") {
          try DatabaseCopy.make(of: source, at: copy)
          try writer.add(name, copy)
          try Files().remove(copy)
        } else {
          try writer.add(name, source)
        }
      }
      try writer.finish()
      let bytes = try Files().size(part) ?? 0
      try Files().move(part, to: path)
      return Made(path: path, files: names.count, bytes: bytes)
    }
  }

  /// Writes the copy of a day unless it is there, and removes all but the last ``keptCopies`` of this laptop; nil where
  /// there was nothing to do. `day` is written as 2026-11-29, so that names are in the order of time.
  package static func writeDaily(of folder: String, into target: String, day: String) throws(BackupProblem) -> Made? {
    let device: DeviceID? = try attempt(folder) {
      try JournalFolder(path: folder, isPractice: false).readKey()?.key.device
    }
    guard let device else { throw .noJournal(folder: folder) }
    let path = "\(target)/\(prefix(device))\(day)\(suffix)"
    let isThere = try attempt(folder) { try Files().size(path) != nil }
    if isThere { return nil }
    let made = try write(of: folder, into: target, name: day)
    try attempt(folder) {
      for path in try daily(of: device, in: target).dropLast(keptCopies) { try Files().remove(path) }
    }
    return made
  }

  /// Copies of a day that this laptop made, oldest first; never those that somebody made by hand.
  package static func daily(of folder: String, in target: String) throws(BackupProblem) -> [String] {
    try attempt(folder) {
      guard let device = try JournalFolder(path: folder, isPractice: false).readKey()?.key.device else { return [] }
      return try daily(of: device, in: target)
    }
  }

  private static func daily(of device: DeviceID, in target: String) throws(FileError) -> [String] {
    let head = prefix(device)
    return try Files().names(in: target, suffix: suffix, limit: 10_000)
      .filter { name in
        let day = name.dropFirst(head.count).dropLast(suffix.count)
        return name.hasPrefix(head) && day.count == 10
          && day.enumerated().allSatisfy { $0.offset == 4 || $0.offset == 7 ? $0.element == "-" : $0.element.isNumber }
      }
      .map { "\(target)/\($0)" }
  }

  private static func prefix(_ device: DeviceID) -> String { "tiepsuc-\(device.rawValue.prefix(8))-" }

  /// The newest backup of a folder, by name; the path itself where it is a file.
  package static func newest(at path: String) throws(BackupProblem) -> String {
    guard Files().isFolder(path) else { return path }
    let names: [String] = try attempt(path) { try Files().names(in: path, suffix: suffix, limit: 10_000) }
    // Those of several laptops lie side by side: what follows the laptop's name is the time.
    let newest = names.max { time(of: $0) < time(of: $1) }
    guard let newest else { throw .noBackup(path: path) }
    return "\(path)/\(newest)"
  }

  private static func time(of name: String) -> Substring { name.dropFirst("tiepsuc-00000000-".count) }

  // MARK: Proving and putting back

  /// Opens a backup in a folder of its own beside `folder`, re-derives every chain, and removes it all again: the data
  /// folder is not touched.
  ///
  /// Throws `noBackup`, `notWhole`, `newerVersion`, `wrongPassphrase`, `full`, `file`.
  package static func prove(_ path: String, beside folder: String, passphrase: String) throws(BackupProblem) -> Proof {
    let place = folder + ".rehearsal"
    try remove(place)
    let proof: Proof
    do throws(BackupProblem) {
      proof = try unpack(path, into: place, passphrase)
    } catch {
      try remove(place)
      throw error
    }
    try remove(place)
    return proof
  }

  /// Puts a backup in the place of a data folder. Its chains are verified before anything is replaced; what was there
  /// is kept beside, whole. The next opening begins a new incarnation of the log, which no earlier restore of this
  /// laptop had.
  ///
  /// Throws as ``prove(_:beside:passphrase:)``, and `journalExists`, `inUse`.
  package static func restore(
    _ path: String, to folder: String, passphrase: String, isReplacing: Bool
  ) throws(BackupProblem) -> Proof {
    let journal = JournalFolder(path: folder, isPractice: false)
    let isThere = try attempt(folder) { try Files().size(journal.journal) != nil }
    guard !isThere || isReplacing else { throw .journalExists(folder: folder) }
    let fresh = folder + ".restoring"
    try remove(fresh)
    do throws(BackupProblem) {
      var proof = try unpack(path, into: fresh, passphrase)
      proof.before = try swap(fresh, folder)
      return proof
    } catch {
      try remove(fresh)
      throw error
    }
  }

  private static func swap(_ fresh: String, _ folder: String) throws(BackupProblem) -> String? {
    try attempt(folder) {
      guard Files().isFolder(folder) else {
        try promise(fresh, former: nil)
        try Files().move(fresh, to: folder)
        return nil
      }
      let former = JournalFolder(path: folder, isPractice: false)
      let locks = [try former.takeLock(), try FileLock(folder + "/exchange.lock")]
      defer { for lock in locks { lock.release() } }
      try promise(fresh, former: try former.readKey())
      var number = 1
      while Files().isFolder("\(folder).before-restore-\(number)") { number += 1 }
      let before = "\(folder).before-restore-\(number)"
      // One step: there is no moment without a journal, in which a desk would begin an empty one.
      try Files().exchange(fresh, folder)
      try Files().move(fresh, to: before)
      return before
    }
  }

  /// Writes into the key file that a new incarnation begins with the next opening.
  private static func promise(_ fresh: String, former: KeyFile?) throws {
    let folder = JournalFolder(path: fresh, isPractice: false)
    guard var file = try folder.readKey() else { throw BackupProblem.notWhole(path: folder.key) }
    let known = former.flatMap { $0.key.device == file.key.device ? $0.incarnation : nil } ?? 0
    let (next, isOver) = max(file.incarnation, known).addingReportingOverflow(1)
    guard !isOver else { throw BackupProblem.notWhole(path: folder.key) }
    (file.incarnation, file.beginning) = (next, IncarnationReason.restored.rawValue)
    try folder.writeKey(file)
  }

  private static func unpack(_ path: String, into folder: String, _ passphrase: String) throws(BackupProblem) -> Proof {
    let files = try BackupReader(path).unpack(into: folder, passphrase: passphrase)
    do throws(JournalProblem) {
      let journal = try JournalStore.openForReading(folder: folder, practice: false)
      let report = try journal.verify()
      try journal.close()
      if report.isWhole, try hasKey(folder) {
        return Proof(path: path, files: files, entries: report.good, before: nil)
      }
    } catch {
      if case .full(let path, _) = error { throw .full(path: path) }
    }
    throw .notWhole(path: path)
  }

  /// Whether the key opens the journal that came with it.
  private static func hasKey(_ folder: String) throws(JournalProblem) -> Bool {
    let journal = JournalFolder(path: folder, isPractice: false)
    return try Faults(path: journal.key).attempt {
      guard let key = try journal.readKey()?.key else { return false }
      let store = try JournalStore.openForReading(folder: folder, practice: false)
      defer { discard(folder: store) }
      return try store.incarnations().allSatisfy { key.identity(of: $0.head.last.device) != nil }
    }
  }

  private static func discard(folder store: JournalStore) {
    // It was only read from.
    do throws(JournalProblem) { try store.close() } catch { return }
  }

  // MARK: Files

  private static func remove(_ folder: String) throws(BackupProblem) {
    do throws(FileError) { try Files().removeFolder(folder) } catch { throw BackupProblem(error) }
  }

  private static func discard(_ paths: String...) {
    for path in paths {
      do throws(FileError) { try Files().remove(path) } catch { continue }
    }
  }

  private static func attempt<Value>(_ path: String, _ work: () throws -> Value) throws(BackupProblem) -> Value {
    do {
      return try work()
    } catch let problem as BackupProblem {
      throw problem
    } catch let error as FileError {
      throw BackupProblem(error)
    } catch {
      let problem = StorageProblem(error, path: path)
      switch problem.reason {
      case .full: throw .full(path: problem.path)
      case .busy: throw .inUse(folder: path)
      default: throw .file(path: problem.path, words: "\(problem.reason)")
      }
    }
  }
}
