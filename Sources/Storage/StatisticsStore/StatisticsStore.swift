public import Checklists
import Foundation
import GRDB
import Journal
import Platform
public import Statistics

/// Words of a volunteer where no known problem fitted; free of anything that looks like a number of a person.
public struct UnknownProblem: Hashable, Sendable {
  public var step: StepID
  public var version: Int
  public var words: String
  /// The month they were written in (``Day/monthNumber``).
  public var month: Int
}

/// What can be asked of the figures of a checklist.
public struct StatisticsChoices: Hashable, Sendable {
  public var versions: [Int]
  public var units: [String]
  /// ``Day/monthNumber``, oldest first.
  public var months: [Int]
}

/// Figures of a journal or a hub, in a file of their own beside it: tallies that any filter can be asked of, brought up to
/// date with the entries that came since.
///
/// Each session stands in the tally of its commune and in that of all communes, so that a question about the whole country
/// reads some hundred rows.
///
/// A million entries are read once, not at each opening: that is what lets the review open in under a second.
public final class StatisticsStore {
  private let path: String
  private let queue: DatabaseQueue

  /// What this program writes into `user_version`; another version is made anew.
  private static let version = 2
  /// How many entries are best counted in one transaction.
  public static let portion = 5_000
  /// The unit of the tally of all communes.
  static let everywhere = "*"
  /// Words that are kept of one checklist, the newest.
  static let mostWords = 1_000

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Opens the figures at a path; a file of another version or source, or one that is damaged, is made anew.
  ///
  /// - Parameter source: Whose entries are counted, where that may change behind the file's back.
  public static func open(path: String, source: String = "") throws(StatisticsError) -> StatisticsStore {
    do {
      return try make(path, source)
    } catch {
      do {
        for file in [path, path + "-wal", path + "-shm"] { try Files().remove(file) }
        return try make(path, source)
      } catch {
        throw StatisticsError.unusable(path: path, what: "\(error)")
      }
    }
  }

