import Checklists

/// Writes the one canonical form of a JSON text: no blanks, fixed key order (the caller's), and only those escapes that
/// JSON demands, always in the same spelling.
///
/// By hand, because the bytes are hashed: the same facts must give the same bytes on every machine and in every later
/// version, and because it is some fifteen times as fast as Foundation's encoder.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Punctuation and keys, as they stand in the program.
  mutating func literal(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func number(_ value: Int64) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)  // 20 digits and a sign at most
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      var rest = value.magnitude
      repeat {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        buffer[start] = 0x2d
      }
      bytes.append(contentsOf: buffer[start...])
    }
  }

  mutating func number(_ value: Int) { number(Int64(value)) }

  mutating func string(_ text: String) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { units in
      if Self.needsEscape(units) {
        units.forEach { escaped($0) }
      } else {
        bytes.append(contentsOf: units)
      }
    }
    bytes.append(0x22)
  }

  mutating func string(_ name: some Name) { string(name.rawValue) }

  mutating func hash(_ hash: EntryHash) {
    bytes.append(0x22)
    Hex.append(hash.bytes, to: &bytes)
    bytes.append(0x22)
  }

  private static func needsEscape(_ units: UnsafeBufferPointer<UInt8>) -> Bool {
    for unit in units where unit < 0x20 || unit == 0x22 || unit == 0x5c { return true }
    return false
  }

  private mutating func escaped(_ unit: UInt8) {
    switch unit {
    case 0x22, 0x5c:
      bytes.append(0x5c)
      bytes.append(unit)
    case ..<0x20:
      literal("\\u00")
      Hex.append([unit], to: &bytes)
    default:
      bytes.append(unit)
    }
  }
}
