import Synchronization

/// Bounds the bytes of all bodies that are in memory at one moment: who sends them is known only when they came whole.
final class BodyBudget: Sendable {
  private let most: Int
  private let taken = Mutex(0)

  init(most: Int) { self.most = most }

  /// Whether so many bytes more may be kept; they must be given back then.
  func reserve(_ count: Int) -> Bool {
    taken.withLock { taken in
      guard count <= most - taken else { return false }
      taken += count
      return true
    }
  }

  func giveBack(_ count: Int) { taken.withLock { $0 -= count } }

  /// Bytes that are kept now.
  var bytes: Int { taken.withLock { $0 } }
}
