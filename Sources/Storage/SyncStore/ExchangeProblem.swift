import GRDB
import GRDBSQLite
import Platform

/// Why what is remembered of exchanges cannot be read or changed; nothing of the call was kept.
public enum ExchangeProblem: Error, Hashable, Sendable {
  /// The file does not say what this program wrote; the word is for the log.
  case unreadable(path: String, what: String)
  /// A newer program wrote it.
  case newer(path: String, found: Int, known: Int)
  /// No space is left.
  case full(path: String)
  /// The disk failed.
  case disk(path: String, code: Int)
  /// The folder or file cannot be written to.
  case notWritable(path: String)
  /// Another exchange runs on this data folder.
  case busy(path: String)

  /// Any error of this target as a problem of the file at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let problem as ExchangeProblem:
      self = problem
    case let error as DatabaseError:
      self.init(code: error.extendedResultCode.rawValue, words: error.message ?? "unknown", path: path)
    case let error as FileError:
      self.init(error)
    default:
      self = .unreadable(path: path, what: "unexpected: \(type(of: error))")
    }
  }

  private init(code: Int32, words: String, path: String) {
    switch code & 0xff {
    case SQLITE_FULL: self = .full(path: path)
    case SQLITE_IOERR, SQLITE_NOMEM: self = .disk(path: path, code: Int(code))
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .notWritable(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
    default: self = .unreadable(path: path, what: "SQLite \(code): \(words)")
    }
  }

  private init(_ error: FileError) {
    self =
      if error.isFull {
        .full(path: error.path)
      } else if error.isDiskFailure {
        .disk(path: error.path, code: Int(error.code))
      } else {
        error.isHeld ? .busy(path: error.path) : .notWritable(path: error.path)
      }
  }
}
