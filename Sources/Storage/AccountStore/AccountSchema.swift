import SQLiteFiles

/// The tables of a hub's people.
enum AccountSchema {
  /// Of sort "TSAC".
  static let tables = SQLiteSchema(application: 0x5453_4143, migrations: migrations, tables: ["person", "audit"])

  private static let migrations: [[String]] = [
    [
      """
      CREATE TABLE person(name TEXT PRIMARY KEY, role TEXT NOT NULL, scope TEXT NOT NULL, password TEXT NOT NULL,
        code_secret BLOB, last_code_step INTEGER NOT NULL, disabled INTEGER) WITHOUT ROWID
      """,
      """
      CREATE TABLE session(hash BLOB PRIMARY KEY, person TEXT NOT NULL REFERENCES person(name), began INTEGER NOT NULL,
        seen INTEGER NOT NULL) WITHOUT ROWID
      """,
      """
      CREATE TABLE token(name TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, scope TEXT NOT NULL,
        may_read_entries INTEGER NOT NULL, made INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER)
        WITHOUT ROWID
      """,
      """
      CREATE TABLE audit(number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, kind TEXT NOT NULL,
        who TEXT NOT NULL, subject TEXT NOT NULL)
      """,
    ]
  ]
}
