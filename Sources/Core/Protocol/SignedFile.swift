package import Checklists
package import Journal

/// The frame that files travel in: packs, roots, reviews, and bundles on sticks. It says who signed, and holds the signed
/// bytes, which are still to be read. Messages of the network travel in an ``Envelope`` instead: the same encoding is
/// signed, but there people want to read what passes, and here nobody wants a third more bytes.
///
/// `TSP1`, `TSR1`, `TSV1` or `TSU1`, the number of signatures (1 byte), for each a public key (32) and a signature (64), the length of
/// the body (4 bytes, big-endian), the body. Signed is DSSE's encoding of the body and its type. So signatures are
/// checked before a byte of the body is parsed or unpacked.
package struct SignedFile: Hashable, Sendable {
  /// What the body is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case pack = "TSP"
    case root = "TSR"
    /// What trainers said of drafts, with the drafts.
    case review = "TSV"
    /// What travels on a stick (``Bundle``).
    case bundle = "TSU"

    /// The largest file, in bytes.
    package var limit: Int {
      switch self {
      case .root: PackLimits.rootBytes
      case .pack, .review: PackLimits.fileBytes
      case .bundle: Limits.bundleBytes
      }
    }
    /// What is signed as its type.
    package var envelope: Envelope.Kind {
      switch self {
      case .pack: .pack
      case .root: .packRoot
      case .review: .review
      case .bundle: .bundle
      }
    }
  }

  /// One signature, and whose key it claims.
  package struct Signature: Hashable, Sendable {
    /// 32 bytes.
    package var publicKey: [UInt8]
    /// 64 bytes.
    package var bytes: [UInt8]

    package init(publicKey: [UInt8], bytes: [UInt8]) {
      self.publicKey = publicKey
      self.bytes = bytes
    }
  }

  /// The form that this program writes and reads.
  package static let format = 1

  package let kind: Kind
  package var signatures: [Signature]
  /// What is signed.
  package let body: [UInt8]

  /// A file that nobody signed yet.
  package init(_ kind: Kind, body: [UInt8]) {
    self.kind = kind
    self.body = body
    signatures = []
  }

  /// What a file says that it is, by its first bytes; nil where it is neither.
  package static func kind(of bytes: [UInt8]) -> Kind? { Kind.allCases.first { bytes.starts(with: $0.rawValue.utf8) } }

  /// Takes a file apart. It says nothing of the signatures, and reads nothing of the body.
  package init(_ bytes: [UInt8], _ kind: Kind) throws(PackRefusal) {
    guard bytes.count <= kind.limit else { throw .tooLarge(limit: kind.limit) }
    guard bytes.starts(with: kind.rawValue.utf8), bytes.count > 3, let form = Self.digit(bytes[3]) else {
      throw .wrongFormat
    }
    guard form == Self.format else { throw .newerFormat(found: form, known: Self.format) }
    guard bytes.count > 4 else { throw .truncated(missing: 1) }
    let count = Int(bytes[4])
    guard count <= PackLimits.signatures else { throw .wrongFormat }
    let start = 5 + count * 96 + 4
    guard bytes.count >= start else { throw .truncated(missing: start - bytes.count) }
    let length = bytes[(start - 4)..<start].reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count - start >= length else { throw .truncated(missing: length - (bytes.count - start)) }
    guard bytes.count - start == length else { throw .trailing(extra: bytes.count - start - length) }
    self.kind = kind
    signatures = (0..<count).map { index in
      let at = 5 + index * 96
      return Signature(publicKey: Array(bytes[at..<(at + 32)]), bytes: Array(bytes[(at + 32)..<(at + 96)]))
    }
    body = Array(bytes[start...])
  }

  /// 1 to 9.
  private static func digit(_ byte: UInt8) -> Int? { (0x31...0x39).contains(byte) ? Int(byte) - 0x30 : nil }

  /// The file.
  package var bytes: [UInt8] {
    var out = Array(kind.rawValue.utf8) + [0x30 + UInt8(Self.format), UInt8(signatures.count)]
    for signature in signatures { out += signature.publicKey + signature.bytes }
    for shift in [24, 16, 8, 0] { out.append(UInt8(truncatingIfNeeded: body.count >> shift)) }
    return out + body
  }

  /// What names this file, however many signed it: the hash of its body.
  package var hash: EntryHash { EntryHash(of: body) }

  /// Whether the owner of the key that a signature claims made it.
  package func holds(_ signature: Signature) -> Bool {
    DeviceKey.isSigned(
      Envelope.encoding(kind.envelope, body), signature: signature.bytes, publicKey: signature.publicKey)
  }
}
