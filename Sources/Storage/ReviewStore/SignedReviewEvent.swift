package import ChecklistPacks
package import Journal
import Protocol
package import Review

/// One event of a review as it is kept and carried: signed by the trainer who did it.
///
/// Its number is one more than the highest that the trainer's machine knew, so an event comes after everything that its
/// author had seen; equal numbers are told apart by the hash. Clocks decide nothing.
package struct SignedReviewEvent: Hashable, Sendable {
  /// What is signed.
  package struct Body: Message, Hashable {
    package var number: Int
    /// By the author's clock, in milliseconds since 1970; for people to read.
    package var time: Int64
    package var event: ReviewEvent
  }

  /// 32 bytes.
  package let publicKey: [UInt8]
  /// 64 bytes.
  package let signature: [UInt8]
  /// The exact bytes that are signed.
  package let bytes: [UInt8]
  package let body: Body

  /// The largest event, in bytes: a comment of some pages.
  package static let largest = 64 << 10

  /// Names the event.
  package var hash: EntryHash { EntryHash(of: publicKey + bytes) }

  /// Signs an event.
  package init(_ event: ReviewEvent, number: Int, time: Int64, key: TrainerKey) throws {
    body = Body(number: number, time: time, event: event)
    bytes = try body.bytes
    publicKey = key.publicKey
    signature = try key.signature(over: Envelope.encoding(.reviewEvent, bytes))
  }

  /// Takes an event from outside; nil where it is too large, not signed, or none. Nothing is parsed before the signature
  /// holds.
  package init?(publicKey: [UInt8], signature: [UInt8], bytes: [UInt8]) {
    guard bytes.count <= Self.largest,
      DeviceKey.isSigned(
        Envelope.encoding(.reviewEvent, bytes), signature: signature, publicKey: publicKey),
      let body = Body(bytes: bytes, limit: Self.largest), body.number > 0, body.number < 1 << 40
    else { return nil }
    self.publicKey = publicKey
    self.signature = signature
    self.bytes = bytes
    self.body = body
  }
}

extension ReviewLog {
  /// All that follows from signed events, whatever order they came in: sorted by number and hash, each held against the
  /// rules. Events that the rules refuse change nothing; they are returned.
  package static func of(
    _ events: some Sequence<SignedReviewEvent>, who: (_ publicKey: [UInt8]) -> TrainerID
  ) -> (log: ReviewLog, refused: [(event: SignedReviewEvent, why: ReviewRefusal)]) {
    var log = ReviewLog()
    var refused: [(SignedReviewEvent, ReviewRefusal)] = []
    let ordered = events.map { (event: $0, hash: $0.hash.hex) }
      .sorted { ($0.event.body.number, $0.hash) < ($1.event.body.number, $1.hash) }
    for (event, _) in ordered {
      if let why = log.take(event.body.event, by: who(event.publicKey), at: event.body.time) {
        refused.append((event, why))
      }
    }
    return (log, refused)
  }
}
