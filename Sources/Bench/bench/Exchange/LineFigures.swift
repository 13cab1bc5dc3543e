import Foundation
import Glibc
import Journal
import Protocol

/// A desk behind a line of 64 kbit/s that loses packets, made of two network namespaces.
struct LineFigures {
  private static let entries = 3_000
  private static let bitsPerSecond = 64_000.0
  private static let lossPercent = 5
  var folder: String
  var programs: Programs

  func run(_ report: inout Report) throws {
    report.title("A line of 64 kbit/s each way with \(Self.lossPercent) % loss each way: \(Self.entries) entries")
    guard getuid() == 0, let ip = tool("ip"), let tc = tool("tc"), let nft = tool("nft") else {
      report.line("left out", "this needs root, and the programs ip, tc (iproute2) and nft (nftables)")
      return
    }
    let line: Line
    do { line = try Line(ip: ip, tc: tc, nft: nft, loss: Self.lossPercent) } catch {
      report.line("left out", "\(error)")
      return
    }
    defer { line.remove() }
    let stock = try Stock(folder: folder + "/desk", entries: Self.entries)
    let hub = try Background(
      line.atHub + [programs.hub, "serve", "--data", folder + "/hub", "--listen", "\(Line.hub):8420"])
    defer { hub.stop() }
    guard hub.firstLine() != nil else { throw failure("tiepsuc-hub serve did not begin.") }
    let code = try OwnContender.code(programs, hub: folder + "/hub")
    try bench.run(
      line.atDesk + [programs.sync, "enrol", "http://\(Line.hub):8420", code, "--data", stock.folder, "--json"])
    let took = try bench.run(line.atDesk + [programs.sync, "push", "--data", stock.folder, "--json"])
    let payload = try stock.batches(of: 500).reduce(0) { try $0 + SealedBatch($1, key: stock.key).bytes.count }
    let most = Self.bitsPerSecond / 8 * took.seconds
    report.line(
      "sent", "\(payload) bytes of sealed batches in \(took.seconds.short) s, from the program's start to its end")
    report.add(
      Goal(name: "share of the line", value: Double(payload) / most * 100, limit: 80, isMost: false, unit: " %"))
    report.line("dropped", line.dropped)
    report.limit("headers of TCP and IP (4 %), the first batch, which goes alone, and the news after the last one")
  }

  private func tool(_ name: String) -> String? {
    ["/usr/sbin/", "/sbin/", "/usr/bin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

}

/// Two namespaces, joined by a pair of interfaces that are slow and lose packets.
private struct Line {
  static let hub = "10.213.77.1"
  private static let desk = "10.213.77.2"
  private let ip: String
  private let nft: String
  private let names: [String]

  /// Words to put before a program that is to run at an end.
  var atHub: [String] { [ip, "netns", "exec", names[0]] }
  var atDesk: [String] { [ip, "netns", "exec", names[1]] }

  init(ip: String, tc: String, nft: String, loss: Int) throws {
    (self.ip, self.nft) = (ip, nft)
    let mark = UInt16.random(in: 0 ... .max)
    names = ["tiepsuc-\(mark)-hub", "tiepsuc-\(mark)-desk"]
    do {
      for name in names { try bench.run([ip, "netns", "add", name]) }
      try bench.run([
        ip, "link", "add", "line0", "netns", names[0], "type", "veth", "peer", "name", "line0", "netns", names[1],
      ])
      for (name, address) in zip(names, [Self.hub, Self.desk]) {
        let at = [ip, "netns", "exec", name]
        try bench.run(at + [ip, "address", "add", address + "/24", "dev", "line0"])
        try bench.run(at + [ip, "link", "set", "lo", "up"])
        try bench.run(at + [ip, "link", "set", "line0", "up"])
        try bench.run(
          at + [
            tc, "qdisc", "add", "dev", "line0", "root", "tbf", "rate", "64kbit", "burst", "1600", "latency", "600ms",
          ])
        let rule = "iifname line0 numgen random mod 100 < \(loss) counter drop"
        try bench.run(
          at + [
            nft,
            "add table inet line; add chain inet line in { type filter hook input priority 0; }; add rule inet line in \(rule)",
          ])
      }
    } catch {
      remove()
      throw error
    }
  }

  /// How many packets were lost, each way.
  var dropped: String {
    let counts = names.map { name in
      let text = (try? bench.run([ip, "netns", "exec", name, nft, "list", "ruleset"]).output) ?? ""
      return text.split(separator: " ").drop { $0 != "packets" }.dropFirst().first.map(String.init) ?? "?"
    }
    return "\(counts[0]) packets towards the hub, \(counts[1]) towards the desk"
  }

  func remove() {
    for name in names { _ = try? bench.run([ip, "netns", "del", name]) }
  }
}
