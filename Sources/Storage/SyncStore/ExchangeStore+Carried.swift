import GRDB
public import Journal
public import Protocol

/// What kind of answer a lead carries back to a desk.
public enum CarriedKind: Int, Hashable, Sendable, CaseIterable {
  /// An ``EnrolAnswer`` in its envelope.
  case enrolAnswer = 0
  /// ``News`` in its envelope.
  case news = 1
}

/// A batch of another desk on its way.
public struct CarriedBatch: Hashable, Sendable {
  /// The order in which they came.
  public var id: Int64
  /// The chain that it is of.
  public var chain: ChainID
  /// The size that it builds on.
  public var base: Int
  /// The size of the chain after it.
  public var size: Int
  /// The sealed batch.
  public var bytes: [UInt8]
}

extension ExchangeStore {
  /// Keeps batches of another desk that were verified. Returns how many are new here.
  package func carry(_ batches: [SealedBatch], at time: Int64) throws(ExchangeProblem) -> Int {
    try change { db in
      try batches.reduce(into: 0) { new, batch in
        let chain = batch.chain
        let device = chain.device.rawValue
        try db.execute(
          sql: """
            INSERT OR IGNORE INTO carried_batch(hash, device, incarnation, base, size, bytes) VALUES(?,?,?,?,?,?)
            """,
          arguments: [
            EntryHash(of: batch.bytes).bytes.data, device, chain.incarnation, batch.base.size, batch.size,
            batch.bytes.data,
          ])
        new += db.changesCount
        try db.execute(
          sql: """
            INSERT INTO carried_chain VALUES(?,?,?)
            ON CONFLICT(device, incarnation) DO UPDATE SET seen = max(seen, excluded.seen)
            """, arguments: [device, chain.incarnation, batch.size])
        try Self.hear(db, of: chain.device, at: time)
      }
    }
  }

  private static func hear(_ db: Database, of device: DeviceID, at time: Int64) throws {
    try db.execute(
      sql: """
        INSERT INTO carried_desk VALUES(?,?,NULL) ON CONFLICT(device) DO UPDATE SET time = max(time, excluded.time)
        """, arguments: [device.rawValue, time])
  }

  /// Remembers that a desk was heard of.
  package func hear(of device: DeviceID, at time: Int64) throws(ExchangeProblem) {
    try change { try Self.hear($0, of: device, at: time) }
  }

  /// Keeps a request to enrol of another desk.
  package func carry(request: [UInt8], of device: DeviceID, at time: Int64) throws(ExchangeProblem) {
    try change { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO carried_request VALUES(?,?,?)",
        arguments: [EntryHash(of: request).bytes.data, device.rawValue, request.data])
      try Self.hear(db, of: device, at: time)
    }
  }

  /// Requests to enrol that wait to be brought.
  package func carriedRequests() throws(ExchangeProblem) -> [(device: DeviceID, bytes: [UInt8])] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT device, bytes FROM carried_request ORDER BY hash").map {
        (DeviceID(rawValue: $0["device"]), $0.bytes("bytes"))
      }
    }
  }

  /// A request was answered, or never will be.
  package func drop(request: [UInt8]) throws(ExchangeProblem) {
    try change {
      try $0.execute(
        sql: "DELETE FROM carried_request WHERE hash = ?", arguments: [EntryHash(of: request).bytes.data])
    }
  }

  /// The next batches to bring, in the order of their chains, behind a place; at most `limit`.
  package func carriedBatches(
    after place: (device: String, incarnation: Int, base: Int, id: Int64)?, limit: Int
  ) throws(ExchangeProblem) -> [CarriedBatch] {
    let from = place ?? ("", 0, -1, 0)
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM carried_batch WHERE (device, incarnation, base, id) > (?,?,?,?)
          ORDER BY device, incarnation, base, id LIMIT ?
          """, arguments: [from.device, from.incarnation, from.base, from.id, limit]
      ).map {
        CarriedBatch(
          id: $0["id"], chain: ChainID(device: DeviceID(rawValue: $0["device"]), incarnation: $0["incarnation"]),
          base: $0["base"], size: $0["size"], bytes: $0.bytes("bytes"))
      }
    }
  }

  /// The hub holds a batch.
  package func drop(batch id: Int64) throws(ExchangeProblem) {
    try change { try $0.execute(sql: "DELETE FROM carried_batch WHERE id = ?", arguments: [id]) }
  }

  /// Keeps an answer for a desk, instead of an older one.
  package func carry(
    answer bytes: [UInt8], _ kind: CarriedKind, to device: DeviceID, time: Int64
  ) throws(ExchangeProblem) {
    try change {
      try $0.execute(
        sql: """
          INSERT INTO carried_answer VALUES(?,?,?,?) ON CONFLICT(device, kind)
          DO UPDATE SET time = excluded.time, bytes = excluded.bytes WHERE excluded.time >= time
          """, arguments: [device.rawValue, kind.rawValue, time, bytes.data])
    }
  }

  /// The answer of a kind that waits for a desk; nil where none does.
  package func carriedAnswer(_ kind: CarriedKind, to device: DeviceID) throws(ExchangeProblem) -> [UInt8]? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT bytes FROM carried_answer WHERE device = ? AND kind = ?",
        arguments: [device.rawValue, kind.rawValue]
      ).map { $0.bytes("bytes") }
    }
  }

  /// All answers that wait for desks, each an envelope of the hub.
  package func carriedAnswers() throws(ExchangeProblem) -> [[UInt8]] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT bytes FROM carried_answer ORDER BY device, kind").map { $0.bytes("bytes") }
    }
  }

  /// Devices whose news this laptop fetches and carries.
  package func carriedDevices() throws(ExchangeProblem) -> [DeviceID] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT device FROM carried_desk ORDER BY device").map(DeviceID.init(rawValue:))
    }
  }

  /// Remembers why the hub refused a desk's things; nil where it did not.
  package func note(failure: String?, of device: DeviceID) throws(ExchangeProblem) {
    try change {
      try $0.execute(
        sql: "UPDATE carried_desk SET failure = ? WHERE device = ?", arguments: [failure, device.rawValue])
    }
  }

  /// Desks that this laptop carries for, by their names.
  public func carriedDesks() throws(ExchangeProblem) -> [CarriedDesk] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT d.device, d.time,
            (SELECT total(seen) FROM carried_chain c WHERE c.device = d.device) AS seen,
            (SELECT total(covered) FROM receipt r WHERE r.device = d.device) AS sent,
            (SELECT count(*) FROM quarantine q WHERE q.device = d.device) AS quarantined,
            EXISTS(SELECT 1 FROM forked f WHERE f.device = d.device) AS forked
          FROM carried_desk d ORDER BY d.device
          """
      ).map {
        let seen: Double = $0["seen"]
        let sent: Double = $0["sent"]
        return CarriedDesk(
          device: DeviceID(rawValue: $0["device"]), seen: max(Int(seen), Int(sent)), sent: Int(sent),
          quarantined: $0["quarantined"], time: $0["time"], isForked: $0["forked"])
      }
    }
  }

  /// The number of the next file that this laptop writes onto a stick.
  package func nextBundleNumber() throws(ExchangeProblem) -> Int {
    try change { db in
      try db.execute(
        sql: "INSERT INTO written VALUES(1, 1) ON CONFLICT(id) DO UPDATE SET number = number + 1")
      return try Int.fetchOne(db, sql: "SELECT number FROM written") ?? 1
    }
  }
}
