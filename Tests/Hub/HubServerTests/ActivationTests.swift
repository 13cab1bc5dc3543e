import Foundation
import Glibc
import HubFixtures
import Hummingbird
import NIOSSL
import Platform
import Protocol
import Testing

@testable import HubServer

/// A hub on a socket that somebody else opened (sd_listen_fds(3)).
@Suite struct ActivationTests {
  /// A socket on this machine that listens; whoever takes it closes it.
  private static func listening() throws -> ListeningSocket {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let bound = withUnsafePointer(to: place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(bound == 0 && listen(descriptor, 16) == 0)
    return try #require(ListeningSocket(descriptor))
  }

  private static let ask = Array("GET /health HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n".utf8)

  @Test func `who knocks while the hub is not there is answered by the next one on the same socket`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let socket = try Self.listening()
    defer { close(socket.descriptor) }
    let line = Line(port: socket.port)
    for _ in 0..<2 {
      try await line.connect().executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(bytes: Self.ask))
        let hub = try HubProcess(
          ["--data", "\(folder.path)/hub"], ["LISTEN_FDS": "1"], socket: socket.descriptor)
        #expect(hub.port == socket.port)
        var text = ""
        for try await part in inbound { text += String(buffer: part) }
        #expect(text.status == 200 && text.contains("\r\nDate: ") && text.hasSuffix("\r\n\r\nok\n"), "\(text)")
        #expect(try await line.ask(HubRequest(.get, Route.hub)).status == 200)
        // Who is silent does not keep it from ending.
        try await line.connect().executeThenClose { _, _ in
          hub.signal(SIGTERM)
          #expect(hub.end() == 0)
        }
      }
    }
  }

  @Test func `an answer says its moment as HTTP writes it`() {
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test func `sockets for another process are left alone`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let socket = try Self.listening()
    defer { close(socket.descriptor) }
    let hub = try HubProcess(
      ["--data", "\(folder.path)/hub"], ["LISTEN_FDS": "1", "LISTEN_PID": "1"], socket: socket.descriptor)
    #expect(hub.port != socket.port)
    #expect(try await hub.line.ask(HubRequest(.get, Route.health)).status == 200)
    hub.signal(SIGTERM)
    #expect(hub.end() == 0)
  }

  @Test func `what is handed over and does not listen for TCP is told, and the hub does not start`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    let place = ["--data", "\(folder.path)/hub"]
    for count in ["1", "2"] {
      #expect(throws: FixtureFault.self) { _ = try HubProcess(place, ["LISTEN_FDS": count], socket: null) }
    }
  }

  @Test func `a certificate holds on a socket that was handed over`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let files = try TLSTests.makeCertificate("used", in: folder.path)
    let certificate = try #require(try NIOSSLCertificate.fromPEMFile(files.certificate).first)
    let socket = try Self.listening()
    let settings = ServerSettings.local {
      $0.tls = files
      $0.socket = socket
    }
    let (plain, line) = (Line(port: socket.port), Line(port: socket.port, trusted: certificate))
    try await Served.with(settings) { served in
      let server = served.server
      try await server.live { client in
        let answer = try await line.ask(HubRequest(.get, Route.hub))
        #expect(client.port == socket.port && answer.status == 200)
        await #expect(throws: (any Error).self) { try await plain.ask(HubRequest(.get, Route.hub)) }
      }
    }
  }
}
