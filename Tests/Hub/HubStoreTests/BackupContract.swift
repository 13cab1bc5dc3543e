import Foundation
import HubContract
import HubFixtures
import HubStore
import Journal
import Testing

/// What every store promises of backups.
@Suite struct BackupContract {
  @Test(arguments: StoreKind.allCases)
  func `a backup made while entries come holds a whole beginning of every chain`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      try await store.begin(HubLife(hub: HubID(rawValue: "hub"), incarnation: 3))
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

      let restored = try await place.restore(from: file)
      #expect(try await restored.life() == HubLife(hub: HubID(rawValue: "hub"), incarnation: 3))
      let states = try await restored.chains(of: chain.device)
      let size = try #require(states.first?.size)
      #expect(states.count == 2 && size >= 80 && size % 10 == 0 && states[0].lost == 3)
      #expect(states[0].head == chain.hash(size) && states[1].head == clone.hash(80))
      let held = try await restored.entries(of: states[0], after: 0, limit: 1_000)
      #expect(held.map(\.bytes) == chain.entries.prefix(size).filter { !(7...9).contains($0.sequence) }.map(\.bytes))
      #expect(try await restored.erasures(for: nil, after: 0, limit: 9).map(\.order) == [order])
      let boxes = try await restored.besides(to: lead, after: 0, limit: 1_000).map(\.entry.sequence)
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
