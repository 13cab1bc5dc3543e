import GRDB
import GRDBSQLite

/// A value as SQLite stores it.
enum Value: Hashable {
  case null
  case int(Int64)
  case text(String)
  case blob([UInt8])

  static func int(_ value: Int) -> Value { .int(Int64(value)) }
  static func int(_ value: Int?) -> Value { value.map { .int(Int64($0)) } ?? .null }
  static func int(_ value: Int64?) -> Value { value.map { .int($0) } ?? .null }
}

/// What SQLite answered instead of doing the work.
struct SQLiteFault: Error {
  /// The extended result code.
  var code: Int32
  /// SQLite's own words; they hold no values.
  var message: String

  /// SQLITE_CONSTRAINT_UNIQUE, a macro that Swift does not import: a unique index refused the row.
  static let notUnique: Int32 = SQLITE_CONSTRAINT | 8 << 8
}

/// The row that a statement stands on. A column of another type than expected is converted as SQLite does it, and never
/// traps: a damaged page can hold anything.
struct Line {
  fileprivate let statement: OpaquePointer

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

  func text(_ column: Int32) -> String {
    guard let units = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: units, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }
}

// Statements come from GRDB's cache; values go in and out through SQLite's own functions, which costs a few per cent of
// a bare C loop instead of sixteen, and cannot trap on what a damaged page holds.
extension Database {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: Value...) throws {
    try each(sql, values) { _ in false }
  }

  /// The first row of a query, if there is one.
  func first<T>(_ sql: String, _ values: Value..., read: (Line) throws -> T) throws -> T? {
    var result: T?
    try each(sql, values) { line in
      result = try read(line)
      return false
    }
    return result
  }

  /// All rows of a query.
  func all<T>(_ sql: String, _ values: Value..., read: (Line) throws -> T) throws -> [T] {
    var result: [T] = []
    try each(sql, values) { line in
      result.append(try read(line))
      return true
    }
    return result
  }

  /// Steps through a query until there are no more rows or `body` returns false.
  func each(_ sql: String, _ values: [Value], _ body: (Line) throws -> Bool) throws {
    let statement = try cachedStatement(sql: sql).sqliteStatement
    // A statement that is left standing on a row would hold its snapshot, and its values.
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    try bind(values, to: statement)
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        if try !body(Line(statement: statement)) { return }
      case SQLITE_DONE:
        return
      default:
        throw fault()
      }
    }
  }

  private func bind(_ values: [Value], to statement: OpaquePointer) throws {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var place: Int32 = 0
    for value in values {
      place += 1
      let code =
        switch value {
        case .null: sqlite3_bind_null(statement, place)
        case .int(let number): sqlite3_bind_int64(statement, place, number)
        // SQLite takes the null pointer of an empty buffer for NULL.
        case .text(""): sqlite3_bind_text(statement, place, "", 0, transient)
        case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, place, 0)
        case .text(var text):
          text.withUTF8 { units in
            units.withMemoryRebound(to: CChar.self) {
              sqlite3_bind_text(statement, place, $0.baseAddress, Int32(clamping: $0.count), transient)
            }
          }
        case .blob(let bytes):
          bytes.withUnsafeBytes {
            sqlite3_bind_blob(statement, place, $0.baseAddress, Int32(clamping: $0.count), transient)
          }
        }
      if code != SQLITE_OK { throw fault() }
    }
  }

  private func fault() -> SQLiteFault {
    guard let connection = sqliteConnection else { return SQLiteFault(code: SQLITE_MISUSE, message: "closed") }
    return SQLiteFault(
      code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
  }

  /// How many rows the last statement changed.
  var changes: Int {
    sqliteConnection.map { Int(sqlite3_changes($0)) } ?? 0
  }

  /// Runs `work` in a transaction that takes the write lock at once. When anything in it, or the commit, fails, the
  /// database is as it was; a failed commit is never tried again here.
  func transaction<T>(_ work: () throws -> T) throws -> T {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try work()
      try run("COMMIT")
      return result
    } catch {
      // After some failures SQLite has rolled back already, and says so by its autocommit flag.
      if let connection = sqliteConnection, sqlite3_get_autocommit(connection) == 0 {
        do { try run("ROLLBACK") } catch let second as SQLiteFault {
          throw SQLiteFault(code: second.code, message: "rollback: \(second.message)")
        }
      }
      throw error
    }
  }
}
