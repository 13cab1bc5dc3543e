import ArgumentParser
import Checklists
import DeskLive
import Foundation
import Journal
import JournalStore
import Platform

/// Search, scrolling and memory in a large journal.
struct SearchFigures {
  var desks: Desks
  var entries: Int
  /// A journal to use; nil: one is filled, and gone afterwards.
  var folder: String?

  func run(_ report: inout Report) throws {
    if let folder { return try run(folder, &report) }
    try withTemporaryFolder { try run($0 + "/journal", &report) }
  }

  private func run(_ folder: String, _ report: inout Report) throws {
    report.title("Search and scroll, newest first, ms; 500 questions of each kind, each asked once")
    if !FileManager.default.fileExists(atPath: folder + "/journal.sqlite") {
      let start = Pty.now()
      try Desks.fill(folder, entries: entries)
      report.line("filled", "\(entries) entries in \((Double(Pty.now() - start) / 1e9).short) s")
    }
    let facts = try probe(folder)
    report.line("entries", "\(Int(facts["entries", default: .nan]))")
    for name in Probe.classes.map(\.name) + ["page", "filtered page"] {
      report.line(
        name, "median \(facts[name + " p50", default: .nan].short)  p99 \(facts[name + " p99", default: .nan].short)")
    }
    report.line("open the journal", facts["open", default: .nan].short)
    report.line("first search, opens the index", facts["first search", default: .nan].short)
    for (name, limit) in Probe.classes.map({ ($0.name, $0.limit) }) {
      report.add(Goal(name: "\(name), p99", value: facts[name + " p99", default: .nan], limit: limit, unit: " ms"))
    }
    report.line("memory of a process that only asks", "\(facts["memory", default: .nan].short) MB at most")
    try deskMemory(folder, &report)
    report.limit("the list of rows of each word in the index; a prefix merges the lists of all its words")
  }

  /// Asks in a process of its own, so that its memory is that of the questions.
  private func probe(_ folder: String) throws -> [String: Double] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["probe", "--data", folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw failure("The probe ended early.") }
    let pairs = text.split(separator: "\n").compactMap { line -> (String, Double)? in
      let parts = line.split(separator: "=")
      return parts.count == 2 ? (String(parts[0]), Double(parts[1]) ?? .nan) : nil
    }
    return Dictionary(pairs) { $1 }
  }

  /// The real desk opens the journal, scrolls from end to end, and searches as somebody types.
  private func deskMemory(_ folder: String, _ report: inout Report) throws {
    let desk = try desks.open(folder)
    defer { desk.stop() }
    guard desk.settle(quiet: 100, limitSeconds: 30) else { throw failure("tiepsuc did not start.") }
    report.line("tiepsuc, first frame", "\((Double(desk.lastRead - desk.started) / 1e6).short)")
    _ = desk.press("n", quiet: 100)
    for key in ["\u{1B}[6~", "\u{1B}OF", "\u{1B}[5~"] {
      for _ in 0..<20 { _ = desk.press(key, quiet: 5) }
    }
    var times = Sample()
    for key in "/lua dao gia mao".map(String.init) { times.add(Double(desk.press(key, quiet: 150).nanoseconds) / 1e6) }
    report.line("tiepsuc, a letter in the search field", "median \(times.median.short)  slowest \(times.p99.short)")
    let peak = Double(desk.status("VmHWM")) / 1024
    report.line("tiepsuc, resident after all that", "\((Double(desk.status("VmRSS")) / 1024).short) MB")
    report.add(Goal(name: "memory of tiepsuc at most (VmHWM)", value: peak, limit: 60, unit: " MB"))
  }
}

/// `bench probe`: asks a journal many things, and prints how long they took, for `bench desk` to read.
struct Probe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Ask a journal many things; used by desk.", shouldDisplay: false)

  /// Kinds of questions, with the goal for the 99th percentile in milliseconds.
  static let classes: [(name: String, limit: Double)] = [
    ("a word", 5), ("two words", 5), ("a phrase", 5), ("a prefix", 50),
  ]

  /// Rows that a desk of 24 lines asks for at a time.
  private static let rows = 72
  private static let questions = 500

  @Option var data: String

  func run() throws {
    var dice = SplitMix64(seed: 7)
    var store: JournalStore?
    tell("open", try time { store = try JournalStore.open(folder: data, practice: false, now: .now()) })
    guard let store else { return }
    tell("entries", Double(try store.entryCount()))
    store.searchWords = try FileShelf(shipped: shippedFolder()).searchWords()
    try scroll(store, &dice)
    tell("first search", try time { _ = try search("kính ", store) })
    let vocabulary = Words.vocabulary
    for (name, _) in Self.classes {
      var sample = Sample()
      for _ in 0..<Self.questions {
        let words = question(name, vocabulary, &dice)
        // Once: a second time finds warm pages, and nobody asks the same thing three times.
        sample.add(try time { _ = try search(words, store) })
      }
      tell(name, sample)
    }
    tell("memory", Double(processStatus("VmHWM")) / 1024)
    try store.close()
  }

  private func scroll(_ store: JournalStore, _ dice: inout SplitMix64) throws {
    let count = try store.entryCount()
    var (pages, filtered) = (Sample(), Sample())
    for _ in 0..<Self.questions {
      let row = Int64(1 + dice.below(max(1, count)))
      pages.add(try time { _ = try store.page(EntryFilter(), .before(row), limit: Self.rows) })
      var filter = EntryFilter(outcome: dice.pick([.completed, .declined, .notEligible, .referredCounter]))
      if dice.happens(perMille: 500) { filter.volunteer = VolunteerCode(rawValue: "TN12") }
      filtered.add(try time { _ = try store.page(filter, .before(row), limit: Self.rows) })
    }
    tell("page", pages)
    tell("filtered page", filtered)
  }

  private func search(_ words: String, _ store: JournalStore) throws -> Int {
    try store.page(EntryFilter(words: words), .newest, limit: Self.rows).count
  }

  /// What somebody would type: a blank or a quote closes a word, without one it is a beginning.
  private func question(_ name: String, _ vocabulary: [String], _ dice: inout SplitMix64) -> String {
    switch name {
    case "a word": return dice.pick(vocabulary) + " "
    case "two words": return dice.pick(vocabulary) + " " + dice.pick(vocabulary) + " "
    case "a prefix": return String(dice.pick(vocabulary).prefix(1 + dice.below(3)))
    default:
      let words = Words.note(&dice).split { !$0.isLetter }
      let start = dice.below(max(1, words.count - 3))
      return "\"" + words[start...].prefix(2 + dice.below(3)).joined(separator: " ") + "\""
    }
  }

  private func time(_ body: () throws -> Void) rethrows -> Double {
    let start = Pty.now()
    try body()
    return Double(Pty.now() - start) / 1e6
  }

  private func tell(_ name: String, _ value: Double) { print("\(name)=\(value)") }

  private func tell(_ name: String, _ sample: Sample) {
    tell(name + " p50", sample.median)
    tell(name + " p99", sample.p99)
  }
}
