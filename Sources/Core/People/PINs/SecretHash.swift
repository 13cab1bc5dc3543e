import Bytes
import CryptoExtras
package import Journal

/// What is kept of a secret of a few digits: scrypt over it with a salt of its own.
///
/// A million PINs are soon tried by whoever takes the disk away; scrypt makes it a day of work, and the table of roles
/// protects nothing that the journal's own keys do not.
package struct SecretHash: Equatable, Sendable {
  private let rounds: Int
  private let salt: [UInt8]
  private let hash: [UInt8]

  /// scrypt's N: 32 MB of memory and a tenth of a second for each try.
  private static let rounds = 1 << 15
  /// N beyond which a record is no record: it would be a wait without end.
  private static let mostRounds = 1 << 20

  private init(rounds: Int, salt: [UInt8], hash: [UInt8]) {
    self.rounds = rounds
    self.salt = salt
    self.hash = hash
  }

  package init(of secret: String, using chance: inout some RandomNumberGenerator) throws(JournalProblem) {
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
    self.init(rounds: Self.rounds, salt: salt, hash: try Self.scrypt(secret, salt, Self.rounds))
  }

  /// The hash of another secret under the same salt, so that one look finds one of many.
  package func hash(of secret: String) throws(JournalProblem) -> SecretHash {
    SecretHash(rounds: rounds, salt: salt, hash: try Self.scrypt(secret, salt, rounds))
  }

  package func isRight(_ secret: String) throws(JournalProblem) -> Bool {
    let other = try Self.scrypt(secret, salt, rounds)
    // All bytes are looked at, wherever the first difference is.
    return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0 && hash.count == other.count
  }

  /// That of no secret.
  static let nobodys = SecretHash(rounds: rounds, salt: [UInt8](repeating: 0, count: 16), hash: [])

  private static func scrypt(_ secret: String, _ salt: [UInt8], _ rounds: Int) throws(JournalProblem) -> [UInt8] {
    do {
      return try KDF.Scrypt.deriveKey(
        // Never without a byte, which scrypt does not take.
        from: Array("pin \(secret)".utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8, parallelism: 1
      ).withUnsafeBytes { Array($0) }
    } catch {
      throw .notEncodable(what: "scrypt")
    }
  }

  /// `scrypt 32768 8 1 SALT HASH`.
  package var text: String { "scrypt \(rounds) 8 1 \(Hex.text(salt)) \(Hex.text(hash))" }

  /// Reads ``text``; nil where it has another form.
  package init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0] == "scrypt", parts[2] == "8", parts[3] == "1", let rounds = Int(parts[1]),
      (1 << 10...Self.mostRounds).contains(rounds), rounds.nonzeroBitCount == 1, let salt = Hex.bytes(parts[4]),
      salt.count == 16, let hash = Hex.bytes(parts[5]), hash.count == 32
    else { return nil }
    self.init(rounds: rounds, salt: salt, hash: hash)
  }
}
