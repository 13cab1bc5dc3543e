import Foundation
import HTTPTypes
import HubFixtures
import HubService
import Journal
import Protocol
import SyncClient
import Synchronization
import TestTraits
import Testing

/// The real program in the hands of somebody who keeps it busy: whoever asks it to stop does not wait.
///
/// Each of these would go on for minutes, and end with another code, if the program were deaf.
@Suite(.serialized, .ownThread) struct StopTests {
  /// What is said instead of what the hub says.
  private enum Lie: Sendable {
    case none, silence
    case signed([UInt8])
  }

  /// A number that many tasks count.
  private final class Counter: Sendable {
    private let held = Mutex(0)
    var count: Int { held.withLock(\.self) }
    /// The number with this one.
    @discardableResult func next() -> Int {
      held.withLock { count in
        count += 1
        return count
      }
    }
  }

  /// Runs the program until it is busy, asks it to stop, and expects that it says so and is gone.
  ///
  /// - Parameter asked: Comes when it was asked.
  private func expectStop(
    _ folder: String, _ arguments: [String], asked: End = End(), _ location: SourceLocation = #_sourceLocation,
    whenBusy: @escaping @Sendable (_ out: String) async throws -> Void
  ) async throws {
    let ran = try await Programs.run("tiepsuc-sync", arguments + ["--data", folder, "--json"]) { process, out in
      try await whenBusy(out)
      kill(process.processIdentifier, SIGTERM)
      asked.come()
    }
    #expect(ran.code == SyncFailure.stopped.exitCode, "\(ran)", sourceLocation: location)
    #expect(ran.lines.last?.failure == .stopped, "\(ran)", sourceLocation: location)
  }

  /// A hub whose clock is that of the machine, and a lead of it.
  private func withLead(sessions: Int = 3, _ test: (InProcessHub, TestDesk) async throws -> Void) async throws {
    let clock = TestClock(Int64(Date.now.timeIntervalSince1970 * 1_000))
    let hub = try await InProcessHub.begin(clock: clock, settings: .forTests())
    let lead = try TestDesk.begin(sessions: sessions, clock: clock)
    try await test(hub, lead)
    try lead.end()
    try await hub.end()
  }

  /// A lead whose hub is asked at the address of somebody who answers in its place.
  private func withServer(
    sessions: Int = 3, _ answer: @escaping @Sendable (InProcessHub, HubRequest) async throws -> HubAnswer?,
    _ test: (InProcessHub, TestDesk) async throws -> Void
  ) async throws {
    try await withLead(sessions: sessions) { hub, lead in
      let server = try await LyingServer.start { request in
        do { return try await answer(hub, request) } catch { return HubAnswer(status: 500) }
      }
      let enrolled = await lead.run(DirectTransport(hub)).enrol(
        at: server.address, code: try await hub.code(role: .lead))
      #expect(enrolled.event == .done, "\(enrolled)")
      try await test(hub, lead)
      try await server.stop()
    }
  }

  /// Stops an exchange with a hub that lies without end; `packs` bytes are offered as a pack.
  private func stop(
    _ arguments: [String], packs: Int = 0,
    _ lie: @escaping @Sendable (HubRequest) throws -> Lie
  ) async throws {
    let lies = Counter()
    try await withServer { hub, request in
      switch try lie(request) {
      case .none: return await hub.hub.answer(request, from: "lead")
      case .silence:
        lies.next()
        return nil
      case .signed(let body):
        lies.next()
        return try hub.signed(200, body, to: request)
      }
    } _: { hub, lead in
      if packs > 0 {
        try FileManager.default.createDirectory(atPath: hub.folder + "/packs", withIntermediateDirectories: true)
        try Data(count: packs).write(to: URL(fileURLWithPath: hub.folder + "/packs/p.pack"))
      }
      try await expectStop(lead.folder, arguments) { _ in
        _ = try await Programs.until("a lie") { lies.count > 0 ? true : nil }
      }
    }
  }

  @Test func `between two batches, and what was acknowledged stays so`() async throws {
    let (pushes, asked, ended) = (Counter(), End(), Counter())
    // More than travel side by side: by then an answer has come. Nothing is answered for ever, or a program that hears
    // late would be done.
    let (asksAt, most) = (6, 10)
    try await withServer(sessions: 8_000) { hub, request in
      if request.path.hasPrefix(Route.push) {
        let push = pushes.next()
        if push == asksAt { await asked.wait() }
        if push > most, ended.count == 0 { return nil }
      }
      return await hub.hub.answer(request, from: "lead")
    } _: { _, lead in
      try await expectStop(lead.folder, ["push"], asked: asked) { _ in
        _ = try await Programs.until("a batch") { pushes.count >= asksAt ? true : nil }
      }
      ended.next()
      let sent = try await summary(lead).sent
      #expect(sent > 0 && sent < 8_000)
      let pushed = try await Programs.run("tiepsuc-sync", ["push", "--data", lead.folder, "--json"])
      #expect(pushed.code == 0, "\(pushed)")
      #expect(try await summary(lead).unsent == 0)
    }
  }

  private func summary(_ desk: TestDesk) async throws -> ExchangeSummary {
    let ran = try await Programs.run("tiepsuc-sync", ["status", "--data", desk.folder, "--json"])
    return try #require(ExchangeSummary(bytes: Array(ran.out.utf8)), "\(ran)")
  }

  @Test func `while a hub takes the question and is silent`() async throws {
    try await stop(["pull"]) { $0.path.hasPrefix(Route.pull) ? .silence : .none }
  }

  @Test func `while a pack comes byte by byte`() async throws {
    try await stop(["pull"], packs: 4_000_000) { $0.path.hasPrefix(Route.packs) ? .signed([7]) : .none }
  }

  @Test func `while there is always another page of contacts`() async throws {
    try await stop(["contacts"]) { request in
      guard request.path.hasPrefix(Route.contacts), let after = request.path.split(separator: "=").last else {
        return .none
      }
      return .signed(try ContactBoxes(boxes: [], next: (Int64(after) ?? 0) + 1).bytes)
    }
  }

  @Test func `while batches of a stick unpack to as much as they may`() async throws {
    try await withLead { hub, lead in
      try await lead.enrol(at: hub, role: .lead)
      let device = try TestDevice(seed: 9)
      let entry = [UInt8](repeating: 0x61, count: EntryBytes.largest - 8)
      let batch = try device.signed(
        (0..<(Limits.unpackedBytes / EntryBytes.largest)).map { .entry(entry.dropLast($0)) })
      #expect(batch.count < Limits.unpackedBytes / 24)
      // One file under so many names that no machine is done with them before it is asked to stop.
      let stick = lead.folder + "/stick"
      try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
      let bundle = Bundle(batches: [[UInt8]](repeating: batch, count: 250))
      try Data(try bundle.sealed(key: device.key)).write(to: URL(fileURLWithPath: stick + "/0.tsb"))
      for name in 1...1_000 {
        try FileManager.default.linkItem(atPath: stick + "/0.tsb", toPath: stick + "/\(name).tsb")
      }
      try await expectStop(lead.folder, ["bundle", "read", stick]) { out in
        _ = try await Programs.until("the stick") {
          Programs.text(out).contains(SyncStage.readingStick.rawValue) ? true : nil
        }
      }
    }
  }
}
