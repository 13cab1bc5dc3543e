import HTTPTypes
import HubFixtures
import HubService
import Hummingbird
import HummingbirdTesting
import Journal
import NIOCore
import Protocol
import Testing

@testable import HubServer

@Suite struct LimitTests {
  private func record(_ words: Comment) { Issue.record(words) }

  private func head(_ method: String, _ path: String, _ fields: [String]) -> [UInt8] {
    Array((["\(method) \(path) HTTP/1.1", "host: hub"] + fields + ["", ""]).joined(separator: "\r\n").utf8)
  }

  @Test func `a body over its route's bound is refused, and the connection goes on`() async throws {
    try await Served.with { served in
      try await served.live { client in
        let table = [
          (Route.push, Limits.batchBytes + 1), (Route.enrol, Limits.messageBytes + 1),
          (Route.erasures, Limits.messageBytes + 1),
        ]
        for (path, size) in table {
          let answer = try await client.ask(HubRequest(.post, path, body: [UInt8](repeating: 1, count: size)))
          #expect(answer.status == 413 && answer.refusal == .tooLarge)
        }
        #expect(try await client.ask(HubRequest(.get, Route.hub)).status == 200)
        #expect(served.server.metrics.connectionsEver == 1)
      }
    }
  }

  @Test func `what is announced as far too large is refused before it is read`() async throws {
    try await Served.with { served in
      try await served.live { client in
        for length in ["9000000", "99999999999", "99999999999999999999999"] {
          let answer = try await client.raw([head("POST", Route.push, ["content-length: \(length)"])])
          #expect([400, 413].contains(answer.status))
          #expect([.tooLarge, .malformed].contains(answer.refusal))
        }
      }
    }
  }

