import AccountStore
import Checklists
import Foundation
import HubFixtures
import HubPages
import HubService
import HubStore
import Journal
import JournalFixtures
import Phrases
import Protocol
import Reports
import TestTraits
import Testing

/// What people do on the hub's pages.
@Suite(.ownThread) struct ActTests {
  /// The month before that of a day of the hub's clock.
  private func past(_ site: Site) -> ReportPeriod {
    ReportPeriod(.month, holding: ReportPeriod(.month, holding: PageTime.day(site.hub.clock.now)).from.later(days: -1))
  }

  /// A unit's lead signs the last month.
  private func sign(_ site: Site, _ unit: String) async throws {
    site.hub.clock.advance(by: 1)
    let head = PeriodHead(
      ChainHead(
        chain: ChainID(device: DeviceID(rawValue: String(repeating: "a", count: 32)), incarnation: 1), size: 1,
        hash: .zero))
    let step = PeriodStep(
      unit: unit, period: past(site), act: .sign, voice: .unit, sessions: 4, heads: [head], time: site.hub.clock.now)
    #expect(try await site.hub.hub.take(step, by: "lead") == nil)
  }

  private func act(
    _ browser: inout Browser, _ site: Site, _ unit: String, _ act: String, _ reason: String = "", token: String? = nil
  ) async -> HubAnswer {
    site.hub.clock.advance(by: 1)
    let known = Browser.token(await browser.get("/periods"))
    return await browser.post(
      "/periods", ["token": token ?? known, "unit": unit, "act": act, "reason": reason])
  }

  @Test func `the province receives, sends back, approves and locks, each with its own lock, and all is noted`()
    async throws
  {
    try await Site.with { site in
      try await site.fill()
      var browser = try await site.browser(of: "province")
      func text() async -> String { await browser.get("/periods").text }
      var page = await text()
      for words in ["<strong>2</strong> báo cáo phải có", "<strong>0</strong> báo cáo đã có", "nháp"] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("Ba Đình") && !page.contains("name=\"act\""))
      let early = await act(&browser, site, "29242", "receive")
      #expect(early.status == 409 && early.text.contains(Phrase.sentence(PeriodLock.notSent).vi))
      try await sign(site, "29242")
      page = await text()
      #expect(page.contains("<strong>1</strong> báo cáo đã có") && page.contains("đã gửi"))
      #expect(await act(&browser, site, "29242", "receive", token: "x").status == 403)
      #expect(await act(&browser, site, "29242", "receive").status == 303)
      let mute = await act(&browser, site, "29242", "send-back")
      #expect(mute.status == 409 && mute.text.contains(Phrase.sentence(PeriodLock.needsReason).vi))
      #expect(await act(&browser, site, "29242", "send-back", "thiếu <bàn> 2").status == 303)
      page = await text()
      #expect(page.contains("cần sửa") && page.contains("thiếu &lt;bàn&gt; 2"))
      try await sign(site, "29242")
      for step in ["receive", "approve", "lock"] { #expect(await act(&browser, site, "29242", step).status == 303) }
      let locked = await act(&browser, site, "29242", "approve")
      #expect(locked.status == 409 && locked.text.contains(Phrase.sentence(PeriodLock.isLocked).vi))
      #expect(await act(&browser, site, "29242", "reopen", "sai dịch vụ").status == 303)
      // Neither another province's units, nor acts of the unit.
      #expect(await act(&browser, site, "00004", "receive").status == 403)
      #expect(await act(&browser, site, "29242", "sign").status == 409)
      #expect(await act(&browser, site, "29242", "explode").status == 400)
      let noted = try site.accounts.events(limit: 99).filter { $0.kind == .periodStep }
      #expect(noted.count == 6 && noted.allSatisfy { $0.who == "province" && $0.subject.hasPrefix("29242 ") })
      let steps = try await site.hub.store.periodSteps(of: "29242", days: nil, limit: 99)
      #expect(steps.count == 8 && PeriodStep.state(of: steps.map(\.step)) == .needsCorrection)
    }
  }

  @Test func `a lead sees the own unit's steps, and acts for nobody`() async throws {
    try await Site.with { site in
      try await site.fill()
      try await sign(site, "29242")
      try await sign(site, "29245")
      var browser = try await site.browser(of: "lead")
      let page = await browser.get("/periods").text
      #expect(page.contains("<strong>1</strong> báo cáo phải có") && page.contains("Các bước của kỳ"))
      #expect(!page.contains("Long Đức"))
      #expect(await act(&browser, site, "29242", "receive").status == 403)
      var admin = try await site.browser(of: "admin")
      #expect(await admin.get("/periods").status == 403)
    }
  }

