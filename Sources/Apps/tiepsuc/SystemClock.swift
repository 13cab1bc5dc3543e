import Foundation
import Glibc
import Journal

/// The machine's clocks.
struct SystemClock {
  /// The kernel's boot id; the same as long as monotonic times can be compared.
  private let boot: String

  init() {
    let text = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
    boot = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var now: Moment {
    var wall = timespec()
    var monotonic = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    var local = tm()
    localtime_r(&wall.tv_sec, &local)
    return Moment(
      wallMilliseconds: Int64(wall.tv_sec) * 1000 + Int64(wall.tv_nsec) / 1_000_000,
      offsetMinutes: local.tm_gmtoff / 60, boot: boot,
      monotonicMilliseconds: Int64(monotonic.tv_sec) * 1000 + Int64(monotonic.tv_nsec) / 1_000_000)
  }
}
