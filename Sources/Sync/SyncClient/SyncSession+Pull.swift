import Bytes
import HTTPTypes
import Journal
import JournalStore
import Protocol
import SyncStore

extension SyncSession {
  /// How often a request is asked again whose answer did not come.
  private static let mostTries = 4

  /// Asks for something that may be asked again at no cost.
  func fetch(
    _ path: String, _ client: HubClient, as key: DeviceKey, within bounds: AnswerBounds = .usual
  ) async throws -> HubAnswer {
    var tries = 1
    while true {
      try goOn()
      do {
        switch try await client.ask(.get, path, as: key, within: bounds) {
        case .fine(let answer): return answer
        case .refusal(let refusal): throw SyncFault(refusal, subject: client.subject)
        }
      } catch let fault as SyncFault {
        guard fault.isPassing, tries < Self.mostTries else { throw fault }
        await environment.pause(.milliseconds(100 << tries))
        tries += 1
      }
    }
  }

  /// How long one kind of things may be fetched in one exchange, whatever the hub does: the next exchange goes on where this
  /// one stopped.
  private static let mostMilliseconds: Int64 = 600_000

  /// Whether what began then, by the machine's own time, has had its time.
  func isOverdue(since began: Int64) -> Bool {
    environment.now().monotonicMilliseconds &- began >= Self.mostMilliseconds
  }

  /// Fetches what the hub has to say to this desk, and to those that it carries for.
  func fetchAll(_ client: HubClient) async throws {
    say(.fetching, next: .applying)
    guard let enrolment = try store.enrolment(), let key = journal.signingKey(of: enrolment.device) else {
      throw SyncFault(.notEnrolled)
    }
    do {
      try await fetchNews(of: enrolment.device, key, client)
    } catch let fault as SyncFault where fault.failure == .revoked {
      if var enrolment = try store.enrolment() {
        emit(.revoked)
        enrolment.isRevoked = true
        try store.update(enrolment)
      }
      throw fault
    }
    try await postErasures(key, client)
    try await fetchPacks(key, client)
    try await fetchFigures(key, client)
    // Before what is carried back: it says so at once.
    try await postActs(key, client)
    try await fetchCarried(enrolment, key, client)
    try await postNames(key, client)
    try await fetchUnit(enrolment, key, client)
    say(.applying, next: nil)
    try applyOrders()
  }

  private func fetchNews(of device: DeviceID, _ key: DeviceKey, _ client: HubClient) async throws {
    let after = try store.lastOrder()
    let answer = try await fetch(try newsPath(of: device, after: after), client, as: key)
    guard answer.status != 204 else { return }
    guard let news = Self.news(answer.body, hubKey: client.hubKey), news.device == device, news.after == after,
      news.hub == client.hub, let known = try store.enrolment(), news.hubIncarnation >= known.hubIncarnation
    else { throw SyncFault(.answerMismatch, subject: client.subject) }
    try apply(news, hubKey: client.hubKey)
    // More orders than one answer holds: the next one has another tag.
    let isAll = news.erasures.count < Limits.newsErasures
    try store.saveTag(isAll ? news.soundTag : nil, of: device)
    if !isAll { tally.needsRound = true }
  }

  /// What is asked for the news of a device; they are not sent again where they still have the tag of the last ones.
  func newsPath(of device: DeviceID, after: Int) throws -> String {
    let tag = try store.tag(of: device).map { "&tag=\($0)" } ?? ""
    return "\(Route.pull)?device=\(device.rawValue)&after=\(after)\(tag)"
  }

  /// News that the pinned hub signed, of bounded lists; else nil.
  static func news(_ bytes: [UInt8], hubKey: [UInt8]) -> News? {
    Envelope(bytes: bytes, limit: Limits.newsBytes)?.payload(.news, signedBy: hubKey)
      .flatMap { News(bytes: $0, limit: Limits.newsBytes) }.flatMap { $0.isBounded ? $0 : nil }
  }

  /// Takes news for an identity of this laptop, that the pinned hub signed. What of it does not fit is not used.
  func apply(_ news: News, hubKey: [UInt8]) throws {
    guard var enrolment = try store.enrolment() else { throw SyncFault(.notEnrolled) }
    try applyReceipts(news, hubKey)
    let isPresent = news.device == enrolment.device
    enrolment.hubIncarnation = max(enrolment.hubIncarnation, news.hubIncarnation)
    enrolment.newsTime = max(enrolment.newsTime, news.time)
    if isPresent {
      if news.isRevoked, !enrolment.isRevoked { emit(.revoked) }
      (enrolment.unit, enrolment.role, enrolment.isRevoked) = (news.unit, news.role, news.isRevoked)
    }
    try store.update(enrolment)
    let chains = try journal.incarnations().filter { $0.device == news.device }
    let known = news.quarantined.filter { item in
      chains.contains { $0.incarnation == item.incarnation && item.sequence > 0 && item.sequence <= $0.size }
    }
    // What the hub can read by now is not apart any more.
    let new = try store.replaceQuarantined(known, of: news.device)
    if new > 0 { emit(.quarantined, count: new) }
    if news.isForked { try forked(news.device) }
    guard isPresent else { return }
    // News that somebody carries may have been asked for behind orders that never came here: those would be passed over
    // for ever. They come with the next ones.
    if news.after <= (try store.lastOrder()) {
      let orders = news.erasures.filter { $0.number > news.after && EntryHash(hex: $0.receipt) != nil }
      _ = try store.saveOrders(orders)
    }
    if try store.saveLeads(news.leads) > 0 { emit(.leadKeyChanged, count: try store.leadKeysToConfirm().count) }
    try store.saveNotes(news.notes, roster: news.roster, leadDevices: news.leadDevices)
    try store.take(news.marks.filter { $0.device == news.device })
    try store.take(news.standings.filter { $0.device == news.device })
    try store.take(news.petitions.filter { $0.device == news.device })
    try store.saveOffers(news.packs.filter(\.isSound))
  }

