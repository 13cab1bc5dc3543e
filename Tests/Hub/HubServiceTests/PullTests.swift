import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Protocol
import Testing

@Suite struct PullTests {
  @Test(arguments: StoreKind.allCases)
  func `news are signed, and said once as long as nothing changes`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      try device.write(sessions: 3)
      let pushed = try #require(try await hub.push(device, try device.batch()).pushed)
      let first = try await hub.ask(device, HubRequest(.get, Route.pull))
      let tagged = HubRequest(.get, "\(Route.pull)?tag=\(try #require(first.news).tag)")
      hub.clock.advance(by: 60_000)
      let again = try await hub.ask(device, tagged)
      #expect(again.status == 204 && again.body.isEmpty)
      try await hub.store.setNote(unit: "29242", text: "Chiều thứ sáu họp", at: 5)
      let changed = try await hub.ask(device, tagged)
      #expect(changed.status == 200)
      let news = try await hub.news(device)
      #expect(news.receipts == [pushed.answer.receipt])
      #expect(news.notes == ["Chiều thứ sáu họp"])
      #expect(news.time == hub.clock.now)
      #expect(news.device == device.id && news.unit == "29242" && news.role == .desk)
      #expect(!news.isForked && !news.isRevoked)
    }
  }

  @Test func `the roster grows with the unit's own entries, and with nobody else's`() async throws {
    try await InProcessHub.with { hub in
      var (device, other) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      try await hub.enrol(device)
      try await hub.enrol(other, unit: "29243")
      var facts = device.bodies.session()
      facts.unit = "29242"
      facts.volunteer = VolunteerCode(rawValue: "TN07")
      try device.write(.session(facts))
      facts.volunteer = VolunteerCode(rawValue: "LA01")
      try other.write(.session(facts))
      #expect(try await hub.push(device, try device.batch()).pushed != nil)
      #expect(try await hub.push(other, try other.batch()).pushed != nil)
      try await hub.store.addToRoster(["TN01"], of: "29242")
      #expect(try await hub.news(device).roster == ["TN01", "TN07"])
      #expect(try await hub.news(other).roster == [])
    }
  }

  @Test func `a lead hears for the desks of its unit what they have not heard themselves`() async throws {
    try await InProcessHub.with { hub in
      let lead = try TestDevice(seed: 1)
      var desk = try TestDevice(seed: 2)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(desk)
      try await hub.enrol(try TestDevice(seed: 3), unit: "29243")
      try desk.write(sessions: 4)
      let pushed = try #require(try await hub.push(lead, try desk.batch()).pushed)
      let desks = try #require(UnitDesks(bytes: try await hub.ask(lead, HubRequest(.get, Route.desks)).body))
      #expect(desks.desks.map(\.device) == [lead.id, desk.id])
      #expect(try await hub.news(lead, for: desk.id).receipts == [pushed.answer.receipt])
      #expect(try await hub.news(lead).receipts == [])
    }
  }

  @Test func `each incarnation of the log has its receipt`() async throws {
    try await InProcessHub.with { hub in
      var device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      try device.write(sessions: 3)
      #expect(try await hub.push(device, try device.batch()).pushed != nil)
      device.beginAnew()
      try device.write(sessions: 2)
      #expect(try await hub.push(device, try device.batch()).pushed != nil)
      let receipts = try await hub.news(device).receipts.compactMap { Receipt(line: $0) }
      #expect(receipts.map(\.incarnation) == [1, 2])
      #expect(receipts.map(\.size) == [3, 2])
      #expect(try await hub.news(device).isForked == false)
    }
  }

  @Test func `packs are offered and served in parts`() async throws {
    try await InProcessHub.with { hub in
      let device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      #expect(try await hub.news(device).packs == [])
      let folder = hub.folder + "/packs"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let bytes = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/vneid-3.pack"))
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/small.pack"))
      for name in ["no name.pack", ".hidden", "có-dấu.pack"] {
        try Data([9]).write(to: URL(fileURLWithPath: folder + "/" + name))
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.pack", withDestinationPath: hub.folder + "/hub.sqlite")
      let offers = try await hub.news(device).packs
      #expect(Set(offers.map(\.name)) == ["vneid-3.pack", "small.pack"])
      let small = try #require(offers.first { $0.name == "small.pack" })
      let large = try #require(offers.first { $0.name == "vneid-3.pack" })
      #expect(small == PackOffer(name: "small.pack", hash: EntryHash(of: [1, 2, 3]).hex, size: 3))
      #expect(large.hash == EntryHash(of: bytes).hex)
      let whole = try await hub.ask(device, HubRequest(.get, "\(Route.packs)/\(small.hash)"))
      #expect(whole.status == 200 && whole.body == [1, 2, 3])
      var got: [UInt8] = []
      while got.count < large.size {
        let request = HubRequest(.get, "\(Route.packs)/\(large.hash)?from=\(got.count)&bytes=2000000")
        let answer = try await hub.ask(device, request)
        #expect(answer.status == 200)
        got += answer.body
        guard !answer.body.isEmpty else { break }
      }
      #expect(got == bytes)
      for query in ["", "?from=10", "?bytes=5000000"] {
        let part = HubRequest(.get, "\(Route.packs)/\(large.hash)\(query)")
        #expect(try await hub.ask(device, part).body.count == Limits.newsBytes)
      }
      #expect(try await hub.ask(device, HubRequest(.get, "\(Route.packs)/\(large.hash)?from=5000000")).body == [])
      for query in ["from=5000001", "from=-1", "from=a", "bytes=0", "bytes=-1", "bytes=", "from=99999999999999999999"] {
        let request = HubRequest(.get, "\(Route.packs)/\(large.hash)?\(query)")
        #expect(try await hub.ask(device, request).refusal == .malformed, "\(query)")
      }
      let unknown = HubRequest(.get, "\(Route.packs)/\(EntryHash(of: [4]).hex)")
      #expect(try await hub.ask(device, unknown).refusal == .notFound)
    }
  }

  @Test(arguments: ["x", "-1", "99999999999999999999"])
  func `a number that is none is refused`(text: String) async throws {
    try await InProcessHub.with { hub in
      let device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      #expect(try await hub.ask(device, HubRequest(.get, Route.pull + "?after=\(text)")).refusal == .malformed)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `sealed contacts come to their lead, page by page, and to nobody else`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let (lead, colleague) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      var desk = try TestDevice(seed: 3)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(colleague, role: .lead)
      try await hub.enrol(desk)
      var attachments: [ContactAttachment] = []
      for number in 1...310 {
        try desk.write(.session(desk.bodies.session()), contact: EntryHash(of: [1]))
        attachments.append(
          .init(
            sequence: number, lead: LeadKeyID(publicKey: lead.sealing.publicKey),
            box: try LeadSeal.seal([7], of: desk.entry(number), to: lead.sealing.publicKey)))
      }
      #expect(try await hub.push(desk, try desk.batch(attachments: attachments)).pushed != nil)
      let first = try #require(
        ContactBoxes(bytes: try await hub.ask(lead, HubRequest(.get, Route.contacts)).body, limit: Limits.newsBytes))
      #expect(first.boxes.count == Limits.contactsPage)
      let next = try #require(first.next)
      let rest = try #require(
        ContactBoxes(bytes: try await hub.ask(lead, HubRequest(.get, Route.contacts + "?after=\(next)")).body))
      #expect(rest.boxes.count == 10 && rest.next == nil)
      for (number, box) in (first.boxes + rest.boxes).enumerated() {
        #expect(box.entry == desk.entry(number + 1))
        let bytes = try #require(Base64.bytes(box.box))
        #expect(LeadSeal.open(bytes, of: box.entry, secret: lead.sealing.secret) == [7])
      }
      let none = try await hub.ask(colleague, HubRequest(.get, Route.contacts))
      #expect(ContactBoxes(bytes: none.body)?.boxes == [])
    }
  }
}
