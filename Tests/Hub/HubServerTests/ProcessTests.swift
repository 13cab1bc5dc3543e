import Bytes
import Checklists
import Foundation
import Glibc
import HTTPTypes
import HubFixtures
import Journal
import JournalFixtures
import Platform
import Protocol
import Reports
import Synchronization
import TestTraits
import Testing

@Suite(.ownThread) struct ProcessTests {
  private func with(_ test: (String) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await test(folder.path)
  }

  @Test func `an empty folder becomes a hub, and its commands work beside it`() async throws {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      let hub = try HubProcess(place)
      var (desk, clone) = (try TestDevice(seed: 1), try TestDevice(seed: 1))
      try await hub.enrol(desk, place)
      try desk.write(sessions: 6)
      let pushed = try #require(try await hub.push(desk, try desk.batch()).pushed)
      let lines = try HubProgram.run(["devices", "--json"] + place).array()
      #expect(lines.count == 1)
      let line = try #require(lines.first)
      #expect(line["device"] as? String == desk.id.rawValue && line["unit"] as? String == "29242")
      #expect(line["role"] as? String == "desk" && line["incarnation"] as? Int == 1)
      #expect(line["size"] as? Int == 6 && line["head"] as? String == desk.head.hex && line["forks"] as? Int == 0)
      let receipt = try #require(line["receipt"] as? [String: Any])
      #expect(receipt["size"] as? Int == 6 && receipt["head"] as? String == desk.head.hex)
      #expect(receipt["time"] as? Int == Int(pushed.receipt.time) && receipt["hub"] as? String == hub.hub.rawValue)
      clone.bodies = Bodies(seed: 99)
      try clone.write(sessions: 2)
      #expect(try await hub.push(clone, try clone.batch()).pushed?.answer.isForked == true)
      let forked = try HubProgram.run(["devices", "--json"] + place).array()
      #expect(forked.map { $0["branch"] as? Int } == [0, 1])
      #expect(forked.map { $0["forks"] as? Int } == [1, 1])
      #expect(forked.map { $0["size"] as? Int } == [6, 2])
      #expect(try HubProgram.run(["units", "--unit", "29242", "--note", "Họp thứ sáu"] + place).code == 0)
      let units = try HubProgram.run(["units", "--json"] + place).array()
      #expect(units.first?["entries"] as? Int == 8 && units.first?["notes"] as? [String] == ["Họp thứ sáu"])
      #expect(units.first?["stale"] as? Int == 0 && units.first?["forks"] as? Int == 1)
      let prefix = String(desk.id.rawValue.prefix(8))
      #expect(try HubProgram.run(["revoke", prefix] + place).code == 0)
      #expect(try await hub.ask(desk, HubRequest(.get, Route.pull)).refusal == .revoked)
      let verified = try HubProgram.run(["verify"] + place)
      #expect(verified.code == 0 && verified.out.contains("2 chains, 8 entries: all hold."))
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
    }
  }

  @Test func `the hub reports in the words of a desk, and asks about doubles where one unit is asked for`() async throws
  {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      let hub = try HubProcess(place)
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk, place)
      for code: UInt8 in [0, 0, 2, 2, 4, 5] {
        var facts = desk.bodies.session()
        (facts.unit, facts.checklist) = ("29242", "vneid")
        try desk.write(.session(facts), receipt: EntryHash(of: [code]))
      }
      try desk.write(.cancelled(CancelledFacts(day: Moment.sample.day, unit: "29242")))
      #expect(try await hub.push(desk, try desk.batch()).pushed?.answer.quarantined.isEmpty == true)
      let words = ["report", "week", "--on", Moment.sample.day.iso] + place
      let json = try HubProgram.run(words + ["--format", "json"])
      let report = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
      #expect(report["sessions"] as? Int == 6 && report["cancelled"] as? Int == 1)
      let (whole, unit) = (try HubProgram.run(words), try HubProgram.run(words + ["--unit", "29242"]))
      #expect(whole.code == 0 && !whole.out.contains("kept twice?"), "\(whole)")
      let doubles = unit.out.split(separator: "\n").filter { $0.contains("the same receipt code") }
      #expect(unit.out.contains("kept twice?") && doubles.count == 2, "\(unit.out)")
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
    }
  }

  @Test func `a ticket in a file lets a machine in that is never online`() async throws {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      let file = folder + "/ticket.json"
      let arguments =
        ["enrol-code", "--unit", "29242", "--role", "lead", "--file", file, "--address", "https://hub", "--json"]
        + place
      #expect(try HubProgram.run(arguments).code == 0)
      #expect(try HubProgram.run(arguments).code == 17)
      let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
      #expect(rights as? Int == 0o600)
      let envelope = try #require(
        Envelope(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: file))), limit: Limits.messageBytes))
      let (bytes, signer) = try #require(envelope.payload(.enrolTicket))
      let ticket = try #require(EnrolTicket(bytes: bytes))
      #expect(ticket.hubKey == Hex.text(signer) && ticket.hub == HubID(publicKey: signer))
      #expect(ticket.role == .lead && ticket.unit == "29242" && ticket.address == "https://hub")
      #expect(abs(ticket.expires - Int64(Date.now.timeIntervalSince1970 * 1_000) - 30 * 86_400_000) < 60_000)
      let hub = try HubProcess(place)
      #expect(hub.hub == ticket.hub)
      let lead = try TestDevice(seed: 2)
      let code = try #require(EnrolCode(typed: ticket.code))
      let request = HubRequest(.post, Route.enrol, body: try lead.enrolRequest(code, role: .lead))
      #expect(try await hub.line.ask(request).status == 200)
      hub.signal(SIGINT)
      #expect(hub.end() == 0)
      let picture = try HubProgram.run(["enrol-code", "--unit", "29242", "--qr"] + place)
      let rows = picture.out.split(separator: "\n").dropFirst()
      #expect(picture.code == 0 && rows.count >= 12)
      #expect(Set(rows.map(\.count)).count == 1 && rows.allSatisfy { $0.allSatisfy("█▀▄ ".contains) })
    }
  }

  @Test func `killed in the middle of pushes, again and again, it keeps what it acknowledged and holds together`()
    async throws
  {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      var hub = try HubProcess(place)
      var devices = try (1...4 as ClosedRange<UInt64>).map { try TestDevice(seed: $0) }
      for index in devices.indices {
        try await hub.enrol(devices[index], place)
        try devices[index].write(sessions: 300)
      }
      var chance = SplitMix64(seed: 5)
      for _ in 0..<8 {
        let target = hub
        let acknowledged = Acknowledged()
        try await withThrowingTaskGroup(of: Void.self) { group in
          for device in devices {
            group.addTask { await Self.pushOn(device, target, acknowledged) }
          }
          // Somewhere in the middle: after some acknowledgements.
          let enough = 3 + chance.below(20)
          try await eventually { acknowledged.count >= enough || acknowledged.isComplete(devices) }
          hub.signal(SIGKILL)
          try await group.waitForAll()
        }
        #expect(hub.end() == -SIGKILL)
        let verified = try HubProgram.run(["verify", "--json"] + place)
        #expect(verified.code == 0, "\(verified.out)")
        let lines = try HubProgram.run(["devices", "--json"] + place).array()
        for device in devices {
          let size = lines.first { $0["device"] as? String == device.id.rawValue }?["size"] as? Int ?? 0
          #expect(size >= acknowledged.size(of: device.id))
        }
        hub = try HubProcess(place)
      }
      for device in devices { #expect(try await hub.push(device, try device.batch()).pushed?.receipt.size == 300) }
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
      let verified = try HubProgram.run(["verify"] + place)
      #expect(verified.out.contains("4 chains, 1,200 entries: all hold."))
    }
  }

  /// Pushes small batches from where the hub stands, until it is gone or has all.
  private static func pushOn(_ device: TestDevice, _ hub: HubProcess, _ acknowledged: Acknowledged) async {
    var base = 0
    while base < device.entries.count {
      do {
        let batch = try device.batch(after: base, through: min(base + 7, device.entries.count))
        let answer = try await hub.push(device, batch)
        if let pushed = answer.pushed {
          base = pushed.receipt.size
          acknowledged.note(pushed.receipt)
        } else if let size = Refusal(bytes: answer.body)?.size {
          base = size
        } else {
          return
        }
      } catch {
        return
      }
    }
  }

  @Test func `asked to stop, it answers what runs, and what it answered is there`() async throws {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      let hub = try HubProcess(place)
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device, place)
      try device.write(sessions: 300)
      let late = try device.batch(after: 290)
      let acknowledged = Acknowledged()
      let target = device
      async let waiting = hub.ask(
        target, HubRequest(.post, Route.push, headers: [.prefer: "wait=30"], body: late.bytes))
      async let pushing: Void = Self.pushOn(target, hub, acknowledged)
      try await eventually { acknowledged.count >= 5 }
      hub.signal(SIGTERM)
      await pushing
      // One that is cut at the end of its patience ends otherwise.
      #expect(hub.end() == 0)
      // Taken, told where to go on, or never heard because the connection was not yet accepted; never lost in between.
      if let answer = try? await waiting { #expect([200, 409].contains(answer.status)) }
      let lines = try HubProgram.run(["devices", "--json"] + place).array()
      #expect(try #require(lines.first?["size"] as? Int) >= acknowledged.size(of: device.id))
      #expect(try HubProgram.run(["verify"] + place).code == 0)
    }
  }

  @Test func `a backup is made while it serves, restored as the next incarnation, and verified`() async throws {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      var hub = try HubProcess(place)
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device, place)
      try device.write(sessions: 20)
      _ = try await hub.push(device, try device.batch(through: 12))
      let backup = folder + "/backup"
      #expect(try HubProgram.run(["backup", backup] + place).code == 0)
      #expect(try HubProgram.run(["backup", backup] + place).code == 27)
      _ = try await hub.push(device, try device.batch(after: 12))
      #expect(try HubProgram.run(["restore", backup] + place).code == 28)
      #expect(try HubProgram.run(["restore", backup, "--replace"] + place).code == 16)
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
      #expect(try HubProgram.run(["restore", backup, "--replace"] + place).code == 0)
      let name = hub.hub
      hub = try HubProcess(place)
      #expect(hub.hub == name)
      let facts = try #require(HubFacts(bytes: try await hub.line.ask(HubRequest(.get, Route.hub)).body))
      #expect(facts.incarnation == 2)
      var longer = device
      try longer.write(sessions: 1)
      let answer = try await hub.push(longer, try longer.batch(after: 20))
      #expect(Refusal(bytes: answer.body)?.size == 12)
      #expect(try await hub.push(longer, try longer.batch(after: 12)).pushed?.receipt.size == 21)
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
      let other = ["--data", folder + "/other"]
      #expect(try HubProgram.run(["restore", backup] + other).code == 0)
      #expect(try HubProgram.run(["verify"] + other).out.contains("1 chain, 12 entries: all hold."))
      let file = URL(fileURLWithPath: backup + "/hub.sqlite")
      try (try Data(contentsOf: file)).dropLast(1).write(to: file)
      #expect(try HubProgram.run(["restore", backup, "--data", folder + "/third"]).code == 26)
    }
  }

  @Test func `one changed letter in a stored entry is found`() async throws {
    try await with { folder in
      let place = ["--data", folder + "/data"]
      let hub = try HubProcess(place)
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device, place)
      try device.write(sessions: 3)
      _ = try await hub.push(device, try device.batch())
      hub.signal(SIGTERM)
      #expect(hub.end() == 0)
      #expect(try HubProgram.run(["verify"] + place).code == 0)
      let file = URL(fileURLWithPath: folder + "/data/hub.sqlite")
      var bytes = try Data(contentsOf: file)
      let found = try #require(bytes.range(of: Data(#""outcome":""#.utf8)))
      bytes[found.lowerBound + 2] ^= 1
      try bytes.write(to: file)
      let verified = try HubProgram.run(["verify"] + place)
      #expect(verified.code == 1)
      #expect(verified.out.contains("BROKEN \(device.id.rawValue) 1.0"))
      #expect(verified.error.contains("1 chain does not hold"))
    }
  }
}

/// What receipts said, from many tasks.
private final class Acknowledged: Sendable {
  private let held = Mutex<(sizes: [DeviceID: Int], receipts: Int)>(([:], 0))

  var count: Int { held.withLock { $0.receipts } }

  func note(_ receipt: Receipt) {
    held.withLock { held in
      held.receipts += 1
      held.sizes[receipt.device] = max(held.sizes[receipt.device] ?? 0, receipt.size)
    }
  }

  func size(of device: DeviceID) -> Int { held.withLock { $0.sizes[device] ?? 0 } }

  func isComplete(_ devices: [TestDevice]) -> Bool { devices.allSatisfy { size(of: $0.id) == $0.entries.count } }
}
