import CFaultVFS
import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing

/// A working day in some steps; each changes the journal once.
private struct Script {
  typealias Step = @Sendable (inout Day) throws -> Void

  /// What the steps hand on to each other.
  struct Day {
    let store: JournalStore
    var bodies = Bodies(seed: 5)
    var sessions: [SessionID] = []
    var kept: [KeptEntry] = []

    init(store: JournalStore) { self.store = store }
  }

  static let steps: [Step] =
    [
      { _ = try $0.store.addVolunteer(named: "Lò Thị Mười") },
      { try $0.store.set("unit", "00004") },
      { $0.sessions.append(try $0.store.begin(.sample, event: [0])) },
      { try $0.store.append([1], number: 1, to: $0.sessions[0]) },
      { try $0.store.append([2, 2], number: 2, to: $0.sessions[0]) },
      { $0.sessions.append(try $0.store.begin(.sample, event: Array(repeating: 9, count: 9_000))) },
      { try $0.store.append([3], number: 1, to: $0.sessions[1]) },
      { day in
        let body = EntryBody.session(day.bodies.chosen(1))
        day.kept.append(try day.store.keep(body, closing: day.sessions[0], contact: .sample))
      },
      { day in
        let body = EntryBody.amendment(of: day.kept[0].id, Amendment(satisfaction: 2), by: nil, at: .sample)
        day.kept.append(try day.store.keep(body, closing: nil, contact: nil))
      },
      { try $0.store.discard($0.sessions[1]) },
      { $0.sessions.append(try $0.store.begin(.sample, event: [0])) },
      { day in
        let body = EntryBody.cancelled(CancelledFacts(day: Moment.sample.day, unit: "00004"))
        _ = try day.store.keep(body, closing: day.sessions[2], contact: nil)
      },
      { $0.kept.append(try $0.store.erase(row: $0.kept[0].row, at: .sample)) },
      { day in
        let body = EntryBody.session(day.bodies.chosen(2))
        day.kept.append(try day.store.keep(body, closing: nil, contact: .sample))
      },
      { try $0.store.keepMany((3...12).map { .session(Bodies(seed: 5).chosen(UInt64($0))) }) },
      { $0.kept.append(try $0.store.closeFollowUp(row: $0.kept[3].row, by: nil, at: .sample)) },
      { try $0.store.set("unit", "00091") },
    ]

  /// All that a journal says, as text.
  static func snapshot(_ store: JournalStore) throws -> String {
    var lines = ["\(try store.settings().sorted { $0.key < $1.key })", "\(try store.volunteers().map(\.name))"]
    lines.append("\(try store.count(on: Moment.sample.day).cancelled) cancelled")
    for draft in try store.drafts() { lines.append("\(draft.session.rawValue) \(draft.events.map(\.count))") }
    for line in try store.all() {
      let detail = try store.detail(row: line.row)
      let body = try EntryBytes.encode(StoredEntry(id: line.id, previous: .zero, body: detail.body))
      lines.append("\(line.row) \(EntryHash(of: body)) \(detail.hasContact)")
    }
    return lines.joined(separator: "\n")
  }
}

extension Bodies {
  /// The same session for the same number.
  fileprivate func chosen(_ number: UInt64) -> SessionFacts {
    var bodies = Bodies(seed: number)
    return bodies.session()
  }
}

/// The script without any fault: what the journal says after each step, and how many calls there are.
private struct Rehearsal {
  var snapshots: [String] = []
  var calls = 0

  static let shared = Result { try Rehearsal() }

  private init() throws {
    #expect(fault_register() == 0)
    let folder = TemporaryFolder()
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    var day = Script.Day(store: try folder.open())
    snapshots = [try Script.snapshot(day.store)]
    for step in Script.steps {
      try step(&day)
      snapshots.append(try Script.snapshot(day.store))
    }
    try day.store.close()
    calls = fault_calls(folder.path)
  }
}

/// How far the script came.
private struct Outcome {
  /// Steps that were acknowledged.
  var done = 0
  /// What the first step that was not said.
  var problem: (any Error)?
}

@Suite(.ownThread) struct FaultTests {
  /// Plays the script with a fault at one call. `mend`: what happens after the first failure, before it is tried again;
  /// nil stops there.
  private func play(
    _ folder: TemporaryFolder, _ kind: Int, at call: Int, power: Bool = false, mend: (() -> Void)?
  ) -> Outcome {
    var outcome = Outcome()
    fault_arm(folder.path, Int32(kind), call, power ? 1 : 0)
    do {
      var day = Script.Day(store: try open(folder, mend))
      for step in Script.steps {
        do { try step(&day) } catch {
          outcome.problem = error
          guard let mend else { return outcome }
          mend()
          try step(&day)
        }
        outcome.done += 1
      }
      try day.store.close()
    } catch {
      outcome.problem = error
    }
    return outcome
  }

