import Checklists
import Journal

/// Where the figures of a unit's period stand on their way from the unit to the province.
package enum PeriodState: String, CaseIterable, Sendable, Codable {
  /// The unit still works on it, or opened it again.
  case draft
  /// A lead signed it.
  case sent
  /// The province reads it: the figures stand still until it says something.
  case received
  /// The province sent it back with a reason.
  case needsCorrection = "needs-correction"
  case approved
  /// Closed for good: only the province opens it again, and says why.
  case locked
}

/// What is done with a period.
package enum PeriodAct: String, CaseIterable, Sendable, Codable {
  /// A lead signs it, with the heads of all journals in it.
  case sign
  case reopen
  case receive
  case sendBack = "send-back"
  case approve
  case lock

  /// Whether it has to say why.
  package var needsReason: Bool { self == .reopen || self == .sendBack }
}

/// Who says something of a period.
package enum PeriodVoice: String, CaseIterable, Sendable, Codable { case unit, province }

/// Why something cannot be done with a period now; each has its sentence.
package enum PeriodLock: String, Hashable, Sendable, CaseIterable {
  /// It has not ended.
  case stillRuns
  /// No session is in it: an empty report is none.
  case isEmpty
  /// It is nobody's turn but the other's.
  case othersAct
  case needsReason
  /// The unit has signed it already.
  case isSent
  /// It is open already.
  case isOpen
  /// The province reads it.
  case isRead
  case isApproved
  case isLocked
  /// The unit has not signed it.
  case notSent
  /// The province has not taken it yet.
  case notReceived
  case notApproved
}

/// What comes of an act on a period.
package enum PeriodMove: Hashable, Sendable {
  case to(PeriodState)
  case held(PeriodLock)

  /// Nil where the act cannot be done.
  package var state: PeriodState? { if case .to(let state) = self { state } else { nil } }
  /// Why it cannot be done; nil where it can.
  package var lock: PeriodLock? { if case .held(let lock) = self { lock } else { nil } }
}

extension PeriodState {
  /// What an act makes of it, or why it cannot be done.
  package func after(_ act: PeriodAct, by voice: PeriodVoice) -> PeriodMove {
    switch (act, voice) {
    case (.sign, .unit):
      switch self {
      case .draft, .needsCorrection: .to(.sent)
      case .sent: .held(.isSent)
      case .received, .approved, .locked: .held(lock)
      }
    case (.reopen, .unit):
      switch self {
      case .sent: .to(.draft)
      case .draft, .needsCorrection: .held(.isOpen)
      case .received, .approved, .locked: .held(lock)
      }
    case (.receive, .province):
      switch self {
      case .sent: .to(.received)
      case .draft, .needsCorrection: .held(.notSent)
      case .received, .approved, .locked: .held(lock)
      }
    case (.sendBack, .province), (.approve, .province):
      switch self {
      case .received: .to(act == .approve ? .approved : .needsCorrection)
      case .sent: .held(.notReceived)
      case .draft, .needsCorrection: .held(.notSent)
      case .approved, .locked: .held(lock)
      }
    case (.lock, .province):
      switch self {
      case .approved: .to(.locked)
      case .sent, .received: .held(.notApproved)
      case .draft, .needsCorrection: .held(.notSent)
      case .locked: .held(lock)
      }
    case (.reopen, .province):
      switch self {
      case .approved, .locked: .to(.needsCorrection)
      case .draft, .needsCorrection: .held(.isOpen)
      case .sent: .held(.notReceived)
      case .received: .held(.isRead)
      }
    case (.sign, .province), (.receive, .unit), (.sendBack, .unit), (.approve, .unit), (.lock, .unit):
      .held(.othersAct)
    }
  }

  /// What holds a period that the province has taken.
  private var lock: PeriodLock {
    switch self {
    case .draft, .needsCorrection: .isOpen
    case .sent: .isSent
    case .received: .isRead
    case .approved: .isApproved
    case .locked: .isLocked
    }
  }

  /// What can be done with it by somebody.
  package func acts(of voice: PeriodVoice) -> [PeriodAct] {
    PeriodAct.allCases.filter { after($0, by: voice).state != nil }
  }
}

/// How many units' reports of a period are expected, are here, and came in time. The three are told side by side, for a
/// share of them says less.
package struct PeriodCounts: Hashable, Sendable {
  package var expected = 0
  package var received = 0
  package var onTime = 0

  package init() {}

  /// Days after a period's end within which a report is in time.
  package static let daysToSend = 5

  /// Counts one unit that is to report.
  ///
  /// - Parameters:
  ///   - signed: When its signatures came, in milliseconds since 1970 by the hub's clock.
  ///   - offsetMinutes: What local time is ahead of UTC.
  package mutating func count(
    _ state: PeriodState, signed: [Int64], of period: ReportPeriod, offsetMinutes: Int
  ) {
    expected += 1
    // What a unit opened again, or never signed, is not here.
    guard state != .draft, let first = signed.min() else { return }
    received += 1
    if first < period.end(offsetMinutes: offsetMinutes) + Int64(Self.daysToSend) * 86_400_000 { onTime += 1 }
  }
}
