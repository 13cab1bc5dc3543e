package import Journal
import Platform

extension Moment {
  /// Now, by this machine's clocks.
  @Sendable package static func now() -> Moment {
    let clock = SystemClock.now
    return Moment(
      wallMilliseconds: clock.wallMilliseconds, offsetMinutes: clock.offsetMinutes, boot: clock.boot,
      monotonicMilliseconds: clock.monotonicMilliseconds)
  }
}
