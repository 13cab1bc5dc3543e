import Checklists
import Foundation
import GRDB
import Journal
import JournalFixtures
import JournalStore
import Platform
import ReviewStore
import Statistics
import StatisticsStore
import TemporaryFolders
import Testing

/// The review's figures, held against the same figures computed by plain SQL over the same journal.
@Suite struct PlainSQLTests {
  private let folders: TemporaryFolder
  private var folder: String { folders.path }

  init() throws { folders = try TemporaryFolder() }

  private func journal(_ sessions: Int, seed: UInt64) throws -> JournalStore {
    let journal = try JournalStore.open(folder: folder, practice: false, now: .sample, entropy: SplitMix64(seed: seed))
    try keep(sessions, seed: seed, in: journal)
    return journal
  }

  private func keep(_ sessions: Int, seed: UInt64, in journal: JournalStore) throws {
    var bodies = Bodies(seed: seed)
    try journal.keepMany((0..<sessions).map { _ in .session(bodies.session()) })
  }

  private func rows(_ sql: String) throws -> [Row] {
    let queue = try DatabaseQueue(path: folder + "/journal.sqlite")
    return try queue.read { try Row.fetchAll($0, sql: sql) }
  }

  private static let session = """
    WITH session AS (SELECT json_extract(CAST(bytes AS TEXT), '$.checklist') AS checklist,
      json_extract(CAST(bytes AS TEXT), '$.version') AS version,
      json_extract(CAST(bytes AS TEXT), '$.outcome') AS outcome, CAST(bytes AS TEXT) AS text FROM entry WHERE kind = 1)
    """

  @Test func `runs, medians, percentiles, skips and drop-outs of every step and version are those of plain SQL`() throws
  {
    let journal = try journal(3_000, seed: 42)
    let store = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try store.catchUp(with: journal)
    let figures = try store.figures()
    let steps = try rows(
      Self.session + """
        , step AS (SELECT checklist, version, json_extract(j.value, '$[0]') AS step, json_extract(j.value, '$[1]') AS state,
          json_extract(j.value, '$[2]') / 1000 AS seconds FROM session, json_each(text, '$.steps') j),
        ranked AS (SELECT checklist, version, step, seconds,
          row_number() OVER (PARTITION BY checklist, version, step ORDER BY seconds) AS place,
          count(*) OVER (PARTITION BY checklist, version, step) AS n FROM step WHERE state = 'done')
        SELECT checklist, version, step, count(*) AS runs, sum(state = 'skipped') AS skipped,
          (SELECT seconds FROM ranked r WHERE r.checklist = s.checklist AND r.version = s.version AND r.step = s.step
            AND place = (n + 1) / 2) AS median,
          (SELECT seconds FROM ranked r WHERE r.checklist = s.checklist AND r.version = s.version AND r.step = s.step
            AND place = (n * 9 + 9) / 10) AS slow
        FROM step s GROUP BY checklist, version, step
        """)
    #expect(steps.count > 60)
    for row in steps {
      let tally = figures.tally(
        of: ChecklistID(rawValue: row["checklist"]), FigureFilter(version: row["version"]))
      let step = try #require(tally.steps[StepID(rawValue: row["step"])])
      #expect(step.runs == row["runs"])
      #expect(step.skipped.values.reduce(0, +) == row["skipped"])
      #expect(step.time.median == row["median"])
      #expect(step.time.percentile(0.9) == row["slow"])
    }
    try journal.close()
  }

  @Test func `sessions, completion, problems and what helped are those of plain SQL`() throws {
    let journal = try journal(2_000, seed: 7)
    let store = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try store.catchUp(with: journal)
    let figures = try store.figures()
    for row in try rows(
      Self.session
        + "SELECT checklist, count(*) AS n, sum(outcome = 'completed') AS done FROM session GROUP BY checklist")
    {
      let tally = figures.tally(of: ChecklistID(rawValue: row["checklist"]))
      #expect(try store.tally(of: ChecklistID(rawValue: row["checklist"]), FigureFilter()) == tally)
      let unit = FigureFilter(unit: "00091", experience: .used)
      #expect(
        try store.tally(of: ChecklistID(rawValue: row["checklist"]), unit)
          == figures.tally(of: ChecklistID(rawValue: row["checklist"]), unit))
      #expect(tally.sessions == row["n"])
      #expect(tally.outcomes[.completed] == row["done"])
      #expect(tally.branches.values.reduce(0, +) == row["n"])
    }
    let problems = try rows(
      Self.session + """
        SELECT checklist, json_extract(j.value, '$[0]') AS step, json_extract(j.value, '$[1]') AS problem, count(*) AS met,
          coalesce(sum(json_extract(j.value, '$[3]') = 1), 0) AS helped,
          coalesce(sum(json_extract(j.value, '$[3]') = 0), 0) AS not_helped
        FROM session, json_each(text, '$.problems') j WHERE json_extract(j.value, '$[1]') IS NOT NULL GROUP BY 1, 2, 3
        """)
    #expect(problems.count > 20)
    for row in problems {
      let step = figures.tally(of: ChecklistID(rawValue: row["checklist"])).steps[StepID(rawValue: row["step"])]
      let problem = step?.problems[ProblemID(rawValue: row["problem"])]
      #expect(problem.map { [$0.met, $0.helped, $0.didNotHelp] } == [row["met"], row["helped"], row["not_helped"]])
    }
    try journal.close()
  }

  @Test func `caught up in portions, over restarts and while entries come, figures are those of one reading`() throws {
    let journal = try journal(300, seed: 1)
    for round in 0..<6 {
      let store = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
      let isDone = try store.catchUp(with: journal, atMost: 97)
      #expect(isDone == (round * 97 + 97 >= 300 + round * 10))
      try store.close()
      try keep(10, seed: 100 + UInt64(round), in: journal)
    }
    let store = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try store.catchUp(with: journal)
    try store.catchUp(with: journal)
    let other = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: true))
    try other.catchUp(with: journal)
    #expect(try store.figures() == other.figures())
    try journal.close()
  }

  @Test func `a damaged file of figures is made anew`() throws {
    let journal = try journal(50, seed: 3)
    let first = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try first.catchUp(with: journal)
    let figures = try first.figures()
    try first.close()
    try Data(repeating: 0x41, count: 8_192).write(to: URL(filePath: folder + "/figures.sqlite"))
    let again = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try again.catchUp(with: journal)
    #expect(try again.figures() == figures)
    try journal.close()
  }

  @Test func `words with a number of a person in them are not kept among the figures`() throws {
    let journal = try JournalStore.open(folder: folder, practice: false, now: .sample)
    var bodies = Bodies(seed: 9)
    for words in ["máy tắt nguồn", "số 0912 345 678 không nhận tin", "bác gõ 079123456789"] {
      var facts = bodies.session()
      facts.checklist = "vneid"
      facts.problems = [ProblemFact(step: "otp", words: words)]
      _ = try journal.keep(.session(facts), closing: nil, contact: nil)
    }
    let store = try StatisticsStore.open(path: StatisticsStore.path(folder: folder, practice: false))
    try store.catchUp(with: journal)
    #expect(try store.unknownProblems(of: "vneid", FigureFilter(), limit: 10).map(\.words) == ["máy tắt nguồn"])
    try store.close()
    try journal.close()
    let bytes = try Data(contentsOf: URL(filePath: folder + "/figures.sqlite"))
    #expect(bytes.range(of: Data("345 678".utf8)) == nil)
  }
}
