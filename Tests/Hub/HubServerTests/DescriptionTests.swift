import Checklists
import Foundation
import HTTPTypes
import HubFixtures
import HubServer
import HubService
import HubStore
import Hummingbird
import HummingbirdTesting
import Journal
import JournalFixtures
import Protocol
import Reports
import Synchronization
import TestTraits
import Testing

/// Everything that `Assets/openapi.yaml` says is asked of a running hub, and the hub says nothing else.
@Suite(.ownThread) struct DescriptionTests {
  @Test func `a running hub gives exactly the answers that are described`() async throws {
    let held = Mutex(try HubDescription())
    let note: Note = { method, path, answer in held.withLock { $0.take(method, path, answer) } }
    try await everyday(note)
    try await refusals(note)
    try await tooMany(note)
    try await tooSlow(note)
    try await away(note)
    let description = held.withLock { $0 }
    #expect(description.complaints == [])
    let missing = description.promises.subtracting(description.met).map(\.description).sorted()
    #expect(missing == [])
    let surplus = description.met.subtracting(description.promises).map(\.description).sorted()
    #expect(surplus == [])
    #expect(description.promises.count > 90)
  }

  @Test func `every route is described, with the method that it takes, and no other`() throws {
    let described = try HubDescription().paths.flatMap { path, item in
      item.fields.keys.map { "\($0.uppercased()) \(path)" }
    }
    let routes = HubRoute.allCases.map { "\($0.method.rawValue) \($0.path)" + ($0 == .packs ? "/{hash}" : "") }
    let watched = [Route.health, Route.ready, Route.metrics].map { "GET \($0)" }
    #expect(Set(described) == Set(routes + watched))
    #expect(Set(routes).count == routes.count)
  }

  @Test func `paths and methods that are not described are refused as 404 and 405`() async throws {
    let description = try HubDescription()
    try await Served.with { served in
      try await served.live { client in
        for (path, item) in description.paths {
          let real = path.replacing("{hash}", with: String(repeating: "0", count: 64))
          for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] {
            guard item[method.lowercased()] == nil else { continue }
            let answer = try await client.ask(HubRequest(.get, real), method: method)
            #expect(answer.status == 405, "\(method) \(path)")
            #expect(answer.headers[.allow]?.lowercased() == item.fields.keys.first)
            if method != "HEAD" { #expect(answer.refusal == .wrongMethod) }
          }
          for other in [real + "/x", real + "x", "/v2" + real, String(real.dropLast())] {
            let answer = try await client.ask(HubRequest(.get, other))
            #expect(answer.refusal == .notFound, "\(other)")
            #expect(answer.headers[.contentType] == "application/problem+json")
          }
        }
      }
    }
  }

  private typealias Note = @Sendable (_ method: String, _ path: String, _ answer: HubAnswer) -> Void

  /// A hub with two leads, a desk and a trainer of one unit, and a stranger.
  private struct People: Sendable {
    var lead: TestDevice
    var desk: TestDevice
    var trainer: TestDevice
    var stranger: TestDevice
    var pack: String

    init(_ hub: InProcessHub) async throws {
      let devices = try (1...4 as ClosedRange<UInt64>).map { try TestDevice(seed: $0) }
      (lead, desk, trainer, stranger) = (devices[0], devices[1], devices[2], devices[3])
      for (device, role) in [(lead, DeviceRole.lead), (desk, .desk), (trainer, .trainer), (stranger, .desk)] {
        // Past the limits of the hub, some of which let nobody in.
        let code = try await hub.code(unit: device.id == stranger.id ? "29243" : "29242", role: role)
        let enrolled = EnrolledDevice(
          id: device.id, publicKey: device.key.publicKey, unit: "", role: role,
          sealingKey: role == .lead ? device.sealing.publicKey : nil, enrolled: hub.clock.now)
        guard case .enrolled = try await hub.store.redeem(code.lookup, for: enrolled, now: hub.clock.now) else {
          throw FixtureFault("not enrolled")
        }
      }
      let contact = EntryHash(of: [1])
      try desk.write(.session(desk.bodies.session()), receipt: EntryHash(of: [2]), contact: contact)
      try desk.write(sessions: 2)
      try lead.write(sessions: 2)
      try stranger.write(sessions: 1)
      let folder = hub.folder + "/packs"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/small.pack"))
      pack = "\(Route.packs)/\(EntryHash(of: [1, 2, 3]).hex)"
    }

