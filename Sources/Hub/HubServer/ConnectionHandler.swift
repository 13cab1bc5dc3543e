import HTTPTypes
import HubService
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Protocol

/// Counts connections, closes those whose answer says so, and answers what is not HTTP with a problem document.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let metrics: ServerMetrics
  private let limit: ConnectionLimit
  /// Where the connection comes from, once it is counted.
  private var address: String?
  private var isClosing = false
  private var isAnswering = false

  init(_ metrics: ServerMetrics, _ limit: ConnectionLimit) {
    self.metrics = metrics
    self.limit = limit
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let address = context.remoteAddress?.ipAddress ?? ""
    // Nobody knows yet what is asked: there is nothing to answer.
    guard limit.admit(address) else { return context.close(promise: nil) }
    self.address = address
    metrics.connected()
  }

  func handlerRemoved(context: ChannelHandlerContext) { left() }

  func channelInactive(context: ChannelHandlerContext) {
    left()
    context.fireChannelInactive()
  }

  private func left() {
    guard let address else { return }
    self.address = nil
    limit.giveBack(address)
    metrics.disconnected()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { isAnswering = true }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      isClosing = head.headerFields[.connection] == "close"
      context.write(data, promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      isAnswering = false
      guard isClosing else { return context.write(data, promise: promise) }
      let ended = promise ?? context.eventLoop.makePromise(of: Void.self)
      let channel = context.channel
      ended.futureResult.whenComplete { _ in channel.close(promise: nil) }
      context.writeAndFlush(data, promise: ended)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isAnswering else { return context.fireErrorCaught(error) }
    isClosing = true
    let answer = Hub.unsigned(Refusal(.malformed))
    var head = HTTPResponse(status: .badRequest, headerFields: answer.headers)
    head.headerFields[.connection] = "close"
    head.headerFields[.contentLength] = "\(answer.body.count)"
    metrics.answered("none", answer.status, seconds: 0, bytesIn: 0, bytesOut: answer.body.count)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.body))), promise: nil)
    write(context: context, data: wrapOutboundOut(.end(nil)), promise: nil)
  }
}
