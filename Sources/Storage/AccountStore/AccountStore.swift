import GRDB
package import SQLiteFiles

/// Who may read a hub's pages and feeds, who is signed in, and what they did, in a file of the hub's data folder.
///
/// It is a file of its own whichever database holds the entries: nobody who can read the entries' database can sign in
/// with what stands there.
package final class AccountStore: Sendable {
  private let path: String
  private let queue: DatabaseQueue

  /// Events that are kept; older ones go.
  package static let mostEvents: Int64 = 200_000

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Opens the file at a path, and makes it where there is none.
  package static func open(path: String) throws(StorageProblem) -> AccountStore {
    do {
      return AccountStore(path: path, queue: try SQLiteFile(label: "accounts").open(path, AccountSchema.tables))
    } catch {
      throw StorageProblem(error, path: path)
    }
  }

  package func close() throws(StorageProblem) {
    do { try queue.close() } catch { throw StorageProblem(error, path: path) }
  }

  /// Writes a whole copy, as of one moment, into a new file.
  package func backUp(to target: String) throws(StorageProblem) {
    do {
      try queue.writeWithoutTransaction { db in try db.run("VACUUM INTO ?", .text(target)) }
    } catch {
      throw StorageProblem(error, path: target)
    }
  }

  // MARK: People

  /// Adds somebody; false where the name is taken.
  package func add(_ person: Person) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run(
        "INSERT INTO person VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO NOTHING", .text(person.name),
        .text(person.role.rawValue), .text(person.scope.text), .text(person.password), .blob(person.codeSecret),
        .int(person.lastCodeStep), .int(person.disabled))
      return db.changes > 0
    }
  }

  /// Nil where there is nobody of the name.
  package func person(_ name: String) throws(StorageProblem) -> Person? {
    try read { db in try db.first("SELECT * FROM person WHERE name = ?", .text(name), read: Self.person) }
  }

  /// All people, by name.
  package func people() throws(StorageProblem) -> [Person] {
    try read { db in try db.all("SELECT * FROM person ORDER BY name", read: Self.person) }
  }

  /// Shuts somebody out, and ends what they have open; false where there is nobody of the name.
  package func disable(_ name: String, at time: Int64) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run("UPDATE person SET disabled = coalesce(disabled, ?) WHERE name = ?", .int(time), .text(name))
      let isKnown = db.changes > 0
      try db.run("DELETE FROM session WHERE person = ?", .text(name))
      return isKnown
    }
  }

  /// Gives somebody a new password and secret, lets them in again, and ends what they have open; false where there is
  /// nobody of the name.
  package func reset(_ name: String, password: String, codeSecret: [UInt8]?) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run(
        "UPDATE person SET password = ?, code_secret = ?, last_code_step = 0, disabled = NULL WHERE name = ?",
        .text(password), .blob(codeSecret), .text(name))
      let isKnown = db.changes > 0
      try db.run("DELETE FROM session WHERE person = ?", .text(name))
      return isKnown
    }
  }

  /// Takes a code of somebody; false where that step's code, or a later one, was taken before.
  package func takeCode(step: Int64, of name: String) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run(
        "UPDATE person SET last_code_step = ?1 WHERE name = ?2 AND last_code_step < ?1", .int(step), .text(name))
      return db.changes > 0
    }
  }

  // MARK: Sessions

  /// Begins one, and drops those that are over.
  package func begin(_ session: PageSession, dropBegan: Int64, dropSeen: Int64) throws(StorageProblem) {
    try write { db in
      try db.run("DELETE FROM session WHERE began < ? OR seen < ?", .int(dropBegan), .int(dropSeen))
      try db.run(
        "INSERT INTO session VALUES(?, ?, ?, ?)", .blob(session.hash), .text(session.person), .int(session.began),
        .int(session.seen))
    }
  }

  /// A session and whose it is; nil where there is none, or they were shut out.
  package func session(_ hash: [UInt8]) throws(StorageProblem) -> (session: PageSession, person: Person)? {
    try read { db in
      let found = try db.first(
        """
        SELECT p.*, s.began, s.seen FROM session s JOIN person p ON p.name = s.person
          WHERE s.hash = ? AND p.disabled IS NULL
        """, .blob(hash)
      ) { row in
        let person = try Self.person(row)
        return (PageSession(hash: hash, person: person.name, began: row.int64(7), seen: row.int64(8)), person)
      }
      return found
    }
  }

  /// Notes that a session was used.
  package func touch(_ hash: [UInt8], at time: Int64) throws(StorageProblem) {
    try write { db in try db.run("UPDATE session SET seen = ? WHERE hash = ?", .int(time), .blob(hash)) }
  }

  package func end(_ hash: [UInt8]) throws(StorageProblem) {
    try write { db in try db.run("DELETE FROM session WHERE hash = ?", .blob(hash)) }
  }

  // MARK: Tokens

  /// Adds one; false where the name is taken.
  package func add(_ token: MachineToken) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run(
        "INSERT INTO token VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO NOTHING", .text(token.name),
        .blob(token.hash), .text(token.scope.text), .bool(token.mayReadEntries), .int(token.made),
        .int(token.expires), .int(token.revoked))
      return db.changes > 0
    }
  }

  /// The token with the hash of a secret; nil where there is none.
  package func token(_ hash: [UInt8]) throws(StorageProblem) -> MachineToken? {
    try read { db in try db.first("SELECT * FROM token WHERE hash = ?", .blob(hash), read: Self.token) }
  }

  /// All tokens, by name.
  package func tokens() throws(StorageProblem) -> [MachineToken] {
    try read { db in try db.all("SELECT * FROM token ORDER BY name", read: Self.token) }
  }

  /// False where there is none of the name.
  package func revokeToken(_ name: String, at time: Int64) throws(StorageProblem) -> Bool {
    try write { db in
      try db.run("UPDATE token SET revoked = coalesce(revoked, ?) WHERE name = ?", .int(time), .text(name))
      return db.changes > 0
    }
  }

  // MARK: Audit

  /// Keeps an event; durable when it returns.
  package func note(
    _ kind: AuditEvent.Kind, who: String, subject: String, at time: Int64
  ) throws(StorageProblem) {
    try write { db in
      try db.run(
        "INSERT INTO audit(time, kind, who, subject) VALUES(?, ?, ?, ?)", .int(time), .text(kind.rawValue),
        .text(String(who.prefix(80))), .text(String(subject.prefix(200))))
      try db.run(
        "DELETE FROM audit WHERE number <= (SELECT max(number) FROM audit) - ?", .int(Self.mostEvents))
    }
  }

  /// Events with a number under `before`, newest first, at most `limit`.
  package func events(before: Int64 = .max, limit: Int) throws(StorageProblem) -> [AuditEvent] {
    try read { db in
      try db.all(
        "SELECT number, time, kind, who, subject FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?",
        .int(before), .int(limit)
      ) { row in
        guard let kind = AuditEvent.Kind(rawValue: row.text(2)) else {
          throw StorageProblem(self.path, .damaged("an event"))
        }
        return AuditEvent(
          number: row.int64(0), time: row.int64(1), kind: kind, who: row.text(3), subject: row.text(4))
      }
    }
  }

  // MARK: Rows

  private static func person(_ row: SQLiteRow) throws -> Person {
    guard let role = PersonRole(rawValue: row.text(1)), let scope = UnitScope(row.text(2)) else {
      throw DatabaseError.damaged("a person")
    }
    var person = Person(
      name: row.text(0), role: role, scope: scope, password: row.text(3),
      codeSecret: row.isNull(4) ? nil : row.blob(4))
    person.lastCodeStep = row.int64(5)
    person.disabled = row.optionalInt64(6)
    return person
  }

  private static func token(_ row: SQLiteRow) throws -> MachineToken {
    guard let scope = UnitScope(row.text(2)) else { throw DatabaseError.damaged("a token") }
    return MachineToken(
      name: row.text(0), hash: row.blob(1), scope: scope, mayReadEntries: row.int(3) != 0, made: row.int64(4),
      expires: row.int64(5), revoked: row.optionalInt64(6))
  }

  private func write<T>(_ work: (Database) throws -> T) throws(StorageProblem) -> T {
    do { return try queue.inDatabase { db in try db.transaction { try work(db) } } } catch {
      throw StorageProblem(error, path: path)
    }
  }

  private func read<T>(_ work: (Database) throws -> T) throws(StorageProblem) -> T {
    do { return try queue.inDatabase { db in try work(db) } } catch { throw StorageProblem(error, path: path) }
  }
}
