import Checklists
import Foundation
import GRDB
import GRDBSQLite
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
      try pool.write { db in
        let place: StatementArguments = [chain.chain.device.rawValue, chain.chain.incarnation, chain.branch]
        let found = try Row.fetchOne(
          db, sql: "SELECT id, sequence, unreadable FROM chain WHERE device = ? AND incarnation = ? AND branch = ?",
          arguments: place)
        guard found.map({ $0["sequence"] == after }) ?? true else { return }
        let id: Int64 =
          if let found { found["id"] } else {
            (try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM chain") ?? 0) + 1
          }
        let unreadable: Int = found.map { $0["unreadable"] } ?? 0
        try db.execute(
          sql: "INSERT OR REPLACE INTO chain VALUES(?, ?, ?, ?, ?, ?)",
          arguments: [id] + place + [sequence, unreadable])
        var taking = try Taking(db, id, chain.chain, after: after, through: sequence, definition, hasFeed: hasFeed)
        for bytes in entries { try taking.take(bytes) }
        try taking.finish()
        if taking.unreadable > 0 {
          try db.execute(
            sql: "UPDATE chain SET unreadable = ? WHERE id = ?", arguments: [unreadable + taking.unreadable, id])
        }
      }
    }
  }
}

/// One transaction that takes entries.
private struct Taking {
  private let db: Database
  private let chain: Int64
  private let id: ChainID
  private let through: Int
  private let definition: ReportDefinition
  private let hasFeed: Bool
  private(set) var unreadable = 0
  /// The last sequence that was taken.
  private var last: Int
  private var names: [String: Int64] = [:]
  private var texts: [Int64: String] = [:]
  private var chains: [ChainID: [Int64]] = [:]
  /// Places of the chain that something was put right of before they came.
  private var waiting: Set<Int>
  private var figures: [Cell: Change] = [:]
  private var shifts: [Shift: (first: Int64, last: Int64)] = [:]

  private struct Cell: Hashable {
    var day: Int
    var unit: Int64
  }

  private struct Shift: Hashable {
    var cell: Cell
    var device: Int64
    var volunteer: Int64
  }

  /// What comes to the sums of a cell, and what goes.
  private struct Change {
    var added = ReportTally()
    var removed = ReportTally()
  }

  /// - Parameters:
  ///   - chain: The number of the chain, which is in its table.
  ///   - through: The last sequence that is taken; the first is behind `after`.
  init(
    _ db: Database, _ chain: Int64, _ id: ChainID, after: Int, through: Int, _ definition: ReportDefinition,
    hasFeed: Bool
  ) throws {
    (self.db, self.chain, self.id, self.definition, self.hasFeed) = (db, chain, id, definition, hasFeed)
    (last, self.through) = (after, through)
    waiting = Set(
      try Int.fetchAll(
        db, sql: "SELECT sequence FROM correction WHERE device = ? AND incarnation = ? AND sequence > ?",
        arguments: [id.device.rawValue, id.incarnation, after]))
  }

