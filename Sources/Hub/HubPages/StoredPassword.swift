import Bytes
import CryptoExtras
import Foundation

/// A password as it is kept: salted, and hashed with scrypt (RFC 7914), so that trying one costs some 30 MB and a tenth of
/// a second.
///
/// Passwords are made by the hub, never chosen: with a hundred bits there is nothing to guess, so nobody has to be locked
/// out because somebody else guesses.
package struct StoredPassword: Hashable, Sendable {
  private static let (rounds, blockSize, parallelism) = (1 << 15, 8, 1)
  private var salt: [UInt8]
  private var hash: [UInt8]

  /// The longest password that is tried, in bytes.
  package static let longest = 200

  package init(_ password: String, using generator: inout some RandomNumberGenerator) throws {
    salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    hash = try Self.hash(password, salt: salt)
  }

  /// Reads ``text``; nil for anything else.
  package init?(text: String) {
    let parts = text.split(separator: "$")
    guard parts.count == 3, parts[0] == "scrypt-15-8-1", let salt = Hex.bytes(parts[1]), salt.count == 16,
      let hash = Hex.bytes(parts[2]), hash.count == 32
    else { return nil }
    (self.salt, self.hash) = (salt, hash)
  }

  /// `scrypt-15-8-1$SALT$HASH`.
  package var text: String { "scrypt-15-8-1$\(Hex.text(salt))$\(Hex.text(hash))" }

  package func holds(for password: String) throws -> Bool {
    // scrypt takes no empty password, and nobody has one: another is tried for it, so that it takes as long.
    guard !password.isEmpty else { return try Self.hash("-", salt: salt).isEmpty }
    guard password.utf8.count <= Self.longest else { return false }
    return Secret.areSame(try Self.hash(password, salt: salt), hash)
  }

  /// What is tried where there is nobody of a name, so that it takes as long.
  package static let ofNobody = StoredPassword(
    salt: Array(repeating: 1, count: 16), hash: Array(repeating: 0, count: 32))

  private init(salt: [UInt8], hash: [UInt8]) {
    self.salt = salt
    self.hash = hash
  }

  private static func hash(_ password: String, salt: [UInt8]) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism)
    return key.withUnsafeBytes { Array($0) }
  }

  /// A password of four times five letters, without those that are mistaken for each other: a hundred bits.
  package static func made(using generator: inout some RandomNumberGenerator) -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    return (0..<4).map { _ in
      String((0..<5).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }.joined(separator: "-")
  }
}
