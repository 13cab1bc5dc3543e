import ArgumentParser
import Foundation
import Journal

/// `bench fill`.
struct FillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "Write a varied, invented journal through the real journal code.")

  @Option(help: "The data folder; its journal must be empty, but for --add.")
  var data: String

  @Flag(help: "Add to a journal that holds entries already.")
  var add = false

  @Option(help: "How many entries.")
  var entries = 10_000

  @Option(help: "The same seed, number of entries and last day make the same journal.")
  var seed: UInt64 = 1

  @Option(help: "The last day of the invented year, yyyy-mm-dd.")
  var until: String?

  func run() throws {
    var last = Filling.usualLastDay
    if let until {
      let parts = until.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
        throw ValidationError("--until takes a day as yyyy-mm-dd.")
      }
      last = day
    }
    let filling = Filling(folder: data, entries: entries, seed: seed, last: last, isAdding: add)
    let report = try filling.run { kept in
      if kept.isMultiple(of: 100_000) { print("\(kept) entries kept") }
    }
    let total = report.keeping + report.indexing
    print(
      """
      \(entries) entries over \(report.days) days in \(data), seed \(seed), device \(report.device)
      kept    \(rate(entries, report.keeping))
      indexed \(rate(entries, report.indexing))
      in all  \(rate(entries, total))
      """)
  }

  private func rate(_ count: Int, _ time: Duration) -> String {
    let seconds = time.seconds
    return String(format: "%8.1f s  %9.0f entries/s", seconds, Double(count) / max(seconds, 1e-9))
  }
}

extension Duration {
  /// As a fraction of seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
