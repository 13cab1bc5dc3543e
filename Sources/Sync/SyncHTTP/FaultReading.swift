import CCurl
import Glibc
import SyncClient

/// Tells apart why a transfer failed, from what libcurl and the system say.
enum FaultReading {
  /// Why a transfer failed; `errno` is the system's word for a connection that did not come about, 0 where there is none.
  static func fault(_ code: CURLcode, errno: Int32) -> TransportFault {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      // Without a way out no name can be asked for: that is not the name's fault.
      Interfaces.hasWayOut() ? .nameNotFound : .noNetwork
    case CURLE_COULDNT_CONNECT: refused(errno)
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      .certificate
    case CURLE_URL_MALFORMAT: .badAddress
    default: .cut
    }
  }

  private static func refused(_ errno: Int32) -> TransportFault {
    switch errno {
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL: .noNetwork
    case ETIMEDOUT: .timeout
    default: .refused
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
