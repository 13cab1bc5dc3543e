import AccountStore
import HubFixtures
import HubService
import HubStore
import Protocol
import Reports
import Testing

@Suite struct AccountBackupTests {
  @Test func `a backup brings back who may sign in, and what outsiders were told`() async throws {
    let place = try TemporaryFolder()
    defer { place.remove() }
    let folder = HubFolder(place.path + "/hub")
    let hub = try await InProcessHub.begin(folder: folder.path, key: try folder.key())
    let accounts = try AccountStore.open(path: folder.accounts)
    _ = try accounts.add(Person(name: "lan", role: .lead, scope: .commune("29242"), password: "p", codeSecret: nil))
    let backup = place.path + "/backup"
    // While the hub goes on, with its people's file open.
    let made = try await HubBackup.write(of: folder, store: hub.store, to: backup, time: 1)
    #expect(made.files.contains { $0.name == "accounts.sqlite" })
    try accounts.close()
    await hub.store.close()
    let other = HubFolder(place.path + "/other")
    _ = try await HubBackup.restore(backup, to: other, isReplacing: false, time: 2)
    let restored = try AccountStore.open(path: other.accounts)
    let person = try restored.person("lan")
    #expect(person?.scope == .commune("29242"))
    try restored.close()
  }
}
