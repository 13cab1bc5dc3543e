package import Journal
import Protocol

extension PostgresHubStore {
  package func identity() async throws(StoreFault) -> HubIdentity? {
    try await ask(PostgresStatement("SELECT hub, incarnation FROM hub")) { result in
      try result.first { HubIdentity(hub: HubID(rawValue: $0.text(0)), incarnation: try $0.int(1)) }
    }
  }

  package func beginIncarnation(_ identity: HubIdentity) async throws(StoreFault) {
    try await transaction { connection in
      _ = try connection.run([
        PostgresStatement(
          """
          INSERT INTO hub VALUES(1, $1, $2) ON CONFLICT(id) DO UPDATE
          SET hub = excluded.hub, incarnation = excluded.incarnation
          """, .text(identity.hub.rawValue), .int(identity.incarnation)),
        PostgresLock.boxes,
        PostgresStatement(
          "SELECT setval('box_number', greatest((SELECT last_value FROM box_number), $1))",
          .int(StoreLimits.firstBox(identity.incarnation) - 1)),
      ])
    }
  }

  package func ping() async throws(StoreFault) {
    _ = try await ask(PostgresStatement("SELECT count(*) FROM hub")) { $0.count }
  }

  package func admit(
    nonce: String, of device: DeviceID, expires: Int64, now: Int64
  ) async throws(StoreFault) -> Bool {
    try await pool.run { connection in
      try connection.retrying {
        try connection.run([
          PostgresStatement("BEGIN"),
          // It need not outlive a power cut: after one, requests are too old before the machine is up again.
          PostgresStatement("SET LOCAL synchronous_commit = off"),
          // Rows that another process drops at this moment are left to it.
          PostgresStatement(
            """
            DELETE FROM nonce WHERE ctid = ANY(ARRAY(
              SELECT ctid FROM nonce WHERE expires < $1 ORDER BY expires LIMIT 200 FOR UPDATE SKIP LOCKED))
            """, .int(now)),
          PostgresStatement(
            """
            INSERT INTO nonce VALUES($1, $2, $3) ON CONFLICT(device, nonce) DO UPDATE SET expires = excluded.expires
            WHERE nonce.expires < $4
            """, .text(device.rawValue), .text(nonce), .int(expires), .int(now)),
          PostgresStatement("COMMIT"),
        ])[3].changes == 1
      }
    }
  }

  package func add(_ code: StoredCode) async throws(StoreFault) {
    try await ask(
      PostgresStatement(
        "INSERT INTO code VALUES($1, $2, $3, $4, $5, $6)", .hash(code.lookup), .hash(code.secret), .text(code.unit),
        .text(code.role.rawValue), .int(code.expires), .text(code.usedBy?.rawValue))
    ) { _ in }
  }

  package func code(_ lookup: EntryHash) async throws(StoreFault) -> StoredCode? {
    try await ask(Self.find(lookup)) { try $0.first { try Self.code($0, lookup) } }
  }

  private static func find(_ lookup: EntryHash) -> PostgresStatement {
    PostgresStatement("SELECT secret, unit, role, expires, used_by FROM code WHERE lookup = $1", .hash(lookup))
  }

  private static func code(_ row: PostgresRow, _ lookup: EntryHash) throws -> StoredCode {
    guard let role = DeviceRole(rawValue: row.text(2)) else { throw StoreFault.damaged("a code") }
    return StoredCode(
      lookup: lookup, secret: try row.hash(0), unit: row.text(1), role: role, expires: try row.long(3),
      usedBy: row.optionalText(4).map(DeviceID.init(rawValue:)))
  }

  package func redeem(
    _ lookup: EntryHash, for device: EnrolledDevice, now: Int64
  ) async throws(StoreFault) -> RedeemOutcome {
    try await transaction { connection in
      // Whoever comes second waits for the row, and then finds it used.
      let isFirst =
        try connection.run(
          PostgresStatement(
            "UPDATE code SET used_by = $2 WHERE lookup = $1 AND used_by IS NULL AND expires > $3", .hash(lookup),
            .text(device.id.rawValue), .int(now))
        ).changes == 1
      guard let code = try connection.run(Self.find(lookup)).first({ try Self.code($0, lookup) }),
        code.usedBy == device.id
      else { return .refused }
      if isFirst { _ = try connection.run(Self.enrol(device, code)) }
      guard let enrolled = try connection.run(Self.find(device.id)).first(Self.device) else {
        throw StoreFault.damaged("a device")
      }
      return .enrolled(enrolled)
    }
  }

