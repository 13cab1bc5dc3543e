import HTTPTypes
package import HubService
package import HubSite
package import Hummingbird
import Journal
package import Logging
import NIOCore
import Protocol

/// What the server knows of a request beside itself.
package struct HubRequestContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The other end's address, without its port; empty where there is none.
  package let address: String

  package init(source: Source) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// The router: gives each request to the rules, within bounds, and counts and logs it.
package struct HubResponder: HTTPResponder {
  package typealias Context = HubRequestContext

  let hub: Hub
  let site: HubSite?
  let metrics: ServerMetrics
  let settings: ServerSettings
  let log: Logger
  private let budget: BodyBudget

  /// The longest path with its query, in bytes.
  private static let longestPath = 1_000

  /// The headers that mean something to the rules.
  private static let known: [HTTPField.Name] = [.authorization, .tiepsucNonce, .prefer]

  package init(hub: Hub, site: HubSite? = nil, metrics: ServerMetrics, settings: ServerSettings, log: Logger) {
    self.hub = hub
    self.site = site
    self.metrics = metrics
    self.settings = settings
    self.log = log
    budget = BodyBudget(most: settings.mostBodyBytes)
  }

  package func respond(to request: Request, context: HubRequestContext) async throws -> Response {
    let began = ContinuousClock.now
    let path = request.head.path ?? ""
    let bare = path.prefix { $0 != "?" }
    let (word, answer, bytesIn, isOpen) = await answer(request, path: path, bare: bare, context)
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    metrics.answered(word, answer.status, seconds: seconds, bytesIn: bytesIn, bytesOut: answer.body.count)
    note(request, word, answer, seconds, bytesIn)
    var response = Answers.response(answer)
    if !isOpen { response.headers[.connection] = "close" }
    // An answer to HEAD has the head only: a body would be read as the next answer.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(
    _ request: Request, path: String, bare: Substring, _ context: HubRequestContext
  ) async -> (word: String, answer: HubAnswer, bytesIn: Int, isOpen: Bool) {
    if let (word, answer) = await plain(request, bare) {
      return (word, answer, 0, request.headers[.contentLength] ?? "0" == "0")
    }
    if let site, HubSite.takes(bare) { return await page(site, request, path, bare, context) }
    let route = HubRoute(path: bare)
    let word = route?.rawValue ?? "none"
    var asked = HubRequest(.get, path.utf8.count <= Self.longestPath ? path : "/", headers: headers(of: request))
    guard let method = HubRequest.Method(rawValue: request.method.rawValue), let route, method == route.method else {
      let outcome = await BodyReading.read(request, limit: 0, patience: patience, budget: budget)
      var answer = hub.refuse(asked, Refusal(route == nil ? .notFound : .wrongMethod))
      if let route { answer.headers[.allow] = route.method.rawValue }
      return (word, answer, 0, isAtEnd(outcome))
    }
    asked.method = method
    guard path.utf8.count <= Self.longestPath else {
      let outcome = await BodyReading.read(request, limit: 0, patience: patience, budget: budget)
      return (word, hub.refuse(asked, Refusal(.tooLarge)), 0, isAtEnd(outcome))
    }
    let outcome = await BodyReading.read(request, limit: route.bodyBytes, patience: patience, budget: budget)
    switch outcome {
    case .refused(let kind, let isRead):
      let seconds = kind == .tooMany ? 1 : nil
      return (word, hub.refuse(asked, Refusal(kind, retryAfterSeconds: seconds)), 0, isRead)
    case .body(let bytes):
      defer { budget.giveBack(bytes.count) }
      asked.body = bytes
      return (word, await hub.answer(asked, from: address(of: request, context)), bytes.count, true)
    }
  }

  /// The headers that mean something to pages and feeds.
  private static let knownToPages: [HTTPField.Name] = [.cookie, .authorization, .ifNoneMatch, .accept]

  /// What people and their programs ask.
  private func page(
    _ site: HubSite, _ request: Request, _ path: String, _ bare: Substring, _ context: HubRequestContext
  ) async -> (word: String, answer: HubAnswer, bytesIn: Int, isOpen: Bool) {
    let word = HubSite.word(bare)
    let method = request.method == .head ? .get : HubRequest.Method(rawValue: request.method.rawValue)
    let isPost = method == .post
    let outcome = await BodyReading.read(
      request, limit: isPost ? HubSite.formBytes : 0, patience: patience, budget: budget)
    guard let method, path.utf8.count <= Self.longestPath else {
      if case .body(let bytes) = outcome { budget.giveBack(bytes.count) }
      return (word, Hub.unsigned(Refusal(method == nil ? .wrongMethod : .tooLarge)), 0, isAtEnd(outcome))
    }
    switch outcome {
    case .refused(let kind, let isRead): return (word, Hub.unsigned(Refusal(kind)), 0, isRead)
    case .body(let bytes):
      defer { budget.giveBack(bytes.count) }
      let headers = Self.knownToPages.reduce(into: HTTPFields()) { $0[$1] = request.headers[$1] }
      let asked = HubRequest(method, path, headers: headers, body: bytes)
      return (word, await site.answer(asked, from: address(of: request, context)), bytes.count, true)
    }
  }

  private func isAtEnd(_ outcome: BodyReading.Outcome) -> Bool {
    if case .refused(_, let isRead) = outcome { isRead } else { true }
  }

  private var patience: Duration { .seconds(settings.patienceSeconds) }

  /// What is asked by machines that watch over the hub, not by desks.
  private func plain(_ request: Request, _ path: Substring) async -> (String, HubAnswer)? {
    let routes = [Route.health: "health", Route.ready: "ready", Route.metrics: "metrics"]
    guard let word = routes[String(path)] else { return nil }
    guard request.method == .get else {
      var answer = Hub.unsigned(Refusal(.wrongMethod))
      answer.headers[.allow] = "GET"
      return (word, answer)
    }
    switch word {
    case "health": return (word, Self.text("ok\n"))
    case "ready":
      do {
        try await hub.checkReady()
        return (word, Self.text("ready\n"))
      } catch {
        metrics.storeFailed()
        log.error("store failed", metadata: ["fault": "\(error)"])
        return (word, Hub.unsigned(Refusal(.unavailable, retryAfterSeconds: 5)))
      }
    default:
      let text = metrics.text(
        hub.metrics.counts, await metrics.counts(hub.store), waiting: hub.waitingPushes)
      return (word, Self.text(text, type: "text/plain; version=0.0.4; charset=utf-8"))
    }
  }

  private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> HubAnswer {
    HubAnswer(status: 200, headers: [.contentType: type, .cacheControl: "no-store"], body: Array(text.utf8))
  }

  private func headers(of request: Request) -> HTTPFields {
    Self.known.reduce(into: HTTPFields()) { headers, name in headers[name] = request.headers[name] }
  }

  private func address(of request: Request, _ context: HubRequestContext) -> String {
    guard settings.isBehindProxy, let name = HTTPField.Name("x-forwarded-for"),
      let last = request.headers[name]?.split(separator: ",").last
    else { return context.address }
    return String(last.drop { $0 == " " }.prefix(64))
  }

  /// One line a request, of which none tells more of a device than the first digits of its name.
  private func note(
    _ request: Request, _ word: String, _ answer: HubAnswer, _ seconds: Double, _ bytesIn: Int
  ) {
    var facts: Logger.Metadata = [
      "route": "\(word)", "status": .stringConvertible(answer.status),
      "ms": .stringConvertible(Int((seconds * 1000).rounded())), "in": .stringConvertible(bytesIn),
      "out": .stringConvertible(answer.body.count),
    ]
    if answer.status >= 400, let refusal = Refusal(bytes: answer.body)?.kind {
      facts["refusal"] = "\(refusal.rawValue)"
    }
    if let header = request.headers[.authorization], let signature = RequestSignature(header: header) {
      facts["device"] = "\(signature.device.rawValue.prefix(8))"
    }
    // What watches asks every few seconds: that is no news.
    let isWatch = ["health", "ready", "metrics"].contains(word) && answer.status < 400
    log.log(level: isWatch ? .debug : .info, "request", metadata: facts)
  }
}
