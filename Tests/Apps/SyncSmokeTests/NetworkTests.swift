import Foundation
import NIOCore
import NIOPosix
import Protocol
import SyncClient
import SyncHTTP
import Testing

/// Why nobody answered, told apart on real sockets.
@Suite struct NetworkTests {
  private func fault(
    _ address: String, authorities: String? = nil, timeout: Duration = .seconds(60), silence: Duration = .seconds(30),
    bytes: Int = AnswerBounds.usual.bytes
  ) async throws -> (fault: TransportFault?, answer: HubAnswer?) {
    let network = try HubNetwork(authorities: authorities, silence: silence)
    var fault: TransportFault?
    var answer: HubAnswer?
    do throws(TransportFault) {
      let wire = try network.transport(to: address)
      answer = try await wire.send(HubRequest(.get, Route.hub), within: AnswerBounds(bytes: bytes, time: timeout))
    } catch {
      fault = error
    }
    await network.close()
    return (fault, answer)
  }

  /// A port of the loopback where somebody answers every connection with these bytes, then closes or holds it.
  private func withServer(
    _ bytes: [UInt8], closes: Bool = true, _ test: (Int) async throws -> Void
  ) async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Saying(bytes: bytes, closes: closes))
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    do { try await test(port) } catch {
      try await server.close()
      throw error
    }
    try await server.close()
  }

  /// Says its bytes when it was asked.
  private final class Saying: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let bytes: [UInt8]
    private let closes: Bool

    init(bytes: [UInt8], closes: Bool) {
      self.bytes = bytes
      self.closes = closes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard !bytes.isEmpty else { return }
      let channel = context.channel
      let closes = closes
      channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in
        if closes { channel.close(promise: nil) }
      }
    }
  }

  @Test func `nobody listens`() async throws {
    // A port that was free a moment ago.
    let socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
      host: "127.0.0.1", port: 0
    )
    .get()
    let port = try #require(socket.localAddress?.port)
    try await socket.close()
    let found = try await fault("http://127.0.0.1:\(port)")
    // Not `timeout`: it was told by the other machine, not by waiting.
    #expect(found.fault == .refused)
  }

  @Test func `a name that is not known, or no network at all`() async throws {
    let found = try await fault("https://no-such-hub.invalid")
    #expect([.nameNotFound, .noNetwork].contains(found.fault))
    #expect(found.fault?.failure == (found.fault == .noNetwork ? .noNetwork : .nameNotFound))
  }

  @Test func `addresses that are none`() async throws {
    for address in [
      "", "ftp://hub", "https://", "https://hub/path", "https://a:b@hub", "https://hub:0", "http://hub?x",
    ] {
      #expect(try await fault(address).fault == .badAddress, "\(address)")
    }
  }

  @Test func `somebody who never answers`() async throws {
    try await withServer([], closes: false) { port in
      let found = try await fault("http://127.0.0.1:\(port)", timeout: .milliseconds(300))
      #expect(found.fault == .timeout)
    }
  }

  @Test func `somebody who takes the connection and says nothing is given up long before the whole time is over`()
    async throws
  {
    try await withServer([], closes: false) { port in
      let found = try await fault("http://127.0.0.1:\(port)", timeout: .seconds(3600), silence: .seconds(1))
      #expect(found.fault == .silence)
    }
  }

  @Test func `whoever stops the exchange stops the request, also one that has not begun`() async throws {
    try await withServer([], closes: false) { port in
      let network = try HubNetwork(authorities: nil)
      let wire = try network.transport(to: "http://127.0.0.1:\(port)")
      let task = Task { () -> TransportFault? in
        do throws(TransportFault) {
          _ = try await wire.send(HubRequest(.get, Route.hub), within: AnswerBounds(bytes: 9, time: .seconds(3600)))
          return nil
        } catch { return error }
      }
      task.cancel()
      #expect(await task.value == .stopped)
      await network.close()
      await #expect(throws: TransportFault.stopped) {
        _ = try await wire.send(HubRequest(.get, Route.hub), within: AnswerBounds(bytes: 9, time: .seconds(3600)))
      }
    }
  }

  @Test func `an answer that stops in the middle`() async throws {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"
    try await withServer(Array(head.utf8)) { port in
      let found = try await fault("http://127.0.0.1:\(port)")
      #expect(found.fault == .cut)
    }
    try await withServer(Array(head.utf8), closes: false) { port in
      let found = try await fault("http://127.0.0.1:\(port)", timeout: .milliseconds(300))
      #expect(found.fault == .timeout)
    }
    try await withServer(Array("nonsense\r\n\r\n".utf8)) { port in
      let found = try await fault("http://127.0.0.1:\(port)")
      #expect(found.fault == .cut)
    }
  }

  @Test func `an answer larger than any hub gives`() async throws {
    let told = "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n"
    try await withServer(Array(told.utf8), closes: false) { port in
      let found = try await fault("http://127.0.0.1:\(port)")
      #expect(found.fault == .tooLarge)
    }
    let untold = Array("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".utf8) + [UInt8](repeating: 0x20, count: 6 << 20)
    try await withServer(untold) { port in
      let found = try await fault("http://127.0.0.1:\(port)")
      #expect(found.fault == .tooLarge)
    }
  }

  @Test func `a redirect is an answer, and not followed`() async throws {
    let page = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
    try await withServer(Array(page.utf8)) { port in
      let found = try await fault("http://127.0.0.1:\(port)")
      #expect(found.answer?.status == 302)
    }
  }

  @Test func `a certificate that nobody vouches for`() async throws {
    let hub = try await RunningHub.start()
    defer { hub.stop() }
    let strange = try await fault(hub.address)
    #expect(strange.fault == .certificate)
    let found = try await fault(hub.address, authorities: hub.certificate)
    #expect(found.answer?.status == 200)
    let other = hub.address.replacing("127.0.0.1", with: "127.0.0.2")
    let elsewhere = try await fault(other, authorities: hub.certificate)
    #expect([.certificate, .refused].contains(elsewhere.fault))
    #expect(throws: TransportFault.certificate) { try HubNetwork(authorities: "/nowhere") }
  }
}
