import Foundation
import Journal
import Protocol

/// A desk pushes over loopback, beside peers that bring the same bytes to an empty place, then 500 and 20 new ones.
struct PushFigures {
  private static let counts = [10_000, 500, 20]
  var folder: String
  var programs: Programs
  var rounds: Int

  /// Seconds of each push, by contender.
  private struct Row {
    var times: [Sample] = counts.map { _ in Sample() }
    var again = Sample()
    var bytes: [Double] = []
  }

  func run(_ report: inout Report) throws {
    let entries = try sameEntries()
    report.title(
      "Push over loopback, process to process: \(Self.counts[0]) entries to an empty place, then 500, then 20")
    var names: [String] = []
    var rows: [String: Row] = [:]
    for round in 0...max(1, rounds) {
      // The last round goes through a proxy that counts, and is not timed.
      let isCounted = round == max(1, rounds)
      for make in makers(entries, folder + "/\(round)", layouts: round < 2 || isCounted ? Layout.allCases : [.one]) {
        let contender = try make()
        if !names.contains(contender.name) { names.append(contender.name) }
        try measure(contender, isCounted: isCounted, &rows[contender.name, default: Row()])
        contender.stop()
      }
      remove(folder + "/\(round)")
    }
    tell(names, rows, &report)
  }

  /// What the peers send: the bytes of a desk's journal that grew in the same way.
  private func sameEntries() throws -> [[UInt8]] {
    let desk = folder + "/same"
    try Desks.fill(desk, entries: Self.counts[0])
    for (index, count) in Self.counts.enumerated().dropFirst() {
      try Stock.add(count, to: desk, seed: UInt64(Self.counts[..<index].reduce(0, +)))
    }
    return try Stock(reading: desk).entries
  }

  /// Ten thousand small files take a minute to lay out: they are there in two rounds, and when bytes are counted.
  private func makers(
    _ entries: [[UInt8]], _ folder: String, layouts: [Layout]
  ) -> [() throws -> any Contender] {
    var makers: [() throws -> any Contender] = [{ try OwnContender(programs, folder: folder + "/own") }]
    for layout in layouts {
      makers.append { try GitContender(folder: folder + "/git-\(layout)", layout: layout, entries: entries) }
      makers.append { try RsyncContender(folder: folder + "/rsync-\(layout)", layout: layout, entries: entries) }
    }
    return makers
  }

  private func measure(_ contender: any Contender, isCounted: Bool, _ row: inout Row) throws {
    let proxy = isCounted ? try CountingProxy(to: contender.port) : nil
    if let proxy { try contender.use(port: proxy.port) }
    defer { proxy?.stop() }
    for (index, count) in Self.counts.enumerated() {
      try contender.keep(count)
      _ = proxy?.take()
      let took = try contender.send()
      if index == 0, !isCounted, let own = contender as? OwnContender {
        row.times[index].add(took.seconds)
        try own.forget()
        row.again.add(try own.send().seconds)
      } else if let proxy {
        row.bytes.append(Double(proxy.take()) / Double(count))
      } else {
        row.times[index].add(took.seconds)
      }
    }
  }

  private func tell(_ names: [String], _ rows: [String: Row], _ report: inout Report) {
    for name in names {
      guard let row = rows[name] else { continue }
      let times = row.times.map { $0.median.short + " s" }.joined(separator: ", ")
      report.line(name, "median \(times); \(row.bytes.map { $0.short + " B" }.joined(separator: ", ")) an entry")
    }
    guard let own = rows[names.first ?? ""] else { return }
    for name in names where name.hasPrefix("git") {
      guard let git = rows[name] else { continue }
      for (index, count) in Self.counts.enumerated().prefix(2) {
        report.add(
          Goal(name: "\(count): push / \(name)", value: own.times[index].median / git.times[index].median, limit: 0.5))
      }
      report.line("20: push / \(name)", "\((own.times[2].median / git.times[2].median).short)x")
    }
    report.line(
      "everything again", "median \(own.again.median.short) s: the desk forgot what was acknowledged, the hub did not")
    report.add(
      Goal(name: "again / the first time", value: own.again.median / own.times[0].median, limit: 0.5))
    report.line("bytes", "counted by a proxy on the TCP connections, both ways, all headers and answers included,")
    report.line("", "without TLS on either side; the push also fetches the hub's news")
    report.limit("starting the programs and the hub's commits; for 10,000 packing and the hub's inserts")
  }
}