  private static func make(_ path: String, _ source: String) throws -> StatisticsStore {
    try Files().touch(path)
    var configuration = Configuration()
    configuration.label = "figures"
    configuration.busyMode = .timeout(2)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      // Nothing is lost with it, so a power cut may take the last portion.
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let counted = found == version ? try String.fetchOne(db, sql: "SELECT name FROM source") : nil
      if counted != source { try lay(db, source) }
    }
    return StatisticsStore(path: path, queue: queue)
  }

  private static func lay(_ db: Database, _ source: String) throws {
    try db.inTransaction(.immediate) {
      for table in ["source", "cursor", "tally", "commune", "volunteer", "word"] {
        try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
      }
      for statement in [
        """
        CREATE TABLE cursor(device TEXT, incarnation INTEGER, branch INTEGER, sequence INTEGER,
          PRIMARY KEY(device, incarnation, branch))
        """,
        """
        CREATE TABLE tally(checklist TEXT, version INTEGER, unit TEXT, month INTEGER, experience INTEGER,
          sessions INTEGER, bytes BLOB, PRIMARY KEY(checklist, unit, version, month, experience)) WITHOUT ROWID
        """,
        // What the tallies of a commune hold together, so that choices are told without reading them.
        """
        CREATE TABLE commune(checklist TEXT, unit TEXT, sessions INTEGER, PRIMARY KEY(checklist, unit)) WITHOUT ROWID
        """,
        "CREATE TABLE volunteer(name TEXT PRIMARY KEY, sessions INTEGER) WITHOUT ROWID",
        """
        CREATE TABLE word(id INTEGER PRIMARY KEY, checklist TEXT, version INTEGER, unit TEXT, month INTEGER,
          experience INTEGER, step TEXT, words TEXT)
        """,
        "CREATE INDEX word_checklist ON word(checklist)", "CREATE TABLE source(name TEXT NOT NULL)",
        "PRAGMA user_version = \(version)",
      ] { try db.execute(sql: statement) }
      try db.execute(sql: "INSERT INTO source VALUES(?)", arguments: [source])
      return .commit
    }
  }

  public func close() throws(StatisticsError) {
    try attempt { try queue.close() }
  }

  /// How far a chain was counted.
  public func cursor(of chain: CountedChain) throws(StatisticsError) -> Int {
    try counted(of: chain) ?? chain.from
  }

  /// How far a chain was counted; nil where it never was.
  public func counted(of chain: CountedChain) throws(StatisticsError) -> Int? {
    try attempt { try queue.inDatabase { try Self.cursor(of: chain, $0) } }
  }

  static func cursor(of chain: CountedChain, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT sequence FROM cursor WHERE device = ? AND incarnation = ? AND branch = ?",
      arguments: [chain.id.device.rawValue, chain.id.incarnation, chain.branch])
  }

  /// How many desks' entries are counted.
  public func desks() throws(StatisticsError) -> Int {
    try attempt { try queue.inDatabase { try Int.fetchOne($0, sql: "SELECT count(DISTINCT device) FROM cursor") ?? 0 } }
  }

  /// Counts entries of many chains in one transaction: the tallies of all communes are written once for all of them.
  public func count(_ entries: [EntriesToCount]) throws(StatisticsError) {
    try attempt {
      try queue.write { db in
        var transaction = CountingTransaction(db: db)
        for new in entries { try transaction.count(new) }
        try transaction.write()
      }
    }
  }

  /// All sessions of a checklist that a filter takes, together.
  public func tally(of checklist: ChecklistID, _ filter: FigureFilter) throws(StatisticsError) -> Tally {
    try attempt {
      try queue.inDatabase { db in
        var sum = Tally()
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT * FROM tally WHERE checklist = ?1 AND unit = ?2 AND (?3 IS NULL OR version = ?3)
              AND (?4 IS NULL OR month >= ?4) AND (?5 IS NULL OR month <= ?5) AND (?6 IS NULL OR experience = ?6)
            """,
          arguments: [
            checklist.rawValue, filter.unit ?? Self.everywhere, filter.version, filter.from, filter.through,
            filter.experience?.rawValue,
          ])
        while let row = try rows.next() {
          guard let (_, tally) = Self.tally(row) else { throw StatisticsError.unusable(path: path, what: "a tally") }
          sum.add(tally)
        }
        return sum
      }
    }
  }

  /// What occurs among the sessions of a checklist, in at least so many of them: versions (newest first), communes,
  /// months.
  public func choices(of checklist: ChecklistID, atLeast fewest: Int = 1) throws(StatisticsError) -> StatisticsChoices {
    try attempt {
      try queue.inDatabase { db in
        let arguments: StatementArguments = [checklist.rawValue, Self.everywhere, fewest]
        func ints(_ column: String, _ order: String) throws -> [Int] {
          try Int.fetchAll(
            db,
            sql: """
              SELECT \(column) FROM tally WHERE checklist = ? AND unit = ? GROUP BY 1 HAVING sum(sessions) >= ?
                ORDER BY 1 \(order)
              """, arguments: arguments)
        }
        return StatisticsChoices(
          versions: try ints("version", "DESC"),
          units: try String.fetchAll(
            db, sql: "SELECT unit FROM commune WHERE checklist = ? AND unit <> ? AND sessions >= ? ORDER BY 1",
            arguments: arguments),
          months: try ints("month", "ASC"))
      }
    }
  }

  /// The checklists that at least so many sessions ran on, by name.
  public func checklists(atLeast fewest: Int = 1) throws(StatisticsError) -> [ChecklistID] {
    try attempt {
      try queue.inDatabase { db in
        try String.fetchAll(
          db, sql: "SELECT checklist FROM commune WHERE unit = ? AND sessions >= ? ORDER BY 1",
          arguments: [Self.everywhere, fewest]
        ).map(ChecklistID.init(rawValue:))
      }
    }
  }

  /// The figures of one checklist (nil: of all).
  public func figures(of checklist: ChecklistID? = nil) throws(StatisticsError) -> Figures {
    try attempt {
      try queue.inDatabase { db in
        var tallies: [FigureKey: Tally] = [:]
        let rows = try Row.fetchCursor(
          db, sql: "SELECT * FROM tally WHERE unit <> ?2 AND (?1 IS NULL OR checklist = ?1)",
          arguments: [checklist?.rawValue, Self.everywhere])
        while let row = try rows.next() {
          guard let (key, tally) = Self.tally(row) else {
            throw StatisticsError.unusable(path: path, what: "a tally")
          }
          tallies[key] = tally
        }
        return Figures(tallies: tallies, sessionsOf: [:])
      }
    }
  }

  /// A row of `tally`; nil where it is none.
  static func tally(_ row: Row) -> (FigureKey, Tally)? {
    let data: Data = row["bytes"]
    guard let tally = TallyBytes.decode(Array(data)), let experience = Experience(rawValue: row["experience"]) else {
      return nil
    }
    return (
      FigureKey(
        checklist: ChecklistID(rawValue: row["checklist"]), version: row["version"], unit: row["unit"],
        month: row["month"], experience: experience), tally
    )
  }

  /// What volunteers wrote where no known problem fitted, newest first, at most `limit`.
  public func unknownProblems(
    of checklist: ChecklistID, _ filter: FigureFilter, limit: Int
  ) throws(StatisticsError) -> [UnknownProblem] {
    try attempt {
      try queue.inDatabase { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT step, version, words, month FROM word WHERE checklist = ?1 AND (?2 IS NULL OR version = ?2)
              AND (?3 IS NULL OR unit = ?3) AND (?4 IS NULL OR month >= ?4) AND (?5 IS NULL OR month <= ?5)
              AND (?6 IS NULL OR experience = ?6) ORDER BY id DESC LIMIT ?7
            """,
          arguments: [
            checklist.rawValue, filter.version, filter.unit, filter.from, filter.through, filter.experience?.rawValue,
            limit,
          ]
        ).map {
          UnknownProblem(
            step: StepID(rawValue: $0["step"]), version: $0["version"], words: $0["words"], month: $0["month"])
        }
      }
    }
  }

  private func attempt<T>(_ work: () throws -> T) throws(StatisticsError) -> T {
    do {
      return try work()
    } catch let problem as StatisticsError {
      throw problem
    } catch let error as DatabaseError {
      throw .unusable(path: path, what: "SQLite \(error.extendedResultCode.rawValue)")
    } catch {
      throw .unusable(path: path, what: "\(type(of: error))")
    }
  }
}
