import Bytes
import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import JournalStore
import Platform
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// A folder that stands for a stick.
struct Stick {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/tiepsuc-stick-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { path + "/" + $0 } }
  }

  func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: file))) }
  @discardableResult func put(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }
  func clear() throws { for file in try files { try FileManager.default.removeItem(atPath: file) } }
  func end() throws { try FileManager.default.removeItem(atPath: path) }
}

extension TestDesk {
  func write(_ stick: Stick) async -> SyncLine { await run(DirectTransport.nowhere).writeBundle(to: stick.path) }
  func read(_ path: String, lines: SaidLines = SaidLines()) async -> SyncLine {
    await run(DirectTransport.nowhere, lines: lines).readBundles(at: path)
  }
  func ticket(of hub: InProcessHub) async throws -> [UInt8] {
    let code = try await hub.code(minutes: 60 * 24 * 30)
    let ticket = EnrolTicket(
      code: code.letters, hub: hub.id, hubKey: Hex.text(hub.key.publicKey), address: nil, unit: "29242", role: .desk,
      expires: hub.clock.now + 1)
    return try Envelope(try ticket.bytes, .enrolTicket, key: hub.key).bytes
  }
}

/// A hub, a lead that is online, and desks that never are.
struct Village {
  let hub: InProcessHub
  let lead: TestDesk
  let stick: Stick

  init() async throws {
    hub = try await InProcessHub.patient()
    lead = try TestDesk.begin(sessions: 4, seed: 1000, clock: hub.clock)
    try await lead.enrol(at: hub, role: .lead)
    stick = try Stick()
  }

  func leadExchanges() async -> SyncLine { await lead.run(DirectTransport(hub)).push() }

  func desk(sessions: Int, seed: UInt64) async throws -> TestDesk {
    let desk = try TestDesk.begin(sessions: sessions, seed: seed, clock: hub.clock)
    let ticket = try await desk.ticket(of: hub)
    let line = await desk.run(DirectTransport.nowhere).enrol(ticket: ticket)
    #expect(line.event == .done)
    return desk
  }

