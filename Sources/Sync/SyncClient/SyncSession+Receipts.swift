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
  /// Not signed by the pinned hub, or of another device or life.
  case foreign
}

extension SyncSession {
  /// Judges a receipt against the journal's own chain.
  func verify(_ receipt: Receipt, of life: LogLife, hubKey: [UInt8]) throws -> ReceiptCheck {
    guard receipt.isSigned(by: hubKey), receipt.device == life.device, receipt.incarnation == life.incarnation else {
      return .foreign
    }
    guard receipt.size <= life.size else { return .beyond }
    guard let own = try hash(of: life, at: receipt.size) else { return .unknowable }
    return own == receipt.head ? .covers(receipt.size) : .otherEntries
  }

  /// The hash at a place, also where it ends a stretch that was lost; nil within one.
  func hash(of life: LogLife, at sequence: Int) throws -> EntryHash? {
    if sequence == life.size { return life.head.hash }
    if let hash = try journal.hash(of: life, at: sequence) { return hash }
    guard sequence > 0 else { return nil }
    if case .lost(_, sequence, let hash)? = try journal.places(of: life, after: sequence - 1, entries: 1, bytes: 1)
      .first
    {
      return hash
    }
    return nil
  }

  /// A place to build on, not beyond a sequence, whose hash is known.
  func base(of life: LogLife, at sequence: Int) throws -> (size: Int, hash: EntryHash) {
    let place = max(0, min(sequence, life.size))
    if let hash = try hash(of: life, at: place) { return (place, hash) }
    if let receipt = try store.coverage(of: life.device, incarnation: life.incarnation)?.receipt, receipt.size == place
    {
      return (place, receipt.head)
    }
    return (0, .zero)
  }

  /// How many entries of a life count as sent.
  func covered(_ life: LogLife) throws -> Int {
    min(life.size, try store.coverage(of: life.device, incarnation: life.incarnation)?.covered ?? 0)
  }

  /// Takes a receipt that covers entries; says so where the hub has begun a new life.
  func take(_ receipt: Receipt, covering size: Int) throws {
    tally.entries += try store.keep(receipt, covering: size)
    try notice(hubIncarnation: receipt.hubIncarnation)
  }

  /// Remembers the highest life of the hub that it showed.
  func notice(hubIncarnation: Int) throws {
    guard var enrolment = try store.enrolment(), hubIncarnation > enrolment.hubIncarnation else { return }
    enrolment.hubIncarnation = hubIncarnation
    try store.update(enrolment)
    tally.needsRound = true
  }

  /// Takes back entries that the hub does not hold any more.
  func lower(_ life: LogLife, to size: Int) throws {
    let again = try store.lower(life.device, incarnation: life.incarnation, to: size)
    guard again > 0 else { return }
    tally.needsRound = true
    tally.ofEntries += again
    emit(.hubRestored, count: again)
  }

  /// The hub holds more of a life than the journal: the laptop was restored from an image, and must not go on in that
  /// life, where the hub has other entries than those to come.
  func restored(_ life: LogLife, _ receipt: Receipt) throws {
    guard life.isCurrent else {
      // The life is closed, and the hub took its entries without finding others: it holds them all.
      return try take(receipt, covering: life.size)
    }
    emit(.imageRestored, count: receipt.size - life.size)
    let begun = try withJournal { try $0.beginLife() }
    if begun == nil { try store.leave(.beginLife(device: life.device, incarnation: life.incarnation)) }
    tally.needsRound = begun != nil
  }

  /// The hub says that another laptop writes under a device's name.
  func forked(_ device: DeviceID) throws {
    if try !store.isForked(device) { try store.markForked(device) }
    if !tally.attentions.contains(.forked) { emit(.forked, subject: device.rawValue) }
  }
}
