import HTTPTypes
import HubFixtures
import Journal
import Platform
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// What a bad line does: nothing is lost, nothing doubled, and what counts as sent is held.
@Suite(.ownThread) struct LineTests {
  @Test func `an answer that is cut at any byte makes nothing sent, and the next try does`() async throws {
    let pair = try await Pair(sessions: 3)
    let whole = Kept<HubAnswer>()
    _ = await pair.push { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      if request.path == Route.push { whole.keep(answer) }
      return answer
    }
    let length = try #require(whole.value?.body.count)
    for size in 0..<length {
      try pair.desk.write(sessions: 1)
      let number = Counter()
      let (line, _) = await pair.push { request, pass async throws(TransportFault) in
        guard request.path == Route.push else { return await pass(request) }
        guard number.next() == 0 else { throw .noNetwork }
        var answer = await pass(request)
        answer.body = Array(answer.body.prefix(size))
        return answer
      }
      #expect(number.count == 2)
      #expect(line.failure == .noNetwork, "cut at \(size): \(line)")
      #expect(line.summary?.unsent == 1, "cut at \(size)")
      try await pair.expectWhole()
    }
    try await pair.end()
  }

  @Test func `an answer whose header or status was changed is not believed`() async throws {
    let pair = try await Pair(sessions: 3)
    let changes: [@Sendable (inout HubAnswer) -> Void] = [
      { $0.status = 201 }, { $0.headers[.tiepsucAnswer] = nil }, { $0.headers[.tiepsucAnswer] = "" },
      { $0.headers[.tiepsucAnswer]?.removeLast() }, { $0.body.append(0x20) }, { $0.body = [] },
    ]
    for change in changes {
      let (line, _) = await pair.push { request, pass async throws(TransportFault) in
        var answer = await pass(request)
        if request.path == Route.push { change(&answer) }
        return answer
      }
      #expect([.noAnswer, .portal].contains(line.failure), "\(line)")
      #expect(line.summary?.sent == 0)
      #expect(try await pair.desk.untruths(at: pair.hub) == [])
    }
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a batch that is cut at any byte leaves nothing at the hub`() async throws {
    let pair = try await Pair(sessions: 1)
    let whole = Kept<Int>()
    _ = await pair.push { request, _ async throws(TransportFault) in
      if request.path == Route.push { whole.keep(request.body.count) }
      throw .noNetwork
    }
    let length = try #require(whole.value)
    let device = try pair.desk.device()
    for size in 0..<length {
      let (line, _) = await pair.push { request, pass async throws(TransportFault) in
        guard request.path == Route.push else { return await pass(request) }
        var cut = request
        cut.body = Array(request.body.prefix(size))
        _ = await pass(cut)
        throw .noNetwork
      }
      #expect(line.failure == .noNetwork, "cut at \(size): \(line)")
      #expect(line.summary?.unsent == 1)
      #expect(try await pair.hub.branches(of: device, incarnation: 1) == [], "cut at \(size)")
    }
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test(arguments: [2, 5], [false, true])
  func `every request sent many times stores everything once`(times: Int, takesLast: Bool) async throws {
    let pair = try await Pair(sessions: 2600)
    let number = Counter()
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      let isLast = takesLast && number.next().isMultiple(of: 2)
      var answers: [HubAnswer] = []
      for _ in 0..<times { answers.append(await pass(request)) }
      return answers[isLast ? times - 1 : 0]
    }
    #expect(line.event == .done, "\(line)")
    #expect(line.summary?.sent == 2600)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test(arguments: 1...8)
  func `batches that overtake each other, get lost and come again end in order`(seed: UInt64) async throws {
    let pair = try await Pair(sessions: 3100, seed: seed)
    let chance = SharedChance(seed: seed)
    for _ in 0..<4 {
      _ = await pair.push { request, pass async throws(TransportFault) in
        for _ in 0..<chance.below(40) { await Task.yield() }
        switch chance.below(8) {
        case 0: throw .timeout
        case 1:
          _ = await pass(request)
          throw .cut
        case 2:
          _ = await pass(request)
          return await pass(request)
        default: return await pass(request)
        }
      }
      #expect(try await pair.desk.untruths(at: pair.hub) == [])
    }
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a line that takes only small batches gets small ones`() async throws {
    let pair = try await Pair(sessions: 900)
    let sizes = Kept<Int>()
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      guard request.path == Route.push else { return await pass(request) }
      if request.body.count > 9_000 { throw .timeout }
      sizes.keep(max(sizes.value ?? 0, request.body.count))
      return await pass(request)
    }
    #expect(line.event == .done, "\(line)")
    #expect(line.summary?.unsent == 0)
    #expect(try #require(sizes.value) <= 9_000)
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `a proxy that takes only small bodies gets small ones`() async throws {
    let pair = try await Pair(sessions: 700)
    let (line, _) = await pair.push { request, pass async throws(TransportFault) in
      if request.path == Route.push, request.body.count > 20_000 {
        return HubAnswer(status: 413, headers: [.contentType: "text/html"], body: Array("<html>".utf8))
      }
      return await pass(request)
    }
    #expect(line.event == .done, "\(line)")
    try await pair.expectWhole()
    try await pair.end()
  }

  @Test func `sixty-four desks at once all become sent`() async throws {
    let hub = try await InProcessHub.patient()
    var desks: [TestDesk] = []
    for seed in 0..<64 {
      let desk = try TestDesk.begin(sessions: 40 + seed, seed: UInt64(seed), clock: hub.clock)
      try await desk.enrol(at: hub)
      desks.append(desk)
    }
    let lines = await withTaskGroup(of: SyncLine.self) { group in
      for desk in desks { group.addTask { await desk.run(DirectTransport(hub)).push() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(lines.allSatisfy { $0.event == .done && $0.summary?.unsent == 0 })
    for desk in desks {
      #expect(try await desk.untruths(at: hub) == [])
      try desk.end()
    }
    try await hub.end()
  }

  @Test func `a stop ends at a batch, and the rest goes next time`() async throws {
    let pair = try await Pair(sessions: 4000)
    let cancellation = CancellationToken()
    let said = SaidLines()
    let number = Counter()
    let transport = DirectTransport(pair.hub) { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      if request.path == Route.push, number.next() == 2 { cancellation.cancel() }
      return answer
    }
    let line = await pair.desk.run(transport, cancellation: cancellation, lines: said).push()
    #expect(line.failure == .stopped)
    let sent = try #require(line.summary?.sent)
    #expect(sent > 0 && sent < 4000)
    #expect(try await pair.desk.untruths(at: pair.hub) == [])
    #expect(try pair.desk.store().history(limit: 1).first?.failure == .stopped)
    try await pair.expectWhole()
    try await pair.end()
  }
}
