import TerminalUI

/// Chance that repeats: the same seed gives the same numbers (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Letters of one and two columns, with and without marks, and some that take none.
  static let letters: [Character] = Array("aế Ữđ漢字가▀─ \u{65}\u{302}\u{301}កាំ👨‍👩‍👧\u{301}\t")

  /// A text of up to that many characters.
  mutating func text(_ most: Int) -> String {
    String((0..<Int.random(in: 0...most, using: &self)).map { _ in Self.letters.randomElement(using: &self) ?? "a" })
  }

  /// Scribbles over a frame, mostly within it.
  mutating func scribble(on frame: inout Frame, strokes: Int) {
    for _ in 0..<strokes {
      let column = Int.random(in: -3...(frame.size.columns + 2), using: &self)
      let row = Int.random(in: -1...frame.size.rows, using: &self)
      let role = Role.allCases.randomElement(using: &self) ?? .text
      if Int.random(in: 0..<4, using: &self) == 0 {
        let columns = Int.random(in: 0...6, using: &self)
        frame.fill(Rect(column: column, row: row, columns: columns, rows: 2), role: role)
      } else {
        frame.put(text(8), column: column, row: row, role: role, limit: Int.random(in: -1...9, using: &self))
      }
    }
  }
}
