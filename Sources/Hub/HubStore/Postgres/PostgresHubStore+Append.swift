public import HubContract
public import Journal
import Synchronization

extension PostgresHubStore {
  public func append(
    _ batch: IncomingBatch, sign: (@Sendable (Int, EntryHash) throws -> Receipt)?
  ) async throws(StoreFault) -> AppendOutcome {
    guard batch.fits else { throw .tooLong }
    let month = PostgresSchema.month(batch.time)
    try await makeMonth(month)
    let lines = Set(batch.entries.compactMap(RosterLine.init))
    let news = known.withLock { lines.subtracting($0.roster) }
    let outcome = try await pool.run { connection in
      try connection.retrying {
        var append = PostgresAppend(connection: connection, batch: batch, month: month, roster: Array(news))
        return try append.run(sign)
      }
    }
    if case .held(_, _, let stored, _, _) = outcome, stored > 0 { remember(news) }
    return outcome
  }

  /// Makes the partition of a month, in a transaction of its own, when it is first needed.
  private func makeMonth(_ month: Int64) async throws(StoreFault) {
    if known.withLock({ $0.months.contains(month) }) { return }
    try await transaction { connection in
      _ = try connection.run(PostgresStatement("SELECT make_month($1)", .int(month)))
    }
    known.withLock { _ = $0.months.insert(month) }
  }

  private func remember(_ lines: Set<RosterLine>) {
    known.withLock { known in
      if known.roster.count > 10_000 { known.roster = [] }
      known.roster.formUnion(lines)
    }
  }

  public func keep(_ receipt: Receipt) async throws(StoreFault) {
    try await transaction { connection in
      let hold = try connection.run(PostgresAppend.find(receipt.device, receipt.incarnation, isLocked: true)).hold()
      let branch = try hold.branches.first { branch in
        try branch.size >= receipt.size
          && PostgresAppend.hash(connection, hold, branch, receipt.size) == receipt.head
      }
      if let branch { _ = try connection.run(PostgresAppend.keep(receipt, branch: branch.id)) }
    }
  }
}

extension PostgresHubStore.RosterLine {
  fileprivate init?(_ entry: IncomingEntry) {
    guard let unit = entry.unit, let volunteer = entry.volunteer else { return nil }
    self.init(unit: unit, volunteer: volunteer)
  }
}

/// One batch on its way into the tables: two ways to the server and back where it goes on at the end of its chain.
struct PostgresAppend {
  let connection: PostgresConnection
  let batch: IncomingBatch
  let month: Int64
  let roster: [PostgresHubStore.RosterLine]
  /// What is still to be run, and then committed.
  private var work: [PostgresStatement] = []

  init(
    connection: PostgresConnection, batch: IncomingBatch, month: Int64, roster: [PostgresHubStore.RosterLine]
  ) {
    self.connection = connection
    self.batch = batch
    self.month = month
    self.roster = roster
  }

  mutating func run(_ sign: ((Int, EntryHash) throws -> Receipt)?) throws -> AppendOutcome {
    let begun = try connection.run([
      PostgresStatement("BEGIN"), PostgresLock.append, PostgresStatement("SELECT incarnation FROM hub"),
      Self.find(batch.device, batch.incarnation, isLocked: true),
    ])
    let life = try begun[2].first { try $0.int(0) } ?? 0
    let hold = try begun[3].hold()
    if hold.branches.isEmpty && batch.size == 0 {
      _ = try connection.run(PostgresStatement("COMMIT"))
      return .held(size: 0, head: .zero, stored: 0, isForked: false, receipt: nil)
    }
    let work = try AppendWork(batch, hold) { branch in
      try Self.stretch(
        connection, hold, branch, batch.base...max(batch.base, min(branch.size, batch.size)))
    }
    var branch: ChainHold.Branch
    var stored = 0
    var isForked = hold.branches.count > 1
    switch work {
    case .mismatch(let size):
      _ = try connection.run(PostgresStatement("COMMIT"))
      return .mismatch(size: size)
    case .held(let held, let fills):
      branch = held
      stored = try fill(fills, hold, branch)
    case .append(let end, let new, let fills):
      branch = end
      stored = try fill(fills, hold, branch) + add(new, to: &branch, hold)
    case .fork(let number, let parent, let shared, let forkedAt, let new):
      branch = try begin(number: number, parent: parent, hold, shared: shared, forkedAt: forkedAt)
      isForked = isForked || parent != nil
      stored = try add(new, to: &branch, ChainHold(branches: hold.branches + [branch]))
    }
    let receipt = try receipt(for: branch, life, sign)
    if !roster.isEmpty, stored > 0 { self.work.append(PostgresHubStore.addToRoster(roster)) }
    keepBesides(hold, branch)
    _ = try connection.run(self.work + [PostgresStatement("COMMIT")])
    return .held(size: branch.size, head: branch.head, stored: stored, isForked: isForked, receipt: receipt)
  }

