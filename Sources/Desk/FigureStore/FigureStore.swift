public import Checklists
import Foundation
import GRDB
import Glibc
public import Journal
public import Review

/// Why figures cannot be made or read. They are derived: the file may be deleted at any time, and is made anew.
public enum FigureProblem: Error, Hashable, Sendable {
  /// The file cannot be made or read; the word is for the log.
  case unusable(path: String, what: String)
  /// Where the entries come from cannot be read; the word is for the log.
  case source(String)
}

/// A chain whose sessions are counted.
public struct FigureChain: Hashable, Sendable {
  public var device: DeviceID
  public var incarnation: Int
  /// 0, or the number of a fork of it at a hub.
  public var branch: Int
  /// Entries through this one are not counted here; those a fork shares with its chain.
  public var from: Int
  public var size: Int

  public init(device: DeviceID, incarnation: Int, branch: Int = 0, from: Int = 0, size: Int) {
    self.device = device
    self.incarnation = incarnation
    self.branch = branch
    self.from = from
    self.size = size
  }
}

/// Words of a volunteer where no known problem fitted; free of anything that looks like a number of a person.
public struct UnknownProblem: Hashable, Sendable {
  public var step: StepID
  public var version: Int
  public var words: String
  /// The month they were written in (``Day/monthNumber``).
  public var month: Int
}

/// What can be asked of the figures of a checklist.
public struct FigureChoices: Hashable, Sendable {
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
public final class FigureStore {
  private let path: String
  private let queue: DatabaseQueue

  /// What this program writes into `user_version`; another version is made anew.
  private static let version = 1
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

  /// Opens the figures at a path; a file of another version, or one that is damaged, is made anew.
  public static func open(path: String) throws(FigureProblem) -> FigureStore {
    do {
      return try make(path)
    } catch {
      do {
        for file in [path, path + "-wal", path + "-shm"] where unlink(file) != 0 && errno != ENOENT {
          throw FigureProblem.unusable(path: file, what: "errno \(errno)")
        }
        return try make(path)
      } catch {
        throw FigureProblem.unusable(path: path, what: "\(error)")
      }
    }
  }

  private static func make(_ path: String) throws -> FigureStore {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FigureProblem.unusable(path: path, what: "errno \(errno)") }
    Glibc.close(file)
    var configuration = Configuration()
    configuration.label = "figures"
    configuration.busyMode = .timeout(2)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      // Nothing is lost with it, so a power cut may take the last portion.
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      if found != version { try lay(db) }
    }
    return FigureStore(path: path, queue: queue)
  }

  private static func lay(_ db: Database) throws {
    try db.inTransaction {
      for table in ["cursor", "tally", "volunteer", "word"] { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
      for statement in [
        """
        CREATE TABLE cursor(device TEXT, incarnation INTEGER, branch INTEGER, sequence INTEGER,
          PRIMARY KEY(device, incarnation, branch))
        """,
        """
        CREATE TABLE tally(checklist TEXT, version INTEGER, unit TEXT, month INTEGER, experience INTEGER, bytes BLOB,
          PRIMARY KEY(checklist, version, unit, month, experience)) WITHOUT ROWID
        """,
        "CREATE TABLE volunteer(name TEXT PRIMARY KEY, sessions INTEGER) WITHOUT ROWID",
        """
        CREATE TABLE word(id INTEGER PRIMARY KEY, checklist TEXT, version INTEGER, unit TEXT, month INTEGER,
          experience INTEGER, step TEXT, words TEXT)
        """,
        "CREATE INDEX word_checklist ON word(checklist)", "PRAGMA user_version = \(version)",
      ] { try db.execute(sql: statement) }
      return .commit
    }
  }

  public func close() throws(FigureProblem) {
    try attempt { try queue.close() }
  }

  /// How far a chain was counted.
  public func cursor(of chain: FigureChain) throws(FigureProblem) -> Int {
    try attempt {
      try queue.inDatabase { db in
        try Int.fetchOne(
          db, sql: "SELECT sequence FROM cursor WHERE device = ? AND incarnation = ? AND branch = ?",
          arguments: [chain.device.rawValue, chain.incarnation, chain.branch]) ?? chain.from
      }
    }
  }

  /// Counts entries of a chain, those behind its cursor through a sequence, in one transaction.
  public func take(_ entries: [[UInt8]], of chain: FigureChain, through sequence: Int) throws(FigureProblem) {
    try attempt {
      try queue.write { db in try Portion(db: db, chain: chain).take(entries, through: sequence) }
    }
  }

  /// All sessions of a checklist that a filter takes, together.
  public func tally(of checklist: ChecklistID, _ filter: FigureFilter) throws(FigureProblem) -> Tally {
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
          guard let (_, tally) = Self.tally(row) else { throw FigureProblem.unusable(path: path, what: "a tally") }
          sum.add(tally)
        }
        return sum
      }
    }
  }

  /// What occurs among the sessions of a checklist: versions (newest first), communes, months.
  public func choices(of checklist: ChecklistID) throws(FigureProblem) -> FigureChoices {
    try attempt {
      try queue.inDatabase { db in
        func ints(_ column: String, _ order: String) throws -> [Int] {
          try Int.fetchAll(
            db, sql: "SELECT DISTINCT \(column) FROM tally WHERE checklist = ? AND unit = ? ORDER BY 1 \(order)",
            arguments: [checklist.rawValue, Self.everywhere])
        }
        return FigureChoices(
          versions: try ints("version", "DESC"),
          units: try String.fetchAll(
            db, sql: "SELECT DISTINCT unit FROM tally WHERE checklist = ? AND unit <> ? ORDER BY 1",
            arguments: [checklist.rawValue, Self.everywhere]),
          months: try ints("month", "ASC"))
      }
    }
  }

  /// The figures of one checklist (nil: of all).
  public func figures(of checklist: ChecklistID? = nil) throws(FigureProblem) -> Figures {
    try attempt {
      try queue.inDatabase { db in
        var tallies: [FigureKey: Tally] = [:]
        let rows = try Row.fetchCursor(
          db, sql: "SELECT * FROM tally WHERE unit <> ?2 AND (?1 IS NULL OR checklist = ?1)",
          arguments: [checklist?.rawValue, Self.everywhere])
        while let row = try rows.next() {
          guard let (key, tally) = Self.tally(row) else {
            throw FigureProblem.unusable(path: path, what: "a tally")
          }
          tallies[key] = tally
        }
        return Figures(tallies: tallies, sessionsOf: [:])
      }
    }
  }

  fileprivate static func tally(_ row: Row) -> (FigureKey, Tally)? {
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
  ) throws(FigureProblem) -> [UnknownProblem] {
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

  private func attempt<T>(_ work: () throws -> T) throws(FigureProblem) -> T {
    do {
      return try work()
    } catch let problem as FigureProblem {
      throw problem
    } catch let error as DatabaseError {
      throw .unusable(path: path, what: "SQLite \(error.extendedResultCode.rawValue)")
    } catch {
      throw .unusable(path: path, what: "\(type(of: error))")
    }
  }
}

