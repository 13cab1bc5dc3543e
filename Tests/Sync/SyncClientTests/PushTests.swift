import HubFixtures
import Journal
import JournalFixtures
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

@Suite(.ownThread) struct PushTests {
  @Test func `what a desk kept becomes sent, and a second push sends nothing`() async throws {
    let hub = try await InProcessHub.begin()
    let desk = try TestDesk.begin(sessions: 1234)
    try await desk.enrol(at: hub)
    let first = await desk.run(DirectTransport(hub)).push()
    #expect(first.event == .done)
    #expect(first.summary?.kept == 1234)
    #expect(first.summary?.sent == 1234)
    #expect(first.summary?.unsent == 0)
    #expect(try await desk.untruths(at: hub) == [])
    let second = await desk.run(DirectTransport(hub)).push()
    #expect(second.summary?.sent == 1234)
    let history = try desk.store().history(limit: 10)
    #expect(history.map(\.entries) == [0, 1234, 0])
    #expect(history.map(\.way) == [.network, .network, .enrolment])
    try desk.write(sessions: 20)
    #expect(try desk.status().unsent == 20)
    #expect(try desk.status().oldestUnsent != nil)
    #expect(await desk.run(DirectTransport(hub)).push().summary?.unsent == 0)
    #expect(try await desk.untruths(at: hub) == [])
    try desk.end()
    try await hub.end()
  }

  @Test func `a desk that never enrolled is told so`() async throws {
    let desk = try TestDesk.begin(sessions: 3)
    let line = await desk.run(DirectTransport.nowhere).push()
    #expect(line.failure == .notEnrolled)
    #expect(line.summary?.unsent == 3)
    try desk.end()
  }

  @Test func `follow-ups that are due are told to the lead by desk, and each opening is noted without the contact`()
    async throws
  {
    let hub = try await InProcessHub.patient()
    let lead = try TestDesk.begin(sessions: 1, clock: hub.clock)
    try await lead.enrol(at: hub, role: .lead)
    let today = lead.now.day
    var desks: [TestDesk] = []
    for (seed, name) in [(2, "Bàn 2"), (3, "Bàn 1")] as [(UInt64, String)] {
      let desk = try TestDesk.begin(sessions: 1, seed: seed, clock: hub.clock)
      let code = try await hub.code()
      #expect(await desk.run(DirectTransport(hub)).enrol(at: "https://hub.test", code: code, name: name).event == .done)
      for (who, days) in [("mai", 1), ("nay", 0), ("qua", -1)] {
        let due = Day(daysSince1970: today.daysSince1970 + days)
        _ = try desk.write(Contact(name: "\(name) \(who)", phone: "", appointment: "", due: due, consentVersion: 1))
      }
      #expect(await desk.run(DirectTransport(hub)).push().event == .done)
      desks.append(desk)
    }
    #expect(await lead.run(DirectTransport(hub)).pull().event == .done)
    let opened = SaidContacts()
    #expect(await lead.run(DirectTransport(hub)).contacts(due: today) { opened.add($0) }.event == .done)
    #expect(opened.all.map(\.contact.name) == ["Bàn 1 qua", "Bàn 1 nay", "Bàn 2 qua", "Bàn 2 nay"])
    #expect(opened.all.map(\.desk) == ["Bàn 1", "Bàn 1", "Bàn 2", "Bàn 2"])
    let noted = try lead.run(DirectTransport.nowhere).openings(limit: 9)
    #expect(noted.map(\.entry) == opened.all.map(\.entry).reversed())
    // A desk has no key to open anything with.
    #expect(await desks[0].run(DirectTransport(hub)).contacts(due: today) { opened.add($0) }.event == .failed)
    #expect(try opened.all.count == 4 && desks[0].run(DirectTransport.nowhere).openings(limit: 9).isEmpty)
    for desk in desks + [lead] { try desk.end() }
    try await hub.end()
  }

  @Test func `contacts reach the lead sealed, and nobody else`() async throws {
    let hub = try await InProcessHub.begin()
    let lead = try TestDesk.begin(seed: 2)
    try await lead.enrol(at: hub, role: .lead)
    let desk = try TestDesk.begin(sessions: 5)
    let contact = Contact(name: "Bác Bảy", phone: "0912345678", appointment: "thứ hai", due: nil, consentVersion: 1)
    let kept = try desk.write(contact)
    try await desk.enrol(at: hub)
    #expect(await desk.run(DirectTransport(hub)).push().event == .done)
    let opened = SaidContacts()
    let line = await lead.run(DirectTransport(hub)).contacts { opened.add($0) }
    #expect(line.event == .done)
    #expect(opened.all == [OpenedContact(entry: kept.id, contact: contact)])
    let other = try desk.write(contact)
    #expect(await desk.run(DirectTransport(hub)).push().event == .done)
    _ = await lead.run(DirectTransport(hub)).contacts { opened.add($0) }
    #expect(opened.all.map(\.entry) == [kept.id, kept.id, other.id])
    try desk.end()
    try lead.end()
    try await hub.end()
  }
}
