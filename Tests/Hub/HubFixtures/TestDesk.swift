import Foundation
import HubService
import HubStore
package import Journal
import JournalFixtures
package import JournalStore
package import Protocol
package import SyncClient
package import SyncStore
import Synchronization

/// A desk in a folder of its own, with a real journal, whose exchanges run in the process of the test.
package struct TestDesk: Sendable {
  /// Its data folder.
  package let folder: String
  /// The test's clock.
  package let clock: TestClock
  /// Milliseconds that its clock is ahead of the test's.
  package var skew: Int64 = 0
  /// What its machine is told by; clones have the same.
  package var marks = MachineMarks(["system": "test"])
  private let seed: UInt64

  /// Begins one with so many sessions in its journal.
  package static func begin(sessions: Int = 0, seed: UInt64 = 1, clock: TestClock = TestClock()) throws -> TestDesk {
    let folder = Self.root + "/tiepsuc-desk-" + UUID().uuidString
    let desk = TestDesk(folder: folder, clock: clock, seed: seed)
    try desk.write(sessions: sessions)
    return desk
  }

  /// In memory where there is such a place: the tests play the faults of the line, not of the disk.
  private static let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()

  private init(folder: String, clock: TestClock, seed: UInt64) {
    self.folder = folder
    self.clock = clock
    self.seed = seed
  }

  /// Removes its folder, and the copies of it.
  package func end() throws {
    let place = URL(fileURLWithPath: folder)
    let root = place.deletingLastPathComponent().path
    for name in try FileManager.default.contentsOfDirectory(atPath: root)
    where name.hasPrefix(place.lastPathComponent) {
      try FileManager.default.removeItem(atPath: root + "/" + name)
    }
  }

  /// The folder as it is now, at another place: a clone of the laptop, which its machine does not give away.
  package func clone(seed: UInt64) throws -> TestDesk {
    var other = TestDesk(
      folder: Self.root + "/tiepsuc-desk-" + UUID().uuidString, clock: clock, seed: seed)
    other.marks = marks
    try FileManager.default.copyItem(atPath: folder, toPath: other.folder)
    return other
  }

  /// Keeps a copy of the folder, to go back to.
  package func image() throws -> String {
    let path = folder + "-image-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: folder, toPath: path)
    return path
  }

  /// Puts a copy in the folder's place, as a restored image of the disk does.
  package func restore(_ image: String) throws {
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(atPath: image, toPath: folder)
  }

  /// Now, by its own clock.
  package var now: Moment {
    Moment(wallMilliseconds: clock.now + skew, offsetMinutes: 420, boot: "test", monotonicMilliseconds: clock.now)
  }

  /// Does something with the open journal, as the desk program does.
  package func withJournal<T>(_ work: (JournalStore) throws -> T) throws -> T {
    let journal = try JournalStore.open(folder: folder, practice: false, now: now, marks: marks)
    do {
      let result = try work(journal)
      try journal.close()
      return result
    } catch {
      try journal.close()
      throw error
    }
  }

  /// Writes sessions as on any day.
  package func write(sessions count: Int) throws {
    try withJournal { journal in
      var bodies = Bodies(seed: seed &* 1_000_003 &+ UInt64(try journal.entryCount()), now: now)
      for start in stride(from: 0, to: count, by: 1000) {
        try journal.keepMany((start..<min(count, start + 1000)).map { _ in .session(bodies.session()) })
      }
    }
  }

  /// Writes a session with a contact.
  @discardableResult
  package func write(_ contact: Contact) throws -> KeptEntry {
    try withJournal { journal in
      var bodies = Bodies(seed: seed &* 7 &+ UInt64(try journal.entryCount()), now: now)
      return try journal.keep(.session(bodies.session()), closing: nil, contact: contact)
    }
  }

  /// What its journal holds of a code that it gave out.
  package func receiptHash(of code: ReceiptCode?) throws -> EntryHash {
    guard let hash = try code.flatMap({ code in try withJournal { try $0.receiptHash(of: code) } }) else {
      throw FixtureFault("no such code")
    }
    return hash
  }

  /// An exchange over a transport; `lines` takes what it says.
  package func run(
    _ transport: any HubTransport, cancellation: CancellationToken = CancellationToken(), lines: SaidLines = SaidLines()
  )
    -> ExchangeRun
  {
    let environment = SyncEnvironment(
      now: { now }, cancellation: cancellation, marks: marks, pause: { _ in await Task.yield() })
    return ExchangeRun(
      folder: folder, environment: environment, connect: { _ throws(TransportFault) in transport },
      emit: { lines.add($0) })
  }

  /// Enrols at a hub.
  @discardableResult
  package func enrol(at hub: InProcessHub, unit: String = "29242", role: DeviceRole = .desk) async throws -> SyncLine {
    let code = try await hub.code(unit: unit, role: role)
    let line = await run(DirectTransport(hub)).enrol(at: "https://hub.test", code: code)
    guard line.event == .done else { throw FixtureFault("not enrolled: \(line)") }
    return line
  }

  /// What it remembers of exchanges.
  package func store() throws -> ExchangeStore { try ExchangeStore.open(folder: folder) }

  /// Where it stands.
  package func status() throws -> ExchangeSummary { try run(DirectTransport.nowhere).status() }

  /// The present identity.
  package func device() throws -> DeviceID {
    try withJournal { try $0.incarnations().last(where: \.isCurrent)?.head.last.device } ?? DeviceID(rawValue: "")
  }

  /// The bytes of all entries of an incarnation.
  package func entries(device: DeviceID, incarnation: Int) throws -> [[UInt8]] {
    let journal = try JournalStore.openForReading(folder: folder, practice: false)
    defer { do { try journal.close() } catch { print("left open: \(folder)") } }
    guard
      let incarnation = try journal.incarnations().first(where: {
        $0.head.last.device == device && $0.head.last.incarnation == incarnation
      })
    else { return [] }
    return try journal.places(of: incarnation, after: 0, entries: .max, bytes: .max).map { place in
      switch place {
      case .entry(_, _, let bytes): bytes
      case .lost: []
      }
    }
  }

  /// Everything that is wrong between what this desk believes and what a hub holds; empty where all is well: what
  /// counts as sent is held with just these bytes, each once; receipts are the hub's own.
  package func untruths(at hub: InProcessHub) async throws -> [String] {
    let journal = try JournalStore.openForReading(folder: folder, practice: false)
    let incarnations = try journal.incarnations()
    try journal.close()
    let store = try store()
    var found: [String] = []
    for incarnation in incarnations {
      let (device, incarnation) = (incarnation.head.last.device, incarnation.head.last.incarnation)
      let own = try entries(device: device, incarnation: incarnation)
      let held = try await hub.branches(of: device, incarnation: incarnation)
      for branch in held where Set(branch).count != branch.count { found.append("an entry twice in \(incarnation)") }
      guard let coverage = try store.coverage(of: ChainID(device: device, incarnation: incarnation)),
        coverage.covered > 0
      else {
        continue
      }
      if !coverage.receipt.isSigned(by: hub.key.publicKey) { found.append("a receipt of somebody else") }
      if coverage.covered > own.count { found.append("more sent than kept in \(incarnation)") }
      let sent = Array(own.prefix(coverage.covered))
      if !held.contains(where: { Array($0.prefix(sent.count)) == sent }) {
        found.append("\(sent.count) of incarnation \(incarnation) count as sent; held are \(held.map(\.count))")
      }
    }
    try store.close()
    return found
  }
}

