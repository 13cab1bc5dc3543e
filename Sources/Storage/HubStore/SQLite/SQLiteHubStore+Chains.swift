import GRDB
public import Journal
public import Protocol

extension SQLiteHubStore {
  public func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState] {
    try await read { db in
      let columns = """
        SELECT device, incarnation, branch, forked_at, size, head, head_signature, quarantined, lost, receipt, time
        FROM chain
        """
      guard let device else {
        return try db.all("\(columns) ORDER BY device, incarnation, branch", read: Self.state)
      }
      return try db.all(
        "\(columns) WHERE device = ? ORDER BY incarnation, branch", .text(device.rawValue), read: Self.state)
    }
  }

  private static func state(_ line: Line) throws -> ChainState {
    ChainState(
      device: DeviceID(rawValue: line.text(0)), incarnation: line.int(1), branch: line.int(2),
      forkedAt: line.int(3), size: line.int(4), head: try line.hash(5), headSignature: line.blob(6),
      quarantined: line.int(7), lost: line.int(8), receipt: line.optionalText(9), time: line.long(10))
  }

  public func receipts(of device: DeviceID) async throws(StoreFault) -> [String] {
    try await read { db in
      try db.all(
        "SELECT receipt FROM chain WHERE device = ? AND receipt IS NOT NULL ORDER BY incarnation, branch",
        .text(device.rawValue)
      ) { $0.text(0) }
    }
  }

  public func entries(
    of chain: ChainState, after sequence: Int, limit: Int
  ) async throws(StoreFault) -> [HeldEntry] {
    try await read { db in
      let (hold, branch) = try Self.find(db, chain)
      var entries: [HeldEntry] = []
      guard sequence < chain.size else { return entries }
      for (first, last, owner) in hold.ranges(sequence + 1...chain.size, of: branch) {
        let bounds: [Value] = [
          .int(SQLiteAppend.place(owner.id, first)), .int(SQLiteAppend.place(owner.id, last)),
          .int(max(0, limit - entries.count)),
        ]
        try db.each("SELECT place, hash, bytes FROM entry WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?", bounds) {
          entries.append(
            HeldEntry(
              sequence: Int($0.long(0) & SQLiteAppend.sequenceMask), hash: try $0.hash(1), bytes: $0.blob(2)))
        }
      }
      return entries
    }
  }

  public func losses(of chain: ChainState) async throws(StoreFault) -> [IncomingLoss] {
    try await read { db in
      let (hold, branch) = try Self.find(db, chain)
      guard chain.size > 0 else { return [] }
      return try hold.ranges(1...chain.size, of: branch).flatMap { first, last, owner in
        try db.all(
          "SELECT first, place & ?3, hash FROM loss WHERE place BETWEEN ?1 AND ?2 ORDER BY place",
          .int(SQLiteAppend.place(owner.id, first)), .int(SQLiteAppend.place(owner.id, last)),
          .int(SQLiteAppend.sequenceMask)
        ) { IncomingLoss(first: $0.int(0), last: $0.int(1), hash: try $0.hash(2)) }
      }
    }
  }

  private static func find(_ db: Database, _ chain: ChainState) throws -> (ChainHold, ChainHold.Branch) {
    let hold = try SQLiteAppend.hold(db, chain.device, chain.incarnation)
    guard let branch = hold.branches.first(where: { $0.number == chain.branch }) else {
      throw StoreFault.damaged("a branch")
    }
    return (hold, branch)
  }

  public func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine] {
    try await read { db in
      try db.all(
        """
        SELECT c.incarnation, e.place & ?3 AS sequence, min(e.reason) FROM chain c JOIN entry e
          ON e.reason IS NOT NULL AND e.place BETWEEN c.id << ?4 AND c.id << ?4 | ?3
        WHERE c.device = ?1 AND c.quarantined > 0 GROUP BY c.incarnation, sequence ORDER BY c.incarnation, sequence LIMIT ?2
        """, .text(device.rawValue), .int(limit), .int(SQLiteAppend.sequenceMask), .int(StoreLimits.sequenceBits)
      ) { line in
        try Quarantine(incarnation: line.int(0), sequence: line.int(1), word: line.text(2))
      }
    }
  }
}
