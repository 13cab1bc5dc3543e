import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

@testable import HubService

@Suite struct RateTests {
  @Test func `a device that asks too often is told when to come again, and others are not`() async throws {
    var rates = HubRates.forTests
    rates.device = .init(burst: 3, perSecond: 0.5)
    try await InProcessHub.with(settings: HubSettings(rates: rates)) { hub in
      let (eager, calm) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      try await hub.enrol(eager)
      try await hub.enrol(calm)
      for _ in 0..<3 { #expect(try await hub.ask(eager, HubRequest(.get, Route.pull)).status == 200) }
      let answer = try await hub.ask(eager, HubRequest(.get, Route.pull))
      #expect(answer.refusal == .tooMany)
      #expect(Refusal(bytes: answer.body)?.retryAfterSeconds == 2)
      #expect(try await hub.ask(calm, HubRequest(.get, Route.pull)).status == 200)
      hub.clock.advance(by: 2_000)
      #expect(try await hub.ask(eager, HubRequest(.get, Route.pull)).status == 200)
    }
  }

  @Test func `whoever sends forged requests uses up the patience with the address, not with the device`() async throws {
    var rates = HubRates.forTests
    rates.failures = .init(burst: 4, perSecond: 1)
    rates.device = .init(burst: 1, perSecond: 1)
    try await InProcessHub.with(settings: HubSettings(rates: rates)) { hub in
      let device = try TestDevice(seed: 1)
      try await hub.enrol(device)
      var forged = try device.signed(HubRequest(.get, Route.pull), to: hub.id, time: hub.clock.now)
      forged.path += "?after=1"
      for _ in 0..<4 { #expect(await hub.hub.answer(forged, from: "192.0.2.1").refusal == .badSignature) }
      #expect(await hub.hub.answer(forged, from: "192.0.2.1").refusal == .tooMany)
      let true1 = try device.signed(HubRequest(.get, Route.pull), to: hub.id, time: hub.clock.now)
      #expect(await hub.hub.answer(true1, from: "192.0.2.2").status == 200)
    }
  }

  @Test func `requests that nobody signed are counted by address`() async throws {
    var rates = HubRates.forTests
    rates.address = .init(burst: 2, perSecond: 1)
    try await InProcessHub.with(settings: HubSettings(rates: rates)) { hub in
      let request = HubRequest(.get, Route.hub)
      for _ in 0..<2 { #expect(await hub.hub.answer(request, from: "a").status == 200) }
      #expect(await hub.hub.answer(request, from: "a").refusal == .tooMany)
      #expect(await hub.hub.answer(request, from: "b").status == 200)
    }
  }

  @Test func `buckets stay few, and a clock set back takes nothing away`() {
    let buckets = TokenBuckets(.init(burst: 2, perSecond: 1), most: 50)
    for number in 0..<10_000 { #expect(buckets.take("\(number)", now: 0) == nil) }
    #expect(buckets.take("x", now: 1_000_000) == nil)
    #expect(buckets.take("x", now: 0) == nil)
    #expect(buckets.take("x", now: 0) == 1)
    #expect(buckets.secondsToWait("x", now: 999) == 1)
    #expect(buckets.secondsToWait("x", now: 1_000) == nil)
  }
}
