import Bytes
import HTTPTypes
package import HubStore
import Journal
package import Phrases
package import Protocol

/// The rules of the hub: who may ask what, and what is answered. It knows requests and answers, but no network.
///
/// Every answer is signed, refusals too. Many tasks may ask at once.
package final class Hub: Sendable {
  /// Its name and which incarnation of its data this is.
  package let identity: HubIdentity
  /// Counts of what happened since it began.
  package let metrics: HubMetrics
  /// Where everything is kept.
  package let store: any HubStore
  let key: HubKey
  package let settings: HubSettings
  package let clock: @Sendable () -> Int64
  let erasing: Erasing
  let sequencer: PushSequencer
  /// Pushes that are at the store.
  let pushes: AsyncSemaphore
  let work: WorkQueue
  let unpacked = UnpackedBatches()
  package let packShelf: PackShelf?
  /// Nil for a hub without a data folder.
  let statistics: StatisticsUpdater?
  let deviceRate: TokenBuckets
  let addressRate: TokenBuckets
  let failureRate: TokenBuckets
  let codeRate: TokenBuckets
  let allCodesRate: TokenBuckets
  /// Bytes unpacked for a carrier, and bytes stored of a device.
  let workRate: TokenBuckets
  let storedRate: TokenBuckets

  /// Begins: a fresh store gets this hub's name; orders of erasure that the store lacks are applied again, so that none is
  /// forgotten after a restore.
  ///
  /// `clock` gives milliseconds since 1970.
  package static func open(
    store: any HubStore, key: HubKey, settings: HubSettings = HubSettings(), clock: @escaping @Sendable () -> Int64
  ) async throws(HubProblem) -> Hub {
    do {
      var identity = try await store.identity()
      if identity == nil {
        try await store.beginIncarnation(HubIdentity(hub: key.id, incarnation: 1))
        // Another process may have begun in the same moment: what the store says counts.
        identity = try await store.identity()
      }
      guard let identity else { throw HubProblem.databaseDamaged("no identity") }
      guard identity.hub == key.id else { throw HubProblem.otherHub(identity.hub.rawValue) }
      let log = settings.folder.map { ErasureLog(path: $0 + "/erasures.log") }
      let erasing = Erasing(store: store, log: log)
      let (applied, damaged) = try await erasing.applyAgain()
      if damaged > 0 { settings.report(.fileFailed("erasures.log: \(damaged) damaged lines")) }
      if applied > 0 { settings.report(.erasuresApplied(applied)) }
      return Hub(store: store, key: key, identity: identity, settings: settings, erasing: erasing, clock: clock)
    } catch let problem as HubProblem {
      throw problem
    } catch {
      throw HubProblem(any: error) ?? .file("\(error)")
    }
  }

  private init(
    store: any HubStore, key: HubKey, identity: HubIdentity, settings: HubSettings, erasing: Erasing,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.store = store
    self.key = key
    self.identity = identity
    self.settings = settings
    self.erasing = erasing
    self.clock = clock
    metrics = HubMetrics()
    sequencer = PushSequencer(mostOfDevice: settings.mostWaitingOfDevice)
    pushes = AsyncSemaphore(slots: 16, mostOfName: 4, mostWaiting: settings.mostWaitingOfDevice)
    work = WorkQueue(width: settings.workThreads, mostWaiting: settings.mostWaitingOfDevice)
    packShelf = settings.folder.map { PackShelf(folder: $0 + "/packs") }
    statistics = settings.folder.map {
      StatisticsUpdater(store: store, identity: identity, folder: $0, clock: clock)
    }
    deviceRate = TokenBuckets(settings.rates.device)
    addressRate = TokenBuckets(settings.rates.address)
    failureRate = TokenBuckets(settings.rates.failures)
    codeRate = TokenBuckets(settings.rates.codes)
    allCodesRate = TokenBuckets(settings.rates.allCodes)
    workRate = TokenBuckets(settings.rates.work)
    storedRate = TokenBuckets(settings.rates.stored)
  }

  /// Answers when the store does; else throws.
  package func checkReady() async throws(StoreFault) { try await store.ping() }

  /// Answers a request. `address` is whose it is on the network, for the limits on requests that nobody signed.
  ///
  /// When it returns, what the answer acknowledges is durable.
  package func answer(_ request: HubRequest, from address: String = "") async -> HubAnswer {
    let parsed = ParsedRequest(request, address: address)
    do {
      return signed(try await answer(parsed), to: parsed.question)
    } catch {
      return signed(answer(to: error), to: parsed.question)
    }
  }

  /// How many pushes wait for their predecessor.
  package var waitingPushes: Int { sequencer.waiting }

  /// Lets nobody wait any more, because the hub is about to stop: who waits is answered at once.
  package func stopWaiting() { sequencer.stop() }

  /// The signed answer for a request that was not even read whole: too large, too slow, too many connections.
  package func refuse(_ request: HubRequest, _ refusal: Refusal) -> HubAnswer {
    signed(Self.unsigned(refusal), to: ParsedRequest(request, address: "").question.unread)
  }

  private func answer(_ request: ParsedRequest) async throws -> HubAnswer {
    guard let route = request.route else { throw Refusal(.notFound) }
    guard request.raw.method == route.method else { throw Refusal(.wrongMethod) }
    guard request.raw.body.count <= route.bodyBytes else { throw Refusal(.tooLarge) }
    switch route {
    case .hub:
      try admitUnsigned(request)
      return try facts()
    case .enrol:
      try admitUnsigned(request)
      return try await enrol(request)
    case .push: return try await push(request)
    case .pull: return try await pull(request, try await authenticate(request))
    case .erasures: return try await erase(request, try await authenticate(request))
    case .contacts: return try await contacts(request, try await authenticate(request))
    case .desks: return try await desks(request, try await authenticate(request))
    case .names: return try await name(request, try await authenticate(request))
    case .acts: return try await act(request, try await authenticate(request))
    case .entries: return try await entries(request, try await authenticate(request))
    case .figures: return try await figures(request, try await authenticate(request))
    case .packs: return try await pack(request, try await authenticate(request))
    }
  }

  private func answer(to error: any Error) -> HubAnswer {
    switch error {
    case let refusal as Refusal: return Self.unsigned(refusal)
    case StoreFault.tooManyBranches: return Self.unsigned(Refusal(.forked))
    case StoreFault.tooLong, StoreFault.tooManyBytes: return Self.unsigned(Refusal(.tooLarge))
    case StoreFault.unstorable: return Self.unsigned(Refusal(.malformed, detail: "a batch that no chain can hold"))
    case let fault as StoreFault: settings.report(.storeFailed("\(fault)"))
    default: settings.report(.fileFailed("\(error)"))
    }
    return Self.unsigned(Refusal(.unavailable, retryAfterSeconds: 5))
  }

  /// A refusal as an answer that nobody signed.
  package static func unsigned(_ refusal: Refusal) -> HubAnswer {
    var headers: HTTPFields = [.contentType: "application/problem+json"]
    if let seconds = refusal.retryAfterSeconds { headers[.retryAfter] = "\(seconds)" }
    if refusal.kind == .unknownDevice || refusal.kind == .badSignature {
      headers[.wwwAuthenticate] = RequestSignature.scheme
    }
    do {
      return HubAnswer(status: refusal.status, headers: headers, body: try refusal.bytes)
    } catch {
      return HubAnswer(status: refusal.status, headers: headers)
    }
  }

  static func json(_ bytes: [UInt8], status: Int = 200) -> HubAnswer {
    HubAnswer(status: status, headers: [.contentType: "application/json"], body: bytes)
  }

  private func signed(_ answer: HubAnswer, to question: AnswerSignature.Question) -> HubAnswer {
    var answer = answer
    do {
      let signature = try AnswerSignature.sign(answer, to: question, time: clock(), key: key)
      answer.headers[.tiepsucAnswer] = signature.header
      answer.headers[.cacheControl] = "no-store"
      return answer
    } catch {
      // Without a signature nobody believes it, which is what an unsigned answer deserves.
      settings.report(.fileFailed("signing: \(error)"))
      return HubAnswer(status: 503)
    }
  }

  private func facts() throws -> HubAnswer {
    Self.json(
      try HubFacts(
        hub: key.id, hubKey: Hex.text(key.publicKey), incarnation: identity.incarnation, time: clock()
      ).bytes)
  }

  private func admitUnsigned(_ request: ParsedRequest) throws(Refusal) {
    if let seconds = addressRate.spend(request.address, now: clock()) {
      throw Refusal(.tooMany, retryAfterSeconds: seconds)
    }
  }
}
