import Checklists
import GRDB
package import Journal
import SQLiteFiles

extension JournalStore {
  /// The sessions in progress, oldest first.
  package func drafts() throws(JournalProblem) -> [Draft] {
    let key = try writingKey()
    return try read { db in
      let rows = try db.all("SELECT session, text, seal FROM draft ORDER BY session") { line in
        let (session, text) = (line.int64(0), line.int64(1))
        try Schema.check("draft", [.int(session), .int(text)], seal: line.int64(2), path: folder.journal)
        return (session: SessionID(rawValue: session), text: text)
      }
      return try rows.map { row in
        var events = try events(db, key, row.session)
        guard !events.isEmpty else { throw damage(of: row.session) }
        events[0] = try FirstEvent(payload: events[0], problem: damage(of: row.session)).event
        return Draft(session: row.session, checklist: try text(db, row.text), events: events)
      }
    }
  }

  private func damage(of session: SessionID) -> JournalProblem {
    .damaged(path: folder.journal, what: "session \(session.rawValue) in progress")
  }

  private func text(_ db: Database, _ id: Int64) throws -> ChecklistText {
    let found = try db.first(
      "SELECT id, hash, checklist, version, bytes, seal FROM checklist_text WHERE id = ?", .int(id)
    ) { line in
      let (checklist, version, bytes) = (line.text(2), line.int64(3), line.blob(4))
      try Schema.check(
        "checklist_text", [.int(line.int64(0)), .blob(line.blob(1)), .text(checklist), .int(version), .blob(bytes)],
        seal: line.int64(5), path: folder.journal)
      return ChecklistText(id: ChecklistID(rawValue: checklist), version: Int(version), bytes: bytes)
    }
    guard let found else { throw JournalProblem.damaged(path: folder.journal, what: "a checklist's text") }
    return found
  }

  private func events(_ db: Database, _ key: DeviceKey, _ session: SessionID) throws -> [[UInt8]] {
    let first = Self.place(session, 0)
    var expected = first
    return try db.all(
      "SELECT place, box FROM draft_event WHERE place BETWEEN ? AND ? ORDER BY place", .int(first),
      .int(first + JournalLimits.events - 1)
    ) { line in
      guard line.int64(0) == expected else { throw damage(of: session) }
      expected += 1
      return try open(line, key)
    }
  }

  /// The event on a row of (place, box).
  private func open(_ line: SQLiteRow, _ key: DeviceKey) throws -> [UInt8] {
    guard let event = key.open(line.blob(1), place: Self.eventPlace(line.int64(0))) else {
      throw damage(of: SessionID(rawValue: line.int64(0) >> Schema.placeBits))
    }
    return event
  }

  /// Starts a session with its first event.
  package func begin(_ checklist: ChecklistText, event: [UInt8]) throws(JournalProblem) -> SessionID {
    guard checklist.bytes.count <= JournalLimits.checklist else { throw .tooLarge(bytes: checklist.bytes.count) }
    guard event.count <= JournalLimits.event else { throw .tooLarge(bytes: event.count) }
    return try change { db, _ in
      let text = try keep(db, checklist)
      try db.run("INSERT INTO draft(text, seal) VALUES(?, 0)", .int(text))
      let session = SessionID(rawValue: db.lastInsertedRowID)
      try db.run(
        "UPDATE draft SET seal = ? WHERE session = ?",
        .int(Schema.seal("draft", [.int(session.rawValue), .int(text)])), .int(session.rawValue))
      let first = FirstEvent(text: EntryHash(of: checklist.bytes), event: event)
      try insert(db, first.payload, Self.place(session, 0))
      return session
    }
  }

