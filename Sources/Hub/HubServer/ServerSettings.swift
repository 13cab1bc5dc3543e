package import Platform

/// How a hub listens, and what it bears.
package struct ServerSettings: Sendable {
  /// Where it listens; port 0 lets the system choose one.
  package var host: String
  package var port: Int
  /// A socket that listens already, which the server takes in the place of one at host and port; nil where it opens its
  /// own.
  package var socket: ListeningSocket?
  /// Certificate and key of its own; nil behind a proxy that ends TLS, or on a line that nobody else reads.
  package var tls: TLSFiles?
  /// Whether the last address of `x-forwarded-for` is whose a request is. Only true behind a proxy that sets it.
  package var isBehindProxy: Bool
  /// Open connections; more wait in the system's queue.
  package var mostConnections: Int
  /// Open connections of one address; more are closed. Many desks may share one behind their provider's router.
  package var mostConnectionsOfAddress: Int
  /// Bytes of bodies in memory at one moment; who brings more is told to come again.
  package var mostBodyBytes: Int
  /// How long a body may take to come whole, in seconds.
  package var patienceSeconds: Int
  /// How long a connection may be silent, or be at the head of a request, in seconds: longer than a body may take, so that
  /// who is too slow is told so before the line is cut.
  package var idleSeconds: Int
  /// How long running requests may take to end after a signal to stop, in seconds.
  package var stopSeconds: Int

  package init(
    host: String, port: Int, socket: ListeningSocket? = nil, tls: TLSFiles? = nil, isBehindProxy: Bool = false,
    mostConnections: Int = 512, mostConnectionsOfAddress: Int = 128, mostBodyBytes: Int = 128 << 20,
    patienceSeconds: Int = 60,
    idleSeconds: Int = 120, stopSeconds: Int = 20
  ) {
    self.host = host
    self.port = port
    self.socket = socket
    self.tls = tls
    self.isBehindProxy = isBehindProxy
    self.mostConnections = mostConnections
    self.mostConnectionsOfAddress = mostConnectionsOfAddress
    self.mostBodyBytes = mostBodyBytes
    self.patienceSeconds = patienceSeconds
    self.idleSeconds = idleSeconds
    self.stopSeconds = stopSeconds
  }
}

/// The files of a certificate chain and its key, in PEM.
package struct TLSFiles: Hashable, Sendable {
  package var certificate: String
  package var key: String
  /// How often it is looked whether they changed, in milliseconds.
  package var lookMilliseconds: Int
  package init(certificate: String, key: String, lookMilliseconds: Int = 2_000) {
    self.certificate = certificate
    self.key = key
    self.lookMilliseconds = lookMilliseconds
  }
}
