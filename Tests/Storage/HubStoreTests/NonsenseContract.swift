import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

/// What every store answers to batches that are well made and say what no desk would.
@Suite struct NonsenseContract {
  /// A batch of one stretch that was lost, from `first` through `last`.
  private func lost(
    _ first: Int, _ last: Int, of device: DeviceID, hash: UInt8 = 1, baseHash: EntryHash = .zero, incarnation: Int = 1
  ) -> IncomingBatch {
    let head = EntryHash(of: [hash])
    return IncomingBatch(
      chain: ChainID(device: device, incarnation: incarnation), base: first - 1, baseHash: baseHash, entries: [],
      losses: [LostRange(first: first, last: last, hash: head)], attachments: [], size: last, head: head,
      headSignature: [UInt8](repeating: 7, count: 64), carrier: device, time: 1_000, skew: 0, isFromRevoked: false)
  }

  @Test(arguments: StoreKind.allCases)
  func `two batches that lose the same half a billion places with different hashes are no work`(
    kind: StoreKind
  ) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let device = DeviceID(rawValue: "d")
      for last in [1 << 30, 1 << 39] {
        for hash in [1, 2] as [UInt8] {
          await #expect(throws: StoreFault.unstorable) {
            try await store.append(lost(1, last, of: device, hash: hash))
          }
        }
      }
      // As many as a chain can have: a fork of two stretches, of which only the ends are looked at.
      let most = 1 << 24
      #expect(try await store.append(lost(1, most, of: device)).size == most)
      #expect(try await store.append(lost(1, most, of: device, hash: 2)).isForked)
      #expect(try await store.chains(of: device).map(\.lost) == [most, most])
      #expect(try await store.append(lost(1, most, of: device, hash: 2)).stored == 0)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a batch that holds nothing, or whose places do not follow each other, is refused`(
    kind: StoreKind
  ) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 12)
      let sound = chain.batch(2, 10, losing: [4...5])
      func expectRefused(_ change: (inout IncomingBatch) -> Void) async {
        var batch = sound
        change(&batch)
        let wrong = batch
        await #expect(throws: StoreFault.unstorable) { try await store.append(wrong) }
      }
      await expectRefused { ($0.base, $0.size, $0.entries, $0.losses) = (0, 0, [], []) }
      for edge in [-1, 0, 1, 9, 11, 1 << 24, 1 << 31, 1 << 32, 1 << 40, .max - 1, .max, .min] {
        await expectRefused { $0.size = edge }
        await expectRefused { $0.losses[0].last = edge }
        await expectRefused { $0.losses[0].first = edge }
        await expectRefused { $0.entries[3].sequence = edge }
        if edge != 2 { await expectRefused { $0.base = edge } }
        if edge < 1 { await expectRefused { $0.chain.incarnation = edge } }
      }
      await expectRefused { $0.entries.swapAt(0, 1) }
      await expectRefused { $0.losses.append($0.losses[0]) }
      await expectRefused { $0.entries.removeLast() }
      #expect(try await store.counts().chains == 0)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a batch of more lost stretches than a disk loses is refused`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 300)
      let losses = (0..<65).map { 2 + 4 * $0...3 + 4 * $0 }
      await #expect(throws: StoreFault.unstorable) { try await store.append(chain.batch(0, 300, losing: losses)) }
      #expect(try await store.append(chain.batch(0, 300, losing: Array(losses.dropLast()))).stored == 172)
      #expect(try await store.append(chain.batch(0, 300)).stored == 128)
      try await expect(store, holds: [chain])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a device begins no more branches than so many laptops could`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let device = DeviceID(rawValue: "d")
      for incarnation in 1...5 {
        for number in 0..<(incarnation < 5 ? 64 : 1) {
          let batch = lost(1, 5, of: device, hash: UInt8(number), incarnation: incarnation)
          guard incarnation < 5 else {
            await #expect(throws: StoreFault.tooManyBranches) { try await store.append(batch) }
            continue
          }
          #expect(try await store.append(batch).size == 5)
        }
        let more = lost(1, 5, of: device, hash: 99, incarnation: incarnation)
        await #expect(throws: StoreFault.tooManyBranches) { try await store.append(more) }
      }
      // What it has goes on, and so do others.
      let next = lost(6, 7, of: device, hash: 100, baseHash: EntryHash(of: [3]), incarnation: 2)
      #expect(try await store.append(next).size == 7)
      #expect(try await store.append(lost(1, 5, of: DeviceID(rawValue: "e"))).size == 5)
      #expect(try await store.counts().chains == 257)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `bytes of entries are counted once, where they lie`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 20, bytes: 700)
      let clone = chain.cloned(after: 15, 1, adding: 5)
      _ = try await store.append(chain.batch(0, 20, losing: [5...8]))
      #expect(try await store.chains(of: nil).map(\.bytes) == [16 * 700])
      _ = try await store.append(clone.batch(0, 20))
      _ = try await store.append(chain.batch(0, 20))
      #expect(try await store.chains(of: nil).map(\.bytes) == [20 * 700, 5 * 600])
      await store.close()
    }
  }
}
