package import AccountStore
import Checklists
import Foundation
import HTTPTypes
import HubPages
package import HubService
import HubStore
import Journal
import Phrases
package import Protocol
import ReportFiles
import Reports
import SQLiteFiles
import Synchronization

/// What the hub answers to people and their programs, beside what it answers to desks: pages, files, feeds.
///
/// Nothing of it is signed like the answers to desks: who reads it knows the hub by its certificate.
package final class HubSite: Sendable {
  let hub: Hub
  let accounts: AccountStore
  let settings: SiteSettings
  let board: FigureBoard
  let folder: HubFolder
  private let signInRate: TokenBuckets
  private let visitRate: TokenBuckets
  private let readerRate: TokenBuckets
  /// Passwords are tried one at a time: each takes much memory and a tenth of a second.
  private let trying = WorkQueue(width: 1, mostWaiting: 4)
  private let register: Mutex<(units: UnitRegister, read: Int64)>

  /// - Parameter folder: The hub's data folder.
  package init(hub: Hub, accounts: AccountStore, folder: HubFolder, settings: SiteSettings = SiteSettings()) {
    self.hub = hub
    self.accounts = accounts
    self.settings = settings
    self.folder = folder
    board = FigureBoard(store: hub.store, folder: folder, patience: settings.patience, clock: hub.clock)
    signInRate = TokenBuckets(settings.signIns)
    visitRate = TokenBuckets(settings.visits)
    readerRate = TokenBuckets(settings.readers)
    register = Mutex((settings.units, .min))
  }

  /// The largest form, in bytes.
  package static let formBytes = 4_096

  /// After how long a reader is to ask again while figures are counted for the first time.
  private static let countingSeconds = 30

  /// Takes what came for the figures, each minute until it is cancelled, so that no page is the first to count it.
  package func keepFigures() async {
    while !Task.isCancelled {
      do { try await board.catchUp() } catch is CancellationError { break } catch {
        hub.settings.report(.storeFailed("figures: \(error)"))
      }
      do { try await Task.sleep(for: .seconds(60)) } catch { break }
    }
    await board.stop()
  }

  /// Whether a path without its query is answered here.
  package static func takes(_ path: Substring) -> Bool { PagePath(path) != nil || FeedPath(path) != nil }

  /// The word of a path in metrics and logs.
  package static func word(_ path: Substring) -> String {
    if FeedPath(path) != nil { return "feed" }
    return switch PagePath(path) {
    case .unit: "page-unit"
    case .download: "page-download"
    case .signIn: "page-sign-in"
    case .some: "page"
    case nil: "none"
    }
  }

  /// Answers a request; `address` is whose it is on the network.
  package func answer(_ request: HubRequest, from address: String) async -> HubAnswer {
    let bare = request.path.prefix { $0 != "?" }
    let query = Query(request.path.dropFirst(bare.utf8.count + 1))
    if let feed = FeedPath(bare) {
      do { return try await self.feed(feed, request, query, from: NetworkName.of(address)) } catch let refusal
        as Refusal
      {
        return Self.refused(refusal)
      } catch SiteFault.counting {
        return Self.refused(Refusal(.unavailable, retryAfterSeconds: Self.countingSeconds))
      } catch {
        hub.settings.report(.storeFailed("feeds: \(error)"))
        return Self.refused(Refusal(.unavailable, retryAfterSeconds: 5))
      }
    }
    guard let page = PagePath(bare) else { return Self.plain(404, "") }
    if page == .style { return Self.fixed(PageStyle.text, "text/css; charset=utf-8", request) }
    if page == .icon { return Self.fixed(PageStyle.icon, "image/svg+xml", request) }
    var visitor = visitor(request, query)
    do {
      var answer = try await self.answer(request, page, query, &visitor, NetworkName.of(address))
      for cookie in visitor.cookies { answer.headers.append(HTTPField(name: .setCookie, value: cookie)) }
      return answer
    } catch SiteFault.counting(let taken, let all) {
      var answer = failure(
        503, Phrase.pagesCounting, Phrase.pagesCountingWords(taken, of: all), visitor)
      answer.headers[.retryAfter] = "\(Self.countingSeconds)"
      return answer
    } catch {
      hub.settings.report(.storeFailed("pages: \(error)"))
      return failure(503, Phrase.pagesAway, Phrase.pagesAwayWords, visitor)
    }
  }

  private func answer(
    _ request: HubRequest, _ page: PagePath, _ query: Query, _ visitor: inout Visitor, _ address: String
  ) async throws -> HubAnswer {
    let now = hub.clock()
    if page == .signIn { return try await signIn(request, query, &visitor, address, now) }
    guard let person = visitor.person, let secret = visitor.session else {
      if let seconds = visitRate.spend(address, now: now) { return tooMany(seconds, visitor) }
      return Self.redirect("/sign-in" + (page == .today ? "" : "?next=\(Query.encoded(request.path))"))
    }
    if let seconds = readerRate.spend(person.name, now: now) { return tooMany(seconds, visitor) }
    if page == .signOut { return try signOut(request, secret, person, &visitor, now) }
    guard request.method == .get || page.takesForms else {
      return failure(405, Phrase.noSuchPage, Phrase.noSuchPageWords, visitor)
    }
    if page == .today, !page.allows(person.role) { return Self.redirect(PagePath.home(of: person.role).path) }
    guard page.allows(person.role), isOwn(page, query, person) else {
      try accounts.note(.refused, who: person.name, subject: String(request.path.prefix(200)), at: now)
      return failure(403, Phrase.notYours, Phrase.notYoursWords, visitor)
    }
    if request.method == .post { return try await act(page, request, query, secret, person, visitor, now) }
    if case .download(let format) = page {
      try accounts.note(.downloaded, who: person.name, subject: String(request.path.prefix(200)), at: now)
      return try await download(format, PageQuestion(query, today: PageTime.day(now)), person, visitor.language)
    }
    let body = try await content(page, query, person, visitor.reader, now)
    return Self.html(
      200, PageFrame.page(page, title: title(page), query: Self.kept(query), visitor.reader, body))
  }

  /// What of a query the same page in the other language needs.
  private static func kept(_ query: Query) -> String {
    ["period", "on", "before"].compactMap { name in query[name].map { "\(name)=\(Query.encoded($0))" } }
      .joined(separator: "&")
  }

  private func title(_ page: PagePath) -> LocalText {
    guard case .unit(let code) = page else { return page.title }
    let name = unitName(code)
    return LocalText("\(name) (\(code))", "\(name) (\(code))")
  }

  // MARK: Who asks

  /// Who asks, as their browser says.
  struct Visitor {
    var language: Language
    /// Nil where nobody is signed in.
    var person: Person?
    var session: Secret?
    /// Of who is signed in, or of the browser.
    var formToken: String
    var scopeName: String
    /// To be set with the answer.
    var cookies: [String] = []

    var reader: PageReader {
      PageReader(language: language, person: person, scopeName: scopeName, formToken: formToken)
    }
  }

  private func visitor(_ request: HubRequest, _ query: Query) -> Visitor {
    let header = request.headers[.cookie]
    var cookies: [String] = []
    var language = Language(rawValue: PageCookie.language.value(in: header) ?? "") ?? .vietnamese
    if let asked = query["lang"].flatMap(Language.init(rawValue:)) {
      language = asked
      cookies.append(PageCookie.language.header(asked.rawValue, ageSeconds: 31_536_000))
    }
    var visitor = Visitor(language: language, formToken: "", scopeName: "", cookies: cookies)
    guard let secret = PageCookie.session.value(in: header).flatMap({ Secret($0) }) else { return visitor }
    do {
      guard let (session, person) = try accounts.session(secret.hash) else { return visitor }
      let now = hub.clock()
      guard now &- session.began < settings.longestMilliseconds, now &- session.seen < settings.idleMilliseconds else {
        try accounts.end(secret.hash)
        return visitor
      }
      if now &- session.seen > 60_000 { try accounts.touch(secret.hash, at: now) }
      visitor.person = person
      visitor.session = secret
      visitor.formToken = secret.formToken
      visitor.scopeName = scopeName(person.scope)
    } catch {
      hub.settings.report(.storeFailed("accounts: \(error)"))
    }
    return visitor
  }

  private func scopeName(_ scope: UnitScope) -> String {
    switch scope {
    case .commune(let code): unitName(code)
    case .province(let code): units.provinceName(code) ?? code
    case .hub: ""
    }
  }

  // MARK: Signing in and out

  private func signIn(
    _ request: HubRequest, _ query: Query, _ visitor: inout Visitor, _ address: String, _ now: Int64
  ) async throws -> HubAnswer {
    if let seconds = visitRate.spend(address, now: now) { return tooMany(seconds, visitor) }
    let known = PageCookie.visit.value(in: request.headers[.cookie]).flatMap { Secret($0) }
    var generator = SystemRandomNumberGenerator()
    let visit = known ?? Secret(using: &generator)
    if known == nil { visitor.cookies.append(PageCookie.visit.header(visit.text)) }
    visitor.formToken = visit.formToken
    visitor.person = nil
    guard request.method == .post else {
      return Self.html(200, SignInPage.page(visitor.reader, next: Self.next(query["next"])))
    }
    let form = Query(form: request.body)
    let next = Self.next(form["next"])
    func again(_ status: Int, _ complaint: LocalText) -> HubAnswer {
      Self.html(
        status, SignInPage.page(visitor.reader, next: next, name: form["name"] ?? "", complaint: complaint))
    }
    guard known != nil, visit.holds(formToken: form["token"]) else { return again(403, Phrase.formIsOld) }
    // By place, never by name: nobody can be locked out by somebody else's tries.
    if let seconds = signInRate.spend(address, now: now) { return again(429, Phrase.signInTooMany(seconds: seconds)) }
    guard let person = try await admitted(form, address, now) else {
      try accounts.note(.signInFailed, who: Self.shown(form["name"]), subject: address, at: now)
      return again(401, Phrase.signInFailed)
    }
    let secret = Secret(using: &generator)
    try accounts.begin(
      PageSession(hash: secret.hash, person: person.name, began: now, seen: now),
      dropBegan: now - settings.longestMilliseconds, dropSeen: now - settings.idleMilliseconds)
    try accounts.note(.signedIn, who: person.name, subject: address, at: now)
    visitor.cookies.append(PageCookie.session.header(secret.text))
    visitor.cookies.append(PageCookie.visit.header("", ageSeconds: 0))
    return Self.redirect(next)
  }

  /// Who signs in; nil where name, password or code is wrong.
  private func admitted(_ form: Query, _ address: String, _ now: Int64) async throws -> Person? {
    let person = try form["name"].flatMap { Person.isName($0) ? try accounts.person($0) : nil }
    let kept = person.flatMap { StoredPassword(text: $0.password) } ?? .ofNobody
    let typed = form["password"] ?? ""
    let holds: Bool
    do {
      holds = try await trying.run(for: address) { try kept.holds(for: typed) }
    } catch is Refusal {
      return nil
    }
    guard holds, let person, person.disabled == nil else { return nil }
    guard person.role.needsCode || person.codeSecret != nil else { return person }
    guard let secret = person.codeSecret, let step = OneTimeCode.step(of: form["code"] ?? "", secret, at: now),
      try accounts.takeCode(step: step, of: person.name)
    else { return nil }
    return person
  }

  /// Where to go after signing in: a page of ours.
  private static func next(_ text: String?) -> String {
    guard let text, text.utf8.count <= 200, PagePath(text.prefix { $0 != "?" }) != nil else { return "/" }
    let isPlain = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") }
    return isPlain ? text : "/"
  }

  /// A name that was typed, where it can be one: somebody may have typed their password there.
  private static func shown(_ name: String?) -> String { name.flatMap { Person.isName($0) ? $0 : nil } ?? "?" }

  private func signOut(
    _ request: HubRequest, _ secret: Secret, _ person: Person, _ visitor: inout Visitor, _ now: Int64
  ) throws -> HubAnswer {
    guard request.method == .post, secret.holds(formToken: Query(form: request.body)["token"]) else {
      return failure(403, Phrase.signOut, Phrase.formIsOld, visitor)
    }
    try accounts.end(secret.hash)
    try accounts.note(.signedOut, who: person.name, subject: "", at: now)
    visitor.cookies.append(PageCookie.session.header("", ageSeconds: 0))
    return Self.redirect("/sign-in")
  }

  /// Seconds to wait; nil where one may ask.
  func takeVisit(_ address: String, _ now: Int64) -> Int? { visitRate.spend(address, now: now) }
  func takeReader(_ name: String, _ now: Int64) -> Int? { readerRate.spend(name, now: now) }

  // MARK: Units

  /// The units over time: as they were imported, read again within a minute, else as they ship.
  var units: UnitRegister {
    let now = hub.clock()
    return register.withLock { held in
      guard held.read == .min || now &- held.read >= 60_000 else { return held.units }
      do {
        held = (try UnitRegisterFile(path: folder.units).read() ?? settings.units, now)
      } catch {
        held.read = now
        hub.settings.report(.fileFailed("units: \(error)"))
      }
      return held.units
    }
  }

  func unitName(_ code: String) -> String { units[code]?.name ?? code }

  /// Whether a unit is somebody's own, or below theirs.
  func covers(_ scope: UnitScope, _ unit: String) -> Bool {
    switch scope {
    case .hub: true
    case .province(let province): units.province(of: unit) == province
    case .commune(let own): unit == own || units.current(unit, on: PageTime.day(hub.clock()).iso) == own
    }
  }

  private func isOwn(_ page: PagePath, _ query: Query, _ person: Person) -> Bool {
    if case .unit(let code) = page { return covers(person.scope, code) }
    return query["unit"].map { covers(person.scope, $0) } ?? true
  }

  // MARK: Answers

  static func html(_ status: Int, _ text: String) -> HubAnswer {
    HubAnswer(
      status: status, headers: headers([.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]),
      body: Array(text.utf8))
  }

  func failure(_ status: Int, _ title: LocalText, _ words: LocalText, _ visitor: Visitor) -> HubAnswer {
    let reader = visitor.reader
    return Self.html(
      status, PageFrame.page(nil, title: title, reader, "<p>\(words[reader.language])</p>\n"))
  }

  private func tooMany(_ seconds: Int, _ visitor: Visitor) -> HubAnswer {
    var answer = failure(429, Phrase.signInPage, Phrase.signInTooMany(seconds: seconds), visitor)
    answer.headers[.retryAfter] = "\(seconds)"
    return answer
  }

  static func redirect(_ path: String) -> HubAnswer {
    HubAnswer(status: 303, headers: headers([.location: path, .cacheControl: "no-store"]))
  }

  private static func plain(_ status: Int, _ text: String) -> HubAnswer {
    HubAnswer(status: status, headers: headers([.contentType: "text/plain; charset=utf-8"]), body: Array(text.utf8))
  }

  /// What is the same for everybody, and is kept by browsers.
  private static func fixed(_ text: String, _ type: String, _ request: HubRequest) -> HubAnswer {
    let tag = "\"\(Secret.tag(of: text))\""
    var fields = headers([.contentType: type, .cacheControl: "max-age=3600"])
    fields[.eTag] = tag
    if request.headers[.ifNoneMatch] == tag { return HubAnswer(status: 304, headers: fields) }
    return HubAnswer(status: 200, headers: fields, body: Array(text.utf8))
  }

  /// Nothing from elsewhere, no script, no frame around it; what is on a page goes nowhere.
  static func headers(_ own: HTTPFields) -> HTTPFields {
    var fields = own
    fields[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    fields[.xContentTypeOptions] = "nosniff"
    fields[.strictTransportSecurity] = "max-age=31536000"
    for (name, value) in [
      ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"), ("cross-origin-opener-policy", "same-origin"),
      ("cross-origin-resource-policy", "same-origin"),
      ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }
}
