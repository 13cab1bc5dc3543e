import Glibc
import Synchronization

/// A lock on a file that keeps other processes, and other holders in this one, out; the kernel releases it however the
/// process ends.
package final class FileLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes the lock at once, or throws: ``FileError/isHeld`` where another has it. The file is made where there is none.
  package init(_ path: String) throws(FileError) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw FileError(.lock, path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let error = FileError(.lock, path)
      close(opened)
      throw error
    }
    descriptor = Mutex(opened)
  }

  /// Lets the next one in. More than once does no harm.
  package func release() {
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
