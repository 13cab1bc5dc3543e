/// A zip archive made by hand, so that tests can make wrong ones.
struct ZipBytes {
  struct Entry {
    var name: String
    /// As it lies in the archive.
    var bytes: [UInt8]
    /// 0: stored, 8: deflated.
    var method: UInt16 = 0
    var checksum: UInt32
    /// What the archive claims that it unpacks to, in bytes.
    var size: UInt32
    /// Bit 0: with a password.
    var flags: UInt16 = 0
  }

  var entries: [Entry] = []

  /// Adds an entry as it is.
  mutating func store(_ name: String, _ bytes: [UInt8]) {
    entries.append(Entry(name: name, bytes: bytes, checksum: crc32(bytes), size: UInt32(bytes.count)))
  }

  mutating func store(_ name: String, _ text: String) { store(name, Array(text.utf8)) }

  /// The whole archive.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(result.count)
      let name = Array(entry.name.utf8)
      let common =
        little(UInt16(20)) + little(entry.flags) + little(entry.method) + little(UInt32(0))
        + little(entry.checksum) + little(UInt32(entry.bytes.count)) + little(entry.size)
        + little(UInt16(name.count)) + little(UInt16(0))
      result += little(UInt32(0x0403_4B50)) + common + name + entry.bytes
      directory +=
        little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common + little(UInt16(0)) + little(UInt16(0))
        + little(UInt16(0)) + little(UInt32(0)) + little(offset) + name
    }
    let start = UInt32(result.count)
    let count = little(UInt16(entries.count))
    result += directory
    result += little(UInt32(0x0605_4B50)) + little(UInt32(0)) + count + count
    return result + little(UInt32(directory.count)) + little(start) + little(UInt16(0))
  }
}

private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// The checksum of zip (CRC-32 of ISO 3309).
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}

/// A deflated run of one byte that unpacks to about `count` bytes (RFC 1951, fixed codes).
func deflatedRun(of byte: UInt8, count: Int) -> [UInt8] {
  var result: [UInt8] = []
  var buffer: UInt8 = 0
  var used = 0
  func put(bit: Int) {
    buffer |= UInt8(bit) << UInt8(used)
    used += 1
    if used == 8 {
      result.append(buffer)
      buffer = 0
      used = 0
    }
  }
  // Codes are written from their highest bit on, everything else from the lowest.
  func put(code: Int, bits: Int) { for bit in stride(from: bits - 1, through: 0, by: -1) { put(bit: code >> bit & 1) } }
  put(bit: 1)
  put(bit: 1)
  put(bit: 0)
  put(code: 0x30 + Int(byte), bits: 8)
  for _ in 0..<count / 258 {
    put(code: 0b1100_0101, bits: 8)
    put(code: 0, bits: 5)
  }
  put(code: 0, bits: 7)
  while used != 0 { put(bit: 0) }
  return result
}
