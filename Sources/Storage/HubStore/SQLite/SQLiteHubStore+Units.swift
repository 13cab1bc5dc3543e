import GRDB
import SQLiteFiles

extension SQLiteHubStore {
  package func setNote(unit: String, text: String, at time: Int64) async throws(StoreFault) {
    try await write { db in
      try db.run(
        """
        INSERT INTO note(unit, text, time) VALUES(?, ?, ?) ON CONFLICT(unit, text) DO UPDATE SET time = excluded.time
        """, .text(unit), .text(text), .int(time))
    }
  }

  package func clearNotes(unit: String) async throws(StoreFault) {
    try await write { db in try db.run("DELETE FROM note WHERE unit = ?", .text(unit)) }
  }

  package func notes(for unit: String) async throws(StoreFault) -> [String] {
    try await read { db in
      try db.all(
        "SELECT text FROM note WHERE unit = ? ORDER BY time DESC, number DESC LIMIT ?", .text(unit),
        .int(StoreLimits.notes)
      ) { $0.text(0) }
    }
  }

  package func addToRoster(_ volunteers: [String], of unit: String) async throws(StoreFault) {
    try await write { db in
      for volunteer in volunteers { try Self.addToRoster(db, volunteer, of: unit) }
    }
  }

  /// Adds one code, if it is not there.
  static func addToRoster(_ db: Database, _ volunteer: String, of unit: String) throws {
    try db.run("INSERT OR IGNORE INTO roster VALUES(?, ?)", .text(unit), .text(volunteer))
  }

  package func roster(of unit: String) async throws(StoreFault) -> [String] {
    try await read { db in
      try db.all(
        "SELECT volunteer FROM roster WHERE unit = ? ORDER BY volunteer LIMIT ?", .text(unit), .int(StoreLimits.roster)
      ) { $0.text(0) }
    }
  }

  package func counts() async throws(StoreFault) -> HubCounts {
    try await read { db in
      func count(_ sql: String) throws -> Int { try db.first(sql) { $0.int(0) } ?? 0 }
      return HubCounts(
        devices: try count("SELECT count(*) FROM device"),
        revoked: try count("SELECT count(*) FROM device WHERE revoked IS NOT NULL"),
        chains: try count("SELECT count(*) FROM chain"),
        forks: try count("SELECT count(*) FROM chain WHERE branch > 0"),
        entries: try count("SELECT coalesce(sum(stored), 0) FROM chain"),
        quarantined: try count("SELECT count(*) FROM entry WHERE reason IS NOT NULL"),
        boxes: try count("SELECT count(*) FROM beside"), erasures: try count("SELECT count(*) FROM erasure"))
    }
  }
}
