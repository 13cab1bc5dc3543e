extension PostgresHubStore {
  package func setNote(unit: String, text: String, at time: Int64) async throws(StoreFault) {
    try await ask(
      PostgresStatement(
        """
        INSERT INTO note(unit, text, time) VALUES($1, $2, $3) ON CONFLICT(unit, text) DO UPDATE SET time = excluded.time
        """, .text(unit), .text(text), .int(time))
    ) { _ in }
  }

  package func clearNotes(unit: String) async throws(StoreFault) {
    try await ask(PostgresStatement("DELETE FROM note WHERE unit = $1", .text(unit))) { _ in }
  }

  package func notes(for unit: String) async throws(StoreFault) -> [String] {
    try await ask(
      PostgresStatement(
        "SELECT text FROM note WHERE unit = $1 ORDER BY time DESC, number DESC LIMIT $2", .text(unit),
        .int(StoreLimits.notes))
    ) { $0.map { $0.text(0) } }
  }

  package func addToRoster(_ volunteers: [String], of unit: String) async throws(StoreFault) {
    let lines = volunteers.map { RosterLine(unit: unit, volunteer: $0) }
    try await ask(Self.addToRoster(lines)) { _ in }
  }

  /// In one order everywhere, so that two processes never wait for each other.
  static func addToRoster(_ lines: [RosterLine]) -> PostgresStatement {
    let lines = lines.sorted()
    return PostgresStatement("INSERT INTO roster SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING")
      .with(PostgresArray(lines.map(\.unit)), PostgresArray(lines.map(\.volunteer)))
  }

  package func roster(of unit: String) async throws(StoreFault) -> [String] {
    try await ask(
      PostgresStatement(
        "SELECT volunteer FROM roster WHERE unit = $1 ORDER BY volunteer COLLATE \"C\" LIMIT $2", .text(unit),
        .int(StoreLimits.roster))
    ) { $0.map { $0.text(0) } }
  }

  package func counts() async throws(StoreFault) -> HubCounts {
    let words = """
      SELECT (SELECT count(*) FROM device), (SELECT count(*) FROM device WHERE revoked IS NOT NULL),
        (SELECT count(*) FROM chain), (SELECT count(*) FROM chain WHERE branch > 0),
        (SELECT coalesce(sum(stored), 0)::int8 FROM chain), (SELECT count(*) FROM entry WHERE reason IS NOT NULL),
        (SELECT count(*) FROM beside), (SELECT count(*) FROM erasure)
      """
    let counts = try await ask(PostgresStatement(words)) { result in
      try result.first { row in
        HubCounts(
          devices: try row.int(0), revoked: try row.int(1), chains: try row.int(2), forks: try row.int(3),
          entries: try row.int(4), quarantined: try row.int(5), boxes: try row.int(6), erasures: try row.int(7))
      }
    }
    guard let counts else { throw .damaged("counts") }
    return counts
  }
}
