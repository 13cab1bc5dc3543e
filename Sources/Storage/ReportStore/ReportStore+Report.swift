import Checklists
import GRDB
import GRDBSQLite
import Journal
package import Reports
package import SQLiteFiles

extension ReportStore {
  /// A report over what is kept, and what changed since an earlier one.
  ///
  /// - Parameters:
  ///   - unit: The commune's code; nil counts all.
  ///   - earlier: How far an earlier report of the same period and unit counted.
  package func report(
    _ period: ReportPeriod, unit: String? = nil, grouping: ReportGrouping? = nil, since earlier: [ReportHead]? = nil,
    desks: [ReportDesk] = []
  ) throws(StorageProblem) -> (report: ActivityReport, change: ReportChange?) {
    try attempt {
      try queue.inDatabase { db in
        let names = try Names(db)
        var counter = ReportCounter(
          period, unit: unit, grouping: grouping, corrections: try corrections(db), since: earlier, by: definition)
        for chain in names.chains.values {
          counter.reach(chain.head)
          counter.takeUnreadable(chain.unreadable)
        }
        let days = (period.from.daysSince1970, period.through.daysSince1970)
        let unit = unit.map { names.id(of: $0) ?? -1 }
        try each(db, "session s WHERE s.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR s.unit = ?3)", days, unit) { row in
          let (session, branch) = try names.session(row)
          counter.take(session, branch: branch)
        }
        // The newest come first, so a few of them are enough for any list.
        try each(
          db,
          """
          session s JOIN words w ON w.session = s.row WHERE s.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR s.unit = ?3)
            ORDER BY s.began DESC, s.day, w.words LIMIT \(definition.mostTexts)
          """, days, unit, withWords: true
        ) { row in try counter.take(names.text(row), began: row.int(8)) }
        return (counter.report(desks: desks), counter.supplement)
      }
    }
  }

