import AccountStore
import Foundation
import HTTPTypes
import HubFixtures
import HubPages
import HubSite
import Protocol
import Testing

/// What programs read that ask as OData has it.
@Suite struct ODataTests {
  private func value(_ answer: HubAnswer) throws -> (rows: [[String: Any]], whole: [String: Any]) {
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    return (try #require(whole["value"] as? [[String: Any]]), whole)
  }

  private func odata(_ site: Site, _ path: String, _ secret: Secret) async throws -> (
    rows: [[String: Any]], whole: [String: Any]
  ) {
    let answer = await site.ask("/odata/v4/" + path.replacing(" ", with: "%20"), secret)
    #expect(answer.status == 200, "\(path) \(answer.text.prefix(200))")
    return try value(answer)
  }

  @Test func `rows are chosen, ordered, counted and cut as asked`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 30)
      let secret = try site.token("bi", .hub, entries: true)
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
      let count = await site.ask("/odata/v4/Sessions/$count?$filter=unit%20eq%20'29245'", secret)
      #expect(count.text == "30")
      // A number of sessions that is none of ours bounds nothing.
      #expect(try await odata(site, "Sessions?$skip=58", secret).rows.count == 2)
    }
  }

  @Test func `all rows are counted by the database, and a filter looks at so many and no more`() async throws {
    try await Site.with(settings: .forTests { $0.mostLooked = 25 }) { site in
      try await site.fill(["29242", "29245"], sessions: 30)
      let secret = try site.token("bi", .hub, entries: true)
      #expect(await site.ask("/odata/v4/Sessions/$count", secret).text == "60")
      let first = try await odata(site, "Sessions?$count=true&$top=40", secret)
      #expect(first.rows.count == 25 && first.whole["@odata.count"] as? Int == 60)
      let last = try #require(first.rows.last?["updated"] as? String)
      var sum = 0
      for comparison in ["lt", "eq", "gt"] {
        let path = "/odata/v4/Sessions/$count?$filter=updated%20\(comparison)%20\(last)"
        sum += try #require(Int(await site.ask(path, secret).text))
      }
      #expect(sum == 60)
      // Which rows are of a unit, only the rows say.
      let refused = await site.ask("/odata/v4/Sessions/$count?$filter=unit%20eq%20'29245'", secret)
      #expect(refused.status == 501 && refused.text.contains("updated"))
      let part = try site.token("part", .province("84"), entries: true)
      #expect(await site.ask("/odata/v4/Sessions/$count", part).status == 501)
      #expect(await site.ask("/odata/v4/Sessions?$count=true", part).status == 501)
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
      let secret = try site.token("bi", .hub, entries: true)
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
      let secret = try site.token("bi", .hub, entries: true)
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
      site.hub.clock.advance(by: 10 * 24 * Site.hour)
      let secret = try site.token("bi", .hub, entries: false)
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
      let secret = try site.token("bi", .hub, entries: true)
      let answer = await site.ask("/odata/v4/" + path.replacing(" ", with: "%20"), secret)
      #expect(answer.status == status, "\(answer.text)")
      let error = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: [String: Any]]
      #expect(error?["error"]?["code"] is String && error?["error"]?["message"] is String)
    }
  }

  @Test func `the metadata name every set with its columns`() async throws {
    try await Site.with { site in
      let secret = try site.token("bi", .hub, entries: false)
      let text = await site.ask("/odata/v4/$metadata", secret).text
      for set in ["Figures", "UnitMonths", "Sessions"] {
        #expect(text.contains("<EntitySet Name=\"\(set)\" EntityType=\"TiepSuc.\(set)Row\"/>"))
      }
      #expect(text.contains("<Property Name=\"updated\" Type=\"Edm.DateTimeOffset\"/>"))
      #expect(PageReading(text).isWellFormed)
      let service = try value(await site.ask("/odata/v4/", secret)).rows
      #expect(service.compactMap { $0["name"] as? String } == ["Figures", "UnitMonths", "Sessions"])
    }
  }
}
