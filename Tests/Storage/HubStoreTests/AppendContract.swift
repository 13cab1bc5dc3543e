import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

/// What every store promises of batches.
@Suite struct AppendContract {
  @Test(arguments: StoreKind.allCases)
  func `a batch is held once, however often and in whatever pieces it comes`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 60)
      #expect(try await store.append(chain.batch(0, 40)).stored == 40)
      for (base, end) in [(0, 40), (0, 10), (39, 40), (5, 30), (0, 40)] {
        let outcome = try await store.append(chain.batch(base, end))
        #expect(
          outcome == .held(size: 40, head: chain.hash(40), stored: 0, isForked: false, receipt: nil))
      }
      #expect(try await store.append(chain.batch(30, 60)).stored == 20)
      try await expect(store, holds: [chain])
      #expect(try await store.counts().entries == 60)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a batch beyond the end stores nothing and says where to go on`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 30)
      #expect(try await store.append(chain.batch(10, 20)) == .mismatch(size: 0))
      _ = try await store.append(chain.batch(0, 10))
      #expect(try await store.append(chain.batch(20, 30)) == .mismatch(size: 10))
      #expect(try await store.chains(of: nil).map(\.size) == [10])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `64 tasks that bring the same batch at once double nothing`(kind: StoreKind) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let chain = SampleChain(entries: 50)
      let stored = try await withThrowingTaskGroup(of: Int.self) { group in
        for task in 0..<64 {
          group.addTask { try await stores[task % stores.count].append(chain.batch(0, 50)).stored }
        }
        return try await group.reduce(0, +)
      }
      #expect(stored == 50)
      try await expect(stores[0], holds: [chain])
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases, 0..<8)
  func `overlapping pieces in any order end as the whole chain`(kind: StoreKind, seed: Int) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let chain = SampleChain(entries: 120)
      var pieces = stride(from: 0, to: 120, by: 15).map { (max(0, $0 - seed), min(120, $0 + 15 + seed)) }
      pieces.shuffle()
      let all = pieces
      // Each piece is brought until it is held: there is always one that goes on.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, (base, end)) in all.enumerated() {
          group.addTask {
            while true {
              if case .held = try await stores[index % stores.count].append(chain.batch(base, end)) { return }
              await Task.yield()
            }
          }
        }
        try await group.waitForAll()
      }
      try await expect(stores[0], holds: [chain])
      #expect(try await stores[0].counts().entries == 120)
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases, 2...5)
  func `clones of a laptop are all kept, each on its branch`(kind: StoreKind, count: Int) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let origin = SampleChain(entries: 20)
      _ = try await stores[0].append(origin.batch(0, 20))
      let clones = (0..<count).map { origin.cloned(after: 10 + 2 * $0, $0 + 1, adding: 25) }
      for round in 0..<3 {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (index, clone) in clones.enumerated() {
            group.addTask {
              let store = stores[(index + round) % stores.count]
              _ = try await store.append(clone.batch(0, clone.size - 10))
              let outcome = try await store.append(clone.batch(clone.size - 12, clone.size))
              #expect(outcome.size == clone.size && outcome.isForked)
            }
          }
          try await group.waitForAll()
        }
      }
      try await expect(stores[0], holds: [origin] + clones)
      let counts = try await stores[0].counts()
      #expect(counts.entries == 20 + 25 * count && counts.forks == count)
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a clone that forked from a clone keeps what it shares, reasons and losses too`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var origin = SampleChain(entries: 10)
      origin.change(2) { $0.reason = .personalNumber }
      var second = origin.cloned(after: 5, 1, adding: 10)
      second.change(8) { $0.reason = .misplaced }
      let third = second.cloned(after: 12, 2, adding: 3)
      _ = try await store.append(origin.batch(0, 10, losing: [3...4]))
      _ = try await store.append(second.batch(0, 15, losing: [3...4, 9...10]))
      let outcome = try await store.append(third.batch(11, 15))
      #expect(outcome == .held(size: 15, head: third.hash(15), stored: 3, isForked: true, receipt: nil))
      let states = try await store.chains(of: origin.device)
      #expect(states.map(\.forkedAt) == [0, 5, 5])
      #expect(states.map(\.quarantined) == [1, 2, 2])
      #expect(states.map(\.lost) == [2, 4, 4])
      #expect(try await store.losses(of: states[2]).map(\.first) == [3, 9])
      #expect(
        try await store.quarantined(of: origin.device, limit: 10).map(\.sequence) == [2, 8])
      #expect(
        try await store.entries(of: states[2], after: 0, limit: 50).map(\.sequence) == [
          1, 2, 5, 6, 7, 8, 11, 12, 13, 14, 15,
        ])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a stretch that was lost is filled by a late stick that holds all of it, and by nothing less`(
    kind: StoreKind
  ) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var chain = SampleChain(entries: 20)
      chain.change(6) { $0.reason = .unreadable }
      _ = try await store.append(chain.batch(0, 20, losing: [5...8]))
      #expect(try await store.append(chain.batch(0, 7)).stored == 0)
      #expect(try await store.append(chain.batch(2, 9)).stored == 4)
      #expect(try await store.append(chain.batch(0, 20)).stored == 0)
      try await expect(store, holds: [chain])
      let state = try #require(try await store.chains(of: nil).first)
      #expect(state.lost == 0 && state.quarantined == 1)
      #expect(try await store.losses(of: state) == [])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `what a laptop had lost comes with the batch of its clone that forks`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 20)
      let clone = chain.cloned(after: 15, 1, adding: 5)
      _ = try await store.append(chain.batch(0, 20, losing: [5...8]))
      #expect(try await store.append(clone.batch(0, 20)).stored == 9)
      try await expect(store, holds: [chain, clone])
      #expect(try await store.chains(of: nil).map(\.lost) == [0, 0])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a loss that overlaps what is held loses only what is not`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 20)
      _ = try await store.append(chain.batch(0, 6))
      #expect(try await store.append(chain.batch(2, 12, losing: [4...9])).stored == 3)
      let state = try #require(try await store.chains(of: nil).first)
      #expect(try await store.losses(of: state) == [LostRange(first: 7, last: 9, hash: chain.hash(9))])
      #expect(state.lost == 3)
      await store.close()
    }
  }

}
