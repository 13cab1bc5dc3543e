import Checklists
import GRDB
import GRDBSQLite
import Glibc
package import Journal
package import Reports
package import SQLiteFiles

/// A chain whose entries are kept, or a fork of it at a hub.
package struct ReportChain: Hashable, Sendable {
  package var chain: ChainID
  /// 0, or the number of the fork.
  package var branch: Int

  package init(_ chain: ChainID, branch: Int = 0) {
    self.chain = chain
    self.branch = branch
  }
}

/// What reports need of the sessions of a journal or a hub, in a file of its own beside it, brought up to date with the
/// entries that came since. It is derived: the file may be deleted at any time, and is made anew. What reports add up most
/// is kept as sums of each day and unit, as corrected so far; what else they tell, from some sixty bytes a session.
package final class ReportStore: Sendable {
  private let path: String
  /// Who reads waits neither for who takes entries, nor for other readers.
  let pool: DatabasePool
  package let definition: ReportDefinition
  /// Whether what is taken is told in a feed.
  let hasFeed: Bool

  /// What this program writes into `user_version`; another version is made anew.
  private static let version = 5
  /// How many entries are best taken in one transaction.
  package static let portion = 5_000
  /// Rows of a chain are below 2 to this power.
  static let sequenceBits: Int64 = 40

  private init(path: String, pool: DatabasePool, definition: ReportDefinition, hasFeed: Bool) {
    self.path = path
    self.pool = pool
    self.definition = definition
    self.hasFeed = hasFeed
  }

  /// Opens the file at a path; one of another version, definition or source, or one that is damaged, is made anew.
  ///
  /// - Parameters:
  ///   - source: Whose entries are kept, where that may change behind the file's back.
  ///   - hasFeed: Whether what is taken is told in a feed; all who open a file say the same.
  package static func open(
    path: String, source: String = "", by definition: ReportDefinition = .current, hasFeed: Bool = false
  ) throws(StorageProblem) -> ReportStore {
    do {
      return try make(path, source, definition, hasFeed)
    } catch {
      do {
        for file in [path, path + "-wal", path + "-shm"] where unlink(file) != 0 && errno != ENOENT {
          throw StorageProblem(file, .disk(code: Int(errno)))
        }
        return try make(path, source, definition, hasFeed)
      } catch {
        throw StorageProblem(error, path: path)
      }
    }
  }

  private static func make(
    _ path: String, _ source: String, _ definition: ReportDefinition, _ hasFeed: Bool
  ) throws -> ReportStore {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StorageProblem(path, .disk(code: Int(errno))) }
    Glibc.close(file)
    var configuration = Configuration()
    configuration.label = "reports"
    configuration.busyMode = .timeout(5)
    // Nothing is lost with it, so a power cut may take the last portion.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON") }
    let pool = try DatabasePool(path: path, configuration: configuration)
    let name = "\(definition.name) \(source)"
    try pool.writeWithoutTransaction { db in
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let kept = found == version ? try String.fetchOne(db, sql: "SELECT name FROM source") : nil
      if kept != name { try lay(db, name) }
    }
    return ReportStore(path: path, pool: pool, definition: definition, hasFeed: hasFeed)
  }

  private static func lay(_ db: Database, _ source: String) throws {
    try db.inTransaction(.immediate) {
      for table in [
        "source", "name", "chain", "session", "correction", "words", "feed", "figure", "shift", "corrected", "quick",
        "cancelled",
      ] {
        try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
      }
      for statement in [
        "CREATE TABLE source(name TEXT NOT NULL, generation TEXT NOT NULL DEFAULT (lower(hex(randomblob(8)))))",
        // Every text that occurs often, once.
        "CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE chain(id INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation INTEGER NOT NULL,
          branch INTEGER NOT NULL, sequence INTEGER NOT NULL, unreadable INTEGER NOT NULL,
          UNIQUE(device, incarnation, branch))
        """,
        // As kept first. `row` is that of its chain, shifted, and its sequence; `packed` see ``Packed``; `receipt` the
        // beginning of what the entry holds of its code, or 0.
        """
        CREATE TABLE session(row INTEGER PRIMARY KEY, day INTEGER NOT NULL, unit INTEGER NOT NULL,
          volunteer INTEGER NOT NULL, checklist INTEGER NOT NULL, service INTEGER NOT NULL, packed INTEGER NOT NULL,
          candidates INTEGER NOT NULL, began INTEGER NOT NULL, length INTEGER NOT NULL, problems TEXT NOT NULL,
          receipt INTEGER NOT NULL)
        """,
        "CREATE INDEX session_day ON session(day, unit)",
        // Quick questions; `checklist` 0 where they were about a service, `asked` in milliseconds since 1970.
        """
        CREATE TABLE quick(row INTEGER PRIMARY KEY, day INTEGER NOT NULL, unit INTEGER NOT NULL,
          volunteer INTEGER NOT NULL, checklist INTEGER NOT NULL, helped INTEGER NOT NULL, asked INTEGER NOT NULL)
        """,
        "CREATE INDEX quick_day ON quick(day, unit)",
        // Sessions that were cancelled.
        "CREATE TABLE cancelled(row INTEGER PRIMARY KEY, day INTEGER NOT NULL, unit INTEGER NOT NULL)",
        "CREATE INDEX cancelled_day ON cancelled(day, unit)",
        // Sums of a day and unit as ``KeptTally/bytes``, corrections included.
        """
        CREATE TABLE figure(day INTEGER NOT NULL, unit INTEGER NOT NULL, sessions INTEGER NOT NULL,
          tally BLOB NOT NULL, PRIMARY KEY(day, unit)) WITHOUT ROWID
        """,
        // The first and the last moment of somebody's sessions of a day, in milliseconds since 1970.
        """
        CREATE TABLE shift(day INTEGER NOT NULL, unit INTEGER NOT NULL, device INTEGER NOT NULL,
          volunteer INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
          PRIMARY KEY(day, unit, device, volunteer)) WITHOUT ROWID
        """,
        // Sessions that something was put right of.
        """
        CREATE TABLE corrected(day INTEGER NOT NULL, unit INTEGER NOT NULL, row INTEGER NOT NULL,
          PRIMARY KEY(day, unit, row)) WITHOUT ROWID
        """,
        """
        CREATE TABLE correction(row INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation INTEGER NOT NULL,
          sequence INTEGER NOT NULL, outcome TEXT, age TEXT, satisfaction INTEGER, note TEXT, by TEXT,
          time INTEGER NOT NULL)
        """,
        "CREATE INDEX correction_target ON correction(device, incarnation, sequence)",
        // What people wrote: a petition (place -1), or the problem at a place that no known one fitted.
        """
        CREATE TABLE words(day INTEGER NOT NULL, unit INTEGER NOT NULL, session INTEGER NOT NULL,
          place INTEGER NOT NULL, began INTEGER NOT NULL, words TEXT NOT NULL,
          PRIMARY KEY(day, unit, session, place)) WITHOUT ROWID
        """,
        // Sessions and corrections in the order in which they were taken, for who reads them one after the other;
        // `taken` in milliseconds since 1970.
        "CREATE TABLE feed(number INTEGER PRIMARY KEY, row INTEGER NOT NULL, taken INTEGER NOT NULL)",
        "CREATE INDEX feed_taken ON feed(taken)", "PRAGMA user_version = \(version)",
      ] { try db.execute(sql: statement) }
      try db.execute(sql: "INSERT INTO source(name) VALUES(?)", arguments: [source])
      return .commit
    }
  }

  /// Drops all that is kept.
  package func reset() throws(StorageProblem) {
    try attempt {
      try pool.writeWithoutTransaction { db in
        guard let source = try String.fetchOne(db, sql: "SELECT name FROM source") else { return }
        try Self.lay(db, source)
      }
    }
  }

  package func close() throws(StorageProblem) {
    // The one that writes goes last: it leaves no log beside the file.
    pool.invalidateReadOnlyConnections()
    try attempt { try pool.close() }
  }

  /// How far a chain is kept; nil where it never was.
  package func kept(of chain: ReportChain) throws(StorageProblem) -> Int? {
    try attempt {
      try pool.read { db in
        try Int.fetchOne(
          db, sql: "SELECT sequence FROM chain WHERE device = ? AND incarnation = ? AND branch = ?",
          arguments: [chain.chain.device.rawValue, chain.chain.incarnation, chain.branch])
      }
    }
  }

  /// Entries that were taken, of all chains.
  package func entriesTaken() throws(StorageProblem) -> Int {
    try attempt { try pool.read { try Int.fetchOne($0, sql: "SELECT sum(sequence) FROM chain") ?? 0 } }
  }

  func attempt<T>(_ work: () throws -> T) throws(StorageProblem) -> T {
    do { return try work() } catch { throw StorageProblem(error, path: path) }
  }
}

/// The small values of a session in one number.
struct Packed {
  var outcome: Outcome
  var age: AgeBand?
  var satisfaction: Int?
  var topic: PetitionTopic?
  var isOnlyCounted: Bool

  private static let outcomes = Outcome.allCases
  private static let ages = AgeBand.allCases
  private static let topics = PetitionTopic.allCases

  init(_ session: CountedSession) {
    outcome = session.outcome
    age = session.ageBand
    satisfaction = session.satisfaction
    topic = session.petition?.topic
    isOnlyCounted = session.isOnlyCounted
  }

  /// Nil for a number that is none of these.
  init?(_ number: Int64) {
    guard (0..<1 << 20).contains(number) else { return nil }
    let bits = Int(number)
    let (outcome, age, topic) = (bits & 15, bits >> 4 & 15, bits >> 12 & 15)
    guard Self.outcomes.indices.contains(outcome), age <= Self.ages.count, topic <= Self.topics.count,
      (0...5).contains(bits >> 8 & 15)
    else { return nil }
    self.outcome = Self.outcomes[outcome]
    self.age = age == 0 ? nil : Self.ages[age - 1]
    satisfaction = bits >> 8 & 15 == 0 ? nil : bits >> 8 & 15
    self.topic = topic == 0 ? nil : Self.topics[topic - 1]
    isOnlyCounted = bits >> 16 & 1 == 1
  }

  var number: Int64 {
    let outcome = Self.outcomes.firstIndex(of: outcome) ?? 0
    let age = age.flatMap { Self.ages.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let topic = topic.flatMap { Self.topics.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    return Int64(outcome | age << 4 | (satisfaction ?? 0) << 8 | topic << 12 | (isOnlyCounted ? 1 << 16 : 0))
  }
}
