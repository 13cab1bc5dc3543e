import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func erase(
    receipt: EntryHash, unit: String, at time: Int64
  ) async throws(StoreFault) -> (order: ErasureOrder, isKnown: Bool) {
    let result = try await write { db in
      let order = try Self.order(db, receipt, number: nil, unit: unit, time: time)
      return (order: order, isKnown: try Self.destroyBoxes(db, receipt))
    }
    try await scrub()
    return result
  }

  package func restoreErasure(_ erasure: HeldErasure) async throws(StoreFault) -> ErasureOrder {
    guard let receipt = EntryHash(hex: erasure.order.receipt) else { throw .damaged("an order") }
    let order = try await write { db in
      let isFree =
        try db.first("SELECT 1 FROM erasure WHERE number = ?", .int(erasure.order.number)) { _ in false } ?? true
      let order = try Self.order(
        db, receipt, number: isFree ? erasure.order.number : nil, unit: erasure.unit, time: erasure.order.time)
      _ = try Self.destroyBoxes(db, receipt)
      return order
    }
    try await scrub()
    return order
  }

  /// Keeps an order, or finds the one that is there for this receipt.
  private static func order(
    _ db: Database, _ receipt: EntryHash, number: Int?, unit: String, time: Int64
  ) throws -> ErasureOrder {
    try db.run(
      """
      INSERT INTO erasure(number, receipt, prefix, unit, time) VALUES(?, ?, ?, ?, ?) ON CONFLICT(receipt) DO NOTHING
      """, .int(number.map(Int64.init)), .hash(receipt), .int(receipt.prefix), .text(unit), .int(time))
    let order = try db.first("SELECT number, time FROM erasure WHERE receipt = ?", .hash(receipt)) {
      ErasureOrder(number: $0.int(0), receipt: receipt.hex, time: $0.int64(1))
    }
    guard let order else { throw StoreFault.damaged("an order") }
    return order
  }

  /// Whether any entry has this receipt.
  private static func destroyBoxes(_ db: Database, _ receipt: EntryHash) throws -> Bool {
    try db.run(
      "DELETE FROM beside WHERE place IN (SELECT place FROM entry WHERE receipt = ?)", .int(receipt.prefix))
    return try db.first("SELECT 1 FROM entry WHERE receipt = ? LIMIT 1", .int(receipt.prefix)) { _ in true } ?? false
  }

  /// The write-ahead log still holds what was destroyed until it begins anew. Whoever reads at this moment, such as a
  /// backup, keeps it from that; nobody waits for them: then it goes when the log is next begun or closed.
  private func scrub() async throws(StoreFault) {
    try await outside { db in
      try db.tell("PRAGMA busy_timeout = 100")
      let answer = Result { try db.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) } }
      try db.tell("PRAGMA busy_timeout = \(Self.patience)")
      _ = try answer.get()
    }
  }

  package func erasures(for unit: String?, after: Int, limit: Int) async throws(StoreFault) -> [HeldErasure] {
    try await read { db in
      try db.all(
        """
        SELECT number, receipt, time, unit FROM erasure WHERE number > ?1 AND (?2 IS NULL OR unit = ?2)
        ORDER BY number LIMIT ?3
        """, .int(after), .text(unit), .int(limit)
      ) { line in
        HeldErasure(
          order: ErasureOrder(number: line.int(0), receipt: try line.hash(1).hex, time: line.int64(2)),
          unit: line.text(3))
      }
    }
  }

  package func devices(holding receipt: EntryHash) async throws(StoreFault) -> [DeviceID] {
    try await read { db in
      try db.all(
        """
        SELECT DISTINCT device FROM chain WHERE id IN (SELECT place >> ?2 FROM entry WHERE receipt = ?1) ORDER BY device
        """, .int(receipt.prefix), .int(StoreLimits.sequenceBits)
      ) { DeviceID(rawValue: $0.text(0)) }
    }
  }

  package func attachments(to lead: LeadKeyID, after number: Int64, limit: Int) async throws(StoreFault) -> [HeldBox] {
    try await read { db in
      try db.all(
        """
        SELECT b.number, c.device, c.incarnation, b.place & ((1 << ?4) - 1), b.box
        FROM beside b JOIN chain c ON c.id = b.place >> ?4 WHERE b.lead = ?1 AND b.number > ?2 ORDER BY b.number LIMIT ?3
        """, .text(lead.rawValue), .int(number), .int(limit), .int(StoreLimits.sequenceBits)
      ) { line in
        HeldBox(
          number: line.int64(0),
          entry: EntryID(
            device: DeviceID(rawValue: line.text(1)), incarnation: line.int(2), sequence: line.int(3)),
          box: line.blob(4))
      }
    }
  }
}