  /// Keeps the text of a checklist once, and drops older versions that no session runs on any more.
  private func keep(_ db: Database, _ checklist: ChecklistText) throws -> Int64 {
    let hash = EntryHash(of: checklist.bytes)
    let known = try db.first(
      "SELECT id FROM checklist_text WHERE hash = ? AND checklist = ? AND version = ?", .blob(hash.bytes),
      .text(checklist.id.rawValue), .int(checklist.version)
    ) { $0.int64(0) }
    if let known { return known }
    try db.run(
      """
      DELETE FROM checklist_text WHERE (checklist = ? OR hash = ?) AND id NOT IN (SELECT text FROM draft)
      """, .text(checklist.id.rawValue), .blob(hash.bytes))
    let id = (try db.first("SELECT max(id) FROM checklist_text") { $0.int64(0) } ?? 0) + 1
    try Schema.insert(
      db, "checklist_text",
      [
        .int(id), .blob(hash.bytes), .text(checklist.id.rawValue), .int(checklist.version), .blob(checklist.bytes),
      ])
    return id
  }

  /// Adds event `number` (1, 2 … after the first, which is 0). The same number twice with the same bytes is no error.
  package func append(_ event: [UInt8], number: Int, to session: SessionID) throws(JournalProblem) {
    guard number > 0, number < Int(JournalLimits.events) else { throw .tooLarge(bytes: number) }
    let place = Self.place(session, Int64(number))
    try change { db, _ in
      let key = try writingKey()
      let known = try db.first("SELECT place, box FROM draft_event WHERE place = ?", .int(place)) { try open($0, key) }
      if let known {
        if known == event { return }
        throw JournalProblem.damaged(path: folder.journal, what: "event \(number) exists with other bytes")
      }
      // An event without the one before it would be lost on reopening.
      let before = try db.first("SELECT place FROM draft_event WHERE place = ?", .int(place - 1)) { $0.int64(0) }
      guard before != nil else { throw JournalProblem.noSuchEntry }
      guard event.count <= JournalLimits.event else { throw JournalProblem.tooLarge(bytes: event.count) }
      try insert(db, event, place)
    }
  }

  private func insert(_ db: Database, _ event: [UInt8], _ place: Int64) throws {
    let box = try writingKey().seal(event, place: Self.eventPlace(place), using: &chance)
    try db.run("INSERT INTO draft_event(place, box) VALUES(?, ?)", .int(place), .blob(box))
  }

  /// Drops a session whose citizen agreed to nothing: nothing says that it was.
  package func discard(_ session: SessionID) throws(JournalProblem) {
    try change { db, _ in try drop(db, session) }
  }

  /// Removes a session in progress; throws `noSuchEntry` where it is not there (any more), so that one session is
  /// never finished twice.
  func drop(_ db: Database, _ session: SessionID) throws {
    let first = Self.place(session, 0)
    try db.run(
      "DELETE FROM draft_event WHERE place BETWEEN ? AND ?", .int(first), .int(first + JournalLimits.events - 1))
    try db.run("DELETE FROM draft WHERE session = ?", .int(session.rawValue))
    guard db.changes == 1 else { throw JournalProblem.noSuchEntry }
  }

  /// Where an event lies: one number made of session and number finds it faster than two.
  package static func place(_ session: SessionID, _ number: Int64) -> Int64 {
    (session.rawValue << Schema.placeBits) + number
  }

  /// What an event's box is bound to.
  package static func eventPlace(_ place: Int64) -> String { "draft \(place)" }
}

/// The first event of a session as it is sealed: with the hash of its checklist before it, so that a salvage knows the
/// session also without its row in table `draft`.
package struct FirstEvent {
  package var text: EntryHash
  package var event: [UInt8]

  init(text: EntryHash, event: [UInt8]) {
    self.text = text
    self.event = event
  }

  package init(payload: [UInt8], problem: JournalProblem) throws(JournalProblem) {
    guard let text = EntryHash(bytes: Array(payload.prefix(EntryHash.byteCount))) else { throw problem }
    self.init(text: text, event: Array(payload.dropFirst(EntryHash.byteCount)))
  }

  var payload: [UInt8] { text.bytes + event }
}