    /// One sound request of each signed route.
    func requests() throws -> [HubRequest] {
      [
        HubRequest(.post, Route.push, body: try lead.batch().bytes), HubRequest(.get, Route.pull),
        HubRequest(.post, Route.erasures, body: try ErasureRequest(receipt: EntryHash(of: [2])).bytes),
        HubRequest(.get, pack), HubRequest(.get, Route.contacts), HubRequest(.get, Route.desks),
        HubRequest(.post, Route.names, body: try DeskNaming(device: desk.id, name: "Bàn 1").bytes),
        HubRequest(
          .post, Route.acts,
          body: try LeadAct(EntryMark(entry: desk.entry(1), note: "xem lại", after: 1, time: 1)).signed(by: lead.key)),
        HubRequest(.get, Route.entries + "?device=\(desk.id.rawValue)&incarnation=1&after=0"),
        HubRequest(.get, Route.figures),
      ]
    }
  }

  /// Runs on a hub with its people, over a live port.
  private func with(
    _ settings: ServerSettings = .local(), rates: HubRates = .forTests,
    _ test: @escaping @Sendable (Served, People, LiveClient) async throws -> Void
  ) async throws {
    try await Served.with(settings, rates: rates) { served in
      let people = try await People(served.hub)
      try await served.live { try await test(served, people, $0) }
    }
  }

  private func everyday(_ note: @escaping Note) async throws {
    try await with { served, people, client in
      for path in [Route.health, Route.ready, Route.metrics, Route.hub] {
        note("GET", path, try await client.ask(HubRequest(.get, path)))
      }
      let code = try await served.hub.code()
      let enrol = HubRequest(.post, Route.enrol, body: try TestDevice(seed: 9).enrolRequest(code))
      note("POST", Route.enrol, try await client.ask(enrol))
      let box = try LeadSeal.seal([7], of: people.desk.entry(1), to: people.lead.sealing.publicKey)
      let attachments = [
        ContactAttachment(sequence: 1, lead: LeadKeyID(publicKey: people.lead.sealing.publicKey), box: box)
      ]
      let push = HubRequest(.post, Route.push, body: try people.desk.batch(attachments: attachments).bytes)
      note("POST", Route.push, try await served.ask(client, people.desk, push))
      note("GET", Route.contacts, try await served.ask(client, people.lead, HubRequest(.get, Route.contacts)))
      try await served.hub.store.setNote(unit: "29242", text: "Họp", at: 1)
      for request in try people.requests() {
        note(request.method.rawValue, request.path, try await served.ask(client, people.lead, request))
      }
      // With something in every list.
      let pull = HubRequest(.get, Route.pull)
      let news = try await served.ask(client, people.desk, pull)
      note("GET", Route.pull, news)
      let again = HubRequest(.get, Route.pull + "?tag=\(try #require(news.news).tag)")
      note("GET", Route.pull, try await served.ask(client, people.desk, again))
      var trainer = people.trainer
      try trainer.write(sessions: 80)
      let sessions = HubRequest(.post, Route.push, body: try trainer.batch().bytes)
      note("POST", Route.push, try await served.ask(client, trainer, sessions))
      for path in [Route.figures, FigureQuestion("vneid").path, FigureQuestion("none").path] {
        note("GET", path, try await served.ask(client, trainer, HubRequest(.get, path)))
      }
      let part = HubRequest(.get, people.pack + "?from=1&bytes=1")
      note("GET", part.path, try await served.ask(client, people.desk, part))
    }
  }

