import CProcess
import Glibc

/// The memory of this process, in which keys and contacts lie.
package enum ProcessMemory {
  /// Keeps the memory out of core dumps, and from other processes of the same user (`/proc/PID/mem`, `ptrace`). To be
  /// called before a key is read. Where the kernel refuses, the program runs all the same.
  package static func keepPrivate() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = process_set_dumpable(0)
  }

  /// Keeps what is in memory off the disk: no page of it is swapped out. Returns whether the kernel agreed, which it
  /// does for a service that may lock memory (`LimitMEMLOCK=infinity`).
  package static func keepResident() -> Bool { process_lock_memory() == 0 }
}
