import Bytes
import Checklists
import Journal
import Reports

/// The sums of sessions as numbers behind numbers: quick to add up and to keep.
struct KeptTally {
  /// What a number counts; a place here stands in files.
  private enum Line: Int64, CaseIterable {
    case sessions, onlyCounted, outcome, checklist, checklistOutcome, service, indicator, age, satisfaction, petition
    case problem, helped, didNotHelp, otherProblems, seconds, quickHelp, quickHelped, cancelled
  }

  /// By line, the number of a name, and a value: ``key(_:_:_:)``.
  private var counts: [Int64: Int] = [:]

  private static func key(_ line: Line, _ name: Int64 = 0, _ value: Int = 0) -> Int64 {
    name << 16 | line.rawValue << 8 | Int64(value)
  }

  var sessions: Int { counts[Self.key(.sessions)] ?? 0 }
  var completed: Int { counts[Self.completed] ?? 0 }

  private static let completed = key(.outcome, 0, Outcome.allCases.firstIndex(of: .completed) ?? 0)

  /// Adds a tally so many times.
  ///
  /// - Parameter name: The number of a name, from 1.
  mutating func add(_ tally: ReportTally, times: Int, name: (String) throws -> Int64) rethrows {
    func add(_ line: Line, _ name: Int64, _ value: Int, _ counted: Int) {
      if counted != 0 { counts[Self.key(line, name, value), default: 0] += counted * times }
    }
    func place<Value: CaseIterable & Equatable>(_ value: Value) -> Int {
      Array(Value.allCases).firstIndex(of: value) ?? 0
    }
    add(.sessions, 0, 0, tally.sessions)
    add(.onlyCounted, 0, 0, tally.onlyCounted)
    for (outcome, counted) in tally.outcomes { add(.outcome, 0, place(outcome), counted) }
    for (checklist, counted) in tally.checklists {
      let id = try name(checklist.rawValue)
      add(.checklist, id, 0, counted.sessions)
      for (outcome, counted) in counted.outcomes { add(.checklistOutcome, id, place(outcome), counted) }
    }
    for (service, counted) in tally.services { add(.service, try name(service.rawValue), 0, counted) }
    for (indicator, counted) in tally.indicators { add(.indicator, 0, place(indicator), counted) }
    for (age, counted) in tally.ages { add(.age, 0, place(age), counted) }
    for (value, counted) in tally.satisfaction { add(.satisfaction, 0, value, counted) }
    for (topic, counted) in tally.petitions { add(.petition, 0, place(topic), counted) }
    for (problem, counted) in tally.problems {
      let id = try name(problem.rawValue)
      add(.problem, id, 0, counted.met)
      add(.helped, id, 0, counted.helped)
      add(.didNotHelp, id, 0, counted.didNotHelp)
    }
    add(.otherProblems, 0, 0, tally.otherProblems)
    add(.seconds, 0, 0, tally.seconds)
    add(.quickHelp, 0, 0, tally.quickHelp)
    add(.quickHelped, 0, 0, tally.quickHelped)
    add(.cancelled, 0, 0, tally.cancelled)
  }

  /// Adds what ``bytes`` made; false where it is something else, of which a part may be added.
  mutating func add(_ bytes: [UInt8]) -> Bool {
    var reader = ByteReader(bytes[...])
    var key = 0
    while !reader.isAtEnd {
      guard let distance = reader.number(atMost: 1 << 56), let counted = reader.number(atMost: 1 << 56) else {
        return false
      }
      key &+= distance
      counts[Int64(key), default: 0] += counted
    }
    return true
  }

  /// Keys in order, each by its distance to the one before, with its count.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    var last: Int64 = 0
    for (key, counted) in counts.sorted(by: { $0.key < $1.key }) where counted != 0 {
      writer.number(Int(key - last))
      writer.number(counted)
      last = key
    }
    return writer.bytes
  }

  /// The sums as reports have them.
  func tally(name: (Int64) -> String) -> ReportTally {
    var tally = ReportTally()
    func value<Value: CaseIterable>(_ place: Int, _ type: Value.Type = Value.self) -> Value? {
      Array(Value.allCases).indices.contains(place) ? Array(Value.allCases)[place] : nil
    }
    for (key, counted) in counts where counted != 0 {
      let (id, place) = (key >> 16, Int(key & 0xff))
      switch Line(rawValue: key >> 8 & 0xff) {
      case .sessions: tally.sessions = counted
      case .onlyCounted: tally.onlyCounted = counted
      case .outcome: if let outcome = value(place, Outcome.self) { tally.outcomes[outcome] = counted }
      case .checklist:
        tally.checklists[ChecklistID(rawValue: name(id)), default: ChecklistCounts()].sessions = counted
      case .checklistOutcome:
        guard let outcome = value(place, Outcome.self) else { continue }
        tally.checklists[ChecklistID(rawValue: name(id)), default: ChecklistCounts()].outcomes[outcome] = counted
      case .service: tally.services[ServiceID(rawValue: name(id))] = counted
      case .indicator: if let indicator = value(place, ReportIndicator.self) { tally.indicators[indicator] = counted }
      case .age: if let age = value(place, AgeBand.self) { tally.ages[age] = counted }
      case .satisfaction: tally.satisfaction[place] = counted
      case .petition: if let topic = value(place, PetitionTopic.self) { tally.petitions[topic] = counted }
      case .problem: tally.problems[ProblemID(rawValue: name(id)), default: ProblemCounts()].met = counted
      case .helped: tally.problems[ProblemID(rawValue: name(id)), default: ProblemCounts()].helped = counted
      case .didNotHelp: tally.problems[ProblemID(rawValue: name(id)), default: ProblemCounts()].didNotHelp = counted
      case .otherProblems: tally.otherProblems = counted
      case .seconds: tally.seconds = counted
      case .quickHelp: tally.quickHelp = counted
      case .quickHelped: tally.quickHelped = counted
      case .cancelled: tally.cancelled = counted
      case nil: continue
      }
    }
    return tally
  }
}
