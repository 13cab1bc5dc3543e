import GRDBSQLite

/// The row that a statement stands on; columns are counted from 0. A column of another type than expected is converted
/// as SQLite does it, and never traps: a damaged page can hold anything.
package struct SQLiteRow {
  let statement: OpaquePointer

  package func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
  package func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  package func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }
  package func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }
  package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  package func text(_ column: Int32) -> String {
    guard let units = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: units, count: count), as: UTF8.self)
  }

  package func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }
}
