import CFaultVFS
import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing

/// How an incarnation is begun.
enum Beginning: CaseIterable, Sendable {
  case incarnation, identity, copy

  func run(_ folder: TemporaryFolder, _ store: JournalStore) throws {
    switch self {
    case .incarnation: _ = try store.beginIncarnation()
    case .identity: _ = try store.renewIdentity()
    case .copy: break
    }
  }

  var marks: MachineMarks { self == .copy ? .other : .sample }
  var reason: IncarnationReason {
    switch self {
    case .incarnation: .restored
    case .identity: .renewed
    case .copy: .copied
    }
  }
}

@Suite(.ownThread) struct IncarnationFaultTests {
  /// A journal with an entry, a contact and a session in progress, closed or as a crash leaves it.
  private func journal(isClosed: Bool = true) throws -> TemporaryFolder {
    let folder = TemporaryFolder(isPlayed: true)
    let store = try folder.open()
    try store.keep(sessions: 4, seed: 1)
    _ = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    _ = try store.begin(.sample, event: [5])
    if !isClosed { return try folder.crashed() }
    try store.close()
    return folder
  }

  /// Begins an incarnation while the disk has a fault at one call of SQLite; says what came of it.
  private func begin(
    _ beginning: Beginning, _ folder: TemporaryFolder, _ kind: Int, at call: Int, power: Bool = false
  ) -> (any Error)? {
    do {
      if beginning != .copy {
        let store = try folder.open(seed: 3)
        fault_arm(folder.path, Int32(kind), call, power ? 1 : 0)
        try beginning.run(folder, store)
        try store.close()
      } else {
        fault_arm(folder.path, Int32(kind), call, power ? 1 : 0)
        try folder.open(seed: 3, on: beginning.marks).close()
      }
      return nil
    } catch {
      return error
    }
  }

