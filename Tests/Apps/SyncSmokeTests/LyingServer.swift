import HTTPTypes
import HubFixtures
import NIOCore
import NIOHTTP1
import NIOPosix
import Protocol

/// A port of the loopback at which somebody speaks for a hub, over HTTP without TLS.
struct LyingServer: Sendable {
  /// What is said to a request; nil: nothing, and the connection stays open.
  typealias Answer = @Sendable (HubRequest) async -> HubAnswer?

  let address: String
  private let channel: any Channel

  static func start(_ answer: @escaping Answer) async throws -> LyingServer {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Asked(answer))
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    guard let port = channel.localAddress?.port else { throw SmokeFault(description: "no port") }
    return LyingServer(address: "http://127.0.0.1:\(port)", channel: channel)
  }

  func stop() async throws { try await channel.close() }

  /// Collects a request, and writes the answer.
  private final class Asked: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    private let answer: Answer
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ answer: @escaping Answer) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): (self.head, body) = (head, [])
      case .body(let part): body += part.readableBytesView
      case .end:
        guard let head, let method = HubRequest.Method(rawValue: head.method.rawValue) else {
          return context.close(promise: nil)
        }
        var request = HubRequest(method, head.uri, body: body)
        for (name, value) in head.headers {
          if let name = HTTPField.Name(name) { request.headers[name] = value }
        }
        Self.answer(request, by: answer, to: context.channel)
      }
    }

    private static func answer(_ request: HubRequest, by answer: @escaping Answer, to channel: any Channel) {
      Task { if let said = await answer(request) { write(said, to: channel) } }
    }

    private static func write(_ answer: HubAnswer, to channel: any Channel) {
      var headers = HTTPHeaders(answer.headers.map { ($0.name.rawName, $0.value) })
      headers.replaceOrAdd(name: "content-length", value: "\(answer.body.count)")
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
      channel.write(HTTPServerResponsePart.head(head), promise: nil)
      channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: answer.body))), promise: nil)
      channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    }
  }
}
