import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import Protocol
public import SyncClient

/// The network: HTTP to hubs, over TLS unless the address says otherwise.
///
/// ``close()`` must be called before it goes.
public final class HubNetwork: Sendable {
  /// How long a connection may take until it stands. A hub that is there answers within a fraction of it.
  static let connectTimeout = TimeAmount.seconds(5)

  private let client: HTTPClient
  /// One thread is enough for one hub, and costs the least memory.
  private let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// - Parameter authorities: A PEM file of certificates that are trusted instead of the system's, for a hub with a private
  ///   authority. Throws `certificate` where it cannot be read.
  public init(authorities: String?) throws(TransportFault) {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if let authorities {
      do { tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities)) } catch {
        throw .certificate
      }
    }
    var settings = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: Self.connectTimeout), decompression: .disabled)
    settings.httpVersion = .http1Only
    // Without this a refused connection is tried until the whole time of the request is over.
    settings.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .shared(loops), configuration: settings)
  }

  /// What carries requests to a hub; throws `badAddress` where the address is none.
  public func transport(to address: String) throws(TransportFault) -> HubWire {
    guard let place = HubAddress(address) else { throw .badAddress }
    return HubWire(client: client, address: place)
  }

  /// Closes all connections.
  public func close() async {
    // What cannot be closed goes with the process.
    do {
      try await client.shutdown()
      try await loops.shutdownGracefully()
    } catch { return }
  }
}

/// Carries requests to one hub.
public struct HubWire: HubTransport {
  /// Bytes of an answer that are read at most.
  static let mostBytes = Limits.newsBytes + Limits.messageBytes

  /// Shared by all hubs of one network.
  let client: HTTPClient
  /// Where the hub is.
  let address: HubAddress

  /// Carries a request, and waits for the whole answer at most so long.
  public func send(_ request: HubRequest, timeout: Duration) async throws(TransportFault) -> HubAnswer {
    var asked = HTTPClientRequest(url: address.base + request.path)
    asked.method = request.method == .get ? .GET : .POST
    for (name, value) in request.headers { asked.headers.add(name: name, value: value) }
    asked.headers.add(name: "user-agent", value: "tiepsuc-sync")
    if request.method == .post { asked.body = .bytes(request.body, length: .known(Int64(request.body.count))) }
    let outcome = await Self.race(client, asked, timeout)
    do { return try outcome.get() } catch {
      if let fault = error as? TransportFault { throw fault }
      throw FaultReading.fault(error)
    }
  }

  /// The answer, if it is there in time to its last byte.
  private static func race(
    _ client: HTTPClient, _ request: HTTPClientRequest, _ timeout: Duration
  ) async -> Result<HubAnswer, any Error> {
    await withTaskGroup(of: Result<HubAnswer, any Error>?.self) { group in
      group.addTask {
        do { return .success(try await ask(client, request, timeout)) } catch { return .failure(error) }
      }
      group.addTask {
        do { try await Task.sleep(for: timeout) } catch { return nil }
        return .failure(TransportFault.timeout)
      }
      defer { group.cancelAll() }
      while let result = await group.next() { if let result { return result } }
      return .failure(TransportFault.stopped)
    }
  }

  private static func ask(
    _ client: HTTPClient, _ request: HTTPClientRequest, _ timeout: Duration
  ) async throws -> HubAnswer {
    let response = try await client.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
    if let told = response.headers.first(name: "content-length").flatMap({ Int($0) }), told > mostBytes {
      throw TransportFault.tooLarge
    }
    var bytes: [UInt8] = []
    for try await part in response.body {
      guard bytes.count + part.readableBytes <= mostBytes else { throw TransportFault.tooLarge }
      bytes.append(contentsOf: part.readableBytesView)
    }
    var headers: [String: String] = [:]
    for (name, value) in response.headers where headers[name.lowercased()] == nil {
      headers[name.lowercased()] = value
    }
    return HubAnswer(status: Int(response.status.code), headers: headers, body: bytes)
  }
}

extension Duration {
  /// For the libraries that count in them.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue + attoseconds / 1_000_000_000
  }
}
