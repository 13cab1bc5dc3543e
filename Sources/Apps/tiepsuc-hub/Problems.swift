import HubServer
import HubService
import HubStore
import Phrases
import Platform
import Protocol
import SQLiteFiles

extension HubProblem {
  /// The problem behind a fault of the hub; nil where it is another sort of error.
  init?(any error: any Error) {
    switch error {
    case let problem as HubProblem: self = problem
    case let fault as StoreFault: self.init(fault)
    case let fault as FileError: self = .file(fault.description)
    case let fault as HubStartFault:
      switch fault {
      case .otherHub(let id): self = .otherHub(id.rawValue)
      case .store(let fault): self.init(fault)
      case .file(let word): self = .file(word)
      case .certificate(let word): self = .certificate(word)
      // Whoever serves knows at which address.
      case .port: return nil
      }
    case let fault as BackupFault: self.init(fault)
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

  private init(_ fault: BackupFault) {
    switch fault {
    case .notEmpty(let path): self = .folderNotEmpty(path)
    case .notWhole(let name): self = .backupNotWhole(name)
    case .newerVersion(let found): self = .newer(found: found)
    case .hubExists(let path): self = .hubExists(path)
    case .otherHub(let id): self = .otherHub(id.rawValue)
    case .noHub(let path): self = .noHub(path)
    }
  }
}
