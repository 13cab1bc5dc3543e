import Bytes
import Crypto

/// The secrets of one laptop: an Ed25519 key that signs, and a 32-byte key under which everything about a person lies.
///
/// A contact is sealed in a box under a key of its own (``seal(_:for:using:)``); that key lies beside the box,
/// wrapped under the sealing key. So a box can be erased, and also every copy of it that a damaged file still holds:
/// the sealing key is replaced (``rotated(using:)``), the living contacts' keys are wrapped anew, and what was left
/// behind stays shut. The boxes themselves do not change by that, and neither does the hash that the entry holds.
package struct DeviceKey: Sendable {
  /// Named after the public key.
  package let device: DeviceID
  /// 32 bytes.
  package let publicKey: [UInt8]
  private let signing: Curve25519.Signing.PrivateKey
  private let sealing: SymmetricKey
  /// The sealing key before the last rotation, as long as something may still lie under it.
  private let former: SymmetricKey?
  /// Under which the journal keeps receipt codes; made from the signing key, so that it stays for as long as the identity.
  package let receipts: ReceiptKey
  /// The signing keys of this laptop's earlier identities, newest first.
  private let earlier: [Curve25519.Signing.PrivateKey]

  /// How many earlier identities are remembered.
  static let mostEarlier = 100

  private init(
    signing: Curve25519.Signing.PrivateKey, sealing: SymmetricKey, former: SymmetricKey?,
    earlier: [Curve25519.Signing.PrivateKey]
  ) {
    self.signing = signing
    self.sealing = sealing
    self.former = former
    self.earlier = earlier
    receipts = ReceiptKey(derivedFrom: signing)
    publicKey = Array(signing.publicKey.rawRepresentation)
    device = DeviceID(publicKey: publicKey)
  }

  /// A fresh key; nil only if the cryptography refuses 32 bytes of chance.
  package init?(using generator: inout some RandomNumberGenerator) {
    self.init(
      signing: Self.chance(32, &generator), sealing: Self.chance(32, &generator), former: nil, earlier: [])
  }

  /// A key from its parts; nil where one has not 32 bytes.
  init?(signing: [UInt8], sealing: [UInt8], former: [UInt8]?, earlier: [[UInt8]]) {
    guard sealing.count == 32, former.map({ $0.count == 32 }) ?? true else { return nil }
    do {
      self.init(
        signing: try Curve25519.Signing.PrivateKey(rawRepresentation: signing), sealing: SymmetricKey(data: sealing),
        former: former.map { SymmetricKey(data: $0) },
        earlier: try earlier.map { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) })
    } catch {
      return nil
    }
  }

  /// Signs the head of this device's chain.
  package func sign(last: EntryID, hash: EntryHash) throws -> SignedHead {
    let signature = try signing.signature(for: SignedHead.message(last: last, hash: hash))
    return SignedHead(last: last, hash: hash, signature: Array(signature))
  }

  /// Signs a message of the exchange; 64 bytes. What is signed must begin with words that no other message begins with.
  package func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: message)) }

  /// Whether the owner of a public key signed a message.
  package static func isSigned(_ message: [UInt8], signature: [UInt8], publicKey: [UInt8]) -> Bool {
    do {
      return try Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        .isValidSignature(signature, for: message)
    } catch {
      return false
    }
  }

  /// The same device with a fresh sealing key. The former one still opens until ``forgettingFormer()`` drops it.
  package func rotated(using generator: inout some RandomNumberGenerator) -> DeviceKey {
    DeviceKey(
      signing: signing, sealing: SymmetricKey(data: Self.chance(32, &generator)), former: sealing, earlier: earlier)
  }

  /// Without the former sealing key.
  package func forgettingFormer() -> DeviceKey {
    DeviceKey(signing: signing, sealing: sealing, former: nil, earlier: earlier)
  }

  /// Whether a former sealing key is still kept.
  package var hasFormer: Bool { former != nil }

  /// Seals bytes under the sealing key. `place` says what they belong to: they open nowhere else.
  package func seal(
    _ bytes: [UInt8], place: String, using generator: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    try Self.box(bytes, under: sealing, place: place, &generator)
  }

  /// Opens what ``seal(_:place:using:)`` made, also under the former sealing key; nil where it was changed or belongs
  /// elsewhere.
  package func open(_ box: [UInt8], place: String) -> [UInt8]? {
    for key in [sealing, former] {
      if let key, let bytes = Self.unbox(box, under: key, place: place) { return bytes }
    }
    return nil
  }

  static func chance(_ count: Int, _ generator: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
    }
    return bytes
  }

  static func box(
    _ bytes: [UInt8], under key: SymmetricKey, place: String, _ generator: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    let nonce = try ChaChaPoly.Nonce(data: chance(12, &generator))
    return Array(try ChaChaPoly.seal(bytes, using: key, nonce: nonce, authenticating: Array(place.utf8)).combined)
  }

  static func unbox(_ box: [UInt8], under key: SymmetricKey, place: String) -> [UInt8]? {
    do {
      return Array(try ChaChaPoly.open(.init(combined: box), using: key, authenticating: Array(place.utf8)))
    } catch {
      return nil
    }
  }

  /// The secret parts as a key file holds them, in lower-case hex.
  func fileLines() -> [String] {
    var lines = [
      "signing \(Hex.text(Array(signing.rawRepresentation)))", "sealing \(Self.hex(sealing))",
    ]
    if let former { lines.append("former \(Self.hex(former))") }
    return lines + earlier.map { "earlier \(Hex.text(Array($0.rawRepresentation)))" }
  }

  private static func hex(_ key: SymmetricKey) -> String { Hex.text(key.withUnsafeBytes { Array($0) }) }
}

extension DeviceKey {
  /// A new identity of the same laptop: a fresh signing key, and with it another device. The sealing key stays, so what
  /// was sealed still opens; the signing key of the present identity is kept (``identity(of:)``).
  package func renewed(using generator: inout some RandomNumberGenerator) -> DeviceKey? {
    do {
      let fresh = try Curve25519.Signing.PrivateKey(rawRepresentation: Self.chance(32, &generator))
      return DeviceKey(
        signing: fresh, sealing: sealing, former: former, earlier: Array(([signing] + earlier).prefix(Self.mostEarlier))
      )
    } catch {
      return nil
    }
  }

  /// This laptop as it was known under a name: the present identity or an earlier one, which signs with its own key and
  /// opens what the present one opens. Nil for another device.
  package func identity(of device: DeviceID) -> DeviceKey? {
    if device == self.device { return self }
    return earlier.lazy.map { DeviceKey(signing: $0, sealing: sealing, former: former, earlier: []) }
      .first { $0.device == device }
  }

  /// What the journal may hold of a code, under the present identity and each earlier one.
  package func receiptHashes(of code: ReceiptCode) -> [EntryHash] {
    [receipts.hash(of: code)] + earlier.map { ReceiptKey(derivedFrom: $0).hash(of: code) }
  }

  /// Whether it had another identity before.
  package var hasEarlier: Bool { !earlier.isEmpty }
}

extension DeviceID {
  /// The name of the device that owns a public key.
  package init(publicKey: [UInt8]) {
    self.init(rawValue: String(EntryHash(of: publicKey).hex.prefix(32)))
  }
}
