import Glibc

/// The start of another program.
enum ChildProcess {
  /// Starts one with these three descriptors and no other, with no signal held back or ignored, and no terminal: in a
  /// session of its own. The result is its number, or the system's code.
  static func spawn(_ arguments: [String], _ descriptors: (Int32, Int32, Int32)) -> (pid: pid_t?, code: Int32) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, descriptors.0, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptors.1, 1)
    posix_spawn_file_actions_adddup2(&actions, descriptors.2, 2)
    for descriptor in openDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | newSession
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, arguments[0], &actions, &attributes, words, environ)
    return (code == 0 ? pid : nil, code)
  }

  /// `POSIX_SPAWN_SETSID` of glibc, which Swift does not see.
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
