import Bytes
import Crypto
import CryptoExtras
import Journal
import VietnameseText

/// The locked half of a backup key, which stands at the head of every backup: text, so that a person can see what it is.
///
/// The secret half is in `box`, by ChaCha20-Poly1305 under a key that scrypt makes of the passphrase; the other lines are
/// authenticated with it.
package struct BackupLock: Hashable, Sendable {
  /// scrypt's N: 64 MB of memory and a fifth of a second for each guess.
  let rounds: Int
  let salt: [UInt8]
  /// X25519, 32 bytes: what backups are sealed to.
  let publicKey: [UInt8]
  let box: [UInt8]

  /// The fewest characters of a passphrase.
  package static let leastCharacters = 10
  static let usualRounds = 1 << 16
  /// The most that is believed of a file, so that a forged one cannot take all memory (1 GB).
  static let mostRounds = 1 << 20
  static let firstLine = "tiepsuc backup 1"

  /// What the passphrase opens: the X25519 key that reads backups, and the shared key without which none is believed.
  struct Secret: Sendable {
    let reading: Curve25519.KeyAgreement.PrivateKey
    let shared: [UInt8]
  }

  /// Locks a fresh secret. Throws ``BackupProblem/shortPassphrase(least:)``.
  static func make(
    passphrase: String, rounds: Int = usualRounds
  ) throws(BackupProblem) -> (lock: BackupLock, shared: [UInt8]) {
    guard composed(passphrase).count >= leastCharacters else { throw .shortPassphrase(least: leastCharacters) }
    let reading = Curve25519.KeyAgreement.PrivateKey()
    let shared = random(32)
    let salt = random(16)
    let publicKey = Array(reading.publicKey.rawRepresentation)
    let head = head(rounds, salt, publicKey)
    do {
      let key = try derive(passphrase, rounds, salt)
      let box = try ChaChaPoly.seal(
        Array(reading.rawRepresentation) + shared, using: key, authenticating: Array(head.utf8))
      return (
        BackupLock(rounds: rounds, salt: salt, publicKey: publicKey, box: Array(box.combined)), shared
      )
    } catch {
      // The limits of scrypt and of the cipher are far from these sizes.
      throw .wrongPassphrase
    }
  }

  /// Opens the secret. Throws ``BackupProblem/wrongPassphrase``.
  func unlocked(_ passphrase: String) throws(BackupProblem) -> Secret {
    do {
      let key = try Self.derive(passphrase, rounds, salt)
      let head = Self.head(rounds, salt, publicKey)
      let secret = Array(try ChaChaPoly.open(.init(combined: box), using: key, authenticating: Array(head.utf8)))
      let reading = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret.prefix(32))
      guard secret.count == 64, Array(reading.publicKey.rawRepresentation) == publicKey else {
        throw BackupProblem.wrongPassphrase
      }
      return Secret(reading: reading, shared: Array(secret.suffix(32)))
    } catch {
      throw .wrongPassphrase
    }
  }

  /// One form for one text: keyboards differ in how they put letters and marks together.
  private static func derive(_ passphrase: String, _ rounds: Int, _ salt: [UInt8]) throws -> SymmetricKey {
    let bytes = Array(composed(passphrase).utf8)
    // scrypt takes no empty passphrase, and nothing is locked under one.
    guard !bytes.isEmpty else { throw BackupProblem.wrongPassphrase }
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8, parallelism: 1)
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  private static func head(_ rounds: Int, _ salt: [UInt8], _ publicKey: [UInt8]) -> String {
    "\(firstLine)\nscrypt \(rounds) 8 1 \(Hex.text(salt))\nto \(Hex.text(publicKey))\n"
  }

  /// Four lines, each with its end.
  var text: String { Self.head(rounds, salt, publicKey) + "box \(Hex.text(box))\n" }

  private init(rounds: Int, salt: [UInt8], publicKey: [UInt8], box: [UInt8]) {
    (self.rounds, self.salt, self.publicKey, self.box) = (rounds, salt, publicKey, box)
  }

  /// Reads the four lines; nil where they have another form.
  init?(lines: [Substring]) {
    guard lines.count == 4, lines[0] == Self.firstLine else { return nil }
    let words = lines[1].split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 5, words[0] == "scrypt", words[2] == "8", words[3] == "1", let rounds = Int(words[1]),
      (1 << 10...Self.mostRounds).contains(rounds), rounds.nonzeroBitCount == 1,
      let salt = Hex.bytes(words[4]), salt.count == 16,
      lines[2].hasPrefix("to "), let publicKey = Hex.bytes(lines[2].dropFirst(3)), publicKey.count == 32,
      lines[3].hasPrefix("box "), let box = Hex.bytes(lines[3].dropFirst(4)), box.count == 92
    else { return nil }
    self.init(rounds: rounds, salt: salt, publicKey: publicKey, box: box)
    guard text == lines.map({ $0 + "\n" }).joined() else { return nil }
  }
}
