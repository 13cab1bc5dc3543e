import Checklists
import GRDB
import Journal
import SQLiteFiles
import Statistics

/// One transaction that counts entries of chains into the tallies.
struct CountingTransaction {
  let db: Database
  /// The file, for what is said of it.
  let path: String
  private var figures = Figures()

  init(db: Database, path: String) {
    self.db = db
    self.path = path
  }

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
    try db.run(
      "INSERT OR REPLACE INTO cursor VALUES(?, ?, ?, ?)", .text(chain.id.device.rawValue), .int(chain.id.incarnation),
      .int(chain.branch), .int(new.through))
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
      try db.run("INSERT OR REPLACE INTO volunteer VALUES(?, ?)", .text(name), .int(count))
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
    let rows = try db.all(
      "SELECT name, sessions FROM volunteer WHERE name LIKE ?", .text(device.rawValue + " %")
    ) { ($0.text(0), $0.int(1)) }
    return Dictionary(rows, uniquingKeysWith: { $1 })
  }

  private func add(_ tally: Tally, _ key: FigureKey) throws {
    let place: [SQLiteValue] = [
      .text(key.checklist.rawValue), .int(key.version), .text(key.unit), .int(key.month), .int(key.experience.rawValue),
    ]
    var sum = tally
    try db.each(
      """
      SELECT \(StatisticsStore.tallyColumns) FROM tally
      WHERE checklist = ? AND version = ? AND unit = ? AND month = ? AND experience = ?
      """, place
    ) {
      sum = try StatisticsStore.tally($0, path).1
      sum.add(tally)
    }
    let bytes = TallyBytes.encode(sum)
    // Entries from elsewhere may name as many steps and answers as they like: what makes a tally unreadable is left out.
    guard bytes.count <= TallyBytes.largest else { return }
    try db.run("INSERT OR REPLACE INTO tally VALUES(?, ?, ?, ?, ?, ?, ?)", place + [.int(sum.sessions), .blob(bytes)])
    try db.run(
      "INSERT INTO commune VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET sessions = sessions + excluded.sessions",
      .text(key.checklist.rawValue), .text(key.unit), .int(tally.sessions))
  }

  /// Words that look as if they held a number of a person are not even kept here.
  private func keepWords(_ facts: SessionFacts, _ key: FigureKey) throws {
    for problem in facts.problems where problem.problem == nil {
      guard let words = problem.words, !words.isEmpty, PersonalDigits.first(in: words) == nil else { continue }
      try db.run(
        "INSERT INTO word VALUES(NULL, ?, ?, ?, ?, ?, ?, ?)", .text(key.checklist.rawValue), .int(key.version),
        .text(key.unit), .int(key.month), .int(key.experience.rawValue), .text(problem.step.rawValue), .text(words))
      try db.run(
        """
        DELETE FROM word WHERE checklist = ?1 AND id <= (SELECT id FROM word WHERE checklist = ?1
          ORDER BY id DESC LIMIT 1 OFFSET ?2)
        """, .text(key.checklist.rawValue), .int(StatisticsStore.mostWords))
    }
  }
}
