import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func append(
    _ batch: IncomingBatch, sign: (@Sendable (Int, EntryHash) throws -> Receipt)?
  ) async throws(StoreFault) -> AppendOutcome {
    guard batch.isStorable else { throw .unstorable }
    return try await write { db in
      let lock = try SQLiteChain.lock(db, batch.chain)
      let plan = try AppendPlan(
        batch, lock, hubIncarnation: try Self.identity(db)?.incarnation ?? 0, rows: SQLiteChain(db: db), sign: sign)
      var append = SQLiteAppend(db: db, batch: batch, lock: lock)
      for write in plan.writes { try append.apply(write) }
      return plan.outcome
    }
  }

  package func held(_ stretch: SealedStretch) async throws(StoreFault) -> PushAnswer? {
    try await read { db in
      let owner = try db.first(
        """
        SELECT c.branch FROM chain c JOIN batch b ON b.chain = c.id
        WHERE c.device = ? AND c.incarnation = ? AND b.size = ? AND b.sealed = ?
        """, .text(stretch.chain.device.rawValue), .int(stretch.chain.incarnation), .int(stretch.size),
        .hash(stretch.sealed)
      ) { $0.int(0) }
      guard let owner else { return nil }
      let lock = try SQLiteChain.lock(db, stretch.chain)
      let branch = try lock.branch(owner)
      guard let receipt = branch.receipt, branch.receiptSize == branch.size,
        branch.receiptIncarnation == (try Self.identity(db)?.incarnation ?? 0)
      else { return nil }
      var quarantined: [Quarantine] = []
      if branch.quarantined > 0 {
        for rows in lock.rows(stretch.base + 1...max(stretch.base + 1, stretch.size), of: branch) {
          quarantined += try SQLiteChain.quarantined(
            db, lock.id(of: rows.owner), rows.first...rows.last, incarnation: stretch.chain.incarnation, limit: .max)
        }
      }
      return PushAnswer(receipt: receipt, quarantined: quarantined, isForked: lock.branches.count > 1)
    }
  }

  package func saveReceipt(_ receipt: Receipt) async throws(StoreFault) {
    try await write { db in
      let lock = try SQLiteChain.lock(db, ChainID(device: receipt.device, incarnation: receipt.incarnation))
      let branch = try lock.branches.first { branch in
        try branch.size >= receipt.size && SQLiteChain(db: db).hash(receipt.size, of: branch, lock) == receipt.head
      }
      if let branch { try SQLiteAppend.saveReceipt(db, receipt, chain: lock.id(of: branch.number)) }
    }
  }
}

/// The rows of a chain on SQLite.
struct SQLiteChain: ChainRows {
  let db: Database

  /// What is left of a place without its chain.
  static let sequenceMask: Int64 = 1 << StoreLimits.sequenceBits - 1

  /// An entry's place in the tables.
  static func place(_ chain: Int64, _ sequence: Int) -> Int64 { chain << StoreLimits.sequenceBits | Int64(sequence) }

  /// The branches of a chain. A transaction that writes has the file for itself.
  static func lock(_ db: Database, _ chain: ChainID) throws -> ChainLock {
    var lock = ChainLock(branches: [], ids: [], deviceBranches: 0, deviceBytes: 0)
    try db.each(
      """
      SELECT id, branch, parent, shared, forked_at, size, head, quarantined, lost, receipt, receipt_size,
        receipt_incarnation FROM chain
      WHERE device = ? AND incarnation = ? ORDER BY branch
      """, [.text(chain.device.rawValue), .int(chain.incarnation)]
    ) { line in
      lock.ids.append(line.int64(0))
      lock.branches.append(
        ChainLock.Branch(
          number: line.int(1), parent: line.int(2), shared: line.int(3), forkedAt: line.int(4), size: line.int(5),
          head: try line.hash(6), quarantined: line.int(7), lost: line.int(8), receipt: line.optionalText(9),
          receiptSize: line.int(10), receiptIncarnation: line.int(11)))
    }
    try db.each("SELECT count(*), coalesce(sum(bytes), 0) FROM chain WHERE device = ?", [.text(chain.device.rawValue)])
    {
      (lock.deviceBranches, lock.deviceBytes) = ($0.int(0), $0.int(1))
    }
    return lock
  }

