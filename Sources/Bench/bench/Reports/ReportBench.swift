import ArgumentParser
import Checklists
import DeskLive
import Foundation
import GRDB
import Journal
import JournalStore
import ReportFiles
import ReportStore
import Reports

/// `bench report`.
struct ReportBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports over a large journal, beside the plain SQL that counts the same.")

  @Option(help: "Entries of the journal.")
  var entries = 200_000

  @Option(help: "A filled data folder; without it one is made and removed.")
  var data: String?

  private static let rounds = 10

  func run() throws {
    var report = Report()
    if let data { try run(data, &report) } else { try withTemporaryFolder { try run($0 + "/report", &report) } }
    report.summary()
  }

  private func run(_ folder: String, _ report: inout Report) throws {
    report.title("Reports over a desk's journal, ms")
    if !FileManager.default.fileExists(atPath: folder + "/journal.sqlite") { try Desks.fill(folder, entries: entries) }
    let journal = try JournalStore.open(folder: folder, practice: false, now: .now())
    defer { do { try journal.close() } catch { print("close: \(error)") } }
    let count = try journal.entryCount()
    report.line("entries", "\(count)")
    let path = ReportStore.path(folder: folder, practice: false)
    for file in [path, path + "-wal", path + "-shm"] where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
    let store = try ReportStore.open(path: path)
    defer { do { try store.close() } catch { print("close: \(error)") } }
    let first = try time { try store.catchUp(with: journal) }
    report.line("taking all entries, once", "\((first / 1_000).short) s")
    let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    report.line("file of sessions", "\(bytes >> 20) MB")

    let last = Filling.usualLastDay
    guard let year = ReportPeriod(from: last.later(days: -400), through: last.later(days: 30)) else { return }
    let week = ReportPeriod(.week, holding: last.later(days: -30))
    let whole = try sample { try store.report(year).report.tally.sessions }
    let grouped = try sample { try store.report(year, grouping: .volunteer).report.groups.count }
    let short = try sample { try store.report(week).report.tally.sessions }
    let paper = try sample {
      ReportPlainText.write(
        ReportDocument(try store.report(year).report, ReportNames(), made: ""), .vietnamese
      ).utf8.count
    }
    // As the desk opens it: the file, what came since, the report, and what may be doubles.
    let opened = try sample {
      let again = try ReportStore.open(path: path)
      try again.catchUp(with: journal)
      let tally = try again.report(year).report.tally
      let doubles = try again.doubles(year).count
      try again.close()
      return tally.sessions + doubles
    }
    let plain = try plainSQL(folder)
    let same = try store.report(year).report.tally
    guard plain.sessions == same.sessions, plain.completed == same.outcomes[.completed] ?? 0 else {
      throw failure("the report has \(same.sessions) sessions, plain SQL \(plain.sessions)")
    }
    report.line("a year", "median \(whole.median.short)  slowest \(whole.p99.short)")
    report.line("a year, by volunteer", "median \(grouped.median.short)  slowest \(grouped.p99.short)")
    report.line("a year, as text", "median \(paper.median.short)  slowest \(paper.p99.short)")
    report.line(
      "a year, opened anew, with possible doubles", "median \(opened.median.short)  slowest \(opened.p99.short)")
    report.line("a week", "median \(short.median.short)  slowest \(short.p99.short)")
    report.line("plain SQL, sessions and outcomes alone", plain.milliseconds.short)
    report.add(Goal(name: "a year, slowest", value: whole.p99, limit: 1_000, unit: " ms"))
    report.add(Goal(name: "a year, opened anew, slowest", value: opened.p99, limit: 1_000, unit: " ms"))
    report.add(Goal(name: "a year / plain SQL", value: whole.median / plain.milliseconds, limit: 1))
    report.limit(
      "sums of each day and unit are kept; possible doubles and groups of volunteers read a row of each session")
  }

  private func sample(_ work: () throws -> Int) throws -> Sample {
    var sample = Sample()
    for _ in 0..<Self.rounds { sample.add(try time { _ = try work() }) }
    return sample
  }

  /// Sessions, and those completed as corrected last, counted from the bytes of the entries.
  private func plainSQL(_ folder: String) throws -> (milliseconds: Double, sessions: Int, completed: Int) {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: folder + "/journal.sqlite", configuration: configuration)
    defer { do { try queue.close() } catch { print("close: \(error)") } }
    var (sessions, completed) = (0, 0)
    let cost = try time {
      try queue.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT COALESCE((SELECT CAST(c.bytes AS TEXT) ->> '$.outcome' FROM entry c WHERE c.target = e.row AND c.kind = 3
                AND CAST(c.bytes AS TEXT) ->> '$.outcome' IS NOT NULL ORDER BY c.row DESC LIMIT 1),
              CAST(e.bytes AS TEXT) ->> '$.outcome') AS outcome, CAST(e.bytes AS TEXT) ->> '$.checklist' AS checklist,
              count(*) AS sessions
            FROM entry e WHERE e.kind IN (1, 2) GROUP BY 1, 2
            """)
        for row in rows {
          let count: Int = row["sessions"]
          sessions += count
          if row["outcome"] == "completed" { completed += count }
        }
      }
    }
    return (cost, sessions, completed)
  }

  private func time(_ work: () throws -> Void) throws -> Double {
    let start = Pty.now()
    try work()
    return Double(Pty.now() - start) / 1e6
  }
}
