import HubStore
import Synchronization

/// Bounds how many unpacked batches wait for their turn in memory: large ones, and more than some small ones, are dropped
/// and unpacked anew.
final class UnpackedBatches: Sendable {
  private static let most = 48
  private static let mostBytes = 512 << 10
  private let count = Mutex(0)

  /// Whether a batch may stay in memory; it must be given back then.
  func keeps(_ batch: IncomingBatch) -> Bool {
    guard batch.entries.reduce(0, { $0 + $1.bytes.count }) <= Self.mostBytes else { return false }
    return count.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
  }

  /// A batch that was kept is not needed any more; nil is none.
  func giveBack(_ batch: IncomingBatch?) {
    if batch != nil { count.withLock { $0 -= 1 } }
  }
}
