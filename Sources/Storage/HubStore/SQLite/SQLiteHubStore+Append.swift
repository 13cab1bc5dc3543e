import GRDB
public import Journal
public import Protocol

extension SQLiteHubStore {
  public func append(
    _ batch: IncomingBatch, sign: (@Sendable (Int, EntryHash) throws -> Receipt)?
  ) async throws(StoreFault) -> AppendOutcome {
    guard batch.fits else { throw .tooLong }
    return try await write { db in try SQLiteAppend(db: db, batch: batch).run(sign) }
  }

  public func held(_ mark: BatchMark) async throws(StoreFault) -> HeldBatch? {
    try await read { db in
      let owner = try db.first(
        """
        SELECT c.branch FROM chain c JOIN batch b ON b.chain = c.id
        WHERE c.device = ? AND c.incarnation = ? AND b.size = ? AND b.sealed = ?
        """, .text(mark.device.rawValue), .int(mark.incarnation), .int(mark.size), .hash(mark.sealed)
      ) { $0.int(0) }
      guard let owner else { return nil }
      let hold = try SQLiteAppend.hold(db, mark.device, mark.incarnation)
      guard let branch = hold.branches.first(where: { $0.number == owner }), let receipt = branch.receipt,
        branch.receiptSize == branch.size, branch.receiptLife == (try Self.life(db)?.incarnation ?? 0)
      else { return nil }
      var quarantined: [Quarantine] = []
      for (first, last, owner) in hold.ranges(mark.base + 1...max(mark.base + 1, mark.size), of: branch) {
        quarantined += try db.all(
          """
          SELECT place & ?3, reason FROM entry WHERE reason IS NOT NULL AND place BETWEEN ?1 AND ?2 ORDER BY place
          """, .int(SQLiteAppend.place(owner.id, first)), .int(SQLiteAppend.place(owner.id, last)),
          .int(SQLiteAppend.sequenceMask)
        ) { try Quarantine(incarnation: mark.incarnation, sequence: $0.int(0), word: $0.text(1)) }
      }
      return HeldBatch(receipt: receipt, quarantined: quarantined, isForked: hold.branches.count > 1)
    }
  }

  public func keep(_ receipt: Receipt) async throws(StoreFault) {
    try await write { db in
      let hold = try SQLiteAppend.hold(db, receipt.device, receipt.incarnation)
      let branch = try hold.branches.first { branch in
        try branch.size >= receipt.size
          && SQLiteAppend.hash(db, hold, branch, receipt.size) == receipt.head
      }
      if let branch { try SQLiteAppend.keep(db, receipt, branch: branch.id) }
    }
  }
}

/// One batch on its way into the tables, in one transaction.
struct SQLiteAppend {
  let db: Database
  let batch: IncomingBatch

  /// Stores it. Throws what makes the transaction be rolled back.
  func run(_ sign: ((Int, EntryHash) throws -> Receipt)?) throws -> AppendOutcome {
    var hold = try Self.hold(db, batch.device, batch.incarnation)
    if hold.branches.isEmpty && batch.size == 0 {
      return .held(size: 0, head: .zero, stored: 0, isForked: false, receipt: nil)
    }
    let work = try AppendWork(batch, hold) { [hold] branch in
      try Self.stretch(db, hold, branch, batch.base...max(batch.base, min(branch.size, batch.size)))
    }
    var branch: ChainHold.Branch
    var stored = 0
    var isForked = hold.branches.count > 1
    switch work {
    case .mismatch(let size): return .mismatch(size: size)
    case .held(let held, let fills):
      branch = held
      stored = try fill(fills, hold, branch)
    case .append(let end, let new, let fills):
      branch = end
      stored = try fill(fills, hold, branch) + add(new, to: &branch, hold)
    case .fork(let fork, let new, let fills):
      stored = try fork.parent.map { try fill(fills, hold, $0) } ?? 0
      branch = try begin(fork, hold)
      isForked = isForked || fork.parent != nil
      hold.branches.append(branch)
      stored += try add(new, to: &branch, hold)
    }
    try keepBesides(hold, branch)
    let receipt = try receipt(for: branch, sign)
    return .held(size: branch.size, head: branch.head, stored: stored, isForked: isForked, receipt: receipt)
  }

  /// The line in force for the branch as it is, signed where there is none.
  private func receipt(for branch: ChainHold.Branch, _ sign: ((Int, EntryHash) throws -> Receipt)?) throws -> String? {
    if let line = branch.receipt, branch.receiptSize == branch.size,
      branch.receiptLife == (try SQLiteHubStore.life(db)?.incarnation ?? 0)
    {
      return line
    }
    guard let receipt = try sign?(branch.size, branch.head) else { return nil }
    try Self.keep(db, receipt, branch: branch.id)
    return receipt.line
  }

  /// Starts a branch behind what it shares with its parent.
  private func begin(_ fork: AppendWork.Fork, _ hold: ChainHold) throws -> ChainHold.Branch {
    let head = try fork.parent.map { try Self.hash(db, hold, $0, fork.shared) ?? .zero } ?? .zero
    try db.run(
      """
      INSERT INTO chain(device, incarnation, branch, parent, shared, forked_at, size, head, head_signature, stored,
        quarantined, lost, time) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)
      """, .text(batch.device.rawValue), .int(batch.incarnation), .int(fork.number), .int(fork.parent?.number ?? 0),
      .int(fork.shared), .int(fork.forkedAt), .int(fork.shared), .hash(head), .blob(batch.headSignature),
      .int(batch.time))
    guard let id = try db.first("SELECT last_insert_rowid()", read: { $0.long(0) }), id < 1 << StoreLimits.chainBits
    else { throw StoreFault.tooLong }
    if let parent = fork.parent, fork.shared > 0 { try count(id, parent, hold, fork.shared) }
    return ChainHold.Branch(
      id: id, number: fork.number, parent: fork.parent?.number ?? 0, shared: fork.shared, forkedAt: fork.forkedAt,
      size: fork.shared, head: head, receipt: nil, receiptSize: 0, receiptLife: 0)
  }

