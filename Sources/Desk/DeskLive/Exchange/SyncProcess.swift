import DeskPorts
import Foundation
import Glibc
import Platform
import Protocol

/// One run of `tiepsuc-sync`: a process of its own, in a session of its own, without any descriptor of the desk's.
///
/// It is only ever looked at, never waited for. Whatever it does, the desk loses nothing but what it would have said:
/// what it writes is bounded before it is read, and it is killed where it has not gone some seconds after it was asked.
final class SyncProcess {
  /// What one line may hold, in bytes.
  static let lineBytes = 64 << 10
  /// What is read at one look, in bytes.
  private static let lookBytes = 64 << 10
  /// What is read of what it left behind when it went; a pipe holds less.
  private static let farewellBytes = 2 << 20
  /// Lines that cannot be read before it is given up.
  static let mostGarbled = 20
  /// Between being asked to end and being killed, in milliseconds.
  static let patience: Int64 = 10_000
  /// What a run may write to the log, in bytes.
  private static let logBytes = 64 << 10

  let pid: pid_t
  private let said: Int32
  private let complaints: Int32
  private let log: LogFile
  private let clock: () -> Int64
  private var buffer: [UInt8] = []
  private var garbled = 0
  private var logged = 0
  private var killAt: Int64?
  private(set) var isReaped = false

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - input: What it finds on its standard input, at most a page of memory; then the input ends.
  ///   - clock: Milliseconds that only grow.
  init(
    program: String, arguments: [String], input: String, log: LogFile, clock: @escaping () -> Int64
  ) throws(ExchangeTrouble) {
    guard access(program, X_OK) == 0 else { throw .missing }
    var pipes: [(read: Int32, write: Int32)] = []
    func closeAll() {
      for pipe in pipes {
        close(pipe.read)
        close(pipe.write)
      }
    }
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        let code = errno
        closeAll()
        throw .notStarted(code: code)
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipes.append((ends[0], ends[1]))
    }
    // It is in the pipe before anybody can close the other end: no signal can come of it.
    let written = Array(input.utf8.prefix(4096)).withUnsafeBytes { write(pipes[0].write, $0.baseAddress, $0.count) }
    let started =
      written < 0
      ? (pid: nil, code: errno)
      : ChildProcess.spawn([program] + arguments, .these(pipes[0].read, pipes[1].write, pipes[2].write))
    for descriptor in [pipes[0].read, pipes[0].write, pipes[1].write, pipes[2].write] { close(descriptor) }
    guard let pid = started.pid else {
      close(pipes[1].read)
      close(pipes[2].read)
      throw started.code == ENOENT ? .missing : .notStarted(code: started.code)
    }
    (self.pid, said, complaints, self.log, self.clock) = (pid, pipes[1].read, pipes[2].read, log, clock)
    for descriptor in [said, complaints] { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    // The person at the keys comes first.
    _ = setpriority(Int32(PRIO_PROCESS.rawValue), id_t(pid), 10)
  }

  deinit {
    close(said)
    close(complaints)
  }

  /// What it has said since the last look. With an end, nothing more will come.
  func look() -> SyncNews {
    if let killAt, clock() >= killAt { signal(SIGKILL) }
    keepComplaints()
    // Whether it has gone is asked first: what it said before going is then all there.
    let end = reap()
    var news = SyncNews(lines: read(atMost: end == nil ? Self.lookBytes : Self.farewellBytes), end: end)
    if garbled >= Self.mostGarbled || buffer.count > Self.lineBytes {
      signal(SIGKILL)
      _ = reap()
      news.end = .garbled
    }
    return news
  }

  /// Asks it to end after its batch.
  func stop() {
    guard !isReaped, killAt == nil else { return }
    signal(SIGTERM)
    killAt = clock() + Self.patience
  }

  /// Ends it at once.
  func kill() { signal(SIGKILL) }

  private func signal(_ number: Int32) {
    // Its number may belong to somebody else once it was reaped.
    guard !isReaped else { return }
    // Whatever it started stands in the same session and group.
    if Glibc.kill(-pid, number) != 0 { Glibc.kill(pid, number) }
  }

  /// How it ended; nil while it runs.
  @discardableResult func reap() -> SyncEnd? {
    guard !isReaped else { return .exited(-1) }
    var status: Int32 = 0
    guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
    isReaped = true
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
  }

  private func read(atMost bytes: Int) -> [SyncLine] {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    var left = bytes
    while left > 0 {
      let count = Glibc.read(said, &chunk, min(chunk.count, left))
      guard count > 0 else { break }
      buffer += chunk.prefix(count)
      left -= count
    }
    var lines: [SyncLine] = []
    var start = 0
    while let end = buffer[start...].firstIndex(of: 0x0a) {
      let line = Array(buffer[start..<end])
      start = end + 1
      if let read = line.count <= Self.lineBytes ? SyncLine(bytes: line) : nil {
        lines.append(read)
      } else {
        garbled += 1
      }
    }
    buffer.removeFirst(start)
    return lines
  }

  /// What it complained about goes to the log, up to a bound; the rest is read and dropped, so that it never waits.
  private func keepComplaints() {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    let count = Glibc.read(complaints, &chunk, chunk.count)
    guard count > 0 else { return }
    let kept = min(count, Self.logBytes - logged)
    if kept > 0 { log.append(chunk.prefix(kept)) }
    logged += max(0, kept)
  }
}
