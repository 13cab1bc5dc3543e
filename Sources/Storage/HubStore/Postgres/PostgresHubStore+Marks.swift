package import Journal
package import Protocol

extension PostgresHubStore {
  package func keep(_ mark: EntryMark, by author: String) async throws(StoreFault) -> Bool {
    try await transaction { connection in
      let device = mark.entry.device.rawValue
      let count = try connection.run(
        PostgresStatement("SELECT count(*) FROM mark WHERE device = $1", .text(device))
      ).first { try $0.int(0) }
      guard count ?? 0 < EntryMark.mostKept else { return false }
      _ = try connection.run(
        PostgresStatement(
          """
          INSERT INTO mark(device, incarnation, sequence, time, note, after, author) VALUES($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT DO NOTHING
          """, .text(device), .int(mark.entry.incarnation), .int(mark.entry.sequence), .int(mark.time),
          .text(mark.note), .int(mark.after), .text(author)))
      return true
    }
  }

  package func marks(of device: DeviceID, limit: Int) async throws(StoreFault) -> [EntryMark] {
    try await ask(
      PostgresStatement(
        "SELECT \(Self.markColumns) FROM mark m WHERE device = $1 ORDER BY \(Self.markOrder) LIMIT $2",
        .text(device.rawValue), .int(limit))
    ) { try $0.map(Self.mark) }
  }

  package func marks(ofUnit unit: String, limit: Int) async throws(StoreFault) -> [EntryMark] {
    try await ask(
      PostgresStatement(
        """
        SELECT \(Self.markColumns) FROM device d JOIN mark m ON m.device = d.id WHERE d.unit = $1
        ORDER BY \(Self.markOrder) LIMIT $2
        """, .text(unit), .int(limit))
    ) { try $0.map(Self.mark) }
  }

  private static let markColumns = "m.device, m.incarnation, m.sequence, m.note, m.after, m.time"
  private static let markOrder = "m.time DESC, m.device, m.incarnation, m.sequence"

  private static func mark(_ row: PostgresRow) throws -> EntryMark {
    EntryMark(
      entry: EntryID(
        device: DeviceID(rawValue: row.text(0)), incarnation: try row.int(1), sequence: try row.int(2)),
      note: row.text(3), after: try row.int(4), time: try row.long(5))
  }
}
