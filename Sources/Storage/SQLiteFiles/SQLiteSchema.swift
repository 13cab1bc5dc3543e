package import GRDB

/// The tables of a database file, version by version.
package struct SQLiteSchema: Sendable {
  /// Four letters, in the file's `application_id`: it is one of ours, of this sort.
  package var application: Int
  /// What makes each version of the one before it; version n, in `user_version`, is what the first n make. They only go
  /// forward.
  package var migrations: [[String]]
  /// Tables that every version has: a file without one of them was not made by this program.
  package var tables: Set<String>

  package init(application: Int, migrations: [[String]], tables: Set<String> = []) {
    self.application = application
    self.migrations = migrations
    self.tables = tables
  }

  package var version: Int { migrations.count }

  /// Looks at a file before anything is written to it: the version it has, 0 where it is empty. Throws `newer` for the
  /// file of a newer program, `damaged` for one that is none of this sort.
  package func admit(_ db: Database, path: String) throws -> Int {
    let found = try db.first("PRAGMA user_version") { $0.int(0) } ?? 0
    let names = Set(try db.all("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) })
    if found == 0 && names.isEmpty { return 0 }
    let owner = try db.first("PRAGMA application_id") { $0.int(0) } ?? 0
    if found > version { throw StorageProblem(path, .newer(found: found, known: version)) }
    guard owner == application, found > 0, names.isSuperset(of: tables) else {
      throw StorageProblem(path, .damaged("a file of another sort"))
    }
    return found
  }

  /// Makes the tables, or brings them forward, in one transaction.
  package func migrate(_ db: Database, path: String) throws {
    try db.transaction { try make(db, path: path) }
  }

  /// As ``migrate(_:path:)``, within a transaction that is open.
  package func make(_ db: Database, path: String) throws {
    // Another process may have been faster.
    for statement in migrations.dropFirst(try admit(db, path: path)).joined() { try db.tell(statement) }
    try db.tell("PRAGMA application_id = \(application)")
    try db.tell("PRAGMA user_version = \(version)")
  }
}
