import HubContract
import HubStore
import Journal

extension Hub {
  /// Takes a batch: of the asking device, or of a desk for which a lead asks.
  func push(_ asked: Asked, _ asker: Asker) async throws -> HubAnswer {
    let (sealed, batch) = try await read(asked, asker)
    let chain = Predecessors.Chain(device: batch.device, incarnation: batch.incarnation)
    let deadline = ContinuousClock.now + .seconds(min(asked.waitSeconds, settings.mostWaitSeconds))
    while true {
      let before = predecessors.growths(of: chain)
      let began = ContinuousClock.now
      let outcome = try await store.append(batch)
      switch outcome {
      case .held(let size, let head, let stored, let isForked):
        count(batch, sealed, stored: stored, isForked: isForked, took: ContinuousClock.now - began)
        if stored > 0 { predecessors.grew(chain) }
        return try await acknowledge(batch, size: size, head: head, isForked: isForked)
      case .mismatch(let size):
        let left = deadline - ContinuousClock.now
        // Only what is on its way can be waited for; other bytes at the base never come.
        guard batch.base > size, .zero < left else {
          figures.count { $0.mismatches += 1 }
          throw Refusal(.sizeMismatch, size: size)
        }
        await predecessors.wait(
          chain, since: before, atMost: settings.sharesDatabase ? min(left, .milliseconds(250)) : left)
        if Task.isCancelled { throw Refusal(.sizeMismatch, size: size) }
      }
    }
  }

  private func read(_ asked: Asked, _ asker: Asker) async throws -> (SealedBatch, IncomingBatch) {
    let sealed: SealedBatch
    do { sealed = try SealedBatch(bytes: asked.request.body) } catch { throw Self.refusal(error) }
    let device =
      sealed.label.device == asker.device.id ? asker.device : try await carried(sealed.label.device, by: asker)
    let coming = BatchReading.Coming(
      carrier: asker.device.id, time: clock(), skew: asker.skew, isFromRevoked: device.revoked != nil)
    do { return (sealed, try BatchReading.read(sealed, coming)) } catch { throw Self.refusal(error) }
  }

  private static func refusal(_ fault: BatchFault) -> Refusal {
    switch fault {
    case .tooLarge: Refusal(.tooLarge)
    case .newerFormat: Refusal(.newerFormat)
    // Whoever carries it is known: it is the batch that is not what its device signed.
    case .malformed, .badSignature, .wrongHead: Refusal(.malformed)
    }
  }

  /// After the commit: the receipt, which is kept as well.
  private func acknowledge(
    _ batch: IncomingBatch, size: Int, head: EntryHash, isForked: Bool
  ) async throws -> HubAnswer {
    let receipt = try Receipt(
      hubIncarnation: life.incarnation, device: batch.device, incarnation: batch.incarnation, size: size, head: head,
      time: clock(), key: key)
    try await store.keep(receipt)
    let quarantined = batch.entries.compactMap { entry in
      entry.reason.map { Quarantine(incarnation: batch.incarnation, sequence: entry.sequence, reason: $0) }
    }
    return Self.json(
      try PushAnswer(receipt: receipt.line, quarantined: quarantined, isForked: isForked).bytes)
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
