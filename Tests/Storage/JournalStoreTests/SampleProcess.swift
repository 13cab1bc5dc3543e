import Foundation
import Glibc

/// What `journal-sample` says of the calls that have returned.
enum Acknowledgement: Hashable {
  case event(session: Int64, number: Int)
  case entry(row: Int64, session: Int64)
  /// So many incarnations there are at least.
  case incarnations(Int)
  case error(String)

  init?(_ line: String) {
    let parts = line.split { $0 == " " }.map(String.init)
    switch (parts.first, parts.dropFirst().compactMap { Int64($0) }) {
    case ("event", let numbers) where numbers.count == 2: self = .event(session: numbers[0], number: Int(numbers[1]))
    case ("entry", let numbers) where numbers.count == 2: self = .entry(row: numbers[0], session: numbers[1])
    case ("incarnations", let numbers) where numbers.count == 1: self = .incarnations(Int(numbers[0]))
    case ("error", _): self = .error(line)
    default: return nil
    }
  }
}

/// A run of `journal-sample` that can be ended at any moment.
struct SampleProcess {
  enum End: Hashable {
    case exited(Int32)
    case killed
  }

  struct CannotStart: Error {
    var code: Int32
  }

  private let id: pid_t
  private let output: Int32
  private var pending: [UInt8] = []

  init(_ folder: String, exitAt call: Int?, beginsIncarnations: Bool = false) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw CannotStart(code: errno) }
    // A child of another test that held an end would keep this one from seeing the end of the output.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words = [Self.program, folder] + (call.map { ["\($0)"] } ?? []) + (beginsIncarnations ? ["incarnations"] : [])
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, Self.program, &actions, nil, &arguments, environ)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw CannotStart(code: code)
    }
    self.id = id
    output = ends[0]
  }

  /// SwiftPM puts it beside the tests.
  private static let program: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (own as NSString).deletingLastPathComponent + "/journal-sample"
  }()

  /// The next lines; fewer when the process ends.
  mutating func read(lines: Int) -> [Acknowledgement] {
    var found: [Acknowledgement] = []
    while found.count < lines {
      if let end = pending.firstIndex(of: 0x0a) {
        if let line = Acknowledgement(String(decoding: pending[..<end], as: UTF8.self)) { found.append(line) }
        pending.removeSubrange(...end)
        continue
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = Glibc.read(output, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      pending += buffer.prefix(count)
    }
    return found
  }

  mutating func readAll() -> [Acknowledgement] {
    defer { close(output) }
    return read(lines: .max)
  }

  func kill() { Glibc.kill(id, SIGKILL) }

  func wait() -> End {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed
  }
}
