import HubStore
package import Phrases
import Platform
import SQLiteFiles

extension HubProblem {
  /// The problem behind a fault of the hub; nil where it is another sort of error.
  package init?(any error: any Error) {
    switch error {
    case let problem as HubProblem: self = problem
    case let fault as StoreFault: self.init(fault)
    case let fault as FileError: self = .file(fault.description)
    case let problem as StorageProblem: self.init(problem)
    default: return nil
    }
  }

  private init(_ fault: StoreFault) {
    switch fault {
    case .unavailable(let word): self = .storeAway(word)
    case .full: self = .diskFull
    case .newerVersion(let found, _): self = .newer(found: found)
    case .olderVersion: self = .olderRunning
    case .damaged(let word): self = .databaseDamaged(word)
    case .inUse(let path): self = .inUse(path: path)
    case .exists(let path): self = .exists(path: path)
    case .tooLong, .unstorable, .tooManyBranches, .tooManyBytes: self = .databaseDamaged("too long")
    }
  }

  private init(_ problem: StorageProblem) {
    switch problem.reason {
    case .full: self = .diskFull
    case .newer(let found, _): self = .newer(found: found)
    case .busy: self = .inUse(path: problem.path)
    case .damaged(let words): self = .databaseDamaged("\(problem.path): \(words)")
    case .disk, .notWritable, .tooLarge: self = .file(problem.path)
    }
  }
}
