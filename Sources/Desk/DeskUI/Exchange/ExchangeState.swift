import Checklists
package import DeskPorts
package import Journal
import Phrases
package import Protocol

/// What the desk knows of its exchange, whatever screen is in view.
package struct ExchangeState: Equatable, Sendable {
  /// Nil until it was read for the first time.
  package var overview: ExchangeOverview?
  /// Why it could not be read; nil where it was.
  package var unreadable: ExchangeTrouble?
  /// Why orders of the hub could not be written into the journal; nil where they could.
  package var unapplied: JournalProblem?
  /// What runs now.
  package var run: Run?
  /// What follows it, in order.
  package var queue: [SyncJob] = []
  /// How the jobs of the last start ended, oldest first; at most ``mostResults``.
  package var results: [Result] = []
  /// What must be read about the last start.
  package var attentions: [Attention] = []
  package var sticks: [Stick] = []
  /// For a lead: follow-ups of the unit that are due, opened for the screen that shows them; nil while none does.
  package var followUps: [OpenedContact]?
  /// For a lead: what the copies of the unit's journals hold, by their desk.
  package var copied: [DeviceID: EntryKinds] = [:]
  /// What was typed to enrol, until that succeeded.
  package var enrolling = Enrolling()
  /// The setting; nil where nobody chose.
  package var automatic: Bool?
  /// The unit of the enrolment that the table of units was read for.
  package var missingUnit: String?
  /// Whether the overview was asked for, so that it is asked for once.
  package var isAsked = false
  /// When the last one was started, and when a network was last looked for; by monotonic time.
  package var started: Moment?
  package var looked: Moment?
  /// The waiting orders were tried since the last exchange.
  package var hasTriedOrders = false
  /// The last start was followed by another round already.
  package var isSecondRound = false
  /// The old name was given up since it was found to be used twice.
  package var hasRenewed = false

  static let mostResults = 20
  static let mostFollowUps = 1_000
  /// Without a line for so long a run is ended, in milliseconds.
  static let longestSilence: Int64 = 300_000
  /// Between two exchanges that start by themselves, in milliseconds.
  static let automaticPause: Int64 = 900_000
  /// Between two looks for a network, in milliseconds.
  static let lookPause: Int64 = 10_000

  /// One process, as far as it has told.
  package struct Run: Equatable, Sendable {
    package var way: ExchangeRecord.Way
    package var stage: SyncStage?
    package var next: SyncStage?
    package var entries = 0
    package var ofEntries = 0
    package var bytes = 0
    package var bytesPerSecond: Int?
    /// It was asked to end.
    package var isStopping = false
    /// It was ended for saying nothing.
    package var wasSilent = false
    /// It opens contacts, and moves no entry.
    package var isOfContacts = false
    /// The last line of a success or failure.
    package var last: SyncLine?
    /// When it last said something.
    package var heard: Moment

    /// With new numbers; they come from outside, so nothing is negative, and nothing beyond its whole.
    func advanced(by line: SyncLine) -> Run {
      var run = self
      run.ofEntries = max(0, line.ofEntries ?? ofEntries)
      run.entries = min(max(0, line.entries ?? entries), run.ofEntries)
      run.bytes = max(0, line.bytes ?? bytes)
      run.bytesPerSecond = line.bytesPerSecond.map { max(0, $0) }
      return run
    }
  }

  /// What was typed to enrol.
  package struct Enrolling: Equatable, Sendable {
    package var address = ""
    package var code = ""
    package var name = ""
  }

  package struct Attention: Equatable, Sendable {
    package var attention: SyncAttention
    package var count: Int?
  }

  /// How one job ended.
  package struct Result: Equatable, Sendable {
    package var way: ExchangeRecord.Way
    package var entries: Int
    /// The same by their kinds, where this laptop knows them.
    package var kinds: EntryKinds?
    package var bytes: Int
    /// Nil where it succeeded.
    package var trouble: ExchangeTrouble?
  }

  /// Whether exchanges start by themselves: as chosen; else as soon as this desk has a hub to reach.
  package var isAutomatic: Bool { automatic ?? (overview?.summary.hub != nil) }
  package var isEnrolled: Bool { overview.map { $0.summary.unit != nil } ?? false }
  package var isLead: Bool { overview?.summary.role == .lead }
}

extension ExchangeState {
  /// Forgets what belongs to one journal, when another one comes in front.
  mutating func changeJournal() {
    (overview, unreadable, unapplied) = (nil, nil, nil)
    (isAsked, hasTriedOrders) = (false, false)
  }

  /// The journal holds one entry more, and no receipt covers it yet.
  mutating func kept(_ kind: EntrySummary.Kind, at now: Moment) {
    guard overview != nil else { return }
    overview?.kept?.add(kind)
    overview?.unsent?.add(kind)
    overview?.summary.kept += 1
    overview?.summary.unsent += 1
    if overview?.summary.oldestUnsent == nil { overview?.summary.oldestUnsent = now.wallMilliseconds }
  }

  /// Takes what the program said.
  mutating func take(_ lines: [SyncLine], at now: Moment) {
    guard !lines.isEmpty else { return }
    run?.heard = now
    for line in lines { take(line) }
  }

  private mutating func take(_ line: SyncLine) {
    switch line.event {
    case .stage:
      run?.stage = line.stage
      run?.next = line.next
    case .progress: run = run?.advanced(by: line)
    case .attention:
      guard let attention = line.attention else { return }
      attentions.removeAll { $0.attention == attention }
      attentions.append(Attention(attention: attention, count: line.count))
    case .contact:
      guard let contact = line.contact, let count = followUps?.count, count < Self.mostFollowUps else { return }
      followUps?.append(contact)
    case .done, .failed: run?.last = line
    }
  }

  /// The run is over: what came of it.
  mutating func finish(_ end: SyncEnd) {
    guard let run else { return }
    let trouble = trouble(of: run, end)
    if !run.isOfContacts || trouble != nil {
      results.append(
        Result(way: run.way, entries: run.entries, kinds: kinds(of: run), bytes: run.bytes, trouble: trouble))
    }
    results = Array(results.suffix(Self.mostResults))
    if run.way == .enrolment, results.last?.trouble == nil { enrolling = Enrolling() }
    self.run = nil
    hasTriedOrders = false
  }

  /// What a run carried of this journal: all that was unsent. Nil where it carried something else, too, or less.
  private func kinds(of run: Run) -> EntryKinds? {
    guard run.way == .network || run.way == .stickWritten, let unsent = overview?.unsent else { return nil }
    return unsent.total == run.entries ? unsent : nil
  }

  /// The address at which the hub answers, where it does so only with others able to read along: nobody said yet whether
  /// that will do.
  var openAddress: String? {
    guard case .failed(.onlyOpenLine, let subject, _)? = results.last?.trouble, !enrolling.code.isEmpty else {
      return nil
    }
    return subject
  }

  private func trouble(of run: Run, _ end: SyncEnd) -> ExchangeTrouble? {
    if end == .garbled { return .garbled }
    if run.wasSilent { return .silent }
    if let last = run.last, last.event == .failed {
      return .failed(
        last.failure ?? .stopped, subject: last.subject, refusal: last.refusal.flatMap(Refusal.Kind.init))
    }
    if run.last?.event == .done, end == .exited(0) { return nil }
    if case .exited(let code) = end, let failure = SyncFailure.allCases.first(where: { $0.exitCode == code }) {
      return .failed(failure)
    }
    return run.isStopping ? .failed(.stopped) : .died
  }
}
