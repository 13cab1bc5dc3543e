package import Journal

/// The short form of a public key or hash, for people to compare.
package enum Fingerprint {
  /// The first eight bytes of the hash of a public key, in four groups of four digits.
  package static func text(_ publicKey: [UInt8]) -> String { short(EntryHash(of: publicKey)) }

  /// The first eight bytes of a hash, in four groups of four digits.
  package static func short(_ hash: EntryHash) -> String {
    let digits = Array(hash.hex.prefix(16))
    return stride(from: 0, to: 16, by: 4).map { String(digits[$0..<($0 + 4)]) }.joined(separator: "-")
  }
}
