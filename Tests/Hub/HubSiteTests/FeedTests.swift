import AccountStore
import Checklists
import Foundation
import HTTPTypes
import HubFixtures
import HubPages
import HubService
import HubSite
import Journal
import JournalFixtures
import Protocol
import Testing

/// What programs read.
@Suite struct FeedTests {
  private func rows(_ answer: HubAnswer) throws -> [[String: Any]] {
    try answer.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func cursor(_ answer: HubAnswer) throws -> String {
    try #require(HTTPField.Name("tiepsuc-cursor").flatMap { answer.headers[$0] })
  }

  // MARK: Who may

  private static let feeds = [
    "/v1/export/sessions", "/odata/v4/", "/odata/v4/$metadata", "/odata/v4/Figures", "/odata/v4/UnitMonths",
    "/odata/v4/Sessions", "/odata/v4/Sessions/$count", "/v1/export/dhis2?month=2025-10", "/v1/export/adx?month=2025-10",
  ]

  @Test(arguments: feeds) func `without a token, or with one that is not in force, nothing is told`(path: String)
    async throws
  {
    try await Site.with { site in
      try await site.fill()
      let old = try site.token("old", .hub, entries: true, days: 1)
      let gone = try site.token("gone", .hub, entries: true, days: 30)
      _ = try site.accounts.revokeToken("gone", at: 1)
      var generator = SystemRandomNumberGenerator()
      site.hub.clock.advance(by: 25 * Site.hour)
      for secret in [nil, old, gone, Secret(using: &generator)] {
        let answer = await site.ask(path, secret)
        #expect(answer.status == 401 && answer.refusal == .badToken, "\(path)")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
      }
    }
  }

  @Test func `entries are for tokens that may read them, joint figures for those of the whole hub`() async throws {
    try await Site.with { site in
      try await site.fill()
      let figures = try site.token("figures", .hub, entries: false)
      let unit = try site.token("unit", .commune("29242"), entries: true)
      for path in ["/v1/export/sessions", "/odata/v4/Sessions", "/odata/v4/Sessions/$count"] {
        #expect(await site.ask(path, figures).refusal == .wrongRole, "\(path)")
        #expect(await site.ask(path, unit).status == 200, "\(path)")
      }
      for path in ["/odata/v4/Figures", "/v1/export/dhis2?month=2025-10", "/v1/export/adx?month=2025-10"] {
        #expect(await site.ask(path, unit).refusal == .wrongUnit, "\(path)")
      }
      #expect(await site.ask("/odata/v4/Figures", figures).status == 200)
      #expect(await site.ask("/odata/v4/UnitMonths", unit).status == 200)
      #expect(await site.site.answer(HubRequest(.post, "/odata/v4/Figures"), from: "").refusal == .wrongMethod)
    }
  }

  @Test func `programs that know passwords alone show the token as one`() async throws {
    try await Site.with { site in
      let secret = try site.token("excel", .hub, entries: false)
      let basic = Data("any:\(secret.text)".utf8).base64EncodedString()
      let request = HubRequest(.get, "/odata/v4/Figures", headers: [.authorization: "Basic \(basic)"])
      #expect(await site.site.answer(request, from: "").status == 200)
    }
  }

  // MARK: Sessions one after the other

  @Test func `a reader that goes on from its cursor has every session once, and corrections behind them`() async throws
  {
    try await Site.with { site in
      let secret = try site.token("kho", .hub, entries: true)
      var desk = try TestDevice(seed: 1)
      try await site.hub.enrol(desk, unit: "29242")
      try desk.write(sessions: 25)
      _ = try await site.hub.push(desk, try desk.batch())
      var all: [[String: Any]] = []
      var next = ""
      for _ in 0..<4 {
        let answer = await site.ask("/v1/export/sessions?limit=10\(next)", secret)
        #expect(answer.status == 200)
        all += try rows(answer)
        next = "&cursor=\(try cursor(answer))"
      }
      #expect(all.count == 25)
      #expect(Set(all.compactMap { $0["id"] as? String }).count == 25)
      #expect(all.compactMap { $0["number"] as? Int } == Array(1...25))
      try desk.write(
        .amendment(of: desk.entry(3), Amendment(outcome: .declined, note: "ghi nhầm"), by: nil, at: .sample))
      try desk.write(sessions: 1)
      _ = try await site.hub.push(desk, try desk.batch(after: 25))
      site.hub.clock.advance(by: 61_000)
      let later = try rows(await site.ask("/v1/export/sessions?limit=10\(next)", secret))
      #expect(later.count == 2)
      #expect(later[0]["kind"] as? String == "correction")
      #expect(later[0]["outcome"] as? String == "declined")
      #expect(later[0]["corrects"] as? String == all[2]["id"] as? String)
      #expect(later[1]["kind"] as? String == "session")
    }
  }

  @Test func `nothing of a person and no word of anybody goes out`() async throws {
    try await Site.with { site in
      try await site.fill(["29242"], sessions: 60)
      let secret = try site.token("kho", .hub, entries: true)
      let answer = await site.ask("/v1/export/sessions", secret)
      let known = Set([
        "number", "updated", "kind", "id", "corrects", "day", "unit", "checklist", "service", "outcome", "ageBand",
        "satisfaction", "petition", "minutes", "problems", "isOnlyCounted",
      ])
      for row in try rows(answer) { #expect(known.isSuperset(of: row.keys)) }
      let device = try TestDevice(seed: 1).id.rawValue
      for words in ["TN0", "điện", "khẩu", device] { #expect(!answer.text.contains(words), "\(words)") }
    }
  }

  @Test func `a token of a unit reads that unit alone, corrections included`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 20)
      for (unit, count) in [("29242", 20), ("29245", 20), ("00004", 0)] {
        let secret = try site.token("t\(unit)", .commune(unit), entries: true)
        let told = try rows(await site.ask("/v1/export/sessions", secret))
        #expect(told.count == count)
        #expect(told.allSatisfy { $0["unit"] as? String == unit })
      }
      let province = try site.token("p", .province("84"), entries: true)
      #expect(try rows(await site.ask("/v1/export/sessions", province)).count == 40)
    }
  }

