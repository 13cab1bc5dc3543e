import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import SyncClient

/// Tells apart why a request failed, from what the libraries beneath say.
enum FaultReading {
  /// Why a request failed.
  static func fault(_ error: any Error) -> TransportFault {
    switch error {
    case let error as NIOConnectionError: fault(error)
    case let error as IOError: fault(errno: error.errnoCode)
    case let error as NIOSSLError: fault(error)
    case is NIOSSLExtraError: .certificate
    case let error as HTTPClientError: fault(error)
    case is CancellationError: .stopped
    default: .cut
    }
  }

  private static func fault(_ error: NIOConnectionError) -> TransportFault {
    if let tried = error.connectionErrors.first { return fault(tried.error) }
    // Without a way out no name can be asked for: that is not the name's fault.
    return Interfaces.hasWayOut() ? .nameNotFound : .noNetwork
  }

  private static func fault(errno code: Int32) -> TransportFault {
    switch code {
    case ECONNREFUSED: .refused
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL: .noNetwork
    case ETIMEDOUT: .timeout
    default: .cut
    }
  }

  private static func fault(_ error: NIOSSLError) -> TransportFault {
    switch error {
    case .unableToValidateCertificate, .noCertificateToValidate: .certificate
    // BoringSSL names the reason only in words.
    case .handshakeFailed(let reason) where "\(reason)".contains("CERTIFICATE"): .certificate
    default: .cut
    }
  }

  private static func fault(_ error: HTTPClientError) -> TransportFault {
    switch error {
    case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
      .tlsHandshakeTimeout:
      .timeout
    case .invalidURL, .emptyHost, .emptyScheme: .badAddress
    case .cancelled: .stopped
    default: .cut
    }
  }
}

/// The machine's network interfaces.
enum Interfaces {
  /// Whether any but the loopback is up and has an address.
  static func hasWayOut() -> Bool {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return true }
    defer { freeifaddrs(first) }
    var next = first
    while let item = next {
      let flags = Int32(bitPattern: item.pointee.ifa_flags)
      let family = item.pointee.ifa_addr.map { Int32($0.pointee.sa_family) }
      if flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0,
        family == AF_INET || family == AF_INET6
      {
        return true
      }
      next = item.pointee.ifa_next
    }
    return false
  }
}