  /// Takes the receipts of news: those of another branch than this laptop's own are none of its business.
  private func applyReceipts(_ news: News, _ hubKey: [UInt8]) throws {
    var foreign = 0
    let receipts = news.receipts.compactMap { line in
      let receipt = Receipt(line: line)
      if receipt?.isSigned(by: hubKey) != true || receipt?.device != news.device { foreign += 1 }
      return receipt
    }
    for chain in try journal.incarnations() where chain.device == news.device {
      let own = receipts.filter { $0.incarnation == chain.incarnation }
      var best: (size: Int, receipt: Receipt)?
      var others = 0
      for receipt in own {
        switch try verify(receipt, of: chain, hubKey: hubKey) {
        case .covers(let size): if size >= best?.size ?? 0 { best = (size, receipt) }
        case .beyond where !news.isForked: try restored(chain, receipt)
        case .beyond, .otherEntries: others += 1
        case .foreign, .unknowable: break
        }
      }
      if others > 0, !news.isForked { foreign += others }
      let isStale = try store.coverage(of: chain.id).map {
        $0.receipt.hubIncarnation < news.hubIncarnation
      }
      if isStale == true, own.count == (best == nil ? 0 : own.count) { try lower(chain, to: best?.size ?? 0) }
      if let best { try applyReceipt(best.receipt, covering: best.size) }
    }
    if foreign > 0 { emit(.notVerified, count: foreign) }
  }

  /// Orders an erasure at the hub, then fetches news, so that the order comes back to this desk as to all others.
  func erase(_ code: ReceiptCode) async throws {
    say(.connecting, next: .sending)
    let (client, enrolment) = try client()
    guard let key = journal.signingKey(of: enrolment.device) else { throw SyncFault(.notEnrolled) }
    say(.sending, next: .fetching)
    // Whoever kept the entry needs not tell the code to anybody.
    let request = try journal.receiptHash(of: code).map(ErasureRequest.init(receipt:)) ?? ErasureRequest(code: code)
    if let refusal = try await order(request, key, client) {
      throw SyncFault(refusal, subject: client.subject)
    }
    try await fetchAll(client)
    try keepClock(of: client)
  }

  /// Tells a restored hub of erasures that it may have forgotten.
  private func postErasures(_ key: DeviceKey, _ client: HubClient) async throws {
    let began = environment.now().monotonicMilliseconds
    for receipt in try store.erasuresToPost() {
      try goOn()
      guard !isOverdue(since: began) else { return }
      guard let hash = EntryHash(hex: receipt) else { continue }
      if let refusal = try await order(ErasureRequest(receipt: hash), key, client), refusal.kind != .wrongRole,
        refusal.kind != .wrongUnit
      {
        throw SyncFault(refusal, subject: client.subject)
      }
      try store.markPosted(receipt)
    }
  }

  /// Orders an erasure. It is ordered when this returns nil: the hub named the order, or those for every desk that the
  /// code may come from.
  private func order(
    _ request: ErasureRequest, _ key: DeviceKey, _ client: HubClient
  ) async throws -> Refusal? {
    let reply = try await client.ask(
      .post, Route.erasures, headers: [.contentType: "application/json"],
      body: try request.bytes, as: key)
    switch reply {
    case .refusal(let refusal): return refusal
    case .fine(let answer):
      guard let said = ErasureAnswer(bytes: answer.body), !said.orders.isEmpty,
        said.orders.allSatisfy({ $0.number > 0 && EntryHash(hex: $0.receipt) != nil }),
        request.receipt.map({ said.orders.map(\.receipt) == [$0] }) ?? true
      else {
        throw SyncFault(.answerMismatch, subject: client.subject)
      }
      return nil
    }
  }

  /// Carries out erasure orders, changes of the log and leads' steps on petitions where the desk is closed; else they wait
  /// for it.
  func applyOrders() throws {
    let orders = try store.waitingOrders()
    let devices = try journal.devices()
    guard try !orders.isEmpty || store.logOrder() != nil || !store.waitingSteps(of: devices).isEmpty else { return }
    let store = store
    let now = environment.now()
    let carried = try withJournal { journal in
      try store.carryOutOrders(
        in: journal, current: try journal.heads().last?.chain, devices: devices, at: now, row: journal.row(of:))
    }
    if let carried {
      // An erasure is an entry, which is to be sent, and so is a step.
      if carried.written > 0 { tally.needsRound = true }
    } else if !orders.isEmpty {
      emit(.erasures, count: orders.count)
    }
  }
}

extension News {
  /// Its tag, where it has the form of one: it stands in a path.
  var soundTag: String? { tag.utf8.count == 32 && Hex.bytes(tag) != nil ? tag : nil }
}

extension PackOffer {
  /// Whether it is named as packs are, and not larger than one may be.
  var isSound: Bool {
    let isNamed =
      (1...80).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy { unit in
        (0x30...0x39).contains(unit) || (0x41...0x5a).contains(unit) || (0x61...0x7a).contains(unit) || unit == 0x2e
          || unit == 0x2d
      }
    return isNamed && EntryHash(hex: hash) != nil && (0...Self.largest).contains(size)
  }

  /// Bytes of the largest pack that is fetched.
  static var largest: Int { 64 << 20 }
}
