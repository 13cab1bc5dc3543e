package import Checklists
package import Journal
import Platform
package import Reports

/// A province that does not exist: communes, desks and a year of sessions from a seed, with what each session is in the
/// end, and which were cancelled, so that a report can be held against a plain count of them.
package struct MadeUpProvince {
  /// One desk and the incarnation of its log.
  package struct Desk: Hashable, Sendable {
    package var device: DeviceID
    package var unit: String
    /// Sessions it has.
    var sessions: Int
    var seed: UInt64
  }

  /// One session as it is after its corrections.
  package struct Made: Hashable, Sendable {
    package var day: Day
    package var unit: String
    package var desk: DeviceID
    package var volunteer: String?
    package var checklist: String
    package var service: String?
    package var first: Outcome
    package var outcome: Outcome
    package var age: AgeBand?
    package var satisfaction: Int?
    package var topic: PetitionTopic?
    package var problems: [String?]
    package var helped: [Bool?]
    /// What the citizen got, where it depends on no outcome, and where it does.
    var always: ReportIndicator?
    var whenCompleted: ReportIndicator?
    package var began: Int64
    package var ended: Int64
    package var isCorrected = false
    package var isOnlyCounted = false

    package var indicator: ReportIndicator? { always ?? (outcome == .completed ? whenCompleted : nil) }
  }

  /// What a desk did in the end.
  package struct Year: Sendable {
    package var sessions: [Made] = []
    /// The day of each session that was begun by mistake.
    package var cancelled: [Day] = []
  }

  package let desks: [Desk]
  private let from: Day
  private let through: Day

  /// - Parameters:
  ///   - units: How many communes; codes from 99001.
  ///   - desks: How many desks, spread over them.
  ///   - sessions: How many sessions in all; entries are a little more, for some are corrected.
  package init(seed: UInt64, units: Int = 124, desks: Int = 300, sessions: Int, from: Day, through: Day) {
    var dice = SplitMix64(seed: seed)
    self.from = from
    self.through = through
    // Some desks are busy, some hardly ever used.
    let weights = (0..<desks).map { _ in 1 + dice.below(10) * dice.below(10) }
    let total = weights.reduce(0, +)
    var (passed, given) = (0, 0)
    self.desks = weights.enumerated().map { index, weight in
      passed += weight
      let end = sessions * passed / total
      defer { given = end }
      return Desk(
        device: DeviceID(rawValue: EntryHash(of: Array("desk \(seed) \(index)".utf8)).hex.prefix(32).description),
        unit: "\(99_001 + index % units)", sessions: end - given, seed: dice.next())
    }
  }

  /// Tells the entries of a desk in the order of its chain, and returns what they come to in the end.
  package func entries(of desk: Desk, _ each: (StoredEntry) throws -> Void) rethrows -> Year {
    var walk = Walk(desk, from: from, through: through)
    for _ in 0..<desk.sessions {
      try each(walk.session())
      if let correction = walk.correction() { try each(correction) }
      if let cancelled = walk.cancelled() { try each(cancelled) }
    }
    return Year(sessions: walk.made, cancelled: walk.mistakes)
  }
}

/// One desk's year.
private struct Walk {
  var made: [MadeUpProvince.Made] = []
  var mistakes: [Day] = []
  private var dice: SplitMix64
  private let desk: MadeUpProvince.Desk
  private let from: Day
  private let dayCount: Int
  private var id: EntryID
  private var index = 0
  /// Sessions that can be corrected: their entries and their places in `made`.
  private var recent: [(id: EntryID, place: Int)] = []

  init(_ desk: MadeUpProvince.Desk, from: Day, through: Day) {
    self.desk = desk
    self.from = from
    dayCount = through.daysSince1970 - from.daysSince1970 + 1
    dice = SplitMix64(seed: desk.seed)
    id = EntryID(device: desk.device, incarnation: 1, sequence: 0)
  }

  /// The steps of a checklist that an indicator hangs on: whether it needs a completed session.
  private static let aims: [(checklist: String, step: String, indicator: ReportIndicator, needsCompleted: Bool)] = [
    ("vneid", "confirm", .levelOne, false), ("vneid", "activate", .activated, true),
    ("vneid", "forgot-passcode", .recovered, true), ("vneid", "new-phone", .newPhone, true),
    ("taikhoan", "verify", .account, true), ("taikhoan", "wallet-verify", .wallet, true),
    ("dichvucong", "send", .dossier, false), ("khac", "x", .dossier, false),
  ]

