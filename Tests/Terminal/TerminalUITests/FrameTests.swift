import Platform
import TerminalUI
import Testing

@Suite struct FrameTests {
  @Test func `text is clipped at both sides and at its limit`() {
    var frame = Frame(Size(columns: 6, rows: 1))
    #expect(frame.put("abcdef", column: -2, row: 0, role: .text, limit: 4) == 4)
    #expect(frame.text == "cd")
    #expect(frame.put("xyz", column: 4, row: 0, role: .text) == 2)
    #expect(frame.text == "cd  xy")
    #expect(frame.put("q", column: 0, row: 0, role: .text, limit: 0) == 0)
    #expect(frame.put("q", column: 0, row: 7, role: .text, limit: -5) == 0)
    #expect(frame.text == "cd  xy")
  }

  @Test func `a wide letter that does not fit whole is left out`() {
    var frame = Frame(Size(columns: 3, rows: 1))
    frame.put("a漢字", column: 0, row: 0, role: .text)
    #expect(frame.text == "a漢")
    frame.put("漢", column: -1, row: 0, role: .text)
    #expect(frame.text == " 漢")
  }

  @Test func `overwriting half of a wide letter blanks the other half`() {
    var frame = Frame(Size(columns: 6, rows: 1))
    frame.put("漢字漢", column: 0, row: 0, role: .text)
    frame.put("a", column: 1, row: 0, role: .text)
    #expect(frame.text == " a字漢")
    frame.put("b", column: 2, row: 0, role: .text)
    #expect(frame.text == " ab 漢")
    frame.fill(Rect(column: 3, row: 0, columns: 2, rows: 1), role: .bar)
    #expect(frame.text == " ab")
  }

  @Test func `changing only a cell's role leaves its letter whole`() {
    var frame = Frame(Size(columns: 4, rows: 1))
    frame.put("漢字", column: 0, row: 0, role: .text)
    for column in 0..<4 { frame[column, 0].role = .selected }
    #expect(frame.text == "漢字")
    #expect(frame.cells.allSatisfy { $0.role == .selected })
  }

  @Test func `Khmer vowels stand in a cell of their own`() {
    var frame = Frame(Size(columns: 8, rows: 1))
    #expect(frame.put("កាំ។", column: 0, row: 0, role: .text) == 3)
    #expect(frame.text == "កាំ។")
    #expect(frame[1, 0].glyph.text == "\u{17B6}\u{17C6}")
  }

  @Test func `the last of overlapping clicks wins`() {
    var frame = Frame(Size(columns: 9, rows: 3))
    frame.click(frame.bounds, .key(.escape))
    frame.click(Rect(column: 2, row: 1, columns: 3, rows: 1), .row(7))
    #expect(frame.hit(column: 4, row: 1) == .row(7))
    #expect(frame.hit(column: 5, row: 1) == .key(.escape))
    #expect(frame.hit(column: 9, row: 1) == nil)
    frame.clear(frame.size)
    #expect(frame.hit(column: 4, row: 1) == nil)
  }

  @Test func `no size and no place traps, and no wide letter is torn`() {
    var chance = SplitMix64(seed: 2)
    for _ in 0..<300 {
      let size = Size(columns: Int.random(in: 0...200, using: &chance), rows: Int.random(in: 0...200, using: &chance))
      var frame = Frame(size)
      chance.scribble(on: &frame, strokes: 60)
      #expect(isWhole(frame))
    }
    #expect(Frame(Size(columns: -1, rows: 5)).cells.isEmpty)
  }
}

/// Whether each wide letter has its right half, and nothing else has one.
func isWhole(_ frame: Frame) -> Bool {
  for row in 0..<frame.size.rows {
    var column = 0
    while column < frame.size.columns {
      let glyph = frame[column, row].glyph
      if glyph == .continuation { return false }
      let width = displayWidth(glyph.text)
      if width == 2 {
        guard column + 1 < frame.size.columns, frame[column + 1, row].glyph == .continuation else { return false }
      }
      column += width
    }
  }
  return true
}
