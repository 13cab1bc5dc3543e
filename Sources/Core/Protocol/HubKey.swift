import Crypto
import Journal

/// Names a hub: the first 16 bytes of the SHA-256 of its public key, 32 hex digits.
package struct HubID: Hashable, Sendable, Codable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  /// The name of the hub that owns a public key.
  package init(publicKey: [UInt8]) { rawValue = DeviceID(publicKey: publicKey).rawValue }
}

/// The Ed25519 key of a hub: it signs receipts, answers and news.
package struct HubKey: Sendable {
  package let id: HubID
  /// 32 bytes.
  package let publicKey: [UInt8]
  private let signing: Curve25519.Signing.PrivateKey

  /// A fresh key.
  package init() {
    self.init(Curve25519.Signing.PrivateKey())
  }

  /// A key from its 32 secret bytes; nil where there are not as many.
  package init?(secret: [UInt8]) {
    do { self.init(try Curve25519.Signing.PrivateKey(rawRepresentation: secret)) } catch { return nil }
  }

  private init(_ signing: Curve25519.Signing.PrivateKey) {
    self.signing = signing
    publicKey = Array(signing.publicKey.rawRepresentation)
    id = HubID(publicKey: publicKey)
  }

  /// The 32 bytes to keep, readable to the hub alone.
  package var secret: [UInt8] { Array(signing.rawRepresentation) }

  /// Seals what the hub keeps for itself, so that its database tells it to nobody without this key. `place` says what it
  /// belongs to: it opens nowhere else.
  package func seal(_ bytes: [UInt8], place: String) throws -> [UInt8] {
    Array(try ChaChaPoly.seal(bytes, using: keeping, authenticating: Array(place.utf8)).combined)
  }

  /// Opens what ``seal(_:place:)`` made; nil where it was changed or belongs elsewhere.
  package func open(_ box: [UInt8], place: String) -> [UInt8]? {
    do {
      return Array(try ChaChaPoly.open(.init(combined: box), using: keeping, authenticating: Array(place.utf8)))
    } catch {
      return nil
    }
  }

  private var keeping: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: signing.rawRepresentation), info: Array("tiepsuc hub keeping 1".utf8),
      outputByteCount: 32)
  }

  /// 64 bytes.
  package func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: message)) }
}
