import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import Phrases
import Platform
import Protocol
import TestTraits
import Testing

@Suite(.ownThread) struct RestoreTests {
  @Test func `restored from any of 30 backups, the hub takes what it lacks and nothing twice`() async throws {
    try await InProcessHub.with { hub in
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      var sizes: [Int] = []
      for day in 0..<30 {
        try device.write(sessions: 1 + day % 4)
        let base = sizes.last ?? 0
        #expect(try await hub.push(device, try device.batch(after: base)).pushed != nil)
        try await hub.backUp(to: "\(hub.folder)/day-\(day).sqlite")
        sizes.append(device.entries.count)
        hub.clock.advance(by: 86_400_000)
      }
      for (day, size) in sizes.enumerated() {
        try await hub.restore(from: "\(hub.folder)/day-\(day).sqlite")
        #expect(hub.hub.identity.incarnation == day + 2)
        let news = try await hub.news(device).receipts.compactMap { Receipt(line: $0) }
        #expect(news.map(\.size) == [size])
        #expect(news.map(\.hubIncarnation) == [day + 2])
        // The desk builds on what had been acknowledged, is told what is there, and sends from that place.
        try device.write(sessions: 1)
        let answer = try await hub.push(device, try device.batch(after: device.entries.count - 1))
        if let pushed = answer.pushed {
          #expect(day == sizes.count - 1 && pushed.receipt.size == device.entries.count)
        } else {
          #expect(Refusal(bytes: answer.body)?.size == size)
        }
        let pushed = try #require(try await hub.push(device, try device.batch(after: size)).pushed)
        #expect(pushed.receipt.size == device.entries.count && pushed.receipt.head == device.head)
        #expect(!pushed.answer.isForked)
        #expect(try await hub.store.counts().entries == device.entries.count)
        #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
        device.forget(after: sizes[sizes.count - 1])
      }
    }
  }

  @Test func `a backup is whole or refused, and becomes the next incarnation of the same hub`() async throws {
    let place = try TemporaryFolder()
    defer { place.remove() }
    let folder = HubFolder(place.path + "/data")
    let key = try folder.key()
    let hub = try await InProcessHub.begin(
      folder: folder.path, key: key, settings: .forTests())
    var device = try TestDevice(seed: 1)
    try await hub.enrol(device)
    try device.write(sessions: 5)
    _ = try await hub.push(device, try device.batch())
    let backup = place.path + "/backup"
    // What was told goes along, for it keeps what is told later from telling what was hidden.
    for path in [folder.toldFigures, folder.toldReports] { try Data(path.utf8).write(to: URL(fileURLWithPath: path)) }
    let made = try await HubBackup.write(of: folder, store: hub.store, to: backup, time: 7)
    #expect(made.hub == key.id && made.incarnation == 1)
    #expect(try HubBackup.check(backup) == made)
    await #expect(throws: HubProblem.folderNotEmpty(backup)) {
      try await HubBackup.write(of: folder, store: hub.store, to: backup, time: 7)
    }
    await #expect(throws: HubProblem.hubExists(folder.path)) {
      try await HubBackup.restore(backup, to: folder, isReplacing: false, time: 8)
    }
    // A hub that serves is never replaced.
    await #expect(throws: StoreFault.self) {
      try await HubBackup.restore(backup, to: folder, isReplacing: true, time: 8)
    }
    await hub.store.close()
    for (name, times) in [("replaced", 2), ("fresh", 1)] {
      let target = name == "fresh" ? HubFolder(place.path + "/fresh") : folder
      for time in 1...times {
        let (identity, replaced) = try await HubBackup.restore(backup, to: target, isReplacing: true, time: Int64(time))
        #expect(identity == HubIdentity(hub: key.id, incarnation: time + 1))
        #expect((replaced == nil) == (name == "fresh"))
      }
      #expect(try target.existingKey()?.publicKey == key.publicKey)
      for (told, path) in zip([folder.toldFigures, folder.toldReports], [target.toldFigures, target.toldReports]) {
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(told.utf8))
      }
      let store = try SQLiteHubStore.open(folder: target.path)
      var entries = 0
      let isWhole = try await HubVerifier(store: store, hubKey: key.publicKey).verify { entries += $0.entries }
      #expect(isWhole && entries == 5)
      await store.close()
    }
    let other = HubFolder(place.path + "/other")
    let stranger = try other.key()
    await #expect(throws: HubProblem.otherHub(stranger.id.rawValue)) {
      try await HubBackup.restore(backup, to: other, isReplacing: true, time: 9)
    }
    for name in ["hub.sqlite", "hub.key", "manifest.json"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(backup)/\(name)"))
      var changed = bytes
      changed[changed.count / 2] ^= 1
      try changed.write(to: URL(fileURLWithPath: "\(backup)/\(name)"))
      #expect(throws: HubProblem.self) { try HubBackup.check(backup) }
      try bytes.write(to: URL(fileURLWithPath: "\(backup)/\(name)"))
    }
    #expect(try HubBackup.check(backup) == made)
    for incarnation in [0, -1, 1 << 20, 1 << 32, .max, .min] {
      var other = made
      other.incarnation = incarnation
      try Data(try other.bytes).write(to: URL(fileURLWithPath: backup + "/manifest.json"))
      #expect(throws: HubProblem.backupNotWhole("manifest.json")) { try HubBackup.check(backup) }
    }
  }

  @Test func `the key is made once, for its owner alone, and a damaged one is never replaced`() async throws {
    let place = try TemporaryFolder()
    defer { place.remove() }
    let folder = HubFolder(place.path + "/a/b")
    let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try folder.key().publicKey } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    let rights = try FileManager.default.attributesOfItem(atPath: folder.keyFile)[.posixPermissions]
    #expect(rights as? Int == 0o600)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.keyFile))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      try changed.write(to: URL(fileURLWithPath: folder.keyFile))
      #expect(throws: FileError.self) { try folder.key() }
    }
  }

  @Test func `a hub does not begin on the data of another`() async throws {
    try await InProcessHub.with { hub in
      let key = HubKey()
      await #expect(throws: HubProblem.otherHub(hub.id.rawValue)) {
        try await Hub.open(store: hub.store, key: key) { 0 }
      }
    }
  }
}
