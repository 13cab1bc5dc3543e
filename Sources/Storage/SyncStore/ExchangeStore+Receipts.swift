import GRDB
public import Journal
public import Protocol

/// What counts as sent of one chain.
public struct Coverage: Hashable, Sendable {
  /// Entries that the hub holds, as its newest word on this disk says.
  public var covered: Int
  /// The newest receipt.
  public var receipt: Receipt

  public init(covered: Int, receipt: Receipt) {
    self.covered = covered
    self.receipt = receipt
  }
}

extension ExchangeStore {
  /// What counts as sent of a chain; nil before its first receipt.
  public func coverage(of chain: ChainID) throws(ExchangeProblem) -> Coverage? {
    let path = path
    return try read { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT covered, line FROM receipt WHERE device = ? AND incarnation = ?",
          arguments: [chain.device.rawValue, chain.incarnation])
      else { return nil }
      return Coverage(covered: row["covered"], receipt: try Self.receipt(row["line"], path))
    }
  }

  private static func receipt(_ line: String, _ path: String) throws -> Receipt {
    guard let receipt = Receipt(line: line) else { throw ExchangeProblem.unreadable(path: path, what: "a receipt") }
    return receipt
  }

  /// Keeps a receipt that was verified; `covering` is how much of the chain it makes sent. An older one changes nothing:
  /// of a former incarnation of the hub, or of this one with a smaller size. Returns how many entries became sent.
  @discardableResult
  package func keep(_ receipt: Receipt, covering: Int) throws(ExchangeProblem) -> Int {
    try change { db in
      let key: StatementArguments = [receipt.device.rawValue, receipt.incarnation]
      let before = try Row.fetchOne(
        db, sql: "SELECT hub_incarnation, covered FROM receipt WHERE device = ? AND incarnation = ?", arguments: key)
      let known: Int = before?["hub_incarnation"] ?? 0
      let covered: Int = before?["covered"] ?? 0
      guard receipt.hubIncarnation >= known else { return 0 }
      guard before == nil || receipt.hubIncarnation > known || covering > covered else { return 0 }
      try db.execute(
        sql: "INSERT OR REPLACE INTO receipt VALUES(?,?,?,?,?,?,?)",
        arguments: [
          receipt.device.rawValue, receipt.incarnation, receipt.hubIncarnation, receipt.size, covering, receipt.time,
          receipt.line,
        ])
      return max(0, covering - covered)
    }
  }

  /// Takes back what the hub says that it does not hold any more. Returns how many entries are to be sent again.
  package func lower(_ chain: ChainID, to size: Int) throws(ExchangeProblem) -> Int {
    try change { db in
      let key: StatementArguments = [chain.device.rawValue, chain.incarnation]
      let covered =
        try Int.fetchOne(
          db, sql: "SELECT covered FROM receipt WHERE device = ? AND incarnation = ?", arguments: key) ?? 0
      guard size < covered else { return 0 }
      try db.execute(
        sql: "UPDATE receipt SET covered = ? WHERE device = ? AND incarnation = ?",
        arguments: [size, chain.device.rawValue, chain.incarnation])
      return covered - size
    }
  }

  /// Where the desk stands with its hub.
  ///
  /// - Parameters:
  ///   - chains: The ends of all incarnations of the journal, oldest first; the last is the current one.
  ///   - kept: Entries in the journal.
  ///   - oldestUnsent: When an entry was kept, in milliseconds since 1970; asked once, of the oldest that is not sent.
  public func summary(
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

  private func quarantineCount(_ head: ChainHead) throws(ExchangeProblem) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM quarantine WHERE device = ? AND incarnation = ? AND sequence <= ?",
        arguments: [head.chain.device.rawValue, head.chain.incarnation, head.size]) ?? 0
    }
  }

  private func erasedCount() throws(ExchangeProblem) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM erasure WHERE state = 1") ?? 0 }
  }

  /// Entries that the hub keeps apart, of any device that this laptop knows, in the order of their chains; at most
  /// `limit`. The journal knows their rows.
  public func quarantined(
    of device: DeviceID, limit: Int = 500
  ) throws(ExchangeProblem) -> [Quarantine] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT incarnation, sequence, reason FROM quarantine WHERE device = ? ORDER BY incarnation, sequence LIMIT ?
          """, arguments: [device.rawValue, limit]
      ).map {
        // A newer hub's reason is still a reason.
        Quarantine(
          incarnation: $0["incarnation"], sequence: $0["sequence"],
          reason: Quarantine.Reason(rawValue: $0["reason"]) ?? .unreadable)
      }
    }
  }

  /// Remembers all that the hub keeps apart of a device, and forgets what it does not any more. Returns how many are new.
  package func replace(_ quarantined: [Quarantine], of device: DeviceID) throws(ExchangeProblem) -> Int {
    let before = Set(try self.quarantined(of: device, limit: .max))
    guard Set(quarantined) != before else { return 0 }
    try change { db in
      for item in before.subtracting(quarantined) {
        try db.execute(
          sql: "DELETE FROM quarantine WHERE device = ? AND incarnation = ? AND sequence = ?",
          arguments: [device.rawValue, item.incarnation, item.sequence])
      }
    }
    return try keep(quarantined, of: device)
  }

  /// Remembers what the hub keeps apart of a device. Returns how many are new.
  package func keep(_ quarantined: [Quarantine], of device: DeviceID) throws(ExchangeProblem) -> Int {
    guard !quarantined.isEmpty else { return 0 }
    return try change { db in
      try quarantined.reduce(into: 0) { new, item in
        try db.execute(
          sql: "INSERT OR IGNORE INTO quarantine VALUES(?,?,?,?)",
          arguments: [device.rawValue, item.incarnation, item.sequence, item.reason.rawValue])
        new += db.changesCount
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
