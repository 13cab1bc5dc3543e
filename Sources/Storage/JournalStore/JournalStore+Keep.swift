import Checklists
package import GRDB
package import Journal
import SQLiteFiles

extension JournalStore {
  /// Keeps an entry; for a finished or cancelled session, `closing` is dropped in the same transaction, and the contact
  /// sealed.
  ///
  /// Throws `noSuchEntry` where the session is over already, or the entry that the body names does not exist.
  package func keep(
    _ body: EntryBody, closing: SessionID?, contact: Contact?
  ) throws(JournalProblem) -> KeptEntry {
    let kept = try change { db, state in
      if let closing { try drop(db, closing) }
      let kept = try append(db, body, contact, to: &state)
      if let receipt = kept.receipt { try noteReceipt(db, receipt, at: body.moment) }
      return kept
    }
    try afterwards(body)
    return kept
  }

  /// Keeps many entries in one transaction, through the same code. Used to fill a journal.
  package func keepMany(_ bodies: [EntryBody]) throws(JournalProblem) {
    try change { db, state in
      for body in bodies { _ = try append(db, body, nil, to: &state) }
    }
  }

  /// Takes what was kept since the last time into the search index. Searches do it themselves; called in a quiet
  /// moment, it spares them the wait.
  package func catchUpSearch() throws(JournalProblem) {
    waiting = 0
    try faults.attempt { try search.catchUp(self) }
  }

  /// The index is made anew or continued in memory when somebody searches, so its failure is none of the journal.
  func catchUpIfPossible() throws(JournalProblem) {
    do { try catchUpSearch() } catch { search.isUsable = false }
  }

  /// What follows a commit. The entry is kept whatever happens here, so nothing of it is reported as a failure: the log
  /// is emptied at the next chance, and the search index takes the entries in when somebody searches.
  private func afterwards(_ body: EntryBody) throws(JournalProblem) {
    if body.destroysContact { needsScrub = true }
    try scrubIfNeeded()
    waiting += 1
    if waiting >= SearchIndex.mostWaiting { try catchUpIfPossible() }
  }

  /// Appends one entry within a transaction; the head is signed when that ends.
  func append(
    _ db: Database, _ body: EntryBody, _ contact: Contact?, to state: inout State
  ) throws -> KeptEntry {
    let id = state.next
    let row = state.base + Int64(id.sequence)
    let target = try body.target.map { try self.target($0, db) }
    let listing = EntryListing(body, checklistOfTarget: target?.checklist)
    let sealed = try contact.map { try seal($0, of: body, id) }
    let facet = try self.facet(Facet(listing), db, &state)
    try beginRun(listing.day, row, db, &state)
    var entry = StoredEntry(id: id, previous: state.hash, body: body, contact: sealed?.hash)
    state.pack = max(state.pack, newestPack)
    entry.pack = state.pack > 0 ? state.pack : nil
    let (receipt, hash) = try insert(
      db, &entry, listing, row: row, facet: facet, target: target?.row, state.incarnation)
    if let contact, let sealed { try Self.insert(db, contact, sealed, row: row, body) }
    if body.destroysContact, let target { try destroyContact(db, target.row) }
    state.last = id
    state.hash = hash
    state.count += 1
    return KeptEntry(id: id, row: row, kind: body.kind, receipt: receipt)
  }

  /// Inserts the row. A code that was given to somebody before is refused by the database, and drawn again.
  private func insert(
    _ db: Database, _ entry: inout StoredEntry, _ listing: EntryListing, row: Int64, facet: Int64, target: Int64?,
    _ incarnation: Int64
  ) throws -> (ReceiptCode?, EntryHash) {
    let key = try writingKey()
    var draws = 0
    while true {
      let receipt = entry.body.kind == .session ? ReceiptCode.random(using: &chance) : nil
      entry.receipt = receipt.map(key.receipts.hash(of:))
      let bytes = try EntryBytes.encode(entry)
      let hash = EntryHash(of: bytes)
      do {
        try Self.insert(
          db, entry, listing, place: (row, incarnation, facet, target), hash: hash, bytes: bytes)
        return (receipt, hash)
      } catch let error as DatabaseError where error.isNotUnique && draws < 64 {
        draws += 1
      }
    }
  }

  package static func insert(
    _ db: Database, _ entry: StoredEntry, _ listing: EntryListing,
    place: (row: Int64, incarnation: Int64, facet: Int64, target: Int64?), hash: EntryHash, bytes: [UInt8]
  ) throws {
    try db.run(
      "INSERT INTO entry VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)", .int(place.row), .int(place.incarnation),
      .int(entry.id.sequence), .int(listing.kind.rawValue), .int(place.facet), .int(listing.day.daysSince1970),
      .int(listing.minuteOfDay), .int(listing.milliseconds), .text(listing.problemText),
      .int(entry.receipt?.prefix), .int(place.target), .blob(hash.bytes), .blob(bytes))
  }

  /// The id of a facet, made where it occurs for the first time.
  func facet(_ facet: Facet, _ db: Database, _ state: inout State) throws -> Int64 { try state.id(of: facet, db) }

  /// Notes where a new day begins; most entries are of the day of the one before.
  func beginRun(_ day: Day, _ row: Int64, _ db: Database, _ state: inout State) throws {
    try state.beginRun(day, row, db)
  }

  /// The entry that another one names; throws `noSuchEntry` where this journal does not hold it.
  private func target(_ id: EntryID, _ db: Database) throws -> (row: Int64, checklist: ChecklistID?) {
    let found = try db.first(
      """
      SELECT e.row, f.checklist FROM incarnation l JOIN entry e ON e.row = l.base + ? JOIN facet f ON f.id = e.facet
      WHERE l.device = ? AND l.incarnation = ? AND e.incarnation = l.id
      """, .int(id.sequence), .text(id.device.rawValue), .int(id.incarnation)
    ) { line in
      let checklist = line.text(1)
      return (line.int64(0), checklist.isEmpty ? nil : ChecklistID(rawValue: checklist))
    }
    guard let found else { throw JournalProblem.noSuchEntry }
    return found
  }
}

extension State {
  /// The id of a facet, made where it occurs for the first time.
  mutating func id(of facet: Facet, _ db: Database) throws -> Int64 {
    if let known = facets[facet] { return known }
    let id = Int64(facets.count) + 1
    let values = [.int(id)] + facet.values
    let marks = Array(repeating: "?", count: values.count).joined(separator: ",")
    try db.run("INSERT INTO facet VALUES(\(marks))", values)
    facets[facet] = id
    return id
  }

  /// Notes where a new day begins; most entries are of the day of the one before.
  mutating func beginRun(_ day: Day, _ row: Int64, _ db: Database) throws {
    guard self.day != day.daysSince1970 else { return }
    try db.run("INSERT INTO run VALUES(?,?)", .int(row), .int(day.daysSince1970))
    self.day = day.daysSince1970
  }
}

extension EntryListing {
  /// The problems as one column holds them.
  var problemText: String { problems.map(\.rawValue).joined(separator: " ") }
}
