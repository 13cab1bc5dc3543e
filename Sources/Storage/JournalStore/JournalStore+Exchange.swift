import GRDB
package import Journal
import SQLiteFiles

// What the exchange reads, also beside a desk that is at work. It keeps its own memory elsewhere.
extension JournalStore {
  /// Looks at the journal as it is now; for one that was opened for reading, which else sees the moment of its opening.
  ///
  /// While a reader is open, the write-ahead log cannot be emptied: an exchange that lasts should look anew from time
  /// to time, so that what was erased leaves the files.
  package func refresh() throws(JournalProblem) {
    guard isReadOnly else { return }
    let opening = JournalOpening(folder: folder, chance: chance, isCopy: isCopy)
    state = try read { db in
      if db.isInsideTransaction { try db.run("ROLLBACK") }
      return try opening.snapshot(db)
    }
    if !isCopy { key = try faults.attempt { try folder.readKey()?.key } }
  }

  /// All names that the laptop ever had.
  package func devices() throws(JournalProblem) -> Set<DeviceID> {
    Set(try incarnations().map(\.head.last.device))
  }

  /// The incarnations of the log, oldest first.
  package func incarnations() throws(JournalProblem) -> [LogChain] {
    try read { db in
      // An incarnation that a salvage put together has a late id; where it lies among the rows is its age.
      let incarnations = try db.all(
        "SELECT \(Incarnation.columns) FROM incarnation ORDER BY base, id", read: Incarnation.init)
      return try incarnations.map { incarnation in
        let known =
          incarnation.publicKey.isEmpty
          ? key?.identity(of: incarnation.head.last.device)?.publicKey ?? [] : incarnation.publicKey
        return LogChain(
          publicKey: known, base: incarnation.base, head: incarnation.head,
          isCurrent: incarnation.id == state.incarnation,
          reason: try IncarnationReason.of(db, incarnation.head.last))
      }
    }
  }

  /// Where the chains of the log end, oldest first; the last is the one that entries are appended to.
  package func heads() throws(JournalProblem) -> [ChainHead] {
    let chains = try incarnations()
    return (chains.filter { !$0.isCurrent } + chains.filter(\.isCurrent)).map(\.head.head)
  }

  /// As ``moment(of:at:)``; nil also where the journal does not have the entry's chain.
  package func moment(at id: EntryID) throws(JournalProblem) -> Int64? {
    guard let chain = try incarnations().first(where: { $0.head.last.chain == id.chain }) else { return nil }
    return try moment(of: chain, at: id.sequence)
  }

  /// The key that signs for a device: the present identity or an earlier one; nil where it is another laptop, or there
  /// is no key.
  package func signingKey(of device: DeviceID) -> DeviceKey? { key?.identity(of: device) }

  /// The places of an incarnation after a sequence, in order: at most so many, and, beyond the first, about so many
  /// bytes of entries. Stretches that are known to be lost are places too; a sequence may lie within one.
  ///
  /// Throws `damaged` where an entry is not what was kept, or is missing without being known as lost; `noSuchEntry`
  /// where the journal does not have this incarnation.
  package func places(
    of incarnation: LogChain, after sequence: Int, entries: Int, bytes: Int
  ) throws(JournalProblem) -> [LogPlace] {
    try read { db in
      let row = try self.incarnation(db, incarnation.head.last)
      var reading = PlaceReading(next: max(0, sequence) + 1, size: row.head.last.sequence, most: entries, bytes: bytes)
      guard entries > 0, reading.next <= reading.size else { return [] }
      reading.losses =
        try db.all(
          "SELECT first, last FROM loss WHERE incarnation = ? AND last >= ? ORDER BY first", .int(row.id),
          .int(reading.next)
        ) { (first: $0.int(0), last: $0.int(1)) }
      let query =
        isCopy
        ? "SELECT sequence, hash, bytes FROM entry WHERE sequence BETWEEN ? AND ? AND incarnation = ? ORDER BY sequence"
        : "SELECT sequence, hash, bytes FROM entry WHERE row BETWEEN ? AND ? AND incarnation = ? ORDER BY row"
      try db.walk(
        query, [.int(row.base + Int64(reading.next)), .int(row.base + Int64(reading.size)), .int(row.id)]
      ) { line in
        try reading.add(line.int(0), EntryHash(bytes: line.blob(1)) ?? .zero, line.blob(2), folder.journal)
      }
      return try reading.finish(row.head, folder.journal)
    }
  }

