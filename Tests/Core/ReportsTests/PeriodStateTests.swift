import Journal
import Reports
import Testing

/// What may be done with a period in each state, and what holds it.
@Suite struct PeriodStateTests {
  private typealias Line = (act: PeriodAct, voice: PeriodVoice, outcome: [String])

  /// For each act, what it makes of draft, sent, received, needs-correction, approved and locked: a state, or the lock.
  private static let table: [Line] = [
    (.sign, .unit, ["sent", "!isSent", "!isRead", "sent", "!isApproved", "!isLocked"]),
    (.reopen, .unit, ["!isOpen", "draft", "!isRead", "!isOpen", "!isApproved", "!isLocked"]),
    (.receive, .province, ["!notSent", "received", "!isRead", "!notSent", "!isApproved", "!isLocked"]),
    (.sendBack, .province, ["!notSent", "!notReceived", "needs-correction", "!notSent", "!isApproved", "!isLocked"]),
    (.approve, .province, ["!notSent", "!notReceived", "approved", "!notSent", "!isApproved", "!isLocked"]),
    (.lock, .province, ["!notSent", "!notApproved", "!notApproved", "!notSent", "locked", "!isLocked"]),
    (.reopen, .province, ["!isOpen", "!notReceived", "!isRead", "!isOpen", "needs-correction", "needs-correction"]),
  ]

  private func outcome(_ state: PeriodState, _ act: PeriodAct, _ voice: PeriodVoice) -> String {
    switch state.after(act, by: voice) {
    case .to(let state): state.rawValue
    case .held(let lock): "!\(lock)"
    }
  }

  @Test func `every act in every state leads on, or to its own lock`() {
    for line in Self.table {
      #expect(PeriodState.allCases.map { outcome($0, line.act, line.voice) } == line.outcome, "\(line.act)")
    }
    for act in PeriodAct.allCases {
      for voice in PeriodVoice.allCases where !Self.table.contains(where: { $0.act == act && $0.voice == voice }) {
        for state in PeriodState.allCases { #expect(outcome(state, act, voice) == "!othersAct") }
      }
    }
  }

  @Test func `what is offered is just what can be done, and a locked period is opened by the province alone`() {
    #expect(PeriodState.draft.acts(of: .unit) == [.sign] && PeriodState.draft.acts(of: .province).isEmpty)
    #expect(PeriodState.sent.acts(of: .unit) == [.reopen] && PeriodState.sent.acts(of: .province) == [.receive])
    #expect(PeriodState.received.acts(of: .unit).isEmpty)
    #expect(PeriodState.received.acts(of: .province) == [.sendBack, .approve])
    #expect(PeriodState.approved.acts(of: .province) == [.reopen, .lock])
    #expect(PeriodState.locked.acts(of: .unit).isEmpty && PeriodState.locked.acts(of: .province) == [.reopen])
  }

  @Test func `expected, received and on time are three numbers, and what was opened again is not here`() {
    let month = ReportPeriod(.month, holding: Day(daysSince1970: 20_000))
    let end = month.end(offsetMinutes: 420)
    let last = end + Int64(PeriodCounts.daysToSend) * 86_400_000
    var counts = PeriodCounts()
    let units: [(PeriodState, [Int64])] = [
      (.draft, []), (.draft, [end]), (.sent, [end]), (.locked, [last - 1]), (.received, [last]),
      // Sent in time, sent back, and signed anew later.
      (.approved, [end, last + 9]),
    ]
    for (state, signed) in units { counts.count(state, signed: signed, of: month, offsetMinutes: 420) }
    #expect(counts.expected == 6 && counts.received == 4 && counts.onTime == 3)
  }
}
