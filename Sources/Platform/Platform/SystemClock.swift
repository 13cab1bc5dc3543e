import Glibc

/// The machine's clocks, read together.
package struct SystemClock: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z by the wall clock.
  package var wallMilliseconds: Int64
  /// Minutes that local time is ahead of UTC.
  package var offsetMinutes: Int
  /// The kernel's boot id: monotonic times of one boot can be compared. Empty where the kernel tells none.
  package var boot: String
  /// Milliseconds since that boot.
  package var monotonicMilliseconds: Int64

  /// Now.
  package static var now: SystemClock {
    var wall = timespec()
    var monotonic = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    var local = tm()
    localtime_r(&wall.tv_sec, &local)
    return SystemClock(
      wallMilliseconds: milliseconds(wall), offsetMinutes: local.tm_gmtoff / 60, boot: bootID,
      monotonicMilliseconds: milliseconds(monotonic))
  }

  private static func milliseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static let bootID: String = {
    do {
      let bytes = try Files().head("/proc/sys/kernel/random/boot_id", count: 64) ?? []
      return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    } catch {
      // The wall clock then orders moments.
      return ""
    }
  }()
}
