import Bytes
import Crypto
import CryptoExtras
package import Journal

/// What a device may do at a hub.
package enum DeviceRole: String, Hashable, Sendable, Codable, CaseIterable {
  /// Pushes its own chain.
  case desk
  /// Also carries chains and answers for the desks of its unit, and opens their contacts.
  case lead
  /// Also reads figures and publishes checklists.
  case trainer
}

/// A one-use code that lets a device in.
package struct EnrolCode: Hashable, Sendable {
  /// Letters and digits that are hard to mistake; without blanks and dashes.
  package let letters: String
  private static let shortCount = 10
  private static let longCount = 32
  private static let alphabet = Array("ACDEFHJKMNPQRTUVWXY34679")

  /// A short one to type within ten minutes: 10 signs, 45 bits.
  package static func short(using generator: inout some RandomNumberGenerator) -> EnrolCode {
    random(shortCount, &generator)
  }
  /// A long one that travels in a file: 32 signs, 146 bits.
  package static func long(using generator: inout some RandomNumberGenerator) -> EnrolCode {
    random(longCount, &generator)
  }

  private static func random(_ count: Int, _ generator: inout some RandomNumberGenerator) -> EnrolCode {
    EnrolCode(letters: String((0..<count).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }))
  }

  private init(letters: String) { self.letters = letters }

  /// Reads what somebody typed: case, blanks and dashes do not matter; nil where it is no code.
  package init?(typed: String) {
    let letters = typed.uppercased().filter { !" -\t".contains($0) }
    guard [Self.shortCount, Self.longCount].contains(letters.count), letters.allSatisfy(Self.alphabet.contains) else {
      return nil
    }
    self.letters = letters
  }

  /// In groups of five, for eyes.
  package var shown: String {
    stride(from: 0, to: letters.count, by: 5).map { String(letters.dropFirst($0).prefix(5)) }.joined(separator: "-")
  }

  /// Under which the hub finds it; the code itself never travels.
  package var lookup: EntryHash { EntryHash(of: Array("tiepsuc enrol lookup \(root)".utf8)) }
  /// What both ends prove that they know.
  package var secret: EntryHash { EntryHash(of: Array("tiepsuc enrol secret \(root)".utf8)) }

  /// What stands for the letters where they are few: made slowly, so that who saw a proof on an open line cannot try all
  /// codes within the minutes for which one works. Some 40 milliseconds and 16 MiB a try.
  private var root: String {
    guard letters.utf8.count < Self.longCount else { return letters }
    do {
      let key = try KDF.Scrypt.deriveKey(
        from: Array(letters.utf8), salt: Array("tiepsuc enrol 1".utf8), outputByteCount: 32, rounds: 1 << 14,
        blockSize: 8, parallelism: 1)
      return key.withUnsafeBytes { Hex.text($0) }
    } catch {
      // Without the memory for it: such a code is found nowhere.
      return letters
    }
  }
}

/// A proof that one knows a code's secret, bound to who says it: HMAC-SHA256, 64 hex digits.
package enum EnrolProof {
  /// Of the device, over its key and nonce.
  package static func device(_ secret: EntryHash, publicKey: [UInt8], nonce: String) -> String {
    make(secret, "device \(Hex.text(publicKey)) \(nonce)")
  }

  /// Of the hub, over its own key and the device's key and nonce.
  package static func hub(_ secret: EntryHash, hubKey: [UInt8], publicKey: [UInt8], nonce: String) -> String {
    make(secret, "hub \(Hex.text(hubKey)) \(Hex.text(publicKey)) \(nonce)")
  }

  /// The device's key for receipts, sealed for whoever knows the secret, in hex.
  package static func seal(_ key: ReceiptKey, _ secret: EntryHash, publicKey: [UInt8], nonce: String) throws -> String {
    let place = Array("receipt key \(Hex.text(publicKey)) \(nonce)".utf8)
    return Hex.text(Array(try ChaChaPoly.seal(key.bytes, using: sealing(secret), authenticating: place).combined))
  }

  /// Opens what ``seal(_:_:publicKey:nonce:)`` made; nil where it is something else.
  package static func open(_ sealed: String, _ secret: EntryHash, publicKey: [UInt8], nonce: String) -> ReceiptKey? {
    guard let box = Hex.bytes(sealed) else { return nil }
    let place = Array("receipt key \(Hex.text(publicKey)) \(nonce)".utf8)
    do {
      return ReceiptKey(
        bytes: Array(try ChaChaPoly.open(.init(combined: box), using: sealing(secret), authenticating: place)))
    } catch {
      return nil
    }
  }

  private static func sealing(_ secret: EntryHash) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret.bytes), info: Array("tiepsuc enrol seal 1".utf8), outputByteCount: 32)
  }

  private static func make(_ secret: EntryHash, _ words: String) -> String {
    let key = SymmetricKey(data: secret.bytes)
    return Hex.text(Array(HMAC<SHA256>.authenticationCode(for: Array("tiepsuc enrol 1 \(words)".utf8), using: key)))
  }
}