  private func refusals(_ note: @escaping Note) async throws {
    try await with { served, people, client in
      for request in try people.requests() {
        let (method, path) = (request.method.rawValue, request.path)
        func ask(_ device: TestDevice, _ request: HubRequest, time: Int64) async throws -> HubAnswer {
          try await client.ask(try device.signed(request, to: served.hub.id, time: time))
        }
        let now = served.hub.clock.now
        note(method, path, try await client.ask(request))
        note(method, path, try await ask(try TestDevice(seed: 77), request, time: now))
        note(method, path, try await ask(people.lead, request, time: 0))
        let once = try people.lead.signed(request, to: served.hub.id, time: now)
        _ = try await client.ask(once)
        note(method, path, try await client.ask(once))
        for device in [people.desk, people.trainer] {
          note(method, path, try await served.ask(client, device, request))
        }
      }
      try await special(served, people, client, note)
      try await tooLarge(served, people, client, note)
      for device in [people.lead, people.stranger] { _ = try await served.hub.store.revoke(device.id, at: 1) }
      for request in try people.requests() {
        note(request.method.rawValue, request.path, try await served.ask(client, people.lead, request))
      }
    }
  }

  /// What single routes refuse.
  private func special(
    _ served: Served, _ people: People, _ client: LiveClient, _ note: Note
  ) async throws {
    func ask(_ device: TestDevice, _ request: HubRequest) async throws {
      note(request.method.rawValue, request.path, try await served.ask(client, device, request))
    }
    let foreign = HubRequest(.post, Route.push, body: try people.stranger.batch().bytes)
    let colleague = Route.pull + "?device=\(people.desk.id.rawValue)"
    let elsewhere = Route.pull + "?device=\(people.stranger.id.rawValue)"
    try await ask(people.lead, foreign)
    try await ask(people.desk, foreign)
    try await ask(people.lead, HubRequest(.get, elsewhere))
    try await ask(people.trainer, HubRequest(.get, colleague))
    for path in [Route.pull, Route.contacts] { try await ask(people.lead, HubRequest(.get, path + "?after=x")) }
    try await ask(people.lead, HubRequest(.post, Route.push, body: [1]))
    try await ask(people.trainer, HubRequest(.get, Route.figures + "?checklist="))
    try await ask(people.lead, HubRequest(.post, Route.names, body: [1]))
    let naming = try DeskNaming(device: people.stranger.id, name: "Bàn 9").bytes
    try await ask(people.lead, HubRequest(.post, Route.names, body: naming))
    try await ask(
      people.lead, HubRequest(.get, Route.entries + "?device=\(people.stranger.id.rawValue)&incarnation=1&after=0"))
    try await ask(people.lead, HubRequest(.post, Route.acts, body: [1]))
    let reopening = PeriodStep(
      unit: "29242", period: ReportPeriod(.year, holding: Day(daysSince1970: 20_000)), act: .reopen, voice: .unit,
      reason: "nhập thiếu", time: 1)
    try await ask(
      people.lead, HubRequest(.post, Route.acts, body: try LeadAct(reopening).signed(by: people.lead.key)))
    try await ask(people.lead, HubRequest(.get, Route.entries))
    let behind = "?device=\(people.desk.id.rawValue)&incarnation=1&after=99"
    try await ask(people.lead, HubRequest(.get, Route.entries + behind))
    let loss = try people.trainer.seal([.lost(LostRange(first: 1, last: 5, hash: EntryHash(of: [9])))])
    try await ask(people.trainer, HubRequest(.post, Route.push, body: loss.bytes))
    let inside = "?device=\(people.trainer.id.rawValue)&incarnation=1&after=2"
    try await ask(people.lead, HubRequest(.get, Route.entries + inside))
    var newer = try people.lead.batch().bytes
    newer[3] = UInt8(ascii: "2")
    try await ask(people.lead, HubRequest(.post, Route.push, body: newer))
    try await ask(people.lead, HubRequest(.post, Route.push, body: try people.lead.seal([], after: 2).bytes))
    var ahead = people.lead
    try ahead.write(sessions: 3)
    try await ask(ahead, HubRequest(.post, Route.push, body: try ahead.batch(after: 4).bytes))
    try await ask(people.lead, HubRequest(.post, Route.erasures, body: [1]))
    try await ask(people.desk, HubRequest(.post, Route.push, body: try people.desk.batch().bytes))
    let known = try ErasureRequest(receipt: EntryHash(of: [2])).bytes
    try await ask(people.stranger, HubRequest(.post, Route.erasures, body: known))
    try await ask(people.lead, HubRequest(.get, people.pack + "?bytes=0"))
    try await ask(people.lead, HubRequest(.get, "\(Route.packs)/\(EntryHash(of: [8]).hex)"))
    for number in 0...64 as ClosedRange<UInt8> {
      // As many laptops with one disk's image as are told apart, and one more.
      let other = try people.stranger.seal([.entry([number])])
      try await ask(people.stranger, HubRequest(.post, Route.push, body: other.bytes))
    }
    try await enrolRefusals(served, people, client, note)
  }

