import Bytes
import HTTPTypes
import HubFixtures
import HubService
import HubStore
import Journal
import Protocol
import Testing

@Suite struct AuthenticationTests {
  let nonce = String(repeating: "0a", count: 16)

  /// A push of one entry by a device that is let in.
  private func pushed(_ hub: InProcessHub, seed: UInt64 = 1) async throws -> (device: TestDevice, request: HubRequest) {
    var device = try TestDevice(seed: seed)
    try await hub.enrol(device)
    try device.write(sessions: 1)
    let request = HubRequest(.post, Route.push, body: try device.batch().bytes)
    return (device, try device.signed(request, to: hub.id, time: hub.clock.now, nonce: nonce))
  }

  @Test func `a request that is sent again is refused, and still refused after the hub began again`() async throws {
    try await InProcessHub.with { hub in
      let (_, request) = try await pushed(hub)
      #expect(await hub.hub.answer(request).status == 200)
      #expect(await hub.hub.answer(request).refusal == .replayed)
      try await hub.restart()
      #expect(await hub.hub.answer(request).refusal == .replayed)
      #expect(try await hub.store.counts().entries == 1)
    }
  }

  @Test func `a request changed in any part is refused, and nothing is stored`() async throws {
    try await InProcessHub.with { hub in
      let (device, request) = try await pushed(hub)
      let signature = try #require(request.headers[.authorization].flatMap { RequestSignature(header: $0) })
      var changed: [HubRequest] = []
      for change in [
        { $0.time += 1 }, { $0.clock += 1 }, { $0.nonce = String(repeating: "0b", count: 16) },
        { $0.signature[3] ^= 1 },
      ] as [(inout RequestSignature) -> Void] {
        var other = signature
        change(&other)
        var request = request
        request.headers[.authorization] = other.header
        changed.append(request)
      }
      var other = request
      other.path += "?x=1"
      changed.append(other)
      other = request
      other.body[other.body.count - 1] ^= 1
      changed.append(other)
      other = request
      other.headers[.authorization] = nil
      changed.append(other)
      // Meant for another hub.
      changed.append(
        try device.signed(HubRequest(.post, Route.push, body: request.body), to: HubKey().id, time: hub.clock.now))
      for request in changed { #expect(await hub.hub.answer(request).refusal == .badSignature) }
      #expect(try await hub.store.counts().entries == 0)
      #expect(await hub.hub.answer(request).status == 200)
    }
  }

  @Test func `whoever is not enrolled is unknown`() async throws {
    try await InProcessHub.with { hub in
      let device = try TestDevice(seed: 5)
      for request in [
        HubRequest(.get, Route.pull), HubRequest(.post, Route.push, body: [1]), HubRequest(.get, Route.desks),
        HubRequest(.post, Route.erasures, body: [1]), HubRequest(.get, Route.contacts),
      ] {
        #expect(try await hub.ask(device, request).refusal == .unknownDevice)
      }
    }
  }

  @Test func `a laptop whose clock is years off is told the time, and then let in, its skew kept`() async throws {
    try await InProcessHub.with { hub in
      var device = try TestDevice(seed: 6)
      device.skew = -20 * 365 * 86_400_000
      try await hub.enrol(device)
      let request = HubRequest(.get, Route.pull)
      let early = try device.signed(request, to: hub.id, time: hub.clock.now + device.skew)
      let answer = await hub.hub.answer(early)
      #expect(answer.refusal == .wrongTime)
      let time = try #require(Refusal(bytes: answer.body)?.time)
      #expect(time == hub.clock.now)
      let again = try device.signed(request, to: hub.id, time: time)
      #expect(await hub.hub.answer(again).status == 200)
      #expect(try await hub.store.device(device.id)?.skew == device.skew)
    }
  }

  @Test(arguments: [-300_001, 300_001] as [Int64])
  func `a request of another time is refused, one at the bound is not`(far: Int64) async throws {
    try await InProcessHub.with { hub in
      let device = try TestDevice(seed: 7)
      try await hub.enrol(device)
      let request = HubRequest(.get, Route.pull)
      let refused = try device.signed(request, to: hub.id, time: hub.clock.now + far)
      #expect(await hub.hub.answer(refused).refusal == .wrongTime)
      let taken = try device.signed(request, to: hub.id, time: hub.clock.now + far - far.signum())
      #expect(await hub.hub.answer(taken).status == 200)
    }
  }

  @Test func `times at the ends of what a number holds are refused, and nothing traps`() async throws {
    try await InProcessHub.with { hub in
      var device = try TestDevice(seed: 8)
      try await hub.enrol(device)
      for time in [Int64.min, .max] {
        let request = try device.signed(HubRequest(.get, Route.pull), to: hub.id, time: time)
        #expect(await hub.hub.answer(request).refusal == .wrongTime)
      }
      for clock in [Int64.min, .max] {
        device.skew = clock &- hub.clock.now
        var signature = try RequestSignature.sign(
          HubRequest(.get, Route.pull), to: hub.id, time: hub.clock.now, clock: clock, nonce: TestDevice.nonce(),
          key: device.key)
        signature.clock = clock
        let request = HubRequest(.get, Route.pull, headers: [.authorization: signature.header])
        #expect(await hub.hub.answer(request).status == 200)
      }
    }
  }

  @Test func `a revoked device is refused everything`() async throws {
    try await InProcessHub.with { hub in
      let (device, request) = try await pushed(hub)
      #expect(try await hub.store.revoke(device.id, at: hub.clock.now))
      #expect(await hub.hub.answer(request).refusal == .revoked)
      for request in [HubRequest(.get, Route.pull), HubRequest(.post, Route.erasures, body: [1])] {
        #expect(try await hub.ask(device, request).refusal == .revoked)
      }
      #expect(try await hub.store.counts().entries == 0)
    }
  }

  @Test func `each role may do what is its own, and no more`() async throws {
    try await InProcessHub.with { hub in
      let roles = [DeviceRole.desk, .lead, .trainer]
      let devices = try roles.enumerated().map { try TestDevice(seed: 20 + UInt64($0.offset)) }
      for (role, device) in zip(roles, devices) { try await hub.enrol(device, role: role) }
      var other = try TestDevice(seed: 30)
      try await hub.enrol(other, unit: "29243")
      try other.write(sessions: 1)
      let erasure = HubRequest(
        .post, Route.erasures, body: try ErasureRequest(receipt: EntryHash(of: [1])).bytes)
      let colleague = devices[0].id.rawValue
      let table: [(HubRequest, [Refusal.Kind?])] = [
        (HubRequest(.get, Route.pull), [nil, nil, nil]),
        (HubRequest(.get, Route.pull + "?device=\(other.id.rawValue)"), [.wrongRole, .wrongUnit, .wrongRole]),
        (HubRequest(.get, Route.pull + "?device=\(colleague)"), [nil, nil, .wrongRole]),
        (HubRequest(.get, Route.pull + "?device=nobody"), [.wrongRole, .wrongUnit, .wrongRole]),
        (HubRequest(.get, Route.desks), [.wrongRole, nil, .wrongRole]),
        (HubRequest(.get, Route.contacts), [.wrongRole, nil, .wrongRole]),
        (HubRequest(.post, Route.push, body: try other.batch().bytes), [.wrongRole, .wrongUnit, .wrongRole]),
        (erasure, [nil, nil, .wrongRole]),
      ]
      for (request, refusals) in table {
        for (device, refusal) in zip(devices, refusals) {
          let answer = try await hub.ask(device, request)
          #expect(answer.refusal == refusal, "\(request.method) \(request.path)")
        }
      }
      #expect(try await hub.store.counts().entries == 0)
    }
  }

  @Test func `what is no route, or asks with the wrong method, is refused with a signed problem`() async throws {
    try await InProcessHub.with { hub in
      for path in ["/", "/v1", "/v1/push/", "/v1/packs/abc", "/v1/packs/" + String(repeating: "G", count: 64), ""] {
        let answer = try await hub.ask(HubRequest(.get, path))
        #expect(answer.refusal == .notFound)
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
      for path in [Route.push, Route.enrol, Route.erasures] {
        #expect(try await hub.ask(HubRequest(.get, path)).refusal == .wrongMethod)
      }
      for path in [Route.hub, Route.pull, Route.desks, Route.contacts] {
        #expect(try await hub.ask(HubRequest(.post, path)).refusal == .wrongMethod)
      }
    }
  }

  @Test func `the hub says who it is and what time it has`() async throws {
    try await InProcessHub.with { hub in
      let facts = try #require(HubFacts(bytes: try await hub.ask(HubRequest(.get, Route.hub)).body))
      #expect(facts.hub == hub.id)
      #expect(facts.hubKey == Hex.text(hub.key.publicKey))
      #expect(facts.incarnation == 1)
      #expect(facts.time == hub.clock.now)
    }
  }
}
