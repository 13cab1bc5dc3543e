import Foundation
import Glibc
import Synchronization

/// Stands between a client and a server on this machine, and counts the bytes of their connections, both ways.
final class CountingProxy: Sendable {
  /// Where clients connect.
  let port: Int
  private let socket: Int32
  private let target: Int
  private let counted = Mutex(0)

  /// Listens for the server at a port.
  init(to target: Int) throws {
    self.target = target
    socket = try Loopback.open()
    port = try Loopback.bind(socket)
    guard listen(socket, 64) == 0 else { throw failure("The counting proxy cannot listen.") }
    Thread.detachNewThread { [self] in accept() }
  }

  /// The bytes since the last call.
  func take() -> Int {
    counted.withLock { count in
      defer { count = 0 }
      return count
    }
  }

  /// Takes no more connections.
  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func accept() {
    while true {
      let client = Glibc.accept(socket, nil, nil)
      guard client >= 0 else { break }
      guard let server = Loopback.connect(target) else {
        close(client)
        continue
      }
      let pair = Pair(client: client, server: server)
      Thread.detachNewThread { [self] in carry(client, server, pair) }
      Thread.detachNewThread { [self] in carry(server, client, pair) }
    }
    close(socket)
  }

  /// Both ends of one connection; closed when both directions have ended.
  private final class Pair: Sendable {
    private let client, server: Int32
    private let open = Mutex(2)
    init(client: Int32, server: Int32) { (self.client, self.server) = (client, server) }

    func ended() {
      let isLast = open.withLock { open in
        open -= 1
        return open == 0
      }
      guard isLast else { return }
      close(client)
      close(server)
    }
  }

  private func carry(_ from: Int32, _ to: Int32, _ pair: Pair) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(from, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      counted.withLock { $0 += count }
      var sent = 0
      while sent < count {
        let more = buffer.withUnsafeBytes {
          send(to, $0.baseAddress.map { $0 + sent }, count - sent, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
        }
        guard more > 0 else { break }
        sent += more
      }
      guard sent == count else { break }
    }
    shutdown(to, Int32(SHUT_WR))
    pair.ended()
  }
}
