import Bytes
package import Journal
package import Reports

/// How far a journal reached when a lead signed a period.
package struct PeriodHead: Message, Hashable {
  package var chain: ChainID
  package var size: Int
  /// The hash of the last entry, hex.
  package var hash: String

  package init(_ head: ChainHead) {
    chain = head.chain
    size = head.size
    hash = head.hash.hex
  }

  var isSound: Bool {
    chain.device.isSound && (1...Limits.incarnations).contains(chain.incarnation)
      && (1...Limits.chainEntries).contains(size) && EntryHash(hex: hash) != nil
  }
}

/// A step that a lead did and the hub never will take.
package struct RefusedStep: Hashable, Sendable {
  package var step: PeriodStep
  package var refusal: Refusal.Kind
  /// What holds the period; nil where that is not why.
  package var lock: PeriodLock?

  package init(_ step: PeriodStep, _ refusal: Refusal.Kind, _ lock: PeriodLock? = nil) {
    (self.step, self.refusal, self.lock) = (step, refusal, lock)
  }
}

/// One act on a unit's period. A lead's is signed by the lead's laptop and names the heads of all journals in it; the
/// province's are the hub's word. None is ever taken away: ``PeriodStep/state(of:)`` follows from all of them.
package struct PeriodStep: Message, Hashable {
  /// The commune's code.
  package var unit: String
  /// The period's days, `yyyy-mm-dd..yyyy-mm-dd`.
  package var days: String
  package var act: PeriodAct
  package var voice: PeriodVoice
  /// Why, where the act needs a reason: ``PeriodStep/clean(_:)``.
  package var reason: String?
  /// Sessions that the signed report counts; 0 for other acts.
  package var sessions: Int
  /// Of a signature: by device and incarnation, at most ``mostHeads``.
  package var heads: [PeriodHead]
  /// When it was done, in milliseconds since 1970 by the clock of whoever did it.
  package var time: Int64

  /// Letters of the longest reason.
  package static let longest = 200
  package static let mostHeads = 250
  /// Steps that are told of one unit, the newest.
  package static let mostTold = 200
  /// Steps of one period of a unit.
  package static let mostOfPeriod = 50

  package init(
    unit: String, period: ReportPeriod, act: PeriodAct, voice: PeriodVoice, reason: String? = nil, sessions: Int = 0,
    heads: [PeriodHead] = [], time: Int64
  ) {
    self.unit = unit
    days = Self.days(of: period)
    self.act = act
    self.voice = voice
    self.reason = reason
    self.sessions = sessions
    self.heads = heads
    self.time = time
  }

  /// How steps name a period.
  package static func days(of period: ReportPeriod) -> String { period.from.iso + ".." + period.through.iso }

  /// The period; nil where its days are none.
  package var period: ReportPeriod? { ReportPeriod(words: days, today: .first) }

  /// A typed reason with single blanks; nil where it is empty or too long, or holds a control or a number like a person's.
  package static func clean(_ typed: String) -> String? {
    TypedLine.clean(typed, atLeast: 1, atMost: longest)
  }

  /// Whether it says what a lead's laptop or a hub says.
  package var isSound: Bool {
    let isReasoned = act.needsReason ? reason.flatMap(Self.clean) == reason && reason != nil : reason == nil
    let isSigned =
      act == .sign
      ? (1...Limits.chainEntries).contains(sessions) && (1...Self.mostHeads).contains(heads.count)
        && heads.allSatisfy(\.isSound) && Set(heads.map(\.chain)).count == heads.count
      : sessions == 0 && heads.isEmpty
    return isReasoned && isSigned && (1...20).contains(unit.utf8.count) && period.map(Self.days) == days
      && Limits.times.contains(time)
  }

  /// How far the journals were counted by the last signature of a period that was not opened again by its unit since; nil
  /// where there is none.
  package static func signedHeads(of steps: [PeriodStep]) -> [ReportHead]? {
    guard state(of: steps) != .draft else { return nil }
    return steps.last { $0.act == .sign }?.heads.map { ReportHead($0.chain, sequence: $0.size) }
  }

  /// Where a period of a unit stands after some steps, oldest first; those that could not be done change nothing.
  package static func state(of steps: [PeriodStep]) -> PeriodState {
    steps.reduce(.draft) { state, step in state.after(step.act, by: step.voice).state ?? state }
  }
}
