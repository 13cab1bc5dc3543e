import Foundation

/// From a key in a list of 1,000 rows to the last byte that answers it.
struct KeyToScreen {
  var desks: Desks
  private static let rowCount = 1_000
  /// Keys pressed in one program before the next one's turn.
  private static let turn = 50
  /// How long a program must be silent before an answer counts as complete; not counted itself.
  private static let quiet = 4

  /// One list, and how to bring it onto the screen.
  private struct Peer {
    var name: String
    var command: [String]
    /// Keys that lead from the first screen to the list.
    var keys: [String] = []
    var times = Sample()
    var bytes = Sample()
    var instructions = Double.nan

    /// Starts it and goes to the list; `tool` runs it, e.g. valgrind.
    func open(tool: [String] = []) throws -> Pty {
      let program = try Pty(tool + command)
      let quiet = tool.isEmpty ? 60 : 1_500
      guard program.settle(quiet: quiet, limitSeconds: 60) else { throw failure("\(name) did not start.") }
      for key in keys {
        program.write(key)
        _ = program.settle(quiet: quiet)
      }
      _ = program.press(KeyToScreen.down, quiet: quiet)
      return program
    }
  }

  /// The down arrow, as xterm sends it to a program that has asked for its keypad.
  private static let down = "\u{1B}OB"

  func run(_ report: inout Report) throws {
    try withTemporaryFolder { folder in
      report.title("Key to screen: Down through the same \(Self.rowCount) rows of the journal, 80x24")
      var (peers, missing) = try peers(folder)
      try press(&peers)
      if let valgrind = installed("valgrind") {
        peers[0].command[0] = try desks.stripped(into: folder)
        for place in peers.indices {
          peers[place].instructions = try instructions(peers[place], valgrind, folder)
        }
      } else {
        missing.append("valgrind")
      }
      tell(peers, missing, &report)
    }
  }

  private func peers(_ folder: String) throws -> ([Peer], missing: [String]) {
    let journal = folder + "/journal"
    try Desks.fill(journal, entries: Self.rowCount)
    let rows = try Desks.rows(journal, count: Self.rowCount)
    guard rows.count == Self.rowCount else { throw failure("The list shows \(rows.count) rows only.") }
    try rows.joined(separator: "\n").write(toFile: folder + "/rows", atomically: true, encoding: .utf8)
    var peers = [Peer(name: "tiepsuc, journal list", command: [desks.program, "--data", journal], keys: ["n"])]
    var missing: [String] = []
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let list = (own as NSString).deletingLastPathComponent + "/CBenchList"
    if FileManager.default.isExecutableFile(atPath: list) {
      peers.append(Peer(name: "C ncurses list, erase and redraw", command: [list, folder + "/rows"]))
    } else {
      missing.append("CBenchList (swift build -c release --product CBenchList)")
    }
    if let dialog = installed("dialog") {
      let items = rows.enumerated().flatMap { ["\($0.offset + 1)", $0.element] }
      let menu = ["--menu", "Journal", "24", "80", "17"]
      peers.append(Peer(name: "dialog --menu", command: [dialog] + menu + items))
    } else {
      missing.append("dialog")
    }
    return (peers, missing)
  }

  /// All programs stay open, and take turns.
  private func press(_ peers: inout [Peer]) throws {
    let programs = try peers.map { try $0.open() }
    defer { for program in programs { program.stop() } }
    for _ in 0..<((Self.rowCount - 2) / Self.turn) {
      for (place, program) in programs.enumerated() {
        for _ in 0..<Self.turn {
          let answer = program.press(Self.down, quiet: Self.quiet)
          guard answer.bytes > 0 else { throw failure("\(peers[place].name) did not answer a key.") }
          peers[place].times.add(Double(answer.nanoseconds) / 1000)
          peers[place].bytes.add(Double(answer.bytes))
        }
      }
    }
  }

  /// What one key costs the processor in the program: the difference between two runs, so that the start cancels out.
  private func instructions(_ peer: Peer, _ valgrind: String, _ folder: String) throws -> Double {
    let keys = 100
    func total(_ count: Int) throws -> Double {
      let file = folder + "/callgrind.out"
      let tool = [valgrind, "--tool=callgrind", "--callgrind-out-file=\(file)", "-q"]
      let program = try peer.open(tool: tool)
      for _ in 0..<count { _ = program.press(Self.down, quiet: 10) }
      program.stop()
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let line = text.split(separator: "\n").last { $0.hasPrefix("totals:") || $0.hasPrefix("summary:") }
      return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
    }
    return (try total(2 * keys) - total(keys)) / Double(keys)
  }

  private func tell(_ peers: [Peer], _ missing: [String], _ report: inout Report) {
    for peer in peers {
      report.line(
        peer.name,
        "median \(peer.times.median.short) us  p99 \(peer.times.p99.short) us  \(peer.bytes.mean.short) bytes a key"
          + "  \((peer.instructions / 1000).short) thousand instructions a key")
    }
    for name in missing { report.line(name, "not installed") }
    let own = peers[0]
    let list = peers.first { $0.name.hasPrefix("C ") }
    let dialog = peers.first { $0.name.hasPrefix("dialog") }
    report.add(Goal(name: "time / C list", value: own.times.median / (list?.times.median ?? .nan), limit: 0.7))
    report.add(Goal(name: "bytes / dialog", value: own.bytes.mean / (dialog?.bytes.mean ?? .nan), limit: 0.5))
    report.line("time / dialog", "\((own.times.median / (dialog?.times.median ?? .nan)).short)x")
    report.line("instructions / C list", "\((own.instructions / (list?.instructions ?? .nan)).short)x")
    report.limit("waking two processes and two passes through the kernel's terminal; then the cells that changed")
  }
}

extension Sample {
  var mean: Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }
}
