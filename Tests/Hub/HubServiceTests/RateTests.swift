import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

@testable import HubService

@Suite struct RateTests {
  @Test func `a device that asks too often is told when to come again, and others are not`() async throws {
    var rates = HubRates.forTests
    // A pull is work for twenty tokens.
    rates.device = .init(burst: 60, perSecond: 10)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
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
    rates.device = .init(burst: 20, perSecond: 1)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
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
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      let request = HubRequest(.get, Route.hub)
      for _ in 0..<2 { #expect(await hub.hub.answer(request, from: "a").status == 200) }
      #expect(await hub.hub.answer(request, from: "a").refusal == .tooMany)
      #expect(await hub.hub.answer(request, from: "b").status == 200)
    }
  }

  @Test func `a device that has more unpacked than a desk writes is told to wait, and damaged batches cost most`()
    async throws
  {
    var rates = HubRates.forTests
    rates.work = .init(burst: 10_000, perSecond: 1_000)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      var (desk, other) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      for device in [desk, other] { try await hub.enrol(device) }
      try desk.write(sessions: 60)
      try other.write(sessions: 2)
      let bytes = desk.entries.prefix(30).reduce(30 * 200) { $0 + $1.count }
      #expect(try await hub.push(desk, try desk.batch(through: 30)).pushed != nil)
      let answer = try await hub.push(desk, try desk.batch(after: 30))
      #expect(answer.refusal == .tooMany)
      let seconds = (min(bytes, 20_000) - 10_000) / 1_000 + 1
      #expect(Refusal(bytes: answer.body)?.retryAfterSeconds == seconds)
      // What it brought before costs nothing, and nobody else waits.
      #expect(try await hub.push(desk, try desk.batch(through: 30)).pushed?.receipt.size == 30)
      #expect(try await hub.push(other, try other.batch()).pushed != nil)
      hub.clock.advance(by: Int64(seconds) * 1_000)
      #expect(try await hub.push(desk, try desk.batch(after: 30)).pushed?.receipt.size == 60)
    }
  }

  @Test func `a batch that is not what it says costs as much as the largest`() async throws {
    var rates = HubRates.forTests
    rates.work = .init(burst: 2 * Limits.unpackedBytes, perSecond: 1)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      try desk.write(sessions: 3)
      let sound = try desk.batch()
      for cut in 1...2 {
        let damaged = try desk.resealed(sound.bytes) { $0.removeLast(cut) }
        #expect(try await hub.ask(desk, HubRequest(.post, Route.push, body: damaged)).refusal == .malformed)
      }
      #expect(try await hub.push(desk, sound).refusal == .tooMany)
      #expect(try await hub.ask(desk, HubRequest(.get, Route.pull)).status == 200)
    }
  }

  @Test func `of a device no more is stored at once than it can have written, whoever brings it`() async throws {
    var rates = HubRates.forTests
    rates.stored = .init(burst: 20_000, perSecond: 100)
    try await InProcessHub.with(settings: .forTests { $0.rates = rates }) { hub in
      var (desk, lead) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      try await hub.enrol(desk)
      try await hub.enrol(lead, role: .lead)
      try desk.write(sessions: 90)
      try lead.write(sessions: 1)
      #expect(try await hub.push(desk, try desk.batch(through: 60)).pushed != nil)
      for carrier in [desk, lead] {
        #expect(try await hub.push(carrier, try desk.batch(after: 60)).refusal == .tooMany)
      }
      #expect(try await hub.push(lead, try lead.batch()).pushed != nil)
      #expect(try await hub.push(desk, try desk.batch(through: 60)).pushed != nil)
      hub.clock.advance(by: 1_000_000)
      #expect(try await hub.push(lead, try desk.batch(after: 60)).pushed?.receipt.size == 90)
    }
  }

  @Test func `buckets stay few, and a clock set back takes nothing away`() {
    let buckets = TokenBuckets(.init(burst: 2, perSecond: 1), most: 50)
    for number in 0..<10_000 { #expect(buckets.spend("\(number)", now: 0) == nil) }
    #expect(buckets.spend("x", now: 1_000_000) == nil)
    #expect(buckets.spend("x", now: 0) == nil)
    #expect(buckets.spend("x", now: 0) == 1)
    #expect(buckets.secondsToWait("x", now: 999) == 1)
    #expect(buckets.secondsToWait("x", now: 1_000) == nil)
  }

  @Test func `a bucket is in debt by what it holds at most, and no number traps`() {
    let buckets = TokenBuckets(.init(burst: 100, perSecond: 10))
    buckets.charge("x", 1_000_000, now: 0)
    #expect(buckets.spend("x", now: 0) == 11)
    #expect(buckets.spend("x", 50, now: 15_000) == nil)
    #expect(buckets.spend("x", 1_000, now: 15_000) == 10)
    for edge in [Int64.min, -1, 0, 1, .max] {
      for count in [Int.min, -1, 0, 1, .max] {
        buckets.charge("y", count, now: edge)
        _ = buckets.spend("y", count, now: edge)
        _ = buckets.secondsToWait("y", now: edge)
      }
    }
    let still = TokenBuckets(.init(burst: 0, perSecond: 0))
    #expect(still.spend("x", now: 0) == 86_400)
  }
}
