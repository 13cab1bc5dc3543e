import Glibc

/// A TCP socket that takes connections already. Whoever serves it closes it.
package struct ListeningSocket: Hashable, Sendable {
  package let descriptor: Int32
  /// The address where it listens, in digits.
  package let host: String
  package let port: Int

  /// The socket behind a descriptor; nil where that is none, or none that listens for TCP.
  package init?(_ descriptor: Int32) {
    guard Self.option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
      Self.option(SO_ACCEPTCONN, of: descriptor) == 1
    else { return nil }
    var place = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let size = socklen_t(text.count)
    let port: in_port_t? = withUnsafeMutablePointer(to: &place) { pointer in
      let isKnown = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length) == 0
      }
      guard isKnown else { return nil }
      switch Int32(pointer.pointee.ss_family) {
      case AF_INET:
        return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          inet_ntop(AF_INET, &$0.pointee.sin_addr, &text, size) == nil ? nil : $0.pointee.sin_port
        }
      case AF_INET6:
        return pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
          inet_ntop(AF_INET6, &$0.pointee.sin6_addr, &text, size) == nil ? nil : $0.pointee.sin6_port
        }
      default: return nil
      }
    }
    guard let port else { return nil }
    self.descriptor = descriptor
    self.port = Int(in_port_t(bigEndian: port))
    host = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A number that the system keeps of a socket; nil where the descriptor is none.
  private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
  }
}
