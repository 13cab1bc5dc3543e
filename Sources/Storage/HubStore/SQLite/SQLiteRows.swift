import GRDB
import GRDBSQLite
import Journal
import Platform

/// A value as SQLite stores it.
enum SQLiteValue: Hashable {
  case null
  case int(Int64)
  case text(String)
  case blob([UInt8])

  static func int(_ value: Int) -> SQLiteValue { .int(Int64(value)) }
  static func int(_ value: Int64?) -> SQLiteValue { value.map { .int($0) } ?? .null }
  static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
  static func blob(_ value: [UInt8]?) -> SQLiteValue { value.map { .blob($0) } ?? .null }
  static func hash(_ value: EntryHash) -> SQLiteValue { .blob(value.bytes) }
}

/// What SQLite answered instead of doing the work.
struct SQLiteFailure: Error {
  /// The extended result code.
  var code: Int32
}

/// The row that a statement stands on. A column of another type than expected is converted as SQLite does it, and never
/// traps: a damaged page can hold anything.
struct SQLiteRow {
  fileprivate let statement: OpaquePointer

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
  func long(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func optionalLong(_ column: Int32) -> Int64? { isNull(column) ? nil : long(column) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func text(_ column: Int32) -> String {
    guard let units = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: units, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// Throws `damaged` where the column does not hold a hash.
  func hash(_ column: Int32) throws -> EntryHash {
    guard let hash = EntryHash(bytes: blob(column)) else { throw StoreFault.damaged("a hash") }
    return hash
  }
}

/// A statement whose values are bound one by one, for many rows in one transaction.
struct Prepared {
  let statement: OpaquePointer

  func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(statement, place, value) }
  func bindNull(_ place: Int32) { sqlite3_bind_null(statement, place) }

  func bind(_ place: Int32, _ value: SQLiteValue) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: sqlite3_bind_null(statement, place)
    case .int(let number): sqlite3_bind_int64(statement, place, number)
    // SQLite takes the null pointer of an empty buffer for NULL.
    case .text(""): sqlite3_bind_text(statement, place, "", 0, transient)
    case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, place, 0)
    case .text(var text):
      text.withUTF8 { units in
        _ = units.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, place, $0.baseAddress, Int32(clamping: $0.count), transient)
        }
      }
    case .blob(let bytes):
      _ = bytes.withUnsafeBytes {
        sqlite3_bind_blob(statement, place, $0.baseAddress, Int32(clamping: $0.count), transient)
      }
    }
  }

  /// Runs it to its end; `place` is bound to the bytes meanwhile, without a copy.
  func run(_ place: Int32, _ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { raw in
      if raw.isEmpty {
        sqlite3_bind_zeroblob(statement, place, 0)
      } else {
        sqlite3_bind_blob(statement, place, raw.baseAddress, Int32(clamping: raw.count), nil)
      }
      try run()
    }
  }

  /// Runs it to its end. Values stay bound.
  func run() throws {
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: continue
      case SQLITE_DONE:
        sqlite3_reset(statement)
        return
      default:
        throw SQLiteFailure(code: sqlite3_reset(statement))
      }
    }
  }
}

// Statements come from GRDB's cache; values go in and out through SQLite's own functions, which costs a few per cent of
// a bare C loop instead of sixteen, and cannot trap on what a damaged page holds.
extension Database {
  /// Runs a statement that gives no rows, or whose rows nobody wants.
  func run(_ sql: String, _ values: SQLiteValue...) throws {
    try each(sql, values) { _ in }
  }

  /// The first row of a query, if there is one.
  func first<T>(_ sql: String, _ values: SQLiteValue..., read: (SQLiteRow) throws -> T) throws -> T? {
    var result: T?
    try each(sql, values) { line in
      if result == nil { result = try read(line) }
    }
    return result
  }

  /// All rows of a query.
  func all<T>(_ sql: String, _ values: SQLiteValue..., read: (SQLiteRow) throws -> T) throws -> [T] {
    var result: [T] = []
    try each(sql, values) { result.append(try read($0)) }
    return result
  }

  /// Steps through all rows of a query.
  func each(_ sql: String, _ values: [SQLiteValue], _ body: (SQLiteRow) throws -> Void) throws {
    try checkOpen()
    let prepared = Prepared(statement: try cachedStatement(sql: sql).sqliteStatement)
    // A statement that is left standing on a row would hold its snapshot, and its values.
    defer {
      sqlite3_reset(prepared.statement)
      sqlite3_clear_bindings(prepared.statement)
    }
    for (index, value) in values.enumerated() { prepared.bind(Int32(index + 1), value) }
    while true {
      switch sqlite3_step(prepared.statement) {
      case SQLITE_ROW: try body(SQLiteRow(statement: prepared.statement))
      case SQLITE_DONE: return
      case let code: throw SQLiteFailure(code: sqliteConnection.map { sqlite3_extended_errcode($0) } ?? code)
      }
    }
  }

  /// A statement for many rows; whoever takes it runs it to its end.
  func prepared(_ sql: String) throws -> Prepared {
    try checkOpen()
    return Prepared(statement: try cachedStatement(sql: sql).sqliteStatement)
  }

  /// Runs words that SQLite acts upon when it reads them, such as a PRAGMA, so that they must not come from the cache.
  func tell(_ sql: String) throws {
    try checkOpen()
    let code = sqlite3_exec(sqliteConnection, sql, nil, nil, nil)
    if code != SQLITE_OK { throw SQLiteFailure(code: code) }
  }

  /// How many rows the last statement changed.
  var changes: Int { sqliteConnection.map { Int(sqlite3_changes($0)) } ?? 0 }
  /// Whether a transaction is open. After some failures SQLite has rolled back by itself.
  var isInside: Bool { sqliteConnection.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  private func checkOpen() throws {
    if sqliteConnection == nil { throw StoreFault.unavailable("closed") }
  }
}

extension StoreFault {
  /// Any error of the SQLite store as a fault. It holds codes only: a message of SQLite may quote values.
  init(_ error: any Error) {
    switch error {
    case let fault as StoreFault: self = fault
    case let error as FileError: self.init(error)
    case let fault as SQLiteFailure: self.init(code: fault.code)
    case let error as DatabaseError: self.init(code: error.extendedResultCode.rawValue)
    default: self = .unavailable("\(type(of: error))")
    }
  }

  private init(code: Int32) {
    switch code & 0xff {
    case SQLITE_FULL: self = .full
    // A unique constraint that is hit here can only come from rows that no hub wrote.
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT: self = .damaged("SQLite \(code)")
    default: self = .unavailable("SQLite \(code)")
    }
  }
}
