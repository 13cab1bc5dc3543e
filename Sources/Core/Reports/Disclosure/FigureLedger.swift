package import Checklists
import Journal
package import Statistics

/// What trainers were told of the sessions of all desks: of a checklist as a whole and of each of its versions, and by no
/// other filter, for figures by any filter tell by differences what each of them hides.
///
/// Figures only grow, and only in steps in which nothing is about fewer than ``Disclosure/fewest``: what was told last
/// stays until all that came since can be told in bands no wider than before. So neither one figure, nor the difference
/// of two, nor that of two moments is about few. Sessions whose outcome was corrected move from band to band; a band that
/// shrank by it is told anew once it has grown past what was told.
package struct FigureLedger: Hashable, Sendable, Codable {
  /// One version of a checklist.
  private struct Version: Hashable, Sendable, Codable {
    /// By name of the table.
    var tables: [String: ProtectedTable] = [:]
    var times = Times()
  }

  /// Medians and 90th percentiles, in seconds, as they were when figures were told last.
  private struct Times: Hashable, Sendable, Codable {
    struct Step: Hashable, Sendable, Codable {
      var median: Int
      var slow: Int
    }
    var session: Int?
    var steps: [String: Step] = [:]
  }

  private var checklists: [String: [Int: Version]] = [:]
  /// Of all versions of a checklist together.
  private var times: [String: Times] = [:]

  package init() {}

  /// Problems of a step.
  private static let mostProblems = 20
  /// Fewer sessions than this give no median.
  private static let fewestTimes = 10

  /// Tells what can be told of a checklist; `tallies` are all its sessions, by version.
  package mutating func update(_ checklist: ChecklistID, _ tallies: [Int: Tally]) {
    var isNew = false
    for (number, tally) in tallies {
      var version = checklists[checklist.rawValue]?[number] ?? Version()
      guard Self.update(&version, tally) else { continue }
      version.times = Self.times(of: tally)
      checklists[checklist.rawValue, default: [:]][number] = version
      isNew = true
    }
    guard isNew else { return }
    var all = Tally()
    for tally in tallies.values { all.add(tally) }
    times[checklist.rawValue] = Self.times(of: all)
  }

  /// The checklists of which anything is told, by name.
  package var told: [ChecklistID] { checklists.keys.sorted().map(ChecklistID.init(rawValue:)) }

  /// The versions of which anything is told, newest first.
  package func versions(of checklist: ChecklistID) -> [Int] {
    (checklists[checklist.rawValue] ?? [:]).keys.sorted(by: >)
  }

  /// What is told of a checklist, or of one version of it; nothing by any other filter.
  package func report(of checklist: ChecklistID, _ filter: FigureFilter) -> FigureReport {
    var only = FigureFilter()
    only.version = filter.version
    let versions = filter == only ? checklists[checklist.rawValue] ?? [:] : [:]
    let asked = filter.version.map { [versions[$0]].compactMap { $0 } } ?? Array(versions.values)
    let names = Set(asked.flatMap(\.tables.keys))
    let tables = Dictionary(
      names.map { name in (name, ProtectedTable.sum(asked.compactMap { $0.tables[name] })) },
      uniquingKeysWith: { first, _ in first })
    let times = filter.version.map { versions[$0]?.times } ?? times[checklist.rawValue]
    return Self.report(tables.compactMapValues { $0 }, asked.isEmpty ? Times() : times ?? Times())
  }

  // MARK: Telling

  /// Tells what came of a version; false where that has to wait. A step's tables have the same total, so they are told at
  /// once or not at all.
  private static func update(_ version: inout Version, _ tally: Tally) -> Bool {
    var next = version
    guard advance(&next, [("outcomes", outcomes(tally))]) else { return false }
    // Entries from elsewhere may name any number of steps.
    let steps = tally.steps.sorted { ($1.value.runs, $0.key.rawValue) < ($0.value.runs, $1.key.rawValue) }
    for (step, counts) in steps.prefix(FigureReport.mostSteps) { _ = advance(&next, tables(of: step, counts)) }
    version = next
    return true
  }

  /// Takes tables together; changes nothing and returns false where one of them cannot be told.
  private static func advance(_ version: inout Version, _ tables: [(name: String, counts: CountTable)]) -> Bool {
    var told = version.tables
    for (name, counts) in tables {
      let table = Disclosure.protect(counts)
      guard !table.isWithheld, told[name].map({ mayFollow(table, $0) }) ?? true else { return false }
      told[name] = table
    }
    version.tables = told
    return true
  }

  /// Whether a table of one row may be told where an earlier one was, of figures that have only grown since.
  ///
  /// A band that was told before has grown by none or by enough. Where its parts are told now, of a sum s before, each
  /// was no more than it is now, and no less than what the others leave of s: that has to be 1 or less, and 5 or more.
  package static func mayFollow(_ table: ProtectedTable, _ earlier: ProtectedTable) -> Bool {
    guard table.columns == earlier.columns else { return false }
    let nodes = table.columns.nodes
    return earlier.totals.allSatisfy { before in
      let leaves = nodes[before.node].leaves
      let parts = table.totals.filter { leaves.covers(nodes[$0.node].leaves) }
      // A wider band would take back what was told.
      guard parts.reduce(0, { $0 + nodes[$1.node].leaves.count }) == leaves.count else { return false }
      let now = parts.reduce(0) { $0 + $1.count }
      let growth = now - before.count
      guard growth == 0 || growth >= (leaves.count == 1 ? Disclosure.fewest : TableProtection.fewestHidden) else {
        return false
      }
      return parts.count == 1
        || parts.allSatisfy { part in
          before.count - (now - part.count) <= 1 && (part.count == 0 || part.count >= Disclosure.fewest)
        }
    }
  }

  private static func times(of tally: Tally) -> Times {
    var times = Times()
    if tally.sessions >= fewestTimes { times.session = tally.time.median }
    for (step, counts) in tally.steps where counts.time.count >= fewestTimes {
      times.steps[step.rawValue] = Times.Step(
        median: counts.time.median ?? 0, slow: counts.time.percentile(0.9) ?? 0)
    }
    return times
  }

  // MARK: Tables

  private static let states: BandTree = {
    let reasons = SkipReason.allCases.map { BandTree.Shape.one($0.rawValue) }
    return BandTree(.band("all", [.one("done"), .band("not-done", [.one("open"), .band("skipped", reasons)])]))
  }()
  private static let yesNo = BandTree("all", flat: ["yes", "no"])
  private static let helped = BandTree("all", flat: ["helped", "not-helped", "unsaid"])

  private static func outcomes(_ tally: Tally) -> CountTable {
    let bands = NamedTable.outcomeBands
    return CountTable(
      columns: bands, counts: bands.categories.map { Outcome(rawValue: $0).flatMap { tally.outcomes[$0] } ?? 0 })
  }

  private static func tables(of step: StepID, _ counts: StepTally) -> [(name: String, counts: CountTable)] {
    func name(_ table: String) -> String { "\(table) \(step)" }
    func share(_ count: Int) -> CountTable { CountTable(columns: yesNo, counts: [count, counts.runs - count]) }
    let skipped = SkipReason.allCases.map { counts.skipped[$0] ?? 0 }
    return [
      (name("state"), CountTable(columns: states, counts: [counts.done, counts.open] + skipped)),
      (name("stuck"), share(counts.stuck)), (name("back"), share(counts.wentBack)),
      (name("drop"), share(counts.dropouts)),
    ]
      + counts.problems.filter { $0.value.met >= TableProtection.fewestHidden }
      .sorted { ($1.value.met, $0.key.rawValue) < ($0.value.met, $1.key.rawValue) }.prefix(mostProblems)
      .map { problem, counts in
        let unsaid = counts.met - counts.helped - counts.didNotHelp
        return (
          name("problem \(problem)"),
          CountTable(columns: helped, counts: [counts.helped, counts.didNotHelp, unsaid])
        )
      }
  }

  // MARK: Reporting

  private static func report(_ tables: [String: ProtectedTable], _ times: Times) -> FigureReport {
    var report = FigureReport(Tally())
    guard let outcomes = tables["outcomes"], let sessions = outcomes.total, sessions >= Disclosure.fewest else {
      return report
    }
    report.sessions = .value(sessions)
    report.completion = share(outcomes, Outcome.completed.rawValue)
    report.median = times.session.map { .value($0) } ?? .few
    for name in tables.keys where name.hasPrefix("state ") {
      let step = StepID(rawValue: String(name.dropFirst(6)))
      report.steps[step] = self.step(step, tables, times.steps[step.rawValue])
    }
    return report
  }

  private static func step(
    _ step: StepID, _ tables: [String: ProtectedTable], _ times: Times.Step?
  ) -> StepReport {
    var report = StepReport(StepTally())
    guard let states = tables["state \(step)"], let runs = states.total, runs >= Disclosure.fewest else {
      return report
    }
    // Steps of branches that exclude each other add up to all sessions: so nothing is told exactly.
    let rounded = (runs + 5) / 10 * 10
    report.runs = rounded >= 10 ? .value(rounded) : .few
    report.median = times.map { .value($0.median) } ?? .few
    report.slow = times.map { .value($0.slow) } ?? .few
    report.skipRate = share(states, "skipped")
    for (place, path) in [
      ("stuck", \StepReport.stuckRate), ("back", \StepReport.backRate), ("drop", \StepReport.dropRate),
    ] { report[keyPath: path] = tables["\(place) \(step)"].map { share($0, "yes") } ?? .few }
    report.reasons = SkipReason.allCases.compactMap { reason in
      count(states, reason.rawValue).flatMap { $0 > 0 ? (reason, .value($0)) : nil }
    }.sorted { ($1.1.shown ?? 0, $0.0.rawValue) < ($0.1.shown ?? 0, $1.0.rawValue) }
    report.problems = problems(step, tables)
    return report
  }

  private static func problems(_ step: StepID, _ tables: [String: ProtectedTable]) -> [ProblemReport] {
    tables.compactMap { name, table -> ProblemReport? in
      let parts = name.split(separator: " ")
      guard parts.count == 3, parts[0] == "problem", parts[2] == step.rawValue, let met = table.total else {
        return nil
      }
      var report = ProblemReport(ProblemID(rawValue: String(parts[1])), met: .value(met), helped: .few)
      if let yes = count(table, "helped"), let no = count(table, "not-helped"), yes + no >= Disclosure.fewest {
        report.helped = .value(Double(yes) / Double(yes + no))
      }
      return report
    }.sorted { ($1.met.shown ?? 0, $0.problem.rawValue) < ($0.met.shown ?? 0, $1.problem.rawValue) }
  }

  /// The figure of a category, or the sum of a band; nil where it is hidden.
  private static func count(_ table: ProtectedTable, _ id: String) -> Int? {
    guard let node = table.columns.node(id) else { return nil }
    let leaves = table.columns.nodes[node].leaves
    let inside = table.totals.filter { leaves.covers(table.columns.nodes[$0.node].leaves) }
    let covered = inside.reduce(0) { $0 + table.columns.nodes[$1.node].leaves.count }
    return covered == leaves.count ? inside.reduce(0) { $0 + $1.count } : nil
  }

  private static func share(_ table: ProtectedTable, _ id: String) -> Figure<Double> {
    guard let count = count(table, id), let total = table.total, total > 0 else { return .few }
    return .value(Double(count) / Double(total))
  }
}
