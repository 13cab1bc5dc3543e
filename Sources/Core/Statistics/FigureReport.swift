package import Checklists
package import Journal

/// What a trainer is shown of one checklist: no figure in it is about fewer than ``Figures/fewest`` sessions.
package struct FigureReport: Hashable, Sendable {
  /// How many sessions.
  package var sessions: Figure<Int>
  /// Share of sessions that were completed, 0…1.
  package var completion: Figure<Double>
  /// Median length of a session, in seconds.
  package var median: Figure<Int>
  /// By step, as the tally has them.
  package var steps: [StepID: StepReport]
  /// Branches taken by at least ``Figures/fewest`` sessions, most taken first, with how many.
  package var branches: [(branch: String, sessions: Int)]
  /// Sessions on branches that were taken by fewer.
  package var rareBranches: Int

  package static func == (a: FigureReport, b: FigureReport) -> Bool {
    a.sessions == b.sessions && a.completion == b.completion && a.median == b.median && a.steps == b.steps
      && a.branches.elementsEqual(b.branches, by: ==) && a.rareBranches == b.rareBranches
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(sessions)
    hasher.combine(steps)
  }

  package init(_ tally: Tally) {
    let sessions = tally.sessions
    self.sessions = Figure(of: sessions, sessions)
    completion = Figure(of: sessions, Double(tally.outcomes[.completed] ?? 0) / Double(sessions))
    median = Figure(of: sessions, tally.time.median ?? 0)
    steps = tally.steps.mapValues(StepReport.init)
    let common = tally.branches.filter { $0.value >= Figures.fewest }
    branches = common.map { ($0.key, $0.value) }.sorted { ($1.sessions, $0.branch) < ($0.sessions, $1.branch) }
    rareBranches = tally.branches.values.reduce(0, +) - common.values.reduce(0, +)
    // What is left after the common ones is a figure about few, too.
    if (1..<Figures.fewest).contains(rareBranches) { rareBranches = 0 }
  }
}

/// What a trainer is shown of one step.
package struct StepReport: Hashable, Sendable {
  /// Sessions whose branch held it.
  package var runs: Figure<Int>
  /// Median and 90th percentile of its time, in seconds, of at least ``Figures/fewest`` sessions that did it.
  package var median: Figure<Int>
  package var slow: Figure<Int>
  /// Shares of the runs, 0…1.
  package var skipRate: Figure<Double>
  package var stuckRate: Figure<Double>
  package var backRate: Figure<Double>
  package var dropRate: Figure<Double>
  /// Skips by reason, most first; a reason of fewer than ``Figures/fewest`` sessions is `few`.
  package var reasons: [(reason: SkipReason, sessions: Figure<Int>)]
  /// Problems, most met first.
  package var problems: [ProblemReport]
  /// Problems that no known one fitted.
  package var unknownProblems: Figure<Int>

  package init(_ tally: StepTally) {
    let runs = tally.runs
    func rate(_ count: Int) -> Figure<Double> { Figure(of: runs, Double(count) / Double(runs)) }
    self.runs = Figure(of: runs, runs)
    median = Figure(of: tally.time.count, tally.time.median ?? 0)
    slow = Figure(of: tally.time.count, tally.time.percentile(0.9) ?? 0)
    skipRate = rate(tally.skipped.values.reduce(0, +))
    stuckRate = rate(tally.stuck)
    backRate = rate(tally.wentBack)
    dropRate = rate(tally.dropouts)
    reasons = tally.skipped.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ($0.key, Figure(of: $0.value, $0.value)) }
    problems = tally.problems.map { ProblemReport($0.key, $0.value) }.sorted(by: ProblemReport.isBefore)
    unknownProblems = Figure(of: tally.unknownProblems, tally.unknownProblems)
  }

  package static func == (a: StepReport, b: StepReport) -> Bool {
    a.runs == b.runs && a.median == b.median && a.slow == b.slow && a.skipRate == b.skipRate
      && a.stuckRate == b.stuckRate && a.backRate == b.backRate && a.dropRate == b.dropRate
      && a.reasons.elementsEqual(b.reasons, by: ==) && a.problems == b.problems
      && a.unknownProblems == b.unknownProblems
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(runs)
    hasher.combine(problems)
  }
}

/// What a trainer is shown of one problem at one step.
package struct ProblemReport: Hashable, Sendable {
  package var problem: ProblemID
  package var met: Figure<Int>
  /// Share of those who said whether the fix helped, 0…1.
  package var helped: Figure<Double>

  package init(_ problem: ProblemID, met: Figure<Int>, helped: Figure<Double>) {
    self.problem = problem
    self.met = met
    self.helped = helped
  }

  init(_ problem: ProblemID, _ tally: ProblemTally) {
    self.problem = problem
    met = Figure(of: tally.met, tally.met)
    let told = tally.helped + tally.didNotHelp
    helped = Figure(of: told, Double(tally.helped) / Double(told))
  }

  static func isBefore(_ a: ProblemReport, _ b: ProblemReport) -> Bool {
    (b.met.shown ?? 0, a.problem.rawValue) < (a.met.shown ?? 0, b.problem.rawValue)
  }
}
