import ArgumentParser
import Checklists
import Foundation
import Glibc
import Journal
import Phrases
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
  var folder: String {
    if let data { return data }
    if let folder = environment("TIEPSUC_DATA") { return folder }
    // The XDG specification: a relative path there is to be ignored.
    if let home = environment("XDG_DATA_HOME"), home.hasPrefix("/") { return home + "/tiepsuc" }
    return (environment("HOME") ?? NSHomeDirectory()) + "/.local/share/tiepsuc"
  }

  /// The language of the user's environment: English only where it says so; Vietnamese is the default.
  var language: Language {
    let locale = environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? ""
    return locale.hasPrefix("en") ? .english : .vietnamese
  }

  /// One variable; nil where it is not set or empty.
  private func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

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
      folder: folder, world: World(now: SystemClock.now, stop: stop),
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

/// The machine's clocks.
enum SystemClock {
  /// Now, as the desk sees it too.
  @Sendable static func now() -> Moment {
    var wall = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    var monotonic = timespec()
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    var seconds = wall.tv_sec
    var local = tm()
    localtime_r(&seconds, &local)
    return Moment(
      wallMilliseconds: milliseconds(wall), offsetMinutes: local.tm_gmtoff / 60, boot: boot,
      monotonicMilliseconds: milliseconds(monotonic))
  }

  private static func milliseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static let boot: String = {
    // Where the kernel tells none, the wall clock orders moments.
    guard let data = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") else { return "" }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }()
}
