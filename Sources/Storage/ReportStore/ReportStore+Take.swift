import Checklists
import GRDB
import Journal
import Reports
package import SQLiteFiles

extension ReportStore {
  /// Takes entries of a chain behind what is kept of it, in order, through a sequence, in one transaction. Nothing is
  /// taken where the chain is kept to another place than `after`.
  package func take(
    _ entries: [[UInt8]], of chain: ReportChain, after: Int, through sequence: Int
  ) throws(StorageProblem) {
    try attempt {
      try queue.write { db in
        let place: StatementArguments = [chain.chain.device.rawValue, chain.chain.incarnation, chain.branch]
        let found = try Row.fetchOne(
          db, sql: "SELECT id, sequence, unreadable FROM chain WHERE device = ? AND incarnation = ? AND branch = ?",
          arguments: place)
        guard found.map({ $0["sequence"] == after }) ?? true else { return }
        let id: Int64 =
          if let found { found["id"] } else {
            (try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM chain") ?? 0) + 1
          }
        var taking = Taking(db: db, chain: id, definition: definition, hasFeed: hasFeed)
        for bytes in entries { try taking.take(bytes) }
        let unreadable: Int = found.map { $0["unreadable"] } ?? 0
        try db.execute(
          sql: "INSERT OR REPLACE INTO chain VALUES(?, ?, ?, ?, ?, ?)",
          arguments: [id] + place + [sequence, unreadable + taking.unreadable])
      }
    }
  }
}

/// One transaction that takes entries.
private struct Taking {
  let db: Database
  let chain: Int64
  let definition: ReportDefinition
  let hasFeed: Bool
  var unreadable = 0
  private var names: [String: Int64] = [:]

  init(db: Database, chain: Int64, definition: ReportDefinition, hasFeed: Bool) {
    self.db = db
    self.chain = chain
    self.definition = definition
    self.hasFeed = hasFeed
  }

  mutating func take(_ bytes: [UInt8]) throws {
    let entry: StoredEntry
    do { entry = try EntryBytes.decode(bytes) } catch {
      unreadable += 1
      return
    }
    guard (1..<1 << Int(ReportStore.sequenceBits)).contains(entry.id.sequence) else {
      unreadable += 1
      return
    }
    let row = chain << ReportStore.sequenceBits | Int64(entry.id.sequence)
    if let session = CountedSession(entry, by: definition) { return try keep(session, row) }
    guard case .amendment(let target, let change, let by, let at) = entry.body else { return }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO correction VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row, target.device.rawValue, target.incarnation, target.sequence, change.outcome?.rawValue,
        change.ageBand?.rawValue, change.satisfaction, change.note, by?.rawValue, at.wallMilliseconds,
      ])
    try tell(row)
  }

  private mutating func keep(_ session: CountedSession, _ row: Int64) throws {
    var problems: [String] = []
    for (place, fact) in session.problems.enumerated() {
      let helped = fact.helped.map { $0 ? "+" : "-" } ?? "?"
      problems.append("\(try name(fact.step.rawValue)) \(try fact.problem.map { try name($0.rawValue) } ?? 0)\(helped)")
      if fact.problem == nil, let words = fact.words, !words.isEmpty { try keep(words, row, place) }
    }
    if let petition = session.petition, !petition.text.isEmpty { try keep(petition.text, row, -1) }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO session VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row, session.day.daysSince1970, try name(session.unit),
        try session.volunteer.map { try name($0.rawValue) } ?? 0, try name(session.checklist.rawValue),
        try session.service.map { try name($0.rawValue) } ?? 0, Packed(session).number,
        Int64(bitPattern: session.candidates), session.began, session.length, problems.joined(separator: ","),
      ])
    try tell(row)
  }

  private func tell(_ row: Int64) throws {
    guard hasFeed else { return }
    try db.cachedStatement(
      sql: "INSERT INTO feed(row, taken) VALUES(?, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))"
    ).execute(arguments: [row])
  }

  private func keep(_ words: String, _ row: Int64, _ place: Int) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO words VALUES(?, ?, ?)").execute(arguments: [row, place, words])
  }

  /// The number of a text, from 1.
  private mutating func name(_ text: String) throws -> Int64 {
    if let known = names[text] { return known }
    let find = try db.cachedStatement(sql: "SELECT id FROM name WHERE text = ?")
    if try Int64.fetchOne(find, arguments: [text]) == nil {
      try db.cachedStatement(sql: "INSERT INTO name(text) VALUES(?)").execute(arguments: [text])
    }
    let id = try Int64.fetchOne(find, arguments: [text]) ?? 0
    // Entries from elsewhere may hold any number of texts.
    if names.count < 10_000 { names[text] = id }
    return id
  }
}
