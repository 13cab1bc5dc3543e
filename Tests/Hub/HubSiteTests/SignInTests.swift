import AccountStore
import HTTPTypes
import HubFixtures
import HubPages
import HubService
import HubSite
import Protocol
import TestTraits
import Testing

@Suite(.ownThread) struct SignInTests {
  @Test func `a lead signs in, reads and signs out`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      let asked = await browser.get("/units")
      #expect(asked.headers[.location] == "/sign-in?next=%2Funits")
      let answer = try await browser.signIn("lead", next: "/units")
      #expect(answer.status == 303 && answer.headers[.location] == "/units")
      let page = await browser.get("/units")
      #expect(page.status == 200)
      #expect(await browser.post("/sign-out", ["token": Browser.token(page)]).status == 303)
      #expect(browser.cookies["__Host-session"] == nil)
      #expect(await browser.get("/units").status == 303)
      let events = try site.accounts.events(limit: 9)
      #expect(events.map(\.kind) == [.signedOut, .signedIn])
    }
  }

  @Test func `a session that was ended is worth nothing to who copied it`() async throws {
    try await Site.with { site in
      var browser = try await site.browser(of: "lead")
      var thief = browser
      let page = await browser.get("/")
      _ = await browser.post("/sign-out", ["token": Browser.token(page)])
      #expect(await thief.get("/").status == 303)
    }
  }

  @Test(arguments: ["province", "admin"]) func `a password alone does not let in who needs a code`(name: String)
    async throws
  {
    try await Site.with { site async throws in
      var browser = site.browser()
      let step = OneTimeCode.step(at: site.hub.clock.now)
      let code = OneTimeCode.code(Site.codeSecret, step: step)
      #expect(try await browser.signIn(name).status == 401)
      #expect(try await browser.signIn(name, code: "000000").status == 401)
      #expect(try await browser.signIn(name, password: "wrong", code: code).status == 401)
      #expect(try await browser.signIn(name, code: code).status == 303)
      // The same code once more.
      #expect(try await browser.signIn(name, code: code).status == 401)
    }
  }

  @Test func `a wrong name, a wrong password and somebody shut out are told the same`() async throws {
    try await Site.with { site in
      _ = try site.accounts.disable("other", at: 1)
      var texts: Set<String> = []
      for (name, password) in [
        ("nobody", Site.password), ("nobody", ""), ("lead", "wrong"), ("lead", ""), ("other", Site.password),
        ("<b>", "x"),
      ] {
        var browser = site.browser()
        let answer = try await browser.signIn(name, password: password)
        #expect(answer.status == 401)
        #expect(browser.cookies["__Host-session"] == nil)
        let token = Browser.token(answer)
        texts.insert(
          answer.text.replacing(token, with: "").replacing("value=\"\(name)\"", with: "").replacing(
            "value=\"&lt;b&gt;\"", with: ""))
      }
      #expect(texts.count == 1)
    }
  }

  @Test func `who guesses locks nobody out but their own place`() async throws {
    try await Site.with(settings: .forTests { $0.signIns = .init(burst: 3, perSecond: 0.001) }) { site in
      var guesser = site.browser("198.51.100.1")
      for _ in 0..<3 { #expect(try await guesser.signIn("lead", password: "guess").status == 401) }
      let answer = try await guesser.signIn("lead")
      #expect(answer.status == 429)
      // From another place the name still works, at once.
      var owner = site.browser("203.0.113.9")
      #expect(try await owner.signIn("lead").status == 303)
    }
  }

  @Test func `all addresses of one IPv6 household are one place`() async throws {
    try await Site.with(settings: .forTests { $0.signIns = .init(burst: 3, perSecond: 0.001) }) { site async throws in
      for host in 1...3 {
        var browser = site.browser("2001:db8:1:2::\(host)")
        #expect(try await browser.signIn("lead", password: "guess").status == 401)
      }
      var browser = site.browser("2001:db8:1:2:ffff:1:2:3")
      #expect(try await browser.signIn("lead").status == 429)
      var neighbour = site.browser("2001:db8:1:3::1")
      #expect(try await neighbour.signIn("lead").status == 303)
    }
  }

  @Test func `a form that another site sent changes nothing`() async throws {
    try await Site.with { site in
      var victim = site.browser()
      // Without a page of ours before, with another browser's token, with none.
      var attacker = site.browser("198.51.100.1")
      let stolen = Browser.token(await attacker.get("/sign-in"))
      #expect(
        await victim.post("/sign-in", ["name": "lead", "password": Site.password, "token": stolen]).status == 403)
      _ = await victim.get("/sign-in")
      for token in [stolen, ""] {
        #expect(
          await victim.post("/sign-in", ["name": "lead", "password": Site.password, "token": token]).status == 403)
      }
      var browser = try await site.browser(of: "lead")
      #expect(await browser.post("/sign-out", ["token": stolen]).status == 403)
      #expect(await browser.get("/sign-out").status == 403)
      #expect(await browser.get("/").status == 200)
    }
  }

  @Test func `a session ends an hour after it was used last, and after twelve in any case`() async throws {
    try await Site.with { site in
      var browser = try await site.browser(of: "lead")
      for _ in 0..<14 {
        site.hub.clock.advance(by: 50 * 60_000)
        #expect(await browser.get("/packs").status == 200)
      }
      site.hub.clock.advance(by: 50 * 60_000)
      #expect(await browser.get("/packs").status == 303)
      browser = try await site.browser(of: "lead")
      site.hub.clock.advance(by: 61 * 60_000)
      #expect(await browser.get("/packs").status == 303)
    }
  }

  @Test(arguments: [
    "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/nowhere", "javascript:alert(1)", "",
  ])
  func `nobody is sent elsewhere after signing in`(next: String) async throws {
    try await Site.with { site async throws in
      var browser = site.browser()
      #expect(try await browser.signIn("lead", next: next).headers[.location] == "/")
    }
  }

  @Test func `a new secret is given at each sign-in`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      browser.cookies["__Host-session"] = String(repeating: "0", count: 64)
      _ = try await browser.signIn("lead")
      let first = browser.cookies["__Host-session"]
      _ = try await browser.signIn("lead")
      #expect(first != browser.cookies["__Host-session"])
      #expect(first != String(repeating: "0", count: 64))
    }
  }

  @Test func `who asks too much is told to wait`() async throws {
    try await Site.with(settings: .forTests { $0.readers = .init(burst: 5, perSecond: 0.001) }) { site in
      var browser = try await site.browser(of: "lead")
      for _ in 0..<5 { #expect(await browser.get("/packs").status == 200) }
      let answer = await browser.get("/packs")
      #expect(answer.status == 429)
      #expect(answer.headers[.retryAfter] != nil)
    }
  }

  @Test func `every answer forbids scripts, frames and what comes from elsewhere`() async throws {
    try await Site.with { site in
      var browser = site.browser()
      var answers = [await browser.get("/"), await browser.get("/sign-in"), await browser.get("/style.css")]
      browser = try await site.browser(of: "whole")
      for page in PagePath.all where page.allows(.province) { answers.append(await browser.get(page.path)) }
      for answer in answers {
        let policy = answer.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'self'"))
        #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(
          !answer.text.contains("<script") && !answer.text.contains(" style=") && !answer.text.contains(" onclick"))
      }
    }
  }
}
