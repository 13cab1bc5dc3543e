import GRDB
import GRDBSQLite
import Glibc
import Journal

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
    case let fault as SystemFault: problem(fault)
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

  private func problem(_ fault: SystemFault) -> JournalProblem {
    switch fault.code {
    case ENOSPC, EDQUOT: .full(path: path, freeBytes: freeBytes)
    case EIO: .disk(path: path, code: Int(fault.code))
    case EWOULDBLOCK: .inUse(path: path)
    default: .notWritable(path: fault.path)
    }
  }

  /// What is free for this user where the journal lies; 0 where nobody can say.
  private var freeBytes: Int64 {
    var figures = statvfs()
    var folder = path[...]
    while !folder.isEmpty {
      if statvfs(String(folder), &figures) == 0 { return Int64(clamping: figures.f_bavail &* figures.f_frsize) }
      folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
    }
    return 0
  }
}

enum SQLiteLimits {
  /// SQLite's default for the longest text or blob, in bytes.
  static let longestValue = 1_000_000_000
}

/// What a system call answered instead of doing its work.
struct SystemFault: Error {
  /// `errno`.
  var code: Int32
  /// The file it was about.
  var path: String

  init(_ path: String, code: Int32 = errno) {
    self.code = code
    self.path = path
  }
}
