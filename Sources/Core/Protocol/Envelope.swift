import Bytes
import Foundation
package import Journal

/// A signed message in the form of DSSE 1.0.2: JSON with the payload in Base64, its type, and signatures over both.
package struct Envelope: Hashable, Sendable, Codable {
  /// One signature, and the public key that it claims, as 64 hex digits.
  package struct Signature: Hashable, Sendable, Codable {
    package var keyid: String
    package var sig: String
  }

  /// What kinds of payload there are.
  package enum Kind: String, Sendable, CaseIterable {
    case enrolRequest = "application/vnd.tiepsuc.enrol-request+json"
    case enrolAnswer = "application/vnd.tiepsuc.enrol-answer+json"
    case enrolTicket = "application/vnd.tiepsuc.enrol-ticket+json"
    case leadAct = "application/vnd.tiepsuc.lead-act+json"
    case news = "application/vnd.tiepsuc.news+json"
    case reviewEvent = "application/vnd.tiepsuc.review-event+json"
    case review = "application/vnd.tiepsuc.review+json"
    case bundle = "application/vnd.tiepsuc.bundle"
    case pack = "application/vnd.tiepsuc.pack"
    case packRoot = "application/vnd.tiepsuc.pack-root+json"
  }

  package var payloadType: String
  package var payload: String
  package var signatures: [Signature]

  /// Signs a payload as a device.
  package init(_ payload: [UInt8], _ kind: Kind, key: DeviceKey) throws {
    try self.init(payload, kind, publicKey: key.publicKey) { try key.signature(over: $0) }
  }

  /// Signs a payload as a hub.
  package init(_ payload: [UInt8], _ kind: Kind, key: HubKey) throws {
    try self.init(payload, kind, publicKey: key.publicKey) { try key.signature(over: $0) }
  }

  private init(
    _ payload: [UInt8], _ kind: Kind, publicKey: [UInt8], sign: ([UInt8]) throws -> [UInt8]
  ) throws {
    payloadType = kind.rawValue
    self.payload = Base64.text(payload)
    let signature = try sign(Self.encoding(kind, payload))
    signatures = [Signature(keyid: Hex.text(publicKey), sig: Base64.text(signature))]
  }

  /// The envelope as it travels.
  package var bytes: [UInt8] {
    get throws { Array(try JSONEncoder.contract.encode(self)) }
  }

  /// Reads an envelope of at most `limit` bytes; nil where it has another form. It says nothing of the signatures.
  package init?(bytes: [UInt8], limit: Int) {
    guard bytes.count <= limit else { return nil }
    do { self = try JSONDecoder().decode(Envelope.self, from: Data(bytes)) } catch { return nil }
  }

  /// The payload, if it is of this kind and the owner of this key signed it; else nil.
  package func payload(_ kind: Kind, signedBy publicKey: [UInt8]) -> [UInt8]? {
    guard payloadType == kind.rawValue, let bytes = Base64.bytes(payload) else { return nil }
    let name = Hex.text(publicKey)
    let holds = signatures.prefix(8).contains { signature in
      guard signature.keyid == name, let raw = Base64.bytes(signature.sig) else { return false }
      return DeviceKey.isSigned(Self.encoding(kind, bytes), signature: raw, publicKey: publicKey)
    }
    return holds ? bytes : nil
  }

  /// The payload and the key of whoever signed it, where it stands for itself (a request to enrol, a bundle).
  package func payload(_ kind: Kind) -> (bytes: [UInt8], publicKey: [UInt8])? {
    guard let key = signatures.first.flatMap({ Hex.bytes($0.keyid) }), key.count == 32,
      let bytes = payload(kind, signedBy: key)
    else { return nil }
    return (bytes, key)
  }

  /// What is signed: the pre-authentication encoding of the DSSE specification.
  package static func encoding(_ kind: Kind, _ payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(kind.rawValue.utf8.count) \(kind.rawValue) \(payload.count) ".utf8) + payload
  }
}

extension JSONEncoder {
  /// The one spelling of messages: sorted keys, no escaped slashes.
  static var contract: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// A message that travels as JSON.
package protocol Message: Codable, Sendable {}

extension Message {
  /// As it travels.
  package var bytes: [UInt8] {
    get throws { Array(try JSONEncoder.contract.encode(self)) }
  }

  /// Reads a message of at most `limit` bytes; nil where it has another form.
  package init?(bytes: [UInt8], limit: Int = Limits.messageBytes) {
    guard bytes.count <= limit else { return nil }
    do { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) } catch { return nil }
  }
}
