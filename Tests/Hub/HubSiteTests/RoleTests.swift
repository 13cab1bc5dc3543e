import AccountStore
import HTTPTypes
import HubPages
import Protocol
import TestTraits
import Testing

/// Every page for every role.
@Suite(.ownThread) struct RoleTests {
  /// Whether somebody may see a page; nil where they are sent to their own first page.
  private static let table: [(path: String, lead: Bool?, province: Bool?, administrator: Bool?)] = [
    ("/", true, true, nil), ("/trends", true, true, false), ("/units", true, true, false),
    ("/units/29242", true, true, false), ("/units/29245", false, true, false), ("/units/00004", false, false, false),
    ("/problems", true, true, false), ("/satisfaction", true, true, false), ("/petitions", true, true, false),
    ("/report", true, true, false), ("/report?unit=29242", true, true, false),
    ("/report?unit=29245", false, true, false),
    ("/report?unit=00004", false, false, false),
    ("/report/report.csv?unit=29245", false, nil, false), ("/report/report.json?unit=00004", false, false, false),
    ("/report/report.xlsx?unit=29245", false, nil, false),
    ("/desks", true, true, true), ("/entries", true, true, true), ("/periods", true, true, false),
    ("/packs", true, true, true),
    ("/people", false, false, true), ("/audit", false, false, true),
  ]

  @Test(arguments: ["lead", "province", "admin"]) func `every page is for whom it is for`(name: String) async throws {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: name)
      for row in Self.table {
        let allowed = name == "lead" ? row.lead : name == "province" ? row.province : row.administrator
        let answer = await browser.get(row.path)
        switch allowed {
        case true: #expect(answer.status == 200, "\(name) \(row.path)")
        case false:
          #expect(answer.status == 403, "\(name) \(row.path)")
          let noted = try site.accounts.events(limit: 1)
          #expect(noted.first?.kind == .refused)
        // Sent on, or told why there is no such report.
        default: #expect([303, 409].contains(answer.status), "\(name) \(row.path)")
        }
      }
    }
  }

  private static let names = [
    "29242": "Phường Hoà &lt;Bình&gt;", "29245": "Xã Long Đức", "00004": "Phường Ba Đình",
  ]

  @Test func `the table above names every page there is`() {
    let named = Self.table.compactMap { PagePath($0.path.prefix { $0 != "?" }) }
    for page in PagePath.all where page != .unit("00004") { #expect(named.contains(page), "\(page)") }
  }

  @Test func `nobody sees anything without signing in`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      for page in PagePath.all {
        let answer = await browser.get(page.path)
        #expect(answer.status == 303 && answer.headers[.location]?.hasPrefix("/sign-in") == true, "\(page)")
        #expect(answer.body.isEmpty)
      }
      for path in ["/sign-in", "/style.css"] { #expect(await browser.get(path).status == 200) }
    }
  }

  @Test(arguments: [
    ("lead", ["29242"]), ("other", ["29245"]), ("province", ["29242", "29245"]),
    ("whole", ["29242", "29245", "00004"]),
  ])
  func `lists hold one's own units and those below, nothing else`(name: String, own: [String]) async throws {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: name)
      for path in ["/desks", "/units", "/", "/entries"] {
        let text = await browser.get(path).text
        for (unit, words) in Self.names where !own.contains(unit) {
          #expect(!text.contains(words), "\(name) \(path) \(unit)")
        }
      }
      let desks = await browser.get("/desks").text
      for unit in own { #expect(Self.names[unit].map { desks.contains($0) } == true, "\(name) \(unit)") }
    }
  }

  @Test func `a lead's report is of their own unit, whatever they ask`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 40)
      var browser = try await site.browser(of: "lead")
      let text = await browser.get("/report/report.json?period=year").text
      #expect(text.contains("\"29242\""))
      #expect(!text.contains("\"29245\""))
    }
  }
}
