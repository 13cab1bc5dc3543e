import Checklists
import Journal

/// How reports travel. Whoever reads one takes nothing on trust: no count below ``Figures/fewest``, no share beyond 0…1,
/// no time over a day, and no more steps, branches and problems than a checklist has.
extension FigureReport: Codable {
  /// Steps, branches, problems of a step.
  package static let mostSteps = 500
  package static let mostBranches = 1_000
  package static let mostProblems = 200
  /// The longest word for a branch, in bytes.
  static let longestBranch = 4_096
  /// The longest name, in bytes.
  static let longestName = 200

  private enum Key: String, CodingKey { case sessions, completion, median, steps, branches, rareBranches }

  private struct Branch: Codable {
    var branch: String
    var sessions: Int
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    sessions = try box.decode(Figure<Int>.self, forKey: .sessions)
    completion = try box.decode(Figure<Double>.self, forKey: .completion)
    median = try box.decode(Figure<Int>.self, forKey: .median)
    rareBranches = try box.decode(Int.self, forKey: .rareBranches)
    let listed = try box.decode([Branch].self, forKey: .branches)
    branches = listed.map { ($0.branch, $0.sessions) }
    let named = try box.decode([String: StepReport].self, forKey: .steps)
    steps = Dictionary(named.map { (StepID(rawValue: $0), $1) }, uniquingKeysWith: { first, _ in first })
    let isSound =
      Bounds.isCount(sessions) && Bounds.isShare(completion) && Bounds.isTime(median)
      && (rareBranches == 0 || Bounds.counts.contains(rareBranches))
      && listed.count <= Self.mostBranches && named.count <= Self.mostSteps
      && listed.allSatisfy { Bounds.counts.contains($0.sessions) && $0.branch.utf8.count <= Self.longestBranch }
      && named.keys.allSatisfy { $0.utf8.count <= Self.longestName }
    guard isSound else {
      throw DecodingError.dataCorruptedError(forKey: .sessions, in: box, debugDescription: "bounds")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(sessions, forKey: .sessions)
    try box.encode(completion, forKey: .completion)
    try box.encode(median, forKey: .median)
    try box.encode(branches.map { Branch(branch: $0.branch, sessions: $0.sessions) }, forKey: .branches)
    try box.encode(rareBranches, forKey: .rareBranches)
    let named = Dictionary(steps.map { ($0.rawValue, $1) }, uniquingKeysWith: { first, _ in first })
    try box.encode(named, forKey: .steps)
  }

  /// The report without what is beyond the bounds of one that travels: the steps that fewest went through and the
  /// branches that fewest took go first.
  package var cut: FigureReport {
    var cut = self
    for (id, step) in steps { cut.steps[id]?.problems = Array(step.problems.prefix(Self.mostProblems)) }
    cut.steps = cut.steps.filter { $0.key.rawValue.utf8.count <= Self.longestName }
    if cut.steps.count > Self.mostSteps {
      let kept = cut.steps.sorted {
        ($1.value.runs.shown ?? 0, $0.key.rawValue) < ($0.value.runs.shown ?? 0, $1.key.rawValue)
      }
      cut.steps = Dictionary(kept.prefix(Self.mostSteps).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
    let fitting = branches.filter { $0.branch.utf8.count <= Self.longestBranch }.prefix(Self.mostBranches)
    cut.branches = Array(fitting)
    cut.rareBranches += branches.reduce(0) { $0 + $1.sessions } - fitting.reduce(0) { $0 + $1.sessions }
    return cut
  }
}

extension StepReport: Codable {
  private enum Key: String, CodingKey {
    case runs, median, slow, skipRate, stuckRate, backRate, dropRate, reasons, problems, unknownProblems
  }

  private struct Reason: Codable {
    var reason: SkipReason
    var sessions: Figure<Int>
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    func count(_ key: Key) throws -> Figure<Int> { try box.decode(Figure<Int>.self, forKey: key) }
    func share(_ key: Key) throws -> Figure<Double> { try box.decode(Figure<Double>.self, forKey: key) }
    (runs, median, slow) = (try count(.runs), try count(.median), try count(.slow))
    (skipRate, stuckRate) = (try share(.skipRate), try share(.stuckRate))
    (backRate, dropRate) = (try share(.backRate), try share(.dropRate))
    let listed = try box.decode([Reason].self, forKey: .reasons)
    reasons = listed.map { ($0.reason, $0.sessions) }
    problems = try box.decode([ProblemReport].self, forKey: .problems)
    unknownProblems = try count(.unknownProblems)
    let isSound =
      Bounds.isCount(runs) && Bounds.isTime(median) && Bounds.isTime(slow) && Bounds.isShare(skipRate)
      && Bounds.isShare(stuckRate) && Bounds.isShare(backRate) && Bounds.isShare(dropRate)
      && listed.count <= SkipReason.allCases.count && listed.allSatisfy { Bounds.isCount($0.sessions) }
      && problems.count <= FigureReport.mostProblems && Bounds.isCount(unknownProblems)
    guard isSound else { throw DecodingError.dataCorruptedError(forKey: .runs, in: box, debugDescription: "bounds") }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(runs, forKey: .runs)
    try box.encode(median, forKey: .median)
    try box.encode(slow, forKey: .slow)
    try box.encode(skipRate, forKey: .skipRate)
    try box.encode(stuckRate, forKey: .stuckRate)
    try box.encode(backRate, forKey: .backRate)
    try box.encode(dropRate, forKey: .dropRate)
    try box.encode(reasons.map { Reason(reason: $0.reason, sessions: $0.sessions) }, forKey: .reasons)
    try box.encode(problems, forKey: .problems)
    try box.encode(unknownProblems, forKey: .unknownProblems)
  }
}

extension ProblemReport: Codable {
  private enum Key: String, CodingKey { case problem, met, helped }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    problem = try box.decode(ProblemID.self, forKey: .problem)
    met = try box.decode(Figure<Int>.self, forKey: .met)
    helped = try box.decode(Figure<Double>.self, forKey: .helped)
    guard Bounds.isCount(met), Bounds.isShare(helped), problem.rawValue.utf8.count <= FigureReport.longestName else {
      throw DecodingError.dataCorruptedError(forKey: .met, in: box, debugDescription: "bounds")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(problem, forKey: .problem)
    try box.encode(met, forKey: .met)
    try box.encode(helped, forKey: .helped)
  }
}

/// A value as it is, or the text `<5`.
extension Figure: Codable where Value: Codable {
  private static var fewWord: String { "<\(Figures.fewest)" }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    do {
      self = .value(try box.decode(Value.self))
    } catch {
      guard try box.decode(String.self) == Self.fewWord else {
        throw DecodingError.dataCorruptedError(in: box, debugDescription: Self.fewWord)
      }
      self = .few
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    switch self {
    case .few: try box.encode(Self.fewWord)
    case .value(let value): try box.encode(value)
    }
  }
}

/// What a figure from elsewhere may say.
private enum Bounds {
  /// Sums of all that a report names do not overflow.
  static let counts = Figures.fewest...1 << 40
  static func isCount(_ figure: Figure<Int>) -> Bool { figure.shown.map(counts.contains) ?? true }
  static func isShare(_ figure: Figure<Double>) -> Bool { figure.shown.map { (0...1).contains($0) } ?? true }
  /// Seconds.
  static func isTime(_ figure: Figure<Int>) -> Bool {
    figure.shown.map { (0...Int(Histogram.longest)).contains($0) } ?? true
  }
}
