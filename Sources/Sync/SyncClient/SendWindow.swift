import Journal
import Protocol

/// One batch on its way.
struct Delivery: Sendable {
  /// The size of the chain that it builds on.
  var base: Int
  /// Where the chain ends after it.
  var end: ChainHead
  /// Places of the chain that it holds.
  var count: Int
  /// The sealed batch.
  var bytes: [UInt8]
  /// Contacts that travel with it.
  var boxes: [Box]
  /// How many entries counted as sent when it left.
  var coveredBefore: Int

  /// A contact that travels with it.
  struct Box: Hashable, Sendable {
    /// To whom it is sealed.
    var lead: LeadKeyID
    /// Whose contact it is.
    var entry: EntryID
  }
}

/// What became of a delivery.
struct Arrival: Sendable {
  /// What was brought.
  var delivery: Delivery
  /// What the hub said, or why it said nothing.
  var result: Result<HubReply, SyncFault>
  /// How long it took.
  var seconds: Double
}

/// Where the sending of one incarnation stands; pure.
struct SendWindow {
  /// Batches that may be under way at a time once one was acknowledged.
  static let window = 3
  /// Failures in a row after which there is no use in trying.
  private static let mostFailures = 6
  private static let mostMismatches = 8

  /// The end of the incarnation.
  let size: Int
  /// What the next batch builds on.
  private(set) var next: ChainHead
  /// What is acknowledged.
  private(set) var acknowledged: Int
  private(set) var sizing = BatchSizing()
  private(set) var flying = 0
  /// Where to go on when nothing is under way any more.
  private(set) var restart: Int?
  /// Why nothing more is sent.
  private(set) var fault: SyncFault?
  private(set) var failures = 0
  private var mismatches = 0
  /// One goes alone until it was acknowledged: whoever answers may not be the hub.
  private var isProven: Bool

  init(size: Int, from base: ChainHead, isProven: Bool) {
    self.size = size
    next = base
    acknowledged = base.size
    self.isProven = isProven
  }

  /// Whether the next batch may leave now.
  var mayStart: Bool { fault == nil && restart == nil && next.size < size && flying < (isProven ? Self.window : 1) }
  /// Whether batches must come in one after the other at the hub, though they travel side by side.
  var isFollower: Bool { flying > 0 }

  /// A batch has left.
  mutating func left(_ delivery: Delivery) {
    next = delivery.end
    flying += 1
  }

  /// One came back, whatever became of it.
  mutating func landed() { flying -= 1 }

  /// The hub holds a batch, and the receipt is on the disk.
  mutating func acknowledged(_ delivery: Delivery, seconds: Double) {
    acknowledged = max(acknowledged, delivery.end.size)
    sizing.grew(entries: delivery.count, bytes: delivery.bytes.count, seconds: seconds)
    failures = 0
    mismatches = 0
    if restart == nil { isProven = true }
  }

  /// A receipt covers what was not sent this time: a desk that forgot what was acknowledged need not send it again.
  mutating func skip(to covered: ChainHead) {
    guard restart == nil, fault == nil, covered.size > next.size else { return }
    next = covered
    acknowledged = max(acknowledged, covered.size)
  }

  /// The hub goes on from another size than the batch's base.
  mutating func mismatched(at place: Int, _ fault: SyncFault) {
    mismatches += 1
    isProven = false
    guard mismatches <= Self.mostMismatches else { return halt(fault) }
    restart = min(restart ?? place, place)
  }

  /// A batch did not come through: the next one is half as large. Where that has no use any more, the fault stands.
  mutating func failed(_ delivery: Delivery, _ fault: SyncFault) {
    sizing.shrank(from: max(1, delivery.count))
    isProven = false
    // Batches that were under way beside it failed for the same reason.
    if restart == nil { failures += 1 }
    guard failures <= Self.mostFailures else { return halt(fault) }
    restart = min(restart ?? acknowledged, acknowledged)
  }

  /// Nothing more leaves; the first reason stands.
  mutating func halt(_ fault: SyncFault) { self.fault = self.fault ?? fault }

  /// What counts as acknowledged was taken back to here.
  mutating func lowered(to place: Int) { acknowledged = min(acknowledged, place) }

  /// Where to go on now; nil where something is under way, or nothing went wrong.
  mutating func takeRestart() -> Int? {
    guard flying == 0, fault == nil, let place = restart else { return nil }
    restart = nil
    return place
  }

  /// The next batch builds on this place.
  mutating func build(on base: ChainHead) {
    next = base
  }
}
