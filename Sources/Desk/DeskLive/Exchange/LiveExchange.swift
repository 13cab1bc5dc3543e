package import DeskPorts
import Glibc
package import JournalStore
import Platform
import Protocol
import SyncStore

/// The desk's exchange on a real laptop: what `exchange.sqlite` remembers, and `tiepsuc-sync` as a child.
package final class LiveExchange: ExchangePort {
  let folder: String
  private let program: String
  let journal: () -> JournalStore?
  private let clock: () -> Int64
  private let machine: Machine
  var store: ExchangeStore?
  private var running: SyncProcess?
  /// Processes that were killed and may still have to be laid to rest.
  private var dying: [SyncProcess] = []
  /// How long a killed process may take to go, in milliseconds.
  private static let kernelPatience: Int64 = 1_000

  /// - Parameters:
  ///   - folder: The data folder.
  ///   - program: The path of `tiepsuc-sync`.
  ///   - journal: The real journal; nil while the practice one is open.
  ///   - clock: Milliseconds that only grow.
  package convenience init(
    folder: String, program: String = LiveExchange.besideThisProgram, journal: @escaping () -> JournalStore?,
    clock: @escaping () -> Int64
  ) {
    self.init(folder: folder, program: program, machine: Machine(), journal: journal, clock: clock)
  }

  init(
    folder: String, program: String, machine: Machine, journal: @escaping () -> JournalStore?,
    clock: @escaping () -> Int64
  ) {
    (self.folder, self.program, self.machine) = (folder, program, machine)
    (self.journal, self.clock) = (journal, clock)
  }

  /// `tiepsuc-sync` in the folder of the program that runs.
  package static var besideThisProgram: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return "" }
    let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { "\(path[...$0])tiepsuc-sync" } ?? ""
  }

  package func start(_ job: SyncJob) throws(ExchangeTrouble) {
    guard running == nil else { throw .failed(.busy) }
    var input = ""
    let words: [String]
    switch job {
    case .push: words = ["push"]
    case .followUps: words = ["contacts", "--due"]
    case .enrol(let url, let code, let name):
      words = ["enrol", url] + (name.map { ["--name", $0] } ?? [])
      input = code + "\n"
    case .enrolTicket(let file): words = ["enrol", "--ticket", file]
    case .readStick(let folder): words = ["bundle", "read", folder]
    case .writeStick(let folder): words = ["bundle", "write", folder]
    }
    running = try SyncProcess(
      program: program, arguments: words + ["--json", "--data", folder], input: input,
      log: LogFile(folder + "/tiepsuc-sync.log", mostBytes: 256 << 10), clock: clock)
  }

  package func news() -> SyncNews {
    dying.removeAll { $0.isReaped || $0.reap() != nil }
    guard let running else { return SyncNews() }
    let news = running.look()
    if news.end != nil {
      if !running.isReaped { dying.append(running) }
      self.running = nil
    }
    return news
  }

  package func stop() { running?.stop() }

  /// Ends with the desk: what runs is asked to end, and killed where it has not gone after `milliseconds`, so that none
  /// is left that holds the exchange's lock for ever. Whatever has a receipt by then stays sent.
  package func close(within milliseconds: Int64 = 3_000) {
    guard let running else { return }
    running.stop()
    let end = clock() + milliseconds
    // A process that the kernel holds is left to it.
    while news().end == nil, clock() < end + Self.kernelPatience {
      if clock() >= end { running.kill() }
      poll(nil, 0, 10)
    }
    self.running = nil
  }
  package func sticks() -> [Stick] { machine.sticks() }
  package func hasNetwork() -> Bool { machine.hasNetwork() }

  /// The process that runs now; nil where none does.
  var pid: pid_t? { running?.pid }
}
