import Foundation
import Glibc

/// A program on a pseudo-terminal of its own, 80×24.
final class Pty {
  private let master: CInt
  let process: pid_t
  /// Everything it has written so far.
  private(set) var bytes: [UInt8] = []
  /// When the last of it was read.
  private(set) var lastRead = now()
  /// When it was asked to start.
  let started: UInt64
  private var isOver = false
  /// What it used of the processor; only after `stop`.
  private(set) var exitStatus: CInt = 0

  /// Nanoseconds on a clock that nobody sets.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Starts a program; its first argument is the path.
  init(_ command: [String], environment: [String: String] = [:]) throws {
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
      throw BenchFailure("No pseudo-terminal can be made here.")
    }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    started = Self.now()
    process = try Self.spawn(command, terminal: String(cString: name), environment)
  }

  private static func spawn(_ command: [String], terminal: String, _ extra: [String: String]) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    // A leader of a new session that opens a terminal gets it as its own.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    environment.merge(extra) { $1 }
    let words = command.map { strdup($0) } + [nil]
    let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, command[0], &actions, &attributes, words, variables) == 0 else {
      throw BenchFailure("Cannot start \(command[0]).")
    }
    return process
  }

  /// Reads what comes within some milliseconds; false where nothing came.
  @discardableResult
  func read(milliseconds: Int) -> Bool {
    var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard !isOver, poll(&end, 1, CInt(milliseconds)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else {
      // The last end of the terminal is closed: the program has ended.
      isOver = true
      return false
    }
    lastRead = Self.now()
    bytes += buffer[..<count]
    return true
  }

  /// Reads until a text has come and then nothing for some milliseconds. False where it did not come in ten seconds.
  func settle(after text: String = "", quiet: Int, limitSeconds: UInt64 = 10) -> Bool {
    let limit = Self.now() + limitSeconds * 1_000_000_000
    let wanted = Array(text.utf8)
    while Self.now() < limit, !isOver {
      let came = read(milliseconds: quiet)
      if !came, !bytes.isEmpty, wanted.isEmpty || bytes.contains(wanted) { return true }
    }
    return false
  }

  /// Types.
  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(master, bytes, bytes.count)
  }

  /// One key: what came back, until nothing more did for some milliseconds.
  func press(_ key: String, quiet: Int) -> (nanoseconds: UInt64, bytes: Int) {
    let before = bytes.count
    let start = Self.now()
    write(key)
    // A program under an emulator of the processor needs long for the first byte.
    guard read(milliseconds: 3_000) else { return (0, 0) }
    while read(milliseconds: quiet) {}
    defer { bytes.removeAll(keepingCapacity: true) }
    return (lastRead - start, bytes.count - before)
  }

  /// A line of `/proc/PID/status`, in kilobytes; 0 where there is none.
  func status(_ name: String) -> Int { processStatus(name, of: "\(process)") }

  /// Ends the program kindly, or by force after two seconds.
  func stop() {
    kill(process, SIGTERM)
    let limit = Self.now() + 5_000_000_000
    while waitpid(process, &exitStatus, WNOHANG) == 0 {
      read(milliseconds: 5)
      if Self.now() > limit {
        kill(process, SIGKILL)
        waitpid(process, &exitStatus, 0)
        break
      }
    }
    close(master)
  }
}

/// A line of `/proc/…/status`, in kilobytes; 0 where there is none.
func processStatus(_ name: String, of process: String = "self") -> Int {
  let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
  let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
  return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
}
