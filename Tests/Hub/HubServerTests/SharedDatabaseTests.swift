import Foundation
import Glibc
import HTTPTypes
import HubFixtures
import Journal
import Protocol
import TestTraits
import Testing

@Suite(.ownThread) struct SharedDatabaseTests {
  @Test func `several processes on one PostgreSQL database are one hub`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let url = try await PrivatePostgres.shared.database()
    let file = folder.path + "/url"
    try Data((url + "\n").utf8).write(to: URL(fileURLWithPath: file))
    let place = ["--data", folder.path + "/data", "--database-file", file]
    let hubs = [try HubProcess(place), try HubProcess(place)]
    #expect(hubs[0].hub == hubs[1].hub)
    var device = try TestDevice(seed: 1)
    try await hubs[0].enrol(device, place)
    try device.write(sessions: 30)
    // The later batch comes to the one process, and waits for the earlier, which comes to the other.
    let late = HubRequest(
      .post, Route.push, headers: [.prefer: "wait=20"], body: try device.batch(after: 15).bytes)
    let target = device
    async let second = hubs[1].ask(target, late)
    #expect(try await hubs[0].push(device, try device.batch(through: 15)).pushed?.receipt.size == 15)
    // On a machine that is busy for longer than it waits, it is told to come again.
    let answer = try await second
    if answer.refusal != .sizeMismatch { #expect(answer.pushed?.receipt.size == 30) }
    #expect(try await hubs[1].ask(target, late).pushed?.receipt.size == 30)
    // A request that one process took is a replay for the other.
    let request = try device.signed(HubRequest(.get, Route.pull), to: hubs[0].hub, time: hubs[0].now)
    #expect(try await hubs[0].line.ask(request).status == 200)
    #expect(try await hubs[1].line.ask(request).refusal == .replayed)
    let backup = folder.path + "/backup"
    #expect(try HubProgram.run(["backup", backup] + place).code == 0)
    for hub in hubs {
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
    }
    #expect(try HubProgram.run(["verify"] + place).out.contains("1 chain, 30 entries: all hold."))
    // The same hub goes on from a file, and from another database.
    let fresh = try await PrivatePostgres.shared.database()
    for target in [["--data", folder.path + "/x"], ["--data", folder.path + "/y", "--database", fresh]] {
      let restored = try HubProgram.run(["restore", backup] + target)
      #expect(restored.code == 0, "\(restored.error)")
      #expect(try HubProgram.run(["verify"] + target).out.contains("1 chain, 30 entries: all hold."))
      let hub = try HubProcess(target)
      #expect(hub.hub == hubs[0].hub)
      #expect(try await hub.push(device, try device.batch()).pushed?.receipt.hubIncarnation == 2)
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
    }
  }
}
