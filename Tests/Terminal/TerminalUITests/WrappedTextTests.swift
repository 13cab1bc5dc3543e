import Platform
import TerminalUI
import Testing

@Suite struct WrappedTextTests {
  @Test(arguments: [
    ("", 10, [""]), ("một hai ba", 10, ["một hai ba"]), ("một hai ba", 9, ["một hai ", "ba"]),
    ("một hai  ", 7, ["một hai  "]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("ab cdefgh", 4, ["ab ", "cdef", "gh"]),
    ("漢字漢字", 4, ["漢字", "漢字"]), ("a  b", 1, ["a  ", "b"]),
  ])
  func `lines break between words, and within a word that is longer than a line`(
    text: String, columns: Int, lines: [String]
  ) {
    let wrapped = WrappedText(text, columns: columns)
    #expect(wrapped.lines.indices.map(wrapped.text) == lines)
  }

  @Test(arguments: 0..<200)
  func `no character is lost, and every cursor has one place`(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let letters = Array("ab đ漢 ")
    let text = String(
      (0..<Int.random(in: 0...60, using: &chance)).map { _ in letters[Int.random(in: letters.indices, using: &chance)] }
    )
    let columns = Int.random(in: 1...12, using: &chance)
    let wrapped = WrappedText(text, columns: columns)
    #expect(wrapped.lines.indices.map(wrapped.text).joined() == text)
    for cursor in 0...text.count {
      let place = wrapped.place(of: cursor)
      #expect(wrapped.lines[place.line].lowerBound <= cursor && cursor <= wrapped.lines[place.line].upperBound)
      #expect(wrapped.cursor(line: place.line, column: place.column) == cursor)
      for key in [Key.up, .down, .home, .end] {
        if let moved = wrapped.moved(from: cursor, by: key) { #expect((0...text.count).contains(moved)) }
      }
    }
  }

  @Test func `up and down keep the column, home and end go to the ends of a line`() {
    let text = WrappedText("một hai ba bốn năm", columns: 8)
    #expect(text.lines.indices.map(text.text) == ["một hai ", "ba bốn ", "năm"])
    #expect(text.moved(from: 5, by: .down) == 13)
    #expect(text.moved(from: 13, by: .up) == 5)
    #expect(text.moved(from: 13, by: .down) == 18)
    #expect(text.moved(from: 2, by: .up) == nil && text.moved(from: 16, by: .down) == nil)
    #expect(text.moved(from: 10, by: .home) == 8 && text.moved(from: 10, by: .end) == 14)
    #expect(text.moved(from: 16, by: .end) == 18)
    #expect(text.moved(from: 3, by: .left) == nil)
  }
}
