public import Journal
public import Protocol
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

  public func held(_ mark: BatchMark) async throws(StoreFault) -> HeldBatch? {
    try await pool.run { connection in
      let found = try connection.run([
        PostgresStatement("SELECT incarnation FROM hub"),
        PostgresStatement(
          """
          SELECT c.branch FROM chain c JOIN batch b ON b.chain = c.id
          WHERE c.device = $1 AND c.incarnation = $2 AND b.size = $3 AND b.sealed = $4
          """, .text(mark.device.rawValue), .int(mark.incarnation), .int(mark.size), .hash(mark.sealed)),
        PostgresAppend.find(mark.device, mark.incarnation, isLocked: false),
      ])
      let life = try found[0].first { try $0.int(0) } ?? 0
      let owner = try found[1].first { try $0.int(0) }
      let hold = try found[2].hold()
      guard let branch = hold.branches.first(where: { $0.number == owner }), let receipt = branch.receipt,
        branch.receiptSize == branch.size, branch.receiptLife == life
      else { return nil }
      let parts = hold.ranges(mark.base + 1...max(mark.base + 1, mark.size), of: branch)
      let quarantined = try parts.flatMap { first, last, owner in
        try connection.run(
          PostgresStatement(
            """
            SELECT e.sequence, e.reason FROM batch b JOIN entry e ON e.batch = b.id AND e.reason IS NOT NULL
            WHERE b.chain = $1 AND b.size >= $2 AND e.sequence BETWEEN $2 AND $3
              AND b.size <= coalesce((SELECT min(size) FROM batch WHERE chain = $1 AND size >= $3), $3)
              AND EXISTS(SELECT 1 FROM chain c WHERE c.id = $1 AND c.quarantined > 0)
            ORDER BY b.size, e.sequence
            """, .int(owner.id), .int(first), .int(last))
        ).map { try Quarantine(incarnation: mark.incarnation, sequence: try $0.int(0), word: $0.text(1)) }
      }
      return HeldBatch(receipt: receipt, quarantined: quarantined, isForked: hold.branches.count > 1)
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

  /// Stores it and commits. Throws with the transaction open: whoever called rolls it back.
  mutating func run(_ sign: ((Int, EntryHash) throws -> Receipt)?) throws -> AppendOutcome {
    let begun = try connection.run([
      PostgresStatement("BEGIN"), PostgresLock.append, PostgresStatement("SELECT incarnation FROM hub"),
      Self.find(batch.device, batch.incarnation, isLocked: true),
    ])
    let life = try begun[2].first { try $0.int(0) } ?? 0
    var hold = try begun[3].hold()
    if hold.branches.isEmpty && batch.size == 0 {
      _ = try connection.run(PostgresStatement("COMMIT"))
      return .held(size: 0, head: .zero, stored: 0, isForked: false, receipt: nil)
    }
    let work = try AppendWork(batch, hold) { [hold] branch in
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
    case .fork(let fork, let new, let fills):
      stored = try fork.parent.map { try fill(fills, hold, $0) } ?? 0
      // What fills the parent is counted with what the new branch shares of it.
      if stored > 0 { _ = try connection.run(take()) }
      branch = try begin(fork, hold)
      isForked = isForked || fork.parent != nil
      hold.branches.append(branch)
      stored += try add(new, to: &branch, hold)
    }
    let receipt = try receipt(for: branch, life, sign)
    if !roster.isEmpty, stored > 0 { self.work.append(PostgresHubStore.addToRoster(roster)) }
    keepBesides(hold, branch)
    _ = try connection.run(take() + [PostgresStatement("COMMIT")])
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

  /// What is still to be run, once.
  private mutating func take() -> [PostgresStatement] {
    defer { work = [] }
    return work
  }

  /// Starts a branch behind what it shares with its parent. Where another process starts the same one in this moment, the
  /// constraint lets one of them try again.
  private func begin(_ fork: AppendWork.Fork, _ hold: ChainHold) throws -> ChainHold.Branch {
    let head = try fork.parent.map { try Self.hash(connection, hold, $0, fork.shared) ?? .zero } ?? .zero
    let parent = fork.parent?.number ?? 0
    let id = try connection.run(
      PostgresStatement(
        """
        INSERT INTO chain(device, incarnation, branch, parent, shared, forked_at, size, head, head_signature, stored,
          quarantined, lost, time) VALUES($1, $2, $3, $4, $5, $6, $5, $7, $8, 0, 0, 0, $9) RETURNING id
        """, .text(batch.device.rawValue), .int(batch.incarnation), .int(fork.number), .int(parent),
        .int(fork.shared), .int(fork.forkedAt), .hash(head), .blob(batch.headSignature), .int(batch.time))
    ).first { try $0.long(0) }
    guard let id, id < 1 << StoreLimits.chainBits else { throw StoreFault.tooLong }
    _ = try connection.run(stretchRow(chain: id, base: nil, size: fork.shared))
    if let parent = fork.parent, fork.shared > 0 { try count(id, parent, hold, fork.shared) }
    return ChainHold.Branch(
      id: id, number: fork.number, parent: parent, shared: fork.shared, forkedAt: fork.forkedAt, size: fork.shared,
      head: head, receipt: nil, receiptSize: 0, receiptLife: 0)
  }

  /// Counts what a new branch shows of its parent.
  private func count(_ id: Int64, _ parent: ChainHold.Branch, _ hold: ChainHold, _ shared: Int) throws {
    var quarantined = 0
    var lost = 0
    for (first, last, owner) in hold.ranges(1...shared, of: parent) {
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
        "UPDATE chain SET quarantined = $2, lost = $3 WHERE id = $1", .int(id), .int(quarantined), .int(lost)))
  }

  private func stretchRow(chain: Int64, base: Int?, size: Int) -> PostgresStatement {
    PostgresStatement(
      """
      INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked, sealed)
      VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8, $9)
      """, values: stretchValues(chain: chain, base: base, size: size))
  }

  private func stretchValues(chain: Int64, base: Int?, size: Int) -> [PostgresValue] {
    [
      .int(month), .int(chain), .int(base.map(Int64.init)), .int(size), .text(batch.carrier.rawValue),
      .int(batch.time), .int(batch.skew), .int(batch.isFromRevoked ? 1 : 0),
      .blob(base == nil ? nil : batch.sealed?.bytes),
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
        INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked, sealed)
        VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id)
      INSERT INTO entry SELECT b.id, u.* FROM b, unnest($10, $11, $12, $13, $14, $15) u
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
    close(new.entries, branch, hold)
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
      close(fill.entries, branch, hold)
    }
    return fills.reduce(0) { $0 + $1.entries.count }
  }

  /// Destroys the boxes of entries that these close.
  private mutating func close(
    _ entries: ArraySlice<IncomingEntry>, _ branch: ChainHold.Branch, _ hold: ChainHold
  ) {
    let targets = entries.compactMap(\.destroys).filter { $0 > 0 && $0 <= batch.size }
    if targets.isEmpty { return }
    let chains = PostgresArray(targets.map { hold.owner(of: $0, in: branch).id })
    let sequences = PostgresArray(targets.map { Int64($0) })
    for words in [
      "INSERT INTO closed SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
      """
      DELETE FROM beside USING unnest($1, $2) AS u(chain, sequence)
      WHERE beside.chain = u.chain AND beside.sequence = u.sequence
      """,
    ] {
      work.append(PostgresStatement(words).with(chains, sequences))
    }
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
