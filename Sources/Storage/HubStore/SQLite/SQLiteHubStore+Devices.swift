import GRDB
package import Journal
import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func identity() async throws(StoreFault) -> HubIdentity? { try await read(Self.identity) }

  /// Nil before ``begin(_:)``.
  static func identity(_ db: Database) throws -> HubIdentity? {
    try db.first("SELECT hub, incarnation FROM hub") {
      HubIdentity(hub: HubID(rawValue: $0.text(0)), incarnation: $0.int(1))
    }
  }

  package func beginIncarnation(_ identity: HubIdentity) async throws(StoreFault) {
    try await write { db in
      try db.run("INSERT OR REPLACE INTO hub VALUES(1, ?, ?)", .text(identity.hub.rawValue), .int(identity.incarnation))
      try Self.raise(db, "erasure", to: Int64(StoreLimits.firstOrder(identity.incarnation)))
      try Self.raise(db, "beside", to: StoreLimits.firstBox(identity.incarnation))
    }
  }

  /// Lets the numbers of a table go on at `first` at least.
  private static func raise(_ db: Database, _ table: String, to first: Int64) throws {
    try db.run("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", .text(table), .int(first - 1))
    if db.changes == 0 { try db.run("INSERT INTO sqlite_sequence VALUES(?, ?)", .text(table), .int(first - 1)) }
  }

  package func ping() async throws(StoreFault) {
    _ = try await read { db in try db.first("SELECT count(*) FROM hub") { $0.int(0) } }
  }

  package func admit(
    nonce: String, of device: DeviceID, expires: Int64, now: Int64
  ) async throws(StoreFault) -> Bool {
    try await write(isDurable: false) { db in
      try db.run("DELETE FROM nonce WHERE expires < ?", .int(now))
      try db.run("INSERT OR IGNORE INTO nonce VALUES(?, ?, ?)", .text(device.rawValue), .text(nonce), .int(expires))
      return db.changes == 1
    }
  }

  package func add(_ code: StoredCode) async throws(StoreFault) {
    try await write { db in
      try db.run(
        "INSERT INTO code VALUES(?, ?, ?, ?, ?, ?)", .hash(code.lookup), .hash(code.secret), .text(code.unit),
        .text(code.role.rawValue), .int(code.expires), .text(code.usedBy?.rawValue))
    }
  }

  package func code(_ lookup: EntryHash) async throws(StoreFault) -> StoredCode? {
    try await read { db in try Self.code(db, lookup) }
  }

  private static func code(_ db: Database, _ lookup: EntryHash) throws -> StoredCode? {
    try db.first("SELECT secret, unit, role, expires, used_by FROM code WHERE lookup = ?", .hash(lookup)) { line in
      guard let role = DeviceRole(rawValue: line.text(2)) else { throw StoreFault.damaged("a code") }
      return StoredCode(
        lookup: lookup, secret: try line.hash(0), unit: line.text(1), role: role, expires: line.int64(3),
        usedBy: line.optionalText(4).map(DeviceID.init(rawValue:)))
    }
  }

  package func redeem(
    _ lookup: EntryHash, for device: EnrolledDevice, now: Int64
  ) async throws(StoreFault) -> RedeemOutcome {
    try await write { db in
      try db.run(
        "UPDATE code SET used_by = ?2 WHERE lookup = ?1 AND used_by IS NULL AND expires > ?3", .hash(lookup),
        .text(device.id.rawValue), .int(now))
      let isFirst = db.changes == 1
      guard let code = try Self.code(db, lookup), code.usedBy == device.id else { return .refused }
      if isFirst { try Self.enrol(db, device, code) }
      guard let enrolled = try Self.device(db, device.id) else { throw StoreFault.damaged("a device") }
      return .enrolled(enrolled)
    }
  }

  /// A device that enrols again keeps its place in the list, and is no longer shut out.
  private static func enrol(_ db: Database, _ device: EnrolledDevice, _ code: StoredCode) throws {
    try db.run(
      """
      INSERT INTO device(id, public_key, unit, role, sealing_key, receipt_key, enrolled, revoked, skew, name, seen)
      VALUES(?,?,?,?,?,?,?,NULL,?,?,?)
      ON CONFLICT(id) DO UPDATE SET unit = excluded.unit, role = excluded.role, sealing_key = excluded.sealing_key,
        receipt_key = excluded.receipt_key, enrolled = excluded.enrolled, revoked = NULL, skew = excluded.skew,
        seen = excluded.seen, name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END
      """, .text(device.id.rawValue), .blob(device.publicKey), .text(code.unit), .text(code.role.rawValue),
      .blob(device.sealingKey), .blob(device.receiptKey), .int(device.enrolled), .int(device.skew), .text(device.name),
      .int(device.seen))
  }

  package func device(_ id: DeviceID) async throws(StoreFault) -> EnrolledDevice? {
    try await read { db in try Self.device(db, id) }
  }

  private static let columns =
    "id, public_key, unit, role, sealing_key, receipt_key, enrolled, revoked, skew, name, seen"

  private static func device(_ db: Database, _ id: DeviceID) throws -> EnrolledDevice? {
    try db.first("SELECT \(columns) FROM device WHERE id = ?", .text(id.rawValue), read: device)
  }

  private static func device(_ line: SQLiteRow) throws -> EnrolledDevice {
    guard let role = DeviceRole(rawValue: line.text(3)) else { throw StoreFault.damaged("a device") }
    return EnrolledDevice(
      id: DeviceID(rawValue: line.text(0)), publicKey: line.blob(1), unit: line.text(2), role: role,
      sealingKey: line.isNull(4) ? nil : line.blob(4), receiptKey: line.isNull(5) ? nil : line.blob(5),
      enrolled: line.int64(6), revoked: line.optionalInt64(7), skew: line.int64(8), name: line.text(9),
      seen: line.int64(10))
  }

  package func devices(of unit: String?) async throws(StoreFault) -> [EnrolledDevice] {
    try await read { db in
      try db.all(
        "SELECT \(Self.columns) FROM device WHERE ?1 IS NULL OR unit = ?1 ORDER BY number", .text(unit),
        read: Self.device)
    }
  }

  package func revoke(_ id: DeviceID, at time: Int64) async throws(StoreFault) -> Bool {
    try await write { db in
      try db.run("UPDATE device SET revoked = coalesce(revoked, ?) WHERE id = ?", .int(time), .text(id.rawValue))
      return db.changes == 1
    }
  }

  package func saveSkew(_ skew: Int64, seen: Int64, of device: DeviceID) async throws(StoreFault) {
    try await write(isDurable: false) { db in
      try db.run(
        "UPDATE device SET skew = ?, seen = max(seen, ?) WHERE id = ?", .int(skew), .int(seen), .text(device.rawValue))
    }
  }

  package func name(_ name: String, of device: DeviceID) async throws(StoreFault) -> Bool {
    try await write { db in
      try db.run("UPDATE device SET name = ? WHERE id = ?", .text(name), .text(device.rawValue))
      return db.changes == 1
    }
  }

  package func deliveries(of device: DeviceID, limit: Int) async throws(StoreFault) -> [HeldDelivery] {
    try await read { db in
      try db.all(
        """
        SELECT c.incarnation, b.size - b.base, b.carrier, b.time FROM chain c JOIN batch b ON b.chain = c.id
        WHERE c.device = ? ORDER BY b.time DESC, b.size DESC LIMIT ?
        """, .text(device.rawValue), .int(limit)
      ) {
        HeldDelivery(
          chain: ChainID(device: device, incarnation: $0.int(0)), entries: $0.int(1),
          carrier: DeviceID(rawValue: $0.text(2)), time: $0.int64(3))
      }
    }
  }
}
