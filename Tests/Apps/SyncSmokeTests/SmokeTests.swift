import Foundation
import HubFixtures
import Journal
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// The real programs, as processes over loopback TLS.
@Suite(.serialized, .ownThread) struct SmokeTests {
  private func sync(_ desk: TestDesk, _ hub: RunningHub, _ arguments: [String], input: String? = nil) async throws
    -> Ran
  {
    try await Programs.run(
      "tiepsuc-sync", arguments + ["--data", desk.folder, "--json", "--ca", hub.certificate], input: input)
  }

  private func summary(_ desk: TestDesk, _ hub: RunningHub) async throws -> ExchangeSummary {
    let ran = try await sync(desk, hub, ["status"])
    return try #require(ExchangeSummary(bytes: Array(ran.out.utf8)), "\(ran)")
  }

  private func database(_ kind: String) async throws -> String? {
    kind == "postgres" ? try await PrivatePostgres.shared.database() : nil
  }

  @Test(arguments: ["sqlite", "postgres"])
  func `a desk enrols, pushes, is killed in the middle, and ends with everything sent once`(kind: String) async throws {
    let hub = try await RunningHub.start(database: try await database(kind))
    defer { hub.stop() }
    let desk = try TestDesk.begin(sessions: 12_000)
    let enrolled = try await sync(desk, hub, ["enrol", hub.address], input: try await hub.code() + "\n")
    #expect(enrolled.code == 0, "\(enrolled)")
    #expect(enrolled.lines.last?.summary?.unsent == 12_000)
    // Cut off in the middle, three times: whatever was acknowledged stays so.
    var sent = 0
    for _ in 0..<3 {
      let killed = try await Programs.run(
        "tiepsuc-sync", ["push", "--data", desk.folder, "--json", "--ca", hub.certificate]
      ) { process, out in
        _ = try await Programs.until("two batches") {
          Programs.text(out).contains("progress") || !process.isRunning ? true : nil
        }
        kill(process.processIdentifier, SIGKILL)
      }
      #expect(killed.code != 0 || killed.lines.last?.event == .done)
      let now = try await summary(desk, hub).sent
      #expect(now >= sent)
      sent = now
    }
    try await hub.killAndRestart()
    let pushed = try await sync(desk, hub, ["push"])
    #expect(pushed.code == 0, "\(pushed.error) \(pushed.lines.last.map { "\($0)" } ?? "")")
    let status = try await summary(desk, hub)
    #expect(status.kept == 12_000)
    #expect(status.sent == 12_000)
    #expect(status.unsent == 0)
    #expect(status.receipt?.size == 12_000)
    #expect(status.hub == hub.address)
    let journal = try JournalStore.openForReading(folder: desk.folder, practice: false)
    #expect(try journal.incarnations().last?.head.hash.hex == status.receipt?.head)
    try journal.close()
    try desk.end()
  }

