package import Checklists
package import Journal

/// How much a volunteer had done before a session.
package enum Experience: Int, Hashable, Sendable, CaseIterable, Codable {
  /// Fewer than 10 sessions before, or nobody named.
  case new
  /// 10 to 49.
  case used
  /// 50 and more.
  case skilled

  /// That of somebody with so many sessions before.
  package init(sessionsBefore: Int) { self = sessionsBefore < 10 ? .new : sessionsBefore < 50 ? .used : .skilled }
}

/// Which sessions stand together in one tally.
package struct FigureKey: Hashable, Sendable {
  package var checklist: ChecklistID
  package var version: Int
  /// The commune's code; empty where none was chosen.
  package var unit: String
  /// Year and month of the session's end: `year * 12 + month - 1`.
  package var month: Int
  package var experience: Experience

  package init(checklist: ChecklistID, version: Int, unit: String, month: Int, experience: Experience) {
    self.checklist = checklist
    self.version = version
    self.unit = unit
    self.month = month
    self.experience = experience
  }
}

extension Day {
  /// `year * 12 + month - 1`.
  package var monthNumber: Int { parts.year * 12 + parts.month - 1 }
}

/// Which sessions a trainer asks about; nil asks nothing.
package struct FigureFilter: Hashable, Sendable, Codable {
  package var version: Int?
  package var unit: String?
  /// Months, both ends included (``Day/monthNumber``).
  package var from: Int?
  package var through: Int?
  package var experience: Experience?

  package init(
    version: Int? = nil, unit: String? = nil, from: Int? = nil, through: Int? = nil, experience: Experience? = nil
  ) {
    self.version = version
    self.unit = unit
    self.from = from
    self.through = through
    self.experience = experience
  }

  /// Whether a tally's sessions are meant.
  package func takes(_ key: FigureKey) -> Bool {
    (version ?? key.version) == key.version && (unit ?? key.unit) == key.unit && (from ?? key.month) <= key.month
      && (through ?? key.month) >= key.month && (experience ?? key.experience) == key.experience
  }
}

/// Tallies of many sessions, that any filter can be asked of without reading an entry again.
package struct Figures: Hashable, Sendable {
  package private(set) var tallies: [FigureKey: Tally]
  /// Sessions of each volunteer so far, by device and code.
  package private(set) var sessionsOf: [String: Int]

  /// Fewer sessions than this are never shown: "<5".
  package static let fewest = 5

  package init() {
    tallies = [:]
    sessionsOf = [:]
  }

  /// Figures that were kept.
  package init(tallies: [FigureKey: Tally], sessionsOf: [String: Int]) {
    self.tallies = tallies
    self.sessionsOf = sessionsOf
  }

  /// Adds one session of a device, in the order of its chain. Returns the tally it went into.
  @discardableResult
  package mutating func add(_ facts: SessionFacts, of device: DeviceID) -> FigureKey {
    var before = 0
    if let volunteer = facts.volunteer {
      let name = "\(device.rawValue) \(volunteer.rawValue)"
      before = sessionsOf[name] ?? 0
      sessionsOf[name] = before + 1
    }
    let key = FigureKey(
      checklist: facts.checklist, version: facts.version, unit: facts.unit ?? "", month: facts.ended.day.monthNumber,
      experience: Experience(sessionsBefore: before))
    tallies[key, default: Tally()].add(facts)
    return key
  }

  /// Counts a session that went into a tally under another outcome (``Tally/correct(from:to:firstOpen:)``).
  package mutating func correct(_ key: FigureKey, from old: Outcome, to new: Outcome, firstOpen: StepID?) {
    tallies[key, default: Tally()].correct(from: old, to: new, firstOpen: firstOpen)
  }

  /// All sessions that a filter takes, together.
  package func tally(of checklist: ChecklistID, _ filter: FigureFilter = FigureFilter()) -> Tally {
    var sum = Tally()
    for (key, tally) in tallies where key.checklist == checklist && filter.takes(key) { sum.add(tally) }
    return sum
  }

  /// The versions of a checklist that were run, newest first.
  package func versions(of checklist: ChecklistID) -> [Int] {
    Set(tallies.keys.filter { $0.checklist == checklist }.map(\.version)).sorted(by: >)
  }

  /// The checklists that were run.
  package var checklists: Set<ChecklistID> { Set(tallies.keys.map(\.checklist)) }
  /// The communes that occur, in order.
  package var units: [String] { Set(tallies.keys.map(\.unit)).sorted() }
}

/// A figure that may be shown, or word that it is about too few.
package enum Figure<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Fewer than ``Figures/fewest`` sessions.
  case few
  case value(Value)

  /// The value, if it may be shown.
  package var shown: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  init(of sessions: Int, _ value: @autoclosure () -> Value) {
    self = sessions < Figures.fewest ? .few : .value(value())
  }
}