  mutating func session() -> StoredEntry {
    let day = Day(daysSince1970: from.daysSince1970 + index * dayCount / max(1, desk.sessions))
    index += 1
    // Once in forty the day's work goes on over midnight; a few are written down a day late.
    let minute = dice.below(40) == 0 ? 1_439 : 450 + dice.below(560)
    let late = dice.below(60) == 0 && day > from ? 1 : 0
    let local = Int64(day.daysSince1970 - late) * 86_400_000 + Int64(minute) * 60_000
    let began = moment(local)
    let ended = moment(local + 60_000 + Int64(dice.below(1_800_000)))
    let aim = Self.aims[dice.below(Self.aims.count)]
    let outcome = dice.below(3) > 0 ? Outcome.completed : Outcome.allCases[dice.below(Outcome.allCases.count)]
    next()
    if dice.below(12) == 0 { return count(began.day, aim.checklist, outcome) }
    let isDone = dice.below(4) > 0
    let counts = isDone && aim.checklist != "khac"
    var one = MadeUpProvince.Made(
      day: began.day, unit: desk.unit, desk: desk.device,
      volunteer: dice.below(20) > 0 ? "TN0\(1 + dice.below(4))" : nil,
      checklist: aim.checklist, service: aim.checklist == "dichvucong" ? "khai-sinh" : nil, first: outcome,
      outcome: outcome, age: dice.below(4) > 0 ? AgeBand.allCases[dice.below(4)] : nil,
      satisfaction: dice.below(3) > 0 ? 1 + dice.below(5) : nil,
      topic: dice.below(15) == 0 ? PetitionTopic.allCases[dice.below(6)] : nil, problems: [], helped: [],
      always: counts && !aim.needsCompleted ? aim.indicator : nil,
      whenCompleted: counts && aim.needsCompleted ? aim.indicator : nil, began: began.wallMilliseconds,
      ended: ended.wallMilliseconds)
    for _ in 0..<(dice.below(4) == 0 ? 1 + dice.below(2) : 0) {
      one.problems.append(dice.below(5) == 0 ? nil : "E-V0\(1 + dice.below(7))")
      one.helped.append([nil, true, false][dice.below(3)])
    }
    made.append(one)
    recent.append((id, made.count - 1))
    if recent.count > 50 { recent.removeFirst() }
    return stored(.session(facts(one, began, ended, step: aim.step, isDone: isDone)))
  }

  private func facts(
    _ one: MadeUpProvince.Made, _ began: Moment, _ ended: Moment, step: String, isDone: Bool
  ) -> SessionFacts {
    SessionFacts(
      began: began, ended: ended, unit: one.unit, volunteer: one.volunteer.map { VolunteerCode(rawValue: $0) },
      checklist: ChecklistID(rawValue: one.checklist), version: 1, checklistHash: "", consentVersion: 1, answers: [],
      steps: [
        StepFact(step: "introduction", state: .done, milliseconds: 20_000),
        StepFact(step: StepID(rawValue: step), state: isDone ? .done : .open, milliseconds: 60_000),
      ],
      problems: zip(one.problems, one.helped).map { problem, helped in
        ProblemFact(
          step: "introduction", problem: problem.map { ProblemID(rawValue: $0) },
          words: problem == nil ? "mạng chập chờn" : nil, helped: helped)
      },
      service: one.service.map { ServiceID(rawValue: $0) }, outcome: one.outcome, ageBand: one.age,
      satisfaction: one.satisfaction, petition: one.topic.map { Petition(topic: $0, text: "xin thêm ghế ngồi chờ") })
  }

  private mutating func count(_ day: Day, _ checklist: String, _ outcome: Outcome) -> StoredEntry {
    made.append(
      MadeUpProvince.Made(
        day: day, unit: desk.unit, desk: desk.device, volunteer: nil, checklist: checklist, service: nil,
        first: outcome,
        outcome: outcome, age: nil, satisfaction: nil, topic: nil, problems: [], helped: [], always: nil,
        whenCompleted: nil, began: 0, ended: 0, isOnlyCounted: true))
    recent.append((id, made.count - 1))
    return stored(
      .count(
        CountFacts(
          day: day, unit: desk.unit, checklist: ChecklistID(rawValue: checklist), version: 1, outcome: outcome)))
  }

  /// Now and then a correction of one of the last sessions; some are corrected twice, some after the log began anew.
  mutating func correction() -> StoredEntry? {
    guard !recent.isEmpty, dice.below(25) == 0 else { return nil }
    let target = recent[dice.below(recent.count)]
    if dice.below(30) == 0 { id = EntryID(device: id.device, incarnation: id.incarnation + 1, sequence: 0) }
    next()
    var change = Amendment(note: "ghi nhầm")
    if dice.below(5) > 0 { change.outcome = Outcome.allCases[dice.below(Outcome.allCases.count)] }
    if dice.below(4) == 0 { change.satisfaction = 1 + dice.below(5) }
    if dice.below(4) == 0 { change.ageBand = AgeBand.allCases[dice.below(4)] }
    if let outcome = change.outcome { made[target.place].outcome = outcome }
    if let value = change.satisfaction { made[target.place].satisfaction = value }
    if let age = change.ageBand { made[target.place].age = age }
    made[target.place].isCorrected = true
    let day = Int64(made[target.place].day.daysSince1970 + 1 + dice.below(40)) * 86_400_000
    return stored(.amendment(of: target.id, change, by: VolunteerCode(rawValue: "TN01"), at: moment(day)))
  }

  /// Now and then a session that was begun by mistake, on the day of the last one.
  mutating func cancelled() -> StoredEntry? {
    guard let last = made.last, dice.below(30) == 0 else { return nil }
    next()
    mistakes.append(last.day)
    return stored(.cancelled(CancelledFacts(day: last.day, unit: desk.unit)))
  }

  private mutating func next() {
    id = EntryID(device: id.device, incarnation: id.incarnation, sequence: id.sequence + 1)
  }

  private func stored(_ body: EntryBody) -> StoredEntry { StoredEntry(id: id, previous: .zero, body: body) }

  /// A moment by the local clock of Việt Nam.
  private func moment(_ local: Int64) -> Moment {
    Moment(
      wallMilliseconds: local - 420 * 60_000, offsetMinutes: 420, boot: "made-up", monotonicMilliseconds: local)
  }
}
