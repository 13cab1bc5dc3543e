import AccountStore
import ArgumentParser
import Assets
import Foundation
import HubServer
import HubService
import HubSite
import HubStore
import Journal
import Logging
import Phrases
import Platform
import Protocol
import Reports

/// `tiepsuc-hub serve`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Chạy máy chủ đến khi có SIGTERM / run the hub until SIGTERM.",
    discussion: """
      In ra một dòng khi đã nhận kết nối / prints one line once it takes connections: \
      {"hub": ID, "listening": "http(s)://HOST:PORT"}
      """)

  @OptionGroup var options: HubOptions
  @Option(
    help: """
      MÁY:CỔNG; cổng 0: tự chọn; systemd trao ổ cắm thì dùng ổ ấy / HOST:PORT; port 0: any; a socket that systemd hands \
      over takes its place.
      """)
  var listen = "127.0.0.1:8420"
  @Option(help: "Chứng chỉ TLS (PEM) / the TLS certificate chain.") var tlsCert: String?
  @Option(help: "Khoá của chứng chỉ (PEM) / its key.") var tlsKey: String?
  @Flag(help: "Đứng sau proxy có x-forwarded-for / behind a proxy that sets x-forwarded-for.") var behindProxy = false
  @Option(help: "Số kết nối nhiều nhất / the most connections.") var connections = 512
  @Option(help: "Số kết nối nhiều nhất của một địa chỉ / the most connections of one address.")
  var connectionsPerAddress = 128
  @Option(help: "Mức nhật ký / log level: trace, debug, info, notice, warning, error.") var logLevel = "info"

  func validate() throws {
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert, --tls-key: cả hai hoặc không / both or neither.")
    }
    guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("--log-level: \(logLevel)?") }
    guard connections > 0 else { throw ValidationError("--connections: 1, 2, 3 …") }
    guard connectionsPerAddress > 0 else { throw ValidationError("--connections-per-address: 1, 2, 3 …") }
  }

  func run() async throws {
    // First of all: nothing else runs yet that would read the variables.
    let socket = try Self.socketHandedOver()
    guard let (host, port) = socket.map({ ($0.host, $0.port) }) ?? Self.address(listen) else {
      throw HubProblem.badAddress(listen)
    }
    let level = Logger.Level(rawValue: logLevel) ?? .info
    let log = Logger(label: "hub") { _ in JSONLog(level: level) }
    let folder = options.folder
    let key = try folder.key()
    let store = try await options.store(isServing: true)
    try await withStore(store) { store in
      let settings = HubSettings(
        folder: folder.path, sharesDatabase: options.isShared, report: { Self.note($0, log) })
      let hub = try await Hub.open(store: store, key: key, settings: settings) { SystemClock.now.wallMilliseconds }
      let tls = tlsCert.flatMap { cert in tlsKey.map { TLSFiles(certificate: cert, key: $0) } }
      if Assets.folder == nil { log.warning("no table of communes: pages show codes without names") }
      let accounts = try AccountStore.open(path: folder.accounts)
      let site = HubSite(
        hub: hub, accounts: accounts, folder: folder, settings: SiteSettings(units: try UnitRegister.shipped()))
      let server = try HubServer(
        hub: hub, site: site,
        settings: ServerSettings(
          host: host, port: port, socket: socket, tls: tls, isBehindProxy: behindProxy, mostConnections: connections,
          mostConnectionsOfAddress: connectionsPerAddress), log: log)
      try await serve(server, host: host, key: key.id.rawValue, isSecure: tls != nil)
    }
  }

  /// The socket that the service manager listens on for this process; nil where it does not.
  private static func socketHandedOver() throws(HubProblem) -> ListeningSocket? {
    let descriptors = SocketActivation.take()
    guard let first = descriptors.first else { return nil }
    guard descriptors.count == 1, let socket = ListeningSocket(first) else { throw .wrongSockets(descriptors.count) }
    return socket
  }

  private func serve(_ server: HubServer, host: String, key: String, isSecure: Bool) async throws {
    let name = host.contains(":") ? "[\(host)]" : host
    let notifier = ServiceNotifier()
    let watch = notifier.flatMap(Self.watch)
    defer {
      watch?.cancel()
      notifier?.send(.stopping)
    }
    try await server.run { port in
      say(#"{"hub":"\#(key)","listening":"\#(isSecure ? "https" : "http")://\#(name):\#(port)"}"#)
      notifier?.send(.ready)
    }
  }

  /// Says that this process is alive, twice as often as the service manager wants to hear it, from where requests are
  /// answered: one whose work stands still is silent. Nil where nobody listens for it.
  private static func watch(_ notifier: ServiceNotifier) -> Task<Void, Never>? {
    guard let interval = ServiceNotifier.watchdogMicroseconds else { return nil }
    return Task {
      while !Task.isCancelled {
        notifier.send(.alive)
        do { try await Task.sleep(for: .microseconds(max(1, interval / 2))) } catch { return }
      }
    }
  }

  /// The host and port of `HOST:PORT`, `[IPV6]:PORT`; nil where it is neither.
  static func address(_ text: String) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    return host.isEmpty ? nil : (String(host), port)
  }

  private static func note(_ report: HubReport, _ log: Logger) {
    switch report {
    case .storeFailed(let word): log.error("store failed", metadata: ["fault": "\(word)"])
    case .fileFailed(let word): log.error("file failed", metadata: ["fault": "\(word)"])
    case .forked(let prefix): log.warning("forked", metadata: ["device": "\(prefix)"])
    case .erasuresApplied(let count):
      log.notice("erasures applied again", metadata: ["count": .stringConvertible(count)])
    }
  }
}
