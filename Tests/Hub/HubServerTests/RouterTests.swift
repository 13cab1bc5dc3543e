import Bytes
import HTTPTypes
import HubFixtures
import HubServer
import HubService
import HubStore
import Hummingbird
import HummingbirdTesting
import Journal
import Protocol
import Testing

@Suite struct RouterTests {
  @Test func `a device enrols, pushes, pulls and erases through the router`() async throws {
    try await Served.with { served in
      try await served.server.application().test(.router) { client in
        try await everyday(served, { try await client.ask($0) }) { try await served.ask(client, $0, $1) }
      }
    }
  }

  @Test func `a device enrols, pushes, pulls and erases over a line`() async throws {
    try await Served.with { served in
      try await served.live { client in
        try await everyday(served, { try await client.ask($0) }) { try await served.ask(client, $0, $1) }
      }
    }
  }

  private func everyday(
    _ served: Served, _ ask: (HubRequest) async throws -> HubAnswer,
    _ askAs: (TestDevice, HubRequest) async throws -> HubAnswer
  ) async throws {
    var device = try TestDevice(seed: 1)
    let code = try await served.hub.code()
    #expect(try await ask(HubRequest(.post, Route.enrol, body: try device.enrolRequest(code))).status == 200)
    try device.write(sessions: 40)
    let pushed = try await askAs(device, HubRequest(.post, Route.push, body: try device.batch().bytes))
    #expect(pushed.pushed?.receipt.size == 40)
    let news = try await askAs(device, HubRequest(.get, Route.pull + "?after=0"))
    let tag = try #require(news.news).tag
    let same = try await askAs(device, HubRequest(.get, Route.pull + "?after=0&tag=\(tag)"))
    #expect(same.status == 204 && same.body.isEmpty)
    let receipt = try ErasureRequest(receipt: EntryHash(of: [1])).bytes
    #expect(try await askAs(device, HubRequest(.post, Route.erasures, body: receipt)).status == 200)
    #expect(try await askAs(device, HubRequest(.get, Route.desks)).refusal == .wrongRole)
  }

