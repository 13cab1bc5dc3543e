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
import Reports
import Testing

/// What programs read.
@Suite struct FeedTests {
  private static let hour: Int64 = 3_600_000

  /// Adds a token and returns what a program shows.
  private func token(
    _ site: Site, _ name: String, _ scope: UnitScope, entries: Bool, days: Int64 = 10
  ) throws -> Secret {
    var generator = SystemRandomNumberGenerator()
    let secret = Secret(using: &generator)
    let now = site.hub.clock.now
    _ = try site.accounts.add(
      MachineToken(
        name: name, hash: secret.hash, scope: scope, mayReadEntries: entries, made: now,
        expires: now + days * 24 * Self.hour))
    return secret
  }

  private func ask(_ site: Site, _ path: String, _ secret: Secret?, _ headers: HTTPFields = [:]) async -> HubAnswer {
    var request = HubRequest(.get, path, headers: headers)
    if let secret { request.headers[.authorization] = "Bearer \(secret.text)" }
    return await site.site.answer(request, from: "203.0.113.7")
  }

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
      let old = try token(site, "old", .hub, entries: true, days: 1)
      let gone = try token(site, "gone", .hub, entries: true, days: 30)
      _ = try site.accounts.revokeToken("gone", at: 1)
      var generator = SystemRandomNumberGenerator()
      site.hub.clock.advance(by: 25 * Self.hour)
      for secret in [nil, old, gone, Secret(using: &generator)] {
        let answer = await ask(site, path, secret)
        #expect(answer.status == 401 && answer.refusal == .badToken, "\(path)")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
      }
    }
  }

  @Test func `entries are for tokens that may read them, joint figures for those of the whole hub`() async throws {
    try await Site.with { site in
      try await site.fill()
      let figures = try token(site, "figures", .hub, entries: false)
      let unit = try token(site, "unit", .commune("29242"), entries: true)
      for path in ["/v1/export/sessions", "/odata/v4/Sessions", "/odata/v4/Sessions/$count"] {
        #expect(await ask(site, path, figures).refusal == .wrongRole, "\(path)")
        #expect(await ask(site, path, unit).status == 200, "\(path)")
      }
      for path in ["/odata/v4/Figures", "/v1/export/dhis2?month=2025-10", "/v1/export/adx?month=2025-10"] {
        #expect(await ask(site, path, unit).refusal == .wrongUnit, "\(path)")
      }
      #expect(await ask(site, "/odata/v4/Figures", figures).status == 200)
      #expect(await ask(site, "/odata/v4/UnitMonths", unit).status == 200)
      #expect(await site.site.answer(HubRequest(.post, "/odata/v4/Figures"), from: "").refusal == .wrongMethod)
    }
  }

  @Test func `programs that know passwords alone show the token as one`() async throws {
    try await Site.with { site in
      let secret = try token(site, "excel", .hub, entries: false)
      let basic = Data("any:\(secret.text)".utf8).base64EncodedString()
      let request = HubRequest(.get, "/odata/v4/Figures", headers: [.authorization: "Basic \(basic)"])
      #expect(await site.site.answer(request, from: "").status == 200)
    }
  }

  // MARK: Sessions one after the other

  @Test func `a reader that goes on from its cursor has every session once, and corrections behind them`() async throws
  {
    try await Site.with { site in
      let secret = try token(site, "kho", .hub, entries: true)
      var desk = try TestDevice(seed: 1)
      try await site.hub.enrol(desk, unit: "29242")
      try desk.write(sessions: 25)
      _ = try await site.hub.push(desk, try desk.batch())
      var all: [[String: Any]] = []
      var next = ""
      for _ in 0..<4 {
        let answer = await ask(site, "/v1/export/sessions?limit=10\(next)", secret)
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
      let later = try rows(await ask(site, "/v1/export/sessions?limit=10\(next)", secret))
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
      let secret = try token(site, "kho", .hub, entries: true)
      let answer = await ask(site, "/v1/export/sessions", secret)
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
        let secret = try token(site, "t\(unit)", .commune(unit), entries: true)
        let told = try rows(await ask(site, "/v1/export/sessions", secret))
        #expect(told.count == count)
        #expect(told.allSatisfy { $0["unit"] as? String == unit })
      }
      let province = try token(site, "p", .province("84"), entries: true)
      #expect(try rows(await ask(site, "/v1/export/sessions", province)).count == 40)
    }
  }

  @Test func `the same question is answered with the same tag, and not again`() async throws {
    try await Site.with { site in
      try await site.fill(["29242"])
      let secret = try token(site, "kho", .hub, entries: true)
      for path in ["/v1/export/sessions?limit=7", "/odata/v4/UnitMonths", "/odata/v4/Sessions?$top=3"] {
        let first = await ask(site, path, secret)
        let tag = try #require(first.headers[.eTag])
        let again = await ask(site, path, secret, [.ifNoneMatch: tag])
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
      let secret = try token(site, "kho", .hub, entries: true)
      let answer = await ask(site, "/v1/export/sessions?format=csv", secret)
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
      let secret = try token(site, "kho", .hub, entries: true)
      #expect(await ask(site, "/v1/export/sessions?\(query)", secret).refusal == .malformed)
    }
  }

  @Test func `a cursor of another generation of the file is told so`() async throws {
    try await Site.with { site in
      let secret = try token(site, "kho", .hub, entries: true)
      let answer = await ask(site, "/v1/export/sessions?cursor=0123456789abcdef-7", secret)
      #expect(answer.status == 410 && answer.refusal == .unknownCursor)
    }
  }

  // MARK: OData

  private func value(_ answer: HubAnswer) throws -> (rows: [[String: Any]], whole: [String: Any]) {
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    return (try #require(whole["value"] as? [[String: Any]]), whole)
  }

  private func odata(_ site: Site, _ path: String, _ secret: Secret) async throws -> (
    rows: [[String: Any]], whole: [String: Any]
  ) {
    let answer = await ask(site, "/odata/v4/" + path.replacing(" ", with: "%20"), secret)
    #expect(answer.status == 200, "\(path) \(answer.text.prefix(200))")
    return try value(answer)
  }

  @Test func `rows are chosen, ordered, counted and cut as asked`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 30)
      let secret = try token(site, "bi", .hub, entries: true)
      #expect(try await odata(site, "Sessions", secret).rows.count == 60)
      let few = try await odata(site, "Sessions?$top=7&$count=true&$select=number,outcome", secret)
      #expect(few.rows.count == 7 && few.whole["@odata.count"] as? Int == 60)
      #expect(few.rows.allSatisfy { Set($0.keys) == ["number", "outcome"] })
      let completed = try await odata(site, "Sessions?$filter=outcome eq 'completed' and unit eq '29242'", secret).rows
      let all = try await odata(site, "Sessions", secret).rows
      let expected = all.count { $0["outcome"] as? String == "completed" && $0["unit"] as? String == "29242" }
      #expect(completed.count == expected && expected > 0)
      let newest = try await odata(site, "Sessions?$orderby=number desc&$top=2", secret).rows
      #expect(newest.compactMap { $0["number"] as? Int } == [60, 59])
      let count = await ask(site, "/odata/v4/Sessions/$count?$filter=unit%20eq%20'29245'", secret)
      #expect(count.text == "30")
      // A number of sessions that is none of ours bounds nothing.
      #expect(try await odata(site, "Sessions?$skip=58", secret).rows.count == 2)
    }
  }

  @Test func `all rows are counted by the database, and a filter looks at so many and no more`() async throws {
    try await Site.with(settings: .forTests { $0.mostLooked = 25 }) { site in
      try await site.fill(["29242", "29245"], sessions: 30)
      let secret = try token(site, "bi", .hub, entries: true)
      #expect(await ask(site, "/odata/v4/Sessions/$count", secret).text == "60")
      let first = try await odata(site, "Sessions?$count=true&$top=40", secret)
      #expect(first.rows.count == 25 && first.whole["@odata.count"] as? Int == 60)
      let last = try #require(first.rows.last?["updated"] as? String)
      var sum = 0
      for comparison in ["lt", "eq", "gt"] {
        let path = "/odata/v4/Sessions/$count?$filter=updated%20\(comparison)%20\(last)"
        sum += try #require(Int(await ask(site, path, secret).text))
      }
      #expect(sum == 60)
      // Which rows are of a unit, only the rows say.
      let refused = await ask(site, "/odata/v4/Sessions/$count?$filter=unit%20eq%20'29245'", secret)
      #expect(refused.status == 501 && refused.text.contains("updated"))
      let part = try token(site, "part", .province("84"), entries: true)
      #expect(await ask(site, "/odata/v4/Sessions/$count", part).status == 501)
      #expect(await ask(site, "/odata/v4/Sessions?$count=true", part).status == 501)
      // Without a count such a question is answered in parts, also where more is left out than one part looks at.
      for skip in [0, 28] {
        var (rows, path): (Int, String?) = (0, "Sessions?$filter=unit eq '29245'&$skip=\(skip)")
        while let asked = path {
          let answer = try await odata(site, asked, part)
          rows += answer.rows.count
          path = (answer.whole["@odata.nextLink"] as? String).map { String($0.dropFirst("/odata/v4/".count)) }
        }
        #expect(rows == 30 - skip)
      }
    }
  }

  @Test func `a filter on the time of the update takes what came between, each row once`() async throws {
    try await Site.with { site in
      try await site.fill(["29242"], sessions: 20)
      let secret = try token(site, "bi", .hub, entries: true)
      let all = try await odata(site, "Sessions", secret).rows
      let updated = all.compactMap { $0["updated"] as? String }
      let last = try #require(updated.last)
      let until = try await odata(site, "Sessions?$filter=updated lt \(last)", secret).rows.count
      let from = try await odata(
        site, "Sessions?$filter=(updated ge \(last)) and (updated lt 9999-12-31T00:00:00Z)", secret
      ).rows.count
      #expect(until + from == 20)
      #expect(try await odata(site, "Sessions?$filter=updated ge 2000-01-01T00:00:00%2B07:00", secret).rows.count == 20)
      #expect(try await odata(site, "Sessions?$filter=updated lt 2000-01-01T00:00:00Z", secret).rows.isEmpty)
    }
  }

  @Test func `pages that follow each other hold every row once`() async throws {
    try await Site.with { site in
      try await site.fill(["29242"], sessions: 30)
      let secret = try token(site, "bi", .hub, entries: true)
      var numbers: [Int] = []
      var path: String? = "Sessions?$top=25&$select=number"
      var pages = 0
      while let asked = path, pages < 9 {
        pages += 1
        let answer = try await odata(site, asked, secret)
        numbers += answer.rows.compactMap { $0["number"] as? Int }
        path = (answer.whole["@odata.nextLink"] as? String)?.replacing("/odata/v4/", with: "")
      }
      #expect(numbers == Array(1...25))
    }
  }

  @Test func `what readers outside are not told is not told over OData either`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 3)
      site.hub.clock.advance(by: 10 * 24 * Self.hour)
      let secret = try token(site, "bi", .hub, entries: false)
      let rows = try await odata(site, "UnitMonths?$filter=month eq 2025-11-01", secret).rows
      #expect(rows.count == 3)
      #expect(rows.allSatisfy { $0["sessions"] is NSNull && $0["isHidden"] as? Bool == true })
      // Neither a count nor a filter tells what is hidden.
      for filter in ["sessions ge 1", "sessions le 3", "sessions eq 3"] {
        #expect(
          try await odata(site, "UnitMonths?$count=true&$filter=\(filter) and month eq 2025-11-01", secret).whole[
            "@odata.count"] as? Int == 0)
      }
      let figures = try await odata(site, "Figures?$filter=month eq 2025-11-01", secret).rows
      #expect(!figures.isEmpty)
      for row in figures {
        let count = row["count"] as? Int
        #expect(count == nil || count == 0 || (count ?? 0) >= 5, "\(row)")
      }
    }
  }

  @Test(arguments: [
    ("Sessions?$filter=nothing eq 1", 400), ("Sessions?$filter=number eq", 400),
    ("Sessions?$filter=number eq 'x'", 400),
    ("Sessions?$filter=(number eq 1", 400), ("Sessions?$filter=number eq 1)", 400), ("Sessions?$top=-1", 400),
    ("Sessions?$top=x", 400), ("Sessions?$select=nothing", 400), ("Sessions?$count=maybe", 400),
    ("Sessions?$skiptoken=x", 400), ("UnitMonths?$skiptoken=x", 400), ("Sessions?$orderby=outcome up", 400),
    ("Sessions?$filter=number eq 1 or number eq 2", 501), ("Sessions?$filter=contains(unit,'2')", 400),
    ("Sessions?$expand=x", 501), ("Sessions?$orderby=outcome", 501), ("Sessions?$format=xml", 501),
    ("Sessions?$filter=updated ge 2026-13-01T00:00:00Z", 400), ("Sessions?$filter=updated ge 2026-01-01", 400),
  ])
  func `a query that is not understood is refused in words`(path: String, status: Int) async throws {
    try await Site.with { site in
      let secret = try token(site, "bi", .hub, entries: true)
      let answer = await ask(site, "/odata/v4/" + path.replacing(" ", with: "%20"), secret)
      #expect(answer.status == status, "\(answer.text)")
      let error = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: [String: Any]]
      #expect(error?["error"]?["code"] is String && error?["error"]?["message"] is String)
    }
  }

  @Test func `the metadata name every set with its columns`() async throws {
    try await Site.with { site in
      let secret = try token(site, "bi", .hub, entries: false)
      let text = await ask(site, "/odata/v4/$metadata", secret).text
      for set in ["Figures", "UnitMonths", "Sessions"] {
        #expect(text.contains("<EntitySet Name=\"\(set)\" EntityType=\"TiepSuc.\(set)Row\"/>"))
      }
      #expect(text.contains("<Property Name=\"updated\" Type=\"Edm.DateTimeOffset\"/>"))
      #expect(PageReading(text).isWellFormed)
      let service = try value(await ask(site, "/odata/v4/", secret)).rows
      #expect(service.compactMap { $0["name"] as? String } == ["Figures", "UnitMonths", "Sessions"])
    }
  }

  // MARK: DHIS2

  /// What the pages on data values of DHIS2's Web API documentation ask of a data value set, which no schema file says: its
  /// members, identifiers of a letter and ten letters or digits, one value at one place.
  private func expectDataValueSet(_ body: [UInt8], period: String) throws {
    let set = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    #expect(Set(set.keys) == ["dataSet", "period", "dataValues"])
    let values = try #require(set["dataValues"] as? [[String: String]])
    let known: Set<String> = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value"]
    func isName(_ text: String?) -> Bool { text?.wholeMatch(of: /[A-Za-z][A-Za-z0-9]{10}/) != nil }
    #expect(isName(set["dataSet"] as? String))
    for value in values {
      #expect(Set(value.keys).isSubset(of: known) && value["period"] == period)
      #expect(isName(value["dataElement"]) && isName(value["orgUnit"]))
      #expect(value["categoryOptionCombo"].map { isName($0) } ?? true)
      #expect(value["value"]?.wholeMatch(of: /0|[1-9][0-9]*/) != nil)
    }
    // Of two values at one place the second would take the first one's.
    let places = values.map { [$0["dataElement"], $0["orgUnit"], $0["categoryOptionCombo"]] }
    #expect(Set(places).count == places.count)
  }

  /// The rules of `adx_loose.xsd` of IHE's Aggregate Data Exchange (`urn:ihe:qrph:adx:2015`), written anew: a root with the
  /// moment of its making; in it a group at least, each of a unit and a period, which is a day and a span; in each a value at
  /// least, each of a data element and a decimal number; other attributes are the jurisdiction's.
  private func expectADX(_ text: String) {
    #expect(PageReading(text).isWellFormed)
    let root =
      #/<adx xmlns="urn:ihe:qrph:adx:2015" exported="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)">/#
    #expect(text.matches(of: root).count == 1)
    let group = #/<group orgUnit="[^"]+" period="\d{4}-\d\d-\d\d/P1M" dataSet="[^"]+">(.*?)</group>/#
    let groups = text.matches(of: group)
    #expect(!groups.isEmpty && text.split(separator: "<group").count == groups.count + 1)
    let value = #/<dataValue dataElement="[^"]+"( categoryOptionCombo="[^"]+")? value="-?\d+(\.\d+)?"/>/#
    for group in groups {
      let values = group.output.1.matches(of: value)
      #expect(!values.isEmpty && values.reduce(0) { $0 + $1.output.0.count } == group.output.1.count)
    }
  }

  @Test func `figures of a month go to a DHIS2 by the mapping in the documented forms, and what is hidden does not`()
    async throws
  {
    try await Site.with { site in
      try await site.fill(["29242", "29245", "00004"], sessions: 40)
      let mapping = """
        {"dataSet": "dataSet0001", "orgUnits": {"29242": "orgUnit0001", "29245": "orgUnit0002"}, "hub": "orgUnit0000",
         "figures": [{"table": "services", "row": "total", "column": "completed", "dataElement": "completed01"},
          {"table": "nothing", "row": "a", "column": "b", "dataElement": "completed02"}],
         "unitSessions": {"dataElement": "sessions001", "categoryOptionCombo": "default0001"}}
        """
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      site.hub.clock.advance(by: 10 * 24 * Self.hour)
      let secret = try token(site, "dhis2", .hub, entries: false)
      let answer = await ask(site, "/v1/export/dhis2?month=2025-11", secret)
      #expect(answer.status == 200)
      let set = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
      #expect(set["dataSet"] as? String == "dataSet0001" && set["period"] as? String == "202511")
      let values = try #require(set["dataValues"] as? [[String: String]])
      try expectDataValueSet(answer.body, period: "202511")
      #expect(values.filter { $0["dataElement"] == "sessions001" }.map { $0["value"] } == ["40", "40"])
      #expect(values.count { $0["dataElement"] == "completed01" } == 1)
      #expect(values.allSatisfy { $0["period"] == "202511" && $0["orgUnit"] != nil })
      let adx = await ask(site, "/v1/export/adx?month=2025-11", secret)
      #expect(adx.headers[.contentType] == "application/adx+xml")
      expectADX(adx.text)
      #expect(adx.text.contains("<group orgUnit=\"orgUnit0001\" period=\"2025-11-01/P1M\" dataSet=\"dataSet0001\">"))
      #expect(await ask(site, "/v1/export/dhis2?month=2025-12", secret).refusal == .malformed)
      #expect(await ask(site, "/v1/export/dhis2?month=x", secret).refusal == .malformed)
      // A month of which nothing is told makes a set without values, and no message.
      let nothing = #"{"dataSet": "dataSet0001", "orgUnits": {}, "figures": []}"#
      try Data(nothing.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      try expectDataValueSet(await ask(site, "/v1/export/dhis2?month=2025-11", secret).body, period: "202511")
      #expect(await ask(site, "/v1/export/adx?month=2025-11", secret).refusal == .notFound)
      try Data("{}".utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      #expect(await ask(site, "/v1/export/dhis2?month=2025-11", secret).refusal == .unavailable)
    }
  }
}