/// What a device says to be let in; in an ``Envelope`` that it signed itself, so that anybody may carry it.
package struct EnrolRequest: Message, Hashable {
  /// ``EnrolCode/lookup``, hex.
  package var lookup: String
  /// ``EnrolProof/device(_:publicKey:nonce:)``.
  package var proof: String
  /// 32 hex digits of chance.
  package var nonce: String
  /// Milliseconds since 1970 by the device's clock.
  package var clock: Int64
  /// A lead's X25519 key, hex; nil for others.
  package var sealingKey: String?
  /// The device's ``ReceiptKey``, sealed to whoever knows the code (``EnrolProof/seal(_:_:publicKey:nonce:)``), hex. With it
  /// the hub finds the entry of a code that somebody shows at another desk.
  package var receiptKey: String?
  /// ``DeskName/clean(_:)``; nil where nobody gave one.
  package var name: String?

  package init(
    lookup: String, proof: String, nonce: String, clock: Int64, sealingKey: String?, receiptKey: String? = nil,
    name: String? = nil
  ) {
    self.name = name
    self.lookup = lookup
    self.proof = proof
    self.nonce = nonce
    self.clock = clock
    self.sealingKey = sealingKey
    self.receiptKey = receiptKey
  }
}

/// A lead's public sealing key, hex.
package struct LeadKey: Message, Hashable {
  package var id: LeadKeyID
  package var key: String
  package init(id: LeadKeyID, key: String) {
    self.id = id
    self.key = key
  }
}

/// What the hub answers; in an ``Envelope`` of the hub.
package struct EnrolAnswer: Message, Hashable {
  package var hub: HubID
  /// The hub's Ed25519 key, hex; pinned from now on.
  package var hubKey: String
  package var hubIncarnation: Int
  package var device: DeviceID
  package var unit: String
  package var role: DeviceRole
  package var leads: [LeadKey]
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// The request's.
  package var nonce: String
  /// ``EnrolProof/hub(_:hubKey:publicKey:nonce:)``: it knows the code too.
  package var proof: String
  /// The hash of the root file whose trainers sign packs of checklists, hex; pinned by a desk that believes nobody yet. Nil
  /// where the hub has none.
  package var packRoot: String?

  package init(
    hub: HubID, hubKey: String, hubIncarnation: Int, device: DeviceID, unit: String, role: DeviceRole, leads: [LeadKey],
    time: Int64, nonce: String, proof: String, packRoot: String? = nil
  ) {
    self.hub = hub
    self.hubKey = hubKey
    self.hubIncarnation = hubIncarnation
    self.device = device
    self.unit = unit
    self.role = role
    self.leads = leads
    self.time = time
    self.nonce = nonce
    self.proof = proof
    self.packRoot = packRoot
  }
}

/// What a machine needs that is never online to ask for enrolment: a file in an ``Envelope`` of the hub, carried to it by
/// somebody who is trusted.
package struct EnrolTicket: Message, Hashable {
  /// ``EnrolCode/letters``, a long one.
  package var code: String
  package var hub: HubID
  /// Hex; whoever got the ticket by hand may pin it.
  package var hubKey: String
  /// The hub's address, for the day there is a network; nil where it has none to tell.
  package var address: String?
  package var unit: String
  package var role: DeviceRole
  /// Milliseconds since 1970 by the hub's clock.
  package var expires: Int64

  package init(
    code: String, hub: HubID, hubKey: String, address: String?, unit: String, role: DeviceRole, expires: Int64
  ) {
    self.code = code
    self.hub = hub
    self.hubKey = hubKey
    self.address = address
    self.unit = unit
    self.role = role
    self.expires = expires
  }
}
