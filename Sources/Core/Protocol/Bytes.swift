import Journal

/// Appends numbers and bytes in one binary form: numbers as LEB128, bytes behind their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Bytes whose length the reader knows.
  mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Bytes behind their length.
  mutating func counted(_ more: [UInt8]) {
    number(more.count)
    raw(more)
  }

  mutating func hash(_ hash: EntryHash) { raw(hash.bytes) }
}

/// Reads what ``ByteWriter`` wrote; nil where the bytes end too early or a number is out of its bounds.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }
  /// What has not been read.
  var rest: ArraySlice<UInt8> { bytes[offset...] }

  /// A number from 0 to `most`.
  mutating func number(atMost most: Int) -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.endIndex, shift < 63 {
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value <= UInt64(most) ? Int(value) : nil }
      shift += 7
    }
    return nil
  }

  mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, bytes.endIndex - offset >= count else { return nil }
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  mutating func counted(atMost most: Int) -> ArraySlice<UInt8>? { number(atMost: most).flatMap { raw($0) } }

  mutating func hash() -> EntryHash? { raw(EntryHash.byteCount).flatMap { EntryHash(bytes: Array($0)) } }
}
