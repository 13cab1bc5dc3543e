import SQLiteFiles

/// The tables of what a laptop remembers of its exchanges.
enum ExchangeSchema {
  /// Of sort "TSEX".
  static let tables = SQLiteSchema(application: 0x5453_4558, migrations: migrations)

  private static let migrations: [[String]] = [
    [
      """
      CREATE TABLE enrolment(id INTEGER PRIMARY KEY CHECK(id = 1), address TEXT, hub TEXT NOT NULL, key BLOB NOT NULL,
        incarnation INTEGER NOT NULL, device TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL,
        difference INTEGER NOT NULL, time INTEGER NOT NULL, is_revoked INTEGER NOT NULL)
      """,
      // A request that waits for somebody who carries it, and what is needed to believe the answer.
      """
      CREATE TABLE pending(id INTEGER PRIMARY KEY CHECK(id = 1), device TEXT NOT NULL, ticket BLOB NOT NULL,
        request BLOB NOT NULL, nonce TEXT NOT NULL)
      """,
      "CREATE TABLE lead(id TEXT PRIMARY KEY, key BLOB NOT NULL, is_confirmed INTEGER NOT NULL) WITHOUT ROWID",
      "CREATE TABLE sealing(id INTEGER PRIMARY KEY CHECK(id = 1), secret BLOB NOT NULL, key BLOB NOT NULL)",
      // Devices of which the hub said that two laptops write under their name.
      "CREATE TABLE forked(device TEXT PRIMARY KEY) WITHOUT ROWID",
      // `covered` is what of the chain counts as sent: the receipt's size, or less where the hub said since that it has less.
      """
      CREATE TABLE receipt(device TEXT, incarnation INTEGER, hub_incarnation INTEGER NOT NULL, size INTEGER NOT NULL,
        covered INTEGER NOT NULL, time INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY(device, incarnation))
        WITHOUT ROWID
      """,
      """
      CREATE TABLE quarantine(device TEXT, incarnation INTEGER, sequence INTEGER, reason TEXT NOT NULL,
        PRIMARY KEY(device, incarnation, sequence)) WITHOUT ROWID
      """,
      // Numbers are the hub's, and begin anew after a restore; the receipt's hash is what an order is about.
      """
      CREATE TABLE erasure(receipt TEXT PRIMARY KEY, number INTEGER NOT NULL, time INTEGER NOT NULL,
        state INTEGER NOT NULL, is_posted INTEGER NOT NULL) WITHOUT ROWID
      """,
      "CREATE TABLE word(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL)",
      "CREATE TABLE cursor(id INTEGER PRIMARY KEY CHECK(id = 1), number INTEGER NOT NULL)",
      "CREATE TABLE tag(device TEXT PRIMARY KEY, etag TEXT NOT NULL) WITHOUT ROWID",
      "CREATE TABLE pack(hash TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, is_here INTEGER NOT NULL)",
      "CREATE TABLE history(id INTEGER PRIMARY KEY AUTOINCREMENT, record BLOB NOT NULL)",
      """
      CREATE TABLE box(lead TEXT, device TEXT, incarnation INTEGER, sequence INTEGER,
        PRIMARY KEY(lead, device, incarnation, sequence)) WITHOUT ROWID
      """,
      // What the desk must do to its own journal, because it has it open.
      """
      CREATE TABLE log_order(id INTEGER PRIMARY KEY CHECK(id = 1), kind TEXT NOT NULL, device TEXT NOT NULL,
        incarnation INTEGER NOT NULL)
      """,
      // What a lead's laptop carries for others.
      """
      CREATE TABLE carried_batch(id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, device TEXT NOT NULL,
        incarnation INTEGER NOT NULL, base INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL)
      """,
      "CREATE INDEX carried_batch_place ON carried_batch(device, incarnation, base, size)",
      "CREATE TABLE carried_request(hash BLOB PRIMARY KEY, device TEXT NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID",
      """
      CREATE TABLE carried_chain(device TEXT, incarnation INTEGER, seen INTEGER NOT NULL,
        PRIMARY KEY(device, incarnation)) WITHOUT ROWID
      """,
      "CREATE TABLE carried_desk(device TEXT PRIMARY KEY, time INTEGER NOT NULL, failure TEXT) WITHOUT ROWID",
      // `kind` 0 is an answer to enrol, 1 is news.
      """
      CREATE TABLE carried_answer(device TEXT, kind INTEGER, time INTEGER NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY(device, kind)) WITHOUT ROWID
      """,
      // Files that this laptop wrote onto sticks, so that each has a name of its own.
      "CREATE TABLE written(id INTEGER PRIMARY KEY CHECK(id = 1), number INTEGER NOT NULL)",
    ],
    [
      // What the hub told a trainer, by what was asked; `bytes` is the answer.
      """
      CREATE TABLE figure(number INTEGER PRIMARY KEY AUTOINCREMENT, question TEXT NOT NULL UNIQUE,
        made INTEGER NOT NULL, is_whole INTEGER NOT NULL, bytes BLOB NOT NULL)
      """,
      // What the desk wants to be asked at the next exchange.
      """
      CREATE TABLE figure_wish(number INTEGER PRIMARY KEY AUTOINCREMENT, question TEXT NOT NULL UNIQUE,
        bytes BLOB NOT NULL)
      """,
    ],
    [
      // A lead's: the desks of the unit as the hub told of them last.
      "CREATE TABLE unit_desks(id INTEGER PRIMARY KEY CHECK(id = 1), bytes BLOB NOT NULL)",
      // Names that the hub is to be told.
      "CREATE TABLE naming(device TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    ],
    [
      // Entries that leads want corrected: those of this laptop, and for a lead those of the unit's desks. `envelope` is
      // that of another lead, who signed it.
      """
      CREATE TABLE mark(device TEXT, incarnation INTEGER, sequence INTEGER, time INTEGER, note TEXT NOT NULL,
        after INTEGER NOT NULL, is_told INTEGER NOT NULL, envelope BLOB,
        PRIMARY KEY(device, incarnation, sequence, time)) WITHOUT ROWID
      """,
      // What was done with the unit's periods, in its order: as the hub told last, then what it is to be told. `envelope`
      // likewise.
      """
      CREATE TABLE period_step(id INTEGER PRIMARY KEY AUTOINCREMENT, step BLOB NOT NULL UNIQUE,
        is_told INTEGER NOT NULL, envelope BLOB)
      """,
    ],
    [
      // Each time a lead was shown a contact that a desk sealed to them.
      """
      CREATE TABLE opening(number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, device TEXT NOT NULL,
        incarnation INTEGER NOT NULL, sequence INTEGER NOT NULL)
      """
    ],
    [
      // Steps of the unit's periods that the hub never will take, with its word for why.
      """
      CREATE TABLE refused_step(id INTEGER PRIMARY KEY AUTOINCREMENT, days TEXT NOT NULL, step BLOB NOT NULL UNIQUE,
        refusal TEXT NOT NULL, lock TEXT)
      """
    ],
    [
      // The newest word of leads on people: of this laptop's own desk, and for a lead of the unit's desks. `envelope` is that
      // of another lead, who signed it.
      """
      CREATE TABLE standing(device TEXT, volunteer TEXT, time INTEGER NOT NULL, is_barred INTEGER NOT NULL,
        is_told INTEGER NOT NULL, envelope BLOB, PRIMARY KEY(device, volunteer)) WITHOUT ROWID
      """
    ],
    [
      // What leads say about desks, of every kind: of this laptop's own desk, and for a lead of the unit's desks. `word` is
      // the whole of it, `envelope` that of another lead, who signed it; `is_done` where the journal has it.
      """
      CREATE TABLE lead_word(kind TEXT, device TEXT, key TEXT, time INTEGER NOT NULL, word BLOB NOT NULL,
        is_told INTEGER NOT NULL, envelope BLOB, is_done INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY(kind, device, key)) WITHOUT ROWID
      """,
      """
      INSERT INTO lead_word SELECT 'mark', device, incarnation || '/' || sequence || '/' || time, time,
        CAST(json_object('entry', json_object('device', device, 'incarnation', incarnation, 'sequence', sequence),
          'note', note, 'after', after, 'time', time) AS BLOB), is_told, envelope, 0 FROM mark
      """,
      """
      INSERT INTO lead_word SELECT 'standing', device, volunteer, time,
        CAST(json_object('device', device, 'volunteer', volunteer,
          'isBarred', json(iif(is_barred, 'true', 'false')), 'time', time) AS BLOB), is_told, envelope, 0 FROM standing
      """,
      "DROP TABLE mark",
      "DROP TABLE standing",
    ],
  ]
}