  @Test func `whoever asks it to stop is heard, also where nobody reads what it says`() async throws {
    let desk = try TestDesk.begin(sessions: 1)
    let stick = NSTemporaryDirectory() + "/smoke-stick-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    defer { Programs.remove(stick) }
    // A line about each of them: far more than a pipe holds. Half of them are pipes at which nobody writes.
    for number in 0..<2_000 {
      let path = "\(stick)/bad-\(number).tsb"
      if number.isMultiple(of: 2) {
        #expect(mkfifo(path, 0o600) == 0)
      } else {
        try Data([1]).write(to: URL(fileURLWithPath: path))
      }
    }
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Programs.path("tiepsuc-sync"))
    process.arguments = ["bundle", "read", stick, "--data", desk.folder, "--json"]
    process.standardOutput = pipe
    try process.run()
    // It has begun to speak.
    _ = try pipe.fileHandleForReading.read(upToCount: 1)
    kill(process.processIdentifier, SIGTERM)
    _ = try await Programs.until("the end") { process.isRunning ? nil : true }
    #expect(process.terminationStatus == SyncFailure.stopped.exitCode)
    try desk.end()
  }

  @Test func `where TMPDIR says, nobody finds anything`() async throws {
    let temporary = NSTemporaryDirectory() + "/smoke-temporary-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    defer { Programs.remove(temporary) }
    // A folder's time changes with each name that comes or goes.
    func changed() throws -> Date? {
      try FileManager.default.attributesOfItem(atPath: temporary)[.modificationDate] as? Date
    }
    let before = try changed()
    let hub = try await RunningHub.start(temporary: temporary)
    defer { hub.stop() }
    let desk = try TestDesk.begin(sessions: 300)
    let code = try await hub.code()
    let stick = desk.folder + "-stick"
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    for command in [["enrol", hub.address], ["push"], ["pull"], ["bundle", "write", stick], ["status"]] {
      let ran = try await Programs.run(
        "tiepsuc-sync", command + ["--data", desk.folder, "--json", "--ca", hub.certificate], input: code + "\n",
        temporary: temporary)
      #expect(ran.code == 0, "\(command): \(ran)")
    }
    for command in [["backup", hub.folder + "/backup"], ["verify"]] {
      let ran = try await Programs.run("tiepsuc-hub", command + ["--data", hub.folder + "/data"], temporary: temporary)
      #expect(ran.code == 0, "\(command): \(ran)")
    }
    #expect(try changed() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
    try desk.end()
  }

  @Test func `keys stay out of core dumps`() async throws {
    let desk = try TestDesk.begin(sessions: 1)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Programs.path("tiepsuc-sync"))
    // It waits for the code.
    process.arguments = ["enrol", "https://hub.invalid", "--data", desk.folder]
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    _ = try await Programs.until("its limits") {
      Programs.text("/proc/\(process.processIdentifier)/limits").split(separator: "\n").first {
        $0.hasPrefix("Max core file size") && $0.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"]
      }
    }
    try input.fileHandleForWriting.close()
    _ = try await Programs.until("the end") { process.isRunning ? nil : true }
    #expect(process.terminationStatus == SyncFailure.badCode.exitCode)
    try desk.end()
  }

  @Test func `a pipe on a stick keeps nobody waiting, and names are shown as text`() async throws {
    let desk = try TestDesk.begin(sessions: 1)
    let stick = NSTemporaryDirectory() + "/smoke-stick-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    defer { Programs.remove(stick) }
    #expect(mkfifo(stick + "/\u{1b}[2Jx\u{202e}.tsb", 0o600) == 0)
    let read = try await Programs.run("tiepsuc-sync", ["bundle", "read", stick, "--data", desk.folder])
    #expect(read.code == SyncFailure.badBundle.exitCode, "\(read)")
    #expect(read.error.contains("?[2Jx?.tsb"), "\(read)")
    #expect(!(read.out + read.error).unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    try desk.end()
  }

  @Test func `a desk by stick and its lead, as programs`() async throws {
    let hub = try await RunningHub.start()
    defer { hub.stop() }
    let stick = NSTemporaryDirectory() + "/smoke-stick-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    defer { Programs.remove(stick) }
    let lead = try TestDesk.begin(sessions: 3, seed: 2)
    let desk = try TestDesk.begin(sessions: 700, seed: 3)
    #expect(try await sync(lead, hub, ["enrol", hub.address, try await hub.code(role: "lead")]).code == 0)
    _ = try await hub.code(more: ["--file", stick + "/ticket"])
    #expect(try await sync(desk, hub, ["enrol", "--ticket", stick + "/ticket"]).code == 0)
    #expect(try await sync(desk, hub, ["bundle", "write", stick]).code == 0)
    #expect(try await sync(lead, hub, ["bundle", "read", stick]).code == 0)
    let pushed = try await sync(lead, hub, ["push"])
    #expect(pushed.code == 0, "\(pushed)")
    #expect(try await sync(lead, hub, ["bundle", "write", stick]).code == 0)
    #expect(try await sync(desk, hub, ["bundle", "read", stick]).code == 0)
    let status = try await summary(desk, hub)
    #expect(status.unsent == 0)
    #expect(status.unit == "29242")
    try desk.end()
    try lead.end()
  }

  @Test func `ten times as many entries take no more memory`() async throws {
    let hub = try await RunningHub.start()
    defer { hub.stop() }
    var peaks: [Int] = []
    for (seed, sessions) in [(1, 3_000), (2, 30_000)] {
      let desk = try TestDesk.begin(sessions: sessions, seed: UInt64(seed))
      #expect(try await sync(desk, hub, ["enrol", hub.address, try await hub.code()]).code == 0)
      let peak = try await Peak.kilobytes(
        "tiepsuc-sync", ["push", "--data", desk.folder, "--json", "--ca", hub.certificate])
      peaks.append(try #require(peak))
      try desk.end()
    }
    #expect(peaks[0] > 0)
    #expect(peaks[1] < peaks[0] + 16_000, "KB: \(peaks)")
  }

  @Test func `words for people, and practice that is never sent`() async throws {
    let desk = try TestDesk.begin(sessions: 2)
    let status = try await Programs.run("tiepsuc-sync", ["status", "--data", desk.folder])
    #expect(status.code == 0)
    #expect(status.out.hasPrefix("Đã lưu: 2\n"), "\(status)")
    let push = try await Programs.run("tiepsuc-sync", ["push", "--data", desk.folder])
    #expect(push.code == SyncFailure.notEnrolled.exitCode)
    #expect(push.error.contains("chưa đăng ký"))
    let practice = try await Programs.run("tiepsuc-sync", ["push", "--data", desk.folder, "--practice"])
    #expect(practice.code == SyncFailure.practice.exitCode)
    let schema = try await Programs.run("tiepsuc-sync", ["schema"])
    #expect(try JSONSerialization.jsonObject(with: Data(schema.out.utf8)) is [String: Any])
    #expect(try await Programs.run("tiepsuc-sync", ["nonsense"]).code == 64)
    try desk.end()
  }
}
