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
    let row = try move(chain, to: new.through)
    var late = try lateCorrections(of: chain.id.device)
    for bytes in new.entries {
      guard let entry = Self.entry(bytes) else { continue }
      switch entry.body {
      case .session(var facts):
        // An entry from elsewhere may claim anything, but not to be of all communes.
        if facts.unit == StatisticsStore.everywhere { facts.unit = nil }
        let key = figures.add(facts, of: chain.id.device)
        try keepWords(facts, key)
        var outcome = facts.outcome
        if let corrected = late.removeValue(forKey: entry.id) {
          figures.correct(key, from: outcome, to: corrected, firstOpen: Tally.firstOpen(facts))
          outcome = corrected
        }
        try db.run(
          "INSERT OR REPLACE INTO session VALUES(?, ?, ?, ?, ?)", .int(row), .int(entry.id.sequence),
          .int(try bucket(key)), .text(outcome.rawValue), .text(Tally.firstOpen(facts)?.rawValue))
      case .amendment(let target, let change, _, _):
        guard let outcome = change.outcome, target.device == chain.id.device else { continue }
        try correct(target, to: outcome, in: chain)
      default: continue
      }
    }
  }

  /// Moves a chain's cursor; returns the row of the chain.
  private func move(_ chain: CountedChain, to sequence: Int) throws -> Int64 {
    let names: [SQLiteValue] = [.text(chain.id.device.rawValue), .int(chain.id.incarnation), .int(chain.branch)]
    try db.run(
      "INSERT INTO cursor VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
      names + [.int(sequence)])
    let row = try db.all("SELECT rowid FROM cursor WHERE device = ? AND incarnation = ? AND branch = ?", names) {
      $0.int64(0)
    }
    return row.first ?? 0
  }

  /// Counts a session under the outcome that it was corrected to. A fork holds its own entries alone; what it shares lies
  /// in branch 0.
  private mutating func correct(_ target: EntryID, to outcome: Outcome, in chain: CountedChain) throws {
    let found = try db.first(
      """
      SELECT s.chain, s.outcome, s.open, b.checklist, b.version, b.unit, b.month, b.experience
      FROM cursor c JOIN session s ON s.chain = c.rowid AND s.sequence = ? JOIN bucket b ON b.id = s.bucket
      WHERE c.device = ? AND c.incarnation = ? AND c.branch IN (?, 0) ORDER BY c.branch DESC
      """, .int(target.sequence), .text(target.device.rawValue), .int(target.incarnation), .int(chain.branch)
    ) { line in
      (
        chain: line.int64(0), outcome: Outcome(rawValue: line.text(1)), open: line.optionalText(2),
        key: FigureKey(
          checklist: ChecklistID(rawValue: line.text(3)), version: line.int(4), unit: line.text(5), month: line.int(6),
          experience: Experience(rawValue: line.int(7)) ?? .new)
      )
    }
    guard let found, let old = found.outcome else {
      try db.run(
        "INSERT OR REPLACE INTO late VALUES(?, ?, ?, ?)", .text(target.device.rawValue), .int(target.incarnation),
        .int(target.sequence), .text(outcome.rawValue))
      return
    }
    guard old != outcome else { return }
    figures.correct(found.key, from: old, to: outcome, firstOpen: found.open.map(StepID.init(rawValue:)))
    try db.run(
      "UPDATE session SET outcome = ? WHERE chain = ? AND sequence = ?", .text(outcome.rawValue), .int(found.chain),
      .int(target.sequence))
  }

  /// Corrections of a device's sessions that came before them.
  private func lateCorrections(of device: DeviceID) throws -> [EntryID: Outcome] {
    let lines = try db.all(
      "SELECT incarnation, sequence, outcome FROM late WHERE device = ?", .text(device.rawValue)
    ) {
      (EntryID(device: device, incarnation: $0.int(0), sequence: $0.int(1)), Outcome(rawValue: $0.text(2)))
    }
    return Dictionary(lines, uniquingKeysWith: { $1 }).compactMapValues(\.self)
  }

  /// The number of a tally's key, given once.
  private func bucket(_ key: FigureKey) throws -> Int64 {
    let names: [SQLiteValue] = [
      .text(key.checklist.rawValue), .int(key.version), .text(key.unit), .int(key.month), .int(key.experience.rawValue),
    ]
    let find = """
      SELECT id FROM bucket WHERE checklist = ? AND version = ? AND unit = ? AND month = ? AND experience = ?
      """
    if let id = try db.all(find, names, read: { $0.int64(0) }).first { return id }
    try db.run("INSERT INTO bucket(checklist, version, unit, month, experience) VALUES(?, ?, ?, ?, ?)", names)
    return try db.all(find, names, read: { $0.int64(0) }).first ?? 0
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

  /// Nil for what this program cannot read.
  private static func entry(_ bytes: [UInt8]) -> StoredEntry? {
    do { return try EntryBytes.decode(bytes) } catch { return nil }
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
    sum = sum.settled
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
