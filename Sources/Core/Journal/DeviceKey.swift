import Crypto

/// The secrets of one laptop: an Ed25519 key that signs, and a 32-byte key under which everything about a person lies.
///
/// A contact is sealed in a box under a key of its own (``seal(_:for:using:)``); that key lies beside the box,
/// wrapped under the sealing key. So a box can be erased, and also every copy of it that a damaged file still holds:
/// the sealing key is replaced (``rotated(using:)``), the living contacts' keys are wrapped anew, and what was left
/// behind stays shut. The boxes themselves do not change by that, and neither does the hash that the entry holds.
public struct DeviceKey: Sendable {
  /// Named after the public key.
  public let device: DeviceID
  /// 32 bytes.
  public let publicKey: [UInt8]
  private let signing: Curve25519.Signing.PrivateKey
  private let sealing: SymmetricKey
  /// The sealing key before the last rotation, as long as something may still lie under it.
  private let former: SymmetricKey?

  private init(signing: Curve25519.Signing.PrivateKey, sealing: SymmetricKey, former: SymmetricKey?) {
    self.signing = signing
    self.sealing = sealing
    self.former = former
    publicKey = Array(signing.publicKey.rawRepresentation)
    device = DeviceID(publicKey: publicKey)
  }

  /// A fresh key; nil only if the cryptography refuses 32 bytes of chance.
  public init?(using generator: inout some RandomNumberGenerator) {
    self.init(signing: Self.chance(32, &generator), sealing: Self.chance(32, &generator), former: nil)
  }

  /// A key from its parts; nil where one has not 32 bytes.
  init?(signing: [UInt8], sealing: [UInt8], former: [UInt8]?) {
    guard sealing.count == 32, former.map({ $0.count == 32 }) ?? true else { return nil }
    let secret: Curve25519.Signing.PrivateKey
    do { secret = try Curve25519.Signing.PrivateKey(rawRepresentation: signing) } catch { return nil }
    self.init(
      signing: secret, sealing: SymmetricKey(data: sealing), former: former.map { SymmetricKey(data: $0) })
  }

  /// Signs the head of this device's chain.
  public func sign(last: EntryID, hash: EntryHash) throws -> SignedHead {
    let signature = try signing.signature(for: SignedHead.message(last: last, hash: hash))
    return SignedHead(last: last, hash: hash, signature: Array(signature))
  }

  /// Signs a message of the exchange; 64 bytes. What is signed must begin with words that no other message begins with.
  public func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: message)) }

  /// Whether the owner of a public key signed a message.
  public static func isSigned(_ message: [UInt8], signature: [UInt8], publicKey: [UInt8]) -> Bool {
    do {
      return try Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        .isValidSignature(signature, for: message)
    } catch {
      return false
    }
  }

  /// The same device with a fresh sealing key. The former one still opens until ``forgettingFormer()`` drops it.
  public func rotated(using generator: inout some RandomNumberGenerator) -> DeviceKey {
    DeviceKey(signing: signing, sealing: SymmetricKey(data: Self.chance(32, &generator)), former: sealing)
  }

  /// Without the former sealing key.
  public func forgettingFormer() -> DeviceKey { DeviceKey(signing: signing, sealing: sealing, former: nil) }

  /// Whether a former sealing key is still kept.
  public var hasFormer: Bool { former != nil }

  /// Seals bytes under the sealing key. `place` says what they belong to: they open nowhere else.
  public func seal(
    _ bytes: [UInt8], place: String, using generator: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    try Self.box(bytes, under: sealing, place: place, &generator)
  }

  /// Opens what ``seal(_:place:using:)`` made, also under the former sealing key; nil where it was changed or belongs
  /// elsewhere.
  public func open(_ box: [UInt8], place: String) -> [UInt8]? {
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

  /// The text of a key file; `incarnation` is the latest life of the log under this key, 0 before the first.
  public func fileBytes(incarnation: Int) -> [UInt8] {
    var lines = [
      "tiepsuc key 1", "signing \(Hex.text(Array(signing.rawRepresentation)))", "sealing \(Self.hex(sealing))",
    ]
    if let former { lines.append("former \(Self.hex(former))") }
    lines.append("incarnation \(incarnation)")
    lines.append("check \(Self.check(lines))")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Reads a key file; nil where a single letter of it was changed.
  public static func read(file bytes: [UInt8]) -> (key: DeviceKey, incarnation: Int)? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == "tiepsuc key 1", let last = lines.last, last == "check \(check(Array(lines.dropLast())))"
    else {
      return nil
    }
    func value(_ name: String) -> Substring? {
      lines.first { $0.hasPrefix(name + " ") }?.dropFirst(name.count + 1)
    }
    guard let signing = value("signing").flatMap(Hex.bytes), let sealing = value("sealing").flatMap(Hex.bytes),
      let incarnation = value("incarnation").flatMap({ Int($0) }),
      let key = DeviceKey(signing: signing, sealing: sealing, former: value("former").flatMap(Hex.bytes))
    else { return nil }
    return (key, incarnation)
  }

  private static func hex(_ key: SymmetricKey) -> String { Hex.text(key.withUnsafeBytes { Array($0) }) }
  private static func check(_ lines: [String]) -> String {
    String(EntryHash(of: Array(lines.joined(separator: "\n").utf8)).hex.prefix(16))
  }
}

extension DeviceID {
  /// The name of the device that owns a public key.
  public init(publicKey: [UInt8]) {
    self.init(rawValue: String(EntryHash(of: publicKey).hex.prefix(32)))
  }
}