  @Test func `every refusal is a problem document with its stable type`() async throws {
    try await Served.with { served in
      try await served.server.application().test(.router) { client in
        let table: [(String, String, Refusal.Kind)] = [
          ("GET", "/", .notFound), ("GET", "/v2/push", .notFound), ("POST", "/metrics/x", .notFound),
          ("PUT", Route.push, .wrongMethod), ("DELETE", Route.hub, .wrongMethod), ("POST", Route.pull, .wrongMethod),
          ("POST", Route.health, .wrongMethod), ("PATCH", Route.metrics, .wrongMethod),
          ("GET", Route.pull, .badSignature), ("POST", Route.push, .badSignature), ("POST", Route.enrol, .malformed),
        ]
        for (method, path, kind) in table {
          let answer = try await client.ask(HubRequest(.get, path), method: method)
          #expect(answer.refusal == kind, "\(method) \(path)")
          #expect(answer.status == kind.status)
          #expect(answer.headers[.contentType] == "application/problem+json")
          if kind == .wrongMethod { #expect(["GET", "POST"].contains(answer.headers[.allow])) }
          if kind == .badSignature { #expect(answer.headers[.wwwAuthenticate] == "TiepSuc-1") }
        }
      }
    }
  }

  @Test func `health, readiness and figures answer without a signature`() async throws {
    try await Served.with { served in
      try await served.server.application().test(.router) { client in
        #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
        #expect(try await client.ask(HubRequest(.get, Route.ready)).status == 200)
        await served.hub.store.close()
        let away = try await client.ask(HubRequest(.get, Route.ready))
        #expect(away.status == 503 && away.refusal == .unavailable)
        #expect(try await client.ask(HubRequest(.get, Route.health)).status == 200)
        #expect(try await client.ask(HubRequest(.get, Route.metrics)).status == 200)
        let device = try TestDevice(seed: 1)
        let asked = try await served.ask(client, device, HubRequest(.get, Route.pull))
        #expect(asked.refusal == .unavailable)
        #expect(asked.headers[.retryAfter] == "5")
      }
    }
  }

  @Test func `figures are in the form of Prometheus, and count what happened`() async throws {
    try await Served.with { served in
      try await served.live { client in
        var device = try TestDevice(seed: 1)
        try await served.hub.enrol(device)
        try device.write(sessions: 7)
        device.write(bytes: [1])
        _ = try await served.ask(client, device, HubRequest(.post, Route.push, body: try device.batch().bytes))
        _ = try await served.ask(client, device, HubRequest(.post, Route.push, body: try device.batch().bytes))
        _ = try await client.ask(HubRequest(.get, "/nothing"))
        let text = String(decoding: try await client.ask(HubRequest(.get, Route.metrics)).body, as: UTF8.self)
        let figures = try Self.figures(text)
        #expect(figures["tiepsuc_hub_requests_total{route=\"push\",status=\"200\"}"] == 2)
        #expect(figures["tiepsuc_hub_requests_total{route=\"none\",status=\"404\"}"] == 1)
        #expect(figures["tiepsuc_hub_entries_stored_total"] == 8)
        #expect(figures["tiepsuc_hub_entries_repeated_total"] == 8)
        #expect(figures["tiepsuc_hub_entries_quarantined_total{reason=\"unreadable\"}"] == 1)
        #expect(figures["tiepsuc_hub_entries"] == 8)
        #expect(figures["tiepsuc_hub_devices"] == 1)
        #expect(figures["tiepsuc_hub_connections"] == 1)
        #expect(figures["tiepsuc_hub_device_skew_seconds_bucket{le=\"+Inf\"}"] == 2)
        #expect(!text.contains(device.id.rawValue.prefix(8)))
      }
    }
  }

  /// The samples of a page; each must have its help and type before it.
  private static func figures(_ text: String) throws -> [String: Double] {
    var figures: [String: Double] = [:]
    var (helped, typed) = (Set<Substring>(), Set<Substring>())
    #expect(text.hasSuffix("\n"))
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# HELP ") {
        helped.insert(words[2])
      } else if line.hasPrefix("# TYPE ") {
        #expect(["counter", "gauge", "summary", "histogram"].contains(words[3]))
        typed.insert(words[2])
      } else {
        #expect(words.count == 2)
        let name = words[0].prefix { $0 != "{" }
        let family = ["_sum", "_count", "_bucket"].reduce(name) { $0.hasSuffix($1) ? $0.dropLast($1.count) : $0 }
        #expect(helped.contains(family) && typed.contains(family), "\(name)")
        figures[String(words[0])] = try #require(Double(String(words[1])) as Double?)
      }
    }
    return figures
  }

  @Test func `one line of JSON a request, and nothing in it that is not the operator's`() async throws {
    try await Served.with { served in
      try await served.server.application().test(.router) { client in
        var device = try TestDevice(seed: 1)
        let code = try await served.hub.code()
        _ = try await client.ask(HubRequest(.post, Route.enrol, body: try device.enrolRequest(code)))
        try device.write(sessions: 3)
        let batch = try device.batch().bytes
        let nonce = TestDevice.nonce()
        let push = try device.signed(
          HubRequest(.post, Route.push, body: batch), to: served.hub.id, time: served.hub.clock.now, nonce: nonce)
        _ = try await client.ask(push)
        _ = try await client.ask(push)
        let receipt = EntryHash(of: [9]).hex
        _ = try await served.ask(
          client, device, HubRequest(.post, Route.erasures, body: try ErasureRequest(receipt: EntryHash(of: [9])).bytes)
        )
        let lines = served.log.all.filter { $0.contains(#""message":"request""#) }
        #expect(lines.count == 4)
        let log = served.log.all.joined(separator: "\n")
        for secret in [
          nonce, device.id.rawValue, code.letters, code.lookup.hex, code.secret.hex, receipt, Base64.text(batch),
          Hex.text(device.key.publicKey), "127.0.0.1",
        ] {
          #expect(!log.contains(secret))
        }
        let line = try #require(lines.first { $0.contains(#""refusal":"replayed""#) })
        #expect(line.contains(#""device":"\#(device.id.rawValue.prefix(8))""#))
        #expect(line.contains(#""route":"push""#) && line.contains(#""status":401"#))
        #expect(line.contains(#""in":\#(batch.count)"#))
      }
    }
  }
}
