import Checklists
import Foundation
import Phrases

/// From the start of a program until its first screen stands.
struct FirstFrame {
  var desks: Desks
  /// Odd, so that the median is one of them.
  var runs = 21

  private struct Peer {
    var name: String
    var command: [String]
    var environment: [String: String] = [:]
    /// Stands on the complete screen.
    var sign: String
    var times = Sample()
  }

  func run(_ report: inout Report) throws {
    try withTemporaryFolder { folder in
      report.title("First frame: from the start of the program to the last byte of its first screen, ms")
      try Desks.fill(folder + "/journal", entries: 10_000)
      let (found, missing) = try peers(folder)
      var peers = found
      // Once without counting: pages and folders that only a first start makes.
      for run in 0...runs {
        for place in peers.indices {
          let time = try time(peers[place])
          if run > 0 { peers[place].times.add(time) }
        }
      }
      tell(peers, missing, &report)
    }
  }

  private func time(_ peer: Peer) throws -> Double {
    let program = try Pty(peer.command, environment: peer.environment)
    defer { program.stop() }
    guard program.settle(after: peer.sign, quiet: 60) else {
      throw failure("\(peer.name) did not show its first screen.")
    }
    return Double(program.lastRead - program.started) / 1e6
  }

  private func peers(_ folder: String) throws -> (found: [Peer], missing: [String]) {
    var peers = [
      Peer(
        name: "tiepsuc, 10,000 entries", command: [desks.program, "--data", folder + "/journal"],
        sign: Phrase.allActions.vi)
    ]
    var missing: [String] = []
    func add(_ name: String, _ arguments: [String], sign: String) {
      guard let path = installed(name) else { return missing.append(name) }
      peers.append(Peer(name: name, command: [path] + arguments, environment: ["HOME": folder], sign: sign))
    }
    add("dialog", ["--msgbox", "Xin chào. Đây là một khung chữ.", "12", "60"], sign: ">")
    // A feed of its own with nothing in it; without one newsboat refuses to start.
    try "file://\(folder)/feed.xml\n".write(toFile: folder + "/urls", atomically: true, encoding: .utf8)
    try "".write(toFile: folder + "/config", atomically: true, encoding: .utf8)
    add("newsboat", ["-u", folder + "/urls", "-C", folder + "/config", "-c", folder + "/cache.db"], sign: "Quit")
    add("calcurse", ["-D", folder + "/calcurse"], sign: "Help")
    return (peers, missing)
  }

  private func tell(_ peers: [Peer], _ missing: [String], _ report: inout Report) {
    let own = peers[0].times.median
    for peer in peers {
      let ratio = peer.name == peers[0].name ? "" : "  tiepsuc is \((own / peer.times.median).short)x"
      report.line(peer.name, "median \(peer.times.median.short)  p99 \(peer.times.p99.short)\(ratio)")
    }
    for name in missing { report.line(name, "not installed") }
    for (name, limit) in [("newsboat", 0.5), ("dialog", 1.5)] {
      let other = peers.first { $0.name == name }?.times.median ?? .nan
      report.add(Goal(name: "first frame / \(name)", value: own / other, limit: limit))
    }
    report.limit("starting a process, loading its pages, and for tiepsuc opening SQLite and three checklist headers")
  }
}
