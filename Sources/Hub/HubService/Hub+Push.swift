import HubStore
import Journal
import Protocol

extension Hub {
  /// Takes a batch: of the asking device, or of a desk for which a lead asks.
  ///
  /// The store admits the request while the batch is read: neither needs the other.
  func push(_ asked: Asked) async throws -> HubAnswer {
    let asker = try await identify(asked)
    async let admission: Void = admit(asker)
    let reading: Result<Reading, any Error>
    do { reading = .success(try await read(asked, asker)) } catch { reading = .failure(error) }
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
      return try await store(push, waiting: .seconds(min(asked.waitSeconds, settings.mostWaitSeconds)))
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

    var chain: Predecessors.Chain { .init(device: sealed.label.device, incarnation: sealed.label.incarnation) }
  }

  /// The batch, signed by its device, and known to be one that the asker may bring.
  private func read(_ asked: Asked, _ asker: Asker) async throws -> Reading {
    let sealed: SealedBatch
    do { sealed = try SealedBatch(bytes: asked.request.body) } catch { throw Self.refusal(error) }
    let device =
      sealed.label.device == asker.device.id ? asker.device : try await carried(sealed.label.device, by: asker)
    if let answer = try await known(sealed) { return .known(answer) }
    let coming = BatchReading.Coming(
      carrier: asker.device.id, time: clock(), skew: asker.skew, unit: device.unit,
      isFromRevoked: device.revoked != nil)
    let batch = try await pushes.pass { try Self.unpacked(sealed, coming) }
    return .push(Push(sealed: sealed, coming: coming, batch: unpacked.keeps(batch) ? batch : nil))
  }

  /// The answer to a batch that is held as just these bytes. The store is not asked for what is beyond all that this
  /// process has seen of the chain: that is new, or stored by another process and taken as a repetition.
  private func known(_ sealed: SealedBatch) async throws -> HubAnswer? {
    let label = sealed.label
    let chain = Predecessors.Chain(device: label.device, incarnation: label.incarnation)
    if let size = predecessors.size(of: chain), label.size > size { return nil }
    let mark = BatchMark(
      device: label.device, incarnation: label.incarnation, base: label.base, size: label.size,
      sealed: EntryHash(of: sealed.bytes))
    guard let held = try await store.held(mark) else { return nil }
    figures.count {
      $0.batches += 1
      $0.batchBytes += sealed.bytes.count
      $0.repeated += label.size - label.base
    }
    return Self.json(
      try PushAnswer(receipt: held.receipt, quarantined: held.quarantined, isForked: held.isForked).bytes)
  }

  private static func unpacked(
    _ sealed: SealedBatch, _ coming: BatchReading.Coming
  ) throws(Refusal) -> IncomingBatch {
    do { return try BatchReading.read(sealed, coming) } catch { throw refusal(error) }
  }

  /// Stores it, behind the batch that it builds on where that is on its way and the asker has the time.
  private func store(_ push: Push, waiting: Duration) async throws -> HubAnswer {
    let deadline = ContinuousClock.now + waiting
    let (chain, base) = (push.chain, push.sealed.label.base)
    while true {
      let before = predecessors.growths(of: chain)
      var left = deadline - ContinuousClock.now
      if left > .zero, predecessors.isUnderWay(chain, size: base) {
        if await wait(chain, for: .end(of: base), left) { continue }
      }
      let outcome = try await pushes.pass { try await self.append(push) }
      let size: Int
      switch outcome {
      case .held(let answer): return answer
      case .mismatch(let held): size = held
      }
      left = deadline - ContinuousClock.now
      // Only what is on its way can be waited for; other bytes at the base never come.
      guard base > size, left > .zero, await wait(chain, for: .growth(since: before), left) else {
        figures.count { $0.mismatches += 1 }
        throw Refusal(.sizeMismatch, size: size)
      }
    }
  }

  /// Another process may store the predecessor without this one's knowing.
  private func wait(_ chain: Predecessors.Chain, for event: Predecessors.Event, _ left: Duration) async -> Bool {
    await predecessors.wait(
      chain, for: event, atMost: settings.sharesDatabase ? min(left, .milliseconds(250)) : left)
  }

  private enum Outcome: Sendable {
    case held(HubAnswer)
    case mismatch(size: Int)
  }

  private func append(_ push: Push) async throws -> Outcome {
    let batch = try push.batch ?? Self.unpacked(push.sealed, push.coming)
    var grew = false
    let size = batch.size > batch.base ? batch.size : nil
    if let size { predecessors.enter(push.chain, size: size) }
    defer { predecessors.leave(push.chain, size: size, grew: grew) }
    let began = ContinuousClock.now
    switch try await store.append(batch, sign: signer(batch)) {
    case .held(let size, _, let stored, let isForked, let receipt):
      predecessors.saw(push.chain, size: size)
      count(batch, push.sealed, stored: stored, isForked: isForked, took: ContinuousClock.now - began)
      grew = stored > 0
      guard let receipt else { throw StoreFault.damaged("no receipt for a stored batch") }
      return .held(try acknowledge(batch, receipt, isForked: isForked))
    case .mismatch(let size):
      return .mismatch(size: size)
    }
  }

  private static func refusal(_ fault: BatchFault) -> Refusal {
    switch fault {
    case .tooLarge: Refusal(.tooLarge)
    case .newerFormat: Refusal(.newerFormat)
    // Whoever carries it is known: it is the batch that is not what its device signed.
    case .malformed, .badSignature, .wrongHead: Refusal(.malformed)
    }
  }

  /// Makes the receipt that is kept with the batch, in one transaction.
  private func signer(_ batch: IncomingBatch) -> @Sendable (Int, EntryHash) throws -> Receipt {
    { [self] size, head in
      try Receipt(
        hubIncarnation: life.incarnation, device: batch.device, incarnation: batch.incarnation, size: size, head: head,
        time: clock(), key: key)
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
    figures.count { counts in
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
