import Journal
import Protocol

extension PostgresAppend {
  private static let branches = """
    SELECT id, branch, parent, shared, forked_at, size, head, receipt, receipt_size, receipt_life FROM chain
    WHERE device = $1 AND incarnation = $2 ORDER BY branch
    """

  /// The branches of a chain; where they are locked, nobody else changes them until the transaction ends.
  static func find(_ device: DeviceID, _ incarnation: Int, isLocked: Bool) -> PostgresStatement {
    PostgresStatement(
      isLocked ? branches + " FOR UPDATE" : branches, .text(device.rawValue), .int(incarnation))
  }

  /// What a branch holds at a range of places.
  static func stretch(
    _ connection: PostgresConnection, _ hold: ChainHold, _ branch: ChainHold.Branch, _ range: ClosedRange<Int>
  ) throws -> ChainHold.Stretch {
    var stretch = ChainHold.Stretch()
    for (first, last, owner) in hold.ranges(range, of: branch) {
      let bounds: [PostgresValue] = [.int(owner.id), .int(first), .int(last)]
      let results = try connection.run([
        PostgresStatement(
          """
          SELECT e.sequence, e.hash FROM batch b JOIN entry e ON e.batch = b.id
          WHERE b.chain = $1 AND b.size >= $2
            AND b.size <= coalesce((SELECT min(size) FROM batch WHERE chain = $1 AND size >= $3), $3)
            AND e.sequence BETWEEN $2 AND $3
          """, values: bounds),
        PostgresStatement(
          "SELECT first, last, hash FROM loss WHERE chain = $1 AND last BETWEEN $2 AND $3 ORDER BY last",
          values: bounds),
      ])
      for (sequence, hash) in try results[0].map({ (try $0.int(0), try $0.hash(1)) }) {
        stretch.hashes[sequence] = hash
      }
      stretch.losses += try results[1].map {
        IncomingLoss(first: try $0.int(0), last: try $0.int(1), hash: try $0.hash(2))
      }
    }
    return stretch
  }

  /// The hash at a place of a branch; zero at 0, nil where it was lost or is not held.
  static func hash(
    _ connection: PostgresConnection, _ hold: ChainHold, _ branch: ChainHold.Branch, _ sequence: Int
  ) throws -> EntryHash? {
    if sequence == branch.size { return branch.head }
    guard sequence > 0 else { return .zero }
    return try stretch(connection, hold, branch, sequence...sequence).hash(sequence)
  }

  /// Keeps a receipt, unless a newer one is there.
  static func keep(_ receipt: Receipt, branch: Int64) -> PostgresStatement {
    PostgresStatement(
      """
      UPDATE chain SET receipt = $2, receipt_size = $3, receipt_life = $4
      WHERE id = $1 AND (receipt_life, receipt_size) <= ($4, $3)
      """, .int(branch), .text(receipt.line), .int(receipt.size), .int(receipt.hubIncarnation))
  }
}

extension PostgresResult {
  /// What ``PostgresAppend/find(_:_:isLocked:)`` found.
  func hold() throws -> ChainHold {
    ChainHold(
      branches: try map { row in
        ChainHold.Branch(
          id: try row.long(0), number: try row.int(1), parent: try row.int(2), shared: try row.int(3),
          forkedAt: try row.int(4), size: try row.int(5), head: try row.hash(6), receipt: row.optionalText(7),
          receiptSize: try row.int(8), receiptLife: try row.int(9))
      })
  }
}

extension PostgresStatement {
  /// The same statement with six arrays more: the columns of `entry` behind the batch.
  func with(entries: ArraySlice<IncomingEntry>) -> PostgresStatement {
    var sequences = PostgresArray(.int, capacity: entries.count * 12)
    var receipts = PostgresArray(.int, capacity: entries.count * 12)
    var contacts = PostgresArray(.int, capacity: entries.count * 12)
    var reasons = PostgresArray(.text, capacity: entries.count * 4)
    var hashes = PostgresArray(.blob, capacity: entries.count * 36)
    var bytes = PostgresArray(.blob, capacity: entries.reduce(0) { $0 + $1.bytes.count + 4 })
    for entry in entries {
      sequences.add(Int64(entry.sequence))
      receipts.add(entry.receipt?.prefix)
      contacts.add(entry.contact == nil ? 0 : 1)
      reasons.add(entry.reason?.rawValue)
      hashes.add(entry.hash)
      bytes.add(entry.bytes)
    }
    return with(sequences, receipts, contacts, reasons, hashes, bytes)
  }
}