  @Test func `the same question is answered with the same tag, and not again`() async throws {
    try await Site.with { site in
      try await site.fill(["29242"])
      let secret = try site.token("kho", .hub, entries: true)
      for path in ["/v1/export/sessions?limit=7", "/odata/v4/UnitMonths", "/odata/v4/Sessions?$top=3"] {
        let first = await site.ask(path, secret)
        let tag = try #require(first.headers[.eTag])
        let again = await site.ask(path, secret, [.ifNoneMatch: tag])
        #expect(again.status == 304 && again.body.isEmpty, "\(path)")
      }
    }
  }

  @Test func `a comma, a quote and a formula stand in CSV as words`() async throws {
    try await Site.with { site in
      var desk = try TestDevice(seed: 1)
      try await site.hub.enrol(desk, unit: "29242")
      for id in ["a,b", "say \"x\"", "=1+1", "plain"] {
        var facts = desk.bodies.session()
        facts.checklist = ChecklistID(rawValue: id)
        try desk.write(.session(facts))
      }
      _ = try await site.hub.push(desk, try desk.batch())
      let secret = try site.token("kho", .hub, entries: true)
      let answer = await site.ask("/v1/export/sessions?format=csv", secret)
      #expect(answer.headers[.contentType]?.hasPrefix("text/csv") == true)
      let text = answer.text
      #expect(text.hasPrefix("number,updated,kind,id,corrects,day,unit,checklist,"))
      for cell in ["\"a,b\"", "\"say \"\"x\"\"\"", ",'=1+1,", ",plain,"] { #expect(text.contains(cell), "\(cell)") }
      #expect(text.split(separator: "\r\n").count == 5)
    }
  }

  @Test(arguments: ["limit=0", "limit=x", "limit=50001", "format=xml", "cursor=1", "cursor=a-b", "cursor=a--1"])
  func `what cannot be asked is refused`(query: String) async throws {
    try await Site.with { site in
      let secret = try site.token("kho", .hub, entries: true)
      #expect(await site.ask("/v1/export/sessions?\(query)", secret).refusal == .malformed)
    }
  }

  @Test func `a cursor of another generation of the file is told so`() async throws {
    try await Site.with { site in
      let secret = try site.token("kho", .hub, entries: true)
      let answer = await site.ask("/v1/export/sessions?cursor=0123456789abcdef-7", secret)
      #expect(answer.status == 410 && answer.refusal == .unknownCursor)
    }
  }
}
