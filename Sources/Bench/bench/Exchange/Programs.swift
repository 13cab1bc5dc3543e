import CBench
import Foundation
import Glibc

/// The programs of the exchange.
struct Programs {
  /// The path of `tiepsuc-sync`.
  let sync: String
  /// The path of `tiepsuc-hub`.
  let hub: String

  /// Those in a folder, or beside this program.
  init(_ folder: String?) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = folder ?? (own as NSString).deletingLastPathComponent
    (sync, hub) = (folder + "/tiepsuc-sync", folder + "/tiepsuc-hub")
    for program in [sync, hub] where !FileManager.default.isExecutableFile(atPath: program) {
      throw failure("There is no program at \(program). Build it (swift build -c release) or name its folder.")
    }
  }
}

/// What a program took, and what it said.
struct RunReport {
  var seconds: Double
  /// 0 unless it was watched.
  var peakMegabytes: Double
  var output: String
}

/// Runs a program to its end; throws with its output where it fails. Where it is watched, its peak memory is known.
@discardableResult
func run(_ words: [String], in folder: String? = nil, isWatched: Bool = false) throws -> RunReport {
  let output = NSTemporaryDirectory() + "/tiepsuc-bench-output-\(UInt32.random(in: 0 ... .max))"
  defer { remove(output) }
  let all = folder.map { ["/usr/bin/env", "-C", $0] + words } ?? words
  var result = cbench_run_result()
  let code = withStrings(all) { words in
    withStrings(cleanEnvironment) { cbench_run(words, $0, output, isWatched ? 1 : 0, &result) }
  }
  let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
  guard code == 0 else {
    throw failure("\(words.joined(separator: " ")) ended with \(code): \(text.suffix(400))")
  }
  return RunReport(
    seconds: Double(result.nanoseconds) / 1e9, peakMegabytes: Double(result.peak_kilobytes) / 1024, output: text)
}

/// What every program is started with: the language and settings of whoever runs the bench change nothing.
private let cleanEnvironment = [
  "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", "GIT_CONFIG_GLOBAL=/dev/null",
]

/// Words as C takes them: ended by NULL.
private func withStrings<Value>(_ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value)
  -> Value
{
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
  for (index, word) in words.enumerated() { (list + index).initialize(to: strdup(word)) }
  (list + words.count).initialize(to: nil)
  defer {
    for index in words.indices { free(list[index]) }
    list.deallocate()
  }
  return body(list)
}

/// A program that runs until it is stopped.
final class Background {
  private let process: Int32
  private let output: Int32
  private var isRunning = true

  /// Starts it; its standard error is dropped.
  init(_ words: [String]) throws {
    var output: Int32 = -1
    process = withStrings(words) { words in
      withStrings(cleanEnvironment) { cbench_start(words, $0, &output) }
    }
    guard process > 0 else { throw failure("\(words[0]) did not start.") }
    self.output = output
  }

  deinit { stop() }

  /// The first line that it prints; nil where it ended before.
  func firstLine() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1 {
      if byte == 0x0a { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// The most memory that it ever had, in MB.
  var peakMegabytes: Double {
    let text = String(
      decoding: FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data(),
      as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? .nan) / 1024
  }

  /// Ends it, and waits until it has.
  func stop() {
    guard isRunning else { return }
    isRunning = false
    cbench_stop(process, 10)
    close(output)
  }
}

/// Ports and connections of this machine.
enum Loopback {
  /// A port that nobody uses at the moment.
  static func freePort() throws -> Int {
    let socket = try open()
    defer { close(socket) }
    return try bind(socket)
  }

  /// Binds a socket to a free port of 127.0.0.1.
  static func bind(_ socket: Int32) throws -> Int {
    var address = self.address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw failure("No port could be bound.") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// A new socket.
  static func open() throws -> Int32 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw failure("No socket could be made.") }
    return socket
  }

  /// A connection to a port; nil where nobody listens.
  static func connect(_ port: Int) -> Int32? {
    guard let socket = try? open() else { return nil }
    var address = self.address(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if isConnected { return socket }
    close(socket)
    return nil
  }

  /// Waits until somebody listens at a port.
  static func wait(for port: Int) throws {
    for _ in 0..<400 {
      if let socket = connect(port) {
        close(socket)
        return
      }
      usleep(25_000)
    }
    throw failure("Nobody listens at port \(port).")
  }

  private static func address(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7f00_0001).bigEndian)
    return address
  }
}