  /// Counts what a new branch shows of its parent.
  private func count(_ id: Int64, _ parent: ChainHold.Branch, _ hold: ChainHold, _ shared: Int) throws {
    var quarantined = 0
    var lost = 0
    for (first, last, owner) in hold.ranges(1...shared, of: parent) {
      let from = Value.int(Self.place(owner.id, first))
      let to = Value.int(Self.place(owner.id, last))
      quarantined +=
        try db.first(
          "SELECT count(*) FROM entry WHERE reason IS NOT NULL AND place BETWEEN ? AND ?", from, to
        ) { $0.int(0) } ?? 0
      lost +=
        try db.first(
          "SELECT coalesce(sum((place & ?3) - first + 1), 0) FROM loss WHERE place BETWEEN ?1 AND ?2", from, to,
          .int(Self.sequenceMask)
        ) { $0.int(0) } ?? 0
    }
    try db.run("UPDATE chain SET quarantined = ?, lost = ? WHERE id = ?", .int(quarantined), .int(lost), .int(id))
  }

  private func insertBatch(chain: Int64, base: Int, size: Int) throws -> Int64 {
    try db.run(
      "INSERT INTO batch(chain, base, size, carrier, time, skew, is_revoked, sealed) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      .int(chain), .int(base), .int(size), .text(batch.carrier.rawValue), .int(batch.time), .int(batch.skew),
      .int(batch.isFromRevoked ? 1 : 0), .blob(batch.sealed?.bytes))
    return try db.first("SELECT last_insert_rowid()") { $0.long(0) } ?? 0
  }

  /// Puts what is new behind the end of a branch. Returns how many entries that were.
  private func add(
    _ new: AppendWork.New, to branch: inout ChainHold.Branch, _ hold: ChainHold
  ) throws -> Int {
    guard batch.size > branch.size else { return 0 }
    let id = try insertBatch(chain: branch.id, base: new.after, size: batch.size)
    try insert(new.entries, chain: branch.id, batch: id)
    for loss in new.losses {
      try db.run(
        "INSERT INTO loss VALUES(?, ?, ?)", .int(Self.place(branch.id, loss.last)), .int(loss.first), .hash(loss.hash))
    }
    try db.run(
      """
      UPDATE chain SET size = ?2, head = ?3, head_signature = ?4, stored = stored + ?5, quarantined = quarantined + ?6,
        lost = lost + ?7, time = ?8 WHERE id = ?1
      """, .int(branch.id), .int(batch.size), .hash(batch.head), .blob(batch.headSignature), .int(new.entries.count),
      .int(new.quarantined), .int(new.lost), .int(batch.time))
    branch.size = batch.size
    branch.head = batch.head
    try close(new.entries, branch, hold)
    return new.entries.count
  }

  private func insert(_ entries: ArraySlice<IncomingEntry>, chain: Int64, batch id: Int64) throws {
    let statement = try db.prepared("INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?)")
    statement.bind(2, id)
    var seen: (unit: String, volunteer: String)?
    for entry in entries {
      statement.bind(1, Self.place(chain, entry.sequence))
      if let receipt = entry.receipt { statement.bind(3, receipt.prefix) } else { statement.bindNull(3) }
      statement.bind(4, entry.contact == nil ? 0 : 1)
      statement.bind(5, .text(entry.reason?.rawValue))
      statement.bind(6, .hash(entry.hash))
      try statement.run(7, entry.bytes)
      guard let unit = entry.unit, let volunteer = entry.volunteer, seen ?? ("", "") != (unit, volunteer) else {
        continue
      }
      seen = (unit, volunteer)
      try SQLiteHubStore.addToRoster(db, volunteer, of: unit)
    }
  }

  /// Fills stretches that were lost. Returns how many entries that were.
  private func fill(_ fills: [AppendWork.Fill], _ hold: ChainHold, _ branch: ChainHold.Branch) throws -> Int {
    for fill in fills {
      let owner = hold.owner(of: fill.loss.last, in: branch)
      let place = Self.place(owner.id, fill.loss.last)
      let id = try db.first(
        "SELECT id FROM batch WHERE chain = ? AND base < ?2 AND size >= ?2", .int(owner.id), .int(fill.loss.last)
      ) { $0.long(0) }
      try insert(fill.entries, chain: owner.id, batch: id ?? 0)
      try db.run("DELETE FROM loss WHERE place = ?", .int(place))
      try db.run(
        "UPDATE chain SET stored = stored + ?2 WHERE id = ?1", .int(owner.id), .int(fill.entries.count))
      // Every branch that shows the stretch has it now.
      for shown in hold.branches where hold.owner(of: fill.loss.last, in: shown).id == owner.id {
        try db.run(
          "UPDATE chain SET quarantined = quarantined + ?2, lost = lost - ?3 WHERE id = ?1", .int(shown.id),
          .int(fill.entries.count { $0.reason != nil }), .int(fill.entries.count))
      }
      try close(fill.entries, branch, hold)
    }
    return fills.reduce(0) { $0 + $1.entries.count }
  }
}