  private func corrections(_ db: Database) throws -> CorrectionIndex {
    var index = CorrectionIndex()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT c.*, k.incarnation AS own_incarnation, k.device AS author FROM correction c JOIN chain k ON k.id = c.row >> \(Self.sequenceBits)
        """)
    while let row = try rows.next() {
      let place: Int64 = row["row"]
      let change = Amendment(
        outcome: (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)),
        ageBand: (row["age"] as String?).flatMap(AgeBand.init(rawValue:)), satisfaction: row["satisfaction"],
        note: row["note"])
      let id = EntryID(
        device: DeviceID(rawValue: row["author"]), incarnation: row["own_incarnation"],
        sequence: Int(place & (1 << Self.sequenceBits - 1)))
      index.add(
        Correction(
          id: id, change: change, by: (row["by"] as String?).map(VolunteerCode.init(rawValue:)),
          time: row["time"]),
        of: EntryID(
          device: DeviceID(rawValue: row["device"]), incarnation: row["incarnation"], sequence: row["sequence"]))
    }
    return index
  }

  /// Steps through sessions. Values go out through SQLite's own functions: a row of GRDB costs more than all that is
  /// counted of it.
  private func each(
    _ db: Database, _ source: String, _ days: (Int, Int), _ unit: Int64?, withWords: Bool = false,
    _ body: (KeptRow) throws -> Void
  ) throws {
    let columns = KeptRow.columns + (withWords ? ", w.place, w.words" : "")
    let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM \(source)").sqliteStatement
    // A statement that is left standing on a row would hold its snapshot.
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    var codes = [
      sqlite3_bind_int64(statement, 1, Int64(days.0)), sqlite3_bind_int64(statement, 2, Int64(days.1)),
    ]
    if let unit { codes.append(sqlite3_bind_int64(statement, 3, unit)) }
    guard codes.allSatisfy({ $0 == SQLITE_OK }) else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: try body(KeptRow(statement: statement))
      case SQLITE_DONE: return
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}

/// The session on which a statement stands.
struct KeptRow {
  static let columns = """
    s.row, s.day, s.unit, s.volunteer, s.checklist, s.service, s.packed, s.candidates, s.began, s.length, s.problems
    """
  let statement: OpaquePointer

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func text(_ column: Int32) -> String {
    guard let units = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: units, count: count), as: UTF8.self)
  }

  /// Problems as `step problem+` between commas; most sessions have none.
  var problems: [(step: Int64, problem: Int64, helped: Bool?)] {
    guard sqlite3_column_bytes(statement, 10) > 0 else { return [] }
    return text(10).split(separator: ",").map { part in
      let words = part.dropLast().split(separator: " ")
      let helped: Bool? = part.last == "+" ? true : part.last == "-" ? false : nil
      return (words.first.flatMap { Int64($0) } ?? 0, words.last.flatMap { Int64($0) } ?? 0, helped)
    }
  }
}

/// What the numbers in rows stand for.
struct Names {
  struct Chain {
    var head: ReportHead
    var unreadable: Int
  }

  private(set) var chains: [Int64: Chain] = [:]
  private var texts: [Int64: String] = [:]
  private var ids: [String: Int64] = [:]
  private var places: [Place: Int64] = [:]

  private struct Place: Hashable {
    var chain: ChainID
    var branch: Int
  }

  init(_ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT id, device, incarnation, branch, sequence, unreadable FROM chain")
    while let row = try rows.next() {
      let chain = ChainID(device: DeviceID(rawValue: row["device"]), incarnation: row["incarnation"])
      chains[row["id"]] = Chain(
        head: ReportHead(chain, branch: row["branch"], sequence: row["sequence"]), unreadable: row["unreadable"])
      places[Place(chain: chain, branch: row["branch"])] = row["id"]
    }
    let named = try Row.fetchCursor(db, sql: "SELECT id, text FROM name")
    while let row = try named.next() {
      texts[row["id"]] = row["text"]
      ids[row["text"]] = row["id"]
    }
  }

  func id(of text: String) -> Int64? { ids[text] }

  /// The number of a chain, or of a fork of it; nil where it is not kept.
  func place(of chain: ChainID, _ branch: Int) -> Int64? { places[Place(chain: chain, branch: branch)] }

  func session(_ row: KeptRow) throws -> (CountedSession, branch: Int) {
    let place = row.int(0)
    guard let chain = chains[place >> ReportStore.sequenceBits]?.head, let packed = Packed(row.int(6)) else {
      throw DatabaseError.damaged("session \(place)")
    }
    let problems = row.problems.map { problem in
      ProblemFact(
        step: StepID(rawValue: text(problem.step)),
        problem: problem.problem == 0 ? nil : ProblemID(rawValue: text(problem.problem)), helped: problem.helped)
    }
    let session = CountedSession(
      id: chain.chain.entry(Int(place & (1 << ReportStore.sequenceBits - 1))), day: Day(daysSince1970: Int(row.int(1))),
      unit: text(row.int(2)), volunteer: optional(row.int(3)).map(VolunteerCode.init(rawValue:)),
      checklist: ChecklistID(rawValue: text(row.int(4))),
      service: optional(row.int(5)).map(ServiceID.init(rawValue:)), outcome: packed.outcome, ageBand: packed.age,
      satisfaction: packed.satisfaction, petition: packed.topic.map { Petition(topic: $0, text: "") },
      problems: problems, isOnlyCounted: packed.isOnlyCounted, began: row.int(8), length: row.int(9),
      candidates: UInt64(bitPattern: row.int(7)))
    return (session, chain.branch)
  }

  /// What somebody wrote; the row has the place and the words behind the session's columns.
  func text(_ row: KeptRow) throws -> ReportText {
    let session = try session(row).0
    let place = Int(row.int(11))
    let kind: ReportText.Kind =
      if place < 0 {
        .petition(session.petition?.topic ?? .other)
      } else {
        .difficulty(session.checklist, place < session.problems.count ? session.problems[place].step : "")
      }
    return ReportText(kind: kind, day: session.day, words: row.text(12))
  }

  private func text(_ id: Int64) -> String { texts[id] ?? "" }
  private func optional(_ id: Int64) -> String? { id == 0 ? nil : texts[id] }
}
