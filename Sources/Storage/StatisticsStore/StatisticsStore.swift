package import Checklists
import GRDB
import Journal
import Platform
package import SQLiteFiles
package import Statistics

/// Words of a volunteer where no known problem fitted; free of anything that looks like a number of a person.
package struct UnknownProblem: Hashable, Sendable {
  package var step: StepID
  package var version: Int
  package var words: String
  /// The month they were written in (``Day/monthNumber``).
  package var month: Int
}

/// What can be asked of the figures of a checklist.
package struct StatisticsChoices: Hashable, Sendable {
  package var versions: [Int]
  package var units: [String]
  /// ``Day/monthNumber``, oldest first.
  package var months: [Int]
}

/// Figures of a journal or a hub, in a file of their own beside it: tallies that any filter can be asked of, brought up to
/// date with the entries that came since.
///
/// Each session stands in the tally of its commune and in that of all communes, so that a question about the whole country
/// reads some hundred rows.
///
/// A million entries are read once, not at each opening: that is what lets the review open in under a second.
package final class StatisticsStore {
  private let path: String
  private let queue: DatabaseQueue

  /// What this program writes into `user_version`; another version is made anew.
  private static let version = 3
  /// How many entries are best counted in one transaction.
  package static let portion = 5_000
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
  package static func open(path: String, source: String = "") throws(StorageProblem) -> StatisticsStore {
    do {
      return try make(path, source)
    } catch {
      do {
        for file in [path, path + "-wal", path + "-shm"] { try Files().remove(file) }
        return try make(path, source)
      } catch {
        throw StorageProblem(error, path: path)
      }
    }
  }

  /// Nothing is lost with it, so a power cut may take the last portion.
  private static let file = SQLiteFile(label: "figures", durability: .normal, patience: 2)

  private static func make(_ path: String, _ source: String) throws -> StatisticsStore {
    try Files().touch(path)
    let queue = try DatabaseQueue(path: path, configuration: file.configuration)
    try queue.inDatabase { db in
      try file.setUp(db)
      let found = try db.first("PRAGMA user_version") { $0.int(0) } ?? 0
      let counted = found == version ? try db.first("SELECT name FROM source") { $0.text(0) } : nil
      if counted != source { try lay(db, source) }
    }
    return StatisticsStore(path: path, queue: queue)
  }

  private static func lay(_ db: Database, _ source: String) throws {
    try db.transaction {
      for table in ["source", "cursor", "tally", "commune", "volunteer", "word", "bucket", "session", "late"] {
        try db.tell("DROP TABLE IF EXISTS \(table)")
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
        // Which tally each session went into and under which outcome, so that it can be counted as corrected: `chain` is
        // the row of `cursor`, `open` the first step that it left open.
        """
        CREATE TABLE bucket(id INTEGER PRIMARY KEY, checklist TEXT, version INTEGER, unit TEXT, month INTEGER,
          experience INTEGER, UNIQUE(checklist, version, unit, month, experience))
        """,
        """
        CREATE TABLE session(chain INTEGER, sequence INTEGER, bucket INTEGER NOT NULL, outcome TEXT NOT NULL, open TEXT,
          PRIMARY KEY(chain, sequence)) WITHOUT ROWID
        """,
        // Corrections of sessions that have not come yet.
        """
        CREATE TABLE late(device TEXT, incarnation INTEGER, sequence INTEGER, outcome TEXT NOT NULL,
          PRIMARY KEY(device, incarnation, sequence)) WITHOUT ROWID
        """,
        "CREATE INDEX word_checklist ON word(checklist)", "CREATE TABLE source(name TEXT NOT NULL)",
        "PRAGMA user_version = \(version)",
      ] { try db.tell(statement) }
      try db.run("INSERT INTO source VALUES(?)", .text(source))
    }
  }

  package func close() throws(StorageProblem) {
    try attempt { try queue.close() }
  }

  /// How far a chain was counted.
  package func cursor(of chain: CountedChain) throws(StorageProblem) -> Int {
    try counted(of: chain) ?? chain.from
  }

  /// How far a chain was counted; nil where it never was.
  package func counted(of chain: CountedChain) throws(StorageProblem) -> Int? {
    try attempt { try queue.inDatabase { try Self.cursor(of: chain, $0) } }
  }

  static func cursor(of chain: CountedChain, _ db: Database) throws -> Int? {
    try db.first(
      "SELECT sequence FROM cursor WHERE device = ? AND incarnation = ? AND branch = ?",
      .text(chain.id.device.rawValue),
      .int(chain.id.incarnation), .int(chain.branch)
    ) { $0.int(0) }
  }

  /// How many desks' entries are counted.
  package func desks() throws(StorageProblem) -> Int {
    try attempt {
      try queue.inDatabase { try $0.first("SELECT count(DISTINCT device) FROM cursor") { $0.int(0) } ?? 0 }
    }
  }

  /// Counts entries of many chains in one transaction: the tallies of all communes are written once for all of them.
  package func count(_ entries: [EntriesToCount]) throws(StorageProblem) {
    try attempt {
      try queue.inDatabase { db in
        try db.transaction {
          var transaction = CountingTransaction(db: db, path: path)
          for new in entries { try transaction.count(new) }
          try transaction.write()
        }
      }
    }
  }

  /// All sessions of a checklist that a filter takes, together.
  package func tally(of checklist: ChecklistID, _ filter: FigureFilter) throws(StorageProblem) -> Tally {
    try attempt {
      try queue.inDatabase { db in
        var sum = Tally()
        try db.each(
          """
          SELECT \(Self.tallyColumns) FROM tally WHERE checklist = ?1 AND unit = ?2 AND (?3 IS NULL OR version = ?3)
            AND (?4 IS NULL OR month >= ?4) AND (?5 IS NULL OR month <= ?5) AND (?6 IS NULL OR experience = ?6)
          """,
          [
            .text(checklist.rawValue), .text(filter.unit ?? Self.everywhere), .int(filter.version), .int(filter.from),
            .int(filter.through), .int(filter.experience?.rawValue),
          ]
        ) { sum.add(try Self.tally($0, path).1) }
        return sum
      }
    }
  }

  /// What occurs among the sessions of a checklist, in at least so many of them: versions (newest first), communes,
  /// months.
  package func choices(of checklist: ChecklistID, atLeast fewest: Int = 1) throws(StorageProblem) -> StatisticsChoices {
    try attempt {
      try queue.inDatabase { db in
        let values: [SQLiteValue] = [.text(checklist.rawValue), .text(Self.everywhere), .int(fewest)]
        func ints(_ column: String, _ order: String) throws -> [Int] {
          try db.all(
            """
            SELECT \(column) FROM tally WHERE checklist = ? AND unit = ? GROUP BY 1 HAVING sum(sessions) >= ?
              ORDER BY 1 \(order)
            """, values
          ) { $0.int(0) }
        }
        return StatisticsChoices(
          versions: try ints("version", "DESC"),
          units: try db.all(
            "SELECT unit FROM commune WHERE checklist = ? AND unit <> ? AND sessions >= ? ORDER BY 1", values
          ) { $0.text(0) },
          months: try ints("month", "ASC"))
      }
    }
  }

  /// The checklists that at least so many sessions ran on, by name.
  package func checklists(atLeast fewest: Int = 1) throws(StorageProblem) -> [ChecklistID] {
    try attempt {
      try queue.inDatabase { db in
        try db.all(
          "SELECT checklist FROM commune WHERE unit = ? AND sessions >= ? ORDER BY 1", .text(Self.everywhere),
          .int(fewest)
        ) { ChecklistID(rawValue: $0.text(0)) }
      }
    }
  }

  /// The figures of one checklist (nil: of all).
  package func figures(of checklist: ChecklistID? = nil) throws(StorageProblem) -> Figures {
    try attempt {
      try queue.inDatabase { db in
        var tallies: [FigureKey: Tally] = [:]
        try db.each(
          "SELECT \(Self.tallyColumns) FROM tally WHERE unit <> ?2 AND (?1 IS NULL OR checklist = ?1)",
          [.text(checklist?.rawValue), .text(Self.everywhere)]
        ) {
          let (key, tally) = try Self.tally($0, path)
          tallies[key] = tally
        }
        return Figures(tallies: tallies, sessionsOf: [:])
      }
    }
  }

  /// The columns that ``tally(_:_:)`` reads.
  static let tallyColumns = "checklist, version, unit, month, experience, bytes"

  /// A row of `tally`; throws `damaged` where it is none.
  static func tally(_ row: SQLiteRow, _ path: String) throws(StorageProblem) -> (FigureKey, Tally) {
    guard let tally = TallyBytes.decode(row.blob(5)), let experience = Experience(rawValue: row.int(4)) else {
      throw StorageProblem(path, .damaged("a tally"))
    }
    return (
      FigureKey(
        checklist: ChecklistID(rawValue: row.text(0)), version: row.int(1), unit: row.text(2), month: row.int(3),
        experience: experience), tally
    )
  }

  /// What volunteers wrote where no known problem fitted, newest first, at most `limit`.
  package func unknownProblems(
    of checklist: ChecklistID, _ filter: FigureFilter, limit: Int
  ) throws(StorageProblem) -> [UnknownProblem] {
    try attempt {
      try queue.inDatabase { db in
        try db.all(
          """
          SELECT step, version, words, month FROM word WHERE checklist = ?1 AND (?2 IS NULL OR version = ?2)
            AND (?3 IS NULL OR unit = ?3) AND (?4 IS NULL OR month >= ?4) AND (?5 IS NULL OR month <= ?5)
            AND (?6 IS NULL OR experience = ?6) ORDER BY id DESC LIMIT ?7
          """, .text(checklist.rawValue), .int(filter.version), .text(filter.unit), .int(filter.from),
          .int(filter.through), .int(filter.experience?.rawValue), .int(limit)
        ) {
          UnknownProblem(
            step: StepID(rawValue: $0.text(0)), version: $0.int(1), words: $0.text(2), month: $0.int(3))
        }
      }
    }
  }

  private func attempt<T>(_ work: () throws -> T) throws(StorageProblem) -> T {
    do { return try work() } catch { throw StorageProblem(error, path: path) }
  }
}
