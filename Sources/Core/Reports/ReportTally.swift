package import Checklists
package import Journal

/// How often a known problem was met, and what its fix did.
package struct ProblemCounts: Hashable, Sendable {
  package var met = 0
  package var helped = 0
  package var didNotHelp = 0

  package init() {}
}

/// Sessions of one checklist.
package struct ChecklistCounts: Hashable, Sendable {
  package var sessions = 0
  package var outcomes: [Outcome: Int] = [:]

  package init() {}
}

/// The sums of a report over some sessions. Two tallies add up, and what one holds of another can be taken away again.
package struct ReportTally: Hashable, Sendable {
  /// Sessions (lượt), not persons; those that were only counted included.
  package var sessions = 0
  /// Sessions whose citizen did not agree to the log.
  package var onlyCounted = 0
  package var outcomes: [Outcome: Int] = [:]
  package var checklists: [ChecklistID: ChecklistCounts] = [:]
  package var services: [ServiceID: Int] = [:]
  package var indicators: [ReportIndicator: Int] = [:]
  package var ages: [AgeBand: Int] = [:]
  /// By value, 1…5.
  package var satisfaction: [Int: Int] = [:]
  package var petitions: [PetitionTopic: Int] = [:]
  package var problems: [ProblemID: ProblemCounts] = [:]
  /// Problems that no known one fitted.
  package var otherProblems = 0
  /// The length of all sessions together, in seconds.
  package var seconds = 0
  /// Quick questions that were answered, apart from sessions, and those where it helped.
  package var quickHelp = 0
  package var quickHelped = 0
  /// Sessions that were cancelled as begun by mistake; they count nowhere else.
  package var cancelled = 0

  package init() {}

  /// Counts a session so many times: 1 adds it, -1 takes it away again.
  package mutating func count(_ session: CountedSession, _ definition: ReportDefinition, times: Int = 1) {
    sessions += times
    if session.isOnlyCounted { onlyCounted += times }
    outcomes.count(session.outcome, times)
    checklists[session.checklist, default: ChecklistCounts()].sessions += times
    checklists[session.checklist]?.outcomes.count(session.outcome, times)
    if checklists[session.checklist]?.sessions == 0 { checklists[session.checklist] = nil }
    if let service = session.service { services.count(service, times) }
    for indicator in definition.indicators(session.candidates, session.outcome) { indicators.count(indicator, times) }
    if let age = session.ageBand { ages.count(age, times) }
    if let value = session.satisfaction { satisfaction.count(value, times) }
    if let petition = session.petition { petitions.count(petition.topic, times) }
    for fact in session.problems { count(fact, times) }
    seconds += Int(session.length / 1_000) * times
  }

  /// Counts a quick question, which is no session.
  package mutating func count(_ quick: CountedQuickHelp) {
    quickHelp += 1
    if quick.helped { quickHelped += 1 }
  }

  /// Counts a cancelled session, which is none.
  package mutating func count(_ cancellation: CountedCancellation) { cancelled += 1 }

  private mutating func count(_ fact: ProblemFact, _ times: Int) {
    guard let problem = fact.problem else {
      otherProblems += times
      return
    }
    problems[problem, default: ProblemCounts()].met += times
    if fact.helped == true { problems[problem]?.helped += times }
    if fact.helped == false { problems[problem]?.didNotHelp += times }
    if problems[problem]?.met == 0 { problems[problem] = nil }
  }

  /// Adds another tally so many times: -1 takes it away again.
  package mutating func add(_ other: ReportTally, times: Int = 1) {
    sessions += other.sessions * times
    onlyCounted += other.onlyCounted * times
    outcomes.add(other.outcomes, times)
    for (id, counts) in other.checklists {
      var sum = checklists[id] ?? ChecklistCounts()
      sum.sessions += counts.sessions * times
      sum.outcomes.add(counts.outcomes, times)
      checklists[id] = sum.sessions == 0 ? nil : sum
    }
    services.add(other.services, times)
    indicators.add(other.indicators, times)
    ages.add(other.ages, times)
    satisfaction.add(other.satisfaction, times)
    petitions.add(other.petitions, times)
    for (id, counts) in other.problems {
      var sum = problems[id] ?? ProblemCounts()
      sum.met += counts.met * times
      sum.helped += counts.helped * times
      sum.didNotHelp += counts.didNotHelp * times
      problems[id] = sum.met == 0 ? nil : sum
    }
    otherProblems += other.otherProblems * times
    seconds += other.seconds * times
    quickHelp += other.quickHelp * times
    quickHelped += other.quickHelped * times
    cancelled += other.cancelled * times
  }

  /// Sessions that said how satisfied they are.
  package var rated: Int { satisfaction.values.reduce(0, +) }

  /// Whether nothing at all was counted.
  package var isEmpty: Bool { sessions == 0 && quickHelp == 0 && cancelled == 0 }

  /// The most frequent problems, most met first, names in order where they are as frequent.
  package func topProblems(_ count: Int) -> [(problem: ProblemID, counts: ProblemCounts)] {
    problems.map { (problem: $0.key, counts: $0.value) }
      .sorted { ($1.counts.met, $0.problem.rawValue) < ($0.counts.met, $1.problem.rawValue) }
      .prefix(count).map { $0 }
  }
}

extension Dictionary where Value == Int {
  /// Adds to one count; a count of 0 has no place.
  mutating func count(_ key: Key, _ times: Int) {
    let sum = (self[key] ?? 0) + times
    self[key] = sum == 0 ? nil : sum
  }

  mutating func add(_ other: [Key: Int], _ times: Int = 1) {
    for (key, counted) in other { count(key, counted * times) }
  }
}
