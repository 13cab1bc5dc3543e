import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

/// What every store promises of boxes and of orders to erase them.
@Suite struct ErasureContract {
  private let lead = LeadKeyID(rawValue: "0123456789abcdef")

  private func receipt(_ chain: SampleChain, _ sequence: Int) throws -> EntryHash {
    try #require(chain.entries[sequence - 1].receipt)
  }

  private func boxes(_ store: any HubStore) async throws -> [Int] {
    try await store.attachments(to: lead, after: 0, limit: 1_000).map(\.entry.sequence)
  }

  @Test(arguments: StoreKind.allCases)
  func `boxes come once each, and are paged by rising numbers`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var chain = SampleChain(entries: 30)
      chain.change(4) { $0.contact = nil }
      _ = try await store.append(chain.batch(0, 20))
      #expect(try await boxes(store) == [])
      for _ in 0..<3 { _ = try await store.append(chain.batch(0, 30, boxesTo: lead)) }
      var seen: [HeldBox] = []
      while true {
        let page = try await store.attachments(to: lead, after: seen.last?.number ?? 0, limit: 4)
        seen += page
        if page.isEmpty { break }
      }
      #expect(seen.map(\.entry.sequence) == (1...30).filter { $0 != 4 })
      #expect(seen.map(\.box) == seen.map { chain.box($0.entry.sequence) })
      #expect(seen.map(\.number) == seen.map(\.number).sorted())
      #expect(seen.allSatisfy { $0.entry.device == chain.device && $0.entry.incarnation == 1 })
      #expect(try await store.attachments(to: LeadKeyID(rawValue: "0000000000000000"), after: 0, limit: 9) == [])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an order erases the box in every chain and branch, and entries stay`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 10)
      let clone = chain.cloned(after: 6, 1, adding: 4)
      var other = SampleChain(entries: 3)
      other.change(2) { $0.receipt = chain.entries[4].receipt }
      for chain in [chain, clone, other] { _ = try await store.append(chain.batch(0, chain.size, boxesTo: lead)) }
      let before = try await boxes(store).count
      let answer = try await store.erase(receipt: try receipt(chain, 5), unit: "29242", at: 7)
      #expect(answer.isKnown && answer.order.receipt == chain.entries[4].receipt?.hex && answer.order.time == 7)
      let left = try await store.attachments(to: lead, after: 0, limit: 100).map(\.entry)
      #expect(!left.contains { $0.device == chain.device && $0.sequence == 5 })
      #expect(!left.contains { $0.device == other.device && $0.sequence == 2 })
      #expect(left.count <= before - 2)
      for chain in [chain, clone, other] { _ = try await store.append(chain.batch(0, chain.size, boxesTo: lead)) }
      #expect(try await store.attachments(to: lead, after: 0, limit: 100).map(\.entry) == left)
      #expect(try await store.erase(receipt: try receipt(chain, 5), unit: "00004", at: 99).order == answer.order)
      try await expect(store, holds: [chain, clone])
      #expect(
        try await store.devices(holding: try receipt(chain, 5))
          == [chain.device, other.device].sorted {
            $0.rawValue < $1.rawValue
          })
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an order that is there first keeps the box of an entry out`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 6)
      let answer = try await store.erase(receipt: try receipt(chain, 3), unit: "29242", at: 7)
      #expect(!answer.isKnown)
      _ = try await store.append(chain.batch(0, 6, boxesTo: lead))
      #expect(try await boxes(store) == [1, 2, 4, 5, 6])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `orders and entries that come in one moment leave no box behind`(kind: StoreKind) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let chains = (0..<12).map { _ in SampleChain(entries: 8) }
      let lead = lead
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, chain) in chains.enumerated() {
          let (one, two) = (stores[index % stores.count], stores[(index + 1) % stores.count])
          group.addTask { _ = try await one.append(chain.batch(0, 8, boxesTo: lead)) }
          group.addTask {
            for entry in chain.entries.prefix(4) {
              if let receipt = entry.receipt { _ = try await two.erase(receipt: receipt, unit: "29242", at: 1) }
            }
          }
        }
        try await group.waitForAll()
      }
      let left = try await stores[0].attachments(to: lead, after: 0, limit: 1_000)
      #expect(left.count == 12 * 4 && left.allSatisfy { $0.entry.sequence > 4 })
      let orders = try await stores[0].erasures(for: "29242", after: 0, limit: 1_000)
      #expect(orders.map(\.order.number) == orders.map(\.order.number).sorted() && orders.count == 48)
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `an entry that closes another destroys its box for good, in every branch that shares it`(
    kind: StoreKind
  ) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var chain = SampleChain(entries: 10)
      _ = try await store.append(chain.batch(0, 8, boxesTo: lead))
      chain.change(9) { $0.destroys = 2 }
      chain.change(10) { $0.destroys = 10 }
      let clone = chain.cloned(after: 5, 1, adding: 5)
      _ = try await store.append(clone.batch(0, 10))
      _ = try await store.append(chain.batch(8, 10, boxesTo: lead))
      #expect(try await boxes(store) == [1, 3, 4, 5, 6, 7, 8, 9])
      _ = try await store.append(chain.batch(0, 10, boxesTo: lead))
      #expect(try await boxes(store).sorted() == [1, 3, 4, 5, 6, 7, 8, 9])
      _ = try await store.append(clone.batch(0, 10, boxesTo: lead))
      #expect(try await !boxes(store).contains(2))
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `orders go to their unit, page by page, and are applied again where a backup forgot them`(
    kind: StoreKind
  ) async throws {
    try await kind.with { place in
      let store = try await place.open()
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "h"), incarnation: 1))
      let chain = SampleChain(entries: 9)
      _ = try await store.append(chain.batch(0, 9, boxesTo: lead))
      let first = try await store.erase(receipt: try receipt(chain, 1), unit: "29242", at: 1).order
      let second = try await store.erase(receipt: try receipt(chain, 2), unit: "00004", at: 2).order
      #expect(try await store.erasures(for: "29242", after: 0, limit: 9).map(\.order) == [first])
      #expect(
        try await store.erasures(for: nil, after: 0, limit: 9)
          == [HeldErasure(order: first, unit: "29242"), HeldErasure(order: second, unit: "00004")])
      #expect(try await store.erasures(for: nil, after: first.number, limit: 1).map(\.order) == [second])

      let lost = ErasureOrder(number: second.number + 3, receipt: try receipt(chain, 3).hex, time: 3)
      #expect(try await store.restoreErasure(HeldErasure(order: lost, unit: "29242")) == lost)
      #expect(try await store.restoreErasure(HeldErasure(order: lost, unit: "29242")) == lost)
      let taken = ErasureOrder(number: first.number, receipt: try receipt(chain, 4).hex, time: 4)
      let moved = try await store.restoreErasure(HeldErasure(order: taken, unit: "29242"))
      #expect(moved.receipt == taken.receipt && moved.number > lost.number)
      #expect(try await boxes(store) == [5, 6, 7, 8, 9])

      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "h"), incarnation: 2))
      let later = try await store.erase(receipt: try receipt(chain, 5), unit: "29242", at: 5).order
      #expect(later.number > 1 << 20)
      let newest = try await store.attachments(to: lead, after: 0, limit: 99).last?.number ?? 0
      let other = SampleChain(entries: 1)
      _ = try await store.append(other.batch(0, 1, boxesTo: lead))
      let box = try #require(try await store.attachments(to: lead, after: newest, limit: 9).first)
      #expect(box.number > 1 << 40 && box.entry.device == other.device)
      await store.close()
    }
  }
}
