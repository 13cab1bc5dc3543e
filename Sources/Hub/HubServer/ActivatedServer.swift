import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import Platform
import ServiceLifecycle

/// A server on a socket that listens already, with the channels, bounds and manners of Hummingbird's own, which can only
/// bind one.
struct ActivatedServer<Base: ServerChildChannel>: Service {
  let socket: ListeningSocket
  let channel: Base
  /// Open connections; more wait in the system's queue.
  let mostConnections: Int
  let log: Logger
  /// Hears the port once connections are taken.
  let isListening: @Sendable (Int) async -> Void

  func run() async throws {
    let group = MultiThreadedEventLoopGroup.singleton
    let quiescing = ServerQuiescingHelper(group: group)
    let server = try await ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelInitializer { server in
        server.eventLoop.makeCompletedFuture {
          let bound = MaximumAvailableConnections(mostConnections, logger: log)
          try server.pipeline.syncOperations.addHandler(AvailableConnectionsChannelHandler(delegate: bound))
          try server.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: server))
        }
      }
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(socket.descriptor) { child in channel.setup(channel: child, logger: log) }
    await withGracefulShutdownHandler {
      await isListening(socket.port)
      await withDiscardingTaskGroup { tasks in
        do {
          try await server.executeThenClose { connections in
            for try await connection in connections {
              tasks.addTask { await channel.handle(value: connection, logger: log) }
            }
          }
        } catch {
          log.error("connections are taken no more", metadata: ["fault": "\(error)"])
        }
      }
    } onGracefulShutdown: {
      quiescing.initiateShutdown(promise: nil)
    }
  }
}
