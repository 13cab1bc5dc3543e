/// Numbers and bytes in one binary form: a number as LEB128 (seven bits a byte, lowest first), bytes and texts behind
/// their length.
package struct ByteWriter {
  /// The bytes written so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// A number; a negative one is written as the large one of the same bits, which no reader takes.
  package mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Bytes whose length the reader knows.
  package mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Bytes behind their length.
  package mutating func counted(_ more: some Collection<UInt8>) {
    number(more.count)
    raw(more)
  }

  /// The UTF-8 of a text behind its length.
  package mutating func text(_ text: String) { counted(text.utf8) }
}