  /// The stick goes from the desks to the lead, the lead goes online, and the stick goes back.
  func round(_ desks: [TestDesk]) async throws {
    for desk in desks { #expect(await desk.write(stick).event == .done) }
    #expect(await lead.read(stick.path).event == .done)
    let line = await leadExchanges()
    #expect(line.event == .done, "\(line)")
    #expect(await lead.write(stick).event == .done)
    for desk in desks {
      let line = await desk.read(stick.path)
      #expect(line.event == .done, "\(line)")
    }
  }

  func end(_ desks: [TestDesk] = []) async throws {
    for desk in desks + [lead] { try desk.end() }
    try stick.end()
    try await hub.end()
  }
}

@Suite(.ownThread) struct StickTests {
  @Test func `a desk that is never online becomes fully sent by sticks alone`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 1300, seed: 5)
    let contact = Contact(name: "Bác Ba", phone: "", appointment: "mai", due: nil, consentVersion: 1)
    let kept = try desk.write(contact)
    #expect(try desk.status().unsent == 1301)
    try await village.round([desk])
    let status = try desk.status()
    #expect(status.unsent == 0)
    #expect(status.role == .desk)
    #expect(status.hub == nil)
    #expect(try await desk.untruths(at: village.hub) == [])
    // The lead's key came with the answer: the next stick takes the contact along.
    try desk.write(sessions: 3)
    _ = try await village.hub.store.erase(
      receipt: try desk.receiptHash(of: desk.write(contact).receipt), unit: "29242", at: village.hub.clock.now)
    try await village.hub.store.setNote(unit: "29242", text: "Họp thứ sáu", at: village.hub.clock.now)
    try await village.round([desk])
    let opened = SaidContacts()
    _ = await village.lead.run(DirectTransport(village.hub)).contacts { opened.add($0) }
    #expect(opened.all.map(\.entry) == [kept.id])
    #expect(try desk.store().notes() == ["Họp thứ sáu"])
    #expect(try desk.status().erased == 1)
    try await village.round([desk])
    #expect(try desk.status().unsent == 0)
    #expect(try await desk.untruths(at: village.hub) == [])
    let carried = try village.lead.store().carriedDesks()
    #expect(carried.map(\.device) == [try desk.device()])
    #expect(carried.first.map { $0.seen == $0.sent } == true)
    try await village.end([desk])
  }

  @Test func `many desks on one stick, and each gets its own`() async throws {
    let village = try await Village()
    var desks: [TestDesk] = []
    for seed in 1...8 { desks.append(try await village.desk(sessions: Int(seed) * 30, seed: UInt64(seed))) }
    try await village.round(desks)
    for desk in desks {
      #expect(try desk.status().unsent == 0)
      #expect(try await desk.untruths(at: village.hub) == [])
    }
    #expect(try village.lead.store().carriedDesks().count == 8)
    #expect(try village.lead.store().carriedBatches(after: nil, limit: 1).isEmpty)
    try await village.end(desks)
  }

  @Test func `bundles are found by their short names, and in a folder of the stick`() async throws {
    let village = try await Village()
    let desks = [try await village.desk(sessions: 5, seed: 1), try await village.desk(sessions: 5, seed: 2)]
    try village.stick.clear()
    let folder = village.stick.path + "/Tổ 2"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (desk, name) in zip(desks, ["TIEPSU~1.TSB", "Tổ 2/bàn 2.tsb"]) {
      #expect(await desk.write(village.stick).event == .done)
      let written = try #require(try village.stick.files.first { $0.hasSuffix(".tsb") })
      try FileManager.default.moveItem(atPath: written, toPath: village.stick.path + "/" + name)
    }
    #expect(await village.lead.read(village.stick.path).event == .done)
    _ = await village.leadExchanges()
    try village.stick.clear()
    _ = await village.lead.write(village.stick)
    for desk in desks {
      #expect(await desk.read(village.stick.path).event == .done)
      #expect(try desk.status().unsent == 0)
    }
    try await village.end(desks)
  }

  @Test(arguments: 1...6)
  func `bundles read twice, late and in any order have the right effect`(seed: UInt64) async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 20, seed: seed)
    var back: [[UInt8]] = []
    var chance = SplitMix64(seed: seed)
    for _ in 0..<5 {
      #expect(await desk.write(village.stick).event == .done)
      try desk.write(sessions: 1 + chance.below(30))
      var files = try village.stick.files
      files.shuffle(using: &chance)
      for file in files.prefix(1 + chance.below(3)) + files.prefix(1) { _ = await village.lead.read(file) }
      _ = await village.leadExchanges()
      let answers = try Stick()
      _ = await village.lead.write(answers)
      for file in try answers.files { back.append(try answers.bytes(file)) }
      try answers.end()
      village.hub.clock.advance(by: 60_000)
      for number in 0..<min(2, back.count) {
        let bytes = back[(chance.below(back.count) + number) % back.count]
        _ = await desk.read(try village.stick.put("back.tsb", bytes))
        #expect(try await desk.untruths(at: village.hub) == [])
      }
      try FileManager.default.removeItem(atPath: village.stick.path + "/back.tsb")
    }
    try await village.round([desk])
    try await village.round([desk])
    #expect(try desk.status().unsent == 0)
    #expect(try await desk.untruths(at: village.hub) == [])
    try await village.end([desk])
  }

  @Test func `a bundle that is cut or changed anywhere is refused, and changes nothing`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 2, seed: 3)
    #expect(await desk.write(village.stick).event == .done)
    let file = try #require(try village.stick.files.first)
    let bytes = try village.stick.bytes(file)
    for size in stride(from: 0, to: bytes.count, by: 7) {
      let line = await village.lead.read(try village.stick.put("cut.tsb", Array(bytes.prefix(size))))
      #expect(line.failure == .badBundle, "cut at \(size)")
    }
    for place in stride(from: 0, to: bytes.count, by: 11) {
      var changed = bytes
      changed[place] ^= 0x20
      let line = await village.lead.read(try village.stick.put("cut.tsb", changed))
      #expect(line.failure == .badBundle, "changed at \(place)")
    }
    #expect(try village.lead.store().carriedDesks() == [])
    #expect(try village.lead.store().carriedRequests().isEmpty)
    #expect(try village.lead.store().carriedBatches(after: nil, limit: 1).isEmpty)
    try await village.end([desk])
  }

  @Test func `a damaged file among good ones is named, and the good ones count`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 30, seed: 3)
    #expect(await desk.write(village.stick).event == .done)
    let bad = try village.stick.put("aaa.tsb", [1, 2, 3])
    let line = await village.lead.read(village.stick.path)
    #expect(line.failure == .badBundle)
    #expect(line.subject == bad)
    #expect(await village.leadExchanges().event == .done)
    #expect(try village.lead.store().carriedDesks().first?.sent == 30)
    try await village.end([desk])
  }

  @Test func `a file of a stick is never overwritten`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 3, seed: 3)
    let prefix = try desk.device().rawValue.prefix(8)
    let own = try village.stick.put("tiepsuc-\(prefix)-0001.tsb", [9])
    #expect(await desk.write(village.stick).event == .done)
    #expect(await desk.write(village.stick).event == .done)
    #expect(try village.stick.bytes(own) == [9])
    #expect(try village.stick.files.count == 3)
    #expect(await desk.run(DirectTransport.nowhere).writeBundle(to: village.stick.path + "/none").failure == .stick)
    #expect(await desk.read(village.stick.path + "/none.tsb").failure == .stick)
    try await village.end([desk])
  }

  @Test func `a revoked desk's entries still come by its lead`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 10, seed: 3)
    try await village.round([desk])
    try desk.write(sessions: 5)
    _ = try await village.hub.store.revoke(try desk.device(), at: village.hub.clock.now)
    try await village.round([desk])
    let status = try desk.status()
    #expect(status.isRevoked)
    #expect(status.unsent == 0)
    #expect(try await desk.untruths(at: village.hub) == [])
    try await village.end([desk])
  }

  @Test func `a hub restored from a backup gets a never-online desk's entries again by stick`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 10, seed: 3)
    try await village.round([desk])
    let backup = village.hub.folder + "/backup"
    try await village.hub.backUp(to: backup)
    try desk.write(sessions: 15)
    try await village.round([desk])
    #expect(try desk.status().unsent == 0)
    try await village.hub.restore(from: backup)
    village.hub.clock.advance(by: 60_000)
    // Else the bundles that still lie on the stick heal the hub at once.
    try village.stick.clear()
    try await village.round([desk])
    #expect(try desk.status().unsent == 15, "the hub's own word takes them back")
    try await village.round([desk])
    #expect(try desk.status().unsent == 0)
    #expect(try await desk.untruths(at: village.hub) == [])
    try await village.end([desk])
  }

  @Test func `a desk by stick whose code is used or too old is told through its lead, and the others go on`()
    async throws
  {
    let village = try await Village()
    let first = try await village.desk(sessions: 3, seed: 3)
    let second = try TestDesk.begin(sessions: 4, seed: 4, clock: village.hub.clock)
    let ticket = try await second.ticket(of: village.hub)
    let third = try TestDesk.begin(sessions: 4, seed: 6, clock: village.hub.clock)
    for desk in [second, third] { _ = await desk.run(DirectTransport.nowhere).enrol(ticket: ticket) }
    for desk in [first, second, third] { _ = await desk.write(village.stick) }
    _ = await village.lead.read(village.stick.path)
    let line = await village.leadExchanges()
    #expect([.badCode, .refused].contains(line.failure), "\(line)")
    let sent = try village.lead.store().carriedDesks().map(\.sent).sorted()
    #expect(sent == [0, 3, 4])
    try await village.end([first, second, third])
  }
}
