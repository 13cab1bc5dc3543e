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

  /// What writes lines for whoever started the program.
  var voice: Voice { Voice(isJSON: json, language: language) }

  /// Runs one exchange, and ends the command with its exit code.
  func perform(_ work: @Sendable (ExchangeRun) async -> SyncLine) async throws {
    let voice = voice
    guard !practice else { try leave(SyncLine(.failed, failure: .practice), saying: voice) }
    let network: HubNetwork
    do { network = try HubNetwork(authorities: ca) } catch {
      try leave(SyncLine(.failed, failure: error.failure, subject: ca), saying: voice)
    }
    let stop = StopSign()
    let signals = Signals(raising: stop)
    let run = ExchangeRun(
      folder: folder, world: World(now: Moment.now, stop: stop),
      connect: { address throws(TransportFault) in try network.transport(to: address) }, emit: { voice.say($0) })
    let last = await work(run)
    signals.cancel()
    await network.close()
    if let failure = last.failure { throw ExitCode(failure.exitCode) }
  }

  /// Says a failure and ends.
  func leave(_ line: SyncLine, saying voice: Voice) throws -> Never {
    voice.say(line)
    throw ExitCode(line.failure?.exitCode ?? 1)
  }
}

/// Turns SIGTERM and SIGINT into the wish to stop at the next batch.
struct Signals {
  private let sources: [any DispatchSourceSignal]

  init(raising stop: StopSign) {
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stop.raise() }
      source.resume()
      return source
    }
  }

  /// Hears no more signals.
  func cancel() { for source in sources { source.cancel() } }
}
