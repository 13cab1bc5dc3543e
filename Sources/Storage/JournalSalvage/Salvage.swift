import GRDB
package import Journal
package import JournalStore
import Platform
import SQLiteFiles

/// What a salvage brought back.
package struct SalvageReport: Hashable, Sendable {
  /// Entries in the new journal.
  package var kept: Int { kinds.total }
  /// The same by their kinds.
  package var kinds = EntryKinds()
  /// Entries that are known to have been there and could not be read. Where the page that says how many there were is
  /// gone itself, entries at the very end can be missing without being counted: ``startedAnew`` is then true.
  package var missing = 0
  /// Sessions in progress that can be carried on.
  package var drafts = 0
  /// Sessions in progress that are lost. One of ``drafts`` that ends earlier than it did is not counted here.
  package var lostDrafts = 0
  /// Sealed contacts that can be opened.
  package var contacts = 0
  /// Sealed contacts that were found, but can be opened no more.
  package var lostContacts = 0
  /// Whether the chain begins a new incarnation, because it could not be continued without a gap.
  package var startedAnew = false
  /// Whether a new device key had to be made: the old one could not be read.
  package var hasNewKey = false
  /// Where the damaged file lies now; nil where there was none.
  package var setAside: String?
}

extension JournalStore {
  /// Makes a new journal of everything that can be read in a damaged one, and puts it in its place. The damaged file
  /// is moved aside, never deleted; the keys of contacts are changed, so that nothing about a person can be read from
  /// it.
  ///
  /// When it throws, the damaged journal is as it was. A crash in between is made good by the next
  /// ``open(folder:practice:now:entropy:)``.
  ///
  /// - Parameter checklists: Texts that the program has. A session in progress whose own copy of its checklist was
  ///   lost is carried on when one of them is exactly the same.
  package static func salvage(
    folder path: String, practice: Bool, now: Moment, checklists: [ChecklistText] = [],
    entropy: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) throws(JournalProblem) -> SalvageReport {
    let folder = JournalFolder(path: path, isPractice: practice)
    return try Faults(path: folder.journal).attempt {
      try folder.make()
      let lock = try folder.takeLock()
      defer { lock.release() }
      try folder.finishSwap()
      return try Salvage(folder: folder, checklists: checklists, chance: entropy).run()
    }
  }
}

/// The work of one salvage.
///
/// It reads the bare pages (``PageRows``), because every row proves by itself that it is whole and of which table. The
/// new journal becomes valid by one rename, to `JournalFolder.salvaged`; what comes after that can be repeated.
final class Salvage {
  let folder: JournalFolder
  /// Texts that the program has.
  let checklists: [ChecklistText]
  var chance: any RandomNumberGenerator
  var report = SalvageReport()
  /// The key of the new journal; its former sealing key opens what the damaged one holds.
  private(set) var key: DeviceKey
  private let incarnation: Int

  init(folder: JournalFolder, checklists: [ChecklistText], chance: any RandomNumberGenerator) throws {
    self.folder = folder
    self.checklists = checklists
    self.chance = chance
    let old = try Self.oldKey(folder)
    if let old {
      key = old.key.rotated(using: &self.chance)
      incarnation = old.incarnation
    } else {
      guard let fresh = DeviceKey(using: &self.chance) else { throw JournalProblem.keyUnusable(path: folder.key) }
      key = fresh
      incarnation = 0
      report.hasNewKey = true
    }
  }

  /// A key file that cannot be read is set aside as the journal is.
  private static func oldKey(_ folder: JournalFolder) throws -> KeyFile? {
    do {
      return try folder.readKey()
    } catch JournalProblem.keyUnusable {
      try Files().move(folder.key, to: try unusedName(folder.key))
      return nil
    }
  }

  func run() throws -> SalvageReport {
    let building = folder.journal + ".building"
    try Files().remove(building)
    try Files().touch(building)
    let newest = try fill(building)
    try Files().sync(building)
    // From here on both sealing keys are on the disk, until the swap is finished.
    try folder.writeKey(KeyFile(key: key, incarnation: newest))
    try setAside()
    try Files().move(building, to: folder.salvaged)
    try folder.finishSwap()
    return report
  }

  /// Fills the new file; returns the incarnation that it continues.
  private func fill(_ path: String) throws -> Int {
    let pages = PageRows(file: try PageFile(path: folder.journal))
    let queue = try DatabaseQueue(path: path, configuration: Schema.file.configuration)
    let newest = try queue.inDatabase { db in
      // Nothing of this file counts before it is complete and synced.
      _ = try db.first("PRAGMA journal_mode = OFF") { $0.text(0) }
      for setting in ["synchronous = OFF", "foreign_keys = OFF", "cache_size = -16384"] {
        try db.run("PRAGMA \(setting)")
      }
      return try db.transaction {
        try Schema.tables.make(db, path: path)
        var filling = SalvageFilling(db: db, pages: pages, salvage: self)
        return try filling.run(after: incarnation)
      }
    }
    try queue.close()
    return newest
  }

  private func setAside() throws {
    guard try Files().size(folder.journal) != nil else { return }
    let aside = try Self.unusedName(folder.journal)
    try Files().link(folder.journal, as: aside)
    if try Files().size(folder.journal + "-wal") != nil {
      try Files().link(folder.journal + "-wal", as: aside + "-wal")
    }
    try Files().syncFolder(of: aside)
    report.setAside = aside
  }

  private static func unusedName(_ path: String) throws -> String {
    var number = 1
    while try Files().size("\(path).damaged-\(number)") != nil { number += 1 }
    return "\(path).damaged-\(number)"
  }
}
