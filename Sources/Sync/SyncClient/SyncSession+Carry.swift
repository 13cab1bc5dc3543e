import HTTPTypes
import Journal
import JournalStore
import Protocol
import SyncStore

extension SyncSession {
  /// Brings what a lead's laptop carries for other desks: requests to enrol first, then batches, each desk for itself.
  func bringCarried(_ client: HubClient) async throws {
    guard let enrolment = try store.enrolment(), enrolment.role == .lead,
      let key = journal.signingKey(of: enrolment.device)
    else { return }
    for request in try store.carriedRequests() {
      try goOn()
      try await bring(request: request.bytes, of: request.device, client)
    }
    var place: (device: String, incarnation: Int, base: Int, id: Int64)?
    // Once the hub refuses a desk's chain, what builds on it waits.
    var refused: Set<ChainID> = []
    while let batch = try store.carriedBatches(after: place, limit: 1).first {
      try goOn()
      place = (batch.chain.device.rawValue, batch.chain.incarnation, batch.base, batch.id)
      guard !refused.contains(batch.chain) else { continue }
      if let fault = try await bring(batch, key, client) {
        refused.insert(batch.chain)
        try store.noteFailure(fault.refusal ?? fault.failure.rawValue, of: batch.chain.device)
        tally.partial =
          tally.partial ?? SyncFault(fault.failure, refusal: fault.refusal, subject: batch.chain.device.rawValue)
      } else {
        try store.noteFailure(nil, of: batch.chain.device)
      }
    }
  }

  private func bring(request: [UInt8], of device: DeviceID, _ client: HubClient) async throws {
    guard let key = try store.enrolment().flatMap({ journal.signingKey(of: $0.device) }) else { return }
    let reply = try await client.ask(
      .post, Route.enrol, headers: [.contentType: "application/json"], body: request, as: key)
    tally.bytes += request.count
    switch reply {
    case .fine(let answer):
      guard
        let payload = Envelope(bytes: answer.body, limit: Limits.messageBytes)?
          .payload(.enrolAnswer, signedBy: client.hubKey),
        let said = EnrolAnswer(bytes: payload), said.device == device
      else { throw SyncFault(.answerMismatch, subject: client.subject) }
      try store.carry(answer: answer.body, .enrolAnswer, to: device, time: said.time)
      try store.dropRequest(request)
    case .refusal(let refusal):
      let fault = SyncFault(refusal, subject: device.rawValue)
      try store.noteFailure(refusal.word, of: device)
      // A device that was shut out had been let in: its request is an old one.
      if refusal.kind != .revoked { tally.partial = tally.partial ?? fault }
      // A code that is used or too old will never be right again.
      if let kind = refusal.kind, [.badCode, .malformed, .badSignature, .revoked].contains(kind) {
        try store.dropRequest(request)
      }
    }
  }

  /// Brings one batch of another desk. Returns why the hub did not take it; it is kept then.
  private func bring(
    _ batch: CarriedBatch, _ key: DeviceKey, _ client: HubClient
  ) async throws -> SyncFault? {
    let reply = try await client.ask(
      .post, Route.push, headers: [.contentType: "application/octet-stream"], body: batch.bytes, as: key)
    tally.bytes += batch.bytes.count
    switch reply {
    case .refusal(let refusal):
      let fault = SyncFault(refusal, subject: client.subject)
      if fault.failure == .revoked { throw fault }
      return fault
    case .fine(let answer):
      let lies = SyncFault(.answerMismatch, subject: client.subject)
      guard let said = PushAnswer(bytes: answer.body, limit: Limits.newsBytes),
        let receipt = Receipt(line: said.receipt), receipt.isSigned(by: client.hubKey),
        receipt.chain == batch.chain, receipt.size >= batch.size,
        try receipt.size > batch.size || receipt.head == Self.head(of: batch)
      else { throw lies }
      tally.entries += try store.saveReceipt(receipt, covering: receipt.size)
      try notice(hubIncarnation: receipt.hubIncarnation)
      _ = try store.saveQuarantined(
        said.quarantined.filter { $0.incarnation == batch.chain.incarnation }, of: batch.chain.device)
      if said.isForked { try forked(batch.chain.device) }
      try store.dropBatch(batch.id)
      progress(subject: batch.chain.device.rawValue)
      return nil
    }
  }

  private static func head(of batch: CarriedBatch) throws -> EntryHash {
    do { return try SealedBatch(bytes: batch.bytes).open().end.hash } catch { throw SyncFault(.journal) }
  }

  /// Fetches news for the desks that this lead carries for.
  func fetchCarried(_ enrolment: Enrolment, _ key: DeviceKey, _ client: HubClient) async throws {
    guard enrolment.role == .lead else { return }
    let began = environment.now().monotonicMilliseconds
    for device in try store.carriedDevices() where device != enrolment.device {
      try goOn()
      guard !isOverdue(since: began) else { return }
      do {
        // A desk that is never online has had none of its unit's orders: all of them go along.
        let answer = try await fetch(try newsPath(of: device, after: 0), client, as: key)
        guard answer.status != 204 else { continue }
        guard let news = Self.news(answer.body, hubKey: client.hubKey), news.device == device else {
          throw SyncFault(.answerMismatch, subject: client.subject)
        }
        try carry(news, answer.body, client.hubKey)
        try store.saveTag(news.soundTag, of: device)
      } catch let fault as SyncFault where fault.isOfAuthority && fault.failure != .revoked {
        // A desk that has not enrolled yet, or belongs to another unit: the others go on.
        try store.noteFailure(fault.refusal, of: device)
      }
    }
  }

  /// Keeps another desk's news to take back, and what it says of that desk for the lead's eyes.
  private func carry(_ news: News, _ bytes: [UInt8], _ hubKey: [UInt8]) throws {
    for receipt in news.receipts.compactMap({ Receipt(line: $0) })
    where receipt.device == news.device && receipt.isSigned(by: hubKey) {
      try store.saveReceipt(receipt, covering: receipt.size)
    }
    _ = try store.saveQuarantined(news.quarantined, of: news.device)
    if news.isForked { try forked(news.device) }
    try store.carry(answer: bytes, .news, to: news.device, time: news.time)
  }
}
