import Foundation
import Glibc
import HubFixtures
import Journal
import Protocol
import Synchronization

/// What a command left.
struct CommandEnd {
  var code: Int32
  var out: String
  var error: String

  /// The first line of the output, as a JSON object.
  func object() throws -> [String: Any] { try Self.json(out) as? [String: Any] ?? [:] }
  /// The output, as a JSON array of objects.
  func array() throws -> [[String: Any]] { try Self.json(out) as? [[String: Any]] ?? [] }

  private static func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.prefix { $0 != "\n" }.utf8))
  }
}

/// The program `tiepsuc-hub`, which SwiftPM puts beside the tests.
enum HubProgram {
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (own as NSString).deletingLastPathComponent + "/tiepsuc-hub"
  }()

  static func process(_ arguments: [String], language: String) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["LANG": language, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs a command to its end.
  static func run(_ arguments: [String], language: String = "en_US.UTF-8") throws -> CommandEnd {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let process = process(arguments, language: language)
    // Files, not pipes: both may grow long, and nobody reads one while waiting for the other.
    var handles: [FileHandle] = []
    for name in ["out", "error"] {
      _ = FileManager.default.createFile(atPath: "\(folder.path)/\(name)", contents: nil)
      handles.append(try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder.path)/\(name)")))
    }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    process.waitUntilExit()
    let texts = try ["out", "error"].map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\($0)")), as: UTF8.self)
    }
    return CommandEnd(code: process.terminationStatus, out: texts[0], error: texts[1])
  }
}

/// A hub that serves as a process of its own.
final class HubProcess: Sendable {
  let port: Int
  let hub: HubID
  let line: Line
  private let process: Mutex<Process>
  let id: pid_t

  /// Begins it, and waits until it says where it listens. `variables` come on top of its environment. With a `socket`, a
  /// shell hands that over as descriptor 3, and then makes room for the hub under the same number of process.
  init(_ arguments: [String], _ variables: [String: String] = [:], socket: Int32? = nil) throws {
    let words = ["serve", "--listen", "127.0.0.1:0", "--log-level", "warning"] + arguments
    let process = HubProgram.process(words, language: "en_US.UTF-8")
    process.environment?.merge(variables) { $1 }
    if let socket {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      let script = #"exec 3<&0 0</dev/null; export LISTEN_PID="${LISTEN_PID:-$$}"; exec "$0" "$@""#
      process.arguments = ["-c", script, HubProgram.path] + words
      process.standardInput = FileHandle(fileDescriptor: socket, closeOnDealloc: false)
    }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    id = process.processIdentifier
    var bytes: [UInt8] = []
    while !bytes.contains(0x0a) {
      let more = pipe.fileHandleForReading.availableData
      guard !more.isEmpty else { throw FixtureFault("the hub ended before it listened") }
      bytes += more
    }
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: String] ?? [:]
    guard let address = object["listening"], let port = Int(address.split(separator: ":").last ?? ""),
      let name = object["hub"]
    else { throw FixtureFault("not the line of a hub: \(String(decoding: bytes, as: UTF8.self))") }
    self.port = port
    hub = HubID(rawValue: name)
    line = Line(port: port)
    self.process = Mutex(process)
  }

  /// Milliseconds since 1970, by the clock that the hub has too.
  var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1_000) }

  func ask(_ device: TestDevice, _ request: HubRequest) async throws -> HubAnswer {
    try await line.ask(device, request, hub: hub, time: now)
  }

  func push(_ device: TestDevice, _ batch: SealedBatch) async throws -> HubAnswer {
    try await ask(device, HubRequest(.post, Route.push, body: batch.bytes))
  }

  /// Makes a code with the command beside the hub, and lets a device in.
  func enrol(_ device: TestDevice, _ place: [String], role: DeviceRole = .desk) async throws {
    let made = try HubProgram.run(
      ["enrol-code", "--unit", "29242", "--role", role.rawValue, "--json"] + place)
    guard let letters = try made.object()["code"] as? String, let code = EnrolCode(typed: letters) else {
      throw FixtureFault("no code: \(made)")
    }
    let answer = try await line.ask(HubRequest(.post, Route.enrol, body: try device.enrolRequest(code, role: role)))
    guard answer.status == 200 else { throw FixtureFault("not enrolled: \(answer.status)") }
  }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits for the end: the exit code, or the negative number of the signal.
  func end() -> Int32 {
    process.withLock { process in
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }
}
