import HubService
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import Phrases
import Platform
import ServiceLifecycle
import Synchronization

/// The certificate for new connections, read anew when its files change. Connections that are open keep theirs.
final class TLSContext: Service, Sendable {
  private struct State {
    var context: NIOSSLContext
    var marks: [[Int64]]
    /// The last state of the files that could not be used: it is not complained of again.
    var refused: [[Int64]]?
  }

  private let files: TLSFiles
  private let metrics: ServerMetrics
  private let log: Logger
  private let state: Mutex<State>

  init(_ files: TLSFiles, _ metrics: ServerMetrics, _ log: Logger) throws(HubProblem) {
    self.files = files
    self.metrics = metrics
    self.log = log
    let marks = Self.marks(files)
    state = Mutex(State(context: try Self.read(files), marks: marks))
  }

  var current: NIOSSLContext { state.withLock { $0.context } }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await Task.sleep(for: .milliseconds(self.files.lookMilliseconds)) } catch { return }
        self.look()
      }
    }
  }

  /// Reads the files again where they changed; while they are not usable (one is written, the other not yet) the
  /// certificate stays what it was.
  func look() {
    let marks = Self.marks(files)
    let isNews = state.withLock { $0.marks != marks && $0.refused != marks }
    guard isNews else { return }
    do throws(HubProblem) {
      let context = try Self.read(files)
      state.withLock { $0 = State(context: context, marks: marks) }
      metrics.reloaded()
      log.notice("certificate read anew")
    } catch {
      state.withLock { $0.refused = marks }
      log.error("certificate not usable", metadata: ["fault": "\(error)"])
    }
  }

  private static func read(_ files: TLSFiles) throws(HubProblem) -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
      let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .certificate("\(error)")
    }
  }

  private static func marks(_ files: TLSFiles) -> [[Int64]] {
    [files.certificate, files.key].map { Files().stamp($0) }
  }
}

/// A connection that begins with TLS, under the certificate of that moment.
struct ReloadingTLS<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let context: TLSContext

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context.current))
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
