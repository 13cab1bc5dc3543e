import ArgumentParser
import Checklists
import Foundation
import Glibc
import Journal
import JournalStore
import Phrases
import Platform
import Protocol
import SyncClient
import SyncHTTP
import Synchronization

/// The options of every command.
struct SyncOptions: ParsableArguments {
  @Option(name: .long, help: "Thư mục dữ liệu / the data folder.")
  var data: String?

  @Flag(name: .long, help: "Chế độ TẬP: không bao giờ gửi / practice: never sent.")
  var practice = false

  @Flag(name: .long, help: "Mỗi dòng một đối tượng JSON / one JSON object a line.")
  var json = false

  @Option(name: .long, help: "Tệp PEM của nơi cấp chứng chỉ riêng / a PEM file of a private authority.")
  var ca: String?

  /// The data folder: `--data`, else `TIEPSUC_DATA`, else `tiepsuc` in the XDG data home.
  var folder: String { Environment.dataFolder(data, variable: "TIEPSUC_DATA", name: "tiepsuc") }

  /// The language of the user's environment.
  var language: Language { Language(locale: Environment.messageLocale) }

  /// Writes lines for whoever started the program.
  var writer: LineWriter { LineWriter(isJSON: json, language: language) }

  /// Runs one exchange, and ends the command with its exit code.
  func perform(_ work: @Sendable (ExchangeRun) async -> SyncLine) async throws {
    let writer = writer
    guard !practice else { try leave(SyncLine(.failed, failure: .practice), to: writer) }
    let network: HubNetwork
    do { network = try HubNetwork(authorities: ca) } catch {
      try leave(SyncLine(.failed, failure: error.failure, subject: ca), to: writer)
    }
    let cancellation = CancellationToken()
    let end = LastLine(writer)
    let signals = Signals(cancelling: cancellation, end)
    let run = ExchangeRun(
      folder: folder, environment: SyncEnvironment(now: Moment.now, cancellation: cancellation),
      connect: { address throws(TransportFault) in try network.transport(to: address) }, emit: { end.write($0) })
    let last = await work(run)
    await network.close()
    signals.cancel()
    if let failure = last.failure { throw ExitCode(failure.exitCode) }
  }

  /// Looks at what is remembered here, without a lock and a network.
  func look(_ work: (ExchangeRun) throws(SyncFault) -> Void) throws {
    let run = ExchangeRun(
      folder: folder, environment: SyncEnvironment(now: Moment.now),
      connect: { _ throws(TransportFault) in throw .badAddress }, emit: { _ in })
    do throws(SyncFault) { try work(run) } catch {
      try leave(
        SyncLine(.failed, failure: error.failure, refusal: error.refusal, subject: error.subject), to: writer)
    }
  }

  /// Says a failure and ends.
  func leave(_ line: SyncLine, to writer: LineWriter) throws -> Never {
    writer.write(line)
    throw ExitCode(line.failure?.exitCode ?? 1)
  }
}

/// Writes the lines of an exchange, and sees that there is one last line.
final class LastLine: Sendable {
  private let writer: LineWriter
  private let isOver = Mutex(false)

  init(_ writer: LineWriter) { self.writer = writer }

  /// Writes a line, unless the last one was written.
  func write(_ line: SyncLine) {
    let isLast = line.event == .done || line.event == .failed
    let mayWrite = isOver.withLock { isOver in
      defer { isOver = isOver || isLast }
      return !isOver
    }
    if mayWrite { writer.write(line) }
  }
}

/// Turns SIGTERM and SIGINT into the wish to stop, and into the end of the process where that is not heard within a
/// second: whatever was acknowledged is on the disk, and a crash at any moment loses none of it.
struct Signals {
  private let sources: [any DispatchSourceSignal]
  /// When a process that still runs says that it stopped, and when it ends though nobody reads what it says.
  private static let lastWords = DispatchTimeInterval.milliseconds(700)
  private static let end = DispatchTimeInterval.milliseconds(900)

  init(cancelling cancellation: CancellationToken, _ last: LastLine) {
    // Threads of their own: those of the exchange may all be busy.
    let (heard, ending) = (DispatchQueue(label: "signals"), DispatchQueue(label: "end"))
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: heard)
      source.setEventHandler {
        ending.asyncAfter(deadline: .now() + Self.end) { _exit(SyncFailure.stopped.exitCode) }
        cancellation.cancel()
        heard.asyncAfter(deadline: .now() + Self.lastWords) {
          last.write(SyncLine(.failed, failure: .stopped))
          _exit(SyncFailure.stopped.exitCode)
        }
      }
      source.resume()
      return source
    }
  }

  /// Hears no more signals.
  func cancel() { for source in sources { source.cancel() } }
}
