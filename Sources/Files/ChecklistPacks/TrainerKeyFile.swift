import Bytes
import Checklists
import Crypto
import CryptoExtras
import Foundation
import Journal
package import Protocol

/// A trainer's key as it lies on the disk: locked under a passphrase.
///
/// Text, so that a person can see what it is; the secret is in `box` alone, by ChaCha20-Poly1305 under a key that
/// scrypt makes of the passphrase. All the other lines are authenticated with it: a changed name or number opens
/// nothing.
package struct TrainerKeyFile: Hashable, Sendable {
  /// Whose key it is.
  package let trainer: PackRoot.Trainer
  /// scrypt's N: 64 MB of memory and a fifth of a second for each guess.
  let rounds: Int
  private let salt: [UInt8]
  private let box: [UInt8]

  /// The fewest characters of a passphrase.
  package static let leastCharacters = 10
  static let usualRounds = 1 << 16
  /// The most that is believed of a file, so that a forged one cannot take all memory (1 GB).
  static let mostRounds = 1 << 20

  /// Locks a key.
  package init(locking key: TrainerKey, passphrase: String) throws {
    guard passphrase.count >= Self.leastCharacters else {
      throw PackRefusal.key(.shortPassphrase(least: Self.leastCharacters))
    }
    trainer = key.trainer
    rounds = Self.usualRounds
    var generator = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let head = Self.head(trainer, rounds, salt)
    let lock = try Self.lock(passphrase, rounds, salt)
    box = Array(
      try ChaChaPoly.seal(key.signing.rawRepresentation, using: lock, authenticating: Array(head.utf8)).combined)
  }

  /// Unlocks the key; throws ``PackRefusal/key(_:)`` with `wrongPassphrase`.
  package func unlocked(passphrase: String) throws -> TrainerKey {
    let head = Self.head(trainer, rounds, salt)
    let lock = try Self.lock(passphrase, rounds, salt)
    do {
      let secret = try ChaChaPoly.open(.init(combined: box), using: lock, authenticating: Array(head.utf8))
      let signing = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
      guard Hex.text(Array(signing.publicKey.rawRepresentation)) == trainer.key else {
        throw PackRefusal.key(.wrongPassphrase)
      }
      return TrainerKey(person: trainer.person, name: trainer.name, signing: signing)
    } catch {
      throw PackRefusal.key(.wrongPassphrase)
    }
  }

  private static func lock(_ passphrase: String, _ rounds: Int, _ salt: [UInt8]) throws -> SymmetricKey {
    // One form for one text: keyboards differ in how they put letters and marks together.
    let bytes = Array(passphrase.precomposedStringWithCanonicalMapping.utf8)
    // scrypt takes no empty passphrase, and nothing is locked under one.
    guard !bytes.isEmpty else { throw PackRefusal.key(.wrongPassphrase) }
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8, parallelism: 1)
  }

  private static func head(_ trainer: PackRoot.Trainer, _ rounds: Int, _ salt: [UInt8]) -> String {
    "tiepsuc trainer key 1\n\(TrainerLine.text(trainer))\nscrypt \(rounds) 8 1 \(Hex.text(salt))\n"
  }

  /// The file.
  package var bytes: [UInt8] { Array((Self.head(trainer, rounds, salt) + "box \(Hex.text(box))\n").utf8) }

  /// Reads a file; nil where it has another form.
  package init?(bytes: [UInt8]) {
    guard bytes.count <= 4096, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == "tiepsuc trainer key 1", lines[4].isEmpty,
      let trainer = TrainerLine.read(lines[1])
    else { return nil }
    let words = lines[2].split(separator: " ")
    guard words.count == 5, words[0] == "scrypt", words[2] == "8", words[3] == "1", let rounds = Int(words[1]),
      (1 << 15...Self.mostRounds).contains(rounds), rounds.nonzeroBitCount == 1,
      let salt = Hex.bytes(words[4]), salt.count == 16,
      lines[3].hasPrefix("box "), let box = Hex.bytes(lines[3].dropFirst(4)), box.count == 60
    else { return nil }
    self.trainer = trainer
    self.rounds = rounds
    self.salt = salt
    self.box = box
    guard self.bytes == bytes else { return nil }
  }
}
