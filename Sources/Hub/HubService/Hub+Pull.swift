import HubStore
import Journal
import Protocol

extension Hub {
  /// What the hub has to say to a device; 204 where the requester has it already.
  func pull(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    let after = try request.number("after")
    var device = requester.device
    if let wanted = request.value("device"), wanted != device.id.rawValue[...] {
      device = try await carried(DeviceID(rawValue: String(wanted)), by: requester)
    }
    var news = try await news(for: device, after: after)
    news.tag = String(EntryHash(of: try news.bytes).hex.prefix(32))
    if request.value("tag") == news.tag[...] { return HubAnswer(status: 204) }
    news.time = clock()
    return Self.json(try Envelope(try news.bytes, .news, key: key).bytes)
  }

  /// The news without their time and tag: the same as long as nothing changed.
  private func news(for device: EnrolledDevice, after: Int) async throws -> News {
    let chains = try await store.chains(of: device.id)
    var receipts: [String] = []
    for chain in chains { receipts.append(try await receipt(of: chain)) }
    let leads = try await leadDevices(of: device.unit)
    return News(
      hub: key.id, hubIncarnation: identity.incarnation, device: device.id, unit: device.unit, role: device.role,
      time: 0,
      after: after, receipts: receipts,
      quarantined: try await store.quarantined(of: device.id, limit: Limits.newsQuarantined),
      erasures: try await store.erasures(for: device.unit, after: after, limit: Limits.newsErasures).map(\.order),
      notes: try await store.notes(for: device.unit), roster: try await store.roster(of: device.unit),
      leads: Self.keys(of: leads), leadDevices: leads.prefix(Limits.newsItems).map(\.id),
      marks: try await store.words(of: device.id), standings: try await store.words(of: device.id),
      petitions: try await store.words(of: device.id),
      packs: try packShelf?.offers() ?? [], isForked: chains.contains { $0.branch > 0 },
      isRevoked: device.revoked != nil)
  }

  /// The receipt of a branch as it is now; a kept one that says less, or is of an earlier incarnation of the hub, is replaced.
  private func receipt(of chain: ChainState) async throws -> String {
    if let line = chain.receipt, let kept = Receipt(line: line), kept.hubIncarnation == identity.incarnation,
      kept.size == chain.size, kept.head == chain.head
    {
      return line
    }
    let receipt = try Receipt(
      hubIncarnation: identity.incarnation, device: chain.device, incarnation: chain.incarnation, size: chain.size,
      head: chain.head, time: clock(), key: key)
    try await store.saveReceipt(receipt)
    return receipt.line
  }

  /// Contacts that desks sealed to the asking lead.
  func contacts(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    try requireLead(requester)
    guard let sealingKey = requester.device.sealingKey else { throw Refusal(.wrongRole) }
    let lead = LeadKeyID(publicKey: sealingKey)
    let boxes = try await store.attachments(
      to: lead, after: Int64(try request.number("after")), limit: Limits.contactsPage)
    return Self.json(
      try ContactBoxes(
        boxes: boxes.map { ContactBox(entry: $0.entry, lead: lead, box: Base64.text($0.box)) },
        next: boxes.count == Limits.contactsPage ? boxes.last?.number : nil
      ).bytes)
  }
}
