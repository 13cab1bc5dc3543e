public import Journal
public import Protocol

extension PostgresHubStore {
  public func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState] {
    let columns = """
      SELECT device, incarnation, branch, forked_at, size, head, head_signature, quarantined, lost, bytes, receipt,
        time
      FROM chain
      """
    var asked = PostgresStatement("\(columns) ORDER BY device COLLATE \"C\", incarnation, branch")
    if let device {
      asked = PostgresStatement(
        "\(columns) WHERE device = $1 ORDER BY incarnation, branch", .text(device.rawValue))
    }
    let statements = [asked] + PostgresSettling.statements
    return try await pool.run { try $0.run(statements)[0].map(Self.state) }
  }

  private static func state(_ row: PostgresRow) throws -> ChainState {
    ChainState(
      id: ChainID(device: DeviceID(rawValue: row.text(0)), incarnation: try row.int(1)), branch: try row.int(2),
      forkedAt: try row.int(3), size: try row.int(4), head: try row.hash(5), headSignature: row.blob(6),
      quarantined: try row.int(7), lost: try row.int(8), bytes: try row.int(9),
      receipt: row.optionalText(10), time: try row.long(11))
  }

  public func receipts(of device: DeviceID) async throws(StoreFault) -> [String] {
    let statements =
      [
        PostgresStatement(
          "SELECT receipt FROM chain WHERE device = $1 AND receipt IS NOT NULL ORDER BY incarnation, branch",
          .text(device.rawValue))
      ] + PostgresSettling.statements
    return try await pool.run { try $0.run(statements)[0].map { $0.text(0) } }
  }

  public func entries(
    of chain: ChainState, after sequence: Int, limit: Int
  ) async throws(StoreFault) -> [HeldEntry] {
    guard sequence < chain.size else { return [] }
    return try await pool.run { connection in
      let lock = try Self.find(connection, chain)
      var entries: [HeldEntry] = []
      for part in lock.rows(max(0, sequence) + 1...chain.size, of: try lock.branch(chain.branch)) {
        entries += try connection.run(
          PostgresStatement(
            """
            SELECT e.sequence, e.hash, e.bytes, e.reason FROM batch b JOIN entry e ON e.batch = b.id
            WHERE b.chain = $1 AND b.size >= $2 AND e.sequence BETWEEN $2 AND $3 ORDER BY b.size, e.sequence LIMIT $4
            """, .int(try lock.id(of: part.owner)), .int(part.first), .int(part.last),
            .int(max(0, limit - entries.count)))
        ).map {
          HeldEntry(
            sequence: try $0.int(0), hash: try $0.hash(1), bytes: $0.blob(2),
            reason: try Quarantine.Reason(word: $0.optionalText(3)))
        }
      }
      return entries
    }
  }

  public func losses(of chain: ChainState) async throws(StoreFault) -> [LostRange] {
    guard chain.size > 0 else { return [] }
    return try await pool.run { connection in
      let lock = try Self.find(connection, chain)
      return try lock.rows(1...chain.size, of: lock.branch(chain.branch)).flatMap { part in
        try connection.run(
          PostgresStatement(
            "SELECT first, last, hash FROM loss WHERE chain = $1 AND last BETWEEN $2 AND $3 ORDER BY last",
            .int(try lock.id(of: part.owner)), .int(part.first), .int(part.last))
        ).map { LostRange(first: try $0.int(0), last: try $0.int(1), hash: try $0.hash(2)) }
      }
    }
  }

  private static func find(_ connection: PostgresConnection, _ chain: ChainState) throws -> ChainLock {
    let found = try connection.run([
      PostgresChain.branches(chain.id, isLocked: false), PostgresChain.totals(chain.device),
    ])
    return try PostgresChain.lock(found[0], found[1])
  }

  public func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine] {
    try await pool.run { connection in
      let branches = try connection.run(
        PostgresStatement(
          "SELECT id, incarnation FROM chain WHERE device = $1 AND quarantined > 0 ORDER BY incarnation, branch",
          .text(device.rawValue))
      ).map { (id: try $0.long(0), incarnation: try $0.int(1)) }
      return try QuarantineList.first(limit, of: branches) { branch in
        try PostgresChain.quarantined(
          connection, branch.id, 1...Limits.chainEntries, incarnation: branch.incarnation, limit: limit)
      }
    }
  }
}
