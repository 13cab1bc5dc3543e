import ArgumentParser
import CBench
import Foundation

/// `bench desk`.
struct DeskBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Compare the desk with its peers, side by side in one run.")

  enum Part: String, CaseIterable, ExpressibleByArgument { case first, key, appends, search, lookup }

  @Option(help: "The tiepsuc to measure; without it the one beside this program.")
  var desk: String?

  @Option(help: "Entries of the journal that is searched.")
  var entries = 1_000_000

  @Option(help: "A filled data folder to search in; without it one is made and removed.")
  var data: String?

  @Option(help: "Only these parts: first, key, appends, search, lookup.")
  var only: [Part] = []

  func run() throws {
    cbench_print_by_lines()
    let desks = try Desks(desk)
    try withTemporaryFolder { Machine.tell(temporary: $0) }
    print("tiepsuc  \(desks.program), \(desks.linking)")
    var report = Report()
    for part in only.isEmpty ? Part.allCases : only {
      switch part {
      case .first: try FirstFrame(desks: desks).run(&report)
      case .key: try KeyToScreen(desks: desks).run(&report)
      case .appends: try Appends().run(&report)
      case .lookup: try Lookup().run(&report)
      case .search: try SearchFigures(desks: desks, entries: entries, folder: data).run(&report)
      }
    }
    report.summary()
  }
}