  @Test func `a stream without a length is bounded as well`() async throws {
    try await Served.with { served in
      try await served.live { client in
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 7, count: 0x10000) + Array("\r\n".utf8)
        let start = head("POST", Route.push, ["transfer-encoding: chunked"])
        let short = try await client.raw(
          [start] + Array(repeating: chunk, count: 20)
            + [Array("0\r\n\r\n".utf8) + head("GET", Route.health, ["connection: close"])])
        #expect(short.status == 413 && short.contains("urn:tiepsuc:problem:too-large"))
        // What was read away to its end does not cost the connection.
        #expect(short.hasSuffix("ok\n"))
        let endless = try await client.raw([start] + Array(repeating: chunk, count: 400))
        #expect(endless.isEmpty || endless.status == 413)
        #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
      }
    }
  }

  @Test func `a body that does not come in time is refused`() async throws {
    try await Served.with(.local { $0.patienceSeconds = 1 }) { served in
      try await served.live { client in
        let start = head("POST", Route.enrol, ["content-length: 1000"])
        let answer = try await client.raw([start + [0x20]])
        #expect(answer.status == 408 && answer.refusal == .tooSlow)
      }
    }
  }

  @Test func `a body that comes drop by drop is not waited for longer`() async throws {
    let drops = AsyncStream { ByteBuffer(bytes: [0x20]) }
    let request = Request(
      head: .init(method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.contentLength: "1000"]),
      body: RequestBody(
        asyncSequence: drops.map { drop in
          await Task.yield()
          return drop
        }))
    guard
      case .refused(.tooSlow, isRead: false) = await BodyReading.read(
        request, limit: 1 << 30, patience: .milliseconds(1), budget: BodyBudget(most: 1 << 30))
    else { return record("read") }
  }

  @Test func `a head that does not come in time costs the connection`() async throws {
    try await Served.with(.local { $0.idleSeconds = 1 }) { served in
      try await served.live { client in
        let bytes = Array("GET /health HTTP/1.1\r\nx: ".utf8)
        let answer = try await client.raw([bytes] + Array(repeating: [0x61], count: 200), pause: .milliseconds(50))
        #expect(answer.isEmpty)
        // On a busy machine a quick request may be cut as well; one of them gets through.
        while try await client.raw([head("GET", Route.health, ["connection: close"])]).status != 200 {}
      }
    }
  }

  @Test(arguments: [
    "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n", "GET\r\n\r\n", "NONSENSE / HTTP/9.9\r\n\r\n",
    "GET / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
    "GET / HTTP/1.1\r\nlong: " + String(repeating: "a", count: 20_000) + "\r\n\r\n",
  ])
  func `what is no HTTP gets a problem document, and the connection ends`(text: String) async throws {
    try await Served.with { served in
      try await served.live { client in
        let answer = try await client.raw([Array(text.utf8)])
        #expect(answer.status == 400)
        #expect(answer.refusal == .malformed)
        #expect(answer.contains("application/problem+json"))
      }
    }
  }

  @Test func `an address that asks too often is told so, behind a proxy by the address that the proxy names`()
    async throws
  {
    var rates = HubRates.forTests
    rates.address = .init(burst: 2, perSecond: 1)
    try await Served.with(.local { $0.isBehindProxy = true }, rates: rates) { served in
      try await served.live { client in
        let forwarded = try #require(HTTPField.Name("x-forwarded-for"))
        func ask(_ address: String) async throws -> HubAnswer {
          try await client.ask(HubRequest(.get, Route.hub, headers: [forwarded: "203.0.113.9, \(address)"]))
        }
        for _ in 0..<2 { #expect(try await ask("192.0.2.1").status == 200) }
        let answer = try await ask("192.0.2.1")
        #expect(answer.status == 429 && answer.refusal == .tooMany)
        #expect(answer.headers[.retryAfter] == "1")
        #expect(try await ask("192.0.2.2").status == 200)
      }
    }
  }

  @Test func `bodies beyond what may be in memory are refused, and nothing of them stays`() async throws {
    func read(_ parts: [Int], _ budget: BodyBudget) async -> BodyReading.Outcome {
      let request = Request(
        head: .init(
          method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.transferEncoding: "chunked"]),
        body: RequestBody(
          asyncSequence: AsyncStream { stream in
            for part in parts { stream.yield(ByteBuffer(repeating: 1, count: part)) }
            stream.finish()
          }))
      return await BodyReading.read(request, limit: 50, patience: .seconds(3_600), budget: budget)
    }
    let budget = BodyBudget(most: 100)
    guard case .body(let bytes) = await read([20, 20], budget) else { return record("refused") }
    #expect(bytes.count == 40 && budget.bytes == 40)
    guard case .body = await read([40], budget) else { return record("refused") }
    guard case .refused(.tooMany, isRead: false) = await read([20, 20], budget) else { return record("read") }
    guard case .refused(.tooLarge, isRead: true) = await read([20, 31, 9], budget) else { return record("read") }
    #expect(budget.bytes == 80)
  }

  @Test func `one address does not take all connections`() async throws {
    try await Served.with(.local { $0.mostConnectionsOfAddress = 2 }) { served in
      try await served.live { client in
        #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
        let line = Line(port: client.port)
        try await line.connect().executeThenClose { inbound, outbound in
          try await outbound.write(ByteBuffer(bytes: head("GET", Route.health, [])))
          var answers = inbound.makeAsyncIterator()
          #expect(try await answers.next() != nil)
          // The third is closed without a word; the others go on.
          #expect(try await client.raw([head("GET", Route.health, [])]).isEmpty)
          #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
        }
        try await eventually { served.server.metrics.connections == 1 }
        #expect(try await client.raw([head("GET", Route.health, ["connection: close"])]).status == 200)
      }
    }
  }

  @Test func `connections beyond the bound wait until one is free`() async throws {
    try await Served.with(.local { $0.mostConnections = 2 }) { served in
      try await served.live { client in
        #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
        let answers = try await withThrowingTaskGroup(of: Int?.self) { group in
          for _ in 0..<8 {
            group.addTask { try await client.raw([head("GET", Route.health, ["connection: close"])]).status }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: 200, count: 8))
        #expect(served.server.metrics.connectionsEver == 9)
      }
    }
  }
}
