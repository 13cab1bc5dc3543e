import HTTPTypes
import HubFixtures
import HubServer
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Protocol
import ServiceLifecycle

/// Asks a running server over one connection, request by request, and waits for an answer however long it takes.
actor LiveClient {
  nonisolated let port: Int
  private var connection: (channel: any Channel, answers: AnswerHandler)?

  init(port: Int) { self.port = port }

  /// Asks over HTTP. `method` takes the place of the request's own.
  func ask(_ request: HubRequest, method: String? = nil) async throws -> HubAnswer {
    let method = method ?? request.method.rawValue
    let (channel, answers) = try await connect()
    var fields = ["host: hub"]
    // A GET without a body has no length, as browsers send it.
    if !request.body.isEmpty { fields.append("content-length: \(request.body.count)") }
    for field in request.headers { fields.append("\(field.name): \(field.value)") }
    let head = "\(method) \(request.path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n"
    let promise = channel.eventLoop.makePromise(of: HubAnswer.self)
    try await channel.eventLoop.submit { answers.expect(promise, isHead: method == "HEAD") }.get()
    channel.writeAndFlush(ByteBuffer(bytes: Array(head.utf8) + request.body), promise: nil)
    let answer: HubAnswer
    do { answer = try await promise.futureResult.get() } catch {
      connection = nil
      throw error
    }
    if answer.headers[.connection] == "close" {
      try await channel.close()
      connection = nil
    }
    return answer
  }

  /// Sends bytes on a connection of their own, and gives what comes until the other end closes it.
  nonisolated func raw(_ pieces: [[UInt8]], pause: Duration = .zero) async throws -> String {
    String(decoding: try await Line(port: port).raw(pieces, pause: pause), as: UTF8.self)
  }

  /// Ends the connection.
  func close() async throws {
    let open = connection
    connection = nil
    do { try await open?.channel.close() } catch ChannelError.alreadyClosed {}
  }

  private func connect() async throws -> (channel: any Channel, answers: AnswerHandler) {
    if let connection, connection.channel.isActive { return connection }
    let answers = AnswerHandler()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { $0.pipeline.addHandler(answers) }
      .connect(host: "127.0.0.1", port: port).get()
    connection = (channel, answers)
    return (channel, answers)
  }
}

/// Puts the bytes of a connection together to answers. All calls come on its event loop.
private final class AnswerHandler: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  private var bytes: [UInt8] = []
  private var waiting: (promise: EventLoopPromise<HubAnswer>, isHead: Bool)?

  func expect(_ promise: EventLoopPromise<HubAnswer>, isHead: Bool) { waiting = (promise, isHead) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytesView
    guard let waiting, let answer = waiting.isHead ? HubAnswer(httpHead: bytes) : HubAnswer(http: bytes) else { return }
    bytes = []
    self.waiting = nil
    waiting.promise.succeed(answer)
  }

  func channelInactive(context: ChannelHandlerContext) {
    waiting?.promise.fail(FixtureFault("closed after \(bytes.count) bytes of an answer"))
    waiting = nil
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension HubServer {
  /// Serves at a port while a test runs.
  func live(_ test: @escaping @Sendable (LiveClient) async throws -> Void) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let group = ServiceGroup(
      services: services { port.yield($0) }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { port.finish() }
        try await group.run()
      }
      let outcome = await Self.attempt(ports, test)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      try outcome.get()
    }
  }

  private static func attempt(
    _ ports: AsyncStream<Int>, _ test: @Sendable (LiveClient) async throws -> Void
  ) async -> Result<Void, any Error> {
    do {
      guard let port = await ports.first(where: { _ in true }) else { throw FixtureFault("the server ended") }
      let client = LiveClient(port: port)
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await test(client)) } catch { outcome = .failure(error) }
      try await client.close()
      return outcome
    } catch {
      return .failure(error)
    }
  }
}
