import HTTPTypes
import Journal
import JournalStore
import Protocol
import SyncStore

extension SyncSession {
  /// Rounds of one exchange: a restored hub, a new incarnation and an applied erasure each need one more.
  private static let mostRounds = 5

  /// A whole exchange over the network.
  func exchange(sends: Bool) async throws {
    say(.connecting, next: sends ? .sending : .fetching)
    try applyOrders()
    let (client, _) = try client()
    for round in 1...Self.mostRounds {
      tally.needsRound = false
      if sends { try await sendAll(client, isFirst: round == 1) }
      try await fetchAll(client)
      try keepClock(of: client)
      guard sends, tally.needsRound else { break }
      try journal.refresh()
    }
    try checkStanding()
  }

  /// An exchange that left a desk shut out, or under a name that is not its own alone, is no success.
  private func checkStanding() throws {
    guard let enrolment = try store.enrolment() else { throw SyncFault(.notEnrolled) }
    let device = try currentKey().device
    if try store.isForked(device) { throw SyncFault(.forked) }
    if enrolment.isRevoked { throw SyncFault(.revoked) }
    if enrolment.device != device { throw SyncFault(.notEnrolled) }
  }

  /// Sends what is unsent of every incarnation, oldest first, and contacts that no batch took along.
  private func sendAll(_ client: HubClient, isFirst: Bool) async throws {
    let chains = try journal.incarnations()
    if isFirst {
      tally.ofEntries = try chains.reduce(0) { try $0 + $1.size - covered($1) }
    }
    say(.sending, next: .fetching)
    var proven = false
    for chain in chains {
      try await send(chain, client, isProven: &proven)
      try journal.refresh()
    }
    try await bringCarried(client)
  }

  private func send(_ chain: LogChain, _ client: HubClient, isProven: inout Bool) async throws {
    let isOwn = try store.enrolment()?.device == chain.device
    guard let key = journal.signingKey(of: chain.device) else {
      // A incarnation of another laptop, which a salvage brought here: only that one can sign it.
      if try covered(chain) < chain.size { tally.partial = tally.partial ?? SyncFault(.journal) }
      return
    }
    do {
      try await send(chain, key, client, isProven: isProven)
      isProven = true
      if chain.size > 0 { try await sendBoxes(chain, key, client) }
    } catch let fault as SyncFault where fault.isOfAuthority {
      if isOwn, fault.failure == .revoked { try markRevoked() }
      // A former name that the hub does not let in any more must not keep back what is under the present one.
      guard !isOwn, try currentKey().device != chain.device else { throw fault }
      tally.partial = tally.partial ?? fault
    }
  }

  private func markRevoked() throws {
    guard var enrolment = try store.enrolment() else { return }
    emit(.revoked)
    enrolment.isRevoked = true
    try store.update(enrolment)
  }

  private func send(_ chain: LogChain, _ key: DeviceKey, _ client: HubClient, isProven: Bool) async throws {
    let start = try base(of: chain, at: try covered(chain))
    guard start.size < chain.size else { return }
    var window = SendWindow(size: chain.size, from: start, isProven: isProven)
    var boxes = try openBoxes(of: chain)
    var loaded = 0
    try await withThrowingTaskGroup(of: Arrival.self) { group in
      while true {
        if environment.cancellation.isCancelled { window.halt(SyncFault(.stopped)) }
        if let place = window.takeRestart() {
          if window.failures > 0 { await environment.pause(.milliseconds(100 << window.failures)) }
          window.build(on: try base(of: chain, at: place))
        }
        while window.mayStart {
          // A reader that lasts keeps the journal's write-ahead log from being emptied.
          loaded += 1
          if loaded.isMultiple(of: 64) { try journal.refresh() }
          let isFollower = window.isFollower
          let delivery = try load(chain, key, &window, &boxes)
          window.left(delivery)
          group.addTask { await Self.deliver(delivery, isFollower, key, client) }
        }
        guard let arrival = try await group.next() else { break }
        window.landed()
        try land(arrival, chain, client, &window)
        window.skip(to: try base(of: chain, at: try covered(chain)))
      }
    }
    if let fault = window.fault { throw fault }
  }

  /// The next batch. One that does not fit is halved here already.
  func load(
    _ chain: LogChain, _ key: DeviceKey, _ window: inout SendWindow, _ boxes: inout [OpenBox]
  ) throws -> Delivery {
    var most = min(window.sizing.entries, chain.size - window.next.size)
    while true {
      let places = try journal.places(of: chain, after: window.next.size, entries: most, bytes: Self.rawBytes)
      var batch = Batch(publicKey: key.publicKey, base: window.next, items: places.map(\.item))
      let end = batch.end
      guard end.size > window.next.size else { throw SyncFault(.journal) }
      let taken = boxes.prefix { $0.entry.sequence <= end.size }.prefix(Self.mostBoxes)
      batch.attachments = try seal(Array(taken))
      do {
        let sealed = try SealedBatch(batch, key: key)
        boxes.removeFirst(taken.count)
        return Delivery(
          base: window.next.size, end: end, count: places.count, bytes: sealed.bytes,
          boxes: batch.attachments.map { .init(lead: $0.lead, entry: chain.entry($0.sequence)) },
          coveredBefore: try covered(chain))
      } catch BatchFault.tooLarge where places.count > 1 {
        most = places.count / 2
      }
    }
  }

