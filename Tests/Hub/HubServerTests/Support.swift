import HTTPTypes
import HubFixtures
import HubServer
import HubService
import Hummingbird
import HummingbirdTesting
import Journal
import Logging
import NIOCore
import NIOPosix
import Protocol
import Synchronization

/// The lines that a server logged.
final class LogLines: Sendable {
  private let held = Mutex<[String]>([])
  var all: [String] { held.withLock { $0 } }
  func add(_ line: String) { held.withLock { $0.append(line) } }
}

/// A hub of a test, with its server.
struct Served: Sendable {
  let hub: InProcessHub
  let server: HubServer
  let log: LogLines

  /// Runs a test on one.
  static func with(
    _ settings: ServerSettings = .local(), rates: HubRates = .forTests, _ test: (Served) async throws -> Void
  ) async throws {
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      let log = LogLines()
      let logger = Logger(label: "test") { _ in JSONLog(level: .debug) { log.add($0) } }
      let server = try HubServer(hub: hub.hub, settings: settings, log: logger)
      try await test(Served(hub: hub, server: server, log: log))
    }
  }

  /// Serves at a port of this machine while a test runs.
  func live(_ test: @escaping @Sendable (LiveClient) async throws -> Void) async throws { try await server.live(test) }

  /// Asks over HTTP as a device, and checks that the hub signed the answer.
  func ask(_ client: LiveClient, _ device: TestDevice, _ request: HubRequest) async throws -> HubAnswer {
    let nonce = TestDevice.nonce()
    let signed = try device.signed(request, to: hub.id, time: hub.clock.now, nonce: nonce)
    return try hub.check(try await client.ask(signed), to: .init(signed, nonce: nonce))
  }

  /// Asks the router as a device, and checks that the hub signed the answer.
  func ask(_ client: any TestClientProtocol, _ device: TestDevice, _ request: HubRequest) async throws -> HubAnswer {
    let nonce = TestDevice.nonce()
    let signed = try device.signed(request, to: hub.id, time: hub.clock.now, nonce: nonce)
    return try hub.check(try await client.ask(signed), to: .init(signed, nonce: nonce))
  }
}

extension ServerSettings {
  /// On this machine, at any port.
  static func local(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
    var settings = ServerSettings(host: "127.0.0.1", port: 0)
    change(&settings)
    return settings
  }
}

extension TestClientProtocol {
  /// Asks over HTTP.
  func ask(_ request: HubRequest, method: String? = nil) async throws -> HubAnswer {
    var headers = request.headers
    // A GET without a body has no length, as browsers send it.
    if !request.body.isEmpty { headers[.contentLength] = "\(request.body.count)" }
    let response = try await execute(
      uri: request.path, method: HTTPRequest.Method(method ?? request.method.rawValue) ?? .get, headers: headers,
      body: request.body.isEmpty ? nil : ByteBuffer(bytes: request.body))
    var answer = HubAnswer(status: response.status.code, body: Array(response.body.readableBytesView))
    answer.headers = response.headers
    return answer
  }
}

extension String {
  /// The status of an answer of HTTP/1.1; nil where it is none.
  var status: Int? { hasPrefix("HTTP/1.1 ") ? Int(dropFirst(9).prefix(3)) : nil }

  /// The refusal in an answer of HTTP/1.1 with its head.
  var refusal: Refusal.Kind? {
    guard let start = firstIndex(of: "{") else { return nil }
    return Refusal(bytes: Array(self[start...].utf8))?.kind
  }
}
