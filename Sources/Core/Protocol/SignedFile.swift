public import Checklists
public import Journal

/// The frame that packs, roots and reviews travel in: who signed, and the signed bytes, which are still to be read.
///
/// `TSP1`, `TSR1` or `TSV1`, the number of signatures (1 byte), for each a public key (32) and a signature (64), the length of
/// the body (4 bytes, big-endian), the body. Signed is DSSE's encoding of the body and its type. So signatures are
/// checked before a byte of the body is parsed or unpacked.
public struct SignedFile: Hashable, Sendable {
  /// What the body is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case pack = "TSP"
    case root = "TSR"
    /// What trainers said of drafts, with the drafts.
    case review = "TSV"

    /// The largest file, in bytes.
    public var limit: Int { self == .root ? PackLimits.rootBytes : PackLimits.fileBytes }
    /// What is signed as its type.
    package var envelope: Envelope.Kind {
      switch self {
      case .pack: .pack
      case .root: .packRoot
      case .review: .review
      }
    }
  }

  /// One signature, and whose key it claims.
  public struct Signature: Hashable, Sendable {
    /// 32 bytes.
    public var publicKey: [UInt8]
    /// 64 bytes.
    public var bytes: [UInt8]

    package init(publicKey: [UInt8], bytes: [UInt8]) {
      self.publicKey = publicKey
      self.bytes = bytes
    }
  }

  /// The form that this program writes and reads.
  public static let format = 1

  public let kind: Kind
  public package(set) var signatures: [Signature]
  /// What is signed.
  public let body: [UInt8]

  /// A file that nobody signed yet.
  public init(_ kind: Kind, body: [UInt8]) {
    self.kind = kind
    self.body = body
    signatures = []
  }

  /// What a file says that it is, by its first bytes; nil where it is neither.
  public static func kind(of bytes: [UInt8]) -> Kind? { Kind.allCases.first { bytes.starts(with: $0.rawValue.utf8) } }

  /// Takes a file apart. It says nothing of the signatures, and reads nothing of the body.
  public init(_ bytes: [UInt8], _ kind: Kind) throws(PackRefusal) {
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
  public var bytes: [UInt8] {
    var out = Array(kind.rawValue.utf8) + [0x30 + UInt8(Self.format), UInt8(signatures.count)]
    for signature in signatures { out += signature.publicKey + signature.bytes }
    for shift in [24, 16, 8, 0] { out.append(UInt8(truncatingIfNeeded: body.count >> shift)) }
    return out + body
  }

  /// What names this file, however many signed it: the hash of its body.
  public var hash: EntryHash { EntryHash(of: body) }

  /// Whether the owner of the key that a signature claims made it.
  package func holds(_ signature: Signature) -> Bool {
    DeviceKey.isSigned(
      Envelope.encoding(kind.envelope, body), signature: signature.bytes, publicKey: signature.publicKey)
  }
}
