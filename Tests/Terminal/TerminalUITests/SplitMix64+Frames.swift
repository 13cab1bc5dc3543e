import Platform
import TerminalUI

extension SplitMix64 {
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
