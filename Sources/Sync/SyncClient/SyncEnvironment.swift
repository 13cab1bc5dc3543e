import Bytes
public import Journal
public import JournalStore

/// The clocks, the chance and the cancellation of one exchange.
public struct SyncEnvironment: Sendable {
  /// Now, by the laptop's clocks.
  public var now: @Sendable () -> Moment
  /// Waits; returns early where its task is cancelled.
  public var pause: @Sendable (Duration) async -> Void
  /// 16 bytes of chance as 32 hex digits.
  public var nonce: @Sendable () -> String
  /// Cancelled by whoever wants the exchange to end.
  public var cancellation: CancellationToken
  /// What tells this machine from others, where the journal is opened to be changed.
  public var marks: MachineMarks

  public init(
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
  @Sendable public static func sleep(_ duration: Duration) async {
    do { try await Task.sleep(for: duration) } catch { return }
  }

  /// From the system's generator.
  @Sendable public static func chance() -> String {
    var generator = SystemRandomNumberGenerator()
    return Hex.text((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}