  /// Bytes of entries in one batch before they are packed; with its contacts it is below ``Limits/batchBytes`` even
  /// where nothing can be packed.
  static let rawBytes = 600_000
  /// Contacts beside one batch.
  static let mostBoxes = 300

  /// Brings one batch, and times it.
  static func deliver(
    _ delivery: Delivery, _ isFollower: Bool, _ key: DeviceKey, _ client: HubClient
  ) async -> Arrival {
    let began = ContinuousClock.now
    var headers: HTTPFields = [.contentType: "application/octet-stream"]
    if isFollower { headers[.prefer] = "wait=20" }
    let result: Result<HubReply, SyncFault>
    do {
      result = .success(
        try await client.ask(.post, Route.push, headers: headers, body: delivery.bytes, as: key))
    } catch {
      result = .failure(error)
    }
    return Arrival(delivery: delivery, result: result, seconds: (ContinuousClock.now - began) / .seconds(1))
  }

  private func land(
    _ arrival: Arrival, _ chain: LogChain, _ client: HubClient, _ window: inout SendWindow
  ) throws {
    let delivery = arrival.delivery
    tally.bytes += delivery.bytes.count
    switch arrival.result {
    case .failure(let fault) where fault.isPassing: window.failed(delivery, fault)
    case .failure(let fault): window.halt(fault)
    case .success(.refusal(let refusal)): refused(refusal, delivery, chain, client, &window)
    case .success(.fine(let answer)):
      if let fault = try acknowledge(delivery, answer, chain, client) {
        window.halt(fault)
      } else {
        window.acknowledged(delivery, seconds: arrival.seconds)
        progress()
      }
    }
    if case .success(.refusal(let refusal)) = arrival.result, refusal.kind == .sizeMismatch {
      try lowerIfRestored(refusal, delivery, chain, &window)
    }
  }

  private func refused(
    _ refusal: Refusal, _ delivery: Delivery, _ chain: LogChain, _ client: HubClient, _ window: inout SendWindow
  ) {
    let fault = SyncFault(refusal, subject: client.subject)
    let lies = SyncFault(.answerMismatch, subject: client.subject)
    switch refusal.kind {
    case .sizeMismatch:
      guard let size = refusal.size, size >= 0 else { return window.halt(lies) }
      // Only less than what the batch builds on is a reason to refuse it.
      window.mismatched(at: size < delivery.base ? size : window.acknowledged, lies)
    case .tooLarge where delivery.count > 1, .tooSlow: window.failed(delivery, fault)
    default: window.halt(fault)
    }
  }

  /// The hub had acknowledged more than it says it has when asked again: it was restored from a backup.
  private func lowerIfRestored(
    _ refusal: Refusal, _ delivery: Delivery, _ chain: LogChain, _ window: inout SendWindow
  ) throws {
    guard let size = refusal.size, size >= 0, size < delivery.coveredBefore else { return }
    try lower(chain, to: size)
    window.lowered(to: size)
  }

  /// Holds an answer to a batch against the journal. Returns what is wrong with it.
  func acknowledge(
    _ delivery: Delivery, _ answer: HubAnswer, _ chain: LogChain, _ client: HubClient
  ) throws -> SyncFault? {
    let lies = SyncFault(.answerMismatch, subject: client.subject)
    guard let said = PushAnswer(bytes: answer.body, limit: Limits.newsBytes), let receipt = Receipt(line: said.receipt)
    else { return lies }
    switch try verify(receipt, of: chain, hubKey: client.hubKey) {
    case .covers(let size):
      guard size >= delivery.end.size else { return lies }
      guard receipt.hubIncarnation >= (try store.enrolment()?.hubIncarnation ?? 0) else { return lies }
      try applyReceipt(receipt, covering: size)
    case .beyond: try restored(chain, receipt)
    // Entries that were lost here, and are kept there.
    case .unknowable: try applyReceipt(receipt, covering: delivery.end.size)
    case .otherEntries, .foreign: return lies
    }
    try store.markSent(delivery.boxes.map { ($0.lead, $0.entry) })
    try applyQuarantined(said.quarantined, of: chain)
    if said.isForked { try forked(chain.device) }
    return nil
  }

  /// Takes reasons of the hub, of entries that this incarnation has.
  private func applyQuarantined(_ quarantined: [Quarantine], of chain: LogChain) throws {
    let own = quarantined.filter {
      $0.incarnation == chain.incarnation && $0.sequence > 0 && $0.sequence <= chain.size
    }
    if own.count < quarantined.count { emit(.notVerified, count: quarantined.count - own.count) }
    let new = try store.saveQuarantined(own, of: chain.device)
    if new > 0 { emit(.quarantined, count: new) }
  }
}

extension SyncFault {
  /// Whether it is the asker whom the hub does not let in, not what was asked.
  var isOfAuthority: Bool {
    failure == .revoked
      || ["unknown-device", "wrong-role", "wrong-unit", "bad-signature"].contains(refusal ?? "")
  }
}

extension LogPlace {
  /// As it travels.
  var item: Batch.Item {
    switch self {
    case .entry(_, _, let bytes): .entry(bytes)
    case .lost(let range): .lost(range)
    }
  }
}

extension LogChain {
  /// The name of an entry.
  func entry(_ sequence: Int) -> EntryID { id.entry(sequence) }
}
