package import Journal
package import Protocol
import Synchronization

extension PostgresHubStore {
  package func append(
    _ batch: IncomingBatch, sign: (@Sendable (Int, EntryHash) throws -> Receipt)?
  ) async throws(StoreFault) -> AppendOutcome {
    guard batch.isStorable else { throw .unstorable }
    let month = PostgresSchema.month(batch.time)
    try await makeMonth(month)
    let known = known.withLock(\.roster)
    let (outcome, roster) = try await pool.run { connection in
      try connection.retrying {
        var append = PostgresAppend(connection: connection, batch: batch, month: month, known: known)
        return (try append.run(sign), append.roster)
      }
    }
    remember(roster)
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

  private func remember(_ lines: [RosterLine]) {
    if lines.isEmpty { return }
    known.withLock { known in
      if known.roster.count > 10_000 { known.roster = [] }
      known.roster.formUnion(lines)
    }
  }

  package func held(_ stretch: SealedStretch) async throws(StoreFault) -> PushAnswer? {
    try await pool.run { connection in
      let found = try connection.run(
        [
          PostgresStatement("SELECT incarnation FROM hub"),
          PostgresStatement(
            """
            SELECT c.branch FROM chain c JOIN batch b ON b.chain = c.id
            WHERE c.device = $1 AND c.incarnation = $2 AND b.size = $3 AND b.sealed = $4
            """, .text(stretch.chain.device.rawValue), .int(stretch.chain.incarnation), .int(stretch.size),
            .hash(stretch.sealed)),
          PostgresChain.branches(stretch.chain, isLocked: false),
          PostgresChain.totals(stretch.chain.device),
        ] + PostgresSettling.statements)
      let incarnation = try found[0].first { try $0.int(0) } ?? 0
      let lock = try PostgresChain.lock(found[2], found[3])
      guard let owner = try found[1].first({ try $0.int(0) }) else { return nil }
      let branch = try lock.branch(owner)
      guard let receipt = branch.receipt, branch.receiptSize == branch.size, branch.receiptIncarnation == incarnation
      else { return nil }
      var quarantined: [Quarantine] = []
      if branch.quarantined > 0 {
        for rows in lock.rows(stretch.base + 1...max(stretch.base + 1, stretch.size), of: branch) {
          quarantined += try PostgresChain.quarantined(
            connection, lock.id(of: rows.owner), rows.first...rows.last, incarnation: stretch.chain.incarnation,
            limit: .max)
        }
      }
      return PushAnswer(receipt: receipt, quarantined: quarantined, isForked: lock.branches.count > 1)
    }
  }

  package func saveReceipt(_ receipt: Receipt) async throws(StoreFault) {
    try await transaction { connection in
      let found = try connection.run([
        PostgresChain.branches(ChainID(device: receipt.device, incarnation: receipt.incarnation), isLocked: true),
        PostgresChain.totals(receipt.device),
      ])
      let lock = try PostgresChain.lock(found[0], found[1])
      let rows = PostgresChain(connection: connection)
      let branch = try lock.branches.first { branch in
        try branch.size >= receipt.size && rows.hash(receipt.size, of: branch, lock) == receipt.head
      }
      if let branch { _ = try connection.run(PostgresAppend.saveReceipt(receipt, chain: lock.id(of: branch.number))) }
    }
  }
}

/// Applies what is planned for a batch: two ways to the server and back where it goes on at the end of its chain.
struct PostgresAppend {
  private let connection: PostgresConnection
  private let batch: IncomingBatch
  private let month: Int64
  /// Volunteers that stand in a roster already.
  private let known: Set<RosterLine>
  private var lock = ChainLock(branches: [], ids: [], deviceBranches: 0, deviceBytes: 0)
  /// What is still to be run, and then committed.
  private var work: [PostgresStatement] = []
  /// Volunteers that the batch put into a roster.
  private(set) var roster: [RosterLine] = []

