import Journal
import JournalStore
import Platform
import Protocol
import SyncStore

/// One exchange from its beginning to its end: what it reads, what it remembers, and what it tells whoever started it.
///
/// It only reads the journal. What would change it is done with the journal's lock (``withJournal(_:)``), or is left
/// for the desk that holds it.
actor SyncSession {
  /// The data folder.
  let folder: String
  /// What is remembered of exchanges.
  let store: ExchangeStore
  /// As it was when this began, or was last looked at anew.
  let journal: JournalStore
  /// The clocks, the chance and the cancellation.
  let environment: SyncEnvironment
  /// The disk, and sticks.
  let files = Files()
  /// Makes what carries requests.
  let connect: ExchangeRun.Connect
  /// Takes each line of the exchange.
  let write: @Sendable (SyncLine) -> Void
  /// When it began, by the laptop's clock.
  let began: Int64
  /// What it did so far.
  var tally = Tally()

  /// What it did so far.
  struct Tally {
    /// Entries that became sent, and those that were unsent when it began.
    var entries = 0
    /// Entries that were unsent when it began, and those to be sent again.
    var ofEntries = 0
    /// Over the line, or into and out of files.
    var bytes = 0
    /// What a lead must read, each once.
    var attentions: [SyncAttention] = []
    /// Something that was sent before must go again, or something new is to be sent: another round is needed.
    var needsRound = false
    /// A fault that concerns a part only: the rest went on.
    var partial: SyncFault?
    /// For its speed.
    let start = ContinuousClock.now
  }

  init(
    folder: String, store: ExchangeStore, environment: SyncEnvironment, connect: @escaping ExchangeRun.Connect,
    write: @escaping @Sendable (SyncLine) -> Void
  ) throws(JournalProblem) {
    self.folder = folder
    self.store = store
    self.environment = environment
    self.connect = connect
    self.write = write
    began = environment.wallMilliseconds()
    journal = try JournalStore.openForReading(folder: folder, practice: false)
  }

  /// Closes the journal.
  func close() {
    // A reader leaves nothing behind that could fail to be written.
    do { try journal.close() } catch { return }
  }

  // MARK: What it says

  /// Says what begins, and what follows.
  func say(_ stage: SyncStage, next: SyncStage?) {
    write(SyncLine(.stage, stage: stage, next: next))
  }

  /// Says what a lead must read.
  func emit(_ attention: SyncAttention, count: Int? = nil, subject: String? = nil) {
    if !tally.attentions.contains(attention) { tally.attentions.append(attention) }
    write(SyncLine(.attention, attention: attention, count: count, subject: subject))
  }

  /// Says how far it is.
  func progress(subject: String? = nil) {
    let seconds = (ContinuousClock.now - tally.start) / .seconds(1)
    write(
      SyncLine(
        .progress, entries: tally.entries, ofEntries: max(tally.ofEntries, tally.entries), bytes: tally.bytes,
        bytesPerSecond: seconds > 0.001 ? Int(Double(tally.bytes) / seconds) : nil, subject: subject))
  }

  /// Throws where somebody wants it to end.
  func goOn() throws(SyncFault) {
    if environment.cancellation.isCancelled { throw SyncFault(.stopped) }
  }

  // MARK: Whom it talks to

  /// The hub this desk is enrolled at, over the network; throws `notEnrolled`.
  func client() throws -> (HubClient, Enrolment) {
    guard let enrolment = try store.enrolment() else { throw SyncFault(.notEnrolled) }
    guard let address = enrolment.address else { throw SyncFault(.badAddress) }
    do {
      let transport = try connect(address)
      return (HubClient(enrolment, over: transport, subject: address, environment: environment), enrolment)
    } catch {
      throw SyncFault(error, subject: address)
    }
  }

  /// Learns the hub's clock, and says so where the laptop's is wrong by more than five minutes.
  func keepClock(of client: HubClient) throws {
    guard let difference = client.measuredDifference, var enrolment = try store.enrolment() else { return }
    if difference.magnitude > 300_000 { emit(.clock, count: Int(clamping: -(difference / 1000))) }
    guard difference != enrolment.differenceMilliseconds else { return }
    enrolment.differenceMilliseconds = difference
    try store.update(enrolment)
  }

  // MARK: The journal

  /// The present identity's key.
  func currentKey() throws -> DeviceKey {
    guard let chain = try journal.incarnations().last(where: \.isCurrent),
      let key = journal.signingKey(of: chain.device)
    else {
      throw SyncFault(.journal)
    }
    return key
  }

  /// Runs a change of the journal with its lock, and looks at it anew; nil where the desk has it open.
  func withJournal<T>(_ work: (JournalStore) throws -> T) throws -> T? {
    let open: JournalStore
    do {
      open = try JournalStore.open(folder: folder, practice: false, now: environment.now(), marks: environment.marks)
    } catch {
      if case .inUse = error { return nil }
      throw error
    }
    let result: T
    do { result = try work(open) } catch {
      try open.close()
      throw error
    }
    try open.close()
    try journal.refresh()
    return result
  }

  /// Where the desk stands.
  func summary() throws -> ExchangeSummary {
    try journal.refresh()
    return try Self.summary(store, journal)
  }

  /// Where a desk stands.
  static func summary(_ store: ExchangeStore, _ journal: JournalStore) throws -> ExchangeSummary {
    try store.summary(of: try journal.heads(), kept: try journal.entryCount()) { try journal.moment(at: $0) }
  }
}

extension LogChain {
  /// Which chain it is.
  var id: ChainID { head.last.chain }
  /// Whose chain it is.
  var device: DeviceID { head.last.device }
  /// Which incarnation of its device's log it is.
  var incarnation: Int { head.last.incarnation }
  /// The sequence of its last entry.
  var size: Int { head.last.sequence }
}
