import Bytes
import Checklists
import Crypto
import Foundation
import Journal
package import Protocol

/// A trainer's key, unlocked: it signs packs and roots, and lives only as long as a command.
package struct TrainerKey: Sendable {
  /// Names the person.
  package let person: String
  /// What the person wants to be called.
  package let name: String
  /// 32 bytes.
  package let publicKey: [UInt8]
  let signing: Curve25519.Signing.PrivateKey

  /// A fresh key.
  package init(person: String, name: String) {
    self.init(person: person, name: name, signing: Curve25519.Signing.PrivateKey())
  }

  init(person: String, name: String, signing: Curve25519.Signing.PrivateKey) {
    self.person = person
    self.name = name
    self.signing = signing
    publicKey = Array(signing.publicKey.rawRepresentation)
  }

  /// 64 bytes.
  package func signature(over message: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: message)) }

  /// The person as a root names it.
  package var trainer: PackRoot.Trainer { .init(person: person, name: name, key: Hex.text(publicKey)) }
}

/// The public half of a trainer's key as a line of text: `tiepsuc-trainer 1 KEY PERSON NAME`.
package enum TrainerLine {
  /// The line, without its end.
  package static func text(_ trainer: PackRoot.Trainer) -> String {
    "tiepsuc-trainer 1 \(trainer.key) \(trainer.person) \(trainer.name)"
  }

  /// Nil where the text is no such line.
  package static func read(_ text: some StringProtocol) -> PackRoot.Trainer? {
    let parts = String(text).split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0] == "tiepsuc-trainer", parts[1] == "1", Hex.bytes(parts[2])?.count == 32,
      isSlug(parts[3]), isPlainLine(parts[4], atMost: 60)
    else { return nil }
    return PackRoot.Trainer(person: parts[3], name: parts[4], key: parts[2])
  }
}
