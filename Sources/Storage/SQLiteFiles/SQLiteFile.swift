package import GRDB
import GRDBSQLite
import Platform

/// How the database files of this program are opened: private to their owner, and in WAL mode.
package struct SQLiteFile {
  /// What a commit waits for.
  package enum Durability: String {
    /// The disk: what was committed outlives a power cut.
    case full = "FULL"
    /// Nothing: for what is derived from another file, and only has to stay whole.
    case normal = "NORMAL"
  }

  /// Names the connection in what SQLite and GRDB say.
  package var label: String
  package var durability = Durability.full
  /// Whether what is deleted is overwritten on the disk; only a file that never holds anything to be erased does without.
  package var overwritesDeleted = true
  /// Memory for pages, in KiB.
  package var cacheKiB = 8_192
  /// How long another process that writes is waited for, in seconds.
  package var patience = 5.0
  /// Whether a transaction may be left open between two calls, as a snapshot that is read from.
  package var staysInside = false

  package init(
    label: String, durability: Durability = .full, overwritesDeleted: Bool = true, cacheKiB: Int = 8_192,
    patience: Double = 5.0, staysInside: Bool = false
  ) {
    self.label = label
    self.durability = durability
    self.overwritesDeleted = overwritesDeleted
    self.cacheKiB = cacheKiB
    self.patience = patience
    self.staysInside = staysInside
  }

  package var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = label
    configuration.busyMode = .timeout(patience)
    configuration.allowsUnsafeTransactions = staysInside
    return configuration
  }

  /// Opens a file to write, and makes it where there is none; its tables are those of a schema. Nothing is written to a
  /// file that another program made, or a newer one.
  package func open(_ path: String, _ schema: SQLiteSchema) throws -> DatabaseQueue {
    try Files().touch(path)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      let found = try schema.admit(db, path: path)
      try setUp(db)
      if found < schema.version { try schema.migrate(db, path: path) }
    }
    return queue
  }

  /// The settings of a connection that writes. GRDB's own way into WAL mode is not taken: it lowers `synchronous` to
  /// NORMAL, and writes to the file at every start.
  package func setUp(_ db: Database) throws {
    let mode = try db.first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else { throw DatabaseError(code: SQLITE_READONLY, "no write-ahead log: \(mode ?? "")") }
    for setting in [
      "synchronous = \(durability.rawValue)", "secure_delete = \(overwritesDeleted ? "ON" : "OFF")",
      "foreign_keys = ON", "temp_store = MEMORY",
      "mmap_size = 0", "cache_size = -\(cacheKiB)", "journal_size_limit = 8388608",
    ] {
      try db.tell("PRAGMA \(setting)")
    }
    let level = try Self.synchronous(db)
    guard level == (durability == .full ? 2 : 1) else {
      throw DatabaseError(code: SQLITE_READONLY, "synchronous is \(level)")
    }
  }

  /// The settings of a connection that only reads.
  package func setUpReader(_ db: Database) throws {
    for setting in ["query_only = 1", "temp_store = MEMORY", "mmap_size = 0", "cache_size = -\(cacheKiB)"] {
      try db.tell("PRAGMA \(setting)")
    }
  }

  /// What SQLite says of `synchronous`: 2 is FULL, 1 NORMAL.
  package static func synchronous(_ db: Database) throws -> Int {
    try db.first("PRAGMA synchronous") { $0.int(0) } ?? -1
  }
}
