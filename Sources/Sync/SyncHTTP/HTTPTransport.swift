package import Protocol
package import SyncClient

/// The network: HTTP to hubs, over TLS unless the address says otherwise.
///
/// libcurl carries the requests, with the system's certificates and proxies. ``close()`` must be called before it goes.
package final class HubNetwork: Sendable {
  private let loop: TransferLoop
  private let limits: TransferLimits

  /// - Parameters:
  ///   - authorities: A PEM file of certificates that are trusted instead of the system's, for a hub with a private
  ///     authority. Throws `certificate` where it cannot be read.
  ///   - silence: How long a hub may say nothing before it is given up.
  package init(authorities: String?, silence: Duration = .seconds(30)) throws(TransportFault) {
    if let authorities, !PEMFile.holdsCertificate(authorities) { throw .certificate }
    limits = TransferLimits(authorities: authorities, silence: silence)
    guard let loop = TransferLoop() else { throw .noNetwork }
    self.loop = loop
  }

  /// The transport to a hub; throws `badAddress` where the address is none.
  package func transport(to address: String) throws(TransportFault) -> HTTPTransport {
    guard let place = HubAddress(address) else { throw .badAddress }
    return HTTPTransport(loop: loop, limits: limits, address: place)
  }

  /// Closes all connections.
  package func close() async { await loop.close() }
}

/// Carries requests to one hub.
package struct HTTPTransport: HubTransport {
  /// Shared by all hubs of one network.
  let loop: TransferLoop
  let limits: TransferLimits
  /// Where the hub is.
  let address: HubAddress

  package func send(_ request: HubRequest, within bounds: AnswerBounds) async throws(TransportFault) -> HubAnswer {
    let transfer = Transfer(request, to: address, within: bounds, limits: limits)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { loop.start(transfer, $0) }
    } onCancel: {
      loop.cancel(transfer)
    }
    return try result.get()
  }
}

/// Bounds of every transfer of one network.
struct TransferLimits: Sendable {
  /// Bytes of an answer's headers that are read at most.
  static let headerBytes = 64 << 10
  /// How long a connection may take until it stands. A hub that is there answers within a fraction of it.
  static let connectMilliseconds = 5_000

  /// A PEM file of the certificates that are trusted; nil for the system's.
  let authorities: String?
  /// How long nothing may come.
  let silence: Duration
}
