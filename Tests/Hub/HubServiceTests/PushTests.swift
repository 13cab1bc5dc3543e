import Checklists
import HubFixtures
import HubStore
import Journal
import JournalFixtures
import Platform
import Protocol
import Statistics
import TestTraits
import Testing

@testable import HubService

@Suite(.ownThread) struct PushTests {
  private func device(_ hub: InProcessHub, seed: UInt64, entries: Int) async throws -> TestDevice {
    var device = try TestDevice(seed: seed)
    try await hub.enrol(device)
    try device.write(sessions: entries)
    return device
  }

  /// The hub holds just this chain, and its receipt says so.
  private func expectHeld(_ device: TestDevice, _ hub: InProcessHub, receipt: Receipt) async throws {
    #expect(receipt.isSigned(by: hub.key.publicKey))
    #expect(receipt.device == device.id && receipt.incarnation == device.incarnation)
    #expect(receipt.size == device.entries.count && receipt.head == device.head)
    let chains = try await hub.store.chains(of: device.id)
    #expect(chains.map(\.size) == [device.entries.count])
    let chain = try #require(chains.first)
    let held = try await hub.store.entries(of: chain, after: 0, limit: 10_000)
    #expect(held.map(\.bytes) == device.entries)
    #expect(chain.receipt == receipt.line)
  }