  mutating func take(_ bytes: [UInt8]) throws {
    let entry: StoredEntry
    do { entry = try EntryBytes.decode(bytes) } catch {
      unreadable += 1
      return
    }
    // Nothing is counted twice, whatever order it comes in.
    guard (1..<1 << Int(ReportStore.sequenceBits)).contains(entry.id.sequence), entry.id.sequence > last,
      entry.id.sequence <= through
    else {
      unreadable += 1
      return
    }
    last = entry.id.sequence
    let row = chain << ReportStore.sequenceBits | Int64(entry.id.sequence)
    if let session = CountedSession(entry, by: definition) { return try keep(session, entry.receipt, row) }
    if case .quickHelp(let facts) = entry.body { return try keep(facts, entry.id, row) }
    if case .cancelled(let facts) = entry.body { return try keep(facts, entry.id, row) }
    guard case .amendment(let target, let change, let by, let at) = entry.body else { return }
    let touched = try sessions(of: target)
    let before = touched.isEmpty ? [] : try ReportStore.corrections(db, of: target)[target]
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO correction VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row, target.device.rawValue, target.incarnation, target.sequence, change.outcome?.rawValue,
        change.ageBand?.rawValue, change.satisfaction, change.note, by?.rawValue, at.wallMilliseconds,
      ])
    try tell(row)
    if target.chain == id { waiting.insert(target.sequence) }
    guard !touched.isEmpty else { return }
    let after = try ReportStore.corrections(db, of: target)[target]
    for (place, cell, first) in touched {
      figures[cell, default: Change()].removed.count(first.corrected(by: before), definition)
      figures[cell]?.added.count(first.corrected(by: after), definition)
      try note(place, cell)
    }
  }

  private mutating func keep(_ session: CountedSession, _ receipt: EntryHash?, _ row: Int64) throws {
    let cell = Cell(day: session.day.daysSince1970, unit: try name(session.unit))
    let volunteer = try session.volunteer.map { try name($0.rawValue) } ?? 0
    var problems: [String] = []
    for (place, fact) in session.problems.enumerated() {
      let helped = fact.helped.map { $0 ? "+" : "-" } ?? "?"
      problems.append("\(try name(fact.step.rawValue)) \(try fact.problem.map { try name($0.rawValue) } ?? 0)\(helped)")
      if fact.problem == nil, let words = fact.words, !words.isEmpty { try keep(words, of: session, cell, row, place) }
    }
    if let petition = session.petition, !petition.text.isEmpty { try keep(petition.text, of: session, cell, row, -1) }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO session VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row, cell.day, cell.unit, volunteer, try name(session.checklist.rawValue),
        try session.service.map { try name($0.rawValue) } ?? 0, Packed(session).number,
        Int64(bitPattern: session.candidates), session.began, session.length, problems.joined(separator: ","),
        receipt?.prefix ?? 0,
      ])
    try tell(row)
    if volunteer != 0 {
      let shift = Shift(cell: cell, device: try name(session.id.device.rawValue), volunteer: volunteer)
      let known = shifts[shift] ?? (session.began, session.began)
      shifts[shift] = (min(known.first, session.began), max(known.last, session.began + session.length))
    }
    guard waiting.contains(session.id.sequence) else {
      figures[cell, default: Change()].added.count(session, definition)
      return
    }
    let corrections = try ReportStore.corrections(db, of: session.id)[session.id]
    figures[cell, default: Change()].added.count(session.corrected(by: corrections), definition)
    try note(row, cell)
  }

  private mutating func keep(_ facts: QuickHelpFacts, _ id: EntryID, _ row: Int64) throws {
    let quick = CountedQuickHelp(id, facts)
    let cell = Cell(day: quick.day.daysSince1970, unit: try name(quick.unit))
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO quick VALUES(?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        row, cell.day, cell.unit, try quick.volunteer.map { try name($0.rawValue) } ?? 0,
        try quick.checklist.map { try name($0.rawValue) } ?? 0, quick.helped, facts.at.wallMilliseconds,
      ])
    figures[cell, default: Change()].added.count(quick)
  }

  private mutating func keep(_ facts: CancelledFacts, _ id: EntryID, _ row: Int64) throws {
    let cancellation = CountedCancellation(id, facts)
    let cell = Cell(day: cancellation.day.daysSince1970, unit: try name(cancellation.unit))
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO cancelled VALUES(?, ?, ?)")
      .execute(arguments: [row, cell.day, cell.unit])
    figures[cell, default: Change()].added.count(cancellation)
  }

  private func note(_ row: Int64, _ cell: Cell) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO corrected VALUES(?, ?, ?)")
      .execute(arguments: [cell.day, cell.unit, row])
  }

  /// The sessions of an entry, on its chain and its forks, as kept first.
  private mutating func sessions(of target: EntryID) throws -> [(row: Int64, cell: Cell, first: CountedSession)] {
    guard (1..<1 << Int(ReportStore.sequenceBits)).contains(target.sequence) else { return [] }
    let places: [Int64]
    if let known = chains[target.chain] {
      places = known
    } else {
      places = try Int64.fetchAll(
        db, sql: "SELECT id FROM chain WHERE device = ? AND incarnation = ?",
        arguments: [target.device.rawValue, target.incarnation])
      chains[target.chain] = places
    }
    let statement = try db.cachedStatement(sql: "SELECT \(KeptRow.columns) FROM session s WHERE s.row = ?")
      .sqliteStatement
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    var found: [(Int64, Cell, CountedSession)] = []
    for place in places {
      let row = place << ReportStore.sequenceBits | Int64(target.sequence)
      sqlite3_reset(statement)
      sqlite3_bind_int64(statement, 1, row)
      switch sqlite3_step(statement) {
      case SQLITE_DONE: continue
      case SQLITE_ROW:
        let kept = KeptRow(statement: statement)
        let cell = Cell(day: Int(kept.int(1)), unit: kept.int(2))
        guard let session = try kept.session(target, text: { try text($0) }) else {
          throw DatabaseError.damaged("session \(row)")
        }
        found.append((row, cell, session))
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
    return found
  }

  /// Adds what was taken to the sums.
  mutating func finish() throws {
    let find = try db.cachedStatement(sql: "SELECT tally FROM figure WHERE day = ? AND unit = ?")
    for (cell, change) in figures {
      var tally = KeptTally()
      if let bytes = try Data.fetchOne(find, arguments: [cell.day, cell.unit]), !tally.add(Array(bytes)) {
        throw DatabaseError.damaged("figure \(cell.day) \(cell.unit)")
      }
      try tally.add(change.added, times: 1) { try name($0) }
      try tally.add(change.removed, times: -1) { try name($0) }
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO figure VALUES(?, ?, ?, ?)")
        .execute(arguments: [cell.day, cell.unit, tally.sessions, Data(tally.bytes)])
    }
    for (shift, times) in shifts {
      try db.cachedStatement(
        sql: """
          INSERT INTO shift VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
            SET first = min(first, excluded.first), last = max(last, excluded.last)
          """
      ).execute(
        arguments: [shift.cell.day, shift.cell.unit, shift.device, shift.volunteer, times.first, times.last])
    }
  }

  private func tell(_ row: Int64) throws {
    guard hasFeed else { return }
    try db.cachedStatement(
      sql: "INSERT INTO feed(row, taken) VALUES(?, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))"
    ).execute(arguments: [row])
  }

  private func keep(_ words: String, of session: CountedSession, _ cell: Cell, _ row: Int64, _ place: Int) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO words VALUES(?, ?, ?, ?, ?, ?)")
      .execute(arguments: [cell.day, cell.unit, row, place, session.began, words])
  }

  private mutating func text(_ id: Int64) throws -> String {
    if let known = texts[id] { return known }
    let find = try db.cachedStatement(sql: "SELECT text FROM name WHERE id = ?")
    let text = try String.fetchOne(find, arguments: [id]) ?? ""
    if texts.count < 10_000 { texts[id] = text }
    return text
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
