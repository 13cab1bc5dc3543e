import ArgumentParser
import ChecklistPacks
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalStore
import Review
import ReviewStore
import Statistics
import StatisticsStore

/// `bench review`.
struct ReviewBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Open the trainers' review over a large journal.")

  @Option(help: "Entries of the journal.")
  var entries = 1_000_000

  @Option(help: "A filled data folder; without it one is made and removed.")
  var data: String?

  /// How often each figure is taken, each time with everything opened anew.
  private static let rounds = 20

  func run() throws {
    var report = Report()
    if let data { try run(data, &report) } else { try withTemporaryFolder { try run($0 + "/review", &report) } }
    report.summary()
  }

  private func run(_ folder: String, _ report: inout Report) throws {
    report.title("The trainers' review, ms; everything is opened anew each time")
    if !FileManager.default.fileExists(atPath: folder + "/journal.sqlite") {
      try Desks.fill(folder, entries: entries)
    }
    let journal = try JournalStore.open(folder: folder, practice: false, now: .now())
    defer { do { try journal.close() } catch { print("close: \(error)") } }
    let count = try journal.entryCount()
    report.line("entries", "\(count)")
    try catchUp(folder, journal, count, &report)
    let shelf = FileShelf(shipped: try shippedFolder(), packs: Packs(data: folder))
    var (opened, inside, filtered, again) = (Sample(), Sample(), Sample(), Sample())
    for _ in 0..<Self.rounds {
      let review = LiveReview(folder: folder, shelf: shelf, journal: { journal })
      var overview: ReviewOverview?
      opened.add(
        try time {
          overview = try review.overview(at: .now())
          _ = try review.catchUp()
        })
      guard let first = overview?.rows.first?.id else { throw failure("no checklist") }
      inside.add(
        try time {
          _ = try review.dossier(of: first)
          _ = try review.figures(.journal, of: first, FigureFilter())
        })
      let unit = try review.figures(.journal, of: first, FigureFilter()).choices.units.first
      filtered.add(
        try time { _ = try review.figures(.journal, of: first, FigureFilter(unit: unit, experience: .skilled)) })
      again.add(try time { _ = try review.figures(.journal, of: first, FigureFilter(version: 1)) })
    }
    report.line("open: all checklists", "median \(opened.median.short)  slowest \(opened.p99.short)")
    report.line("one checklist inside", "median \(inside.median.short)  slowest \(inside.p99.short)")
    report.line("by commune and experience", "median \(filtered.median.short)  slowest \(filtered.p99.short)")
    report.line("by version", "median \(again.median.short)  slowest \(again.p99.short)")
    report.add(Goal(name: "the review opens, slowest", value: opened.p99, limit: 1000, unit: " ms"))
    report.add(Goal(name: "one checklist inside, slowest", value: inside.p99, limit: 1000, unit: " ms"))
    report.limit("tallies of each month, version and experience are read and added up; no entry is read")
  }

  /// Counts what is not counted yet, and says what that costs.
  private func catchUp(_ folder: String, _ journal: JournalStore, _ entries: Int, _ report: inout Report) throws {
    let path = StatisticsStore.path(folder: folder, practice: false)
    let figures = try StatisticsStore.open(path: path)
    let cost = try time { try figures.catchUp(with: journal) }
    try figures.close()
    report.line("counting all entries", "\((cost / 1000).short) s")
    report.line("counting 10,000 entries", "\((cost / Double(max(1, entries)) * 10_000).short) ms")
    let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    report.line("file of figures", "\(bytes >> 20) MB")
  }

  private func time(_ work: () throws -> Void) throws -> Double {
    let start = Pty.now()
    try work()
    return Double(Pty.now() - start) / 1e6
  }
}
