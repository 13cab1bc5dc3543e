public import Journal
public import Protocol

extension PostgresHubStore {
  public func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState] {
    let columns = """
      SELECT device, incarnation, branch, forked_at, size, head, head_signature, quarantined, lost, receipt, time
      FROM chain
      """
    guard let device else {
      let all = PostgresStatement("\(columns) ORDER BY device COLLATE \"C\", incarnation, branch")
      return try await ask(all) { try $0.map(Self.state) }
    }
    return try await ask(
      PostgresStatement("\(columns) WHERE device = $1 ORDER BY incarnation, branch", .text(device.rawValue))
    ) { try $0.map(Self.state) }
  }

  private static func state(_ row: PostgresRow) throws -> ChainState {
    ChainState(
      device: DeviceID(rawValue: row.text(0)), incarnation: try row.int(1), branch: try row.int(2),
      forkedAt: try row.int(3), size: try row.int(4), head: try row.hash(5), headSignature: row.blob(6),
      quarantined: try row.int(7), lost: try row.int(8), receipt: row.optionalText(9), time: try row.long(10))
  }

  public func receipts(of device: DeviceID) async throws(StoreFault) -> [String] {
    try await ask(
      PostgresStatement(
        "SELECT receipt FROM chain WHERE device = $1 AND receipt IS NOT NULL ORDER BY incarnation, branch",
        .text(device.rawValue))
    ) { $0.map { $0.text(0) } }
  }

  public func entries(
    of chain: ChainState, after sequence: Int, limit: Int
  ) async throws(StoreFault) -> [HeldEntry] {
    guard sequence < chain.size else { return [] }
    return try await pool.run { connection in
      let (hold, branch) = try Self.find(connection, chain)
      var entries: [HeldEntry] = []
      for (first, last, owner) in hold.ranges(sequence + 1...chain.size, of: branch) {
        entries += try connection.run(
          PostgresStatement(
            """
            SELECT e.sequence, e.hash, e.bytes FROM batch b JOIN entry e ON e.batch = b.id
            WHERE b.chain = $1 AND b.size >= $2 AND e.sequence BETWEEN $2 AND $3 ORDER BY b.size, e.sequence LIMIT $4
            """, .int(owner.id), .int(first), .int(last), .int(max(0, limit - entries.count)))
        ).map { HeldEntry(sequence: try $0.int(0), hash: try $0.hash(1), bytes: $0.blob(2)) }
      }
      return entries
    }
  }

  public func losses(of chain: ChainState) async throws(StoreFault) -> [IncomingLoss] {
    guard chain.size > 0 else { return [] }
    return try await pool.run { connection in
      let (hold, branch) = try Self.find(connection, chain)
      return try hold.ranges(1...chain.size, of: branch).flatMap { first, last, owner in
        try connection.run(
          PostgresStatement(
            "SELECT first, last, hash FROM loss WHERE chain = $1 AND last BETWEEN $2 AND $3 ORDER BY last",
            .int(owner.id), .int(first), .int(last))
        ).map { IncomingLoss(first: try $0.int(0), last: try $0.int(1), hash: try $0.hash(2)) }
      }
    }
  }

  private static func find(
    _ connection: PostgresConnection, _ chain: ChainState
  ) throws -> (ChainHold, ChainHold.Branch) {
    let hold = try connection.run(PostgresAppend.find(chain.device, chain.incarnation, isLocked: false)).hold()
    guard let branch = hold.branches.first(where: { $0.number == chain.branch }) else {
      throw StoreFault.damaged("a branch")
    }
    return (hold, branch)
  }

  public func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine] {
    try await ask(
      PostgresStatement(
        """
        SELECT c.incarnation, e.sequence, min(e.reason) FROM chain c JOIN batch b ON b.chain = c.id
          JOIN entry e ON e.batch = b.id AND e.reason IS NOT NULL
        WHERE c.device = $1 AND c.quarantined > 0 GROUP BY c.incarnation, e.sequence ORDER BY c.incarnation, e.sequence LIMIT $2
        """, .text(device.rawValue), .int(limit))
    ) { result in
      try result.map { row in
        try Quarantine(incarnation: try row.int(0), sequence: try row.int(1), word: row.text(2))
      }
    }
  }
}
