import Bytes
import Crypto
import Journal

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The body of a backup: pieces sealed one after another by HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305, with
/// a shared key), so that none can be changed, left out, doubled or moved, and the last one says that it is the last.
enum BackupStream {
  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  /// Bytes of a piece before it is sealed.
  static let pieceBytes = 1 << 18
  /// What sealing adds.
  static let sealBytes = 16
  static let encapsulatedBytes = 32

  /// The words that a stream is bound to: everything that stands before it.
  static func info(_ lock: BackupLock) -> Data { Data(lock.text.utf8) }
  static let sharedName = Data("tiepsuc backup".utf8)
  static let middle: [UInt8] = [0]
  static let last: [UInt8] = [1]

  static func sender(_ key: BackupKey) throws -> HPKE.Sender {
    try HPKE.Sender(
      recipientKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.lock.publicKey), ciphersuite: suite,
      info: info(key.lock), presharedKey: SymmetricKey(data: key.shared), presharedKeyIdentifier: sharedName)
  }

  static func recipient(
    _ lock: BackupLock, _ secret: BackupLock.Secret, encapsulated: [UInt8]
  ) throws -> HPKE.Recipient {
    try HPKE.Recipient(
      privateKey: secret.reading, ciphersuite: suite, info: info(lock), encapsulatedKey: Data(encapsulated),
      presharedKey: SymmetricKey(data: secret.shared), presharedKeyIdentifier: sharedName)
  }
}
