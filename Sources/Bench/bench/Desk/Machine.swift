import Foundation
import Glibc

/// The facts of this machine that figures depend on.
enum Machine {
  static func tell(temporary: String) {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let models = info.split(separator: "\n").filter { $0.hasPrefix("model name") }
    let model = models.first?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "?"
    let memory = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let kilobytes = memory.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    let kernel = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
    print(
      """
      machine  \(max(1, models.count)) x \(model), \((kilobytes / 1_048_576).short) GB, Linux \(kernel.trimmingCharacters(in: .whitespacesAndNewlines))
      load     \(load.split(separator: " ").prefix(3).joined(separator: " ")) before this run; one write of 4 kB with fdatasync takes \(syncMicroseconds(temporary).short) us (median)
      """)
  }

  /// What the disk takes to keep a page: the floor of every durable append.
  private static func syncMicroseconds(_ folder: String) -> Double {
    let path = folder + "/sync"
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    defer {
      close(file)
      unlink(path)
    }
    let page = [UInt8](repeating: 7, count: 4096)
    var sample = Sample()
    for place in 0..<200 {
      let start = Pty.now()
      pwrite(file, page, page.count, place * page.count)
      fdatasync(file)
      sample.add(Double(Pty.now() - start) / 1000)
    }
    return sample.median
  }
}
