package import GRDB

extension DatabaseError {
  /// What SQLite answered instead of doing the work.
  ///
  /// - Parameters:
  ///   - code: The extended result code.
  ///   - words: SQLite's own. They may quote SQL, never a value of a row.
  init(code: Int32, _ words: String) { self.init(resultCode: ResultCode(rawValue: code), message: words) }

  /// What stands in a row is not what this program wrote.
  package static func damaged(_ what: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
  }

  /// A unique index refused a row.
  package var isNotUnique: Bool { extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE }
}
