import Crypto
import Foundation
package import Journal

/// Names a lead's sealing key: the first 8 bytes of its SHA-256, 16 hex digits, which people compare by eye.
package struct LeadKeyID: Hashable, Sendable, Codable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  /// The name of a public key.
  package init(publicKey: [UInt8]) { rawValue = String(EntryHash(of: publicKey).hex.prefix(16)) }
}

/// Seals contacts to a lead with HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305), bound to their entry.
package enum LeadSeal {
  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

  /// Seals the bytes of a contact; `publicKey` has 32 bytes.
  package static func seal(_ contact: [UInt8], of entry: EntryID, to publicKey: [UInt8]) throws -> [UInt8] {
    let key = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey)
    var sender = try HPKE.Sender(recipientKey: key, ciphersuite: suite, info: Data("tiepsuc contact 1".utf8))
    let box = try sender.seal(contact, authenticating: place(entry))
    return Array(sender.encapsulatedKey) + Array(box)
  }

  /// Opens what was sealed for this entry; nil where it was changed, or belongs to another entry or key.
  package static func open(_ box: [UInt8], of entry: EntryID, secret: [UInt8]) -> [UInt8]? {
    guard box.count > 32 else { return nil }
    do {
      let key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
      var recipient = try HPKE.Recipient(
        privateKey: key, ciphersuite: suite, info: Data("tiepsuc contact 1".utf8),
        encapsulatedKey: Data(box.prefix(32)))
      return Array(try recipient.open(Data(box.dropFirst(32)), authenticating: place(entry)))
    } catch {
      return nil
    }
  }

  /// A fresh pair: 32 secret bytes for the lead's laptop, 32 public ones for the desks.
  package static func pair() -> (secret: [UInt8], publicKey: [UInt8]) {
    let key = Curve25519.KeyAgreement.PrivateKey()
    return (Array(key.rawRepresentation), Array(key.publicKey.rawRepresentation))
  }

  private static func place(_ entry: EntryID) -> Data {
    Data("contact \(entry.device.rawValue) \(entry.incarnation) \(entry.sequence)".utf8)
  }
}
