import Synchronization

/// How many connections each address has, so that one that opens many and says nothing keeps out no other.
final class ConnectionLimit: Sendable {
  private let most: Int
  private let counts = Mutex<[String: Int]>([:])

  /// `most` of one address may be open; `Int.max` behind a proxy, whose connections all come from one.
  init(most: Int) { self.most = most }

  /// Whether one more may be open; it must be given back then.
  func admit(_ address: String) -> Bool {
    counts.withLock { counts in
      guard counts[address, default: 0] < most else { return false }
      counts[address, default: 0] += 1
      return true
    }
  }

  /// One that was taken has ended.
  func giveBack(_ address: String) {
    counts.withLock { counts in
      let left = counts[address, default: 1] - 1
      counts[address] = left > 0 ? left : nil
    }
  }
}
