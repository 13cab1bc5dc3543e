import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// What counts as sent of one chain.
package struct Coverage: Hashable, Sendable {
  /// Entries that the hub holds, as its newest word on this disk says.
  package var covered: Int
  /// The newest receipt.
  package var receipt: Receipt

  package init(covered: Int, receipt: Receipt) {
    self.covered = covered
    self.receipt = receipt
  }
}

extension ExchangeStore {
  /// What counts as sent of a chain; nil before its first receipt.
  package func coverage(of chain: ChainID) throws(StorageProblem) -> Coverage? {
    let path = path
    return try read { db in
      try db.first(
        "SELECT covered, line FROM receipt WHERE device = ? AND incarnation = ?", .text(chain.device.rawValue),
        .int(chain.incarnation)
      ) { Coverage(covered: $0.int(0), receipt: try Self.receipt($0.text(1), path)) }
    }
  }

  private static func receipt(_ line: String, _ path: String) throws -> Receipt {
    guard let receipt = Receipt(line: line) else { throw StorageProblem(path, .damaged("a receipt")) }
    return receipt
  }

  /// Keeps a receipt that was verified; `covering` is how much of the chain it makes sent. An older one changes nothing:
  /// of a former incarnation of the hub, or of this one with a smaller size. Returns how many entries became sent.
  @discardableResult
  package func saveReceipt(_ receipt: Receipt, covering: Int) throws(StorageProblem) -> Int {
    try change { db in
      let before = try db.first(
        "SELECT hub_incarnation, covered FROM receipt WHERE device = ? AND incarnation = ?",
        .text(receipt.device.rawValue), .int(receipt.incarnation)
      ) { ($0.int(0), $0.int(1)) }
      let (known, covered) = before ?? (0, 0)
      guard receipt.hubIncarnation >= known else { return 0 }
      guard before == nil || receipt.hubIncarnation > known || covering > covered else { return 0 }
      try db.run(
        "INSERT OR REPLACE INTO receipt VALUES(?,?,?,?,?,?,?)", .text(receipt.device.rawValue),
        .int(receipt.incarnation), .int(receipt.hubIncarnation), .int(receipt.size), .int(covering), .int(receipt.time),
        .text(receipt.line))
      return max(0, covering - covered)
    }
  }

  /// Takes back what the hub says that it does not hold any more. Returns how many entries are to be sent again.
  package func lower(_ chain: ChainID, to size: Int) throws(StorageProblem) -> Int {
    try change { db in
      let covered =
        try db.first(
          "SELECT covered FROM receipt WHERE device = ? AND incarnation = ?", .text(chain.device.rawValue),
          .int(chain.incarnation)
        ) { $0.int(0) } ?? 0
      guard size < covered else { return 0 }
      try db.run(
        "UPDATE receipt SET covered = ? WHERE device = ? AND incarnation = ?", .int(size), .text(chain.device.rawValue),
        .int(chain.incarnation))
      return covered - size
    }
  }

  /// Where the desk stands with its hub.
  ///
  /// - Parameters:
  ///   - chains: The ends of all incarnations of the journal, oldest first; the last is the current one.
  ///   - kept: Entries in the journal.
  ///   - oldestUnsent: When an entry was kept, in milliseconds since 1970; asked once, of the oldest that is not sent.
  package func summary(
    of heads: [ChainHead], kept: Int, oldestUnsent: (EntryID) throws -> Int64?
  ) throws -> ExchangeSummary {
    var summary = ExchangeSummary(kept: kept)
    var waiting = 0
    for head in heads {
      let coverage = try coverage(of: head.chain)
      let covered = min(coverage?.covered ?? 0, head.size)
      if covered < head.size, waiting == 0 {
        summary.oldestUnsent = try oldestUnsent(head.chain.entry(covered + 1))
      }
      waiting += head.size - covered
      if let receipt = coverage?.receipt, receipt.time >= summary.receipt?.time ?? .min {
        summary.receipt = ExchangeSummary.LastReceipt(receipt)
      }
      summary.quarantined += try quarantineCount(head)
    }
    summary.unsent = min(kept, waiting)
    summary.sent = kept - summary.unsent
    summary.erased = try erasedCount()
    if let device = heads.last?.chain.device { summary.isForked = try isForked(device) }
    if let enrolment = try enrolment() {
      summary.hub = enrolment.address
      summary.unit = enrolment.unit
      summary.role = enrolment.role
      summary.isRevoked = enrolment.isRevoked
    }
    return summary
  }

  private func quarantineCount(_ head: ChainHead) throws(StorageProblem) -> Int {
    try read { db in
      try db.first(
        "SELECT count(*) FROM quarantine WHERE device = ? AND incarnation = ? AND sequence <= ?",
        .text(head.chain.device.rawValue), .int(head.chain.incarnation), .int(head.size)
      ) { $0.int(0) } ?? 0
    }
  }

  private func erasedCount() throws(StorageProblem) -> Int {
    try read { try $0.first("SELECT count(*) FROM erasure WHERE state = 1") { $0.int(0) } ?? 0 }
  }

  /// Entries that the hub keeps apart, of any device that this laptop knows, in the order of their chains; at most
  /// `limit`. The journal knows their rows.
  package func quarantined(
    of device: DeviceID, limit: Int = 500
  ) throws(StorageProblem) -> [Quarantine] {
    try read { db in
      try db.all(
        """
        SELECT incarnation, sequence, reason FROM quarantine WHERE device = ? ORDER BY incarnation, sequence LIMIT ?
        """, .text(device.rawValue), .int(limit)
      ) {
        // A newer hub's reason is still a reason.
        Quarantine(
          incarnation: $0.int(0), sequence: $0.int(1),
          reason: Quarantine.Reason(rawValue: $0.text(2)) ?? .unreadable)
      }
    }
  }

  /// Remembers all that the hub keeps apart of a device, and forgets what it does not any more. Returns how many are new.
  package func replaceQuarantined(_ quarantined: [Quarantine], of device: DeviceID) throws(StorageProblem) -> Int {
    let before = Set(try self.quarantined(of: device, limit: .max))
    guard Set(quarantined) != before else { return 0 }
    try change { db in
      for item in before.subtracting(quarantined) {
        try db.run(
          "DELETE FROM quarantine WHERE device = ? AND incarnation = ? AND sequence = ?", .text(device.rawValue),
          .int(item.incarnation), .int(item.sequence))
      }
    }
    return try saveQuarantined(quarantined, of: device)
  }

  /// Remembers what the hub keeps apart of a device. Returns how many are new.
  package func saveQuarantined(_ quarantined: [Quarantine], of device: DeviceID) throws(StorageProblem) -> Int {
    guard !quarantined.isEmpty else { return 0 }
    return try change { db in
      try quarantined.reduce(into: 0) { new, item in
        try db.run(
          "INSERT OR IGNORE INTO quarantine VALUES(?,?,?,?)", .text(device.rawValue), .int(item.incarnation),
          .int(item.sequence), .text(item.reason.rawValue))
        new += db.changes
      }
    }
  }
}

extension ExchangeSummary.LastReceipt {
  init(_ receipt: Receipt) {
    self.init(
      hub: receipt.hub, hubIncarnation: receipt.hubIncarnation, incarnation: receipt.incarnation, size: receipt.size,
      head: receipt.head.hex, time: receipt.time)
  }
}
