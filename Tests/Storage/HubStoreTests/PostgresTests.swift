import HubFixtures
import HubStore
import Journal
import Protocol
import Synchronization
import TestTraits
import Testing

/// What only the store on PostgreSQL promises.
@Suite(.ownThread) struct PostgresTests {
  private let server = PrivatePostgres.shared
  private let lead = LeadKeyID(rawValue: "lead")

  @Test func `urls of PostgreSQL are told apart from folders`() {
    #expect(PostgresHubStore.understands(url: "postgres://hub@db/tiepsuc"))
    #expect(PostgresHubStore.understands(url: "postgresql:///tiepsuc?host=/run/postgresql"))
    #expect(!PostgresHubStore.understands(url: "/var/lib/tiepsuc"))
  }

  @Test func `eight hubs that start on an empty database at once make its tables once`() async throws {
    try await server.with { url in
      let stores = try await withThrowingTaskGroup(of: PostgresHubStore.self) { group in
        for _ in 0..<8 { group.addTask { try await PostgresHubStore.open(url: url, connections: 1) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(stores.count == 8)
      for store in stores { await store.close() }
    }
  }

  @Test func `a newer database is refused`() async throws {
    try await server.with { url in
      try await PostgresHubStore.open(url: url).close()
      try await server.sql("INSERT INTO tiepsuc.version VALUES(99)", at: url)
      for isServing in [true, false] {
        let fault = await #expect(throws: StoreFault.self) {
          try await PostgresHubStore.open(url: url, isServing: isServing)
        }
        guard case .newerVersion(found: 99, let known)? = fault, (1..<99).contains(known) else {
          Issue.record("\(String(describing: fault))")
          continue
        }
      }
    }
  }

  @Test func `leads' words of an older hub are there after it is brought forward`() async throws {
    try await server.with { url in
      try await PostgresHubStore.open(url: url).close()
      let back = ["DELETE FROM tiepsuc.version", "INSERT INTO tiepsuc.version VALUES(3)"]
      for statement in OldWords.statements("tiepsuc.") + back { try await server.sql(statement, at: url) }
      let store = try await PostgresHubStore.open(url: url)
      try await OldWords.expect(in: store)
      await store.close()
    }
  }

  @Test func `entries lie in the partition of the month in which they came`() async throws {
    try await server.with { url in
      let store = try await PostgresHubStore.open(url: url)
      let chain = SampleChain(entries: 40)
      // 31 January 2026 23:59:59.999 UTC, one millisecond later, 29 February 2028, and a clock that was never set.
      for (index, time) in [1_769_903_999_999, 1_769_904_000_000, 1_835_395_200_000, 0].enumerated() {
        _ = try await store.append(chain.batch(index * 10, index * 10 + 10, time: Int64(time)))
      }
      try await expect(store, holds: [chain])
      for name in ["2026_01", "2026_02", "2028_02", "1970_01"] {
        try await server.sql(
          """
          DO $$ BEGIN ASSERT (SELECT count(*) = 10 FROM tiepsuc.entry_\(name)); END $$
          """, at: url)
      }
      #expect(try await store.append(chain.batch(0, 40, time: 1_900_000_000_000)).stored == 0)
      await store.close()
    }
  }

  @Test func `hubs that first need a month at one moment make it once`() async throws {
    try await server.with { url in
      let stores = try await withThrowingTaskGroup(of: PostgresHubStore.self) { group in
        for _ in 0..<4 { group.addTask { try await PostgresHubStore.open(url: url, connections: 2) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let chains = (0..<8).map { _ in SampleChain(entries: 20) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, chain) in chains.enumerated() {
          group.addTask {
            let store = stores[index % stores.count]
            for month in 0..<4 {
              let time = 1_790_000_000_000 + Int64(month) * 2_700_000_000
              _ = try await store.append(chain.batch(month * 5, month * 5 + 5, time: time))
            }
          }
        }
        try await group.waitForAll()
      }
      for chain in chains { try await expect(stores[0], holds: [chain]) }
      for store in stores { await store.close() }
    }
  }

  @Test func `the database itself refuses a place twice, whatever the month`() async throws {
    try await server.with { url in
      let store = try await PostgresHubStore.open(url: url)
      let chain = SampleChain(entries: 20)
      _ = try await store.append(chain.batch(0, 10))
      _ = try await store.append(chain.batch(10, 20))
      await store.close()
      // Another month; over the end of one; a gap; a second beginning.
      for (base, size) in [("0", 10), ("5", 15), ("20", 20), ("30", 40), ("NULL", 0)] {
        await #expect(throws: PrivatePostgres.Fault.self, "\(base) to \(size)") {
          try await server.sql(
            """
            SET search_path = tiepsuc; INSERT INTO batch(id, chain, base, size, carrier, time, skew, is_revoked)
            SELECT (1::int8 << 50), id, \(base), \(size), '', 0, 0, 0 FROM chain
            """, at: url)
        }
      }
    }
  }

  @Test func `a database that goes away is unavailable, and serves again when it is back`() async throws {
    try await server.with { url in
      let store = try await PostgresHubStore.open(url: url, connections: 2)
      let chain = SampleChain(entries: 20)
      _ = try await store.append(chain.batch(0, 10))
      let name = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "?" }
      let admin = url.replacing("///\(name)?", with: "///postgres?")
      let cut = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '\(name)'"
      try await server.sql("ALTER DATABASE \(name) ALLOW_CONNECTIONS false", at: admin)
      try await server.sql(cut, at: admin)
      for _ in 0..<3 {
        await #expect(throws: StoreFault.unavailable("PostgreSQL is not reached")) {
          try await store.append(chain.batch(10, 20))
        }
      }
      try await server.sql("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", at: admin)
      #expect(try await store.append(chain.batch(10, 20)).stored == 10)
      // Cut while nothing is under way: the next call does not even notice.
      try await server.sql(cut, at: admin)
      #expect(try await store.append(chain.batch(0, 20)).stored == 0)
      try await expect(store, holds: [chain])
      await store.close()
    }
  }

  @Test func `a database that nobody answers for is unavailable`() async {
    await #expect(throws: StoreFault.unavailable("PostgreSQL is not reached")) {
      try await PostgresHubStore.open(url: "postgres://127.0.0.1:1/none")
    }
  }