  init(connection: PostgresConnection, batch: IncomingBatch, month: Int64, known: Set<RosterLine>) {
    self.connection = connection
    self.batch = batch
    self.month = month
    self.known = known
  }

  /// Stores the batch and commits. Throws with the transaction open: whoever called rolls it back.
  mutating func run(_ sign: ((Int, EntryHash) throws -> Receipt)?) throws -> AppendOutcome {
    let begun = try connection.run([
      PostgresStatement("BEGIN"), PostgresLock.append, PostgresStatement("SELECT incarnation FROM hub"),
      PostgresChain.branches(batch.chain, isLocked: true), PostgresChain.totals(batch.device),
    ])
    lock = try PostgresChain.lock(begun[3], begun[4])
    let plan = try AppendPlan(
      batch, lock, hubIncarnation: try begun[2].first { try $0.int(0) } ?? 0,
      rows: PostgresChain(connection: connection), sign: sign)
    for write in plan.writes { try apply(write) }
    _ = try connection.run(work + [PostgresStatement("COMMIT")])
    return plan.outcome
  }

  private mutating func apply(_ write: AppendPlan.Write) throws {
    switch write {
    case .begin(let beginning): try begin(beginning)
    case .fill(let fill): try put(fill)
    case .extend(let stretch): try extend(stretch)
    case .close(let places): try close(places)
    case .attach(let contacts): try attach(contacts)
    case .addToRoster(let lines):
      roster = lines.filter { !known.contains($0) }
      if !roster.isEmpty { work.append(PostgresHubStore.addToRoster(roster)) }
    case .saveReceipt(let receipt, let branch): work.append(Self.saveReceipt(receipt, chain: try lock.id(of: branch)))
    }
  }

  /// Keeps a receipt, unless a newer one is there.
  static func saveReceipt(_ receipt: Receipt, chain: Int64) -> PostgresStatement {
    PostgresStatement(
      """
      UPDATE chain SET receipt = $2, receipt_size = $3, receipt_incarnation = $4
      WHERE id = $1 AND (receipt_incarnation, receipt_size) <= ($4, $3)
      """, .int(chain), .text(receipt.line), .int(receipt.size), .int(receipt.hubIncarnation))
  }

  /// Where another process begins the same branch in this moment, the constraint lets one of them try again.
  private mutating func begin(_ new: AppendPlan.Beginning) throws {
    let id = try connection.run(
      PostgresStatement(
        """
        INSERT INTO chain(device, incarnation, branch, parent, shared, forked_at, size, head, head_signature, stored,
          bytes, quarantined, lost, time) VALUES($1, $2, $3, $4, $5, $6, $5, $7, $8, 0, 0, $9, $10, $11) RETURNING id
        """, .text(batch.device.rawValue), .int(batch.incarnation), .int(new.number), .int(new.parent),
        .int(new.shared), .int(new.forkedAt), .hash(new.head), .blob(batch.headSignature), .int(new.quarantined),
        .int(new.lost), .int(batch.time))
    ).first { try $0.long(0) }
    guard let id, id < 1 << StoreLimits.chainBits else { throw StoreFault.tooLong }
    work.append(
      PostgresStatement(
        """
        INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked, sealed)
        VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8, $9)
        """, values: batchRow(chain: id, base: nil, size: new.shared)))
    lock.add(new, id: id)
  }

  private func batchRow(chain: Int64, base: Int?, size: Int) -> [PostgresValue] {
    [
      .int(month), .int(chain), .int(base.map(Int64.init)), .int(size), .text(batch.carrier.rawValue),
      .int(batch.time), .int(batch.skew), .int(batch.isFromRevoked ? 1 : 0),
      .blob(base == nil ? nil : batch.sealed?.bytes),
    ]
  }

