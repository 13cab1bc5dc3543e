package import Journal
package import Protocol

extension PostgresHubStore {
  package func keep(_ standing: PersonStanding, by author: String) async throws(StoreFault) -> Bool {
    try await transaction { connection in
      let (device, volunteer) = (standing.device.rawValue, standing.volunteer.rawValue)
      let others = try connection.run(
        PostgresStatement(
          "SELECT count(*) FROM standing WHERE device = $1 AND volunteer <> $2", .text(device), .text(volunteer))
      ).first { try $0.int(0) }
      guard others ?? 0 < PersonStanding.mostOfDesk else { return false }
      _ = try connection.run(
        PostgresStatement(
          """
          INSERT INTO standing AS known(device, volunteer, time, is_barred, author) VALUES($1, $2, $3, $4, $5)
          ON CONFLICT(device, volunteer) DO UPDATE
          SET time = excluded.time, is_barred = excluded.is_barred, author = excluded.author
          WHERE excluded.time > known.time
          """, .text(device), .text(volunteer), .int(standing.time), .int(standing.isBarred ? 1 : 0), .text(author)))
      return true
    }
  }

  package func standings(of device: DeviceID, limit: Int) async throws(StoreFault) -> [PersonStanding] {
    try await ask(
      PostgresStatement(
        "SELECT \(Self.standingColumns) FROM standing s WHERE device = $1 ORDER BY \(Self.standingOrder) LIMIT $2",
        .text(device.rawValue), .int(limit))
    ) { try $0.map(Self.standing) }
  }

  package func standings(ofUnit unit: String, limit: Int) async throws(StoreFault) -> [PersonStanding] {
    try await ask(
      PostgresStatement(
        """
        SELECT \(Self.standingColumns) FROM device d JOIN standing s ON s.device = d.id WHERE d.unit = $1
        ORDER BY \(Self.standingOrder) LIMIT $2
        """, .text(unit), .int(limit))
    ) { try $0.map(Self.standing) }
  }

  private static let standingColumns = "s.device, s.volunteer, s.is_barred, s.time"
  private static let standingOrder = "s.time DESC, s.device, s.volunteer"

  private static func standing(_ row: PostgresRow) throws -> PersonStanding {
    PersonStanding(
      device: DeviceID(rawValue: row.text(0)), volunteer: VolunteerCode(rawValue: row.text(1)),
      isBarred: try row.int(2) != 0, time: try row.long(3))
  }
}