  /// The hash of an entry; zero at 0, nil where it is lost or beyond the end.
  package func hash(of incarnation: LogChain, at sequence: Int) throws(JournalProblem) -> EntryHash? {
    if sequence == 0 { return .zero }
    return try found(incarnation.head.last, sequence, "hash") { EntryHash(bytes: $0.blob(0)) } ?? nil
  }

  /// When an entry was kept, in milliseconds by the wall clock; of a count its day. Nil where it is lost or beyond the
  /// end.
  package func moment(of incarnation: LogChain, at sequence: Int) throws(JournalProblem) -> Int64? {
    guard let bytes = try found(incarnation.head.last, sequence, "bytes", read: { $0.blob(0) }) else { return nil }
    do {
      return try EntryBytes.decode(bytes).body.moment.wallMilliseconds
    } catch {
      throw .damaged(
        path: folder.journal, what: "entry \(sequence) of incarnation \(incarnation.head.last.incarnation)")
    }
  }

  /// The row of an entry; nil where this journal does not hold it.
  package func row(of id: EntryID) throws(JournalProblem) -> Int64? {
    try found(id, id.sequence, "row") { $0.int64(0) }
  }

  /// A column of one entry of an incarnation; nil where there is no such entry.
  private func found<T>(
    _ incarnation: EntryID, _ sequence: Int, _ column: String, read: (SQLiteRow) throws -> T
  ) throws(JournalProblem) -> T? {
    guard sequence > 0, sequence < 1 << 40 else { return nil }
    return try self.read { db in
      try db.first(
        """
        SELECT e.\(column) FROM incarnation l JOIN entry e ON \(isCopy ? "e.sequence = ?" : "e.row = l.base + ?")
        WHERE l.device = ? AND l.incarnation = ? AND e.incarnation = l.id
        """, .int(sequence), .text(incarnation.device.rawValue), .int(incarnation.incarnation), read: read)
    }
  }

  private func incarnation(_ db: Database, _ id: EntryID) throws -> Incarnation {
    let found = try db.first(
      "SELECT \(Incarnation.columns) FROM incarnation WHERE device = ? AND incarnation = ?", .text(id.device.rawValue),
      .int(id.incarnation), read: Incarnation.init)
    guard let found else { throw JournalProblem.noSuchEntry }
    return found
  }
}

/// Puts the places of an incarnation together from its entries and its losses.
private struct PlaceReading {
  /// The next sequence that is wanted.
  var next: Int
  /// The last one of the incarnation.
  let size: Int
  let most: Int
  /// How many bytes may still follow.
  private(set) var bytes: Int
  var losses: [(first: Int, last: Int)] = []
  private var places: [LogPlace] = []
  private var isFull: Bool { places.count >= most || (bytes <= 0 && !places.isEmpty) }

  init(next: Int, size: Int, most: Int, bytes: Int) {
    (self.next, self.size, self.most, self.bytes) = (next, size, most, bytes)
  }

  /// Adds the next entry; false when that is enough.
  mutating func add(_ sequence: Int, _ hash: EntryHash, _ entry: [UInt8], _ path: String) throws -> Bool {
    guard EntryHash(of: entry) == hash else { throw JournalProblem.damaged(path: path, what: "entry \(sequence)") }
    if sequence > next {
      do { try lose(through: sequence - 1, try EntryBytes.decode(entry).previous, path) } catch is ChainFault {
        throw JournalProblem.damaged(path: path, what: "entry \(sequence)")
      }
      if isFull { return false }
    }
    places.append(.entry(sequence: sequence, hash: hash, bytes: entry))
    bytes -= entry.count
    next = sequence + 1
    return !isFull
  }

  /// What is left at the end of the incarnation was lost.
  mutating func finish(_ head: SignedHead, _ path: String) throws -> [LogPlace] {
    if !isFull && next <= size { try lose(through: size, head.hash, path) }
    return places
  }

  /// Notes a stretch without entries, if it is known that all of it is lost.
  private mutating func lose(through last: Int, _ hash: EntryHash, _ path: String) throws {
    var known = next
    for loss in losses where loss.first <= known { known = max(known, loss.last + 1) }
    guard known > last else { throw JournalProblem.damaged(path: path, what: "entry \(known) is missing") }
    places.append(.lost(LostRange(first: next, last: last, hash: hash)))
    next = last + 1
  }
}
