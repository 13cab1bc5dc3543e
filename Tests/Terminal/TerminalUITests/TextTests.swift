import Platform
import TerminalUI
import Testing

@Suite struct TextTests {
  @Test func `text breaks between words`() {
    #expect(wrapped("một hai ba", columns: 7) == ["một hai", "ba"])
    // What belongs together stays together, and is shown with plain blanks.
    #expect(wrapped("một " + "hai ba".unbroken, columns: 7) == ["một", "hai ba"])
    #expect(wrapped("xong 71 % rồi", columns: 8) == ["xong", "71 % rồi"])
    #expect(wrapped("một hai ba", columns: 6) == ["một", "hai ba"])
    #expect(wrapped("a\n\nb", columns: 5) == ["a", "", "b"])
    #expect(wrapped("", columns: 5) == [""])
    #expect(wrapped("chữ", columns: 0) == [])
  }

  @Test func `a word too long for a line is broken within`() {
    #expect(wrapped("https://dichvucong.gov.vn", columns: 10) == ["https://di", "chvucong.g", "ov.vn"])
    #expect(wrapped("xem 漢字漢字漢", columns: 5) == ["xem", "漢字", "漢字", "漢"])
  }

  @Test func `no wrapped line is too wide and no letter is lost`() {
    var chance = SplitMix64(seed: 1)
    for _ in 0..<500 {
      let text = (0..<8).map { _ in chance.text(6).filter { $0 != "\t" } }.joined(separator: " ")
      // Wide enough for the widest cluster.
      let columns = Int.random(in: 6...40, using: &chance)
      let lines = wrapped(text, columns: columns)
      #expect(lines.allSatisfy { displayWidth($0) <= columns })
      let blanks: (Unicode.Scalar) -> Bool = { $0 != " " && $0 != "\n" }
      #expect(lines.joined().unicodeScalars.filter(blanks) == text.unicodeScalars.filter(blanks))
    }
  }

  @Test(arguments: 0...12) func `a shortened text fits and says that it was cut`(columns: Int) {
    let text = "Nguyễn 漢字 Ân"
    let short = shortened(text, columns: columns)
    #expect(displayWidth(short) <= columns)
    if columns > 0, columns < displayWidth(text) { #expect(short.hasSuffix("…")) }
  }
}
