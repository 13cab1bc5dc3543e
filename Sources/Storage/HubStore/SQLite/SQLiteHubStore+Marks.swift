import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func keep(_ mark: EntryMark, by author: String) async throws(StoreFault) -> Bool {
    try await write { db in
      let device = mark.entry.device.rawValue
      let count = try db.first("SELECT count(*) FROM mark WHERE device = ?", .text(device)) { $0.int(0) } ?? 0
      guard count < EntryMark.mostKept else { return false }
      try db.run(
        "INSERT OR IGNORE INTO mark VALUES(?, ?, ?, ?, ?, ?, ?)", .text(device), .int(mark.entry.incarnation),
        .int(mark.entry.sequence), .int(mark.time), .text(mark.note), .int(mark.after), .text(author))
      return true
    }
  }

  package func marks(of device: DeviceID, limit: Int) async throws(StoreFault) -> [EntryMark] {
    try await read { db in
      try db.all(
        "SELECT \(Self.markColumns) FROM mark m WHERE device = ? ORDER BY \(Self.markOrder) LIMIT ?",
        .text(device.rawValue), .int(limit), read: Self.mark)
    }
  }

  package func marks(ofUnit unit: String, limit: Int) async throws(StoreFault) -> [EntryMark] {
    try await read { db in
      try db.all(
        """
        SELECT \(Self.markColumns) FROM device d JOIN mark m ON m.device = d.id WHERE d.unit = ?
        ORDER BY \(Self.markOrder) LIMIT ?
        """, .text(unit), .int(limit), read: Self.mark)
    }
  }

  private static let markColumns = "m.device, m.incarnation, m.sequence, m.note, m.after, m.time"
  private static let markOrder = "m.time DESC, m.device, m.incarnation, m.sequence"

  private static func mark(_ line: SQLiteRow) -> EntryMark {
    EntryMark(
      entry: EntryID(device: DeviceID(rawValue: line.text(0)), incarnation: line.int(1), sequence: line.int(2)),
      note: line.text(3), after: line.int(4), time: line.int64(5))
  }
}
