import Foundation

/// Peak memory of the hub and of the client that sends a whole journal.
struct MemoryFigures {
  var folder: String
  var programs: Programs
  var isLarge: Bool

  func run(_ report: inout Report) throws {
    report.title("Peak memory of one push of a whole journal")
    for count in isLarge ? [10_000, 1_000_000] : [10_000] {
      let own = try OwnContender(programs, folder: folder + "/\(count)")
      try own.keep(count)
      let took = try own.send(isWatched: true)
      report.line("\(count) entries", "sent in \(took.seconds.short) s")
      report.add(Goal(name: "hub, \(count) entries", value: own.serverPeak, limit: 150, unit: " MB"))
      report.add(Goal(name: "client, \(count) entries", value: took.peakMegabytes, limit: 60, unit: " MB"))
      own.stop()
      remove(folder + "/\(count)")
    }
    if !isLarge { report.line("left out", "1,000,000 entries take minutes to fill: --large") }
  }
}
