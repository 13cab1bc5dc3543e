package import GRDB
import GRDBSQLite

// Statements come from GRDB's cache; values go in and out through SQLite's own functions. `0001` says why, with figures.
extension Database {
  /// Runs a statement that gives no rows, or whose rows nobody wants.
  package func run(_ sql: String, _ values: SQLiteValue...) throws { try each(sql, values) { _ in } }

  /// As ``run(_:_:)``, with as many values as there are.
  package func run(_ sql: String, _ values: [SQLiteValue]) throws { try each(sql, values) { _ in } }

  /// The first row of a query, if there is one.
  package func first<T>(_ sql: String, _ values: SQLiteValue..., read: (SQLiteRow) throws -> T) throws -> T? {
    var result: T?
    try walk(sql, values) { row in
      result = try read(row)
      return false
    }
    return result
  }

  /// All rows of a query.
  package func all<T>(_ sql: String, _ values: SQLiteValue..., read: (SQLiteRow) throws -> T) throws -> [T] {
    try all(sql, values, read: read)
  }

  /// As ``all(_:_:read:)``, with as many values as there are.
  package func all<T>(_ sql: String, _ values: [SQLiteValue], read: (SQLiteRow) throws -> T) throws -> [T] {
    var result: [T] = []
    try each(sql, values) { result.append(try read($0)) }
    return result
  }

  /// Steps through all rows of a query.
  package func each(_ sql: String, _ values: [SQLiteValue] = [], _ body: (SQLiteRow) throws -> Void) throws {
    try walk(sql, values) { row in
      try body(row)
      return true
    }
  }

  /// Steps through a query until there are no more rows, or `body` returns false.
  package func walk(_ sql: String, _ values: [SQLiteValue] = [], _ body: (SQLiteRow) throws -> Bool) throws {
    let prepared = try prepared(sql)
    // A statement that is left standing on a row would hold its snapshot, and its values.
    defer {
      sqlite3_reset(prepared.statement)
      sqlite3_clear_bindings(prepared.statement)
    }
    var place: Int32 = 0
    for value in values {
      place += 1
      if prepared.bind(place, value) != SQLITE_OK { throw error() }
    }
    while true {
      switch sqlite3_step(prepared.statement) {
      case SQLITE_ROW:
        if try !body(SQLiteRow(statement: prepared.statement)) { return }
      case SQLITE_DONE: return
      default: throw error()
      }
    }
  }

  /// A statement for many rows; whoever takes it runs it to its end.
  package func prepared(_ sql: String) throws -> PreparedStatement {
    guard sqliteConnection != nil else { throw DatabaseError(code: SQLITE_MISUSE, "closed") }
    return PreparedStatement(statement: try cachedStatement(sql: sql).sqliteStatement)
  }

  /// Runs statements that must not come from the cache: SQLite acts upon some, such as a PRAGMA, when it reads them.
  package func tell(_ sql: String) throws {
    guard sqliteConnection != nil else { throw DatabaseError(code: SQLITE_MISUSE, "closed") }
    if sqlite3_exec(sqliteConnection, sql, nil, nil, nil) != SQLITE_OK { throw error() }
  }

  private func error() -> DatabaseError {
    guard let connection = sqliteConnection else { return DatabaseError(code: SQLITE_MISUSE, "closed") }
    return DatabaseError(code: sqlite3_extended_errcode(connection), String(cString: sqlite3_errmsg(connection)))
  }

  /// How many rows the last statement changed.
  package var changes: Int { sqliteConnection.map { Int(sqlite3_changes($0)) } ?? 0 }

  /// Whether a transaction is open. After some failures SQLite has rolled back by itself.
  package var isInside: Bool { sqliteConnection.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  /// Runs `work` in a transaction that takes the write lock at once. When anything in it, or the commit, fails, the
  /// database is as it was; a failed commit is never tried again here.
  package func transaction<T>(_ work: () throws -> T) throws -> T {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try work()
      try run("COMMIT")
      return result
    } catch {
      if isInside {
        do { try run("ROLLBACK") } catch let second as DatabaseError {
          throw DatabaseError(code: second.extendedResultCode.rawValue, "rollback: \(second.message ?? "")")
        }
      }
      throw error
    }
  }
}
