import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func keep(_ standing: PersonStanding, by author: String) async throws(StoreFault) -> Bool {
    try await write { db in
      let (device, volunteer) = (standing.device.rawValue, standing.volunteer.rawValue)
      let others =
        try db.first(
          "SELECT count(*) FROM standing WHERE device = ? AND volunteer <> ?", .text(device), .text(volunteer)
        ) { $0.int(0) } ?? 0
      guard others < PersonStanding.mostOfDesk else { return false }
      try db.run(
        """
        INSERT INTO standing VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
        SET time = excluded.time, is_barred = excluded.is_barred, author = excluded.author WHERE excluded.time > time
        """, .text(device), .text(volunteer), .int(standing.time), .bool(standing.isBarred), .text(author))
      return true
    }
  }

  package func standings(of device: DeviceID, limit: Int) async throws(StoreFault) -> [PersonStanding] {
    try await read { db in
      try db.all(
        "SELECT \(Self.standingColumns) FROM standing s WHERE device = ? ORDER BY \(Self.standingOrder) LIMIT ?",
        .text(device.rawValue), .int(limit), read: Self.standing)
    }
  }

  package func standings(ofUnit unit: String, limit: Int) async throws(StoreFault) -> [PersonStanding] {
    try await read { db in
      try db.all(
        """
        SELECT \(Self.standingColumns) FROM device d JOIN standing s ON s.device = d.id WHERE d.unit = ?
        ORDER BY \(Self.standingOrder) LIMIT ?
        """, .text(unit), .int(limit), read: Self.standing)
    }
  }

  private static let standingColumns = "s.device, s.volunteer, s.is_barred, s.time"
  private static let standingOrder = "s.time DESC, s.device, s.volunteer"

  private static func standing(_ line: SQLiteRow) -> PersonStanding {
    PersonStanding(
      device: DeviceID(rawValue: line.text(0)), volunteer: VolunteerCode(rawValue: line.text(1)),
      isBarred: line.int(2) != 0, time: line.int64(3))
  }
}
