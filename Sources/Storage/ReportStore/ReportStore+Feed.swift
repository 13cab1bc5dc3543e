import Checklists
import GRDB
import GRDBSQLite
package import Journal
package import Reports
package import SQLiteFiles

/// Something that was taken: a session, or what was put right of one.
package struct FeedRow: Hashable, Sendable {
  package enum Body: Hashable, Sendable {
    /// As it was kept first.
    case session(CountedSession)
    /// Of an entry that was taken before, or will be.
    case correction(of: EntryID, Amendment)
  }

  /// Ascending in the order in which rows were taken; numbers may be left out.
  package var number: Int64
  /// When it was taken, in milliseconds since 1970.
  package var taken: Int64
  package var id: EntryID
  /// 0, or the number of the fork of the chain that it stands on.
  package var branch: Int
  /// The commune's code of the session, or of the one that is corrected; nil where that is not held.
  package var unit: String?
  package var body: Body
}

/// What of the feed is asked for.
package struct FeedQuestion: Hashable, Sendable {
  /// Rows behind this number.
  package var after: Int64 = 0
  /// Taken at or after the first, and before the second, in milliseconds since 1970.
  package var from: Int64?
  package var until: Int64?
  package var isNewestFirst = false

  package init() {}
}

extension ReportStore {
  /// What tells this file from one that was made anew: numbers of the feed mean something within it alone.
  package func generation() throws(StorageProblem) -> String {
    try attempt { try pool.read { try String.fetchOne($0, sql: "SELECT generation FROM source") ?? "" } }
  }

  /// The number of the last row; 0 where there is none.
  package func lastNumber() throws(StorageProblem) -> Int64 {
    try attempt { try pool.read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM feed") ?? 0 } }
  }

  /// How many rows are asked for.
  package func count(_ question: FeedQuestion) throws(StorageProblem) -> Int {
    try attempt {
      try pool.read { db in
        let bound = question.isNewestFirst && question.after > 0 ? "number < ?1" : "number > ?1"
        return try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM feed WHERE \(bound) AND (?2 IS NULL OR taken >= ?2) AND (?3 IS NULL OR taken < ?3)
            """, arguments: [question.after, question.from, question.until]) ?? 0
      }
    }
  }

  /// Steps through the rows that are asked for, in their order, until there are no more or `body` returns false.
  package func feed(_ question: FeedQuestion, _ body: (FeedRow) throws -> Bool) throws(StorageProblem) {
    try attempt {
      try pool.read { db in
        let names = try Names(db)
        let order = question.isNewestFirst ? "DESC" : "ASC"
        let bound = question.isNewestFirst && question.after > 0 ? "f.number < ?1" : "f.number > ?1"
        let statement = try db.cachedStatement(
          sql: """
            SELECT \(KeptRow.columns), f.number, f.taken, f.row,
              c.device, c.incarnation, c.sequence, c.outcome, c.age, c.satisfaction
              FROM feed f LEFT JOIN session s ON s.row = f.row LEFT JOIN correction c ON c.row = f.row
              WHERE \(bound) AND (?2 IS NULL OR f.taken >= ?2) AND (?3 IS NULL OR f.taken < ?3) ORDER BY f.number \(order)
            """
        ).sqliteStatement
        defer {
          sqlite3_reset(statement)
          sqlite3_clear_bindings(statement)
        }
        sqlite3_bind_int64(statement, 1, question.after)
        if let from = question.from { sqlite3_bind_int64(statement, 2, from) }
        if let until = question.until { sqlite3_bind_int64(statement, 3, until) }
        while true {
          switch sqlite3_step(statement) {
          case SQLITE_ROW:
            guard try body(try row(KeptRow(statement: statement), names, db)) else { return }
          case SQLITE_DONE: return
          case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
          }
        }
      }
    }
  }

  private func row(_ kept: KeptRow, _ names: Names, _ db: Database) throws -> FeedRow {
    let (number, taken, place) = (kept.int(11), kept.int(12), kept.int(13))
    guard let chain = names.chains[place >> Self.sequenceBits]?.head else {
      throw DatabaseError.damaged("feed \(number)")
    }
    let id = chain.chain.entry(Int(place & (1 << Self.sequenceBits - 1)))
    guard sqlite3_column_type(kept.statement, 0) == SQLITE_NULL else {
      let (session, branch) = try names.session(kept)
      return FeedRow(number: number, taken: taken, id: id, branch: branch, unit: session.unit, body: .session(session))
    }
    let target = EntryID(
      device: DeviceID(rawValue: kept.text(14)), incarnation: Int(kept.int(15)), sequence: Int(kept.int(16)))
    var change = Amendment()
    change.outcome = Outcome(rawValue: kept.text(17))
    change.ageBand = AgeBand(rawValue: kept.text(18))
    if sqlite3_column_type(kept.statement, 19) != SQLITE_NULL { change.satisfaction = Int(kept.int(19)) }
    return FeedRow(
      number: number, taken: taken, id: id, branch: chain.branch, unit: try unit(of: target, chain.branch, names, db),
      body: .correction(of: target, change))
  }

  /// The commune of a session that is corrected. A fork holds its own entries alone; what it shares lies in branch 0.
  private func unit(of target: EntryID, _ branch: Int, _ names: Names, _ db: Database) throws -> String? {
    for branch in Set([branch, 0]).sorted(by: >) {
      guard let chain = names.place(of: target.chain, branch),
        (0..<1 << Int(Self.sequenceBits)).contains(target.sequence)
      else { continue }
      let row = chain << Self.sequenceBits | Int64(target.sequence)
      let find = try db.cachedStatement(
        sql: "SELECT n.text FROM session s LEFT JOIN name n ON n.id = s.unit WHERE s.row = ?")
      if let unit = try String.fetchOne(find, arguments: [row]) { return unit }
    }
    return nil
  }
}
