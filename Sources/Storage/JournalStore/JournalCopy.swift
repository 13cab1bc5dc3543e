import Checklists
import GRDB
package import Journal
import Platform
import SQLiteFiles

/// A stretch of another desk's chain, as a hub handed it out or a stick brought it.
package struct CopiedStretch: Hashable, Sendable {
  /// One place of the stretch.
  package enum Item: Hashable, Sendable {
    /// The exact bytes that were hashed.
    case entry([UInt8])
    /// Entries that the device lost.
    case lost(LostRange)
  }

  /// The Ed25519 key of the chain's device, 32 bytes.
  package var publicKey: [UInt8]
  /// What the stretch builds on.
  package var base: ChainHead
  /// In the order of the chain.
  package var items: [Item]
  /// Where the chain ends that the device signed, at the end of this stretch or beyond it.
  package var signed: SignedHead

  package init(publicKey: [UInt8], base: ChainHead, items: [Item], signed: SignedHead) {
    self.publicKey = publicKey
    self.base = base
    self.items = items
    self.signed = signed
  }
}

/// What became of a stretch.
package enum StretchFate: Hashable, Sendable {
  case taken
  /// It does not build on what is here: ask from ``JournalCopy/reach(of:)``.
  case notNext
  /// It is not what its device signed. All that waited for the signature is dropped.
  case notSigned
}

