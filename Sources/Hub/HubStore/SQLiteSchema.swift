/// The tables of a hub on SQLite.
enum SQLiteSchema {
  /// Version n is what the first n migrations make. They only go forward.
  static var version: Int { migrations.count }

  /// An entry's place is one integer, `chain << sequenceBits | sequence`: a third faster than a key of two columns.
  static let sequenceBits: Int64 = 40

  static let migrations: [[String]] = [
    [
      "CREATE TABLE hub(id INTEGER PRIMARY KEY CHECK(id = 1), hub TEXT NOT NULL, incarnation INTEGER NOT NULL)",
      "CREATE TABLE nonce(device TEXT, nonce TEXT, expires INTEGER NOT NULL, PRIMARY KEY(device, nonce)) WITHOUT ROWID",
      "CREATE INDEX nonce_expires ON nonce(expires)",
      """
      CREATE TABLE code(lookup BLOB PRIMARY KEY, secret BLOB NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL,
        expires INTEGER NOT NULL, used_by TEXT) WITHOUT ROWID
      """,
      """
      CREATE TABLE device(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL,
        unit TEXT NOT NULL, role TEXT NOT NULL, sealing_key BLOB, enrolled INTEGER NOT NULL, revoked INTEGER,
        skew INTEGER NOT NULL)
      """,
      // One branch of a chain. Its own entries begin behind `forked_at`; those before it are of branch 0.
      """
      CREATE TABLE chain(id INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation INTEGER NOT NULL,
        branch INTEGER NOT NULL, forked_at INTEGER NOT NULL, size INTEGER NOT NULL, head BLOB NOT NULL,
        head_signature BLOB NOT NULL, receipt TEXT, time INTEGER NOT NULL, UNIQUE(device, incarnation, branch))
      """,
      """
      CREATE TABLE batch(id INTEGER PRIMARY KEY, chain INTEGER NOT NULL REFERENCES chain(id), base INTEGER NOT NULL,
        size INTEGER NOT NULL, carrier TEXT NOT NULL, time INTEGER NOT NULL, skew INTEGER NOT NULL,
        is_revoked INTEGER NOT NULL, UNIQUE(chain, base))
      """,
      """
      CREATE TABLE entry(place INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id), receipt INTEGER,
        contact INTEGER NOT NULL, reason TEXT, hash BLOB NOT NULL, bytes BLOB NOT NULL)
      """,
      "CREATE INDEX entry_receipt ON entry(receipt) WHERE receipt IS NOT NULL",
      "CREATE INDEX entry_reason ON entry(place) WHERE reason IS NOT NULL",
      // `place` is that of the last entry lost.
      "CREATE TABLE loss(place INTEGER PRIMARY KEY, first INTEGER NOT NULL, hash BLOB NOT NULL)",
      "CREATE TABLE beside(place INTEGER PRIMARY KEY, lead TEXT NOT NULL, box BLOB NOT NULL)",
      "CREATE INDEX beside_lead ON beside(lead)",
      // Entries whose contact was erased or closed: no box may come back.
      "CREATE TABLE closed(place INTEGER PRIMARY KEY)",
      """
      CREATE TABLE erasure(number INTEGER PRIMARY KEY AUTOINCREMENT, receipt BLOB NOT NULL UNIQUE, unit TEXT NOT NULL,
        time INTEGER NOT NULL)
      """,
    ]
  ]
}
