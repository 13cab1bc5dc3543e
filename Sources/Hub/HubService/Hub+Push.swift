import HubStore
import Journal
import Protocol

extension Hub {
  /// Takes a batch: of the asking device, or of a desk for which a lead asks.
  ///
  /// The store admits the request while the batch is read: neither needs the other.
  func push(_ request: ParsedRequest) async throws -> HubAnswer {
    let requester = try await identify(request)
    async let admission: Void = admit(requester)
    let reading: Result<Reading, any Error>
    do { reading = .success(try await read(request, requester)) } catch { reading = .failure(error) }
    do {
      try await admission
    } catch {
      if case .success(.push(let push)) = reading { unpacked.giveBack(push.batch) }
      throw error
    }
    switch try reading.get() {
    case .known(let answer): return answer
    case .push(let push):
      defer { unpacked.giveBack(push.batch) }
      return try await store(push, waiting: .seconds(min(request.waitSeconds, settings.mostWaitSeconds)))
    }
  }

  private enum Reading: Sendable {
    /// It came before as just these bytes: a retry costs a signature and a look.
    case known(HubAnswer)
    case push(Push)
  }

  /// A batch that is to be stored.
  private struct Push: Sendable {
    var sealed: SealedBatch
    var coming: BatchReading.Coming
    /// What it holds; nil where so much is unpacked already that it is unpacked anew when its turn comes.
    var batch: IncomingBatch?

    var chain: ChainID { sealed.chain }
  }

  /// The batch, signed by its device, and known to be one that the requester may bring.
  private func read(_ request: ParsedRequest, _ requester: Requester) async throws -> Reading {
    let sealed: SealedBatch
    do { sealed = try SealedBatch(bytes: request.raw.body) } catch { throw Self.refusal(error) }
    let device =
      sealed.chain.device == requester.device.id
      ? requester.device : try await carried(sealed.chain.device, by: requester)
    guard sealed.size > 0 else { throw Refusal(.malformed, detail: "a batch that holds nothing") }
    guard sealed.size <= Limits.chainEntries else { throw Refusal(.malformed, detail: "more than a desk can write") }
    if let answer = try await known(sealed) { return .known(answer) }
    let coming = BatchReading.Coming(
      carrier: requester.device.id, time: clock(), skew: requester.skew, unit: device.unit,
      isFromRevoked: device.revoked != nil)
    try requireBudget(coming.carrier, of: device.id)
    let batch = try await unpack(sealed, coming)
    return .push(Push(sealed: sealed, coming: coming, batch: unpacked.keeps(batch) ? batch : nil))
  }

  /// The answer to a batch that is held as just these bytes. The store is not asked for what is beyond all that this
  /// process has seen of the chain: that is new, or stored by another process and taken as a repetition.
  private func known(_ sealed: SealedBatch) async throws -> HubAnswer? {
    if let size = sequencer.size(of: sealed.chain), sealed.size > size { return nil }
    let stretch = SealedStretch(
      chain: sealed.chain, base: sealed.base.size, size: sealed.size, sealed: EntryHash(of: sealed.bytes))
    guard let held = try await store.held(stretch) else { return nil }
    metrics.count {
      $0.batches += 1
      $0.batchBytes += sealed.bytes.count
      $0.repeated += sealed.size - sealed.base.size
    }
    return Self.json(try held.bytes)
  }

  // MARK: Work

  /// Throws `too-many` where a carrier had more unpacked, or a device more stored, than a desk writes.
  private func requireBudget(_ carrier: DeviceID, of device: DeviceID) throws(Refusal) {
    let now = clock()
    let waits = [
      workRate.secondsToWait(carrier.rawValue, now: now), storedRate.secondsToWait(device.rawValue, now: now),
    ]
    if let seconds = waits.compactMap({ $0 }).max() { throw Refusal(.tooMany, retryAfterSeconds: seconds) }
  }

  /// Unpacks a batch and judges its entries, on the threads for work. What it took is charged to who brought it; one that
  /// is not what it says, which no program of ours makes, costs as much as the largest.
  private func unpack(_ sealed: SealedBatch, _ coming: BatchReading.Coming) async throws -> IncomingBatch {
    do {
      let batch = try await work.run(for: coming.carrier.rawValue) { try BatchReading.read(sealed, coming) }
      workRate.charge(coming.carrier.rawValue, batch.cost, now: clock())
      return batch
    } catch let fault as BatchFault {
      if fault != .newerFormat { workRate.charge(coming.carrier.rawValue, Limits.unpackedBytes, now: clock()) }
      throw Self.refusal(fault)
    }
  }

  private static func refusal(_ fault: BatchFault) -> Refusal {
    switch fault {
    case .tooLarge: Refusal(.tooLarge)
    case .newerFormat: Refusal(.newerFormat)
    // Whoever carries it is known: it is the batch that is not what its device signed.
    case .malformed: Refusal(.malformed, detail: "no batch, or a damaged one")
    case .badSignature: Refusal(.malformed, detail: "a batch that its device did not sign")
    case .wrongHead: Refusal(.malformed, detail: "a batch that ends elsewhere than its device signed")
    }
  }

