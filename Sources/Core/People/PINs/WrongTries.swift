package import Journal

/// How often a PIN was wrong in a row, and how long the next try waits.
///
/// The wait is counted by the time since the machine's start, so that a clock that is set changes nothing; after a restart
/// only what has passed since then counts, so that it never ends early.
package struct WrongTries: Equatable, Sendable {
  package private(set) var count = 0
  private var boot = "-"
  private var monotonic: Int64 = 0

  package init() {}

  /// Tries without a wait.
  package static let free = 5
  private static let firstWait: Int64 = 30_000
  private static let longestWait: Int64 = 15 * 60_000

  /// Milliseconds that a number of wrong tries asks for: none for the first five, then half a minute, doubled each time, a
  /// quarter of an hour at most.
  package static func wait(after count: Int) -> Int64 {
    guard count >= free else { return 0 }
    return min(longestWait, firstWait << Int64(min(count - free, 10)))
  }

  /// Milliseconds until the next try, 0 where it may come.
  package func wait(at now: Moment) -> Int64 {
    let (sinceTry, isOver) = now.monotonicMilliseconds.subtractingReportingOverflow(monotonic)
    let passed = boot == now.boot && !isOver ? sinceTry : now.monotonicMilliseconds
    return max(0, Self.wait(after: count) - max(0, passed))
  }

  /// Counts a try as wrong: before it is looked at, so that a power cut gives no further one.
  package mutating func count(at now: Moment) {
    count = min(count + 1, 1000)
    boot = now.boot.isEmpty ? "-" : now.boot
    monotonic = now.monotonicMilliseconds
  }

  /// `count,boot,monotonic`.
  package var text: String { "\(count),\(boot.filter { $0 != "," && $0 != " " }),\(monotonic)" }

  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, let count = Int(parts[0]), (0...1000).contains(count), let monotonic = Int64(parts[2])
    else {
      return nil
    }
    self.count = count
    boot = String(parts[1])
    self.monotonic = monotonic
  }
}
