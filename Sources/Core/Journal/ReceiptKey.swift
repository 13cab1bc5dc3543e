import Crypto

/// Makes of a receipt code what the journal keeps of it: HMAC-SHA256 under a key of one device.
///
/// There are only some 2³¹ codes: whoever holds a journal, a batch or a hub's database without the key could try them
/// all against a plain hash within seconds, and would know who was helped with what from a code that was left lying.
package struct ReceiptKey: Sendable {
  private let key: SymmetricKey

  /// Nil where there are not 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    key = SymmetricKey(data: bytes)
  }

  init(derivedFrom signing: Curve25519.Signing.PrivateKey) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: signing.rawRepresentation), info: Array("tiepsuc receipt 1".utf8),
      outputByteCount: 32)
  }

  /// 32 bytes.
  package var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// What the journal keeps of a code.
  package func hash(of code: ReceiptCode) -> EntryHash {
    EntryHash(HMAC<SHA256>.authenticationCode(for: Array(code.letters.utf8), using: key))
  }
}
