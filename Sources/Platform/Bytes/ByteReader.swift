/// The reading side of ``ByteWriter``, for bytes from anywhere: every answer is nil where the bytes end too early or a
/// number is out of its bounds, and no number that was read sizes anything before it was held against what is there.
package struct ByteReader {
  /// The bytes that have not been read.
  package private(set) var rest: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  package var isAtEnd: Bool { rest.isEmpty }

  /// A number from 0 to `most`. Nil also where it is longer than nine bytes, and so beyond 63 bits.
  package mutating func number(atMost most: Int) -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.first, shift < 63 {
      rest = rest.dropFirst()
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value <= UInt64(clamping: most) ? Int(value) : nil }
      shift += 7
    }
    return nil
  }

  /// How many things follow, each of at least one byte.
  package mutating func count() -> Int? { number(atMost: .max).flatMap { $0 <= rest.count ? $0 : nil } }

  /// So many bytes.
  package mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Bytes behind their length, at most so many.
  package mutating func counted(atMost most: Int) -> ArraySlice<UInt8>? { number(atMost: most).flatMap { raw($0) } }

  /// A text behind its length; nil where it is no UTF-8.
  package mutating func text() -> String? {
    counted(atMost: rest.count).flatMap { String(validating: $0, as: UTF8.self) }
  }
}
