/// How one table stands on PostgreSQL and in a backup, which is always a SQLite file: the rows of both, column by column.
struct BackupTable: Sendable {
  /// The table's name on both.
  var name: String
  /// Of what the queries give.
  var types: [PostgresType]
  /// The rows as SQLite has them, asked of PostgreSQL; none of them twice.
  var fromPostgres: String
  /// The rows as PostgreSQL has them, asked of SQLite.
  var fromSQLite: String
  /// What PostgreSQL puts in from arrays of those.
  var intoPostgres: String

  /// A table that is the same on both.
  private init(same name: String, _ columns: String, _ types: [PostgresType], order: String) {
    self.name = name
    self.types = types
    fromPostgres = "SELECT \(columns) FROM \(name) ORDER BY \(order)"
    fromSQLite = fromPostgres
    let arrays = types.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    intoPostgres = "INSERT INTO \(name)(\(columns)) SELECT * FROM unnest(\(arrays))"
  }

  private init(
    name: String, types: [PostgresType], fromPostgres: String, fromSQLite: String, intoPostgres: String
  ) {
    self.name = name
    self.types = types
    self.fromPostgres = fromPostgres
    self.fromSQLite = fromSQLite
    self.intoPostgres = intoPostgres
  }

  /// What is left of a place without its chain.
  private static let mask = String((1 << StoreLimits.sequenceBits) - 1)

  /// In an order in which each finds what it refers to.
  static let all: [BackupTable] = [
    BackupTable(same: "hub", "id, hub, incarnation", [.int, .text, .int], order: "id"),
    BackupTable(same: "nonce", "device, nonce, expires", [.text, .text, .int], order: "device, nonce"),
    BackupTable(
      same: "code", "lookup, secret, unit, role, expires, used_by", [.blob, .blob, .text, .text, .int, .text],
      order: "lookup"),
    BackupTable(
      same: "device",
      "number, id, public_key, unit, role, sealing_key, receipt_key, enrolled, revoked, skew, name, seen",
      [.int, .text, .blob, .text, .text, .blob, .blob, .int, .int, .int, .text, .int], order: "number"),
    BackupTable(
      same: "chain",
      """
      id, device, incarnation, branch, parent, shared, forked_at, size, head, head_signature, stored, bytes, quarantined,
      lost, receipt, receipt_size, receipt_incarnation, time
      """,
      [.int, .text, .int, .int, .int, .int, .int, .int, .blob, .blob, .int, .int, .int, .int, .text, .int, .int, .int],
      order: "id"),
    batch, entry, loss, beside, closed,
    BackupTable(
      same: "erasure", "number, receipt, prefix, unit, time", [.int, .blob, .int, .text, .int], order: "number"),
    BackupTable(same: "note", "number, unit, text, time", [.int, .text, .text, .int], order: "number"),
    BackupTable(
      same: "lead_word", "kind, device, key, time, word, author", [.text, .text, .text, .int, .blob, .text],
      order: "kind, device, key"),
    BackupTable(
      same: "period_step", "unit, days, place, time, author, step", [.text, .text, .int, .int, .text, .blob],
      order: "unit, days, place"),
    BackupTable(same: "roster", "unit, volunteer", [.text, .text], order: "unit, volunteer"),
  ]

  /// The rows without a base, with which branches begin on PostgreSQL, are made of `chain` again.
  private static let batch = BackupTable(
    name: "batch", types: [.int, .int, .int, .int, .text, .int, .int, .int, .blob],
    fromPostgres: """
      SELECT id, chain, base, size, carrier, time, skew, is_revoked, sealed FROM batch WHERE base IS NOT NULL
      ORDER BY chain, base
      """,
    fromSQLite: "SELECT id, chain, base, size, carrier, time, skew, is_revoked, sealed FROM batch ORDER BY chain, base",
    intoPostgres: """
      INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked, sealed)
      SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """)

  /// SQLite gives the time of the batch last: the month in a batch's number is made of it.
  private static let entry = BackupTable(
    name: "entry", types: [.int, .int, .int, .int, .text, .blob, .blob],
    fromPostgres: """
      SELECT b.chain << 40 | e.sequence, e.batch, e.receipt, e.contact, e.reason, e.hash, e.bytes
      FROM batch b JOIN entry e ON e.batch = b.id ORDER BY b.chain, b.size, e.sequence
      """,
    fromSQLite: """
      SELECT e.batch, e.place & \(mask), e.receipt, e.contact, e.reason, e.hash, e.bytes, b.time
      FROM entry e CROSS JOIN batch b ON b.id = e.batch ORDER BY e.place
      """,
    intoPostgres: """
      INSERT INTO entry(batch, sequence, receipt, contact, reason, hash, bytes)
      SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
      """)

  private static let loss = BackupTable(
    name: "loss", types: [.int, .int, .blob],
    fromPostgres: "SELECT chain << 40 | last, first, hash FROM loss ORDER BY chain, last",
    fromSQLite: "SELECT place, first, hash FROM loss ORDER BY place",
    intoPostgres: """
      INSERT INTO loss(chain, last, first, hash) SELECT place >> 40, place & \(mask), first, hash
      FROM unnest($1, $2, $3) AS u(place, first, hash)
      """)

  private static let beside = BackupTable(
    name: "beside", types: [.int, .int, .text, .blob],
    fromPostgres: "SELECT number, chain << 40 | sequence, lead, box FROM beside ORDER BY number",
    fromSQLite: "SELECT number, place, lead, box FROM beside ORDER BY number",
    intoPostgres: """
      INSERT INTO beside(number, chain, sequence, lead, box) SELECT number, place >> 40, place & \(mask), lead, box
      FROM unnest($1, $2, $3, $4) AS u(number, place, lead, box)
      """)

  private static let closed = BackupTable(
    name: "closed", types: [.int], fromPostgres: "SELECT chain << 40 | sequence FROM closed ORDER BY chain, sequence",
    fromSQLite: "SELECT place FROM closed ORDER BY place",
    intoPostgres: "INSERT INTO closed SELECT place >> 40, place & \(mask) FROM unnest($1) AS u(place)")
}
