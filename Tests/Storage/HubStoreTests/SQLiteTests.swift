import Foundation
import GRDB
import HubFixtures
import HubStore
import Journal
import Protocol
import TestTraits
import Testing

/// What only the store on SQLite promises.
@Suite(.ownThread) struct SQLiteTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// Writes over the file's head: its version (at byte 60) and whose it is (at byte 68).
  private func patch(_ folder: String, at offset: UInt64, _ value: UInt32) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder + "/hub.sqlite"))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: withUnsafeBytes(of: value.bigEndian) { Data($0) })
    try file.close()
  }

  @Test func `every commit waits for the disk, also after a nonce, which does not`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = try SQLiteHubStore.open(folder: folder.path)
    #expect(try await store.synchronousLevel() == 2)
    #expect(try await store.admit(nonce: "n", of: DeviceID(rawValue: "d"), expires: 2, now: 1))
    #expect(try await store.synchronousLevel() == 2)
    await store.close()
  }

  @Test func `a second hub is kept out of the folder, a command is not, and nobody else can read it`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/hub"
    let store = try SQLiteHubStore.open(folder: path)
    #expect(throws: StoreFault.inUse(path: path + "/hub.lock")) { try SQLiteHubStore.open(folder: path) }
    let command = try SQLiteHubStore.open(folder: path, isServing: false)
    let chain = SampleChain(entries: 3)
    _ = try await store.append(chain.batch(0, 3))
    #expect(try await command.counts().entries == 3)
    #expect(try mode(path) == 0o700)
    for file in ["hub.sqlite", "hub.sqlite-wal", "hub.lock"] { #expect(try mode(path + "/" + file) == 0o600) }
    await command.close()
    await store.close()
    await store.close()
    let again = try SQLiteHubStore.open(folder: path)
    try await expect(again, holds: [chain])
    await again.close()
  }

  @Test func `a newer database is refused untouched`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SQLiteHubStore.open(folder: folder.path).close()
    try patch(folder.path, at: 60, 99)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/hub.sqlite"))
    for isServing in [true, false] {
      let fault = #expect(throws: StoreFault.self) {
        try SQLiteHubStore.open(folder: folder.path, isServing: isServing)
      }
      guard case .newerVersion(found: 99, let known)? = fault, (1..<99).contains(known) else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/hub.sqlite")) == before)
  }

  @Test func `leads' words of an older hub are there after it is brought forward`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SQLiteHubStore.open(folder: folder.path).close()
    let queue = try DatabaseQueue(path: folder.path + "/hub.sqlite")
    try await queue.write { db in
      for statement in OldWords.statements() + ["PRAGMA user_version = 3"] { try db.execute(sql: statement) }
    }
    try queue.close()
    let store = try SQLiteHubStore.open(folder: folder.path)
    try await OldWords.expect(in: store)
    await store.close()
  }

  @Test func `a command makes tables where no hub runs, and changes none where one does`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let command = try SQLiteHubStore.open(folder: folder.path, isServing: false)
    #expect(try await command.identity() == nil)
    await command.close()
    let store = try SQLiteHubStore.open(folder: folder.path)
    try FileManager.default.moveItem(
      atPath: folder.path + "/hub.sqlite", toPath: folder.path + "/elsewhere.sqlite")
    let fault = #expect(throws: StoreFault.self) { try SQLiteHubStore.open(folder: folder.path, isServing: false) }
    if case .olderVersion(found: 0, let known)? = fault {
      #expect(known > 0)
    } else {
      Issue.record("\(String(describing: fault))")
    }
    await store.close()
  }

  @Test func `another program's database is not taken for a hub's`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SQLiteHubStore.open(folder: folder.path).close()
    try patch(folder.path, at: 68, 7)
    #expect(throws: StoreFault.damaged("not a hub's database")) { try SQLiteHubStore.open(folder: folder.path) }
  }

  @Test func `a box that was destroyed is in no file of the folder any more`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = try SQLiteHubStore.open(folder: folder.path + "/hub")
    let chain = SampleChain(entries: 5)
    _ = try await store.append(chain.batch(0, 5, boxesTo: LeadKeyID(rawValue: "l")))
    _ = try await store.erase(receipt: try #require(chain.entries[2].receipt), unit: "29242", at: 1)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/hub") {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/hub/" + file))
      #expect(data.range(of: Data(chain.box(3))) == nil, "\(file)")
    }
    await store.close()
  }

  @Test func `a full disk refuses a batch whole, and the store goes on when there is space`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/hub"
    let store = try SQLiteHubStore.open(folder: path)
    let chain = SampleChain(entries: 2_000)
    _ = try await store.append(chain.batch(0, 10))
    try await store.limit(pages: 60)
    await #expect(throws: StoreFault.full) { try await store.append(chain.batch(10, 2_000)) }
    try await expect(store, holds: [chain.cloned(after: 10, 0, adding: 0)])
    try await store.limit(pages: 1 << 30)
    #expect(try await store.append(chain.batch(10, 2_000)).stored == 1_990)
    await store.close()
  }
}
