import Foundation
import Journal
import Protocol

/// One way to bring entries to another place on this machine: a server, and a sender that is started for each push.
protocol Contender: AnyObject {
  var name: String { get }
  /// Where the server listens.
  var port: Int { get }
  /// Lets what is sent from now on go through another port.
  func use(port: Int) throws
  /// Puts entries where the sender finds them; not timed.
  func keep(_ count: Int) throws
  /// Sends what is new.
  func send() throws -> RunReport
  /// The server's peak memory in MB.
  var serverPeak: Double { get }
  func stop()
}

/// `tiepsuc-sync` and `tiepsuc-hub`.
final class OwnContender: Contender {
  let name = "tiepsuc-sync push"
  let port: Int
  private(set) var shownPort: Int
  private let programs: Programs
  private let folder: String
  private let server: Background
  private var kept = 0

  /// Starts a hub on an empty folder. The desk is let in at the first push.
  init(_ programs: Programs, folder: String) throws {
    self.programs = programs
    self.folder = folder
    server = try Background(
      [programs.hub, "serve", "--data", folder + "/hub", "--listen", "127.0.0.1:0", "--log-level", "error"])
    guard let line = server.firstLine(), let port = Self.port(line) else {
      throw failure("tiepsuc-hub serve did not begin.")
    }
    self.port = port
    shownPort = port
  }

  /// The port in `{"hub": …, "listening": "http://HOST:PORT"}`.
  static func port(_ line: String) -> Int? {
    struct Line: Decodable { var listening: String }
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else { return nil }
    return line.listening.split(separator: ":").last.flatMap { Int($0) }
  }

  var desk: String { folder + "/desk" }
  var serverPeak: Double { server.peakMegabytes }

  func use(port: Int) throws { shownPort = port }

  func keep(_ count: Int) throws {
    if kept == 0 {
      try Desks.fill(desk, entries: count)
      try enrol()
    } else {
      try Stock.add(count, to: desk, seed: UInt64(kept))
    }
    kept += count
  }

  /// Lets the desk in with a new code.
  func enrol() throws {
    let code = try Self.code(programs, hub: folder + "/hub")
    try run([programs.sync, "enrol", "http://127.0.0.1:\(shownPort)", code, "--data", desk, "--json"])
  }

  /// A new code of a hub.
  static func code(_ programs: Programs, hub: String, prefix: [String] = []) throws -> String {
    struct Line: Decodable { var code: String }
    let output = try run(
      prefix + [programs.hub, "enrol-code", "--unit", Stock.unit, "--role", "desk", "--data", hub, "--json"]
    ).output
    return try JSONDecoder().decode(Line.self, from: Data(output.utf8)).code
  }

  func send() throws -> RunReport { try send(isWatched: false) }

  func send(isWatched: Bool) throws -> RunReport {
    try run([programs.sync, "push", "--data", desk, "--json"], isWatched: isWatched)
  }

  /// Forgets what was acknowledged, as a laptop does that was salvaged without its exchange's memory.
  func forget() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: desk) where name.hasPrefix("exchange.sqlite") {
      try FileManager.default.removeItem(atPath: desk + "/" + name)
    }
    try enrol()
  }

  func stop() { server.stop() }
}

/// How a peer keeps entries.
enum Layout: String, CaseIterable {
  case files = "a file an entry"
  case one = "one file that grows"
}

/// Writes entries into a folder, in either layout.
struct Shelf {
  let folder: String
  let layout: Layout
  private let entries: [[UInt8]]
  private var next = 0

