package import GRDB
import GRDBSQLite

/// A statement of the connection's cache whose values are bound one by one, for many rows in one transaction. Places are
/// counted from 1; values stay bound until they are bound anew.
package struct PreparedStatement {
  let statement: OpaquePointer

  package func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(statement, place, value) }
  package func bindNull(_ place: Int32) { sqlite3_bind_null(statement, place) }

  /// Binds a value; returns SQLite's result code.
  @discardableResult package func bind(_ place: Int32, _ value: SQLiteValue) -> Int32 {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    return switch value {
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
  }

  /// Runs it to its end; `place` is bound to the bytes meanwhile, without a copy.
  package func run(_ place: Int32, _ bytes: [UInt8]) throws(DatabaseError) {
    let error = bytes.withUnsafeBytes { raw -> DatabaseError? in
      if raw.isEmpty {
        sqlite3_bind_zeroblob(statement, place, 0)
      } else {
        sqlite3_bind_blob(statement, place, raw.baseAddress, Int32(clamping: raw.count), nil)
      }
      return failure()
    }
    if let error { throw error }
  }

  /// Runs it to its end.
  package func run() throws(DatabaseError) {
    if let error = failure() { throw error }
  }

  private func failure() -> DatabaseError? {
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: continue
      case SQLITE_DONE:
        sqlite3_reset(statement)
        return nil
      default:
        let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) } ?? ""
        sqlite3_reset(statement)
        return DatabaseError(code: sqlite3_extended_errcode(sqlite3_db_handle(statement)), message)
      }
    }
  }
}
