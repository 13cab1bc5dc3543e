import Foundation
import Journal
import Protocol

/// What one trainer carries to another: events with their signatures, and the texts that they name.
struct ReviewFile: Message {
  /// One signed event, its parts in Base64.
  struct Event: Codable, Sendable {
    var key: String
    var signature: String
    var bytes: String

    init(_ event: SignedReviewEvent) {
      key = Base64.text(event.publicKey)
      signature = Base64.text(event.signature)
      bytes = Base64.text(event.bytes)
    }

    /// Nil where it is not signed, or none.
    var event: SignedReviewEvent? {
      guard let key = Base64.bytes(key), let signature = Base64.bytes(signature), let bytes = Base64.bytes(bytes) else {
        return nil
      }
      return SignedReviewEvent(publicKey: key, signature: signature, bytes: bytes)
    }
  }

  var events: [Event]
  /// Base64.
  var texts: [String]
}