  @Test(arguments: StoreKind.allCases)
  func `entries are held byte by byte, and the receipt is true`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let device = try await device(hub, seed: 1, entries: 60)
      let first = try #require(try await hub.push(device, try device.batch(through: 25)).pushed)
      #expect(first.receipt.size == 25)
      #expect(first.receipt.hubIncarnation == 1)
      let second = try #require(try await hub.push(device, try device.batch(after: 25)).pushed)
      #expect(second.answer.quarantined.isEmpty)
      #expect(!second.answer.isForked)
      try await expectHeld(device, hub, receipt: second.receipt)
    }
  }

  @Test func `a batch cut at every byte is refused, and nothing is stored`() async throws {
    try await InProcessHub.with { hub in
      let device = try await device(hub, seed: 2, entries: 3)
      let bytes = try device.batch().bytes
      for length in 0..<bytes.count {
        let answer = try await hub.ask(device, HubRequest(.post, Route.push, body: Array(bytes.prefix(length))))
        #expect(answer.refusal == .malformed)
      }
      #expect(try await hub.store.counts().chains == 0)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `every request twice and five times leaves the same as once`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let device = try await device(hub, seed: 3, entries: 40)
      var receipt: Receipt?
      for (base, last) in [(0, 10), (10, 25), (25, 40)] {
        for _ in 0..<5 {
          let pushed = try #require(try await hub.push(device, try device.batch(after: base, through: last)).pushed)
          #expect(pushed.receipt.size == last)
          receipt = pushed.receipt
        }
      }
      for (base, last) in [(0, 10), (0, 40), (25, 40)] {
        let pushed = try #require(try await hub.push(device, try device.batch(after: base, through: last)).pushed)
        #expect(pushed.receipt.size == 40)
      }
      try await expectHeld(device, hub, receipt: try #require(receipt))
      #expect(try await hub.store.counts().entries == 40)
    }
  }

  @Test func `batches in any order, each sent until it is taken, leave the same chain`() async throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      try await InProcessHub.with { hub in
        let device = try await device(hub, seed: 100 + seed, entries: 30)
        var batches = try stride(from: 0, to: 30, by: 6).map { try device.batch(after: $0, through: $0 + 6) }
        var chance = SplitMix64(seed: seed)
        batches.shuffle(using: &chance)
        var held = 0
        var receipt: Receipt?
        while held < 30 {
          for batch in batches {
            let answer = try await hub.push(device, batch)
            if let pushed = answer.pushed {
              held = pushed.receipt.size
              receipt = pushed.receipt
            } else {
              #expect(answer.refusal == .sizeMismatch)
              #expect(Refusal(bytes: answer.body)?.size == held)
            }
          }
        }
        try await expectHeld(device, hub, receipt: try #require(receipt))
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `64 requests at once, each batch four times, leave each entry once`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind, settings: .forTests { $0.mostWaitingOfDevice = 64 }) { hub in
      let device = try await device(hub, seed: 4, entries: 64)
      let answers = try await withThrowingTaskGroup(of: HubAnswer.self) { group in
        for number in 0..<64 {
          let batch = try device.batch(after: number % 16 * 4, through: number % 16 * 4 + 4)
          group.addTask { try await hub.push(device, batch, wait: 3_600) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.pushed != nil })
      let receipt = try #require(answers.compactMap { $0.pushed?.receipt }.max { $0.size < $1.size })
      try await expectHeld(device, hub, receipt: receipt)
      #expect(hub.hub.metrics.counts.stored == 64)
    }
  }

  @Test func `64 devices at once are not mixed up`() async throws {
    try await InProcessHub.with { hub in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for seed in 0..<64 as Range<UInt64> {
          group.addTask {
            let device = try await device(hub, seed: 1_000 + seed, entries: 5)
            let pushed = try #require(try await hub.push(device, try device.batch()).pushed)
            try await expectHeld(device, hub, receipt: pushed.receipt)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await hub.store.counts().entries == 320)
    }
  }

  @Test func `a push waits for its predecessor and is then taken; without one it is answered in time`() async throws {
    try await InProcessHub.with { hub in
      let device = try await device(hub, seed: 5, entries: 20)
      async let late = hub.push(device, try device.batch(after: 10), wait: 3_600)
      try await eventually { hub.hub.waitingPushes > 0 }
      #expect(try await hub.push(device, try device.batch(through: 10)).pushed?.receipt.size == 10)
      #expect(try await late.pushed?.receipt.size == 20)
      #expect(hub.hub.waitingPushes == 0)
      let far = try device.seal([], after: 20)
      #expect(try await hub.push(device, far).pushed?.receipt.size == 20)
      var longer = device
      try longer.write(sessions: 5)
      let began = ContinuousClock.now
      let answer = try await hub.push(longer, try longer.batch(after: 23), wait: 1)
      #expect(answer.refusal == .sizeMismatch)
      #expect(ContinuousClock.now - began > .milliseconds(900))
    }
  }

  @Test func `a hub that stops lets nobody wait`() async throws {
    try await InProcessHub.with { hub in
      let device = try await device(hub, seed: 6, entries: 20)
      async let late = hub.push(device, try device.batch(after: 10), wait: 3_600)
      try await eventually { hub.hub.waitingPushes > 0 }
      hub.hub.stopWaiting()
      #expect(try await late.refusal == .sizeMismatch)
      #expect(try await hub.push(device, try device.batch(after: 10), wait: 3_600).refusal == .sizeMismatch)
    }
  }

  @Test(arguments: StoreKind.allCases, [2, 3, 5])
  func `clones fork, every branch is kept, and each is told`(kind: StoreKind, clones: Int) async throws {
    try await InProcessHub.with(kind) { hub in
      let origin = try await device(hub, seed: 7, entries: 12)
      #expect(try await hub.push(origin, try origin.batch()).pushed != nil)
      var heads: Set<EntryHash> = []
      for number in 0..<clones {
        var clone = origin
        clone.bodies = Bodies(seed: 700 + UInt64(number))
        try clone.write(sessions: 4 + number)
        let pushed = try #require(try await hub.push(clone, try clone.batch(after: 12)).pushed)
        #expect(pushed.receipt.size == clone.entries.count && pushed.receipt.head == clone.head)
        #expect(pushed.answer.isForked == (number > 0))
        heads.insert(clone.head)
      }
      let chains = try await hub.store.chains(of: origin.id)
      #expect(Set(chains.map(\.head)) == heads)
      #expect(chains.map(\.branch) == Array(0..<clones))
      for chain in chains {
        let held = try await hub.store.entries(of: chain, after: 0, limit: 1_000)
        #expect(held.prefix(12).map(\.bytes) == origin.entries)
        #expect(held.last?.hash == chain.head)
      }
      let news = try await hub.news(origin)
      #expect(news.isForked)
      #expect(news.receipts.count == clones)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }

  @Test func `what a rule forbids is kept apart with its reason, and the rest goes on`() async throws {
    try await InProcessHub.with { hub in
      var device = try await device(hub, seed: 8, entries: 2)
      let now = Moment.sample
      device.write(bytes: Array(#"{"v":9,"kind":"later"}"#.utf8))
      try device.write(sessions: 1)
      device.write(bytes: device.entries[0])
      try device.write(sessions: 1)
      let note = Amendment(note: "gọi 0912 345 678")
      try device.write(.amendment(of: device.entry(1), note, by: nil, at: now))
      try device.write(.followUpClosed(of: device.entry(99), by: nil, at: now))
      try device.write(.erasure(of: device.entry(1), at: now))
      let stranger = EntryID(device: DeviceID(rawValue: "x"), incarnation: 1, sequence: 1)
      try device.write(.erasure(of: stranger, at: now))
      try device.write(sessions: 1)
      try device.write(.cancelled(CancelledFacts(day: now.day, unit: "29242")))
      let pushed = try #require(try await hub.push(device, try device.batch()).pushed)
      let expected: [(Int, Quarantine.Reason)] = [
        (3, .unreadable), (5, .misplaced), (7, .personalNumber), (8, .unknownTarget), (10, .unknownTarget),
      ]
      #expect(pushed.answer.quarantined.map(\.sequence) == expected.map(\.0))
      #expect(pushed.answer.quarantined.map(\.reason) == expected.map(\.1))
      try await expectHeld(device, hub, receipt: pushed.receipt)
      #expect(try await hub.news(device).quarantined == pushed.answer.quarantined)
      #expect(hub.hub.metrics.counts.quarantined["unknown-target"] == 2)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }

  @Test func `an entry of a newer desk is held with all that it says, and counts`() async throws {
    try await InProcessHub.with { hub in
      var device = try await device(hub, seed: 14, entries: 0)
      let trainer = try TestDevice(seed: 15)
      try await hub.enrol(trainer, role: .trainer)
      let more = [3: #","later":{"a":[1,-2,null]}"#, 6: #","mood":"vui","z":true"#]
      // All alike: figures are about five at least.
      var session = device.bodies.session()
      (session.checklist, session.version) = ("vneid", 1)
      for number in 0..<20 {
        var written = device
        try written.write(.session(session))
        let bytes = try #require(written.entries.last)
        device.write(bytes: bytes.dropLast() + Array((more[number] ?? "").utf8) + [UInt8(ascii: "}")])
      }
      let pushed = try #require(try await hub.push(device, try device.batch()).pushed)
      #expect(pushed.answer.quarantined.isEmpty)
      try await expectHeld(device, hub, receipt: pushed.receipt)
      #expect(hub.hub.metrics.counts.newer == 2)
      let told = try await hub.ask(trainer, HubRequest(.get, FigureQuestion("vneid").path))
      #expect(try #require(FigureAnswer(bytes: told.body)).report.sessions.shown == 20)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }

  @Test func `entries that the device lost are said to be lost, and the chain goes on`() async throws {
    try await InProcessHub.with { hub in
      let device = try await device(hub, seed: 9, entries: 10)
      let items =
        device.entries[0..<3].map { Batch.Item.entry($0) } + [.lost(LostRange(first: 4, last: 6, hash: device.hash(6)))]
        + device.entries[6...].map { Batch.Item.entry($0) }
      let pushed = try #require(try await hub.push(device, try device.seal(items)).pushed)
      #expect(pushed.receipt.size == 10 && pushed.receipt.head == device.head)
      #expect(pushed.answer.quarantined.isEmpty)
      let chain = try #require(try await hub.store.chains(of: device.id).first)
      #expect(chain.lost == 3)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }

  @Test func `a lead brings what a revoked desk had not sent, and it is marked`() async throws {
    try await InProcessHub.with { hub in
      let desk = try await device(hub, seed: 10, entries: 6)
      let lead = try TestDevice(seed: 11)
      try await hub.enrol(lead, role: .lead)
      #expect(try await hub.store.revoke(desk.id, at: hub.clock.now))
      let pushed = try #require(try await hub.push(lead, try desk.batch()).pushed)
      #expect(pushed.receipt.device == desk.id && pushed.receipt.size == 6)
      let news = try await hub.news(lead, for: desk.id)
      #expect(news.isRevoked)
      #expect(news.receipts == [pushed.answer.receipt])
      let coming = BatchReading.Coming(
        carrier: lead.id, time: 1, skew: 0, unit: "29242", isFromRevoked: true)
      #expect(try BatchReading.read(try desk.batch(), coming).isFromRevoked)
    }
  }

  @Test func `a batch that somebody else signed under a desk's name is refused`() async throws {
    try await InProcessHub.with { hub in
      let desk = try await device(hub, seed: 12, entries: 2)
      let lead = try TestDevice(seed: 13)
      try await hub.enrol(lead, role: .lead)
      var bytes = try desk.batch().bytes
      // The lead's key in the place of the desk's signature: whoever carries cannot change.
      bytes.replaceSubrange(36..<100, with: try lead.key.signature(over: Array(bytes[100...])))
      let answer = try await hub.ask(lead, HubRequest(.post, Route.push, body: bytes))
      #expect(answer.refusal == .malformed)
      #expect(try await hub.store.counts().entries == 0)
    }
  }
}
