import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func chains(of device: DeviceID?) async throws(StoreFault) -> [ChainState] {
    try await read { db in
      let columns = """
        SELECT device, incarnation, branch, forked_at, size, head, head_signature, quarantined, lost, bytes, receipt,
          time
        FROM chain
        """
      guard let device else {
        return try db.all("\(columns) ORDER BY device, incarnation, branch", read: Self.state)
      }
      return try db.all(
        "\(columns) WHERE device = ? ORDER BY incarnation, branch", .text(device.rawValue), read: Self.state)
    }
  }

  private static func state(_ line: SQLiteRow) throws -> ChainState {
    ChainState(
      id: ChainID(device: DeviceID(rawValue: line.text(0)), incarnation: line.int(1)), branch: line.int(2),
      forkedAt: line.int(3), size: line.int(4), head: try line.hash(5), headSignature: line.blob(6),
      quarantined: line.int(7), lost: line.int(8), bytes: line.int(9), receipt: line.optionalText(10),
      time: line.int64(11))
  }

  package func receipts(of device: DeviceID) async throws(StoreFault) -> [String] {
    try await read { db in
      try db.all(
        "SELECT receipt FROM chain WHERE device = ? AND receipt IS NOT NULL ORDER BY incarnation, branch",
        .text(device.rawValue)
      ) { $0.text(0) }
    }
  }

  package func entries(
    of chain: ChainState, after sequence: Int, limit: Int
  ) async throws(StoreFault) -> [HeldEntry] {
    try await read { db in
      var entries: [HeldEntry] = []
      guard sequence < chain.size else { return entries }
      let lock = try SQLiteChain.lock(db, chain.id)
      for part in lock.rows(max(0, sequence) + 1...chain.size, of: try lock.branch(chain.branch)) {
        let id = try lock.id(of: part.owner)
        let bounds: [SQLiteValue] = [
          .int(SQLiteChain.place(id, part.first)), .int(SQLiteChain.place(id, part.last)),
          .int(max(0, limit - entries.count)),
        ]
        try db.each(
          "SELECT place, hash, bytes, reason FROM entry WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?", bounds
        ) {
          entries.append(
            HeldEntry(
              sequence: Int($0.int64(0) & SQLiteChain.sequenceMask), hash: try $0.hash(1), bytes: $0.blob(2),
              reason: try Quarantine.Reason(word: $0.optionalText(3))))
        }
      }
      return entries
    }
  }

  package func losses(of chain: ChainState) async throws(StoreFault) -> [LostRange] {
    try await read { db in
      guard chain.size > 0 else { return [] }
      let lock = try SQLiteChain.lock(db, chain.id)
      return try lock.rows(1...chain.size, of: lock.branch(chain.branch)).flatMap { part in
        let id = try lock.id(of: part.owner)
        return try db.all(
          "SELECT first, place & ?3, hash FROM loss WHERE place BETWEEN ?1 AND ?2 ORDER BY place",
          .int(SQLiteChain.place(id, part.first)), .int(SQLiteChain.place(id, part.last)),
          .int(SQLiteChain.sequenceMask)
        ) { LostRange(first: $0.int(0), last: $0.int(1), hash: try $0.hash(2)) }
      }
    }
  }

  package func quarantined(of device: DeviceID, limit: Int) async throws(StoreFault) -> [Quarantine] {
    try await read { db in
      let branches = try db.all(
        "SELECT id, incarnation FROM chain WHERE device = ? AND quarantined > 0 ORDER BY incarnation, branch",
        .text(device.rawValue)
      ) { (id: $0.int64(0), incarnation: $0.int(1)) }
      return try QuarantineList.first(limit, of: branches) { branch in
        try SQLiteChain.quarantined(
          db, branch.id, 1...Limits.chainEntries, incarnation: branch.incarnation, limit: limit)
      }
    }
  }
}
