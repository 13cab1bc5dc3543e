import Bytes
import HTTPTypes
import HubFixtures
import HubService
import HubStore
import Journal
import Protocol
import TestTraits
import Testing

@Suite(.ownThread) struct EnrolTests {
  private func ask(_ hub: InProcessHub, _ body: [UInt8]) async throws -> HubAnswer {
    try await hub.ask(HubRequest(.post, Route.enrol, body: body))
  }

  @Test(arguments: StoreKind.allCases)
  func `a code lets one device in, and that device again`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let device = try TestDevice(seed: 1)
      let code = try await hub.code()
      let request = try device.enrolRequest(code)
      let answers = [try await ask(hub, request), try await ask(hub, request)]
      for answer in answers {
        let envelope = try #require(Envelope(bytes: answer.body, limit: Limits.newsBytes))
        let bytes = try #require(envelope.payload(.enrolAnswer, signedBy: hub.key.publicKey))
        let enrolled = try #require(EnrolAnswer(bytes: bytes))
        #expect(enrolled.device == device.id)
        #expect(enrolled.unit == "29242" && enrolled.role == .desk)
        #expect(enrolled.hubKey == Hex.text(hub.key.publicKey))
        #expect(
          enrolled.proof
            == EnrolProof.hub(
              code.secret, hubKey: hub.key.publicKey, publicKey: device.key.publicKey, nonce: enrolled.nonce))
      }
      let thief = try TestDevice(seed: 2)
      #expect(try await ask(hub, try thief.enrolRequest(code)).refusal == .badCode)
      #expect(try await hub.store.devices().map(\.id) == [device.id])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `of 16 devices with one code in one moment one is let in`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      let code = try await hub.code()
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for seed in 1...16 as ClosedRange<UInt64> {
          let body = try TestDevice(seed: seed).enrolRequest(code)
          group.addTask { try await hub.ask(HubRequest(.post, Route.enrol, body: body)).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(try await hub.store.devices().count == 1)
    }
  }

  @Test func `a code that is too old lets nobody in, but the device that used it`() async throws {
    try await InProcessHub.with { hub in
      let early = try TestDevice(seed: 1)
      let code = try await hub.code(minutes: 10)
      let unused = try await hub.code(minutes: 10)
      #expect(try await ask(hub, try early.enrolRequest(code)).status == 200)
      hub.clock.advance(by: 600_000)
      #expect(try await ask(hub, try early.enrolRequest(code)).status == 200)
      #expect(try await ask(hub, try TestDevice(seed: 2).enrolRequest(unused)).refusal == .badCode)
    }
  }

  @Test func `whoever does not know the code is refused, and so is what was changed on the way`() async throws {
    try await InProcessHub.with { hub in
      let device = try TestDevice(seed: 1)
      let code = try await hub.code()
      let other = try await hub.code()
      let nonce = TestDevice.nonce()
      // Another's lookup with one's own proof.
      let mixed = EnrolRequest(
        lookup: code.lookup.hex,
        proof: EnrolProof.device(other.secret, publicKey: device.key.publicKey, nonce: nonce), nonce: nonce, clock: 0,
        sealingKey: nil)
      let envelope = try Envelope(try mixed.bytes, .enrolRequest, key: device.key)
      #expect(try await ask(hub, try envelope.bytes).refusal == .badCode)
      // A proof that was overheard, under the key of whoever overheard it.
      let thief = try TestDevice(seed: 2)
      let stolen = EnrolRequest(
        lookup: code.lookup.hex, proof: EnrolProof.device(code.secret, publicKey: device.key.publicKey, nonce: nonce),
        nonce: nonce, clock: 0, sealingKey: nil)
      #expect(
        try await ask(hub, try Envelope(try stolen.bytes, .enrolRequest, key: thief.key).bytes).refusal == .badCode)
      var changed = try Envelope(
        try device.enrolRequest(code).isEmpty ? [] : stolen.bytes, .enrolRequest, key: device.key)
      changed.payload = Base64.text(try mixed.bytes)
      #expect(try await ask(hub, try changed.bytes).refusal == .badSignature)
      for body in [[], Array("{}".utf8), Array("<html>".utf8)] as [[UInt8]] {
        #expect(try await ask(hub, body).refusal == .malformed)
      }
      #expect(try await ask(hub, [UInt8](repeating: 0x20, count: Limits.messageBytes + 1)).refusal == .tooLarge)
      #expect(try await hub.store.devices().isEmpty)
    }
  }

  @Test func `a lead's key reaches the desks of its unit, and of no other`() async throws {
    try await InProcessHub.with { hub in
      let lead = try TestDevice(seed: 1)
      let keyless = try await hub.code(role: .lead)
      #expect(try await ask(hub, try lead.enrolRequest(keyless)).refusal == .malformed)
      try await hub.enrol(lead, role: .lead)
      let desk = try await hub.enrol(try TestDevice(seed: 2))
      #expect(desk.leads.map(\.key) == [Hex.text(lead.sealing.publicKey)])
      #expect(try await hub.enrol(try TestDevice(seed: 3), unit: "29243").leads.isEmpty)
      #expect(try await hub.store.revoke(lead.id, at: 1))
      #expect(try await hub.enrol(try TestDevice(seed: 4)).leads.isEmpty)
    }
  }

  @Test func `guessing codes is stopped, for the guesser and not for others`() async throws {
    var rates = HubRates.forTests
    rates.codes = .init(burst: 5, perSecond: 0.1)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      let device = try TestDevice(seed: 1)
      var generator = SystemRandomNumberGenerator()
      var refusals: [Refusal.Kind?] = []
      for _ in 0..<8 {
        let body = try device.enrolRequest(.short(using: &generator))
        refusals.append(await hub.hub.answer(HubRequest(.post, Route.enrol, body: body), from: "192.0.2.1").refusal)
      }
      #expect(refusals == Array(repeating: .badCode, count: 5) + Array(repeating: .tooMany, count: 3))
      let good = HubRequest(.post, Route.enrol, body: try device.enrolRequest(try await hub.code()))
      let refused = await hub.hub.answer(good, from: "192.0.2.1")
      #expect(Refusal(bytes: refused.body)?.retryAfterSeconds == 10)
      #expect(refused.headers[.retryAfter] == "10")
      #expect(await hub.hub.answer(good, from: "192.0.2.2").status == 200)
      hub.clock.advance(by: 10_000)
      #expect(await hub.hub.answer(good, from: "192.0.2.1").status == 200)
    }
  }

  @Test func `guessing from many addresses is stopped as well`() async throws {
    var rates = HubRates.forTests
    rates.allCodes = .init(burst: 30, perSecond: 1)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      let device = try TestDevice(seed: 1)
      var generator = SystemRandomNumberGenerator()
      var refusals: [Refusal.Kind?] = []
      for number in 0..<32 {
        let body = try device.enrolRequest(.short(using: &generator))
        let request = HubRequest(.post, Route.enrol, body: body)
        refusals.append(await hub.hub.answer(request, from: "192.0.2.\(number)").refusal)
      }
      #expect(refusals.prefix(30).allSatisfy { $0 == .badCode })
      #expect(refusals.suffix(2) == [.tooMany, .tooMany])
    }
  }
}