  /// The line in force for the branch as it is, signed where there is none.
  private mutating func receipt(
    for branch: ChainHold.Branch, _ life: Int, _ sign: ((Int, EntryHash) throws -> Receipt)?
  ) throws -> String? {
    if let line = branch.receipt, branch.receiptSize == branch.size, branch.receiptLife == life { return line }
    guard let receipt = try sign?(branch.size, branch.head) else { return nil }
    work.append(Self.keep(receipt, branch: branch.id))
    return receipt.line
  }

  /// Starts a branch, with copies of what it shares with its parent behind branch 0. Where another process starts the same
  /// one in this moment, the constraint lets one of them try again.
  private func begin(
    number: Int, parent: ChainHold.Branch?, _ hold: ChainHold, shared: Int, forkedAt: Int
  ) throws -> ChainHold.Branch {
    let head = try parent.map { try Self.hash(connection, hold, $0, shared) ?? .zero } ?? .zero
    let id = try connection.run(
      PostgresStatement(
        """
        INSERT INTO chain(device, incarnation, branch, forked_at, size, head, head_signature, stored, quarantined, lost,
          time) VALUES($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, $8) RETURNING id
        """, .text(batch.device.rawValue), .int(batch.incarnation), .int(number), .int(forkedAt), .int(shared),
        .hash(head), .blob(batch.headSignature), .int(batch.time))
    ).first { try $0.long(0) }
    guard let id, id < 1 << StoreLimits.chainBits else { throw StoreFault.tooLong }
    let branch = ChainHold.Branch(
      id: id, number: number, forkedAt: forkedAt, size: shared, head: head, receipt: nil, receiptSize: 0,
      receiptLife: 0)
    _ = try connection.run(stretchRow(chain: id, base: nil, size: forkedAt))
    if let parent, shared > 0 { try share(with: parent, branch, hold, shared) }
    return branch
  }

  private func share(
    with parent: ChainHold.Branch, _ branch: ChainHold.Branch, _ hold: ChainHold, _ shared: Int
  ) throws {
    if shared > branch.forkedAt {
      let bounds: [PostgresValue] = [.int(parent.id), .int(branch.forkedAt + 1), .int(shared), .int(branch.id)]
      let copies = [
        """
        INSERT INTO entry SELECT (SELECT id FROM batch WHERE chain = $4 AND size = $3), e.sequence, e.receipt, e.contact,
          e.reason, e.hash, e.bytes FROM batch b JOIN entry e ON e.batch = b.id
        WHERE b.chain = $1 AND b.size >= $2 AND b.base < $3 AND e.sequence BETWEEN $2 AND $3
        """,
        "INSERT INTO loss SELECT $4, last, first, hash FROM loss WHERE chain = $1 AND last BETWEEN $2 AND $3",
        "INSERT INTO closed SELECT $4, sequence FROM closed WHERE chain = $1 AND sequence BETWEEN $2 AND $3",
      ]
      _ = try connection.run(
        [stretchRow(chain: branch.id, base: branch.forkedAt, size: shared)]
          + copies.map { PostgresStatement($0, values: bounds) })
    }
    var quarantined = 0
    var lost = 0
    for (first, last, owner) in hold.ranges(1...shared, of: branch) {
      let bounds: [PostgresValue] = [.int(owner.id), .int(first), .int(last)]
      let results = try connection.run([
        PostgresStatement(
          """
          SELECT count(*) FROM batch b JOIN entry e ON e.batch = b.id AND e.reason IS NOT NULL
          WHERE b.chain = $1 AND b.size >= $2 AND b.base < $3 AND e.sequence BETWEEN $2 AND $3
          """, values: bounds),
        PostgresStatement(
          """
          SELECT coalesce(sum(last - first + 1), 0)::int8 FROM loss WHERE chain = $1 AND last BETWEEN $2 AND $3
          """, values: bounds),
      ])
      quarantined += try results[0].first { try $0.int(0) } ?? 0
      lost += try results[1].first { try $0.int(0) } ?? 0
    }
    _ = try connection.run(
      PostgresStatement(
        "UPDATE chain SET quarantined = $2, lost = $3 WHERE id = $1", .int(branch.id), .int(quarantined), .int(lost)))
  }

