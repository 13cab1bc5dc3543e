import Foundation
import HTTPTypes
package import HubService
package import HubStore
package import Journal
package import Protocol
import Synchronization

/// A hub in the process of the test, in a folder of its own, with a clock that the test sets.
package final class InProcessHub: Sendable {
  /// Makes the store of a hub, given its folder.
  package typealias MakeStore = @Sendable (String) async throws -> any HubStore

  package let folder: String
  package let key: HubKey
  package let clock: TestClock
  private let settings: HubSettings
  private let makeStore: MakeStore
  private let running: Mutex<Hub>

  /// Begins one. `folder` nil: a fresh one, on SQLite unless `makeStore` says otherwise.
  package static func begin(
    folder: String? = nil, key: HubKey = HubKey(), clock: TestClock = TestClock(),
    settings: HubSettings = HubSettings(), makeStore: @escaping MakeStore = InProcessHub.sqlite
  ) async throws -> InProcessHub {
    let folder = folder ?? NSTemporaryDirectory() + "/tiepsuc-hub-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var settings = settings
    settings.folder = folder
    let hub = try await Hub.open(store: try await makeStore(folder), key: key, settings: settings) { clock.now }
    return InProcessHub(
      folder: folder, key: key, clock: clock, settings: settings, makeStore: makeStore, hub: hub)
  }

  /// Runs a test on a hub of its own over a store of a kind, with its own rates unless `settings` says otherwise.
  package static func with(
    _ kind: StoreKind = .sqlite, settings: HubSettings = .forTests(),
    _ test: (InProcessHub) async throws -> Void
  ) async throws {
    try await kind.with { place in
      let hub = try await begin(folder: place.folder + "/hub", settings: settings) { _ in try await place.open() }
      do {
        try await test(hub)
        await hub.store.close()
      } catch {
        await hub.store.close()
        throw error
      }
    }
  }

  /// A store on SQLite in the folder.
  @Sendable package static func sqlite(_ folder: String) async throws -> any HubStore {
    try SQLiteHubStore.open(folder: folder)
  }

  private init(
    folder: String, key: HubKey, clock: TestClock, settings: HubSettings, makeStore: @escaping MakeStore, hub: Hub
  ) {
    self.folder = folder
    self.key = key
    self.clock = clock
    self.settings = settings
    self.makeStore = makeStore
    running = Mutex(hub)
  }

  /// The hub as it runs now.
  package var hub: Hub { running.withLock { $0 } }
  package var store: any HubStore { hub.store }
  package var id: HubID { key.id }

  /// Stops the hub and removes its folder.
  package func end() async throws {
    await store.close()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Stops the hub and begins it again on the same data.
  package func restart() async throws {
    await store.close()
    let clock = clock
    let hub = try await Hub.open(store: try await makeStore(folder), key: key, settings: settings) { clock.now }
    running.withLock { $0 = hub }
  }

  /// Copies the SQLite database as it is now.
  package func backUp(to path: String) async throws { try await store.backup(to: path) }

  /// Puts a copy in the place of the database, as `tiepsuc-hub restore` does, and begins the next incarnation of the hub.
  package func restore(from path: String) async throws {
    let next = HubIdentity(hub: key.id, incarnation: hub.identity.incarnation + 1)
    await store.close()
    for name in ["hub.sqlite", "hub.sqlite-wal", "hub.sqlite-shm"]
    where FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    try FileManager.default.copyItem(atPath: path, toPath: folder + "/hub.sqlite")
    let store = try await makeStore(folder)
    try await store.beginIncarnation(next)
    let clock = clock
    let hub = try await Hub.open(store: store, key: key, settings: settings) { clock.now }
    running.withLock { $0 = hub }
  }

  /// A code that lets one device in.
  package func code(unit: String = "29242", role: DeviceRole = .desk, minutes: Int64 = 10) async throws -> EnrolCode {
    var generator = SystemRandomNumberGenerator()
    let code = EnrolCode.long(using: &generator)
    try await store.add(
      StoredCode(
        lookup: code.lookup, secret: code.secret, unit: unit, role: role, expires: clock.now + minutes * 60_000))
    return code
  }

  /// Lets a device in.
  @discardableResult
  package func enrol(_ device: TestDevice, unit: String = "29242", role: DeviceRole = .desk) async throws -> EnrolAnswer
  {
    let code = try await code(unit: unit, role: role)
    let answer = try await ask(HubRequest(.post, Route.enrol, body: try device.enrolRequest(code, role: role)))
    guard let envelope = Envelope(bytes: answer.body, limit: Limits.newsBytes),
      let bytes = envelope.payload(.enrolAnswer, signedBy: key.publicKey), let enrolled = EnrolAnswer(bytes: bytes)
    else { throw FixtureFault("not enrolled: \(answer.status) \(String(decoding: answer.body, as: UTF8.self))") }
    return enrolled
  }

  /// Asks without a signature. Throws where the answer is not signed by this hub for this request.
  package func ask(_ request: HubRequest) async throws -> HubAnswer {
    var request = request
    let nonce = TestDevice.nonce()
    request.headers[.tiepsucNonce] = nonce
    return try check(await hub.answer(request), to: .init(request, nonce: nonce))
  }

  /// Asks as a device.
  package func ask(_ device: TestDevice, _ request: HubRequest) async throws -> HubAnswer {
    let nonce = TestDevice.nonce()
    let signed = try device.signed(request, to: id, time: clock.now, nonce: nonce)
    return try check(await hub.answer(signed), to: .init(signed, nonce: nonce))
  }

  /// The answer, if this hub signed it for this question.
  package func check(_ answer: HubAnswer, to question: AnswerSignature.Question) throws -> HubAnswer {
    guard let signature = answer.headers[.tiepsucAnswer].flatMap({ AnswerSignature(header: $0) }),
      signature.holds(for: answer, to: question, hubKey: key.publicKey)
    else { throw FixtureFault("an answer that is not signed") }
    return answer
  }

  /// An answer that this hub signs for a request, whatever it says.
  package func signed(_ status: Int, _ body: [UInt8], to request: HubRequest) throws -> HubAnswer {
    let nonce =
      request.headers[.authorization].flatMap { RequestSignature(header: $0)?.nonce }
      ?? request.headers[.tiepsucNonce] ?? ""
    var answer = HubAnswer(status: status, headers: [.contentType: "application/json"], body: body)
    let signature = try AnswerSignature.sign(
      answer, to: .init(request, nonce: nonce), time: clock.now, key: key)
    answer.headers[.tiepsucAnswer] = signature.header
    return answer
  }

  /// News that this hub signs.
  package func envelope(_ news: News) throws -> [UInt8] { try Envelope(try news.bytes, .news, key: key).bytes }

  /// Pushes as a device (for another where the batch is another's).
  package func push(_ device: TestDevice, _ batch: SealedBatch, wait: Int = 0) async throws -> HubAnswer {
    var request = HubRequest(.post, Route.push, body: batch.bytes)
    if wait > 0 { request.headers[.prefer] = "wait=\(wait)" }
    return try await ask(device, request)
  }

  /// What the hub has to say to a device, asked by it or by a lead.
  package func news(_ asker: TestDevice, for device: DeviceID? = nil, after: Int = 0) async throws -> News {
    let path = Route.pull + "?device=\((device ?? asker.id).rawValue)&after=\(after)"
    let answer = try await ask(asker, HubRequest(.get, path))
    guard Envelope(bytes: answer.body, limit: Limits.newsBytes)?.payload(.news, signedBy: key.publicKey) != nil,
      let news = answer.news
    else { throw FixtureFault("no news: \(answer.status) \(String(decoding: answer.body, as: UTF8.self))") }
    return news
  }
}

extension HubAnswer {
  /// The refusal that it is; nil where it is none.
  package var refusal: Refusal.Kind? { status >= 400 ? Refusal(bytes: body)?.kind : nil }

  /// The news that it carries, whoever signed them; nil where it carries none.
  package var news: News? {
    Envelope(bytes: body, limit: Limits.newsBytes)?.payload(.news)
      .flatMap { News(bytes: $0.bytes, limit: Limits.newsBytes) }
  }

  /// The answer to a push with its receipt; nil where it is none.
  package var pushed: (answer: PushAnswer, receipt: Receipt)? {
    guard status == 200, let answer = PushAnswer(bytes: body, limit: Limits.newsBytes),
      let receipt = Receipt(line: answer.receipt)
    else { return nil }
    return (answer, receipt)
  }
}

extension HubSettings {
  /// With limits that no test meets unless it means to, and as long a wait as anybody asks for.
  package static func forTests(_ change: (inout HubSettings) -> Void = { _ in }) -> HubSettings {
    var settings = HubSettings(rates: .forTests, mostWaitSeconds: 86_400)
    change(&settings)
    return settings
  }
}

extension HubRates {
  /// So many that no test meets them unless it means to: the clock of a test stands.
  package static let forTests = HubRates(
    device: Rate(burst: 1_000_000, perSecond: 1), work: Rate(burst: 1 << 40, perSecond: 1),
    stored: Rate(burst: 1 << 40, perSecond: 1), address: Rate(burst: 1_000_000, perSecond: 1),
    failures: Rate(burst: 1_000_000, perSecond: 1), codes: Rate(burst: 1_000_000, perSecond: 1),
    allCodes: Rate(burst: 1_000_000, perSecond: 1))
}