  /// The journal opens with everything in it, and with one more incarnation at most; returns how many incarnations
  /// there are.
  private func incarnations(_ beginning: Beginning, _ folder: TemporaryFolder, _ note: String) throws -> Int {
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    let store = try folder.open(seed: 4, on: beginning.marks)
    #expect(try store.verify().isWhole, "\(note)")
    #expect(try store.expectWholePlaces(note) == 5, "\(note)")
    #expect(try store.drafts().map(\.events) == [[[5]]] && store.contact(row: 5) == .sample, "\(note)")
    let incarnations = try store.incarnations()
    #expect(
      incarnations.count <= 2 && incarnations.dropFirst().allSatisfy { $0.reason == beginning.reason },
      "\(note): \(incarnations)")
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    #expect(kept.row == 6 && kept.id.sequence == (incarnations.count == 2 ? 1 : 6), "\(note)")
    let last = incarnations.last?.head.last
    let file = try #require(KeyFile(try folder.bytes("device.key")))
    #expect(file.key.device == last?.device && file.incarnation == last?.incarnation, "\(note)")
    #expect(file.beginning == nil && store.signingKey(of: incarnations[0].head.last.device) != nil, "\(note)")
    try store.close()
    return incarnations.count
  }

  private func calls(_ beginning: Beginning) throws -> Int {
    #expect(fault_register() == 0)
    let folder = try journal()
    #expect(begin(beginning, folder, FAULT_NONE, at: 0) == nil)
    return fault_calls(folder.path)
  }

  @Test(arguments: Beginning.allCases, [FAULT_IO_FOREVER, FAULT_FULL_FOREVER, FAULT_DEATH, FAULT_TORN_DEATH])
  func `a fault that stays, at every call while an incarnation begins: the next start finishes it`(
    beginning: Beginning, kind: Int
  ) throws {
    let calls = try calls(beginning)
    #expect(calls > 5)
    for call in 1...calls {
      let folder = try journal()
      let note = "\(beginning) \(kind) call \(call)"
      let problem = begin(beginning, folder, kind, at: call)
      switch problem as? JournalProblem {
      case nil, .disk?, .full?: break
      case let other?: Issue.record("\(note): \(other)")
      }
      // The key file had promised it before the first call to the journal.
      #expect(try incarnations(beginning, folder, note) == 2, "\(note)")
    }
  }

  @Test(arguments: Beginning.allCases, [1, 2] as [UInt64])
  func `a power cut at every call while an incarnation begins: the next start finishes it`(
    beginning: Beginning, seed: UInt64
  ) throws {
    let calls = try calls(beginning)
    for call in 1...calls {
      let folder = try journal()
      _ = begin(beginning, folder, FAULT_TORN_DEATH, at: call, power: true)
      fault_cut_power(folder.path, seed &* 1_000_003 &+ UInt64(call))
      try? FileManager.default.removeItem(atPath: folder.file("journal.sqlite-shm"))
      #expect(try incarnations(beginning, folder, "\(beginning) call \(call)") == 2, "call \(call)")
    }
  }

  @Test(arguments: [Beginning.incarnation, .identity], [FAULT_IO_ONCE, FAULT_FULL_ONCE])
  func `a fault that passes, at every call: the incarnation before goes on, and tried again the new one begins once`(
    beginning: Beginning, kind: Int
  ) throws {
    let calls = try calls(beginning)
    for call in 1...calls {
      let folder = try journal()
      let store = try folder.open(seed: 3)
      fault_arm(folder.path, Int32(kind), call, 0)
      do { try beginning.run(folder, store) } catch {
        #expect(try store.incarnations().count == 1, "call \(call)")
        try beginning.run(folder, store)
      }
      fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
      try store.close()
      #expect(try incarnations(beginning, folder, "\(beginning) \(kind) call \(call)") == 2)
    }
  }

  @Test(arguments: [Beginning.incarnation, .identity])
  func `while the disk is full entries go on under the incarnation before, when there is space again`(
    beginning: Beginning
  ) throws {
    #expect(fault_register() == 0)
    let folder = try journal()
    let store = try folder.open(seed: 3)
    fault_arm(folder.path, Int32(FAULT_FULL_FOREVER), 1, 0)
    #expect(throws: JournalProblem.self) { try beginning.run(folder, store) }
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    try store.keep(sessions: 2, seed: 5)
    #expect(try store.incarnations().map(\.head.last.sequence) == [7])
    // An incarnation that is asked for now is the one that was promised.
    _ = try store.beginIncarnation()
    #expect(try store.incarnations().map(\.reason) == [.start, beginning.reason])
    try store.keep(sessions: 2, seed: 6)
    try store.close()
    let again = try folder.open()
    #expect(try again.incarnations().map(\.head.last.sequence) == [7, 2] && again.verify().isWhole)
    #expect(try again.expectWholePlaces() == 9)
  }

  @Test(arguments: [Beginning.incarnation, .identity])
  func `a key file that cannot be written begins nothing`(beginning: Beginning) throws {
    let folder = try journal()
    let store = try folder.open(seed: 3)
    let key = try folder.bytes("device.key")
    let blocked = Files.hiddenName(folder.file("device.key"))
    try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
    #expect(throws: JournalProblem.notWritable(path: blocked)) { try beginning.run(folder, store) }
    #expect(try store.incarnations().count == 1 && folder.bytes("device.key") == key)
    try store.keep(sessions: 1, seed: 9)
    try FileManager.default.removeItem(atPath: blocked)
    try beginning.run(folder, store)
    #expect(try store.incarnations().count == 2 && store.verify().isWhole)
  }

  /// The three states that a crash can leave between the writes: the promise, the incarnation, the promise fulfilled.
  @Test(arguments: Beginning.allCases)
  func `a crash between any two of the writes is finished by the next start, with the same number`(
    beginning: Beginning
  ) throws {
    let before = try journal()
    let key = try #require(KeyFile(try before.bytes("device.key")))
    let after = try before.copy()
    #expect(begin(beginning, after, FAULT_NONE, at: 0) == nil)
    var promise = try #require(KeyFile(try after.bytes("device.key")))
    promise.beginning = beginning.reason.rawValue
    #expect(promise.incarnation == (beginning == .identity ? 1 : 2))
    #expect((promise.key.device == key.key.device) == (beginning != .identity))
    for hasIncarnation in [false, true] {
      let folder = try (hasIncarnation ? after : before).copy()
      try folder.write("device.key", promise.bytes)
      try folder.write("machine", before.bytes("machine"))
      let store = try folder.open(seed: 8, on: beginning.marks)
      #expect(try store.incarnations().map(\.head.last.incarnation) == [1, promise.incarnation], "\(hasIncarnation)")
      #expect(
        store.beganAfterCopy == (beginning == .copy || (beginning == .incarnation && !hasIncarnation)),
        "\(hasIncarnation)")
      try store.close()
      #expect(try incarnations(beginning, folder, "\(hasIncarnation)") == 2)
    }
  }

  @Test func `a process that really ends at a call while it begins incarnations leaves all that it acknowledged`()
    throws
  {
    for call in stride(from: 1, through: 300, by: 19) {
      let folder = TemporaryFolder(isPlayed: true)
      var sample = try SampleProcess(folder.path, exitAt: call, beginsIncarnations: true)
      let said = sample.readAll()
      #expect(sample.wait() == .exited(9), "call \(call): \(said)")
      try said.expectIncarnations(in: folder, "call \(call)")
    }
  }

  @Test(arguments: 0..<4) func `a process that is killed at any moment while it begins incarnations loses none`(
    seed: UInt64
  )
    throws
  {
    var chance = SplitMix64(seed: seed)
    let folder = TemporaryFolder(isPlayed: true)
    for round in 0..<8 {
      var sample = try SampleProcess(folder.path, exitAt: nil, beginsIncarnations: true)
      let said = sample.read(lines: 1 + chance.below(60))
      sample.kill()
      #expect(sample.wait() == .killed)
      try (said + sample.readAll()).expectIncarnations(in: folder, "round \(round)")
    }
  }
}

extension [Acknowledgement] {
  /// Every incarnation and entry in the list is in the journal, and at most one more of each.
  fileprivate func expectIncarnations(in folder: TemporaryFolder, _ note: String) throws {
    // The process used the machine's own marks, and so does whoever opens it next.
    let store = try folder.open(on: .live)
    #expect(try store.verify().isWhole, "\(note)")
    let (incarnations, entries) = (try store.incarnations().count, try store.entryCount())
    let saidIncarnations = compactMap { if case .incarnations(let count) = $0 { count } else { nil } }.last
    let saidEntries = compactMap { if case .entry(let row, _) = $0 { Int(row) } else { nil } }.last
    if let saidIncarnations {
      #expect(incarnations == saidIncarnations || incarnations == saidIncarnations + 1, "\(note)")
    }
    if let saidEntries { #expect(entries == saidEntries || entries == saidEntries + 1, "\(note)") }
    #expect(try store.expectWholePlaces(note) == entries)
    #expect(try store.openContacts(after: 0, limit: 9_999).count == entries, "\(note)")
    try store.close()
  }
}