  private func stretchRow(chain: Int64, base: Int?, size: Int) -> PostgresStatement {
    PostgresStatement(
      """
      INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked)
      VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8)
      """, values: stretchValues(chain: chain, base: base, size: size))
  }

  private func stretchValues(chain: Int64, base: Int?, size: Int) -> [PostgresValue] {
    [
      .int(month), .int(chain), .int(base.map(Int64.init)), .int(size), .text(batch.carrier.rawValue),
      .int(batch.time), .int(batch.skew), .int(batch.isFromRevoked ? 1 : 0),
    ]
  }

  /// Puts what is new behind the end of a branch. Returns how many entries that are.
  private mutating func add(
    _ new: AppendWork.New, to branch: inout ChainHold.Branch, _ hold: ChainHold
  ) throws -> Int {
    guard batch.size > branch.size else { return 0 }
    let insert = PostgresStatement(
      """
      WITH b AS (
        INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked)
        VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8) RETURNING id)
      INSERT INTO entry SELECT b.id, u.* FROM b, unnest($9, $10, $11, $12, $13, $14) u
      """, values: stretchValues(chain: branch.id, base: new.after, size: batch.size))
    work.append(insert.with(entries: new.entries))
    if !new.losses.isEmpty {
      work.append(
        PostgresStatement("INSERT INTO loss SELECT $1, * FROM unnest($2, $3, $4)", .int(branch.id))
          .with(
            PostgresArray(new.losses.map { Int64($0.last) }), PostgresArray(new.losses.map { Int64($0.first) }),
            PostgresArray(new.losses.map(\.hash))))
    }
    work.append(
      PostgresStatement(
        """
        UPDATE chain SET size = $2, head = $3, head_signature = $4, stored = stored + $5,
          quarantined = quarantined + $6, lost = lost + $7, time = $8 WHERE id = $1
        """, .int(branch.id), .int(batch.size), .hash(batch.head), .blob(batch.headSignature),
        .int(new.entries.count), .int(new.quarantined), .int(new.lost), .int(batch.time)))
    branch.size = batch.size
    branch.head = batch.head
    try close(new.entries, branch, hold)
    return new.entries.count
  }

  /// Fills stretches that were lost. Returns how many entries that are.
  private mutating func fill(_ fills: [AppendWork.Fill], _ hold: ChainHold, _ branch: ChainHold.Branch) throws -> Int {
    for fill in fills {
      let owner = hold.owner(of: fill.loss.last, in: branch)
      work.append(
        PostgresStatement(
          """
          INSERT INTO entry SELECT (SELECT id FROM batch WHERE chain = $1 AND base < $2 AND size >= $2), u.*
          FROM unnest($3, $4, $5, $6, $7, $8) u
          """, .int(owner.id), .int(fill.loss.last)
        ).with(entries: fill.entries))
      work.append(
        PostgresStatement("DELETE FROM loss WHERE chain = $1 AND last = $2", .int(owner.id), .int(fill.loss.last)))
      work.append(
        PostgresStatement(
          "UPDATE chain SET stored = stored + $2 WHERE id = $1", .int(owner.id), .int(fill.entries.count)))
      // Every branch that shows the stretch has it now.
      let shown = hold.branches.filter { hold.owner(of: fill.loss.last, in: $0).id == owner.id }
      work.append(
        PostgresStatement(
          "UPDATE chain SET quarantined = quarantined + $1, lost = lost - $2 WHERE id = ANY($3)",
          .int(fill.entries.count { $0.reason != nil }), .int(fill.entries.count)
        ).with(PostgresArray(shown.map(\.id))))
      try close(fill.entries, branch, hold)
    }
    return fills.reduce(0) { $0 + $1.entries.count }
  }

