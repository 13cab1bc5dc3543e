import SQLiteFiles

extension SQLiteSchema {
  /// The tables of a hub.
  static let hub = SQLiteSchema(
    application: 0x5453_4855,
    migrations: [
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
          unit TEXT NOT NULL, role TEXT NOT NULL, sealing_key BLOB, receipt_key BLOB, enrolled INTEGER NOT NULL, revoked INTEGER,
          skew INTEGER NOT NULL, name TEXT NOT NULL, seen INTEGER NOT NULL)
        """,
        // One branch of a chain. Its own entries begin behind `shared`; those before it are of the branch `parent`, and
        // those through `forked_at` of branch 0. `stored` and `bytes` count its own entries, `quarantined` and `lost` all that
        // it shows.
        """
        CREATE TABLE chain(id INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation INTEGER NOT NULL,
          branch INTEGER NOT NULL, parent INTEGER NOT NULL, shared INTEGER NOT NULL, forked_at INTEGER NOT NULL,
          size INTEGER NOT NULL, head BLOB NOT NULL, head_signature BLOB NOT NULL, stored INTEGER NOT NULL,
          bytes INTEGER NOT NULL, quarantined INTEGER NOT NULL, lost INTEGER NOT NULL, receipt TEXT,
          receipt_size INTEGER NOT NULL DEFAULT 0, receipt_incarnation INTEGER NOT NULL DEFAULT 0, time INTEGER NOT NULL,
          UNIQUE(device, incarnation, branch))
        """,
        """
        CREATE TABLE batch(id INTEGER PRIMARY KEY, chain INTEGER NOT NULL REFERENCES chain(id), base INTEGER NOT NULL,
          size INTEGER NOT NULL, carrier TEXT NOT NULL, time INTEGER NOT NULL, skew INTEGER NOT NULL,
          is_revoked INTEGER NOT NULL, sealed BLOB, UNIQUE(chain, base), UNIQUE(chain, size), CHECK(size > base))
        """,
        // `place` is `chain << 40 | sequence`: one integer is a third faster than a key of two columns. `receipt` is the
        // first eight bytes of the receipt's hash, `contact` 1 where the entry names one.
        """
        CREATE TABLE entry(place INTEGER PRIMARY KEY, batch INTEGER NOT NULL, receipt INTEGER, contact INTEGER NOT NULL,
          reason TEXT, hash BLOB NOT NULL, bytes BLOB NOT NULL)
        """,
        "CREATE INDEX entry_receipt ON entry(receipt) WHERE receipt IS NOT NULL",
        "CREATE INDEX entry_reason ON entry(place) WHERE reason IS NOT NULL",
        // `place` is that of the last entry lost.
        "CREATE TABLE loss(place INTEGER PRIMARY KEY, first INTEGER NOT NULL, hash BLOB NOT NULL)",
        """
        CREATE TABLE beside(number INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, lead TEXT NOT NULL,
          box BLOB NOT NULL, UNIQUE(place, lead))
        """,
        "CREATE INDEX beside_lead ON beside(lead, number)",
        // Entries whose contact was closed: no box may come back.
        "CREATE TABLE closed(place INTEGER PRIMARY KEY)",
        """
        CREATE TABLE erasure(number INTEGER PRIMARY KEY AUTOINCREMENT, receipt BLOB NOT NULL UNIQUE,
          prefix INTEGER NOT NULL, unit TEXT NOT NULL, time INTEGER NOT NULL)
        """,
        "CREATE INDEX erasure_prefix ON erasure(prefix)",
        """
        CREATE TABLE note(number INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT NULL, text TEXT NOT NULL,
          time INTEGER NOT NULL, UNIQUE(unit, text))
        """,
        "CREATE TABLE roster(unit TEXT, volunteer TEXT, PRIMARY KEY(unit, volunteer)) WITHOUT ROWID",
      ],
      [
        // Entries that a lead wants corrected.
        """
        CREATE TABLE mark(device TEXT, incarnation INTEGER, sequence INTEGER, time INTEGER, note TEXT NOT NULL,
          after INTEGER NOT NULL, author TEXT NOT NULL, PRIMARY KEY(device, incarnation, sequence, time)) WITHOUT ROWID
        """,
        // What was done with units' periods; `step` is the whole of it.
        """
        CREATE TABLE period_step(unit TEXT, days TEXT, place INTEGER, time INTEGER NOT NULL, author TEXT NOT NULL,
          step BLOB NOT NULL, PRIMARY KEY(unit, days, place)) WITHOUT ROWID
        """,
      ],
      [
        // The newest word of leads on each person of a desk.
        """
        CREATE TABLE standing(device TEXT, volunteer TEXT, time INTEGER NOT NULL, is_barred INTEGER NOT NULL,
          author TEXT NOT NULL, PRIMARY KEY(device, volunteer)) WITHOUT ROWID
        """
      ],
      [
        // What leads say about desks, of every kind; `word` is the whole of it.
        """
        CREATE TABLE lead_word(kind TEXT, device TEXT, key TEXT, time INTEGER NOT NULL, word BLOB NOT NULL,
          author TEXT NOT NULL, PRIMARY KEY(kind, device, key)) WITHOUT ROWID
        """,
        """
        INSERT INTO lead_word SELECT 'mark', device, incarnation || '/' || sequence || '/' || time, time,
          CAST(json_object('entry', json_object('device', device, 'incarnation', incarnation, 'sequence', sequence),
            'note', note, 'after', after, 'time', time) AS BLOB), author FROM mark
        """,
        """
        INSERT INTO lead_word SELECT 'standing', device, volunteer, time,
          CAST(json_object('device', device, 'volunteer', volunteer,
            'isBarred', json(iif(is_barred, 'true', 'false')), 'time', time) AS BLOB), author FROM standing
        """,
        "DROP TABLE mark",
        "DROP TABLE standing",
      ],
    ])
}
