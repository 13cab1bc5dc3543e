package import Journal
import Platform
import SQLiteFiles

/// The one place where what SQLite and the file system say becomes a ``JournalProblem``.
package struct Faults {
  /// The journal's file, named in every problem.
  let path: String

  package init(path: String) { self.path = path }

  /// Any error of this target as a problem of the journal.
  func problem(_ error: any Error) -> JournalProblem {
    if let problem = error as? JournalProblem { return problem }
    let problem = StorageProblem(error, path: path)
    return switch problem.reason {
    case .full: .full(path: path, freeBytes: Files().freeBytes(at: path) ?? 0)
    case .disk(let code): .disk(path: path, code: code)
    case .notWritable: .notWritable(path: problem.path)
    case .busy: .inUse(path: path)
    case .newer(let found, let known): .newerVersion(path: problem.path, found: found, known: known)
    case .tooLarge: .tooLarge(bytes: SQLiteValue.longest)
    case .damaged(let what): .damaged(path: problem.path, what: what)
    }
  }

  /// Runs something and turns its error into a problem.
  package func attempt<T>(_ work: () throws -> T) throws(JournalProblem) -> T {
    do { return try work() } catch { throw problem(error) }
  }
}
