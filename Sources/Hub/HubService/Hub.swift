import Bytes
public import HubStore
import Journal
public import Protocol

/// Why a hub cannot begin.
public enum HubStartFault: Error, Hashable, Sendable {
  /// The database belongs to a hub with another key.
  case otherHub(HubID)
  case store(StoreFault)
  /// A file of the data folder cannot be read or written.
  case file(String)
}

/// The rules of the hub: who may ask what, and what is answered. It knows requests and answers, but no network.
///
/// Every answer is signed, refusals too. Many tasks may ask at once.
public final class Hub: Sendable {
  /// Its name and which life of its data this is.
  public let life: HubLife
  /// Counts of what happened since it began.
  public let figures: HubFigures
  /// Where everything is kept.
  public let store: any HubStore
  let key: HubKey
  let settings: HubSettings
  let clock: @Sendable () -> Int64
  let erasing: Erasing
  let predecessors = Predecessors()
  let pushes = Gate(slots: 16)
  let unpacked = Unpacked()
  let packShelf: PackShelf?
  /// Nil for a hub without a data folder.
  let figureKeeper: FigureKeeper?
  let deviceRate: TokenBuckets
  let addressRate: TokenBuckets
  let failureRate: TokenBuckets
  let codeRate: TokenBuckets
  let allCodesRate: TokenBuckets

  /// Begins: a fresh store gets this hub's name; orders of erasure that the store lacks are applied again, so that none is
  /// forgotten after a restore.
  ///
  /// `clock` gives milliseconds since 1970.
  public static func open(
    store: any HubStore, key: HubKey, settings: HubSettings = HubSettings(), clock: @escaping @Sendable () -> Int64
  ) async throws(HubStartFault) -> Hub {
    do {
      var life = try await store.life()
      if life == nil {
        try await store.begin(HubLife(hub: key.id, incarnation: 1))
        // Another process may have begun in the same moment: what the store says counts.
        life = try await store.life()
      }
      guard let life else { throw HubStartFault.store(.damaged("no life")) }
      guard life.hub == key.id else { throw HubStartFault.otherHub(life.hub) }
      let log = settings.folder.map { ErasureLog(path: $0 + "/erasures.log") }
      let erasing = Erasing(store: store, log: log)
      let (applied, damaged) = try await erasing.applyAgain()
      if damaged > 0 { settings.report(.fileFailed("erasures.log: \(damaged) damaged lines")) }
      if applied > 0 { settings.report(.erasuresApplied(applied)) }
      return Hub(store: store, key: key, life: life, settings: settings, erasing: erasing, clock: clock)
    } catch let fault as HubStartFault {
      throw fault
    } catch let fault as StoreFault {
      throw .store(fault)
    } catch {
      throw .file("\(error)")
    }
  }

  private init(
    store: any HubStore, key: HubKey, life: HubLife, settings: HubSettings, erasing: Erasing,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.store = store
    self.key = key
    self.life = life
    self.settings = settings
    self.erasing = erasing
    self.clock = clock
    figures = HubFigures()
    packShelf = settings.folder.map { PackShelf(folder: $0 + "/packs") }
    figureKeeper = settings.folder.map { FigureKeeper(store: store, life: life, folder: $0, clock: clock) }
    deviceRate = TokenBuckets(settings.rates.device)
    addressRate = TokenBuckets(settings.rates.address)
    failureRate = TokenBuckets(settings.rates.failures)
    codeRate = TokenBuckets(settings.rates.codes)
    allCodesRate = TokenBuckets(settings.rates.allCodes)
  }

  /// Answers when the store does; else throws.
  public func checkReady() async throws(StoreFault) { try await store.ping() }

  /// Answers a request. `address` is whose it is on the network, for the limits on requests that nobody signed.
  ///
  /// When it returns, what the answer acknowledges is durable.
  public func answer(_ request: HubRequest, from address: String = "") async -> HubAnswer {
    let asked = Asked(request, address: address)
    do {
      return signed(try await answer(asked), to: asked)
    } catch {
      return signed(answer(to: error), to: asked)
    }
  }

  /// How many pushes wait for their predecessor.
  public var waitingPushes: Int { predecessors.waiting }

  /// Lets nobody wait any more, because the hub is about to stop: who waits is answered at once.
  public func stopWaiting() { predecessors.stop() }

  /// The signed answer for a request that was not even read whole: too large, too slow, too many connections.
  public func refuse(_ request: HubRequest, _ refusal: Refusal) -> HubAnswer {
    signed(Self.unsigned(refusal), to: Asked(request, address: ""))
  }

  private func answer(_ asked: Asked) async throws -> HubAnswer {
    guard let route = asked.route else { throw Refusal(.notFound) }
    guard asked.request.method == route.method else { throw Refusal(.wrongMethod) }
    guard asked.request.body.count <= route.bodyBytes else { throw Refusal(.tooLarge) }
    switch route {
    case .hub:
      try admitUnsigned(asked)
      return try facts()
    case .enrol:
      try admitUnsigned(asked)
      return try await enrol(asked)
    case .push: return try await push(asked)
    case .pull: return try await pull(asked, try await authenticate(asked))
    case .erasures: return try await erase(asked, try await authenticate(asked))
    case .contacts: return try await contacts(asked, try await authenticate(asked))
    case .desks: return try await desks(try await authenticate(asked))
    case .figures: return try await figures(asked, try await authenticate(asked))
    case .packs(let hash): return try await pack(hash, asked, try await authenticate(asked))
    }
  }

  private func answer(to error: any Error) -> HubAnswer {
    switch error {
    case let refusal as Refusal: return Self.unsigned(refusal)
    case StoreFault.tooLong: return Self.unsigned(Refusal(.tooLarge))
    case let fault as StoreFault: settings.report(.storeFailed("\(fault)"))
    default: settings.report(.fileFailed("\(error)"))
    }
    return Self.unsigned(Refusal(.unavailable, retryAfterSeconds: 5))
  }

  /// A refusal as an answer that nobody signed.
  public static func unsigned(_ refusal: Refusal) -> HubAnswer {
    var headers = ["content-type": "application/problem+json"]
    if let seconds = refusal.retryAfterSeconds { headers["retry-after"] = "\(seconds)" }
    if refusal.kind == .unknownDevice || refusal.kind == .badSignature {
      headers["www-authenticate"] = RequestSignature.scheme
    }
    do {
      return HubAnswer(status: refusal.status, headers: headers, body: try refusal.bytes)
    } catch {
      return HubAnswer(status: refusal.status, headers: headers)
    }
  }

  static func json(_ bytes: [UInt8], status: Int = 200) -> HubAnswer {
    HubAnswer(status: status, headers: ["content-type": "application/json"], body: bytes)
  }

  private func signed(_ answer: HubAnswer, to asked: Asked) -> HubAnswer {
    var answer = answer
    do {
      let signature = try AnswerSignature.sign(answer, nonce: asked.nonce, time: clock(), key: key)
      answer.headers[AnswerSignature.name] = signature.header
      answer.headers["cache-control"] = "no-store"
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
        hub: key.id, hubKey: Hex.text(key.publicKey), incarnation: life.incarnation, time: clock()
      ).bytes)
  }

  private func admitUnsigned(_ asked: Asked) throws(Refusal) {
    if let seconds = addressRate.take(asked.address, now: clock()) {
      throw Refusal(.tooMany, retryAfterSeconds: seconds)
    }
  }
}
