import Bytes
import HubFixtures
import Journal
import JournalFixtures
import Platform
import Protocol
import SyncClient
import SyncStore
import Synchronization
import TestTraits
import Testing

/// A hub with the right key that says numbers of all sizes: none traps, and none makes an entry sent that it does not hold.
@Suite(.ownThread) struct NonsenseTests {
  private static let edges: [Int] = [
    .min, .min + 1, -(1 << 53), -1, 0, 1, 2, 3, 500, 501, 999, 1_000, 1_001, 1 << 20, (1 << 20) + 1, 1 << 24,
    (1 << 24) + 1, 1 << 31, 1 << 32, 1 << 53, .max - 1, .max,
  ]

  /// Numbers at the edges, from a seed.
  private final class Numbers: Sendable {
    private let chance: Mutex<SplitMix64>
    init(_ seed: UInt64) { chance = Mutex(SplitMix64(seed: seed)) }
    var next: Int { chance.withLock { chance in edges[chance.below(edges.count)] } }
    var time: Int64 { Int64(next) }
    func below(_ bound: Int) -> Int { chance.withLock { $0.below(bound) } }
  }

  private func news(_ news: News, _ numbers: Numbers, _ hub: InProcessHub) throws -> News {
    var news = news
    if numbers.below(4) == 0 { news.hubIncarnation = numbers.next }
    if numbers.below(4) == 0 { news.time = numbers.time }
    if numbers.below(4) == 0 { news.after = numbers.next }
    news.quarantined = (0..<numbers.below(4)).map { _ in
      Quarantine(incarnation: numbers.next, sequence: numbers.next, reason: .misplaced)
    }
    news.erasures = (0..<numbers.below(4)).map { _ in
      ErasureOrder(
        number: numbers.next, receipt: EntryHash(of: [UInt8(numbers.below(8))]).hex, time: numbers.time)
    }
    news.packs = (0..<numbers.below(3)).map { number in
      PackOffer(name: "p\(number).tsp", hash: EntryHash(of: [UInt8(number)]).hex, size: numbers.next)
    }
    news.receipts += try (0..<numbers.below(3)).map { _ in try receipt(of: news.device, numbers, hub) }
    return news
  }

  private func receipt(of device: DeviceID, _ numbers: Numbers, _ hub: InProcessHub) throws -> String {
    try Receipt(
      hubIncarnation: numbers.below(2) == 0 ? 1 : numbers.next, device: device,
      incarnation: numbers.below(2) == 0 ? 1 : numbers.next, size: numbers.next, head: .zero, time: numbers.time,
      key: hub.key
    ).line
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `no number of a signed answer traps, or makes anything sent`(_ seed: UInt64) async throws {
    let pair = try await Pair(sessions: 5, seed: seed)
    let hub = pair.hub
    let numbers = Numbers(seed)
    let liar = DirectTransport(hub) { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      do {
        if let said = answer.news {
          return try hub.signed(200, try hub.envelope(try news(said, numbers, hub)), to: request)
        }
        if request.path == Route.push, var said = answer.pushed?.answer {
          if numbers.below(2) == 0 {
            said.receipt = try receipt(of: answer.pushed?.receipt.device ?? DeviceID(rawValue: ""), numbers, hub)
          }
          said.quarantined = [Quarantine(incarnation: numbers.next, sequence: numbers.next, reason: .unreadable)]
          return try hub.signed(200, try said.bytes, to: request)
        }
        guard numbers.below(6) == 0 else { return answer }
        let kinds: [Refusal.Kind] = [.sizeMismatch, .wrongTime, .tooMany, .unavailable]
        let refusal = Refusal(
          kinds[numbers.below(kinds.count)], time: numbers.time, size: numbers.next, retryAfterSeconds: numbers.next)
        return try hub.signed(refusal.status, try refusal.bytes, to: request)
      } catch {
        throw .cut
      }
    }
    for round in 0..<25 {
      let line = await pair.desk.run(liar).push()
      #expect(line.event == .done || line.failure != nil, "\(round)")
      #expect(try await pair.desk.untruths(at: hub) == [], "\(round): \(line)")
      if round.isMultiple(of: 5) { try pair.desk.write(sessions: 2) }
    }
    try await pair.end()
  }

  @Test func `numbers that no hub has are no receipt`() throws {
    let hub = HubKey()
    let device = DeviceID(publicKey: [1])
    func isReceipt(hubIncarnation: Int = 1, incarnation: Int = 1, size: Int = 1, time: Int64 = 1) throws -> Bool {
      let receipt = try Receipt(
        hubIncarnation: hubIncarnation, device: device, incarnation: incarnation, size: size, head: .zero, time: time,
        key: hub)
      return Receipt(line: receipt.line) == receipt
    }
    for number in Self.edges {
      #expect(try isReceipt(hubIncarnation: number) == (1...Limits.incarnations).contains(number))
      #expect(try isReceipt(incarnation: number) == (1...Limits.incarnations).contains(number))
      #expect(try isReceipt(size: number) == (0...Limits.chainEntries).contains(number))
      #expect(try isReceipt(time: Int64(number)) == Limits.times.contains(Int64(number)))
    }
  }

  @Test func `an answer to enrol with a time of any size is no trap`() async throws {
    for time in Self.edges.map(Int64.init) {
      let hub = try await InProcessHub.patient()
      let desk = try TestDesk.begin(sessions: 1, seed: 3, clock: hub.clock)
      let code = try await hub.code()
      let line = await desk.run(
        DirectTransport(hub) { request, pass async throws(TransportFault) in
          let answer = await pass(request)
          guard let payload = Envelope(bytes: answer.body, limit: Limits.messageBytes)?.payload(.enrolAnswer),
            var said = EnrolAnswer(bytes: payload.bytes)
          else { return answer }
          said.time = time
          do {
            return try hub.signed(200, try Envelope(try said.bytes, .enrolAnswer, key: hub.key).bytes, to: request)
          } catch { throw .cut }
        }
      ).enrol(at: "https://hub.test", code: code)
      #expect((line.event == .done) == Limits.times.contains(time), "\(time)")
      try desk.end()
      try await hub.end()
    }
  }
}
