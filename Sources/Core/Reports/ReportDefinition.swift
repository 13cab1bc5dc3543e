package import Checklists
package import Journal

/// Something that a report counts besides sessions and outcomes: what the citizen got.
package enum ReportIndicator: String, CaseIterable, Sendable, Codable {
  /// An e-ID account of level 1 was applied for.
  case levelOne = "level-one"
  /// An approved e-ID account was activated.
  case activated
  /// A forgotten password or passcode was set anew.
  case recovered
  /// The e-ID moved to another phone.
  case newPhone = "new-phone"
  /// A payment account was opened.
  case account
  /// A wallet was opened and linked.
  case wallet
  /// The account was told to social security.
  case socialSecurity = "social-security"
  /// An application was sent online.
  case dossier
  /// Its fee was paid online, or there was none to pay.
  case fee
}

/// When a session counts for an indicator: all that is said holds.
package struct IndicatorRule: Hashable, Sendable, Codable {
  package var indicator: ReportIndicator
  package var checklist: ChecklistID
  /// At least one of these steps was done.
  package var steps: [StepID]
  /// How the session ended, as corrected; empty: in any way.
  package var outcomes: [Outcome]

  package init(_ indicator: ReportIndicator, _ checklist: ChecklistID, steps: [StepID], outcomes: [Outcome] = []) {
    self.indicator = indicator
    self.checklist = checklist
    self.steps = steps
    self.outcomes = outcomes
  }
}

/// What the lines of a report mean, as data with a version, so that two offices count the same. The version is printed on
/// the report, and a change of any rule is a new version.
package struct ReportDefinition: Hashable, Sendable, Codable {
  package var id: String
  package var version: Int
  package var rules: [IndicatorRule]
  /// How many of the most frequent problems are listed.
  package var topProblems: Int
  /// How many written difficulties and petitions are listed, newest first.
  package var mostTexts: Int

  package init(id: String, version: Int, rules: [IndicatorRule], topProblems: Int, mostTexts: Int) {
    self.id = id
    self.version = version
    self.rules = rules
    self.topProblems = topProblems
    self.mostTexts = mostTexts
  }

  /// The definition that this program counts by.
  package static let current = ReportDefinition(
    id: "tiepsuc", version: 1,
    rules: [
      IndicatorRule(.levelOne, "vneid", steps: ["confirm", "child-register"]),
      IndicatorRule(.activated, "vneid", steps: ["activate"], outcomes: [.completed]),
      IndicatorRule(.recovered, "vneid", steps: ["forgot-passcode", "forgot-password"], outcomes: [.completed]),
      IndicatorRule(.newPhone, "vneid", steps: ["new-phone"], outcomes: [.completed]),
      IndicatorRule(.account, "taikhoan", steps: ["verify"], outcomes: [.completed]),
      IndicatorRule(.wallet, "taikhoan", steps: ["wallet-verify"], outcomes: [.completed]),
      IndicatorRule(.socialSecurity, "taikhoan", steps: ["social-security"]),
      IndicatorRule(.dossier, "dichvucong", steps: ["send"]),
      IndicatorRule(.fee, "dichvucong", steps: ["fee"], outcomes: [.completed]),
    ], topProblems: 5, mostTexts: 20)

  /// Which rules a session meets but for its outcome, a bit for each rule; rules beyond the 64th are not held.
  package func candidates(_ facts: SessionFacts) -> UInt64 {
    var found: UInt64 = 0
    for (index, rule) in rules.prefix(64).enumerated() where rule.checklist == facts.checklist {
      if facts.steps.contains(where: { $0.state == .done && rule.steps.contains($0.step) }) { found |= 1 << index }
    }
    return found
  }

  /// Those of the candidates that count with an outcome; each indicator once.
  func indicators(_ candidates: UInt64, _ outcome: Outcome) -> Set<ReportIndicator> {
    guard candidates != 0 else { return [] }
    var found: Set<ReportIndicator> = []
    for (index, rule) in rules.prefix(64).enumerated() where candidates & 1 << index != 0 {
      if rule.outcomes.isEmpty || rule.outcomes.contains(outcome) { found.insert(rule.indicator) }
    }
    return found
  }
}
