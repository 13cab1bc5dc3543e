public import Journal
public import Protocol

extension PostgresHubStore {
  public func erase(
    receipt: EntryHash, unit: String, at time: Int64
  ) async throws(StoreFault) -> (order: ErasureOrder, isKnown: Bool) {
    try await transaction { connection in
      _ = try connection.run(PostgresLock.erasure)
      let order = try Self.order(connection, receipt, number: nil, unit: unit, time: time)
      return (order: order, isKnown: try Self.destroyBoxes(connection, receipt))
    }
  }

  public func restoreErasure(_ erasure: HeldErasure) async throws(StoreFault) -> ErasureOrder {
    guard let receipt = EntryHash(hex: erasure.order.receipt) else { throw .damaged("an order") }
    return try await transaction { connection in
      _ = try connection.run(PostgresLock.erasure)
      let taken = PostgresStatement("SELECT count(*) FROM erasure WHERE number = $1", .int(erasure.order.number))
      let isFree = try connection.run(taken).first { try $0.int(0) } == 0
      let order = try Self.order(
        connection, receipt, number: isFree ? erasure.order.number : nil, unit: erasure.unit,
        time: erasure.order.time)
      _ = try Self.destroyBoxes(connection, receipt)
      return order
    }
  }

  /// Keeps an order, or finds the one that is there for this receipt. The lock is held: numbers have no gaps and rise in
  /// the order of the commits.
  private static func order(
    _ connection: PostgresConnection, _ receipt: EntryHash, number: Int?, unit: String, time: Int64
  ) throws -> ErasureOrder {
    let results = try connection.run([
      PostgresStatement(
        """
        INSERT INTO erasure(number, receipt, prefix, unit, time)
        SELECT coalesce($1, greatest((SELECT coalesce(max(number), 0) + 1 FROM erasure),
          (SELECT ((greatest(incarnation, 1) - 1) << 20) + 1 FROM hub))), $2, $3, $4, $5
        ON CONFLICT(receipt) DO NOTHING
        """, .int(number.map(Int64.init)), .hash(receipt), .int(receipt.prefix), .text(unit), .int(time)),
      PostgresStatement("SELECT number, time FROM erasure WHERE receipt = $1", .hash(receipt)),
    ])
    let order = try results[1].first {
      ErasureOrder(number: try $0.int(0), receipt: receipt.hex, time: try $0.long(1))
    }
    guard let order else { throw StoreFault.damaged("an order") }
    return order
  }

  /// Whether any entry has this receipt.
  private static func destroyBoxes(_ connection: PostgresConnection, _ receipt: EntryHash) throws -> Bool {
    let results = try connection.run([
      PostgresStatement(
        """
        DELETE FROM beside USING entry e JOIN batch b ON b.id = e.batch
        WHERE e.receipt = $1 AND beside.chain = b.chain AND beside.sequence = e.sequence
        """, .int(receipt.prefix)),
      PostgresStatement("SELECT 1 FROM entry WHERE receipt = $1 LIMIT 1", .int(receipt.prefix)),
    ])
    return results[1].count > 0
  }

  public func erasures(for unit: String?, after: Int, limit: Int) async throws(StoreFault) -> [HeldErasure] {
    try await ask(
      PostgresStatement(
        """
        SELECT number, receipt, time, unit FROM erasure WHERE number > $1 AND ($2 IS NULL OR unit = $2)
        ORDER BY number LIMIT $3
        """, .int(after), .text(unit), .int(limit))
    ) { result in
      try result.map { row in
        HeldErasure(
          order: ErasureOrder(number: try row.int(0), receipt: try row.hash(1).hex, time: try row.long(2)),
          unit: row.text(3))
      }
    }
  }

  public func devices(holding receipt: EntryHash) async throws(StoreFault) -> [DeviceID] {
    try await ask(
      PostgresStatement(
        """
        SELECT DISTINCT c.device COLLATE "C" AS device FROM entry e JOIN batch b ON b.id = e.batch
          JOIN chain c ON c.id = b.chain WHERE e.receipt = $1 ORDER BY device
        """, .int(receipt.prefix))
    ) { $0.map { DeviceID(rawValue: $0.text(0)) } }
  }

  public func attachments(to lead: LeadKeyID, after number: Int64, limit: Int) async throws(StoreFault) -> [HeldBox] {
    try await ask(
      PostgresStatement(
        """
        SELECT b.number, c.device, c.incarnation, b.sequence, b.box FROM beside b JOIN chain c ON c.id = b.chain
        WHERE b.lead = $1 AND b.number > $2 ORDER BY b.number LIMIT $3
        """, .text(lead.rawValue), .int(number), .int(limit))
    ) { result in
      try result.map { row in
        HeldBox(
          number: try row.long(0),
          entry: EntryID(
            device: DeviceID(rawValue: row.text(1)), incarnation: try row.int(2), sequence: try row.int(3)),
          box: row.blob(4))
      }
    }
  }
}
