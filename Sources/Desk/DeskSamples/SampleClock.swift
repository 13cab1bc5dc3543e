package import Journal

/// A clock that moves only when it is told to; it starts on 24/11/2026 at 08:00 in Việt Nam.
package final class SampleClock {
  private var milliseconds: Int64 = 0
  private var wrongBy: Int64 = 0
  package init() {}

  package var now: Moment {
    Moment(
      wallMilliseconds: 1_795_482_000_000 + milliseconds + wrongBy, offsetMinutes: 420, boot: "sample",
      monotonicMilliseconds: 1_000_000 + milliseconds)
  }

  package func pass(milliseconds: Int64) { self.milliseconds += milliseconds }

  /// The wall clock alone is set; monotonic time goes on.
  package func jump(milliseconds: Int64) { wrongBy += milliseconds }
}