  /// A device that enrols again keeps its place in the list, and is no longer shut out.
  private static func enrol(_ device: EnrolledDevice, _ code: StoredCode) -> PostgresStatement {
    PostgresStatement(
      """
      INSERT INTO device(id, public_key, unit, role, sealing_key, receipt_key, enrolled, skew, name, seen)
      VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT(id) DO UPDATE SET unit = excluded.unit, role = excluded.role, sealing_key = excluded.sealing_key,
        receipt_key = excluded.receipt_key, enrolled = excluded.enrolled, revoked = NULL, skew = excluded.skew,
        seen = excluded.seen, name = CASE excluded.name WHEN '' THEN device.name ELSE excluded.name END
      """, .text(device.id.rawValue), .blob(device.publicKey), .text(code.unit), .text(code.role.rawValue),
      .blob(device.sealingKey), .blob(device.receiptKey), .int(device.enrolled), .int(device.skew), .text(device.name),
      .int(device.seen))
  }

  package func device(_ id: DeviceID) async throws(StoreFault) -> EnrolledDevice? {
    try await ask(Self.find(id)) { try $0.first(Self.device) }
  }

  private static let columns =
    "id, public_key, unit, role, sealing_key, receipt_key, enrolled, revoked, skew, name, seen"

  private static func find(_ id: DeviceID) -> PostgresStatement {
    PostgresStatement("SELECT \(columns) FROM device WHERE id = $1", .text(id.rawValue))
  }

  private static func device(_ row: PostgresRow) throws -> EnrolledDevice {
    guard let role = DeviceRole(rawValue: row.text(3)) else { throw StoreFault.damaged("a device") }
    return EnrolledDevice(
      id: DeviceID(rawValue: row.text(0)), publicKey: row.blob(1), unit: row.text(2), role: role,
      sealingKey: row.isNull(4) ? nil : row.blob(4), receiptKey: row.isNull(5) ? nil : row.blob(5),
      enrolled: try row.long(6), revoked: try row.optionalLong(7), skew: try row.long(8), name: row.text(9),
      seen: try row.long(10))
  }

  package func devices(of unit: String?) async throws(StoreFault) -> [EnrolledDevice] {
    try await ask(
      PostgresStatement(
        "SELECT \(Self.columns) FROM device WHERE $1 IS NULL OR unit = $1 ORDER BY number", .text(unit))
    ) { try $0.map(Self.device) }
  }

  package func revoke(_ id: DeviceID, at time: Int64) async throws(StoreFault) -> Bool {
    try await ask(
      PostgresStatement(
        "UPDATE device SET revoked = coalesce(revoked, $2) WHERE id = $1", .text(id.rawValue), .int(time))
    ) { $0.changes == 1 }
  }

  package func saveSkew(_ skew: Int64, seen: Int64, of device: DeviceID) async throws(StoreFault) {
    try await pool.run { connection in
      _ = try connection.run([
        PostgresStatement("BEGIN"), PostgresStatement("SET LOCAL synchronous_commit = off"),
        PostgresStatement(
          "UPDATE device SET skew = $2, seen = greatest(seen, $3) WHERE id = $1", .text(device.rawValue), .int(skew),
          .int(seen)),
        PostgresStatement("COMMIT"),
      ])
    }
  }

  package func name(_ name: String, of device: DeviceID) async throws(StoreFault) -> Bool {
    try await ask(
      PostgresStatement("UPDATE device SET name = $2 WHERE id = $1", .text(device.rawValue), .text(name))
    ) { $0.changes == 1 }
  }

  package func deliveries(of device: DeviceID, limit: Int) async throws(StoreFault) -> [HeldDelivery] {
    try await ask(
      PostgresStatement(
        """
        SELECT c.incarnation, b.size - b.base, b.carrier, b.time FROM chain c JOIN batch b ON b.chain = c.id
        WHERE c.device = $1 AND b.base IS NOT NULL ORDER BY b.time DESC, b.size DESC LIMIT $2
        """, .text(device.rawValue), .int(limit))
    ) {
      try $0.map {
        HeldDelivery(
          chain: ChainID(device: device, incarnation: try $0.int(0)), entries: try $0.int(1),
          carrier: DeviceID(rawValue: $0.text(2)), time: try $0.long(3))
      }
    }
  }
}