/// One transaction that takes a stretch of a chain into the tallies.
private struct Portion {
  let db: Database
  let chain: FigureChain

  func take(_ entries: [[UInt8]], through sequence: Int) throws {
    var figures = Figures(tallies: [:], sessionsOf: try counts())
    for bytes in entries {
      guard let facts = Self.session(bytes) else { continue }
      let key = figures.add(facts, of: chain.device)
      try keepWords(facts, key)
    }
    var everywhere: [FigureKey: Tally] = [:]
    for (key, tally) in figures.tallies {
      try add(tally, key)
      var whole = key
      whole.unit = FigureStore.everywhere
      everywhere[whole, default: Tally()].add(tally)
    }
    for (key, tally) in everywhere { try add(tally, key) }
    for (name, count) in figures.sessionsOf {
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO volunteer VALUES(?, ?)").execute(arguments: [name, count])
    }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO cursor VALUES(?, ?, ?, ?)")
      .execute(arguments: [chain.device.rawValue, chain.incarnation, chain.branch, sequence])
  }

  /// Nil for what is no session, or what this program cannot read.
  private static func session(_ bytes: [UInt8]) -> SessionFacts? {
    do {
      if case .session(let facts) = try EntryBytes.decode(bytes).body { return facts }
      return nil
    } catch {
      return nil
    }
  }

  private func counts() throws -> [String: Int] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, sessions FROM volunteer WHERE name LIKE ?", arguments: [chain.device.rawValue + " %"])
    return Dictionary(rows.map { ($0["name"], $0["sessions"]) }, uniquingKeysWith: { $1 })
  }

  private func add(_ tally: Tally, _ key: FigureKey) throws {
    let place: StatementArguments = [
      key.checklist.rawValue, key.version, key.unit, key.month, key.experience.rawValue,
    ]
    let found = try db.cachedStatement(
      sql: """
        SELECT * FROM tally WHERE checklist = ? AND version = ? AND unit = ? AND month = ? AND experience = ?
        """)
    var sum = tally
    if let row = try Row.fetchOne(found, arguments: place) {
      guard let (_, kept) = FigureStore.tally(row) else { throw FigureProblem.unusable(path: "", what: "a tally") }
      sum = kept
      sum.add(tally)
    }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO tally VALUES(?, ?, ?, ?, ?, ?)")
      .execute(arguments: place + [Data(TallyBytes.encode(sum))])
  }

  /// Words that look as if they held a number of a person are not even kept here.
  private func keepWords(_ facts: SessionFacts, _ key: FigureKey) throws {
    for problem in facts.problems where problem.problem == nil {
      guard let words = problem.words, !words.isEmpty, PersonalDigits.first(in: words) == nil else { continue }
      try db.cachedStatement(sql: "INSERT INTO word VALUES(NULL, ?, ?, ?, ?, ?, ?, ?)").execute(
        arguments: [
          key.checklist.rawValue, key.version, key.unit, key.month, key.experience.rawValue, problem.step.rawValue,
          words,
        ])
      try db.cachedStatement(
        sql: """
          DELETE FROM word WHERE checklist = ?1 AND id <= (SELECT id FROM word WHERE checklist = ?1
            ORDER BY id DESC LIMIT 1 OFFSET ?2)
          """
      ).execute(arguments: [key.checklist.rawValue, FigureStore.mostWords])
    }
  }
}
