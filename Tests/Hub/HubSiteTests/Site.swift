import AccountStore
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

/// A hub of a test with its pages, and people who may see them.
struct Site: Sendable {
  let hub: InProcessHub
  let site: HubSite
  let accounts: AccountStore
  static let password = "abcde-abcde-abcde-abcde"
  static let stored: String = {
    var generator = SystemRandomNumberGenerator()
    do { return try StoredPassword(password, using: &generator).text } catch { return "" }
  }()
  static let codeSecret: [UInt8] = Array("12345678901234567890".utf8)

  /// Runs a test on one, with three units in two provinces, and somebody of each role.
  static func with(
    _ kind: StoreKind = .sqlite, settings: SiteSettings = .forTests(), _ test: (Site) async throws -> Void
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      var settings = settings
      settings.units = units()
      let folder = HubFolder(hub.folder)
      let accounts = try AccountStore.open(path: folder.accounts)
      let people = [
        Person(name: "lead", role: .lead, scope: .commune("29242"), password: stored, codeSecret: nil),
        Person(name: "other", role: .lead, scope: .commune("29245"), password: stored, codeSecret: nil),
        Person(name: "province", role: .province, scope: .province("84"), password: stored, codeSecret: codeSecret),
        Person(name: "whole", role: .province, scope: .hub, password: stored, codeSecret: codeSecret),
        Person(name: "admin", role: .administrator, scope: .hub, password: stored, codeSecret: codeSecret),
      ]
      for person in people { _ = try accounts.add(person) }
      let site = HubSite(hub: hub.hub, accounts: accounts, folder: folder, settings: settings)
      try await test(Site(hub: hub, site: site, accounts: accounts))
      try accounts.close()
    }
  }

  static func units() -> UnitRegister {
    var units = UnitRegister()
    _ = units.take(
      [
        .init(code: "29242", name: "Phường Hoà <Bình>", province: "84", provinceName: "Vĩnh Long"),
        .init(code: "29245", name: "Xã Long Đức", province: "84", provinceName: "Vĩnh Long"),
        .init(code: "00004", name: "Phường Ba Đình", province: "01", provinceName: "Hà Nội"),
      ], from: "2025-07-01", merges: [:])
    return units
  }

  /// Desks of some units that sent sessions.
  func fill(_ units: [String] = ["29242", "29245", "00004"], sessions: Int = 40) async throws {
    for (place, unit) in units.enumerated() {
      var desk = try TestDevice(seed: UInt64(place + 1))
      try await hub.enrol(desk, unit: unit)
      desk.bodies.now = Moment(
        wallMilliseconds: hub.clock.now - 2 * 86_400_000, offsetMinutes: 420, boot: "test", monotonicMilliseconds: 0)
      for _ in 0..<sessions {
        var facts = desk.bodies.session()
        facts.unit = unit
        try desk.write(.session(facts))
      }
      _ = try await hub.push(desk, try desk.batch())
    }
  }

  func browser(_ address: String = "203.0.113.7") -> Browser { Browser(site: site, address: address) }

  /// A browser in which somebody is signed in.
  func browser(of name: String, _ address: String = "203.0.113.7") async throws -> Browser {
    var browser = browser(address)
    // A code is taken once.
    hub.clock.advance(by: 30_000)
    _ = try await browser.signIn(
      name, code: OneTimeCode.code(Self.codeSecret, step: OneTimeCode.step(at: hub.clock.now)))
    return browser
  }
}

/// A browser, as far as cookies and forms go.
struct Browser {
  let site: HubSite
  let address: String
  var cookies: [String: String] = [:]

  init(site: HubSite, address: String) {
    self.site = site
    self.address = address
  }

  mutating func get(_ path: String, _ headers: HTTPFields = [:]) async -> HubAnswer {
    await ask(HubRequest(.get, path, headers: headers))
  }

  mutating func post(_ path: String, _ form: [String: String]) async -> HubAnswer {
    let body = form.map { "\(Query.encoded($0.key))=\(Query.encoded($0.value))" }.joined(separator: "&")
    return await ask(HubRequest(.post, path, body: Array(body.utf8)))
  }

  private mutating func ask(_ request: HubRequest) async -> HubAnswer {
    var request = request
    if !cookies.isEmpty {
      request.headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    }
    let answer = await site.answer(request, from: address)
    for header in answer.headers[values: .setCookie] {
      let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      cookies[pair[0]] = header.contains("Max-Age=0") ? nil : pair.count > 1 ? pair[1] : ""
    }
    return answer
  }

  /// The token of the form on a page.
  static func token(_ answer: HubAnswer) -> String {
    let text = String(decoding: answer.body, as: UTF8.self)
    guard let start = text.range(of: "name=\"token\" value=\"") else { return "" }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  mutating func signIn(
    _ name: String, password: String = Site.password, code: String = "", next: String = "/"
  ) async throws -> HubAnswer {
    let token = Self.token(await get("/sign-in"))
    return await post(
      "/sign-in", ["name": name, "password": password, "code": code, "token": token, "next": next])
  }
}

extension HubAnswer {
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension SiteSettings {
  /// With limits that no test meets unless it means to.
  static func forTests(_ change: (inout SiteSettings) -> Void = { _ in }) -> SiteSettings {
    var settings = SiteSettings(
      signIns: .init(burst: 1_000, perSecond: 1), visits: .init(burst: 100_000, perSecond: 1),
      readers: .init(burst: 100_000, perSecond: 1), patience: .seconds(600))
    change(&settings)
    return settings
  }
}