  @Test func `a batch that is cut off in the middle leaves nothing`() async throws {
    try await server.with { url in
      let store = try await PostgresHubStore.open(url: url)
      let chain = SampleChain(entries: 20)
      await #expect(throws: StoreFault.unavailable("no key")) {
        try await store.append(chain.batch(0, 20, boxesTo: lead)) { _, _ in throw StoreFault.unavailable("no key") }
      }
      #expect(try await store.chains(of: nil) == [])
      #expect(try await store.counts().entries == 0)
      #expect(try await store.append(chain.batch(0, 20, boxesTo: lead)).stored == 20)
      await store.close()
    }
  }

  /// Every commit waits from now on for a standby that never comes.
  private func demandStandby(_ server: PrivatePostgres) async throws {
    try await server.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    try await server.sql("SELECT pg_reload_conf()")
    // The server takes it up when it comes to it: commits are tried until one waits.
    var isTakenUp = false
    while !isTakenUp {
      let ended = Ended()
      let commit = Task {
        defer { ended.set() }
        try await server.sql("SELECT pg_logical_emit_message(true, 'test', '')")
      }
      while !ended.isSet, !isTakenUp { isTakenUp = try await giveUpWaiting(server) }
      try await commit.value
    }
  }

  /// Cancels the wait of a commit for the standby, as an operator does; false where none waits.
  private func giveUpWaiting(_ server: PrivatePostgres) async throws -> Bool {
    do {
      try await server.sql(
        """
        DO $$ BEGIN
          PERFORM pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep';
          IF NOT FOUND THEN RAISE EXCEPTION 'none'; END IF;
        END $$
        """)
      return true
    } catch PrivatePostgres.Fault.failed {
      return false
    }
  }

  @Test func `a receipt is told only when the standby has what it says, also one that was kept before`() async throws {
    let server = PrivatePostgres()
    try await server.with { url in
      let store = try await PostgresHubStore.open(url: url)
      let chain = SampleChain(entries: 20)
      let signer = Signer(chain, incarnation: 0)
      let stretch = SealedStretch(
        chain: ChainID(device: chain.device, incarnation: 1), base: 0, size: 10, sealed: EntryHash(of: [1]))
      var first = chain.batch(0, 10)
      first.sealed = stretch.sealed
      try await demandStandby(server)
      let batch = first
      func expectGivenUp<T: Sendable>(_ call: @escaping @Sendable () async throws -> T) async throws {
        let waiting = Task { try await call() }
        while try await !giveUpWaiting(server) {}
        await #expect(throws: StoreFault.unavailable("PostgreSQL gave up waiting for its standby")) {
          _ = try await waiting.value
        }
      }
      // The month of the batch is made first, in a transaction of its own.
      for _ in 0..<2 { try await expectGivenUp { try await store.append(batch, sign: signer.sign) } }
      // What was committed is seen by everybody, and its receipt stands beside it: it is told to nobody.
      try await expectGivenUp { try await store.append(batch, sign: signer.sign) }
      try await expectGivenUp { try await store.held(stretch) }
      try await expectGivenUp { try await store.receipts(of: chain.device) }
      try await expectGivenUp { try await store.chains(of: chain.device) }
      try await server.sql("ALTER SYSTEM RESET synchronous_standby_names")
      try await server.sql("SELECT pg_reload_conf()")
      let answer = try #require(try await store.held(stretch))
      #expect(try await store.receipts(of: chain.device) == [answer.receipt])
      #expect(try await store.append(batch, sign: signer.sign).receipt == answer.receipt)
      #expect(signer.count == 1)
      await store.close()
    }
  }

  @Test func `three hubs on one database do everything at once and agree in the end`() async throws {
    try await server.with { url in
      var stores: [PostgresHubStore] = []
      for _ in 0..<3 { stores.append(try await PostgresHubStore.open(url: url, connections: 3)) }
      let hubs = stores
      let lead = lead
      let chains = (0..<6).map { _ in SampleChain(entries: 60) }
      let clones = chains.map { $0.cloned(after: 30, 1, adding: 20) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, chain) in (chains + clones).enumerated() {
          for copy in 0..<3 {
            group.addTask {
              let hub = hubs[(index + copy) % 3]
              for base in stride(from: 0, to: chain.size, by: 10) {
                _ = try await hub.append(chain.batch(base, base + 10, boxesTo: lead))
              }
            }
          }
          group.addTask {
            for sequence in [3, 14, 25] {
              guard let receipt = chain.entries[sequence - 1].receipt else { continue }
              _ = try await hubs[index % 3].erase(receipt: receipt, unit: "29242", at: 1)
            }
          }
        }
        try await group.waitForAll()
      }
      for (chain, clone) in zip(chains, clones) { try await expect(hubs[0], holds: [chain, clone]) }
      let left = try await hubs[1].attachments(to: lead, after: 0, limit: 10_000)
      #expect(!left.contains { [3, 14, 25].contains($0.entry.sequence) })
      #expect(try await hubs[2].erasures(for: nil, after: 0, limit: 100).map(\.order.number) == Array(1...18))
      #expect(try await hubs[2].counts().entries == 6 * 80)
      for hub in hubs { await hub.close() }
    }
  }
}

/// Whether something has ended.
private final class Ended: Sendable {
  private let held = Mutex(false)
  var isSet: Bool { held.withLock { $0 } }
  func set() { held.withLock { $0 = true } }
}
