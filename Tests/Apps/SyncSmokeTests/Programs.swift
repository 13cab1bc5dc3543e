import Foundation
import Protocol
import Synchronization

/// A program that was built with the tests, and ran to its end.
struct Ran {
  var code: Int32
  var out: String
  var error: String

  /// Its lines of JSON.
  var lines: [SyncLine] {
    out.split(separator: "\n").compactMap { SyncLine(bytes: Array($0.utf8)) }
  }
}

/// What a test of real programs could not get.
struct SmokeFault: Error, CustomStringConvertible {
  var description: String
}

enum Programs {
  /// Where the programs lie: beside the tests.
  static func path(_ name: String) -> String {
    name.hasPrefix("/")
      ? name
      : URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// A program that is not started yet; what it says goes into files of a folder.
  ///
  /// - Parameter temporary: What `TMPDIR` says; nil: nothing.
  static func make(
    _ name: String, _ arguments: [String], temporary: String? = nil, out: String, error: String
  ) throws -> Process {
    for file in [out, error] { try Data().write(to: URL(fileURLWithPath: file)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(name))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": temporary].compactMapValues(\.self)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: error)
    return process
  }

  /// Runs a program to its end, without holding a thread of the tests meanwhile.
  static func run(
    _ name: String, _ arguments: [String], input: String? = nil, temporary: String? = nil,
    during: @Sendable (Process, _ out: String) async throws -> Void = { _, _ in }
  ) async throws -> Ran {
    let folder = NSTemporaryDirectory() + "/smoke-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { remove(folder) }
    let process = try make(name, arguments, temporary: temporary, out: folder + "/out", error: folder + "/error")
    if let input {
      try Data(input.utf8).write(to: URL(fileURLWithPath: folder + "/in"))
      process.standardInput = FileHandle(forReadingAtPath: folder + "/in")
    }
    let ended = End()
    process.terminationHandler = { _ in ended.come() }
    try process.run()
    try await during(process, folder + "/out")
    await ended.wait()
    return Ran(
      code: process.terminationStatus, out: text(folder + "/out"), error: text(folder + "/error"))
  }

  static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  static func remove(_ path: String) {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
  }

  /// Waits until something is there, and says what was missing if it never is.
  static func until<Value>(_ what: String, _ look: () throws -> Value?) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(60)
    // Where hundreds of tests share two cores a minute may pass between two looks: time alone says nothing.
    var looks = 0
    while ContinuousClock.now < deadline || looks < 2_000 {
      looks += 1
      if let value = try look() { return value }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw SmokeFault(description: "never came: \(what)")
  }
}

/// Runs a program and says how much memory it took at most, by the kernel's account of the finished process.
enum Peak {
  private static let script = """
    import resource, subprocess, sys
    code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    sys.exit(code)
    """

  /// In kilobytes; nil where the program did not succeed.
  static func kilobytes(_ name: String, _ arguments: [String]) async throws -> Int? {
    let ran = try await Programs.run("/usr/bin/python3", ["-c", script, Programs.path(name)] + arguments)
    return ran.code == 0 ? Int(ran.out.trimmingCharacters(in: .whitespacesAndNewlines)) : nil
  }
}

/// The end of a process.
final class End: Sendable {
  private struct State {
    var hasCome = false
    var waiting: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  func come() {
    state.withLock { state in
      state.hasCome = true
      defer { state.waiting = nil }
      return state.waiting
    }?.resume()
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let hasCome = state.withLock { state in
        if !state.hasCome { state.waiting = continuation }
        return state.hasCome
      }
      if hasCome { continuation.resume() }
    }
  }
}

/// A hub as a process of its own, over TLS with a certificate of its own.
final class RunningHub: Sendable {
  let folder: String
  let address: String
  /// What `--ca` takes.
  var certificate: String { folder + "/cert.pem" }
  private let database: String?
  private let process: Mutex<Process>

  static func start(database: String? = nil, temporary: String? = nil) async throws -> RunningHub {
    let folder = NSTemporaryDirectory() + "/smoke-hub-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try certify(folder)
    let (process, address) = try await serve(folder, database, listen: "127.0.0.1:0", temporary: temporary)
    return RunningHub(folder: folder, address: address, database: database, process: process)
  }

  private init(folder: String, address: String, database: String?, process: Process) {
    self.folder = folder
    self.address = address
    self.database = database
    self.process = Mutex(process)
  }

  private static func certify(_ folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out",
      folder + "/cert.pem",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SmokeFault(description: "openssl") }
  }

  private static func serve(
    _ folder: String, _ database: String?, listen: String, temporary: String? = nil
  ) async throws -> (Process, String) {
    let out = folder + "/out-" + UUID().uuidString
    var arguments = [
      "serve", "--data", folder + "/data", "--listen", listen, "--tls-cert", folder + "/cert.pem", "--tls-key",
      folder + "/key.pem", "--log-level", "warning",
    ]
    if let database { arguments += ["--database", database] }
    let process = try Programs.make("tiepsuc-hub", arguments, temporary: temporary, out: out, error: out + ".log")
    try process.run()
    let address: String = try await Programs.until("the hub's address") {
      guard process.isRunning else { throw SmokeFault(description: Programs.text(out + ".log")) }
      guard let line = Programs.text(out).split(separator: "\n").first,
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      else { return nil }
      return object["listening"] as? String
    }
    return (process, address)
  }

  /// A code for a device.
  func code(role: String = "desk", more: [String] = []) async throws -> String {
    var arguments = ["enrol-code", "--data", folder + "/data", "--unit", "29242", "--role", role, "--json"] + more
    if let database { arguments += ["--database", database] }
    let ran = try await Programs.run("tiepsuc-hub", arguments)
    guard let object = try JSONSerialization.jsonObject(with: Data(ran.out.utf8)) as? [String: Any],
      let code = object["code"] as? String
    else { throw SmokeFault(description: ran.error) }
    return code
  }

  /// Kills it as a power cut does, and starts it again at the same address.
  func killAndRestart() async throws {
    let former = process.withLock { $0 }
    kill(former.processIdentifier, SIGKILL)
    former.waitUntilExit()
    let listen = address.replacing("https://", with: "")
    let (fresh, _) = try await Self.serve(folder, database, listen: listen)
    process.withLock { $0 = fresh }
  }

  func stop() {
    process.withLock { process in
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    Programs.remove(folder)
  }
}
