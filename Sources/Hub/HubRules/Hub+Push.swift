import HubContract
import HubStore
import Journal

extension Hub {
  /// Takes a batch: of the asking device, or of a desk for which a lead asks.
  func push(_ asked: Asked, _ asker: Asker) async throws -> HubAnswer {
    let (sealed, device) = try await sealed(asked, asker)
    let chain = Predecessors.Chain(device: sealed.label.device, incarnation: sealed.label.incarnation)
    let coming = BatchReading.Coming(
      carrier: asker.device.id, time: clock(), skew: asker.skew, unit: device.unit,
      isFromRevoked: device.revoked != nil)
    let deadline = ContinuousClock.now + .seconds(min(asked.waitSeconds, settings.mostWaitSeconds))
    while true {
      let before = predecessors.growths(of: chain)
      // What waits is packed: only as many are unpacked as pass the gate.
      switch try await pushes.pass({ try await take(sealed, coming, chain) }) {
      case .answer(let answer): return answer
      case .mismatch(let size):
        let left = deadline - ContinuousClock.now
        // Only what is on its way can be waited for; other bytes at the base never come.
        guard sealed.label.base > size, .zero < left else {
          figures.count { $0.mismatches += 1 }
          throw Refusal(.sizeMismatch, size: size)
        }
        let patience = settings.sharesDatabase ? min(left, .milliseconds(250)) : left
        guard await predecessors.wait(chain, since: before, atMost: patience) else {
          throw Refusal(.sizeMismatch, size: size)
        }
      }
    }
  }

  private enum Taken: Sendable {
    case answer(HubAnswer)
    case mismatch(size: Int)
  }

  private func take(
    _ sealed: SealedBatch, _ coming: BatchReading.Coming, _ chain: Predecessors.Chain
  ) async throws -> Taken {
    // What came before as just these bytes is answered without being opened: a retry costs a signature and a look.
    if let held = try await store.held(Self.mark(sealed)) {
      figures.count {
        $0.batches += 1
        $0.batchBytes += sealed.bytes.count
        $0.repeated += sealed.label.size - sealed.label.base
      }
      return .answer(
        Self.json(
          try PushAnswer(receipt: held.receipt, quarantined: held.quarantined, isForked: held.isForked).bytes))
    }
    let batch: IncomingBatch
    do { batch = try BatchReading.read(sealed, coming) } catch { throw Self.refusal(error) }
    let began = ContinuousClock.now
    switch try await store.append(batch, sign: signer(batch)) {
    case .held(_, _, let stored, let isForked, let receipt):
      count(batch, sealed, stored: stored, isForked: isForked, took: ContinuousClock.now - began)
      if stored > 0 { predecessors.grew(chain) }
      guard let receipt else { throw StoreFault.damaged("no receipt for a stored batch") }
      return .answer(try acknowledge(batch, receipt, isForked: isForked))
    case .mismatch(let size):
      return .mismatch(size: size)
    }
  }

  /// The batch, signed by its device, and that device: the asking one, or one that it may carry for.
  private func sealed(_ asked: Asked, _ asker: Asker) async throws -> (SealedBatch, EnrolledDevice) {
    let sealed: SealedBatch
    do { sealed = try SealedBatch(bytes: asked.request.body) } catch { throw Self.refusal(error) }
    let device =
      sealed.label.device == asker.device.id ? asker.device : try await carried(sealed.label.device, by: asker)
    return (sealed, device)
  }

  private static func mark(_ sealed: SealedBatch) -> BatchMark {
    BatchMark(
      device: sealed.label.device, incarnation: sealed.label.incarnation, base: sealed.label.base,
      size: sealed.label.size, sealed: EntryHash(of: sealed.bytes))
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
