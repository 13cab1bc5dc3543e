import Glibc

/// A step on a file that could not be done; nothing of the call counts as done.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done.
  package enum Step: String, Sendable {
    case open, read, create, write, sync, rename, link, remove, list, lock, inspect
    case makeFolder = "make folder"
  }

  /// Why it could not be done.
  package enum Reason: Hashable, Sendable {
    /// The system's `errno`.
    case system(Int32)
    /// A folder, a device, a pipe or a socket lies there.
    case notRegular
    /// The file is larger than so many bytes.
    case tooLarge(limit: Int)
    /// The file does not hold what it should.
    case damaged
    /// What writes files of this kind gave up; its own words, English.
    case writer(String)
  }

  package var step: Step
  package var path: String
  package var reason: Reason

  package init(_ step: Step, _ path: String, _ reason: Reason) {
    self.step = step
    self.path = path
    self.reason = reason
  }

  /// What the system has just said.
  init(_ step: Step, _ path: String) { self.init(step, path, .system(errno)) }

  /// `errno`; 0 where the system had nothing against it.
  package var code: Int32 {
    if case .system(let code) = reason { return code }
    return 0
  }

  /// No space, or none of it for this user.
  package var isFull: Bool { code == ENOSPC || code == EDQUOT }
  /// The disk failed.
  package var isDiskFailure: Bool { code == EIO }
  /// Another process holds the lock.
  package var isHeld: Bool { code == EWOULDBLOCK }
  /// There is something of that name already.
  package var isTaken: Bool { code == EEXIST }

  /// For a log, not for people.
  package var description: String {
    switch reason {
    case .system(let code): "\(step.rawValue) \(path): \(String(cString: strerror(code)))"
    case .notRegular: "\(step.rawValue) \(path): not a regular file"
    case .tooLarge(let limit): "\(step.rawValue) \(path): larger than \(limit) bytes"
    case .damaged: "\(step.rawValue) \(path): damaged"
    case .writer(let words): "\(step.rawValue) \(path): \(words)"
    }
  }
}