/// Writes copies of other desks' journals into a folder of a lead's laptop: beside the laptop's own journal, and never
/// into it. Entries are appended in the order in which they come, those of one ``settle()`` in the order in which they
/// were kept; they are there to be read once their device's signature covers them, and never change.
///
/// ``JournalStore/openCopies(folder:)`` reads them with the code that reads a desk's own journal.
package final class JournalCopy {
  private let faults: Faults
  private let queue: DatabaseQueue

  /// Where the copies lie in a data folder.
  package static func folder(_ data: String) -> String { data + "/unit" }

  /// Opens the copies of a data folder, and makes the files on the first start.
  package static func open(folder data: String) throws(JournalProblem) -> JournalCopy {
    let folder = JournalFolder(path: folder(data), isPractice: false)
    let faults = Faults(path: folder.journal)
    return try faults.attempt {
      try folder.make()
      return JournalCopy(faults: faults, queue: try Schema.file.open(folder.journal, Schema.copies))
    }
  }

  private init(faults: Faults, queue: DatabaseQueue) {
    self.faults = faults
    self.queue = queue
  }

  package func close() throws(JournalProblem) { try faults.attempt { try queue.close() } }

  /// How far a chain came, signed or not: what the next stretch builds on.
  package func reach(of chain: ChainID) throws(JournalProblem) -> ChainHead {
    try faults.attempt { try queue.inDatabase { db in try Self.reach(db, chain) } }
  }

  /// Takes a stretch, in one transaction: its entries wait until their device's signature covers them.
  package func take(_ stretch: CopiedStretch) throws(JournalProblem) -> StretchFate {
    let chain = stretch.base.chain
    guard DeviceID(publicKey: stretch.publicKey) == chain.device, stretch.signed.last.chain == chain else {
      return .notSigned
    }
    return try faults.attempt {
      try queue.inDatabase { db in
        try db.transaction {
          guard try Self.reach(db, chain) == stretch.base else { return .notNext }
          let incarnation = try Self.incarnation(db, chain, stretch.publicKey)
          if let end = try Self.stage(db, stretch, incarnation), try Self.sign(db, stretch, incarnation, end) {
            return .taken
          }
          try Self.drop(db, incarnation)
          return .notSigned
        }
      }
    }
  }

  /// Moves what is signed by now to where it is read, in one transaction. Returns how many entries are new.
  package func settle() throws(JournalProblem) -> Int {
    try faults.attempt {
      try queue.inDatabase { db in
        try db.transaction {
          var settling = try Settling(db)
          // Only the places are sorted: the entries themselves may be more than the memory holds.
          let waiting = try db.all(
            """
            SELECT s.incarnation, s.sequence FROM staged s JOIN incarnation l ON l.id = s.incarnation
            WHERE s.sequence <= l.sequence ORDER BY s.time, s.incarnation, s.sequence
            """
          ) { (incarnation: $0.int64(0), sequence: $0.int(1)) }
          for (incarnation, sequence) in waiting {
            let place = try db.first(
              "SELECT hash, bytes FROM staged WHERE incarnation = ? AND sequence = ?", .int(incarnation), .int(sequence)
            ) { (hash: $0.blob(0), bytes: $0.isNull(1) ? nil : $0.blob(1)) }
            if let place { try settling.take(incarnation, sequence, place.hash, place.bytes) }
          }
          try db.run(
            "DELETE FROM staged WHERE sequence <= (SELECT sequence FROM incarnation WHERE id = staged.incarnation)")
          return settling.count
        }
      }
    }
  }

  // MARK: Staging

  private static func reach(_ db: Database, _ chain: ChainID) throws -> ChainHead {
    let found = try db.first(
      """
      SELECT r.sequence, r.hash FROM reach r JOIN incarnation l ON l.id = r.incarnation WHERE l.device = ? AND l.incarnation = ?
      """, .text(chain.device.rawValue), .int(chain.incarnation)
    ) { ChainHead(chain: chain, size: $0.int(0), hash: EntryHash(bytes: $0.blob(1)) ?? .zero) }
    return found ?? ChainHead(chain: chain, size: 0, hash: .zero)
  }

  /// The row of an incarnation, begun where it is the first stretch of it.
  private static func incarnation(_ db: Database, _ chain: ChainID, _ key: [UInt8]) throws -> Int64 {
    let found = try db.first(
      "SELECT id FROM incarnation WHERE device = ? AND incarnation = ?", .text(chain.device.rawValue),
      .int(chain.incarnation)
    ) { $0.int64(0) }
    if let found { return found }
    let id = (try db.first("SELECT max(id) FROM incarnation") { $0.int64(0) } ?? 0) + 1
    let head = SignedHead(last: chain.entry(0), hash: .zero, signature: [])
    try Schema.insert(db, "incarnation", Incarnation.values(id: id, base: 0, head: head, publicKey: key))
    try db.run("INSERT INTO reach VALUES(?, 0, ?)", .int(id), .blob(EntryHash.zero.bytes))
    return id
  }

  /// Lets the entries of a stretch wait; returns where it ends, nil where it is none. Each place builds on the one
  /// before by the hash that the next one names, which the signature of the end then covers.
  private static func stage(_ db: Database, _ stretch: CopiedStretch, _ incarnation: Int64) throws -> ChainHead? {
    var end = stretch.base
    for item in stretch.items {
      switch item {
      case .entry(let bytes):
        let hash = EntryHash(of: bytes)
        let entry = StoredEntry.ifReadable(bytes)
        end.size += 1
        // What names another place was moved by whoever handed it out; only what cannot be read here is taken unseen.
        if let entry, entry.previous != end.hash || entry.id != end.chain.entry(end.size) { return nil }
        try db.run(
          "INSERT INTO staged VALUES(?,?,?,?,?)", .int(incarnation), .int(end.size),
          .int(entry?.body.moment.wallMilliseconds ?? 0), .blob(hash.bytes), .blob(bytes))
        end.hash = hash
      case .lost(let range):
        guard range.first == end.size + 1, range.last >= range.first else { return nil }
        let id = (try db.first("SELECT max(id) FROM loss") { $0.int64(0) } ?? 0) + 1
        try Schema.insert(db, "loss", [.int(id), .int(incarnation), .int(range.first), .int(range.last)])
        (end.size, end.hash) = (range.last, range.hash)
      }
    }
    try db.run(
      "UPDATE reach SET sequence = ?, hash = ? WHERE incarnation = ?", .int(end.size), .blob(end.hash.bytes),
      .int(incarnation))
    return end
  }

  /// Where a stretch ends at the head that its device signed, all that waits of the incarnation is known to be the
  /// device's. False where it is not.
  private static func sign(_ db: Database, _ stretch: CopiedStretch, _ incarnation: Int64, _ end: ChainHead) throws
    -> Bool
  {
    let signed = stretch.signed
    guard end.size >= signed.last.sequence else { return true }
    let isSigned: Bool
    do {
      try signed.check(publicKey: stretch.publicKey)
      isSigned = end == signed.head
    } catch { isSigned = false }
    guard isSigned else { return false }
    let values = Incarnation.values(id: incarnation, base: 0, head: signed, publicKey: stretch.publicKey)
    try db.run(
      "UPDATE incarnation SET sequence = ?, hash = ?, signature = ?, seal = ? WHERE id = ?", .int(signed.last.sequence),
      .blob(signed.hash.bytes), .blob(signed.signature), .int(Schema.seal("incarnation", values)), .int(incarnation))
    return true
  }

  /// Goes back to the last head that was signed.
  private static func drop(_ db: Database, _ incarnation: Int64) throws {
    try db.run(
      "DELETE FROM staged WHERE incarnation = ?1 AND sequence > (SELECT sequence FROM incarnation WHERE id = ?1)",
      .int(incarnation))
    try db.run(
      "DELETE FROM loss WHERE incarnation = ?1 AND last > (SELECT sequence FROM incarnation WHERE id = ?1)",
      .int(incarnation))
    try db.run(
      """
      UPDATE reach SET sequence = (SELECT sequence FROM incarnation WHERE id = ?1), hash = (SELECT hash FROM incarnation WHERE id = ?1)
      WHERE incarnation = ?1
      """, .int(incarnation))
  }
}

