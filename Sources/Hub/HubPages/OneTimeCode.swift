import Crypto
import Foundation

/// Codes of six digits that change every thirty seconds (TOTP, RFC 6238, with SHA-1 as every program for phones has it).
package enum OneTimeCode {
  /// In milliseconds.
  private static let period: Int64 = 30_000
  private static let secretBytes = 20

  /// The step that a moment stands in, by milliseconds since 1970.
  package static func step(at time: Int64) -> Int64 { max(0, time) / period }

  package static func secret(using generator: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The code of a step.
  package static func code(_ secret: [UInt8], step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[mac.count - 1] & 15)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step whose code was typed: now, or one before or after, for clocks differ; nil where it is none of these.
  package static func step(of typed: String, _ secret: [UInt8], at time: Int64) -> Int64? {
    let digits = Array(typed.utf8.filter { $0 != 0x20 })
    let now = step(at: time)
    return [now, now - 1, now + 1].first { $0 >= 0 && Secret.areSame(digits, Array(code(secret, step: $0).utf8)) }
  }

  /// The secret as a program for phones takes it.
  package static func address(_ secret: [UInt8], name: String) -> String {
    "otpauth://totp/Tiep%20Suc:\(name)?secret=\(base32(secret))&issuer=Tiep%20Suc"
  }

  /// RFC 4648, without padding.
  package static func base32(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (text, held, bits) = ("", 0, 0)
    for byte in bytes {
      held = (held << 8 | Int(byte)) & 0xfff
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(letters[held >> bits & 31])
      }
    }
    if bits > 0 { text.append(letters[held << (5 - bits) & 31]) }
    return text
  }
}