  init(_ folder: String, _ layout: Layout, _ entries: [[UInt8]]) throws {
    (self.folder, self.layout, self.entries) = (folder, layout, entries)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  mutating func write(_ count: Int) throws {
    let more = entries[next..<min(entries.count, next + count)]
    switch layout {
    case .files:
      for (offset, entry) in more.enumerated() {
        let number = next + offset
        let place = folder + "/\(number / 500)"
        if number % 500 == 0 {
          try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        try Data(entry).write(to: URL(fileURLWithPath: place + "/\(number).json"))
      }
    case .one:
      let path = folder + "/journal.jsonl"
      if next == 0 { try Data().write(to: URL(fileURLWithPath: path)) }
      guard let file = FileHandle(forWritingAtPath: path) else { throw failure("\(path) cannot be written.") }
      try file.seekToEnd()
      for entry in more { try file.write(contentsOf: entry + [0x0a]) }
      try file.close()
    }
    next += more.count
  }
}

/// `git push` to `git daemon`.
final class GitContender: Contender {
  let name: String
  let port: Int
  private var shownPort: Int
  private var shelf: Shelf
  private let git: String
  private let server: Background

  init(folder: String, layout: Layout, entries: [[UInt8]]) throws {
    guard let git = installed("git") else { throw failure("git is not installed") }
    self.git = git
    name = "git push, \(layout.rawValue)"
    shelf = try Shelf(folder + "/work", layout, entries)
    try run([git, "init", "-q", "--bare", "-b", "main", folder + "/server/entries.git"])
    try run([git, "init", "-q", "-b", "main"], in: shelf.folder)
    port = try Loopback.freePort()
    shownPort = port
    server = try Background([
      try run([git, "--exec-path"]).output.trimmingCharacters(in: .newlines) + "/git-daemon", "--reuseaddr",
      "--listen=127.0.0.1", "--port=\(port)", "--base-path=\(folder)/server",
      "--export-all", "--enable=receive-pack", folder + "/server",
    ])
    try Loopback.wait(for: port)
  }

  var serverPeak: Double { .nan }
  func use(port: Int) throws { shownPort = port }

  func keep(_ count: Int) throws {
    try shelf.write(count)
    try run([git, "add", "-A"], in: shelf.folder)
    try run(
      [git, "-c", "user.name=bench", "-c", "user.email=bench@invalid", "commit", "-q", "-m", "entries"],
      in: shelf.folder)
  }

  func send() throws -> RunReport {
    try run([git, "-C", shelf.folder, "push", "-q", "git://127.0.0.1:\(shownPort)/entries.git", "main"])
  }

  func stop() { server.stop() }
}

/// `rsync` to its daemon, with zstd.
final class RsyncContender: Contender {
  let name: String
  let port: Int
  private var shownPort: Int
  private var shelf: Shelf
  private let rsync: String
  private let server: Background

  init(folder: String, layout: Layout, entries: [[UInt8]]) throws {
    guard let rsync = installed("rsync") else { throw failure("rsync is not installed") }
    self.rsync = rsync
    name = "rsync with zstd, \(layout.rawValue)"
    shelf = try Shelf(folder + "/work", layout, entries)
    try FileManager.default.createDirectory(atPath: folder + "/server", withIntermediateDirectories: true)
    let own = getuid() == 0 ? "uid = root\ngid = root\n" : ""
    let words = "use chroot = no\n\(own)[entries]\npath = \(folder)/server\nread only = no\n"
    try Data(words.utf8).write(to: URL(fileURLWithPath: folder + "/rsyncd.conf"))
    port = try Loopback.freePort()
    shownPort = port
    server = try Background([
      rsync, "--daemon", "--no-detach", "--config=\(folder)/rsyncd.conf", "--port=\(port)", "--address=127.0.0.1",
    ])
    try Loopback.wait(for: port)
  }

  var serverPeak: Double { .nan }
  func use(port: Int) throws { shownPort = port }
  func keep(_ count: Int) throws { try shelf.write(count) }

  func send() throws -> RunReport {
    try run([
      rsync, "-a", "--compress", "--compress-choice=zstd", shelf.folder + "/",
      "rsync://127.0.0.1:\(shownPort)/entries/",
    ])
  }

  func stop() { server.stop() }
}
