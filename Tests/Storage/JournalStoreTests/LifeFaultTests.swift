import CFaultVFS
import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import Testing

/// How a life is begun.
enum Beginning: CaseIterable, Sendable {
  case life, identity, copy

  func run(_ folder: TemporaryFolder, _ store: JournalStore) throws {
    switch self {
    case .life: _ = try store.beginLife()
    case .identity: _ = try store.renewIdentity()
    case .copy: break
    }
  }

  var marks: MachineMarks { self == .copy ? .other : .sample }
  var reason: LifeReason {
    switch self {
    case .life: .restored
    case .identity: .renewed
    case .copy: .copied
    }
  }
}

@Suite struct LifeFaultTests {
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

  /// Begins a life while the disk has a fault at one call of SQLite; says what came of it.
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

  /// The journal opens with everything in it, and with one more life at most; returns how many lives there are.
  private func lives(_ beginning: Beginning, _ folder: TemporaryFolder, _ note: String) throws -> Int {
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    let store = try folder.open(seed: 4, on: beginning.marks)
    #expect(try store.verify().isWhole, "\(note)")
    #expect(try store.expectWholePlaces(note) == 5, "\(note)")
    #expect(try store.drafts().map(\.events) == [[[5]]] && store.contact(row: 5) == .sample, "\(note)")
    let lives = try store.lives()
    #expect(lives.count <= 2 && lives.dropFirst().allSatisfy { $0.reason == beginning.reason }, "\(note): \(lives)")
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    #expect(kept.row == 6 && kept.id.sequence == (lives.count == 2 ? 1 : 6), "\(note)")
    let last = lives.last?.head.last
    let file = try #require(KeyFile(try folder.bytes("device.key")))
    #expect(file.key.device == last?.device && file.incarnation == last?.incarnation, "\(note)")
    #expect(file.beginning == nil && store.signingKey(of: lives[0].head.last.device) != nil, "\(note)")
    try store.close()
    return lives.count
  }

  private func calls(_ beginning: Beginning) throws -> Int {
    #expect(fault_register() == 0)
    let folder = try journal()
    #expect(begin(beginning, folder, FAULT_NONE, at: 0) == nil)
    return fault_calls(folder.path)
  }

