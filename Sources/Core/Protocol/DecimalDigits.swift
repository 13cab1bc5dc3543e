/// Whole numbers in decimal digits, as text.
enum DecimalDigits {
  /// Appends a number in ASCII, as `String` writes it.
  static func append(_ number: Int64, to text: inout [UInt8]) {
    // A sign and nineteen digits.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var place = buffer.count
      var rest = number.magnitude
      repeat {
        place -= 1
        buffer[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        place -= 1
        buffer[place] = 0x2d
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[place...]))
    }
  }
}
