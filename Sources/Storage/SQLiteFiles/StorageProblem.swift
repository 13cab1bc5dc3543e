import GRDB
import GRDBSQLite
import Platform

/// Why a file of this program cannot be used; nothing of the call was kept.
package struct StorageProblem: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// No space is left.
    case full
    /// The disk failed; a code of SQLite, or `errno`.
    case disk(code: Int)
    /// The file or its folder is not for this user to write.
    case notWritable
    /// Another process has it.
    case busy
    /// A newer program wrote it.
    case newer(found: Int, known: Int)
    /// A text or blob is larger than SQLite takes.
    case tooLarge
    /// It does not say what this program wrote; the words are for the log, and hold no values.
    case damaged(String)
  }

  package var path: String
  package var reason: Reason

  package init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Any error of a storage as a problem of the file at `path`.
  package init(_ error: any Error, path: String) {
    switch error {
    case let problem as StorageProblem: self = problem
    case let error as DatabaseError:
      self.init(path, Reason(code: error.extendedResultCode.rawValue, words: error.message ?? ""))
    case let error as FileError: self.init(error)
    default: self.init(path, .damaged("unexpected: \(type(of: error))"))
    }
  }

  private init(_ error: FileError) {
    let reason: Reason =
      if error.isFull {
        .full
      } else if error.isDiskFailure {
        .disk(code: Int(error.code))
      } else if error.isHeld {
        .busy
      } else {
        error.code == 0 ? .damaged("\(error)") : .notWritable
      }
    self.init(error.path, reason)
  }
}

extension StorageProblem.Reason {
  fileprivate init(code: Int32, words: String) {
    self =
      switch code & 0xff {
      case SQLITE_FULL: .full
      case SQLITE_IOERR, SQLITE_NOMEM: .disk(code: Int(code))
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .notWritable
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_TOOBIG: .tooLarge
      // What is left can only come from a file that does not say what this program wrote.
      default: .damaged("SQLite \(code): \(words)")
      }
  }
}
