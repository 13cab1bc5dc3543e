import Checklists
import Foundation
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
      // One state of the file for all that is asked.
      try pool.read { db in
        let names = try Names(db)
        let days = (period.from.daysSince1970, period.through.daysSince1970)
        let place = unit.map { names.id(of: $0) ?? -1 }
        // Sums are kept of days and units: of those of a volunteer or a checklist, and of what came since a report, each
        // session is looked at.
        let isKept = earlier == nil && [nil, .unit, .day].contains(grouping)
        var counter = ReportCounter(
          period, unit: unit, grouping: grouping,
          corrections: isKept ? CorrectionIndex() : try Self.corrections(db, "1"), since: earlier, by: definition)
        for chain in names.chains.values {
          counter.reach(chain.head)
          counter.takeUnreadable(chain.unreadable)
        }
        if !isKept {
          try each(db, "session s WHERE s.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR s.unit = ?3)", days, place) { row in
            let (session, branch) = try names.session(row)
            counter.take(session, branch: branch)
          }
          try quickHelp(db, names, days, place) { counter.take($0, branch: $1) }
          try cancelled(db, names, days, place) { counter.take($0, branch: $1) }
        }
        // The newest come first, so a few of them are enough for any list.
        try each(
          db,
          """
          (SELECT * FROM words WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR unit = ?3)
            ORDER BY began DESC, day, words LIMIT \(definition.mostTexts)) w JOIN session s ON s.row = w.session
          """, days, place, more: ", w.place, w.words"
        ) { row in try counter.take(names.text(row), began: row.int(8)) }
        var report = counter.report(desks: desks)
        if isKept { try addSums(to: &report, db, names, days, place) }
        return (report, counter.supplement)
      }
    }
  }

  /// Steps through quick questions.
  private func quickHelp(
    _ db: Database, _ names: Names, _ days: (Int, Int), _ unit: Int64?,
    _ body: (CountedQuickHelp, _ branch: Int) -> Void
  ) throws {
    try apart(db, "quick", names, days, unit) { row, id, branch in
      let (volunteer, checklist): (Int64, Int64) = (row["volunteer"], row["checklist"])
      body(
        CountedQuickHelp(
          id: id, day: Day(daysSince1970: row["day"]), unit: names.text(row["unit"] as Int64),
          volunteer: volunteer == 0 ? nil : VolunteerCode(rawValue: names.text(volunteer)),
          checklist: checklist == 0 ? nil : ChecklistID(rawValue: names.text(checklist)), helped: row["helped"]),
        branch)
    }
  }

  /// Steps through cancelled sessions.
  private func cancelled(
    _ db: Database, _ names: Names, _ days: (Int, Int), _ unit: Int64?,
    _ body: (CountedCancellation, _ branch: Int) -> Void
  ) throws {
    try apart(db, "cancelled", names, days, unit) { row, id, branch in
      body(
        CountedCancellation(
          id: id, day: Day(daysSince1970: row["day"]), unit: names.text(row["unit"] as Int64)), branch)
    }
  }

  /// Steps through a table of what is counted apart from sessions.
  private func apart(
    _ db: Database, _ table: String, _ names: Names, _ days: (Int, Int), _ unit: Int64?,
    _ body: (Row, EntryID, _ branch: Int) -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM \(table) WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR unit = ?3)",
      arguments: [days.0, days.1, unit])
    while let row = try rows.next() {
      let place: Int64 = row["row"]
      guard let head = names.chains[place >> Self.sequenceBits]?.head else {
        throw DatabaseError.damaged("\(table) \(place)")
      }
      body(row, head.chain.entry(Int(place & (1 << Self.sequenceBits - 1))), head.branch)
    }
  }

  /// Sessions of each unit in a period, by the commune's code.
  package func sessionsByUnit(_ period: ReportPeriod) throws(StorageProblem) -> [String: Int] {
    try attempt {
      try pool.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT n.text AS unit, sum(f.sessions) AS sessions FROM figure f JOIN name n ON n.id = f.unit
              WHERE f.day BETWEEN ? AND ? GROUP BY f.unit HAVING sum(f.sessions) > 0
            """, arguments: [period.from.daysSince1970, period.through.daysSince1970])
        return Dictionary(rows.map { ($0["unit"], $0["sessions"]) }, uniquingKeysWith: +)
      }
    }
  }

  /// Puts what is kept as sums into a report.
  private func addSums(
    to report: inout ActivityReport, _ db: Database, _ names: Names, _ days: (Int, Int), _ unit: Int64?
  ) throws {
    let bounds: StatementArguments = [days.0, days.1, unit]
    var sum = KeptTally()
    var groups: [String: KeptTally] = [:]
    let cells = try Row.fetchCursor(
      db, sql: "SELECT day, unit, tally FROM figure WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR unit = ?3)",
      arguments: bounds)
    while let cell = try cells.next() {
      let (number, unit): (Int, Int64) = (cell["day"], cell["unit"])
      let bytes = Array(cell["tally"] as Data)
      let day = Day(daysSince1970: number)
      var own = KeptTally()
      guard own.add(bytes), sum.add(bytes) else { throw DatabaseError.damaged("figure \(number) \(unit)") }
      if own.sessions > 0 {
        report.days[day, default: DayCounts()].sessions += own.sessions
        report.days[day]?.completed += own.completed
      }
      guard let grouping = report.grouping else { continue }
      _ = groups[grouping == .day ? day.iso : names.text(unit), default: KeptTally()].add(bytes)
    }
    report.tally = sum.tally(name: names.text)
    report.groups =
      report.grouping?.sorted(groups.map { ReportGroup(key: $0.key, tally: $0.value.tally(name: names.text)) }) ?? []
    let shifts = try Row.fetchOne(
      db,
      sql: """
        WITH one AS MATERIALIZED (SELECT device, volunteer, min(first) AS first, max(last) AS last FROM shift
          WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR unit = ?3) GROUP BY day, device, volunteer)
        SELECT count(*) AS shifts, coalesce(sum((last - first) / 1000), 0) AS seconds,
          (SELECT count(*) FROM (SELECT DISTINCT device, volunteer FROM one)) AS volunteers FROM one
        """, arguments: bounds)
    if let shifts {
      (report.shifts, report.shiftSeconds, report.volunteers) = (
        shifts["shifts"], shifts["seconds"], shifts["volunteers"]
      )
    }
    let corrections = try Self.corrections(
      db,
      """
      c.row IN (SELECT o.row FROM corrected k CROSS JOIN session s ON s.row = k.row
        CROSS JOIN chain h ON h.id = s.row >> \(Self.sequenceBits)
        CROSS JOIN correction o ON o.device = h.device AND o.incarnation = h.incarnation
          AND o.sequence = s.row & \(1 << Self.sequenceBits - 1)
        WHERE k.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR k.unit = ?3))
      """, bounds)
    try each(
      db,
      """
      corrected k CROSS JOIN session s ON s.row = k.row
        WHERE k.day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR k.unit = ?3)
      """, days, unit
    ) { row in
      let first = try names.session(row).0
      if let noted = first.noted(corrections[first.id]) { report.corrected.append(noted) }
    }
    report.corrected.sort { $0.isBefore($1) }
  }

  /// What was put right of one entry.
  static func corrections(_ db: Database, of target: EntryID) throws -> CorrectionIndex {
    try corrections(
      db, "c.device = ? AND c.incarnation = ? AND c.sequence = ?",
      [target.device.rawValue, target.incarnation, target.sequence])
  }

  /// What was put right where a condition on the corrections `c` holds.
  private static func corrections(
    _ db: Database, _ condition: String, _ arguments: StatementArguments = []
  ) throws -> CorrectionIndex {
    var index = CorrectionIndex()
    let statement = try db.cachedStatement(
      sql: """
        SELECT c.*, k.incarnation AS own_incarnation, k.device AS author FROM correction c
          JOIN chain k ON k.id = c.row >> \(sequenceBits) WHERE \(condition) ORDER BY c.row
        """)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      let place: Int64 = row["row"]
      let change = Amendment(
        outcome: (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)),
        ageBand: (row["age"] as String?).flatMap(AgeBand.init(rawValue:)), satisfaction: row["satisfaction"],
        note: row["note"])
      let id = EntryID(
        device: DeviceID(rawValue: row["author"]), incarnation: row["own_incarnation"],
        sequence: Int(place & (1 << sequenceBits - 1)))
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
  ///
  /// - Parameter more: Columns behind those of the session.
  func each(
    _ db: Database, _ source: String, _ days: (Int, Int), _ unit: Int64?, more: String = "",
    _ body: (KeptRow) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(sql: "SELECT \(KeptRow.columns + more) FROM \(source)").sqliteStatement
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

extension KeptRow {
  /// The session as it was kept first; nil where the row holds none.
  func session(_ id: EntryID, text: (Int64) throws -> String) rethrows -> CountedSession? {
    guard let packed = Packed(int(6)) else { return nil }
    let problems = try problems.map { problem in
      ProblemFact(
        step: StepID(rawValue: try text(problem.step)),
        problem: problem.problem == 0 ? nil : ProblemID(rawValue: try text(problem.problem)), helped: problem.helped)
    }
    return CountedSession(
      id: id, day: Day(daysSince1970: Int(int(1))), unit: try text(int(2)),
      volunteer: int(3) == 0 ? nil : VolunteerCode(rawValue: try text(int(3))),
      checklist: ChecklistID(rawValue: try text(int(4))),
      service: int(5) == 0 ? nil : ServiceID(rawValue: try text(int(5))), outcome: packed.outcome,
      ageBand: packed.age, satisfaction: packed.satisfaction,
      petition: packed.topic.map { Petition(topic: $0, text: "") }, problems: problems,
      isOnlyCounted: packed.isOnlyCounted, began: int(8), length: int(9), candidates: UInt64(bitPattern: int(7)))
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
  private var devices: [Int64: Int] = [:]
  private var logs: [Int64: Int] = [:]

  private struct Place: Hashable {
    var chain: ChainID
    var branch: Int
  }

  init(_ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT id, device, incarnation, branch, sequence, unreadable FROM chain")
    var (numbersOfDevices, numbersOfLogs): ([DeviceID: Int], [ChainID: Int]) = ([:], [:])
    while let row = try rows.next() {
      let chain = ChainID(device: DeviceID(rawValue: row["device"]), incarnation: row["incarnation"])
      devices[row["id"]] = numbersOfDevices.number(of: chain.device)
      logs[row["id"]] = numbersOfLogs.number(of: chain)
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

  /// The same number for all chains of a device; 0 where it is not kept.
  func device(of chain: Int64) -> Int { devices[chain] ?? 0 }

  /// The same number for a chain and its forks; 0 where it is not kept.
  func log(of chain: Int64) -> Int { logs[chain] ?? 0 }

  /// The number of a chain, or of a fork of it; nil where it is not kept.
  func place(of chain: ChainID, _ branch: Int) -> Int64? { places[Place(chain: chain, branch: branch)] }

  func session(_ row: KeptRow) throws -> (CountedSession, branch: Int) {
    let place = row.int(0)
    guard let chain = chains[place >> ReportStore.sequenceBits]?.head,
      let session = row.session(
        chain.chain.entry(Int(place & (1 << ReportStore.sequenceBits - 1))), text: { text($0) })
    else { throw DatabaseError.damaged("session \(place)") }
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

  func text(_ id: Int64) -> String { texts[id] ?? "" }
}

extension Dictionary where Value == Int {
  /// The number of a key, from 1 in the order in which they are asked for.
  fileprivate mutating func number(of key: Key) -> Int {
    if let known = self[key] { return known }
    self[key] = count + 1
    return count
  }
}
