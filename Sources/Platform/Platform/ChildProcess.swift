package import Glibc

/// The start of another program.
package enum ChildProcess {
  /// What the program reads from and writes to.
  package enum Streams {
    /// This program's own, on its terminal.
    case own
    /// Nothing, in a session of its own.
    case none
    /// These descriptors, in a session of its own.
    case these(Int32, Int32, Int32)
  }

  /// Starts one with its three streams and no other descriptor, and with no signal held back or ignored. The first of the
  /// arguments is its path. The result is its number, or the system's code.
  package static func spawn(_ arguments: [String], _ streams: Streams) -> (pid: pid_t?, code: Int32) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    switch streams {
    case .own: break
    case .none:
      for stream: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0) }
      flags |= newSession
    case .these(let input, let output, let errors):
      posix_spawn_file_actions_adddup2(&actions, input, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
      flags |= newSession
    }
    for descriptor in openDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, arguments.first ?? "", &actions, &attributes, words, environ)
    return (code == 0 ? pid : nil, code)
  }

  /// `POSIX_SPAWN_SETSID`, which glibc shows only to programs that ask for GNU's additions.
  private static let newSession: Int32 = 0x80

  /// Everything this process has open beyond the three that each program has.
  private static var openDescriptors: [Int32] {
    guard let entries = opendir("/proc/self/fd") else { return [] }
    defer { closedir(entries) }
    var found: [Int32] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let descriptor = Int32(name), descriptor > 2 { found.append(descriptor) }
    }
    return found
  }
}
