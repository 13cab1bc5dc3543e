import Bytes
package import Journal
package import JournalStore

/// The clocks, the chance and the cancellation of one exchange.
package struct SyncEnvironment: Sendable {
  /// Now, by the laptop's clocks.
  package var now: @Sendable () -> Moment
  /// Waits; returns early where its task is cancelled.
  package var pause: @Sendable (Duration) async -> Void
  /// 16 bytes of chance as 32 hex digits.
  package var nonce: @Sendable () -> String
  /// Cancelled by whoever wants the exchange to end.
  package var cancellation: CancellationToken
  /// What tells this machine from others, where the journal is opened to be changed.
  package var marks: MachineMarks

  package init(
    now: @escaping @Sendable () -> Moment, cancellation: CancellationToken = CancellationToken(),
    marks: MachineMarks = .live,
    pause: @escaping @Sendable (Duration) async -> Void = SyncEnvironment.sleep,
    nonce: @escaping @Sendable () -> String = SyncEnvironment.chance
  ) {
    self.now = now
    self.cancellation = cancellation
    self.marks = marks
    self.pause = pause
    self.nonce = nonce
  }

  /// Milliseconds since 1970 by the laptop's clock.
  func wallMilliseconds() -> Int64 { now().wallMilliseconds }

  /// Waits by the monotonic clock.
  @Sendable package static func sleep(_ duration: Duration) async {
    do { try await Task.sleep(for: duration) } catch { return }
  }

  /// From the system's generator.
  @Sendable package static func chance() -> String {
    var generator = SystemRandomNumberGenerator()
    return Hex.text((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
