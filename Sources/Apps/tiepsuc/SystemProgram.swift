import Glibc

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
    guard let process = spawn(path, arguments, isQuiet: false) else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }

  /// Starts it in a session of its own, with no terminal and nothing to say; returns whether it began. Its end is nobody's
  /// business before this program ends.
  @discardableResult
  static func start(_ path: String, _ arguments: [String]) -> Bool { spawn(path, arguments, isQuiet: true) != nil }

  /// With no signal held back or ignored.
  private static func spawn(_ path: String, _ arguments: [String], isQuiet: Bool) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    if isQuiet {
      for descriptor: Int32 in 0...2 {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
      flags |= newSession
    }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    return posix_spawn(&process, path, &actions, &attributes, words, environ) == 0 ? process : nil
  }

  /// `POSIX_SPAWN_SETSID`, which glibc shows only to programs that ask for GNU's additions.
  private static let newSession: Int32 = 0x80
}
