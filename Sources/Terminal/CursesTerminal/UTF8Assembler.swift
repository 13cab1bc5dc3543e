/// Puts bytes that come one at a time, perhaps in different packets, together to Unicode scalars.
struct UTF8Assembler {
  /// Bits gathered so far, and how many bytes are still to come.
  private var value: UInt32 = 0
  private var missing = 0
  /// The least value that needs as many bytes; less is forbidden (RFC 3629).
  private var least: UInt32 = 0

  /// The scalar that a byte completes; nil where it does not complete one. What is not UTF-8 is dropped.
  mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
    if missing > 0, byte & 0xC0 == 0x80 {
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      return missing == 0 && value >= least ? Unicode.Scalar(value) : nil
    }
    missing = 0
    switch byte {
    case 0..<0x80: return Unicode.Scalar(byte)
    case 0xC2..<0xE0: start(byte & 0x1F, missing: 1, least: 0x80)
    case 0xE0..<0xF0: start(byte & 0x0F, missing: 2, least: 0x800)
    case 0xF0..<0xF5: start(byte & 0x07, missing: 3, least: 0x1_0000)
    default: break
    }
    return nil
  }

  private mutating func start(_ bits: UInt8, missing: Int, least: UInt32) {
    value = UInt32(bits)
    self.missing = missing
    self.least = least
  }
}
