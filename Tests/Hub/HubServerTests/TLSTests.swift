import Foundation
import HubFixtures
import HubServer
import HubService
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOSSL
import Phrases
import Protocol
import Testing

@Suite struct TLSTests {
  /// Makes a certificate that signs itself, with its key.
  static func makeCertificate(_ name: String, in folder: String) throws -> TLSFiles {
    let files = TLSFiles(certificate: "\(folder)/\(name).pem", key: "\(folder)/\(name).key", lookMilliseconds: 10)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
      "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files.key, "-out", files.certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw FixtureFault("openssl ended with \(process.terminationStatus)") }
    return files
  }

  private func replace(_ path: String, with other: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private static let ask = Array("GET /health HTTP/1.1\r\nhost: hub\r\n\r\n".utf8)

  @Test func `a certificate is read anew for new connections, and open ones go on`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let used = try Self.makeCertificate("used", in: folder.path)
    let next = try Self.makeCertificate("next", in: folder.path)
    let first = try #require(try NIOSSLCertificate.fromPEMFile(used.certificate).first)
    let second = try #require(try NIOSSLCertificate.fromPEMFile(next.certificate).first)
    try await Served.with(.local { $0.tls = used }) { served in
      let figures = served.server.metrics
      try await served.live { client in
        let port = client.port
        let before = Line(port: port, trusted: first)
        let after = Line(port: port, trusted: second)
        #expect(try await before.ask(HubRequest(.get, Route.hub)).status == 200)
        await #expect(throws: (any Error).self) { try await after.ask(HubRequest(.get, Route.hub)) }
        try await before.connect().executeThenClose { inbound, outbound in
          var answers = inbound.makeAsyncIterator()
          try await outbound.write(ByteBuffer(bytes: Self.ask))
          #expect(try await answers.next() != nil)
          // Half of the pair is there: it does not fit, and the former one stays.
          try replace(used.certificate, with: next.certificate)
          try await eventually { served.log.all.contains { $0.contains("certificate not usable") } }
          #expect(try await before.ask(HubRequest(.get, Route.hub)).status == 200)
          try replace(used.key, with: next.key)
          try await eventually { figures.tlsReloads > 0 }
          #expect(try await after.ask(HubRequest(.get, Route.hub)).status == 200)
          await #expect(throws: (any Error).self) { try await before.ask(HubRequest(.get, Route.hub)) }
          try await outbound.write(ByteBuffer(bytes: Self.ask))
          #expect(try await answers.next() != nil)
        }
        #expect(figures.tlsReloads == 1)
      }
    }
  }

  @Test func `files that are no certificate are refused at the start`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let files = try Self.makeCertificate("one", in: folder.path)
    let swapped = TLSFiles(certificate: files.key, key: files.certificate)
    let missing = TLSFiles(certificate: folder.path + "/none", key: files.key)
    for files in [swapped, missing] {
      await #expect(throws: HubProblem.self) { try await Served.with(.local { $0.tls = files }) { _ in } }
    }
  }
}
