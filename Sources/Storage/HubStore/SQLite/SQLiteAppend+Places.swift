import GRDB
import Journal
import Protocol

extension SQLiteAppend {
  /// What is left of a place without its chain.
  static let sequenceMask: Int64 = 1 << StoreLimits.sequenceBits - 1

  /// An entry's place in the tables.
  static func place(_ chain: Int64, _ sequence: Int) -> Int64 { chain << StoreLimits.sequenceBits | Int64(sequence) }

  /// The branches of a chain.
  static func hold(_ db: Database, _ device: DeviceID, _ incarnation: Int) throws -> ChainHold {
    ChainHold(
      branches: try db.all(
        """
        SELECT id, branch, parent, shared, forked_at, size, head, receipt, receipt_size, receipt_life FROM chain
        WHERE device = ? AND incarnation = ? ORDER BY branch
        """, .text(device.rawValue), .int(incarnation)
      ) { line in
        ChainHold.Branch(
          id: line.long(0), number: line.int(1), parent: line.int(2), shared: line.int(3), forkedAt: line.int(4),
          size: line.int(5), head: try line.hash(6), receipt: line.optionalText(7), receiptSize: line.int(8),
          receiptLife: line.int(9))
      })
  }

  /// What a branch holds at a range of places.
  static func stretch(
    _ db: Database, _ hold: ChainHold, _ branch: ChainHold.Branch, _ range: ClosedRange<Int>
  ) throws -> ChainHold.Stretch {
    var stretch = ChainHold.Stretch()
    stretch.hashes.reserveCapacity(range.count)
    for (first, last, owner) in hold.ranges(range, of: branch) {
      let bounds: [Value] = [.int(place(owner.id, first)), .int(place(owner.id, last))]
      try db.each("SELECT place & \(sequenceMask), hash FROM entry WHERE place BETWEEN ? AND ?", bounds) { line in
        stretch.hashes[line.int(0)] = try line.hash(1)
      }
      try db.each("SELECT first, place & \(sequenceMask), hash FROM loss WHERE place BETWEEN ? AND ?", bounds) { line in
        stretch.losses.append(IncomingLoss(first: line.int(0), last: line.int(1), hash: try line.hash(2)))
      }
    }
    return stretch
  }

  /// The hash at a place of a branch; zero at 0, nil where it was lost or is not held.
  static func hash(
    _ db: Database, _ hold: ChainHold, _ branch: ChainHold.Branch, _ sequence: Int
  ) throws -> EntryHash? {
    if sequence == branch.size { return branch.head }
    guard sequence > 0 else { return .zero }
    return try stretch(db, hold, branch, sequence...sequence).hash(sequence)
  }

  /// Keeps a receipt, unless a newer one is there.
  static func keep(_ db: Database, _ receipt: Receipt, branch: Int64) throws {
    try db.run(
      """
      UPDATE chain SET receipt = ?2, receipt_size = ?3, receipt_life = ?4
      WHERE id = ?1 AND (receipt_life, receipt_size) <= (?4, ?3)
      """, .int(branch), .text(receipt.line), .int(receipt.size), .int(receipt.hubIncarnation))
  }

  /// Destroys the boxes of entries that these close.
  func close(_ entries: ArraySlice<IncomingEntry>, _ branch: ChainHold.Branch, _ hold: ChainHold) throws {
    for case let target? in entries.lazy.map(\.destroys) where target > 0 && target <= batch.size {
      let place = Value.int(Self.place(hold.owner(of: target, in: branch).id, target))
      try db.run("INSERT OR IGNORE INTO closed VALUES(?)", place)
      try db.run("DELETE FROM beside WHERE place = ?", place)
    }
  }

  /// Keeps the boxes whose entries name a contact that was neither closed nor erased.
  func keepBesides(_ hold: ChainHold, _ branch: ChainHold.Branch) throws {
    for beside in batch.besides where beside.sequence > 0 && beside.sequence <= branch.size {
      let owner = hold.owner(of: beside.sequence, in: branch)
      try db.run(
        """
        INSERT OR IGNORE INTO beside(place, lead, box)
        SELECT e.place, ?2, ?3 FROM entry e WHERE e.place = ?1 AND e.contact = 1
          AND NOT EXISTS(SELECT 1 FROM closed WHERE closed.place = e.place)
          AND NOT EXISTS(SELECT 1 FROM erasure WHERE erasure.prefix = e.receipt)
        """, .int(Self.place(owner.id, beside.sequence)), .text(beside.lead.rawValue), .blob(beside.box))
    }
  }
}
