import Bytes
import Crypto
import Foundation

/// What a browser or a program holds to be known again: 32 random bytes, as 64 hex digits.
package struct Secret: Hashable, Sendable {
  package let text: String
  private let bytes: [UInt8]

  package init(using generator: inout some RandomNumberGenerator) {
    bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    text = Hex.text(bytes)
  }

  /// Nil where it is none.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64, let bytes = Hex.bytes(text) else { return nil }
    self.bytes = bytes
    self.text = String(text)
  }

  /// What is kept of it.
  package var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// What a form carries so that only a page of ours can have sent it: another site knows neither the secret nor this.
  package var formToken: String {
    Hex.text(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: SymmetricKey(data: bytes)))
  }

  /// Whether a form was on a page that was made for this secret.
  package func holds(formToken: String?) -> Bool {
    guard let formToken else { return false }
    return Self.areSame(Array(formToken.utf8), Array(self.formToken.utf8))
  }

  /// What tells one state of a text from another.
  package static func tag(of text: String) -> String { Hex.text(SHA256.hash(data: Array(text.utf8)).prefix(16)) }

  /// Compares in the same time whatever differs.
  static func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