  @Test func `what comes after a period was signed is a supplement for its unit, and nobody else is told of it`()
    async throws
  {
    try await Site.with { site in
      var desk = try TestDevice(seed: 1)
      try await site.hub.enrol(desk, unit: "29242")
      let month = past(site)
      func write(_ count: Int) throws {
        for _ in 0..<count {
          desk.bodies.now.wallMilliseconds = Int64(month.from.daysSince1970 + 3) * 86_400_000
          var facts = desk.bodies.session()
          (facts.unit, facts.outcome) = ("29242", .completed)
          try desk.write(.session(facts))
        }
      }
      try write(12)
      _ = try await site.hub.push(desk, try desk.batch())
      let head = ChainHead(chain: ChainID(device: desk.id, incarnation: 1), size: 12, hash: desk.head)
      let step = PeriodStep(
        unit: "29242", period: month, act: .sign, voice: .unit, sessions: 12, heads: [PeriodHead(head)], time: 1)
      #expect(try await site.hub.hub.take(step, by: "lead") == nil)
      let query = "?period=month&on=\(month.from.iso)"
      func pages(_ name: String) async throws -> [String] {
        var browser = try await site.browser(of: name)
        var texts: [String] = []
        for path in ["/periods", "/report", "/report/report.json", "/report/report.csv"] {
          texts.append(await browser.get(path + query).text)
        }
        return texts
      }
      let before = try await pages("lead")
      #expect(before[0].contains(Phrase.noSupplement.vi) && before[1].contains(Phrase.noSupplement.vi))
      try write(2)
      try desk.write(.amendment(of: desk.entry(5), Amendment(outcome: .declined), by: nil, at: desk.bodies.now))
      _ = try await site.hub.push(desk, try desk.batch(after: 12))
      // Behind the readers' back figures are counted anew; who asks once more has them.
      site.hub.clock.advance(by: 901_000)
      let after = try await pages("lead")
      let words = Phrase.supplement(late: 2, corrected: 1).vi
      #expect(after[0].contains(words) && after[1].contains(words))
      #expect(after[1].contains("id=\"supplement-title\""), "where the link leads")
      let json = try JSONSerialization.jsonObject(with: Data(after[2].utf8)) as? [String: Any]
      #expect(json?["sessions"] as? Int == 14 && json?["supplement"] != nil)
      #expect(after[3].contains("supplement"))
      for name in ["whole", "province"] {
        for text in try await pages(name) { #expect(!text.contains(Phrase.supplementSection.vi), "\(name)") }
      }
      // Opened again, the period has no supplement any more.
      let reopen = PeriodStep(unit: "29242", period: month, act: .reopen, voice: .unit, reason: "sót", time: 2)
      #expect(try await site.hub.hub.take(reopen, by: "lead") == nil)
      #expect(try await !pages("lead")[1].contains(words))
    }
  }

  @Test func `a lead marks an entry of the own unit, its desk hears of it, and nobody else marks`() async throws {
    try await Site.with { site in
      try await site.fill(sessions: 5)
      let (desk, foreign) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      var browser = try await site.browser(of: "lead")
      let page = await browser.get("/entries")
      #expect(page.text.contains("Lượt mới nhất của đơn vị"))
      #expect(page.text.contains("\(desk.id.rawValue).1.3") && !page.text.contains(foreign.id.rawValue))
      func mark(_ browser: inout Browser, _ place: String, _ note: String) async -> Int {
        let token = Browser.token(await browser.get("/entries"))
        return await browser.post("/entries", ["token": token, "entry": place, "note": note]).status
      }
      #expect(await mark(&browser, "\(desk.id.rawValue).1.3", "kết quả <chưa> đúng") == 303)
      let news = try await site.hub.news(desk)
      #expect(news.marks.map(\.note) == ["kết quả <chưa> đúng"] && news.marks.first?.after == 5)
      #expect(await browser.get("/entries").text.contains("kết quả &lt;chưa&gt; đúng"))
      for place in ["\(foreign.id.rawValue).1.1", "x.1.1", "\(desk.id.rawValue)", ""] {
        #expect(await mark(&browser, place, "x") == 403, "\(place)")
      }
      for (place, note) in [("1.9", "x"), ("2.1", "x"), ("1.0", "x"), ("1.1", ""), ("1.1", "gọi 0912 345 678")] {
        #expect(await mark(&browser, "\(desk.id.rawValue).\(place)", note) == 400, "\(place) \(note)")
      }
      for name in ["province", "admin"] {
        var other = try await site.browser(of: name)
        #expect(await mark(&other, "\(desk.id.rawValue).1.3", "x") == 403, "\(name)")
        #expect(await !other.get("/entries").text.contains("Lượt mới nhất"))
      }
      #expect(try site.accounts.events(limit: 99).count { $0.kind == .entryMarked } == 1)
    }
  }
}
