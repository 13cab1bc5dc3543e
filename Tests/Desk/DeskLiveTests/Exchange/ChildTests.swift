import DeskPorts
import DeskUI
import Foundation
import Glibc
import Protocol
import Testing

@testable import DeskLive

/// A real child that stands in for `tiepsuc-sync`, and does everything that a program can do wrong.
@Suite struct ChildTests {
  @Test func `what it says is heard in order, and nothing is left of it`() throws {
    let place = try Place()
    let exchange = try place.exchange(
      running: """
        echo '{"event":"stage","stage":"sending","next":"fetching"}'
        echo '{"event":"progress","entries":3,"ofEntries":7,"bytes":900,"bytesPerSecond":450}'
        echo '{"event":"done"}'
        """)
    try exchange.begin(.push)
    let pid = try #require(exchange.pid)
    let news = exchange.all()
    #expect(
      news.lines == [
        SyncLine(.stage, stage: .sending, next: .fetching),
        SyncLine(.progress, entries: 3, ofEntries: 7, bytes: 900, bytesPerSecond: 450), SyncLine(.done),
      ])
    #expect(news.end == .exited(0))
    // It was laid to rest: no zombie.
    #expect(waitpid(pid, nil, WNOHANG) == -1 && errno == ECHILD)
    #expect(exchange.news() == SyncNews())
    try exchange.begin(.push)
    #expect(exchange.all().end == .exited(0))
  }

  @Test func `one runs at a time`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "read line < /dev/null; while :; do :; done")
    try exchange.begin(.push)
    #expect(throws: ExchangeTrouble.failed(.busy)) { try exchange.start(.push) }
    exchange.stop()
    #expect(exchange.all().end == .killed(SIGTERM))
  }

  @Test func `the code comes by standard input, and stands in no argument`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "echo \"$*\" > $OUT/arguments; cat > $OUT/input; env > $OUT/environment")
    try exchange.begin(.enrol(url: "https://tram.mau.example", code: "ACDEFHJKMN"))
    #expect(exchange.all().end == .exited(0))
    #expect(try place.text("arguments") == "enrol https://tram.mau.example --json --data \(place.path)\n")
    #expect(try place.text("input") == "ACDEFHJKMN\n")
    #expect(try !place.text("environment").contains("ACDEFHJKMN"))
  }

  @Test(arguments: [
    (SyncJob.push, "push"), (.enrolTicket(file: "/media/USB/a.ticket"), "enrol --ticket /media/USB/a.ticket"),
    (.readStick(folder: "/media/USB"), "bundle read /media/USB"),
    (.writeStick(folder: "/media/USB"), "bundle write /media/USB"),
  ])
  func `each job has its words, and an input that is empty`(job: SyncJob, words: String) throws {
    let place = try Place()
    let exchange = try place.exchange(running: "echo \"$*\" > $OUT/arguments; cat > $OUT/input")
    try exchange.begin(job)
    #expect(exchange.all().end == .exited(0))
    #expect(try place.text("arguments") == "\(words) --json --data \(place.path)\n")
    #expect(try place.text("input") == "")
  }

  @Test func `it has none of the desk's files, no terminal, and low priority`() throws {
    let place = try Place()
    try place.write("journal.lock", "")
    // As the journal's lock would be if somebody forgot the flag.
    let held = open(place.file("journal.lock"), O_RDWR)
    defer { close(held) }
    let exchange = try place.exchange(
      running:
        "ls -l /proc/self/fd > $OUT/descriptors; cat /proc/$$/stat > $OUT/stat; grep SigIgn /proc/$$/status > $OUT/signals"
    )
    try exchange.begin(.push)
    let pid = try #require(exchange.pid)
    #expect(getpriority(Int32(PRIO_PROCESS.rawValue), id_t(pid)) == 10)
    #expect(exchange.all().end == .exited(0))
    #expect(try !place.text("descriptors").contains("journal.lock"))
    let facts = try place.text("stat").split(separator: " ").map(String.init)
    // Group, session, terminal.
    #expect(facts[4] == "\(pid)")
    #expect(facts[5] == "\(pid)")
    #expect(facts[6] == "0")
    let ignored = try place.text("signals").split(whereSeparator: \.isWhitespace).last
    // The C library keeps two beyond the 31 that have names for itself.
    #expect(try #require(UInt64(ignored ?? "", radix: 16)) & 0x7fff_ffff == 0)
  }

  @Test func `one that hangs and does not listen is killed after its time`() throws {
    let place = try Place()
    let exchange = try place.exchange(
      running: "trap '' TERM; echo '{\"event\":\"stage\",\"stage\":\"connecting\"}'; while :; do :; done")
    try exchange.begin(.push)
    var lines: [SyncLine] = []
    eventually("it speaks") {
      lines += exchange.news().lines
      return !lines.isEmpty
    }
    exchange.stop()
    exchange.stop()
    place.now = SyncProcess.patience - 1
    for _ in 1...100 { #expect(exchange.news().end == nil) }
    place.now = SyncProcess.patience
    #expect(exchange.all().end == .killed(SIGKILL))
  }

  @Test(arguments: ["while :; do :; done", "trap '' TERM; while :; do :; done"])
  func `nothing is left when the desk is left`(script: String) throws {
    let place = try Place()
    let exchange = try place.exchange(running: script)
    try exchange.begin(.push)
    let pid = try #require(exchange.pid)
    exchange.close(within: 0)
    #expect(waitpid(pid, nil, WNOHANG) == -1 && errno == ECHILD)
    exchange.close()
  }

  @Test func `what it started goes with it`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "sleep 1000 & echo $! > $OUT/child; mv $OUT/child $OUT/grandchild; wait")
    try exchange.begin(.push)
    eventually("it starts another") { FileManager.default.fileExists(atPath: place.file("grandchild")) }
    let child = try #require(pid_t(try place.text("grandchild").trimmingCharacters(in: .newlines)))
    exchange.stop()
    #expect(exchange.all().end == .killed(SIGTERM))
    eventually("it is gone") { kill(child, 0) != 0 || isZombie(child) }
  }

  private func isZombie(_ pid: pid_t) -> Bool {
    let facts = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    return facts.isEmpty || facts.contains(") Z ")
  }

  @Test func `a flood of good lines is taken in small portions, and can be stopped`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "exec yes '{\"event\":\"progress\",\"entries\":1,\"ofEntries\":2}'")
    try exchange.begin(.push)
    var most = 0
    for _ in 1...50 {
      let news = exchange.news()
      #expect(news.end == nil)
      most = max(most, news.lines.count)
    }
    eventually("it speaks") {
      most = max(most, exchange.news().lines.count)
      return most > 0
    }
    // A look reads 64 KiB at most.
    #expect(most <= (64 << 10) / 40)
    exchange.stop()
    #expect(exchange.all().end == .killed(SIGTERM))
  }

  @Test(arguments: [
    "exec yes nonsense", "head -c 200000 /dev/zero | tr '\\0' a; exec sleep 1000", "exec cat /dev/zero",
    "exec yes ''", "exec yes '{\"event\":\"launched\"}'",
  ])
  func `one that says what cannot be read is given up and killed`(script: String) throws {
    let place = try Place()
    let exchange = try place.exchange(running: script)
    try exchange.begin(.push)
    let pid = try #require(exchange.pid)
    #expect(exchange.all().end == .garbled)
    eventually("it is laid to rest") {
      _ = exchange.news()
      return waitpid(pid, nil, WNOHANG) == -1 && errno == ECHILD
    }
    // The next one is heard as if nothing had been.
    _ = try place.exchange(running: "echo '{\"event\":\"done\"}'")
    try exchange.begin(.push)
    #expect(exchange.all() == SyncNews(lines: [SyncLine(.done)], end: .exited(0)))
  }

  @Test(arguments: [
    ("exit 3", SyncEnd.exited(3)), ("kill -9 $$", .killed(9)), ("kill -TERM $$", .killed(15)), ("", .exited(0)),
  ])
  func `one that goes without a word is known by how it went`(script: String, end: SyncEnd) throws {
    let place = try Place()
    let exchange = try place.exchange(running: script)
    try exchange.begin(.push)
    #expect(exchange.all() == SyncNews(end: end))
  }

  @Test func `a last line without its newline is none`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "printf '{\"event\":\"done\"}'")
    try exchange.begin(.push)
    #expect(exchange.all() == SyncNews(end: .exited(0)))
  }

  @Test func `what it complains about is kept up to a bound, and never blocks it`() throws {
    let place = try Place()
    let exchange = try place.exchange(
      running: "head -c 1000000 /dev/zero | tr '\\0' b >&2; echo '{\"event\":\"done\"}'")
    try exchange.begin(.push)
    #expect(exchange.all() == SyncNews(lines: [SyncLine(.done)], end: .exited(0)))
    let log = try place.text("tiepsuc-sync.log")
    #expect(!log.isEmpty && log.utf8.count <= 64 << 10)
    for _ in 1...8 {
      try exchange.begin(.push)
      _ = exchange.all()
    }
    #expect(try place.text("tiepsuc-sync.log").utf8.count <= (256 + 64) << 10)
  }

  @Test func `a program that is not there, or cannot be started, is said so`() throws {
    let place = try Place()
    let missing = LiveExchange(folder: place.path, program: place.file("nothing"), journal: { nil }, clock: { 0 })
    #expect(throws: ExchangeTrouble.missing) { try missing.start(.push) }
    try place.write("broken", "\u{7f}ELF nothing")
    chmod(place.file("broken"), 0o700)
    let broken = LiveExchange(folder: place.path, program: place.file("broken"), journal: { nil }, clock: { 0 })
    #expect(throws: ExchangeTrouble.notStarted(code: ENOEXEC)) { try broken.begin(.push) }
    #expect(broken.news() == SyncNews())
  }

  @Test func `a hundred runs leave no descriptor open`() throws {
    let place = try Place()
    let exchange = try place.exchange(running: "echo '{\"event\":\"done\"}'")
    func mine() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0))?.hasPrefix("pipe:") == true
      }
    }
    try exchange.begin(.push)
    _ = exchange.all()
    let pipes = try mine()
    for _ in 1...100 {
      try exchange.begin(.push)
      _ = exchange.all()
    }
    // Other tests run meanwhile, and have some of their own.
    #expect(try mine() < pipes + 100)
  }
}
