import CBench
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

  /// Nanoseconds on a clock that nobody sets.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Starts a program; its first argument is the path.
  init(_ command: [String], environment extra: [String: String] = [:]) throws {
    var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    environment.merge(extra) { $1 }
    let words = command.map { strdup($0) } + [nil]
    let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var end: CInt = -1
    started = Self.now()
    process = cbench_spawn(words, variables, 80, 24, &end)
    master = end
    guard process > 0 else { throw failure("Cannot start \(command[0]) on a pseudo-terminal.") }
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

  /// Ends the program kindly, or by force after five seconds.
  func stop() {
    var status: CInt = 0
    kill(process, SIGTERM)
    let limit = Self.now() + 5_000_000_000
    while waitpid(process, &status, WNOHANG) == 0 {
      read(milliseconds: 5)
      if Self.now() > limit {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
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
