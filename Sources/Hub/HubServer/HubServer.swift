import HTTPTypes
package import HubService
package import HubSite
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
package import Phrases
import Platform
package import ServiceLifecycle
import UnixSignals

/// The hub on a port: Hummingbird over the rules.
package struct HubServer: Sendable {
  private let hub: Hub
  private let site: HubSite?
  private let settings: ServerSettings
  private let log: Logger
  private let tls: TLSContext?
  /// What came over HTTP.
  package let metrics: ServerMetrics

  /// - Parameter site: What is answered to people; nil for a hub that has no pages.
  ///
  /// Throws ``HubProblem/certificate(_:)`` where the certificate cannot be used.
  package init(hub: Hub, site: HubSite? = nil, settings: ServerSettings, log: Logger) throws(HubProblem) {
    self.hub = hub
    self.site = site
    self.settings = settings
    self.log = log
    let metrics = ServerMetrics()
    self.metrics = metrics
    if let files = settings.tls { tls = try TLSContext(files, metrics, log) } else { tls = nil }
  }

  /// The application, which tests drive as well. `isListening` hears the port once it takes connections.
  package func application(
    isListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<HubResponder> {
    Application(
      responder: responder, server: HTTPServerBuilder { channel($0) },
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: MaximumAvailableConnections(settings.mostConnections, logger: log)),
      services: tls.map { [$0] } ?? [],
      onServerRunning: { channel in await isListening(channel.localAddress?.port ?? 0) }, logger: log)
  }

  /// What takes connections: the application, or the same on the socket that was handed over.
  package func services(isListening: @escaping @Sendable (Int) async -> Void) -> [any Service] {
    guard let socket = settings.socket else { return [application(isListening: isListening)] }
    let responder = responder
    let channel = channel { request, writer, channel in
      let context = HubRequestContext(source: .init(channel: channel, logger: log))
      var response = try await responder.respond(to: request, context: context)
      response.headers[.date] = HTTPDate.now
      try await writer.write(response: response.head, body: response.body)
    }
    return (tls.map { [$0] } ?? []) + [server(on: socket, channel, isListening)]
  }

  private func server(
    on socket: ListeningSocket, _ channel: some ServerChildChannel,
    _ isListening: @escaping @Sendable (Int) async -> Void
  ) -> any Service {
    ActivatedServer(
      socket: socket, channel: channel, mostConnections: settings.mostConnections, log: log, isListening: isListening)
  }

  private var responder: HubResponder {
    HubResponder(hub: hub, site: site, metrics: metrics, settings: settings, log: log)
  }

  /// What each connection becomes.
  private func channel(_ responder: @escaping HTTPChannelHandler.Responder) -> any ServerChildChannel {
    let metrics = metrics
    let limit = ConnectionLimit(most: settings.isBehindProxy ? .max : settings.mostConnectionsOfAddress)
    let channel = HTTP1Channel(
      responder: responder,
      configuration: .init(
        additionalChannelHandlers: [ConnectionHandler(metrics, limit)],
        idleTimeout: .seconds(Int64(settings.idleSeconds)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)))
    return if let tls { ReloadingTLS(base: channel, context: tls) } else { channel }
  }

  /// Serves until SIGTERM or SIGINT. Requests that run then are answered, within the limit of the settings; what was
  /// acknowledged is committed in any case, for an answer is only made after the commit.
  ///
  /// Throws ``HubProblem/cannotListen(address:_:)`` where the port cannot be had.
  package func run(isListening: @escaping @Sendable (Int) async -> Void) async throws {
    // Services stop from the last to the first, each when the one behind it has ended.
    var configuration = ServiceGroupConfiguration(
      services: (site.map { [KeepsFigures(site: $0)] } ?? [])
        + services(isListening: isListening) + [StopsWaiting(hub: hub)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.stopSeconds)
    let group = ServiceGroup(configuration: configuration)
    let address = settings.socket.map { "\($0.host):\($0.port)" } ?? "\(settings.host):\(settings.port)"
    do {
      try await group.run()
    } catch let error as IOError {
      throw HubProblem.cannotListen(address: address, error.description)
    } catch let error as NIOConnectionError {
      throw HubProblem.cannotListen(address: address, "\(error)")
    } catch let error as SocketAddressError {
      throw HubProblem.cannotListen(address: address, "\(error)")
    }
  }
}

/// Keeps the figures of the pages up to date.
private struct KeepsFigures: Service {
  let site: HubSite

  func run() async throws { await cancelWhenGracefulShutdown { await site.keepFigures() } }
}

/// Wakes who waits for a predecessor as soon as the hub is to stop.
private struct StopsWaiting: Service {
  let hub: Hub

  func run() async throws {
    do { try await gracefulShutdown() } catch {}
    hub.stopWaiting()
  }
}