  private func open(_ folder: TemporaryFolder, _ mend: (() -> Void)?) throws -> JournalStore {
    do { return try folder.open() } catch {
      guard let mend else { throw error }
      mend()
      return try folder.open()
    }
  }

  /// After everything: the journal opens, is whole, says what it said before or after the step that failed, and works.
  private func expect(_ folder: TemporaryFolder, _ outcome: Outcome, _ rehearsal: Rehearsal, _ note: String) throws {
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    let store = try folder.open(seed: 70)
    let report = try store.verify()
    #expect(report.isWhole && report.missing == 0, "\(note): \(report)")
    let found = try Script.snapshot(store)
    let allowed = rehearsal.snapshots[outcome.done...].prefix(outcome.problem == nil ? 1 : 2)
    #expect(allowed.contains(found), "\(note): \(outcome)")
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    try store.close()
  }

  @Test(arguments: [FAULT_IO_FOREVER, FAULT_FULL_FOREVER, FAULT_DEATH, FAULT_TORN_DEATH])
  func `a fault that stays, at every call: nothing acknowledged is lost, nothing is half`(kind: Int) throws {
    let rehearsal = try Rehearsal.shared.get()
    for call in 1...rehearsal.calls {
      let folder = TemporaryFolder(isPlayed: true)
      let outcome = play(folder, kind, at: call, mend: nil)
      switch outcome.problem as? JournalProblem {
      case nil, .disk(folder.journal, _)?: break
      case .full(folder.journal, _)? where kind == FAULT_FULL_FOREVER: break
      case let problem?: Issue.record("call \(call): \(problem)")
      }
      try expect(folder, outcome, rehearsal, "call \(call)")
    }
  }

  @Test(arguments: [FAULT_IO_ONCE, FAULT_FULL_ONCE])
  func `a fault that passes, at every call: what failed can be tried again, and happens once`(kind: Int) throws {
    let rehearsal = try Rehearsal.shared.get()
    for call in 1...rehearsal.calls {
      let folder = TemporaryFolder(isPlayed: true)
      var outcome = play(folder, kind, at: call, mend: {})
      #expect(outcome.done == Script.steps.count, "call \(call): \(outcome)")
      if outcome.done == Script.steps.count { outcome.problem = nil }
      try expect(folder, outcome, rehearsal, "call \(call)")
    }
  }

  @Test func `a disk that is full, then has space again, at every call: the citizen can be finished`() throws {
    let rehearsal = try Rehearsal.shared.get()
    for call in 1...rehearsal.calls {
      let folder = TemporaryFolder(isPlayed: true)
      var outcome = play(
        folder, FAULT_FULL_FOREVER, at: call, mend: { fault_arm(folder.path, Int32(FAULT_NONE), 0, 0) })
      if let problem = outcome.problem as? JournalProblem {
        if case .full(folder.journal, _) = problem {} else { Issue.record("call \(call): \(problem)") }
      }
      #expect(outcome.done == Script.steps.count, "call \(call): \(outcome)")
      outcome.problem = nil
      try expect(folder, outcome, rehearsal, "call \(call)")
    }
  }

  @Test(arguments: [0, 1, 2]) func `a power cut at every call, whatever of the unsynced reached the disk`(
    seed: UInt64
  ) throws {
    let rehearsal = try Rehearsal.shared.get()
    for call in 1...rehearsal.calls {
      let folder = TemporaryFolder(isPlayed: true)
      let outcome = play(
        folder, seed.isMultiple(of: 2) ? FAULT_DEATH : FAULT_TORN_DEATH, at: call, power: true, mend: nil)
      fault_cut_power(folder.path, seed == 0 ? 0 : seed &* 1_000_003 &+ UInt64(call))
      try? FileManager.default.removeItem(atPath: folder.file("journal.sqlite-shm"))
      try expect(folder, outcome, rehearsal, "call \(call)")
    }
  }

  @Test(arguments: [FAULT_IO_ONCE, FAULT_IO_FOREVER, FAULT_FULL_FOREVER, FAULT_DEATH])
  func `a fault of the search index, at every call, costs no entry and no result`(kind: Int) throws {
    #expect(fault_register() == 0)
    let calls = try searchDuring(FAULT_NONE, at: 0)
    #expect(calls > 15)
    for call in 1...calls { _ = try searchDuring(kind, at: call) }
  }

