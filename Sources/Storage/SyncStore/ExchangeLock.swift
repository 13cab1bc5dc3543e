import Glibc
import Synchronization

/// Keeps a second exchange off a data folder; the kernel releases it however the process ends.
public final class ExchangeLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes it; throws `busy` at once where another exchange runs.
  public init(folder: String) throws(ExchangeProblem) {
    let path = folder + "/exchange.lock"
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw ExchangeProblem(SystemFault(path), path: path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      throw .busy(path: path)
    }
    descriptor = Mutex(opened)
  }

  /// Lets the next exchange in.
  public func release() {
    descriptor.withLock { held in
      if let open = held {
        // A child that is just being started still holds a copy of the descriptor: closing ours would not be enough.
        flock(open, LOCK_UN)
        close(open)
      }
      held = nil
    }
  }

  deinit { release() }
}
