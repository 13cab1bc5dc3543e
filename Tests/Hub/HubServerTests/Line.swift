import HTTPTypes
import HubFixtures
import Journal
import NIOCore
import NIOPosix
import NIOSSL
import Protocol

/// A line to a hub on this machine, below any client of HTTP.
struct Line: Sendable {
  var port: Int
  /// The one certificate that is believed; nil without TLS.
  var trusted: NIOSSLCertificate?

  /// An open connection.
  func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    var context: NIOSSLContext?
    if let trusted {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.trustRoots = .certificates([trusted])
      configuration.certificateVerification = .noHostnameVerification
      context = try NIOSSLContext(configuration: configuration)
    }
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { [context] channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Sends pieces of bytes, and gives what comes until the other end closes.
  func raw(_ pieces: [[UInt8]], pause: Duration = .zero) async throws -> [UInt8] {
    try await connect().executeThenClose { inbound, outbound in
      let writing = Task {
        for piece in pieces {
          try await outbound.write(ByteBuffer(bytes: piece))
          if pause > .zero { try await Task.sleep(for: pause) }
        }
      }
      defer { writing.cancel() }
      var bytes: [UInt8] = []
      do {
        for try await part in inbound { bytes += part.readableBytesView }
      } catch is IOError {
        // The other end does not read what is still on its way.
      } catch NIOSSLError.uncleanShutdown {
        // The head says how long the answer is.
      }
      return bytes
    }
  }

  /// Asks on a connection of its own. Throws where no whole answer comes.
  func ask(_ request: HubRequest) async throws -> HubAnswer {
    var fields = ["host: hub", "connection: close", "content-length: \(request.body.count)"]
    for field in request.headers { fields.append("\(field.name): \(field.value)") }
    let head = "\(request.method.rawValue) \(request.path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n"
    let bytes = try await raw([Array(head.utf8) + request.body])
    guard let answer = HubAnswer(http: bytes) else { throw FixtureFault("no whole answer: \(bytes.count) bytes") }
    return answer
  }

  /// Asks as a device, with the machine's own clock as the hub's.
  func ask(_ device: TestDevice, _ request: HubRequest, hub: HubID, time: Int64) async throws -> HubAnswer {
    try await ask(try device.signed(request, to: hub, time: time))
  }
}

extension HubAnswer {
  /// An answer of HTTP/1.1 with its length; nil where it was cut.
  init?(http bytes: [UInt8]) {
    self.init(httpHead: bytes)
    guard status == 204 || Int(headers[.contentLength] ?? "") == body.count else { return nil }
  }

  /// An answer of HTTP/1.1, and as its body what stands behind the head; nil where the head was cut.
  init?(httpHead bytes: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
      return nil
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3)) else {
      return nil
    }
    self.init(status: status, body: Array(bytes[(end + 4)...]))
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      guard let name = HTTPField.Name(String(line[..<colon])) else { return nil }
      headers[name] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
  }
}
