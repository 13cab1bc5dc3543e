package import Checklists
import Journal

/// The tables that readers outside the unit are given: a closed list, for a question that anybody may put together tells
/// by differences what a table hides. Each is a month's; longer periods are sums of months.
package enum NamedTable: Hashable, Sendable {
  /// Checklists by outcome.
  case services
  case ages
  case satisfaction
  /// Sessions by the topic of their petition.
  case petitions
  /// Sessions of its checklist that count for an indicator, and the others.
  case indicator(ReportIndicator)
  /// How often a known problem was met, by what its fix did.
  case problem(ProblemID)
  case quickHelp
  case cancelled

  /// Its name in files.
  package var id: String {
    switch self {
    case .services: "services"
    case .ages: "ages"
    case .satisfaction: "satisfaction"
    case .petitions: "petitions"
    case .indicator(let indicator): "indicator.\(indicator.rawValue)"
    case .problem(let problem): "problem.\(problem.rawValue)"
    case .quickHelp: "quick-help"
    case .cancelled: "cancelled"
    }
  }

  /// The table of a name in files; nil for any other text.
  package init?(id: String) {
    switch id {
    case "services": self = .services
    case "ages": self = .ages
    case "satisfaction": self = .satisfaction
    case "petitions": self = .petitions
    case "quick-help": self = .quickHelp
    case "cancelled": self = .cancelled
    default:
      if id.hasPrefix("indicator."), let indicator = ReportIndicator(rawValue: String(id.dropFirst(10))) {
        self = .indicator(indicator)
      } else if id.hasPrefix("problem."), id.utf8.count > 8 {
        self = .problem(ProblemID(rawValue: String(id.dropFirst(8))))
      } else {
        return nil
      }
    }
  }

  /// All tables that there are of a tally.
  package static func all(of tally: ReportTally, by definition: ReportDefinition) -> [NamedTable] {
    var tables: [NamedTable] = [.services, .ages, .satisfaction, .petitions]
    var seen: Set<ReportIndicator> = []
    for rule in definition.rules where seen.insert(rule.indicator).inserted {
      tables.append(.indicator(rule.indicator))
    }
    tables += tally.problems.keys.sorted { $0.rawValue < $1.rawValue }.map(NamedTable.problem)
    return tables + [.quickHelp, .cancelled]
  }

  /// The table as it is.
  package func counts(of tally: ReportTally, by definition: ReportDefinition) -> CountTable {
    switch self {
    case .services: return Self.services(tally)
    case .ages:
      let counts = AgeBand.allCases.map { tally.ages[$0] ?? 0 }
      return CountTable(columns: Self.ageBands, counts: counts + [tally.sessions - counts.reduce(0, +)])
    case .satisfaction:
      let counts = (1...5).map { tally.satisfaction[$0] ?? 0 }
      return CountTable(columns: Self.satisfactionBands, counts: counts + [tally.sessions - counts.reduce(0, +)])
    case .petitions:
      let counts = PetitionTopic.allCases.map { tally.petitions[$0] ?? 0 }
      return CountTable(columns: Self.petitionBands, counts: counts + [tally.sessions - counts.reduce(0, +)])
    case .indicator(let indicator):
      let all = Set(definition.rules.filter { $0.indicator == indicator }.map(\.checklist))
        .reduce(0) { $0 + (tally.checklists[$1]?.sessions ?? 0) }
      let counted = tally.indicators[indicator] ?? 0
      return CountTable(columns: BandTree("all", flat: ["yes", "no"]), counts: [counted, all - counted])
    case .problem(let problem):
      let counts = tally.problems[problem] ?? ProblemCounts()
      return CountTable(
        columns: BandTree("all", flat: ["helped", "not-helped", "unsaid"]),
        counts: [counts.helped, counts.didNotHelp, counts.met - counts.helped - counts.didNotHelp])
    case .quickHelp:
      return CountTable(
        columns: BandTree("all", flat: ["helped", "not-helped"]),
        counts: [tally.quickHelped, tally.quickHelp - tally.quickHelped])
    case .cancelled: return CountTable(columns: BandTree(.one("all")), counts: [tally.cancelled])
    }
  }

  /// What of ``services`` has to be shown for this table to be shown: its total is that of a row, and what counts for an
  /// indicator cannot be more than the outcomes that it asks for.
  func needs(by definition: ReportDefinition) -> [(row: String, outcomes: [Outcome])] {
    guard case .indicator(let indicator) = self else { return [] }
    return definition.rules.filter { $0.indicator == indicator }
      .map { (Self.serviceRow($0.checklist), $0.outcomes) }
  }

  // MARK: Bands

  private static func serviceRow(_ checklist: ChecklistID) -> String {
    serviceRows.categories.contains(checklist.rawValue) ? checklist.rawValue : otherRow
  }

  private static func services(_ tally: ReportTally) -> CountTable {
    var rows: [String: ChecklistCounts] = [:]
    for (checklist, counts) in tally.checklists { rows[serviceRow(checklist), default: ChecklistCounts()].add(counts) }
    return CountTable(
      rows: serviceRows, columns: outcomeBands,
      counts: serviceRows.categories.map { row in
        outcomeBands.categories.map { column in
          Outcome(rawValue: column).flatMap { rows[row]?.outcomes[$0] } ?? 0
        }
      })
  }

  /// Checklists that have no row of their own.
  package static let otherRow = "other"

  private static let serviceRows = BandTree(
    .band(
      "all",
      [.band("vneid+taikhoan", [.one("vneid"), .one("taikhoan")])]
        + [.band("dichvucong+other", [.one("dichvucong"), .one(otherRow)])]))

  package static let outcomeBands: BandTree = {
    func one(_ outcome: Outcome) -> BandTree.Shape { .one(outcome.rawValue) }
    return BandTree(
      .band(
        "all",
        [
          one(.completed),
          .band(
            "not-completed",
            [
              one(.appointment),
              .band("referred", [one(.referredPolice), one(.referredBank), one(.referredCounter)]),
              .band("not-done", [one(.notEligible), one(.declined)]),
            ]),
        ]))
  }()

  private static let ageBands: BandTree = {
    func one(_ age: AgeBand) -> BandTree.Shape { .one(age.rawValue) }
    return BandTree(
      .band(
        "all",
        [
          .band("<36", [one(.under18), one(.from18)]),
          .band(">=36+unsaid", [.band(">=36", [one(.from36), one(.from60)]), .one("unsaid")]),
        ]))
  }()

  private static let satisfactionBands = BandTree(
    .band(
      "all",
      [
        .band("1-3", [.one("1"), .one("2"), .one("3")]),
        .band("4-5+unsaid", [.band("4-5", [.one("4"), .one("5")]), .one("unsaid")]),
      ]))

  private static let petitionBands: BandTree = {
    func one(_ topic: PetitionTopic) -> BandTree.Shape { .one(topic.rawValue) }
    return BandTree(
      .band(
        "all",
        [
          .band(
            "some",
            [
              .band("services", [one(.procedures), one(.identity), one(.payment)]),
              .band("conditions", [one(.network), one(.attitude), one(.other)]),
            ]),
          .one("none"),
        ]))
  }()
}

extension ChecklistCounts {
  mutating func add(_ other: ChecklistCounts) {
    sessions += other.sessions
    outcomes.add(other.outcomes)
  }
}