  func places(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> HeldPlaces {
    var places = HeldPlaces()
    for part in rows {
      let chain = try lock.id(of: part.owner)
      let bounds: [SQLiteValue] = [.int(Self.place(chain, part.first)), .int(Self.place(chain, part.last))]
      let mask = Self.sequenceMask
      try db.each("SELECT place & \(mask), hash FROM entry WHERE place BETWEEN ? AND ?", bounds) { line in
        places.hashes[line.int(0)] = try line.hash(1)
      }
      try db.each("SELECT first, place & \(mask), hash FROM loss WHERE place BETWEEN ? AND ?", bounds) { line in
        places.losses.append(LostRange(first: line.int(0), last: line.int(1), hash: try line.hash(2)))
      }
    }
    return places
  }

  func counts(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> (quarantined: Int, lost: Int) {
    try rows.reduce(into: (0, 0)) { sum, part in
      let chain = try lock.id(of: part.owner)
      let from = SQLiteValue.int(Self.place(chain, part.first))
      let to = SQLiteValue.int(Self.place(chain, part.last))
      sum.0 +=
        try db.first(
          "SELECT count(*) FROM entry WHERE reason IS NOT NULL AND place BETWEEN ? AND ?", from, to
        ) { $0.int(0) } ?? 0
      sum.1 +=
        try db.first(
          "SELECT coalesce(sum((place & ?3) - first + 1), 0) FROM loss WHERE place BETWEEN ?1 AND ?2", from, to,
          .int(Self.sequenceMask)
        ) { $0.int(0) } ?? 0
    }
  }

  /// Entries of a chain's own rows that are kept apart, in order.
  static func quarantined(
    _ db: Database, _ chain: Int64, _ places: ClosedRange<Int>, incarnation: Int, limit: Int
  ) throws -> [Quarantine] {
    try db.all(
      """
      SELECT place & ?3, reason FROM entry WHERE reason IS NOT NULL AND place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?4
      """, .int(place(chain, places.lowerBound)), .int(place(chain, places.upperBound)), .int(sequenceMask), .int(limit)
    ) { try Quarantine(incarnation: incarnation, sequence: $0.int(0), word: $0.text(1)) }
  }
}

/// Applies what is planned for a batch, within a transaction.
struct SQLiteAppend {
  private let db: Database
  private let batch: IncomingBatch
  /// With the branch that is begun, once it is.
  private var lock: ChainLock

  init(db: Database, batch: IncomingBatch, lock: ChainLock) {
    self.db = db
    self.batch = batch
    self.lock = lock
  }

  mutating func apply(_ write: AppendPlan.Write) throws {
    switch write {
    case .begin(let beginning): try begin(beginning)
    case .fill(let fill): try put(fill)
    case .extend(let stretch): try extend(stretch)
    case .close(let places):
      for place in try places.map(position) {
        try db.run("INSERT OR IGNORE INTO closed VALUES(?)", place)
        try db.run("DELETE FROM beside WHERE place = ?", place)
      }
    case .attach(let contacts): for (place, contact) in contacts { try attach(contact, at: place) }
    case .addToRoster(let lines):
      for line in lines { try SQLiteHubStore.addToRoster(db, line.volunteer, of: line.unit) }
    case .saveReceipt(let receipt, let branch): try Self.saveReceipt(db, receipt, chain: lock.id(of: branch))
    }
  }

  private func position(_ place: AppendPlan.Place) throws -> SQLiteValue {
    .int(SQLiteChain.place(try lock.id(of: place.branch), place.sequence))
  }

  /// Keeps a receipt, unless a newer one is there.
  static func saveReceipt(_ db: Database, _ receipt: Receipt, chain: Int64) throws {
    try db.run(
      """
      UPDATE chain SET receipt = ?2, receipt_size = ?3, receipt_incarnation = ?4
      WHERE id = ?1 AND (receipt_incarnation, receipt_size) <= (?4, ?3)
      """, .int(chain), .text(receipt.line), .int(receipt.size), .int(receipt.hubIncarnation))
  }

  private mutating func begin(_ new: AppendPlan.Beginning) throws {
    try db.run(
      """
      INSERT INTO chain(device, incarnation, branch, parent, shared, forked_at, size, head, head_signature, stored, bytes,
        quarantined, lost, time) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)
      """, .text(batch.device.rawValue), .int(batch.incarnation), .int(new.number), .int(new.parent), .int(new.shared),
      .int(new.forkedAt), .int(new.shared), .hash(new.head), .blob(batch.headSignature), .int(new.quarantined),
      .int(new.lost), .int(batch.time))
    guard let id = try db.first("SELECT last_insert_rowid()", read: { $0.int64(0) }), id < 1 << StoreLimits.chainBits
    else { throw StoreFault.tooLong }
    lock.add(new, id: id)
  }

  /// Puts what is new behind the end of a branch.
  private func extend(_ new: AppendPlan.Extension) throws {
    let chain = try lock.id(of: new.branch)
    try db.run(
      "INSERT INTO batch(chain, base, size, carrier, time, skew, is_revoked, sealed) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      .int(chain), .int(new.base), .int(batch.size), .text(batch.carrier.rawValue), .int(batch.time), .int(batch.skew),
      .int(batch.isFromRevoked ? 1 : 0), .blob(batch.sealed?.bytes))
    let id = try db.first("SELECT last_insert_rowid()") { $0.int64(0) } ?? 0
    try insert(new.entries, chain: chain, batch: id)
    for loss in new.losses {
      try db.run(
        "INSERT INTO loss VALUES(?, ?, ?)", .int(SQLiteChain.place(chain, loss.last)), .int(loss.first),
        .hash(loss.hash))
    }
    try db.run(
      """
      UPDATE chain SET size = ?2, head = ?3, head_signature = ?4, stored = stored + ?5, bytes = bytes + ?6,
        quarantined = quarantined + ?7, lost = lost + ?8, time = ?9 WHERE id = ?1
      """, .int(chain), .int(batch.size), .hash(batch.head), .blob(batch.headSignature), .int(new.entries.count),
      .int(new.bytes), .int(new.quarantined), .int(new.lost), .int(batch.time))
  }

  private func insert(_ entries: ArraySlice<IncomingEntry>, chain: Int64, batch id: Int64) throws {
    let statement = try db.prepared("INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?)")
    statement.bind(2, id)
    for entry in entries {
      statement.bind(1, SQLiteChain.place(chain, entry.sequence))
      if let receipt = entry.receipt { statement.bind(3, receipt.prefix) } else { statement.bindNull(3) }
      statement.bind(4, entry.contact == nil ? 0 : 1)
      statement.bind(5, .text(entry.reason?.rawValue))
      statement.bind(6, .hash(entry.hash))
      try statement.run(7, entry.bytes)
    }
  }

  private func put(_ fill: AppendPlan.Fill) throws {
    let chain = try lock.id(of: fill.owner)
    let id = try db.first(
      "SELECT id FROM batch WHERE chain = ? AND base < ?2 AND size >= ?2", .int(chain), .int(fill.loss.last)
    ) { $0.int64(0) }
    try insert(fill.entries, chain: chain, batch: id ?? 0)
    try db.run("DELETE FROM loss WHERE place = ?", .int(SQLiteChain.place(chain, fill.loss.last)))
    try db.run(
      "UPDATE chain SET stored = stored + ?2, bytes = bytes + ?3 WHERE id = ?1", .int(chain),
      .int(fill.entries.count), .int(fill.bytes))
    for number in fill.shownBy {
      try db.run(
        "UPDATE chain SET quarantined = quarantined + ?2, lost = lost - ?3 WHERE id = ?1",
        .int(try lock.id(of: number)), .int(fill.quarantined), .int(fill.entries.count))
    }
  }

  private func attach(_ contact: ContactAttachment, at place: AppendPlan.Place) throws {
    try db.run(
      """
      INSERT OR IGNORE INTO beside(place, lead, box)
      SELECT e.place, ?2, ?3 FROM entry e WHERE e.place = ?1 AND e.contact = 1
        AND NOT EXISTS(SELECT 1 FROM closed WHERE closed.place = e.place)
        AND NOT EXISTS(SELECT 1 FROM erasure WHERE erasure.prefix = e.receipt)
      """, try position(place), .text(contact.lead.rawValue), .blob(contact.box))
  }
}
