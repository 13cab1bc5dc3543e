import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// What kind of answer a lead carries back to a desk.
package enum CarriedKind: Int, Hashable, Sendable, CaseIterable {
  /// An ``EnrolAnswer`` in its envelope.
  case enrolAnswer = 0
  /// ``News`` in its envelope.
  case news = 1
}

/// A batch of another desk on its way.
package struct CarriedBatch: Hashable, Sendable {
  /// The order in which they came.
  package var id: Int64
  /// The chain that it is of.
  package var chain: ChainID
  /// The size that it builds on.
  package var base: Int
  /// The size of the chain after it.
  package var size: Int
  /// The sealed batch.
  package var bytes: [UInt8]
}

extension ExchangeStore {
  /// Keeps batches of another desk that were verified. Returns how many are new here.
  package func carry(_ batches: [SealedBatch], at time: Int64) throws(StorageProblem) -> Int {
    try change { db in
      try batches.reduce(into: 0) { new, batch in
        let chain = batch.chain
        let device = chain.device.rawValue
        try db.run(
          "INSERT OR IGNORE INTO carried_batch(hash, device, incarnation, base, size, bytes) VALUES(?,?,?,?,?,?)",
          .blob(EntryHash(of: batch.bytes).bytes), .text(device), .int(chain.incarnation), .int(batch.base.size),
          .int(batch.size), .blob(batch.bytes))
        new += db.changes
        try db.run(
          """
          INSERT INTO carried_chain VALUES(?,?,?)
          ON CONFLICT(device, incarnation) DO UPDATE SET seen = max(seen, excluded.seen)
          """, .text(device), .int(chain.incarnation), .int(batch.size))
        try Self.hear(db, of: chain.device, at: time)
      }
    }
  }

  private static func hear(_ db: Database, of device: DeviceID, at time: Int64) throws {
    try db.run(
      """
      INSERT INTO carried_desk VALUES(?,?,NULL) ON CONFLICT(device) DO UPDATE SET time = max(time, excluded.time)
      """, .text(device.rawValue), .int(time))
  }

  /// Remembers that a desk was heard of.
  package func hear(of device: DeviceID, at time: Int64) throws(StorageProblem) {
    try change { try Self.hear($0, of: device, at: time) }
  }

  /// Keeps a request to enrol of another desk.
  package func carryRequest(_ request: [UInt8], of device: DeviceID, at time: Int64) throws(StorageProblem) {
    try change { db in
      try db.run(
        "INSERT OR IGNORE INTO carried_request VALUES(?,?,?)", .blob(EntryHash(of: request).bytes),
        .text(device.rawValue), .blob(request))
      try Self.hear(db, of: device, at: time)
    }
  }

  /// Requests to enrol that wait to be brought.
  package func carriedRequests() throws(StorageProblem) -> [(device: DeviceID, bytes: [UInt8])] {
    try read { db in
      try db.all("SELECT device, bytes FROM carried_request ORDER BY hash") {
        (DeviceID(rawValue: $0.text(0)), $0.blob(1))
      }
    }
  }

  /// A request was answered, or never will be.
  package func dropRequest(_ request: [UInt8]) throws(StorageProblem) {
    try change {
      try $0.run("DELETE FROM carried_request WHERE hash = ?", .blob(EntryHash(of: request).bytes))
    }
  }

  /// The next batches to bring, in the order of their chains, behind a place; at most `limit`.
  package func carriedBatches(
    after place: (device: String, incarnation: Int, base: Int, id: Int64)?, limit: Int
  ) throws(StorageProblem) -> [CarriedBatch] {
    let from = place ?? ("", 0, -1, 0)
    return try read { db in
      try db.all(
        """
        SELECT id, device, incarnation, base, size, bytes FROM carried_batch WHERE (device, incarnation, base, id) > (?,?,?,?)
        ORDER BY device, incarnation, base, id LIMIT ?
        """, .text(from.device), .int(from.incarnation), .int(from.base), .int(from.id), .int(limit)
      ) {
        CarriedBatch(
          id: $0.int64(0), chain: ChainID(device: DeviceID(rawValue: $0.text(1)), incarnation: $0.int(2)),
          base: $0.int(3), size: $0.int(4), bytes: $0.blob(5))
      }
    }
  }

  /// The hub holds a batch.
  package func dropBatch(_ id: Int64) throws(StorageProblem) {
    try change { try $0.run("DELETE FROM carried_batch WHERE id = ?", .int(id)) }
  }

  /// Keeps an answer for a desk, instead of an older one.
  package func carry(
    answer bytes: [UInt8], _ kind: CarriedKind, to device: DeviceID, time: Int64
  ) throws(StorageProblem) {
    try change {
      try $0.run(
        """
        INSERT INTO carried_answer VALUES(?,?,?,?) ON CONFLICT(device, kind)
        DO UPDATE SET time = excluded.time, bytes = excluded.bytes WHERE excluded.time >= time
        """, .text(device.rawValue), .int(kind.rawValue), .int(time), .blob(bytes))
    }
  }

  /// The answer of a kind that waits for a desk; nil where none does.
  package func carriedAnswer(_ kind: CarriedKind, to device: DeviceID) throws(StorageProblem) -> [UInt8]? {
    try read { db in
      try db.first(
        "SELECT bytes FROM carried_answer WHERE device = ? AND kind = ?", .text(device.rawValue), .int(kind.rawValue)
      ) { $0.blob(0) }
    }
  }

  /// All answers that wait for desks, each an envelope of the hub.
  package func carriedAnswers() throws(StorageProblem) -> [[UInt8]] {
    try read { db in
      try db.all("SELECT bytes FROM carried_answer ORDER BY device, kind") { $0.blob(0) }
    }
  }

  /// Devices whose news this laptop fetches and carries.
  package func carriedDevices() throws(StorageProblem) -> [DeviceID] {
    try read { db in
      try db.all("SELECT device FROM carried_desk ORDER BY device") { DeviceID(rawValue: $0.text(0)) }
    }
  }

  /// Remembers why the hub refused a desk's things; nil where it did not.
  package func noteFailure(_ failure: String?, of device: DeviceID) throws(StorageProblem) {
    try change {
      try $0.run("UPDATE carried_desk SET failure = ? WHERE device = ?", .text(failure), .text(device.rawValue))
    }
  }

  /// Desks that this laptop carries for, by their names.
  package func carriedDesks() throws(StorageProblem) -> [CarriedDesk] {
    try read { db in
      try db.all(
        """
        SELECT d.device, d.time,
          (SELECT total(seen) FROM carried_chain c WHERE c.device = d.device),
          (SELECT total(covered) FROM receipt r WHERE r.device = d.device),
          (SELECT count(*) FROM quarantine q WHERE q.device = d.device),
          EXISTS(SELECT 1 FROM forked f WHERE f.device = d.device)
        FROM carried_desk d ORDER BY d.device
        """
      ) {
        CarriedDesk(
          device: DeviceID(rawValue: $0.text(0)), seen: max($0.int(2), $0.int(3)), sent: $0.int(3),
          quarantined: $0.int(4), time: $0.int64(1), isForked: $0.int(5) != 0)
      }
    }
  }

  /// The number of the next file that this laptop writes onto a stick.
  package func nextBundleNumber() throws(StorageProblem) -> Int {
    try change { db in
      try db.run("INSERT INTO written VALUES(1, 1) ON CONFLICT(id) DO UPDATE SET number = number + 1")
      return try db.first("SELECT number FROM written") { $0.int(0) } ?? 1
    }
  }
}
