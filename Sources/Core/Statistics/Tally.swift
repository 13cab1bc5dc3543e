package import Checklists
package import Journal

/// What happened at one step, over many sessions.
package struct StepTally: Hashable, Sendable {
  /// Sessions whose branch held the step.
  package var runs = 0
  package var done = 0
  /// Sessions that skipped it, by reason.
  package var skipped: [SkipReason: Int] = [:]
  /// Sessions that ended with it open.
  package var open = 0
  /// Sessions that ended, not completed, while this was the first open step.
  package var dropouts = 0
  /// Sessions in which somebody was stuck here.
  package var stuck = 0
  /// Sessions in which somebody went back to it from a later place.
  package var wentBack = 0
  /// Time in front of the volunteer, of sessions that did the step.
  package var time = Histogram()
  package var problems: [ProblemID: ProblemTally] = [:]
  /// Problems that no known one fitted.
  package var unknownProblems = 0

  package init() {}

  mutating func add(_ other: StepTally) {
    runs += other.runs
    done += other.done
    skipped.merge(other.skipped, uniquingKeysWith: +)
    open += other.open
    dropouts += other.dropouts
    stuck += other.stuck
    wentBack += other.wentBack
    time.add(other.time)
    for (problem, tally) in other.problems { problems[problem, default: ProblemTally()].add(tally) }
    unknownProblems += other.unknownProblems
  }
}

/// How often a known problem was met, and what its fix did.
package struct ProblemTally: Hashable, Sendable {
  package var met = 0
  package var helped = 0
  package var didNotHelp = 0

  package init() {}

  mutating func add(_ other: ProblemTally) {
    met += other.met
    helped += other.helped
    didNotHelp += other.didNotHelp
  }
}

/// What happened in many sessions of one version of a checklist.
package struct Tally: Hashable, Sendable {
  package var sessions = 0
  package var outcomes: [Outcome: Int] = [:]
  /// Length of whole sessions.
  package var time = Histogram()
  package var steps: [StepID: StepTally] = [:]
  /// Sessions by the branch they took: all answers in order, `question=answer`, between blanks; empty where nothing was
  /// asked.
  package var branches: [String: Int] = [:]

  package init() {}

  /// Adds one session.
  package mutating func add(_ facts: SessionFacts) {
    sessions += 1
    outcomes[facts.outcome, default: 0] += 1
    time.add(milliseconds: facts.ended.milliseconds(since: facts.began))
    branches[Self.branch(facts.answers), default: 0] += 1
    let firstOpen = facts.outcome == .completed ? nil : Self.firstOpen(facts)
    for fact in facts.steps {
      steps[fact.step, default: StepTally()].add(fact)
      if fact.step == firstOpen { steps[fact.step]?.dropouts += 1 }
    }
    var stuck: Set<StepID> = []
    for problem in facts.problems {
      steps[problem.step, default: StepTally()].add(problem)
      if stuck.insert(problem.step).inserted { steps[problem.step]?.stuck += 1 }
    }
  }

  /// Where a session that was not completed ended: the first step that it left open.
  package static func firstOpen(_ facts: SessionFacts) -> StepID? { facts.steps.first { $0.state == .open }?.step }

  /// Counts a session under another outcome than it was counted under. In a tally of changes counts may be below 0.
  ///
  /// - Parameter firstOpen: ``firstOpen(_:)`` of the session.
  package mutating func correct(from old: Outcome, to new: Outcome, firstOpen: StepID?) {
    outcomes[old, default: 0] -= 1
    outcomes[new, default: 0] += 1
    guard let firstOpen, (old == .completed) != (new == .completed) else { return }
    steps[firstOpen, default: StepTally()].dropouts += new == .completed ? -1 : 1
  }

  /// Without counts that changes brought to 0 or, where sessions were left out, below.
  package var settled: Tally {
    var settled = self
    settled.outcomes = outcomes.filter { $0.value > 0 }
    for step in steps.keys { settled.steps[step]?.dropouts = max(0, steps[step]?.dropouts ?? 0) }
    return settled
  }

  /// Adds all sessions of another tally.
  package mutating func add(_ other: Tally) {
    sessions += other.sessions
    outcomes.merge(other.outcomes, uniquingKeysWith: +)
    time.add(other.time)
    for (step, tally) in other.steps { steps[step, default: StepTally()].add(tally) }
    branches.merge(other.branches, uniquingKeysWith: +)
  }

  /// The word for a branch.
  package static func branch(_ answers: [AnswerFact]) -> String {
    answers.map { "\($0.question)=\($0.answer)" }.joined(separator: " ")
  }
}

extension StepTally {
  fileprivate mutating func add(_ fact: StepFact) {
    runs += 1
    if let times = fact.wentBack, times > 0 { wentBack += 1 }
    switch fact.state {
    case .done:
      done += 1
      time.add(milliseconds: fact.milliseconds)
    case .skipped: skipped[fact.reason ?? .cannotNow, default: 0] += 1
    case .open: open += 1
    }
  }

  fileprivate mutating func add(_ fact: ProblemFact) {
    guard let problem = fact.problem else {
      unknownProblems += 1
      return
    }
    problems[problem, default: ProblemTally()].met += 1
    if fact.helped == true { problems[problem]?.helped += 1 }
    if fact.helped == false { problems[problem]?.didNotHelp += 1 }
  }
}
