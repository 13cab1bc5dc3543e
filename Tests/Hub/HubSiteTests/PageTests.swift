import AccountStore
import Checklists
import Foundation
import HTTPTypes
import HubFixtures
import HubPages
import HubSite
import HubStore
import Journal
import Phrases
import Protocol
import Reports
import TestTraits
import Testing

/// What every page has to be for people who cannot see it, and for those who can.
@Suite(.ownThread) struct PageTests {
  @Test(arguments: ["lead", "whole", "admin"], ["vi", "en"])
  func `pages are well formed, named and in order`(name: String, language: String) async throws {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: name)
      _ = await browser.get("/?lang=\(language)")
      let role = try #require(try site.accounts.person(name)?.role)
      for page in PagePath.menu + [.unit("29242")] where page.allows(role) {
        let answer = await browser.get(page.path)
        #expect(answer.status == 200, "\(page)")
        check(answer.text, "\(name) \(language) \(page)")
        #expect(answer.text.contains("<html lang=\"\(language)\">"), "\(page)")
      }
    }
  }

  /// An XML parser takes a page only if every tag is closed and every name is escaped.
  private func check(_ text: String, _ place: String) {
    let page = PageReading(text)
    #expect(page.isWellFormed, "\(place): \(page.complaint)")
    #expect(page.levels.first == 1 && page.levels.count { $0 == 1 } == 1, "\(place): one h1, and first")
    #expect(zip(page.levels, page.levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(place): headings skip a level")
    #expect(Set(page.ids).count == page.ids.count, "\(place): an id stands twice")
    for label in page.labelled { #expect(page.ids.contains(label), "\(place): \(label) names nothing") }
    #expect(page.unnamed.isEmpty, "\(place): \(page.unnamed)")
    #expect(!page.title.isEmpty, "\(place)")
    #expect(page.names.contains("main") && page.names.contains("nav") && page.names.contains("header"), "\(place)")
  }

  @Test func `the page to sign in names its fields, and its complaint`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      let page = PageReading(await browser.get("/sign-in").text)
      #expect(page.isWellFormed && page.unnamed.isEmpty && page.levels == [1])
      let failed = PageReading(try await browser.signIn("lead", password: "x").text)
      #expect(failed.isWellFormed && failed.unnamed.isEmpty)
      for label in failed.labelled { #expect(failed.ids.contains(label)) }
    }
  }

  @Test func `a hostile name of a unit is words`() async throws {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: "lead")
      for path in ["/", "/units", "/units/29242", "/desks", "/report"] {
        let text = await browser.get(path).text
        #expect(!text.contains("<Bình>"), "\(path)")
      }
      #expect(await browser.get("/units").text.contains("Phường Hoà &lt;Bình&gt;"))
    }
  }

  @Test func `what a query says does not become part of the page`() async throws {
    try await Site.with { site in
      var browser = try await site.browser(of: "lead")
      for path in [
        "/report?period=%22%3E%3Cscript%3E&on=%3Cscript%3E", "/sign-in?next=%22%3E%3Cscript%3E",
        "/trends?lang=%3Cscript%3E",
      ] {
        let text = await browser.get(path).text
        #expect(!text.contains("<script"), "\(path)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases) func `figures on the lead's page are those of the desk`(
    kind: StoreKind
  ) async throws {
    try await Site.with(kind) { site in
      try await site.fill(["29242"], sessions: 40)
      var browser = try await site.browser(of: "lead")
      let json =
        try JSONSerialization.jsonObject(with: Data(await browser.get("/report/report.json?period=year").body))
        as? [String: Any]
      #expect(json?["sessions"] as? Int == 40)
    }
  }

  @Test func `a report comes as a workbook, and the download is noted`() async throws {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: "lead")
      let answer = await browser.get("/report/report.xlsx")
      #expect(answer.status == 200)
      #expect(answer.body.starts(with: [0x50, 0x4b, 3, 4]))
      #expect(answer.headers[.contentDisposition]?.hasSuffix(".xlsx\"") == true)
      let event = try #require(try site.accounts.events(limit: 1).first)
      #expect(event.kind == .downloaded && event.who == "lead" && event.subject == "/report/report.xlsx")
      let csv = await browser.get("/report/report.csv")
      #expect(csv.body.starts(with: [0xef, 0xbb, 0xbf]))
    }
  }

  @Test func `a lead sees at once what a desk just sent`() async throws {
    try await Site.with { site in
      let day = PageTime.day(site.hub.clock.now - 2 * 86_400_000)
      var browser = try await site.browser(of: "lead")
      let page = "/report?period=month&on=\(day.iso)"
      #expect(await !browser.get(page).text.contains(">37<"))
      try await site.fill(["29242"], sessions: 37)
      site.hub.clock.advance(by: 2_000)
      #expect(await browser.get(page).text.contains(">37<"))
      #expect(await browser.get("/entries").text.contains("<details"))
    }
  }

  @Test func `readers outside see no figure under five`() async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 3)
      // Into the month after the sessions.
      site.hub.clock.advance(by: 10 * 86_400_000)
      var browser = try await site.browser(of: "province")
      let units = await browser.get("/units").text
      #expect(units.contains(">ẩn<"))
      #expect(!units.contains("<span class=\"figure\">3</span>"))
    }
  }

  @Test(arguments: [("lead", true), ("province", false), ("whole", false), ("admin", false)])
  func `how many entries a desk has is told within the unit alone`(name: String, isOwn: Bool) async throws {
    try await Site.with { site in
      try await site.fill(["29242", "29245"], sessions: 157)
      var browser = try await site.browser(of: name)
      let text = await browser.get("/desks").text
      #expect(text.contains("<td class=\"n\">157</td>") == isOwn)
      guard name != "admin" else { return }
      #expect(await browser.get("/units/29242").text.contains("<td class=\"n\">157</td>") == isOwn)
    }
  }

  @Test func `the language that was chosen stays`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      #expect(await browser.get("/sign-in").text.contains("Đăng nhập"))
      #expect(await browser.get("/sign-in?lang=en").text.contains("Sign in"))
      #expect(await browser.get("/sign-in").text.contains("Sign in"))
    }
  }

  @Test func `until all is counted once, pages say how far it is, and show nothing of a part`() async throws {
    try await Site.with(settings: .forTests { $0.patience = .zero }) { site in
      try await site.fill(["29242"], sessions: 40)
      var browser = try await site.browser(of: "lead")
      let answer = await browser.get("/trends")
      #expect(answer.status == 503)
      #expect(answer.headers[.retryAfter] != nil)
      #expect(answer.text.contains(Phrase.pagesCounting[.vietnamese]))
      #expect(PageReading(answer.text).isWellFormed)
      let counting = Task { await site.site.keepFigures() }
      try await eventually { await browser.get("/trends").status == 200 }
      counting.cancel()
      await counting.value
      let report = await browser.get("/report/report.json?period=year")
      let json = try JSONSerialization.jsonObject(with: Data(report.body)) as? [String: Any]
      #expect(json?["sessions"] as? Int == 40)
    }
  }

  @Test func `a store that is away is told in words`() async throws {
    try await Site.with { site in
      var browser = try await site.browser(of: "lead")
      await site.hub.store.close()
      let answer = await browser.get("/desks")
      #expect(answer.status == 503)
      #expect(PageReading(answer.text).isWellFormed)
    }
  }

  @Test func `an unchanged style is not sent again`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      let first = await browser.get("/style.css")
      let tag = try #require(first.headers[.eTag])
      let again = await browser.get("/style.css", [.ifNoneMatch: tag])
      #expect(again.status == 304 && again.body.isEmpty)
    }
  }
}
