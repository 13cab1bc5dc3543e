import Journal
import JournalStore
import Protocol
import SyncStore

/// What a receipt is worth to this laptop.
enum ReceiptCheck: Hashable {
  /// The hub holds this much of the chain, with just these entries.
  case covers(Int)
  /// The hub holds more than the journal has: the journal is older than it was.
  case beyond
  /// The hub holds other entries than the journal has at this size.
  case otherEntries
  /// The entry that it names was lost here: nothing can be said.
  case unknowable
  /// Not signed by the pinned hub, or of another device or incarnation.
  case foreign
}

extension SyncSession {
  /// Judges a receipt against the journal's own chain.
  func verify(_ receipt: Receipt, of chain: LogChain, hubKey: [UInt8]) throws -> ReceiptCheck {
    guard receipt.isSigned(by: hubKey), receipt.device == chain.device, receipt.incarnation == chain.incarnation else {
      return .foreign
    }
    guard receipt.size <= chain.size else { return .beyond }
    guard let own = try hash(of: chain, at: receipt.size) else { return .unknowable }
    return own == receipt.head ? .covers(receipt.size) : .otherEntries
  }

  /// The hash at a place, also where it ends a stretch that was lost; nil within one.
  func hash(of chain: LogChain, at sequence: Int) throws -> EntryHash? {
    if sequence == chain.size { return chain.head.hash }
    if let hash = try journal.hash(of: chain, at: sequence) { return hash }
    guard sequence > 0 else { return nil }
    let places = try journal.places(of: chain, after: sequence - 1, entries: 1, bytes: 1)
    if case .lost(let range)? = places.first, range.last == sequence { return range.hash }
    return nil
  }

  /// A place to build on, not beyond a sequence, whose hash is known.
  func base(of chain: LogChain, at sequence: Int) throws -> ChainHead {
    let place = max(0, min(sequence, chain.size))
    if let hash = try hash(of: chain, at: place) { return ChainHead(chain: chain.id, size: place, hash: hash) }
    if let receipt = try store.coverage(of: chain.id)?.receipt, receipt.size == place {
      return ChainHead(chain: chain.id, size: place, hash: receipt.head)
    }
    return ChainHead(chain: chain.id, size: 0, hash: .zero)
  }

  /// How many entries of an incarnation count as sent.
  func covered(_ chain: LogChain) throws -> Int {
    min(chain.size, try store.coverage(of: chain.id)?.covered ?? 0)
  }

  /// Takes a receipt that covers entries; says so where the hub has begun a new incarnation.
  func applyReceipt(_ receipt: Receipt, covering size: Int) throws {
    tally.entries += try store.saveReceipt(receipt, covering: size)
    try notice(hubIncarnation: receipt.hubIncarnation)
  }

  /// Remembers the highest incarnation of the hub that it showed.
  func notice(hubIncarnation: Int) throws {
    guard var enrolment = try store.enrolment(), hubIncarnation > enrolment.hubIncarnation else { return }
    enrolment.hubIncarnation = hubIncarnation
    try store.update(enrolment)
    tally.needsRound = true
  }

  /// Takes back entries that the hub does not hold any more.
  func lower(_ chain: LogChain, to size: Int) throws {
    let again = try store.lower(chain.id, to: size)
    guard again > 0 else { return }
    tally.needsRound = true
    tally.ofEntries += again
    emit(.hubRestored, count: again)
  }

  /// The hub holds more of an incarnation than the journal: the laptop was restored from an image, and must not go on
  /// in that incarnation, where the hub has other entries than those to come.
  func restored(_ chain: LogChain, _ receipt: Receipt) throws {
    guard chain.isCurrent else {
      // The incarnation is closed, and the hub took its entries without finding others: it holds them all.
      return try applyReceipt(receipt, covering: chain.size)
    }
    emit(.imageRestored, count: receipt.size - chain.size)
    let begun = try withJournal { try $0.beginIncarnation() }
    if begun == nil { try store.leaveOrder(.beginIncarnation(after: chain.id)) }
    tally.needsRound = begun != nil
  }

  /// The hub says that another laptop writes under a device's name.
  func forked(_ device: DeviceID) throws {
    if try !store.isForked(device) { try store.markForked(device) }
    if !tally.attentions.contains(.forked) { emit(.forked, subject: device.rawValue) }
  }
}
