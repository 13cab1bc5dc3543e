import Glibc
import Platform

/// Another program of this machine.
enum SystemProgram {
  /// The path of one that was installed with this one.
  static func beside(_ name: String) -> String {
    guard let own = realpath("/proc/self/exe", nil) else { return "/usr/bin/" + name }
    defer { free(own) }
    let path = String(cString: own)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" + name
  }

  /// Runs it on this terminal, to its end; returns whether it was content.
  static func run(_ path: String, _ arguments: [String]) -> Bool {
    guard let process = ChildProcess.spawn([path] + arguments, .own).pid else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }

  /// Starts it in a session of its own, with no terminal and nothing to say; returns whether it began. Its end is nobody's
  /// business before this program ends.
  @discardableResult
  static func start(_ path: String, _ arguments: [String]) -> Bool {
    ChildProcess.spawn([path] + arguments, .none).pid != nil
  }
}