extension StoredEntry {
  /// The entry that bytes hold; nil where this program cannot read them.
  fileprivate static func ifReadable(_ bytes: [UInt8]) -> StoredEntry? {
    do { return try EntryBytes.decode(bytes) } catch { return nil }
  }
}

/// One transaction that appends what is signed.
private struct Settling {
  private let db: Database
  private var state: State
  private var row: Int64
  private var devices: [Int64: DeviceID] = [:]
  private(set) var count = 0

  init(_ db: Database) throws {
    self.db = db
    state = try State.loadCopies(db)
    row = state.lastRow
  }

  /// Appends one entry. One that cannot be read here stands as lost: its hash is in the chain, but there is nothing to
  /// show.
  mutating func take(_ incarnation: Int64, _ sequence: Int, _ hash: [UInt8], _ bytes: [UInt8]?) throws {
    guard let bytes, let entry = StoredEntry.ifReadable(bytes), let hash = EntryHash(bytes: hash) else {
      let id = (try db.first("SELECT max(id) FROM loss") { $0.int64(0) } ?? 0) + 1
      return try Schema.insert(db, "loss", [.int(id), .int(incarnation), .int(sequence), .int(sequence)])
    }
    let target = try entry.body.target.flatMap { try self.target($0, of: entry.id.device) }
    let listing = EntryListing(entry.body, checklistOfTarget: target?.checklist)
    var facet = Facet(listing)
    facet.device = entry.id.device
    row += 1
    count += 1
    let id = try state.id(of: facet, db)
    try state.beginRun(listing.day, row, db)
    try JournalStore.insert(
      db, entry, listing, place: (row, incarnation, id, target?.row), hash: hash, bytes: bytes)
  }

  /// The entry that another one of the same device names; nil where it is not here.
  private func target(_ id: EntryID, of device: DeviceID) throws -> (row: Int64, checklist: ChecklistID?)? {
    guard id.device == device else { return nil }
    return try db.first(
      """
      SELECT e.row, f.checklist FROM incarnation l JOIN entry e ON e.incarnation = l.id AND e.sequence = ?
        JOIN facet f ON f.id = e.facet WHERE l.device = ? AND l.incarnation = ?
      """, .int(id.sequence), .text(id.device.rawValue), .int(id.incarnation)
    ) { line in
      let checklist = line.text(1)
      return (line.int64(0), checklist.isEmpty ? nil : ChecklistID(rawValue: checklist))
    }
  }
}
