import Foundation
import Glibc

/// A real PostgreSQL server for the tests of one process: in a folder of its own, on a Unix socket alone, gone when the
/// process is gone, however that ends.
public actor PrivatePostgres {
  /// The server of this process; started when it is first asked for a database.
  public static let shared = PrivatePostgres()

  /// Why there is no server to test with.
  public enum Fault: Error {
    case noProgram(String)
    case failed(String, log: String)
    case noUser
  }

  private struct Running {
    /// Holds the socket, the data and the log.
    let folder: String
    let programs: String
    /// As long as this is open, the server runs.
    let lifeline: Pipe
  }

  /// A server of one test's own, whose settings it may change.
  public init() {}

  private var start: Task<Running, any Error>?
  private var made = 0
  private var free: [String] = []
  private var waiting: [CheckedContinuation<String?, Never>] = []
  private var lent = 0
  /// A server makes a database more slowly than it empties one: so few are made, and tests take turns.
  private static let most = 6

  /// Lends an empty database to a test, by its URL.
  public nonisolated func with<T>(_ test: (_ url: String) async throws -> T) async throws -> T {
    let name = try await take()
    do {
      let result = try await test(try await url(name))
      await giveBack(name)
      return result
    } catch {
      await giveBack(name)
      throw error
    }
  }

  /// Makes one more empty database and returns its URL.
  public func database() async throws -> String { try await url(try await make()) }

  /// Runs words of a test in a database.
  public func sql(_ words: String, at url: String) async throws {
    let running = try await running()
    try await Self.run(
      running.programs + "/psql", ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", words])
  }

  /// Runs words of a test beside its databases.
  public func sql(_ words: String) async throws { try await sql(words, at: try await url("postgres")) }

  private func url(_ name: String) async throws -> String {
    "postgresql:///\(name)?host=\(try await running().folder)&user=postgres"
  }

  private func make() async throws -> String {
    made += 1
    let name = "hub\(made)"
    try await sql("CREATE DATABASE \(name)", at: try await url("postgres"))
    return name
  }

  private func take() async throws -> String {
    if let name = free.popLast() { return name }
    if lent < Self.most {
      lent += 1
      do { return try await make() } catch {
        lent -= 1
        throw error
      }
    }
    if let name = await withCheckedContinuation({ waiting.append($0) }) { return name }
    return try await make()
  }

  /// Whoever waits gets it when it is empty, or makes another where it cannot be emptied.
  private func giveBack(_ name: String) async {
    var emptied: String? = name
    do {
      try await sql("DROP SCHEMA IF EXISTS tiepsuc CASCADE", at: try await url(name))
    } catch {
      emptied = nil
    }
    if !waiting.isEmpty {
      waiting.removeFirst().resume(returning: emptied)
    } else if let emptied {
      free.append(emptied)
    } else {
      lent -= 1
    }
  }

  private func running() async throws -> Running {
    if let start { return try await start.value }
    let task = Task { try await Self.blocking { try Self.launch() } }
    start = task
    return try await task.value
  }

  private static func launch() throws -> Running {
    let programs = try findPrograms()
    // The path of a socket is short: not all temporary directories are.
    var template = Array("/tmp/hubpg-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Fault.failed("mkdtemp", log: "") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var user: [String] = []
    if getuid() == 0 {
      // The server refuses to run as root.
      guard let entry = getpwnam("postgres")?.pointee else { throw Fault.noUser }
      guard chown(folder, entry.pw_uid, entry.pw_gid) == 0 else { throw Fault.noUser }
      user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    }
    // Waits for the end of its input, which comes with the end of whoever holds the other end.
    let script = """
      folder=$1 programs=$2; shift 2; cd "$folder"
      "$@" "$programs/initdb" -D "$folder/data" -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8 >init.log 2>&1 &&
      "$@" "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-c listen_addresses='' \\
        -c unix_socket_directories=$folder -c fsync=off -c max_connections=400 -c shared_buffers=32MB" start >>init.log 2>&1 &&
      echo ready
      exec >&-
      cat >/dev/null
      "$@" "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >>init.log 2>&1
      cd /; rm -rf "$folder"
      """
    let lifeline = Pipe()
    let answer = Pipe()
    let watcher = Process()
    watcher.executableURL = URL(fileURLWithPath: "/bin/sh")
    watcher.arguments = ["-c", script, "sh", folder, programs] + user
    watcher.standardInput = lifeline
    watcher.standardOutput = answer
    watcher.standardError = FileHandle.nullDevice
    try watcher.run()
    guard String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "ready\n" else {
      let log = FileManager.default.contents(atPath: folder + "/init.log").map { String(decoding: $0, as: UTF8.self) }
      throw Fault.failed("start", log: log ?? "")
    }
    return Running(folder: folder, programs: programs, lifeline: lifeline)
  }

  /// Debian keeps them apart by version; others have them on the path.
  private static func findPrograms() throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let versions = (15...30).map { "/usr/lib/postgresql/\($0)/bin" }
    for folder in versions + path.split(separator: ":").map(String.init)
    where access(folder + "/initdb", X_OK) == 0 && access(folder + "/pg_ctl", X_OK) == 0 {
      return folder
    }
    throw Fault.noProgram("initdb")
  }

  private static func run(_ program: String, _ arguments: [String]) async throws {
    try await blocking {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.run()
      let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Fault.failed(program, log: words) }
    }
  }

  /// Waits on a thread that nobody else needs.
  private static func blocking<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
  }
}
