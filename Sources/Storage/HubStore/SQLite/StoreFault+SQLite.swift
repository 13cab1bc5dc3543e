import GRDB
import GRDBSQLite
import Journal
import Platform
import SQLiteFiles

extension SQLiteValue {
  static func hash(_ value: EntryHash) -> SQLiteValue { .blob(value.bytes) }
}

extension SQLiteRow {
  /// Throws `damaged` where the column does not hold a hash.
  func hash(_ column: Int32) throws -> EntryHash {
    guard let hash = EntryHash(bytes: blob(column)) else { throw StoreFault.damaged("a hash") }
    return hash
  }
}

extension StoreFault {
  /// Any error of the SQLite store as a fault. It holds codes only: a message of SQLite may quote values.
  init(_ error: any Error) {
    switch error {
    case let fault as StoreFault: self = fault
    case let error as FileError: self.init(error)
    case let error as DatabaseError: self.init(code: error.extendedResultCode.rawValue)
    case let problem as StorageProblem: self.init(problem.reason)
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

  private init(_ reason: StorageProblem.Reason) {
    switch reason {
    case .newer(let found, let known): self = .newerVersion(found: found, known: known)
    case .damaged: self = .damaged("not a hub's database")
    case .full: self = .full
    case .disk, .notWritable, .busy, .tooLarge: self = .unavailable("\(reason)")
    }
  }
}