  /// Puts what is new behind the end of a branch.
  private mutating func extend(_ new: AppendPlan.Extension) throws {
    let chain = try lock.id(of: new.branch)
    let insert = PostgresStatement(
      """
      WITH b AS (
        INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked, sealed)
        VALUES($1 << 40 | nextval('batch_number'), $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id)
      INSERT INTO entry SELECT b.id, u.* FROM b, unnest($10, $11, $12, $13, $14, $15) u
      """, values: batchRow(chain: chain, base: new.base, size: batch.size))
    work.append(insert.with(entries: new.entries))
    if !new.losses.isEmpty {
      work.append(
        PostgresStatement("INSERT INTO loss SELECT $1, * FROM unnest($2, $3, $4)", .int(chain))
          .with(
            PostgresArray(new.losses.map { Int64($0.last) }), PostgresArray(new.losses.map { Int64($0.first) }),
            PostgresArray(new.losses.map(\.hash))))
    }
    work.append(
      PostgresStatement(
        """
        UPDATE chain SET size = $2, head = $3, head_signature = $4, stored = stored + $5, bytes = bytes + $6,
          quarantined = quarantined + $7, lost = lost + $8, time = $9 WHERE id = $1
        """, .int(chain), .int(batch.size), .hash(batch.head), .blob(batch.headSignature), .int(new.entries.count),
        .int(new.bytes), .int(new.quarantined), .int(new.lost), .int(batch.time)))
  }

  private mutating func put(_ fill: AppendPlan.Fill) throws {
    let chain = try lock.id(of: fill.owner)
    work.append(
      PostgresStatement(
        """
        INSERT INTO entry SELECT (SELECT id FROM batch WHERE chain = $1 AND base < $2 AND size >= $2), u.*
        FROM unnest($3, $4, $5, $6, $7, $8) u
        """, .int(chain), .int(fill.loss.last)
      ).with(entries: fill.entries))
    work.append(PostgresStatement("DELETE FROM loss WHERE chain = $1 AND last = $2", .int(chain), .int(fill.loss.last)))
    work.append(
      PostgresStatement(
        "UPDATE chain SET stored = stored + $2, bytes = bytes + $3 WHERE id = $1", .int(chain),
        .int(fill.entries.count), .int(fill.bytes)))
    work.append(
      PostgresStatement(
        "UPDATE chain SET quarantined = quarantined + $1, lost = lost - $2 WHERE id = ANY($3)", .int(fill.quarantined),
        .int(fill.entries.count)
      ).with(PostgresArray(try fill.shownBy.map { try lock.id(of: $0) })))
  }

  private mutating func close(_ places: [AppendPlan.Place]) throws {
    let chains = PostgresArray(try places.map { try lock.id(of: $0.branch) })
    let sequences = PostgresArray(places.map { Int64($0.sequence) })
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

  private mutating func attach(_ contacts: [(place: AppendPlan.Place, contact: ContactAttachment)]) throws {
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
        PostgresArray(try contacts.map { try lock.id(of: $0.place.branch) }),
        PostgresArray(contacts.map { Int64($0.place.sequence) }), PostgresArray(contacts.map(\.contact.lead.rawValue)),
        PostgresArray(contacts.map(\.contact.box))))
  }
}

extension PostgresStatement {
  /// The same statement with six arrays more: the columns of `entry` behind the batch.
  fileprivate func with(entries: ArraySlice<IncomingEntry>) -> PostgresStatement {
    var sequences = PostgresArray(.int, capacity: entries.count * 12)
    var receipts = PostgresArray(.int, capacity: entries.count * 12)
    var contacts = PostgresArray(.int, capacity: entries.count * 12)
    var reasons = PostgresArray(.text, capacity: entries.count * 4)
    var hashes = PostgresArray(.blob, capacity: entries.count * 36)
    var bytes = PostgresArray(.blob, capacity: entries.reduce(0) { $0 + $1.bytes.count + 4 })
    for entry in entries {
      sequences.add(Int64(entry.sequence))
      receipts.add(entry.receipt?.prefix)
      contacts.add(entry.contact == nil ? 0 : 1)
      reasons.add(entry.reason?.rawValue)
      hashes.add(entry.hash)
      bytes.add(entry.bytes)
    }
    return with(sequences, receipts, contacts, reasons, hashes, bytes)
  }
}
