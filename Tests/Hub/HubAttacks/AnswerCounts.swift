import Protocol
import Synchronization

/// Counts answers by their status.
final class AnswerCounts: Sendable {
  private let held = Mutex<[Int: Int]>([:])
  var counts: [Int: Int] { held.withLock { $0 } }
  func add(_ answer: HubAnswer?) { held.withLock { $0[answer?.status ?? 0, default: 0] += 1 } }
}
