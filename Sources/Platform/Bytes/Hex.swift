/// Bytes as lower-case hexadecimal digits, two a byte.
package enum Hex {
  /// The digits of some bytes.
  package static func text(_ bytes: some Sequence<UInt8>) -> String { text(Array(bytes)) }

  /// The digits of some bytes; without a sequence of any kind, whose conformance would be looked up at every start.
  package static func text(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count * 2)
    for byte in bytes { append(byte, to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the digits of some bytes, in ASCII.
  package static func append(_ bytes: some Sequence<UInt8>, to digits: inout [UInt8]) {
    for byte in bytes { append(byte, to: &digits) }
  }

  private static func append(_ byte: UInt8, to digits: inout [UInt8]) {
    digits.append(digit(byte >> 4))
    digits.append(digit(byte & 15))
  }

  /// The ASCII digit of a value from 0 to 15.
  @inlinable package static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The bytes that lower-case digits stand for; nil where something else, or half a byte, stands.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let units = Array(text.utf8)
    guard units.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count / 2)
    for index in stride(from: 0, to: units.count, by: 2) {
      guard let high = value(units[index]), let low = value(units[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The value of a lower-case ASCII digit; nil for anything else.
  @inlinable package static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
