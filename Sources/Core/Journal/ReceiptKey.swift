import Crypto

/// Makes of a receipt code what the journal keeps of it: HMAC-SHA256 under a key of one device.
///
/// There are only some 2³¹ codes: whoever holds a journal, a batch or a hub's database without the key could try them
/// all against a plain hash within seconds, and would know who was helped with what from a code that was left lying.
package struct ReceiptKey: Sendable {
  private let key: SymmetricKey
  /// The first half of every hash: what the key alone decides.
  private let keyed: HMAC<SHA256>

  /// Nil where there are not 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.init(SymmetricKey(data: bytes))
  }

  private init(_ key: SymmetricKey) {
    self.key = key
    keyed = HMAC(key: key)
  }

  init(derivedFrom signing: Curve25519.Signing.PrivateKey) {
    self.init(
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: signing.rawRepresentation), info: Array("tiepsuc receipt 1".utf8),
        outputByteCount: 32))
  }

  /// 32 bytes.
  package var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// What the journal keeps of a code.
  package func hash(of code: ReceiptCode) -> EntryHash {
    var hash = keyed
    hash.update(data: Array(code.letters.utf8))
    return EntryHash(hash.finalize())
  }
}
