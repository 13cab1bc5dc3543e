import Foundation
import HTTPTypes
import HubFixtures
import HubService
import Journal
import JournalFixtures
import Platform
import Protocol
import SyncClient
import Synchronization
import Testing

/// Collects opened contacts.
final class SaidContacts: Sendable {
  private let held = Mutex<[OpenedContact]>([])
  func add(_ contact: OpenedContact) { held.withLock { $0.append(contact) } }
  var all: [OpenedContact] { held.withLock { $0 } }
}

/// A number that many tasks count.
final class Counter: Sendable {
  private let held = Mutex(0)
  /// The number before it was counted on.
  @discardableResult func next() -> Int {
    held.withLock { count in
      defer { count += 1 }
      return count
    }
  }
  var count: Int { held.withLock { $0 } }
}

/// Chance that many tasks draw from.
final class SharedChance: Sendable {
  private let held: Mutex<SplitMix64>
  init(seed: UInt64) { held = Mutex(SplitMix64(seed: seed)) }
  func below(_ bound: Int) -> Int { held.withLock { $0.below(bound) } }
}

/// Keeps what was said once.
final class Kept<Value: Sendable>: Sendable {
  private let held = Mutex<Value?>(nil)
  var value: Value? { held.withLock { $0 } }
  func keep(_ value: Value) { held.withLock { $0 = value } }
}

extension InProcessHub {
  /// One that asks for no patience: the rates are tested elsewhere.
  static func patient() async throws -> InProcessHub {
    let much = HubRates.Rate(burst: 1_000_000, perSecond: 1_000_000)
    let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    return try await begin(
      folder: root + "/tiepsuc-hub-" + UUID().uuidString,
      settings: HubSettings(
        rates: HubRates(device: much, address: much, failures: much, codes: much, allCodes: much), mostWaitSeconds: 1))
  }
}

/// A desk that is enrolled at a hub of its own.
struct Pair {
  var hub: InProcessHub
  var desk: TestDesk

  init(sessions: Int, seed: UInt64 = 1) async throws {
    hub = try await InProcessHub.patient()
    desk = try TestDesk.begin(sessions: sessions, seed: seed, clock: hub.clock)
    try await desk.enrol(at: hub)
  }

  /// Pushes with somebody between; returns the last line and all of them.
  func push(_ between: DirectTransport.Between? = nil) async -> (line: SyncLine, said: SaidLines) {
    let said = SaidLines()
    return (await desk.run(DirectTransport(hub, between: between), lines: said).push(), said)
  }

  /// Pushes with nobody between, and holds everything against everything.
  func expectWhole(_ location: SourceLocation = #_sourceLocation) async throws {
    let (line, _) = await push()
    #expect(line.event == .done, "\(line)", sourceLocation: location)
    #expect(line.summary?.unsent == 0, "\(line)", sourceLocation: location)
    #expect(try await desk.untruths(at: hub) == [], sourceLocation: location)
  }

  func end() async throws {
    try desk.end()
    try await hub.end()
  }
}
