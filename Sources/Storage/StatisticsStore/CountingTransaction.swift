import Checklists
import Foundation
import GRDB
import Journal
import Statistics

/// One transaction that counts entries of chains into the tallies.
struct CountingTransaction {
  let db: Database
  private var figures = Figures()

  init(db: Database) { self.db = db }

  /// Counts entries, and moves its chain's cursor to its end.
  mutating func count(_ new: EntriesToCount) throws {
    let chain = new.chain
    if let after = new.after, try StatisticsStore.cursor(of: chain, db) ?? chain.from != after { return }
    let known = try counts(of: chain.id.device)
    figures = Figures(
      tallies: figures.tallies, sessionsOf: figures.sessionsOf.merging(known, uniquingKeysWith: { mine, _ in mine }))
    for bytes in new.entries {
      guard var facts = Self.session(bytes) else { continue }
      // An entry from elsewhere may claim anything, but not to be of all communes.
      if facts.unit == StatisticsStore.everywhere { facts.unit = nil }
      let key = figures.add(facts, of: chain.id.device)
      try keepWords(facts, key)
    }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO cursor VALUES(?, ?, ?, ?)")
      .execute(arguments: [chain.id.device.rawValue, chain.id.incarnation, chain.branch, new.through])
  }

  /// Writes what was counted.
  func write() throws {
    var everywhere: [FigureKey: Tally] = [:]
    for (key, tally) in figures.tallies {
      try add(tally, key)
      var whole = key
      whole.unit = StatisticsStore.everywhere
      everywhere[whole, default: Tally()].add(tally)
    }
    for (key, tally) in everywhere { try add(tally, key) }
    for (name, count) in figures.sessionsOf {
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO volunteer VALUES(?, ?)").execute(arguments: [name, count])
    }
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

  private func counts(of device: DeviceID) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, sessions FROM volunteer WHERE name LIKE ?", arguments: [device.rawValue + " %"])
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
      guard let (_, kept) = StatisticsStore.tally(row) else {
        throw StatisticsError.unusable(path: "", what: "a tally")
      }
      sum = kept
      sum.add(tally)
    }
    let bytes = TallyBytes.encode(sum)
    // Entries from elsewhere may name as many steps and answers as they like: what makes a tally unreadable is left out.
    guard bytes.count <= TallyBytes.largest else { return }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO tally VALUES(?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: place + [sum.sessions, Data(bytes)])
    try db.cachedStatement(
      sql: "INSERT INTO commune VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET sessions = sessions + excluded.sessions"
    ).execute(arguments: [key.checklist.rawValue, key.unit, tally.sessions])
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
      ).execute(arguments: [key.checklist.rawValue, StatisticsStore.mostWords])
    }
  }
}
