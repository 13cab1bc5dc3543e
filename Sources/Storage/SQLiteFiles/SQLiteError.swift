import GRDBSQLite

/// What SQLite answered instead of doing the work.
package struct SQLiteError: Error, Hashable, Sendable {
  /// The extended result code.
  package var code: Int32
  /// SQLite's own words. They may quote SQL, never a value of a row.
  package var message: String

  package init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// A unique index refused a row: SQLITE_CONSTRAINT_UNIQUE, a macro that Swift does not import.
  package var isNotUnique: Bool { code == SQLITE_CONSTRAINT | 8 << 8 }

  /// The longest text or blob by SQLite's default, in bytes.
  package static let longestValue = 1_000_000_000
}