  // MARK: Storing

  /// Stores it, behind the batch that it builds on where that is on its way and the requester has the time.
  private func store(_ push: Push, waiting: Duration) async throws -> HubAnswer {
    let deadline = ContinuousClock.now + waiting
    let (chain, base) = (push.chain, push.sealed.base.size)
    while true {
      let before = sequencer.growths(of: chain)
      var left = deadline - ContinuousClock.now
      if left > .zero, sequencer.isUnderWay(chain, size: base) {
        if await wait(chain, for: .end(of: base), left) { continue }
      }
      let size: Int
      switch try await pushes.pass(push.coming.carrier.rawValue, { try await self.append(push) }) {
      case .held(let answer): return answer
      case .mismatch(let held): size = held
      case nil: throw Refusal(.tooMany, retryAfterSeconds: 1)
      }
      left = deadline - ContinuousClock.now
      // Only what is on its way can be waited for; other bytes at the base never come.
      guard base > size, left > .zero, await wait(chain, for: .growth(since: before), left) else {
        metrics.count { $0.mismatches += 1 }
        throw Refusal(.sizeMismatch, size: size)
      }
    }
  }

  /// Another process may store the predecessor without this one's knowing.
  private func wait(_ chain: ChainID, for event: PushSequencer.Event, _ left: Duration) async -> Bool {
    await sequencer.wait(
      chain, for: event, atMost: settings.sharesDatabase ? min(left, .milliseconds(250)) : left)
  }

  private enum Outcome: Sendable {
    case held(HubAnswer)
    case mismatch(size: Int)
  }

  private func append(_ push: Push) async throws -> Outcome {
    let batch = if let batch = push.batch { batch } else { try await unpack(push.sealed, push.coming) }
    var grew = false
    let size = batch.size > batch.base ? batch.size : nil
    if let size { sequencer.enter(push.chain, size: size) }
    defer { sequencer.leave(push.chain, size: size, grew: grew) }
    let began = ContinuousClock.now
    switch try await store.append(batch, sign: signer(batch)) {
    case .held(let size, _, let stored, let isForked, let receipt):
      sequencer.saw(push.chain, size: size)
      storedRate.charge(batch.device.rawValue, batch.costOfStoring(stored), now: clock())
      count(batch, push.sealed, stored: stored, isForked: isForked, took: ContinuousClock.now - began)
      grew = stored > 0
      guard let receipt else { throw StoreFault.damaged("no receipt for a stored batch") }
      return .held(try acknowledge(batch, receipt, isForked: isForked))
    case .mismatch(let size):
      return .mismatch(size: size)
    }
  }

  /// Makes the receipt that is kept with the batch, in one transaction.
  private func signer(_ batch: IncomingBatch) -> @Sendable (Int, EntryHash) throws -> Receipt {
    { [self] size, head in
      try Receipt(
        hubIncarnation: identity.incarnation, device: batch.device, incarnation: batch.incarnation, size: size,
        head: head, time: clock(), key: key)
    }
  }

  /// What is said after the commit.
  private func acknowledge(_ batch: IncomingBatch, _ receipt: String, isForked: Bool) throws -> HubAnswer {
    let quarantined = batch.entries.compactMap { entry in
      entry.reason.map { Quarantine(incarnation: batch.incarnation, sequence: entry.sequence, reason: $0) }
    }
    return Self.json(
      try PushAnswer(receipt: receipt, quarantined: quarantined, isForked: isForked).bytes)
  }

  private func count(
    _ batch: IncomingBatch, _ sealed: SealedBatch, stored: Int, isForked: Bool, took: Duration
  ) {
    metrics.count { counts in
      counts.batches += 1
      counts.batchBytes += sealed.bytes.count
      counts.stored += stored
      counts.repeated += max(0, batch.entries.count - stored)
      counts.storeSeconds += took / .seconds(1)
      if isForked { counts.forks += 1 }
      // What came again was counted when it was new; the new ones are the last.
      for reason in batch.entries.suffix(stored).compactMap(\.reason) {
        counts.quarantined[reason.rawValue, default: 0] += 1
      }
    }
    if isForked { settings.report(.forked(devicePrefix: String(batch.device.rawValue.prefix(8)))) }
  }
}

extension IncomingBatch {
  /// What a row costs a database beside the bytes in it, in bytes.
  private static let row = 200

  /// What it costs to unpack and judge it, in bytes.
  fileprivate var cost: Int {
    entries.reduce(Self.row * (entries.count + losses.count)) { $0 + $1.bytes.count }
  }

  /// What it costs to keep its last entries, of which so many were new, and its contacts, in bytes.
  fileprivate func costOfStoring(_ stored: Int) -> Int {
    let new = entries.suffix(stored).reduce(Self.row * (stored + losses.count)) { $0 + $1.bytes.count }
    return attachments.reduce(new) { $0 + Self.row + $1.box.count }
  }
}
