import HTTPTypes
import HubStore
import Journal
import Protocol

/// What a lead asks about the desks of the unit.
extension Hub {
  /// Batches of one delivery come closer together, in milliseconds.
  private static let deliveryPause: Int64 = 600_000
  /// Batches that are looked at to tell the last deliveries of a desk.
  private static let mostBatches = 200
  /// Entries of one page.
  private static let pageEntries = 500

  /// The desks of a lead's unit.
  func desks(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    try requireLead(requester)
    var desks: [UnitDesk] = []
    for device in try await store.devices(of: requester.device.unit).prefix(Limits.unitDesks) {
      let chains = try await store.chains(of: device.id)
      let deliveries = try await store.deliveries(of: device.id, limit: Self.mostBatches)
      desks.append(
        UnitDesk(
          device: device.id, name: device.name, role: device.role, enrolled: device.enrolled,
          seen: max(device.seen, deliveries.first?.time ?? 0, device.enrolled), isRevoked: device.revoked != nil,
          skew: device.skew,
          chains: chains.map {
            UnitChain(
              incarnation: $0.incarnation, branch: $0.branch, size: $0.size, quarantined: $0.quarantined, lost: $0.lost)
          },
          exchanges: Self.exchanges(deliveries, of: device.id)))
    }
    let unit = requester.device.unit
    let steps = try await store.periodSteps(of: unit, days: nil, limit: PeriodStep.mostTold)
    let told = UnitDesks(
      time: clock(), desks: desks, marks: try await store.words(ofUnit: unit), periods: steps.map(\.step),
      standings: try await store.words(ofUnit: unit), petitions: try await store.words(ofUnit: unit))
    return Self.json(try told.bytes)
  }

  /// Deliveries, newest first, of batches that came close together from one carrier.
  private static func exchanges(_ batches: [HeldDelivery], of device: DeviceID) -> [DeskExchange] {
    var found: [DeskExchange] = []
    var last: HeldDelivery?
    for batch in batches {
      let isSame = last.map { $0.carrier == batch.carrier && $0.time - batch.time < deliveryPause } ?? false
      last = batch
      if isSame {
        // Lost stretches count, too: what is brought of several chains may be more than one chain holds.
        found[found.count - 1].entries = min(found[found.count - 1].entries + batch.entries, Limits.chainEntries)
      } else if found.count < UnitDesk.mostExchanges {
        found.append(
          DeskExchange(
            time: batch.time, entries: batch.entries, carrier: batch.carrier == device ? nil : batch.carrier))
      } else {
        break
      }
    }
    return found
  }

  /// Gives a desk a name: the desk itself, or a lead of its unit.
  func name(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard let naming = DeskNaming(bytes: request.raw.body), let name = DeskName.clean(naming.name) else {
      throw Refusal(.malformed)
    }
    if naming.device != requester.device.id { _ = try await carried(naming.device, by: requester) }
    guard try await store.name(name, of: naming.device) else { throw Refusal(.wrongUnit) }
    return Self.json(try DeskNaming(device: naming.device, name: name).bytes)
  }

  /// A stretch of a desk's chain, for a lead of its unit; 204 where there is no more. Where two laptops write under one
  /// name, the branch that came first is handed out.
  func entries(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    try requireLead(requester)
    guard let id = request.value("device") else { throw Refusal(.malformed) }
    let device = try await carried(DeviceID(rawValue: String(id)), by: requester)
    let (incarnation, after) = (try request.number("incarnation"), try request.number("after"))
    let chain = try await store.chains(of: device.id).first { $0.incarnation == incarnation && $0.branch == 0 }
    guard let chain, after < chain.size else { return HubAnswer(status: 204) }
    return HubAnswer(
      status: 200, headers: [.contentType: "application/octet-stream"],
      body: try await page(of: chain, device, after: after).bytes)
  }

  private func page(of chain: ChainState, _ device: EnrolledDevice, after: Int) async throws -> ChainPage {
    var most = Self.pageEntries
    let losses = try await store.losses(of: chain)
    guard let base = try await head(of: chain, at: after, losses) else {
      throw Refusal(.sizeMismatch, size: chain.size)
    }
    let signed = SignedHead(
      last: chain.id.entry(chain.size), hash: chain.head, signature: chain.headSignature)
    while true {
      let entries = try await store.entries(of: chain, after: after, limit: most)
      guard let items = Self.items(entries, losses, after: after, size: chain.size, isLast: entries.count < most) else {
        throw StoreFault.damaged("a gap in a chain")
      }
      let page = ChainPage(Batch(publicKey: device.publicKey, base: base, items: items), signed: signed)
      if most == 1 || Self.fits(page) { return page }
      most /= 2
    }
  }

  private static func fits(_ page: ChainPage) -> Bool {
    do { return try !page.bytes.isEmpty } catch { return false }
  }

  /// Entries with the stretches that were lost between them; nil where something else is missing.
  private static func items(
    _ entries: [HeldEntry], _ losses: [LostRange], after: Int, size: Int, isLast: Bool
  ) -> [Batch.Item]? {
    var items: [Batch.Item] = []
    // What came since the chain was looked at is beyond the head that stands on the page.
    let own = entries.filter { $0.sequence <= size }
    let bytes = Dictionary(own.map { ($0.sequence, $0.bytes) }) { first, _ in first }
    var (place, lost) = (after, 0)
    var rest = losses.drop { $0.last <= after }
    for sequence in own.map(\.sequence) + (isLast || own.count < entries.count ? [size + 1] : []) {
      while let loss = rest.first, loss.first == place + 1, loss.last < sequence {
        // A desk may have lost more stretches behind each other than one page takes: they come with the next one.
        guard lost < Limits.batchLosses else { return items }
        items.append(.lost(loss))
        (place, lost) = (loss.last, lost + 1)
        rest.removeFirst()
      }
      guard let entry = bytes[sequence] else { break }
      guard sequence == place + 1 else { return nil }
      items.append(.entry(entry))
      place = sequence
    }
    return items
  }

  /// Where a chain stood at a sequence; nil where a loss lies over it.
  private func head(of chain: ChainState, at sequence: Int, _ losses: [LostRange]) async throws -> ChainHead? {
    if sequence == 0 { return ChainHead(chain: chain.id, size: 0, hash: .zero) }
    if let loss = losses.first(where: { $0.last == sequence }) {
      return ChainHead(chain: chain.id, size: sequence, hash: loss.hash)
    }
    let entry = try await store.entries(of: chain, after: sequence - 1, limit: 1).first
    guard let entry, entry.sequence == sequence else { return nil }
    return ChainHead(chain: chain.id, size: sequence, hash: entry.hash)
  }
}
