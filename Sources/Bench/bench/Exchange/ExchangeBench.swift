import ArgumentParser
import CBench
import Foundation

/// `bench exchange`.
struct ExchangeBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exchange", abstract: "Compare the exchange and the hub with their peers, side by side in one run.")

  enum Part: String, CaseIterable, ExpressibleByArgument { case pack, ingest, push, line, memory }

  @Option(help: "Only these parts: pack, ingest, push, line, memory.")
  var only: [Part] = []

  @Option(help: "The folder of tiepsuc-sync and tiepsuc-hub; without it that of this program.")
  var programs: String?

  @Option(help: "Rounds of what is timed.")
  var rounds = 5

  @Flag(help: "Also the memory for 1,000,000 entries, which takes minutes to fill.")
  var large = false

  func run() async throws {
    cbench_print_by_lines()
    try withTemporaryFolder { Machine.tell(temporary: $0) }
    var report = Report()
    for part in only.isEmpty ? Part.allCases : only {
      let folder = try temporaryFolder()
      defer { remove(folder) }
      switch part {
      case .pack: try PackFigures(folder: folder).run(&report)
      case .ingest: try await IngestFigures(folder: folder, rounds: rounds).run(&report)
      case .push: try PushFigures(folder: folder, programs: try Programs(programs), rounds: rounds).run(&report)
      case .line: try LineFigures(folder: folder, programs: try Programs(programs)).run(&report)
      case .memory:
        try MemoryFigures(folder: folder, programs: try Programs(programs), isLarge: large).run(&report)
      }
    }
    report.summary()
  }
}

/// A new folder; ``remove(_:)`` takes it away.
func temporaryFolder() throws -> String {
  let folder = NSTemporaryDirectory() + "/tiepsuc-bench-\(UInt32.random(in: 0 ... .max))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}

/// Removes a folder, if it is there.
func remove(_ path: String) {
  do { try FileManager.default.removeItem(atPath: path) } catch { return }
}