  private func enrolRefusals(
    _ served: Served, _ people: People, _ client: LiveClient, _ note: Note
  ) async throws {
    let code = try await served.hub.code()
    let device = try TestDevice(seed: 50)
    let request = try device.enrolRequest(code)
    var changed = try #require(Envelope(bytes: request, limit: Limits.messageBytes))
    changed.payload = Base64.text([1])
    var generator = SystemRandomNumberGenerator()
    for body in [[1], try changed.bytes, try device.enrolRequest(.long(using: &generator)), request] {
      note("POST", Route.enrol, try await client.ask(HubRequest(.post, Route.enrol, body: body)))
    }
    _ = try await served.hub.store.revoke(device.id, at: 1)
    note("POST", Route.enrol, try await client.ask(HubRequest(.post, Route.enrol, body: request)))
  }

  private func tooLarge(
    _ served: Served, _ people: People, _ client: LiveClient, _ note: Note
  ) async throws {
    var requests = try people.requests()
    requests.append(HubRequest(.get, Route.hub))
    requests.append(HubRequest(.post, Route.enrol))
    for var request in requests {
      request.body = [UInt8](repeating: 1, count: Limits.batchBytes + 1)
      note(request.method.rawValue, request.path, try await client.ask(request))
    }
  }

  private func tooMany(_ note: @escaping Note) async throws {
    let none = HubRates.Rate(burst: 0, perSecond: 1)
    let rates = HubRates(
      device: none, address: none, failures: .init(burst: 9, perSecond: 1), codes: none, allCodes: none)
    try await with(rates: rates) { served, people, client in
      for path in [Route.hub, Route.enrol] {
        let request = HubRequest(path == Route.hub ? .get : .post, path)
        note(request.method.rawValue, path, try await client.ask(request))
      }
      for request in try people.requests() {
        note(request.method.rawValue, request.path, try await served.ask(client, people.lead, request))
      }
    }
  }

  private func tooSlow(_ note: @escaping Note) async throws {
    try await with(.local { $0.patienceSeconds = 1 }) { _, people, client in
      let requests = try people.requests() + [HubRequest(.get, Route.hub), HubRequest(.post, Route.enrol)]
      let line = Line(port: client.port)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for request in requests {
          let head = "\(request.method.rawValue) \(request.path) HTTP/1.1\r\nhost: hub\r\ncontent-length: 500\r\n\r\n"
          group.addTask {
            // What is written to a line that was closed would take the answer with it.
            let bytes = try await line.raw([Array(head.utf8) + [0x20]])
            note(request.method.rawValue, request.path, try #require(HubAnswer(http: bytes)))
          }
        }
        try await group.waitForAll()
      }
    }
  }

  private func away(_ note: @escaping Note) async throws {
    try await with { served, people, client in
      let enrol = try TestDevice(seed: 9).enrolRequest(try await served.hub.code())
      await served.hub.store.close()
      note("GET", Route.ready, try await client.ask(HubRequest(.get, Route.ready)))
      note("POST", Route.enrol, try await client.ask(HubRequest(.post, Route.enrol, body: enrol)))
      for request in try people.requests() {
        note(request.method.rawValue, request.path, try await served.ask(client, people.lead, request))
      }
    }
  }
}
