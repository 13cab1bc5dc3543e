import Journal
import Protocol

/// The rows of a chain on PostgreSQL.
struct PostgresChain: ChainRows {
  let connection: PostgresConnection

  private static let columns = """
    SELECT id, branch, parent, shared, forked_at, size, head, quarantined, lost, receipt, receipt_size,
      receipt_incarnation FROM chain
    WHERE device = $1 AND incarnation = $2 ORDER BY branch
    """

  /// The branches of a chain; where they are locked, nobody else changes them until the transaction ends.
  static func branches(_ chain: ChainID, isLocked: Bool) -> PostgresStatement {
    PostgresStatement(
      isLocked ? columns + " FOR UPDATE" : columns, .text(chain.device.rawValue), .int(chain.incarnation))
  }

  /// What a device has in all its chains.
  static func totals(_ device: DeviceID) -> PostgresStatement {
    PostgresStatement(
      "SELECT count(*), coalesce(sum(bytes), 0)::int8 FROM chain WHERE device = $1", .text(device.rawValue))
  }

  /// What ``branches(_:isLocked:)`` and ``totals(_:)`` found.
  static func lock(_ branches: PostgresResult, _ totals: PostgresResult) throws -> ChainLock {
    let total = try totals.first { (branches: try $0.int(0), bytes: try $0.int(1)) }
    return ChainLock(
      branches: try branches.map { row in
        ChainLock.Branch(
          number: try row.int(1), parent: try row.int(2), shared: try row.int(3), forkedAt: try row.int(4),
          size: try row.int(5), head: try row.hash(6), quarantined: try row.int(7), lost: try row.int(8),
          receipt: row.optionalText(9), receiptSize: try row.int(10), receiptIncarnation: try row.int(11))
      }, ids: try branches.map { try $0.long(0) }, deviceBranches: total?.branches ?? 0, deviceBytes: total?.bytes ?? 0)
  }

  func places(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> HeldPlaces {
    if rows.isEmpty { return HeldPlaces() }
    let bounds = try arrays(rows, lock)
    let results = try connection.run([
      PostgresStatement(
        """
        SELECT e.sequence, e.hash FROM unnest($1, $2, $3) AS u(chain, first, last) JOIN batch b ON b.chain = u.chain
          AND b.size >= u.first
          AND b.size <= coalesce((SELECT min(size) FROM batch WHERE chain = u.chain AND size >= u.last), u.last)
        JOIN entry e ON e.batch = b.id AND e.sequence BETWEEN u.first AND u.last
        """
      ).with(bounds.0, bounds.1, bounds.2),
      PostgresStatement(
        """
        SELECT l.first, l.last, l.hash FROM unnest($1, $2, $3) AS u(chain, first, last)
        JOIN loss l ON l.chain = u.chain AND l.last BETWEEN u.first AND u.last ORDER BY l.last
        """
      ).with(bounds.0, bounds.1, bounds.2),
    ])
    var places = HeldPlaces()
    for (sequence, hash) in try results[0].map({ (try $0.int(0), try $0.hash(1)) }) { places.hashes[sequence] = hash }
    places.losses = try results[1].map {
      LostRange(first: try $0.int(0), last: try $0.int(1), hash: try $0.hash(2))
    }
    return places
  }

  func counts(_ rows: [ChainLock.Rows], _ lock: ChainLock) throws -> (quarantined: Int, lost: Int) {
    let bounds = try arrays(rows, lock)
    let results = try connection.run([
      PostgresStatement(
        """
        SELECT count(*) FROM unnest($1, $2, $3) AS u(chain, first, last) JOIN batch b ON b.chain = u.chain
          AND b.size >= u.first AND b.base < u.last
        JOIN entry e ON e.batch = b.id AND e.reason IS NOT NULL AND e.sequence BETWEEN u.first AND u.last
        """
      ).with(bounds.0, bounds.1, bounds.2),
      PostgresStatement(
        """
        SELECT coalesce(sum(l.last - l.first + 1), 0)::int8 FROM unnest($1, $2, $3) AS u(chain, first, last)
        JOIN loss l ON l.chain = u.chain AND l.last BETWEEN u.first AND u.last
        """
      ).with(bounds.0, bounds.1, bounds.2),
    ])
    return (try results[0].first { try $0.int(0) } ?? 0, try results[1].first { try $0.int(0) } ?? 0)
  }

  private func arrays(
    _ rows: [ChainLock.Rows], _ lock: ChainLock
  ) throws -> (PostgresArray, PostgresArray, PostgresArray) {
    (
      PostgresArray(try rows.map { try lock.id(of: $0.owner) }), PostgresArray(rows.map { Int64($0.first) }),
      PostgresArray(rows.map { Int64($0.last) })
    )
  }

  /// Entries of a chain's own rows that are kept apart, in order.
  static func quarantined(
    _ connection: PostgresConnection, _ chain: Int64, _ places: ClosedRange<Int>, incarnation: Int, limit: Int
  ) throws -> [Quarantine] {
    try connection.run(
      PostgresStatement(
        """
        SELECT e.sequence, e.reason FROM batch b JOIN entry e ON e.batch = b.id AND e.reason IS NOT NULL
        WHERE b.chain = $1 AND b.size >= $2 AND e.sequence BETWEEN $2 AND $3
          AND b.size <= coalesce((SELECT min(size) FROM batch WHERE chain = $1 AND size >= $3), $3)
        ORDER BY b.size, e.sequence LIMIT $4
        """, .int(chain), .int(places.lowerBound), .int(places.upperBound), .int(limit))
    ).map { try Quarantine(incarnation: incarnation, sequence: try $0.int(0), word: $0.text(1)) }
  }
}
