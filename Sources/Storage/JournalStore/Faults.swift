import GRDB
import GRDBSQLite
import Journal
import Platform

/// The one place where what SQLite and the file system say becomes a ``JournalProblem``.
struct Faults {
  /// The journal's file, named in every problem.
  let path: String

  /// Any error of this target as a problem of the journal.
  func problem(_ error: any Error) -> JournalProblem {
    switch error {
    case let problem as JournalProblem: problem
    case let fault as SQLiteFault: problem(code: fault.code, words: fault.message)
    case let error as DatabaseError:
      problem(code: error.extendedResultCode.rawValue, words: error.message ?? "unknown")
    case let error as FileError: problem(error)
    default: .damaged(path: path, what: "unexpected: \(type(of: error))")
    }
  }

  /// Runs something and turns its error into a problem.
  func attempt<T>(_ work: () throws -> T) throws(JournalProblem) -> T {
    do { return try work() } catch { throw problem(error) }
  }

  private func problem(code: Int32, words: String) -> JournalProblem {
    switch code & 0xff {
    case SQLITE_FULL: .full(path: path, freeBytes: freeBytes)
    case SQLITE_IOERR, SQLITE_NOMEM: .disk(path: path, code: Int(code))
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .notWritable(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: .inUse(path: path)
    case SQLITE_TOOBIG: .tooLarge(bytes: Int(SQLiteLimits.longestValue))
    // What is left can only come from a file that does not say what this program wrote.
    default: .damaged(path: path, what: "SQLite \(code): \(words)")
    }
  }

  private func problem(_ error: FileError) -> JournalProblem {
    if error.isFull { return .full(path: path, freeBytes: freeBytes) }
    if error.isDiskFailure { return .disk(path: path, code: Int(error.code)) }
    return error.isHeld ? .inUse(path: path) : .notWritable(path: error.path)
  }

  /// What is free for this user where the journal lies; 0 where nobody can say.
  private var freeBytes: Int64 { Files().freeBytes(at: path) ?? 0 }
}

enum SQLiteLimits {
  /// SQLite's default for the longest text or blob, in bytes.
  static let longestValue = 1_000_000_000
}
