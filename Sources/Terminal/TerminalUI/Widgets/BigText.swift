/// Letters that can be read across a table: five columns by five rows each, with one column between.
package enum BigText {
  /// Five rows of five bits, the leftmost highest.
  private static let shapes: [Character: [UInt8]] = [
    "A": [0b01110, 0b10001, 0b11111, 0b10001, 0b10001], "C": [0b01111, 0b10000, 0b10000, 0b10000, 0b01111],
    "D": [0b11110, 0b10001, 0b10001, 0b10001, 0b11110], "E": [0b11111, 0b10000, 0b11110, 0b10000, 0b11111],
    "F": [0b11111, 0b10000, 0b11110, 0b10000, 0b10000], "G": [0b01111, 0b10000, 0b10011, 0b10001, 0b01111],
    "H": [0b10001, 0b10001, 0b11111, 0b10001, 0b10001], "J": [0b00111, 0b00010, 0b00010, 0b10010, 0b01100],
    "K": [0b10010, 0b10100, 0b11000, 0b10100, 0b10010], "M": [0b10001, 0b11011, 0b10101, 0b10001, 0b10001],
    "N": [0b10001, 0b11001, 0b10101, 0b10011, 0b10001], "P": [0b11110, 0b10001, 0b11110, 0b10000, 0b10000],
    "Q": [0b01110, 0b10001, 0b10101, 0b10010, 0b01101], "R": [0b11110, 0b10001, 0b11110, 0b10010, 0b10001],
    "T": [0b11111, 0b00100, 0b00100, 0b00100, 0b00100], "V": [0b10001, 0b10001, 0b01010, 0b01010, 0b00100],
    "W": [0b10001, 0b10001, 0b10101, 0b11011, 0b10001], "X": [0b10001, 0b01010, 0b00100, 0b01010, 0b10001],
    "Y": [0b10001, 0b01010, 0b00100, 0b00100, 0b00100], "1": [0b00100, 0b01100, 0b00100, 0b00100, 0b01110],
    "2": [0b11110, 0b00001, 0b01110, 0b10000, 0b11111], "3": [0b11110, 0b00001, 0b01110, 0b00001, 0b11110],
    "4": [0b10010, 0b10010, 0b11111, 0b00010, 0b00010], "5": [0b11111, 0b10000, 0b11110, 0b00001, 0b11110],
    "6": [0b01110, 0b10000, 0b11110, 0b10001, 0b01110], "7": [0b11111, 0b00001, 0b00010, 0b00100, 0b00100],
    "-": [0b00000, 0b00000, 0b01110, 0b00000, 0b00000],
  ]

  /// The columns that a text takes; it is five rows tall.
  package static func columns(_ text: String) -> Int { max(0, text.count * 6 - 1) }

  /// Draws a text; letters without a shape leave a gap.
  package static func draw(
    _ text: String, column: Int, row: Int, of frame: inout Frame, role: Role, hasSymbols: Bool
  ) {
    for (place, letter) in text.enumerated() {
      guard let shape = shapes[letter] else { continue }
      for (line, bits) in shape.enumerated() {
        for bit in 0..<5 where bits & (0b10000 >> bit) != 0 {
          frame.put(hasSymbols ? "█" : "#", column: column + place * 6 + bit, row: row + line, role: role)
        }
      }
    }
  }
}