  @Test(arguments: Beginning.allCases, [FAULT_IO_FOREVER, FAULT_FULL_FOREVER, FAULT_DEATH, FAULT_TORN_DEATH])
  func `a fault that stays, at every call while a life begins: the next start finishes it`(
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
      #expect(try lives(beginning, folder, note) == 2, "\(note)")
    }
  }

  @Test(arguments: Beginning.allCases, [1, 2] as [UInt64])
  func `a power cut at every call while a life begins: the next start finishes it`(
    beginning: Beginning, seed: UInt64
  ) throws {
    let calls = try calls(beginning)
    for call in 1...calls {
      let folder = try journal()
      _ = begin(beginning, folder, FAULT_TORN_DEATH, at: call, power: true)
      fault_cut_power(folder.path, seed &* 1_000_003 &+ UInt64(call))
      try? FileManager.default.removeItem(atPath: folder.file("journal.sqlite-shm"))
      #expect(try lives(beginning, folder, "\(beginning) call \(call)") == 2, "call \(call)")
    }
  }

  @Test(arguments: [Beginning.life, .identity], [FAULT_IO_ONCE, FAULT_FULL_ONCE])
  func `a fault that passes, at every call: the life before goes on, and tried again the new one begins once`(
    beginning: Beginning, kind: Int
  ) throws {
    let calls = try calls(beginning)
    for call in 1...calls {
      let folder = try journal()
      let store = try folder.open(seed: 3)
      fault_arm(folder.path, Int32(kind), call, 0)
      do { try beginning.run(folder, store) } catch {
        #expect(try store.lives().count == 1, "call \(call)")
        try beginning.run(folder, store)
      }
      fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
      try store.close()
      #expect(try lives(beginning, folder, "\(beginning) \(kind) call \(call)") == 2)
    }
  }

  @Test(arguments: [Beginning.life, .identity])
  func `while the disk is full entries go on under the life before, when there is space again`(
    beginning: Beginning
  ) throws {
    #expect(fault_register() == 0)
    let folder = try journal()
    let store = try folder.open(seed: 3)
    fault_arm(folder.path, Int32(FAULT_FULL_FOREVER), 1, 0)
    #expect(throws: JournalProblem.self) { try beginning.run(folder, store) }
    fault_arm(folder.path, Int32(FAULT_NONE), 0, 0)
    try store.keep(sessions: 2, seed: 5)
    #expect(try store.lives().map(\.head.last.sequence) == [7])
    // A life that is asked for now is the one that was promised.
    _ = try store.beginLife()
    #expect(try store.lives().map(\.reason) == [.start, beginning.reason])
    try store.keep(sessions: 2, seed: 6)
    try store.close()
    let again = try folder.open()
    #expect(try again.lives().map(\.head.last.sequence) == [7, 2] && again.verify().isWhole)
    #expect(try again.expectWholePlaces() == 9)
  }

  @Test(arguments: [Beginning.life, .identity])
  func `a key file that cannot be written begins nothing`(beginning: Beginning) throws {
    let folder = try journal()
    let store = try folder.open(seed: 3)
    let key = try folder.bytes("device.key")
    let blocked = Files.hiddenName(folder.file("device.key"))
    try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
    #expect(throws: JournalProblem.notWritable(path: blocked)) { try beginning.run(folder, store) }
    #expect(try store.lives().count == 1 && folder.bytes("device.key") == key)
    try store.keep(sessions: 1, seed: 9)
    try FileManager.default.removeItem(atPath: blocked)
    try beginning.run(folder, store)
    #expect(try store.lives().count == 2 && store.verify().isWhole)
  }

  /// The three states that a crash can leave between the writes: the promise, the life, the promise fulfilled.
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
    for hasLife in [false, true] {
      let folder = try (hasLife ? after : before).copy()
      try folder.write("device.key", promise.bytes)
      try folder.write("machine", before.bytes("machine"))
      let store = try folder.open(seed: 8, on: beginning.marks)
      #expect(try store.lives().map(\.head.last.incarnation) == [1, promise.incarnation], "\(hasLife)")
      #expect(store.beganAfterCopy == (beginning == .copy || (beginning == .life && !hasLife)), "\(hasLife)")
      try store.close()
      #expect(try lives(beginning, folder, "\(hasLife)") == 2)
    }
  }

  @Test func `a process that really ends at a call while it begins lives leaves all that it acknowledged`() throws {
    for call in stride(from: 1, through: 300, by: 19) {
      let folder = TemporaryFolder(isPlayed: true)
      var sample = try SampleProcess(folder.path, exitAt: call, beginsLives: true)
      let said = sample.readAll()
      #expect(sample.wait() == .exited(9), "call \(call): \(said)")
      try said.expectLives(in: folder, "call \(call)")
    }
  }

  @Test(arguments: 0..<4) func `a process that is killed at any moment while it begins lives loses none`(seed: UInt64)
    throws
  {
    var chance = SplitMix64(seed: seed)
    let folder = TemporaryFolder(isPlayed: true)
    for round in 0..<8 {
      var sample = try SampleProcess(folder.path, exitAt: nil, beginsLives: true)
      let said = sample.read(lines: 1 + chance.below(60))
      sample.kill()
      #expect(sample.wait() == .killed)
      try (said + sample.readAll()).expectLives(in: folder, "round \(round)")
    }
  }
}

extension [Acknowledgement] {
  /// Every life and entry in the list is in the journal, and at most one more of each.
  fileprivate func expectLives(in folder: TemporaryFolder, _ note: String) throws {
    // The process used the machine's own marks, and so does whoever opens it next.
    let store = try folder.open(on: .live)
    #expect(try store.verify().isWhole, "\(note)")
    let (lives, entries) = (try store.lives().count, try store.entryCount())
    let saidLives = compactMap { if case .lives(let count) = $0 { count } else { nil } }.last
    let saidEntries = compactMap { if case .entry(let row, _) = $0 { Int(row) } else { nil } }.last
    if let saidLives { #expect(lives == saidLives || lives == saidLives + 1, "\(note)") }
    if let saidEntries { #expect(entries == saidEntries || entries == saidEntries + 1, "\(note)") }
    #expect(try store.expectWholePlaces(note) == entries)
    #expect(try store.openContacts(after: 0, limit: 9_999).count == entries, "\(note)")
    try store.close()
  }
}