extension InProcessHub {
  /// The bytes of the entries of each branch of a chain.
  package func branches(of device: DeviceID, incarnation: Int) async throws -> [[[UInt8]]] {
    var found: [[[UInt8]]] = []
    for chain in try await store.chains(of: device) where chain.incarnation == incarnation {
      var bytes: [[UInt8]] = []
      var after = 0
      while let last = try await page(chain, after: after, into: &bytes) { after = last }
      found.append(bytes)
    }
    return found
  }

  private func page(_ chain: ChainState, after: Int, into bytes: inout [[UInt8]]) async throws -> Int? {
    let page = try await store.entries(of: chain, after: after, limit: 1000)
    bytes += page.map(\.bytes)
    return page.last?.sequence
  }
}

/// Collects what an exchange says.
package final class SaidLines: Sendable {
  private let held = Mutex<[SyncLine]>([])
  package init() {}
  /// Hears a line.
  package func add(_ line: SyncLine) { held.withLock { $0.append(line) } }
  /// In order.
  package var all: [SyncLine] { held.withLock { $0 } }
  /// What a lead must read of it, in order.
  package var attentions: [SyncAttention] { all.compactMap(\.attention) }
  /// The count of the first attention of a kind.
  package func count(of attention: SyncAttention) -> Int? { all.first { $0.attention == attention }?.count }
}

/// Carries requests straight to a hub in the process; whoever stands between may change anything.
package struct DirectTransport: HubTransport {
  /// Passes a request on.
  package typealias Pass = @Sendable (HubRequest) async -> HubAnswer
  /// Stands between: it may answer itself, pass on, change, or fail.
  package typealias Between = @Sendable (HubRequest, Pass) async throws(TransportFault) -> HubAnswer

  private let pass: Pass?
  private let between: Between?

  package init(_ hub: InProcessHub, between: Between? = nil) {
    pass = { await hub.hub.answer($0, from: "desk") }
    self.between = between
  }

  private init() {
    pass = nil
    between = nil
  }

  /// Leads to nobody.
  package static let nowhere = DirectTransport()

  /// Carries a request; keeps to the bounds as the network does.
  package func send(_ request: HubRequest, within bounds: AnswerBounds) async throws(TransportFault) -> HubAnswer {
    guard let pass else { throw .noNetwork }
    let answer = if let between { try await between(request, pass) } else { await pass(request) }
    guard answer.body.count <= bounds.bytes else { throw .tooLarge }
    return answer
  }
}