  /// Destroys the boxes of entries that these close, in every branch that holds the same entry.
  private mutating func close(
    _ entries: ArraySlice<IncomingEntry>, _ branch: ChainHold.Branch, _ hold: ChainHold
  ) throws {
    var chains: [Int64] = []
    var sequences: [Int64] = []
    for case let target? in entries.map(\.destroys) where target > 0 && target <= batch.size {
      var owners: Set<Int64> = [hold.owner(of: target, in: branch).id]
      if hold.branches.count > 1 {
        let closing = try hash(of: target, in: branch, hold)
        for other in hold.branches where other.id != branch.id && other.size >= target {
          if try hash(of: target, in: other, hold) == closing { owners.insert(hold.owner(of: target, in: other).id) }
        }
      }
      for owner in owners.sorted() {
        chains.append(owner)
        sequences.append(Int64(target))
      }
    }
    guard !chains.isEmpty else { return }
    for words in [
      "INSERT INTO closed SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
      """
      DELETE FROM beside USING unnest($1, $2) AS u(chain, sequence)
      WHERE beside.chain = u.chain AND beside.sequence = u.sequence
      """,
    ] {
      work.append(PostgresStatement(words).with(PostgresArray(chains), PostgresArray(sequences)))
    }
  }

  /// Also of an entry that is still on its way.
  private func hash(of sequence: Int, in branch: ChainHold.Branch, _ hold: ChainHold) throws -> EntryHash? {
    if branch.size == batch.size, branch.head == batch.head,
      let entry = batch.entries.first(where: { $0.sequence == sequence })
    {
      return entry.hash
    }
    return try Self.hash(connection, hold, branch, sequence)
  }

  /// Keeps the boxes whose entries name a contact that was neither closed nor erased.
  private mutating func keepBesides(_ hold: ChainHold, _ branch: ChainHold.Branch) {
    let besides = batch.besides.filter { $0.sequence > 0 && $0.sequence <= branch.size }
    if besides.isEmpty { return }
    work.append(PostgresLock.boxes)
    work.append(
      PostgresStatement(
        """
        INSERT INTO beside(number, chain, sequence, lead, box)
        SELECT nextval('box_number'), chain, sequence, lead, box FROM (
          SELECT u.* FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u(chain, sequence, lead, box, place)
            JOIN batch b ON b.chain = u.chain
              AND b.size = (SELECT min(size) FROM batch WHERE chain = u.chain AND size >= u.sequence)
            JOIN entry e ON e.batch = b.id AND e.sequence = u.sequence
          WHERE e.contact = 1
            AND NOT EXISTS(SELECT 1 FROM closed c WHERE c.chain = u.chain AND c.sequence = u.sequence)
            AND NOT EXISTS(SELECT 1 FROM erasure WHERE erasure.prefix = e.receipt)
            AND NOT EXISTS(SELECT 1 FROM beside h
              WHERE h.chain = u.chain AND h.sequence = u.sequence AND h.lead = u.lead)
          ORDER BY place) AS fresh
        ON CONFLICT DO NOTHING
        """
      ).with(
        PostgresArray(besides.map { hold.owner(of: $0.sequence, in: branch).id }),
        PostgresArray(besides.map { Int64($0.sequence) }), PostgresArray(besides.map(\.lead.rawValue)),
        PostgresArray(besides.map(\.box))))
  }
}
