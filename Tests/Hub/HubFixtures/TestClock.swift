import Synchronization

/// A clock that stands until it is set.
package final class TestClock: Sendable {
  private let held: Mutex<Int64>

  /// 24/11/2025 at 08:00 in Việt Nam.
  package init(_ milliseconds: Int64 = 1_763_946_000_000) { held = Mutex(milliseconds) }

  /// Milliseconds since 1970.
  package var now: Int64 { held.withLock { $0 } }

  /// Goes on by some milliseconds.
  package func advance(by milliseconds: Int64) { held.withLock { $0 += milliseconds } }
}