  /// Keeps and searches in turn while the index's file has a fault; returns how many calls there were.
  private func searchDuring(_ kind: Int, at call: Int) throws -> Int {
    let folder = TemporaryFolder(isPlayed: true)
    let index = folder.file("search.sqlite")
    defer { fault_disarm(index) }
    let store = try folder.open()
    try store.keep(sessions: 5, seed: 1)
    fault_arm(index, Int32(kind), call, 0)
    for seed in 2...3 as ClosedRange<UInt64> {
      #expect(try store.all(EntryFilter(words: "tn0")).count == store.entryCount(), "call \(call)")
      try store.keep(sessions: 5, seed: seed)
    }
    let calls = fault_calls(index)
    do { try store.close() } catch .disk, .full {}
    fault_arm(index, Int32(FAULT_NONE), 0, 0)
    let again = try folder.open()
    #expect(try again.all(EntryFilter(words: "tn0")).count == 15, "call \(call)")
    try again.close()
    return calls
  }

  @Test func `entries that were just kept are found although the disk is full`() throws {
    #expect(fault_register() == 0)
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    try store.keep(sessions: 40, seed: 1)
    #expect(try store.page(EntryFilter(words: "tn0"), .newest, limit: 99).count == 40)
    try store.keep(sessions: 20, seed: 2)
    fault_arm(folder.path, Int32(FAULT_FULL_FOREVER), 1, 0)
    let rows = Array((1...60).reversed()).map(Int64.init)
    #expect(try store.page(EntryFilter(words: "tn0"), .newest, limit: 99).map(\.row) == rows)
    #expect(try store.page(EntryFilter(words: "tn0"), .oldest, limit: 30).map(\.row) == Array(rows.suffix(30)))
    #expect(try store.page(EntryFilter(words: "tn0"), .before(45), limit: 10).map(\.row) == Array(rows[16..<26]))
    #expect(throws: JournalProblem.self) { try store.keep(sessions: 1, seed: 3) }
    fault_arm(folder.path, Int32(FAULT_NONE), 1, 0)
    try store.keep(sessions: 1, seed: 3)
    #expect(try store.page(EntryFilter(words: "tn0"), .newest, limit: 99).count == 61)
    #expect(try store.verify().isWhole)
  }

  @Test func `a process that really ends at a call leaves all that it acknowledged`() throws {
    for call in stride(from: 1, through: 400, by: 23) {
      let folder = TemporaryFolder(isPlayed: true)
      var sample = try SampleProcess(folder.path, exitAt: call)
      let said = sample.readAll()
      #expect(sample.wait() == .exited(9), "call \(call): \(said)")
      try said.expectKept(in: folder)
    }
  }

  @Test(arguments: 0..<6) func `a process that is killed at any moment leaves all that it acknowledged`(seed: UInt64)
    throws
  {
    var chance = SplitMix64(seed: seed)
    let folder = TemporaryFolder()
    for _ in 0..<8 {
      var sample = try SampleProcess(folder.path, exitAt: nil)
      let said = sample.read(lines: 1 + chance.below(120))
      sample.kill()
      #expect(sample.wait() == .killed)
      try (said + sample.readAll()).expectKept(in: folder)
    }
  }
}

extension [Acknowledgement] {
  /// Everything in the list is in the journal, and the journal is whole.
  fileprivate func expectKept(in folder: TemporaryFolder) throws {
    let store = try folder.open()
    #expect(try store.verify().isWhole)
    let count = try store.entryCount()
    let drafts = Dictionary(uniqueKeysWithValues: try store.drafts().map { ($0.session.rawValue, $0.events) })
    var finished: Set<Int64> = []
    for case .entry(let row, let session) in self {
      #expect(row <= Int64(count))
      #expect(drafts[session] == nil)
      finished.insert(session)
    }
    let last = reversed().lazy.compactMap { if case .event(let session, _) = $0 { session } else { nil } }.first
    for case .event(let session, let number) in self where !finished.contains(session) {
      // The last session may have been finished in the moment of the end, before it was said.
      if drafts[session] == nil && session == last { continue }
      #expect(drafts[session]?.indices.contains(number) == true, "event \(number) of \(session)")
      #expect(drafts[session]?[number] == [UInt8]("event \(number)".utf8))
    }
    for draft in try store.drafts() { try store.discard(draft.session) }
    try store.close()
  }
}
