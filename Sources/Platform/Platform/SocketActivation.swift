import Glibc

/// Sockets that the service manager opened before this process began: the protocol of sd_listen_fds(3), without its
/// library.
package enum SocketActivation {
  /// The first of the descriptors that are handed over.
  package static let first: Int32 = 3
  /// The most that are believed.
  private static let most = 64

  /// The descriptors that are meant for this process; empty where there are none. No program that this one starts inherits
  /// them or hears of them: they close when one is, and the variables are cleared whoever they were meant for.
  ///
  /// - Parameters:
  ///   - first: Where they begin.
  ///   - process: The number of this process.
  ///   - read: The value of a variable; nil where it is not set.
  ///   - clear: Takes a variable away.
  package static func take(
    first: Int32 = first, process: Int32 = getpid(), read: (String) -> String? = Environment.variable,
    clear: (String) -> Void = { unsetenv($0) }
  ) -> [Int32] {
    let (count, meant) = (read("LISTEN_FDS").flatMap(Int.init), read("LISTEN_PID").flatMap(Int32.init))
    for name in ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"] { clear(name) }
    guard let count, (1...most).contains(count), meant == process else { return [] }
    let descriptors = (0..<Int32(count)).map { first + $0 }
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptors
  }
}
