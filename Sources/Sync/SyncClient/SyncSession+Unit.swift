import HTTPTypes
import Journal
import JournalStore
import Protocol
import SyncStore

/// What a lead's laptop knows of the unit's desks, and the copies that it holds of their journals.
extension SyncSession {
  /// Bytes over the line that the journals of a unit may take of one exchange: more than a unit writes in a year.
  private static let mostUnitBytes = 32 << 20

  /// Tells the hub the names that people gave: a desk its own, a lead those of the unit's desks.
  func postNames(_ key: DeviceKey, _ client: HubClient) async throws {
    for naming in try store.namings() {
      try goOn()
      let reply = try await client.ask(
        .post, Route.names, headers: [.contentType: "application/json"], body: try naming.bytes, as: key)
      switch reply {
      case .fine(let answer):
        guard DeskNaming(bytes: answer.body)?.device == naming.device else {
          throw SyncFault(.answerMismatch, subject: client.subject)
        }
      case .refusal(let refusal):
        // What the hub will never take is not asked again.
        guard let kind = refusal.kind, [.malformed, .wrongRole, .wrongUnit].contains(kind) else {
          throw SyncFault(refusal, subject: client.subject)
        }
      }
      try store.drop(naming)
    }
  }

  /// Fetches the list of the unit's desks, and what the hub holds of their journals that is not here yet.
  ///
  /// An exchange does not fail because something of another desk is not sound: it is left, and told.
  func fetchUnit(_ enrolment: Enrolment, _ key: DeviceKey, _ client: HubClient) async throws {
    guard enrolment.role == .lead else { return }
    let answer = try await fetch(Route.desks, client, as: key)
    guard let unit = UnitDesks(bytes: answer.body, limit: Limits.newsBytes), unit.isBounded else {
      throw SyncFault(.answerMismatch, subject: client.subject)
    }
    try store.save(unit)
    let told = Set(unit.desks.map(\.device))
    try store.take(unit.marks.filter { told.contains($0.device) })
    try store.take(unit.standings.filter { told.contains($0.device) })
    try store.take(unit.petitions.filter { told.contains($0.device) })
    try store.take(periods: unit.periods.filter { $0.unit == enrolment.unit })
    let copy = try JournalCopy.open(folder: folder)
    let (began, bytes) = (environment.now().monotonicMilliseconds, tally.bytes)
    do {
      // A hub may name desks that nobody has, with journals without end: the rest comes with the next exchange.
      for desk in unit.desks {
        try await fetch(desk, into: copy, enrolment, key, client) {
          !isOverdue(since: began) && tally.bytes - bytes < Self.mostUnitBytes
        }
      }
      _ = try copy.settle()
      try copy.close()
    } catch {
      // What is signed by now stays, whatever ended this.
      _ = try copy.settle()
      try copy.close()
      throw error
    }
  }

  private func fetch(
    _ desk: UnitDesk, into copy: JournalCopy, _ enrolment: Enrolment, _ key: DeviceKey, _ client: HubClient,
    while mayGoOn: () -> Bool
  ) async throws {
    guard mayGoOn() else { return }
    if desk.quarantined > 0, desk.device != enrolment.device { try await fetchApart(desk.device, key, client) }
    for chain in desk.chains where chain.branch == 0 {
      let id = ChainID(device: desk.device, incarnation: chain.incarnation)
      var reach = try copy.reach(of: id)
      while reach.size < chain.size, mayGoOn() {
        try goOn()
        let path =
          "\(Route.entries)?device=\(id.device.rawValue)&incarnation=\(id.incarnation)&after=\(reach.size)"
        let answer = try await fetch(path, client, as: key)
        tally.bytes += answer.body.count
        guard answer.status != 204, try take(answer.body, from: reach, into: copy) else { break }
        let next = try copy.reach(of: id)
        guard next.size > reach.size else { break }
        reach = next
        progress(subject: id.device.rawValue)
      }
    }
  }

  /// Takes one page; false where it is not sound, or does not build on what is here.
  private func take(_ bytes: [UInt8], from reach: ChainHead, into copy: JournalCopy) throws -> Bool {
    let page: ChainPage?
    do throws(BatchFault) { page = try ChainPage(bytes: bytes) } catch { page = nil }
    if let page {
      // Another branch of the chain came by stick: what the hub calls the first one does not follow it.
      guard page.batch.base == reach else { return false }
      if try copy.take(CopiedStretch(page.batch, signed: page.signed)) == .taken { return true }
    }
    emit(.notVerified, count: 1, subject: reach.chain.device.rawValue)
    return false
  }

  /// Which entries of a desk the hub keeps apart: they are held, but not counted here either.
  private func fetchApart(_ device: DeviceID, _ key: DeviceKey, _ client: HubClient) async throws {
    let answer = try await fetch("\(Route.pull)?device=\(device.rawValue)&after=0", client, as: key)
    guard let news = Self.news(answer.body, hubKey: client.hubKey), news.device == device else {
      throw SyncFault(.answerMismatch, subject: client.subject)
    }
    _ = try store.replaceQuarantined(news.quarantined, of: device)
  }

  /// Copies what sticks brought of the unit's desks, as far as it follows what is here; the hub brings the rest.
  func copy(_ batches: [SealedBatch], _ enrolment: Enrolment) throws {
    let known = try batches.filter {
      try store.isKnown($0.chain.device, of: enrolment.unit, hubKey: enrolment.hubKey)
    }
    guard !known.isEmpty else { return }
    let copy = try JournalCopy.open(folder: folder)
    do {
      for batch in known.sorted(by: { $0.base.size < $1.base.size }) {
        let reach = try copy.reach(of: batch.chain)
        guard batch.base.size <= reach.size, batch.size > reach.size else { continue }
        let (opened, hashes) = try batch.openHashed()
        guard let stretch = CopiedStretch(opened, hashes, behind: reach, signature: batch.headSignature) else {
          continue
        }
        guard try copy.take(stretch) == .taken else { throw SyncFault(.journal) }
      }
      _ = try copy.settle()
      try copy.close()
    } catch {
      try copy.close()
      throw error
    }
  }
}

extension CopiedStretch {
  /// A stretch with the head that its device signed.
  init(_ batch: Batch, signed: SignedHead) {
    self.init(
      publicKey: batch.publicKey, base: batch.base,
      items: batch.items.map { item in
        switch item {
        case .entry(let bytes): .entry(bytes)
        case .lost(let range): .lost(range)
        }
      }, signed: signed)
  }

  /// What of a batch comes behind a place of its chain; nil where the batch does not pass through that place.
  init?(_ batch: Batch, _ hashes: [EntryHash], behind reach: ChainHead, signature: [UInt8]) {
    let end = batch.end
    var (place, rest) = (batch.base, batch.items[...])
    for (item, hash) in zip(batch.items, hashes) where place.size < reach.size {
      place.size = if case .lost(let range) = item { range.last } else { place.size + 1 }
      place.hash = hash
      rest.removeFirst()
    }
    guard place == reach else { return nil }
    var tail = batch
    (tail.base, tail.items) = (reach, Array(rest))
    self.init(tail, signed: SignedHead(last: end.last, hash: end.hash, signature: signature))
  }
}
