import Foundation
import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

/// What every store promises of backups.
@Suite struct BackupContract {
  @Test(arguments: StoreKind.allCases)
  func `a backup made while entries come holds a whole beginning of every chain`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 3))
      let lead = LeadKeyID(rawValue: "lead")
      let chain = SampleChain(entries: 400)
      let clone = chain.cloned(after: 50, 1, adding: 30)
      for chain in [chain, clone] { _ = try await store.append(chain.batch(0, 80, losing: [7...9], boxesTo: lead)) }
      let order = try await store.erase(receipt: try #require(chain.entries[19].receipt), unit: "29242", at: 4).order
      try await store.setNote(unit: "29242", text: "note", at: 1)
      let file = place.folder + "/backup.sqlite"
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for base in stride(from: 80, to: 400, by: 10) { _ = try await store.append(chain.batch(base, base + 10)) }
        }
        group.addTask { try await store.backup(to: file) }
        try await group.waitForAll()
      }
      #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
      await #expect(throws: StoreFault.exists(path: file)) { try await store.backup(to: file) }
      await store.close()

      try await kind.with { other in
        let restored = try await other.restore(from: file)
        #expect(try await restored.identity() == HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 3))
        let states = try await restored.chains(of: chain.device)
        let size = try #require(states.first?.size)
        #expect(states.count == 2 && size >= 80 && size % 10 == 0 && states[0].lost == 3)
        #expect(states[0].head == chain.hash(size) && states[1].head == clone.hash(80))
        let held = try await restored.entries(of: states[0], after: 0, limit: 1_000)
        #expect(held.map(\.bytes) == chain.entries.prefix(size).filter { !(7...9).contains($0.sequence) }.map(\.bytes))
        #expect(try await restored.erasures(for: nil, after: 0, limit: 9).map(\.order) == [order])
        let boxes = try await restored.attachments(to: lead, after: 0, limit: 1_000).map(\.entry.sequence)
        #expect(!boxes.contains(20) && boxes.count >= 76)
        #expect(try await restored.notes(for: "29242") == ["note"])
        #expect(try await restored.roster(of: "29242") == ["TN00", "TN01", "TN02"])

        // A desk whose entries were acknowledged after the backup sends them again, and the chain goes on.
        let all = try await restored.append(chain.batch(size, 400))
        #expect(all == .held(size: 400, head: chain.hash(400), stored: 400 - size, isForked: true, receipt: nil))
        #expect(try await restored.append(clone.batch(50, 80)).stored == 0)
        let newest = try await restored.erase(receipt: EntryHash(of: [9]), unit: "29242", at: 5).order
        #expect(newest.number > order.number)
        await restored.close()
      }
    }
  }

  @Test(arguments: StoreKind.allCases, StoreKind.allCases)
  func `a backup of either store fills either, with everything in it, and only an empty one`(
    from: StoreKind, to: StoreKind
  ) async throws {
    try await from.with { place in
      let store = try await place.open()
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 2))
      let lead = LeadKeyID(rawValue: "lead")
      var chain = SampleChain(entries: 1_200)
      chain.change(900) { $0.reason = .misplaced }
      chain.change(1_000) { $0.destroys = 20 }
      let clone = chain.cloned(after: 700, 1, adding: 100)
      let third = clone.cloned(after: 750, 2, adding: 60)
      for chain in [chain, clone, third] {
        for base in stride(from: 0, to: chain.size, by: 10) {
          let losing = base == 40 ? [43...45] : []
          _ = try await store.append(
            chain.batch(
              base, base + 10, losing: losing, boxesTo: lead, time: 1_790_000_000_000 + Int64(base) * 9_000_000))
        }
      }
      let code = StoredCode(
        lookup: EntryHash(of: [1]), secret: EntryHash(of: [2]), unit: "29242", role: .lead, expires: 9)
      try await store.add(code)
      let device = EnrolledDevice(
        id: DeviceID(rawValue: "d"), publicKey: [1], unit: "", role: .desk, sealingKey: [2], enrolled: 3)
      _ = try await store.redeem(code.lookup, for: device, now: 1)
      _ = try await store.erase(receipt: try #require(chain.entries[10].receipt), unit: "29242", at: 1)
      let file = place.folder + "/backup.sqlite"
      try await store.backup(to: file)
      let before = try await Everything(store, chain.device, lead)
      await store.close()

      try await to.with { other in
        let restored = try await other.restore(from: file)
        #expect(try await Everything(restored, chain.device, lead) == before)
        // What was shared stays shared: nothing is stored twice, and all three go on.
        for chain in [chain, clone, third] {
          #expect(try await restored.append(chain.batch(690, chain.size, boxesTo: lead)).stored == 0)
          var more = chain
          more.add(10, clone: 9)
          #expect(try await restored.append(more.batch(chain.size, chain.size + 10)).stored == 10)
        }
        let fresh = SampleChain(entries: 5)
        #expect(try await restored.append(fresh.batch(0, 5, boxesTo: lead)).stored == 5)
        let newest = try await restored.attachments(to: lead, after: before.boxes.last?.number ?? 0, limit: 9)
        #expect(newest.map(\.entry.device) == Array(repeating: fresh.device, count: 5))
        await restored.close()
        await #expect(throws: StoreFault.self) { try await other.restoreAgain(from: file) }
      }
    }
  }
}

/// All that a store tells.
private struct Everything: Equatable {
  var identity: HubIdentity?
  var devices: [EnrolledDevice]
  var counts: HubCounts
  var chains: [ChainState]
  var entries: [[HeldEntry]] = []
  var losses: [[LostRange]] = []
  var quarantined: [Quarantine]
  var boxes: [HeldBox]
  var erasures: [HeldErasure]
  var roster: [String]
  var codes: [StoredCode?]

  init(_ store: any HubStore, _ device: DeviceID, _ lead: LeadKeyID) async throws {
    identity = try await store.identity()
    devices = try await store.devices()
    counts = try await store.counts()
    chains = try await store.chains(of: device)
    for chain in chains {
      entries.append(try await store.entries(of: chain, after: 0, limit: 10_000))
      losses.append(try await store.losses(of: chain))
    }
    quarantined = try await store.quarantined(of: device, limit: 100)
    boxes = try await store.attachments(to: lead, after: 0, limit: 10_000)
    erasures = try await store.erasures(for: nil, after: 0, limit: 100)
    roster = try await store.roster(of: "29242")
    codes = [try await store.code(EntryHash(of: [1]))]
  }
}
