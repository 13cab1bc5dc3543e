import Testing

@testable import CursesTerminal

/// What a bare console draws for letters that its font lacks.
struct ConsoleFontTests {
  private let letters = "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"

  private func drawn(_ text: String, by font: ConsoleFont) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar(font.drawn($0.value)) }))
  }

  @Test func `a font with every letter draws every letter`() {
    let font = ConsoleFont { _ in true }
    #expect(font.isComplete)
    #expect(drawn(letters + "─│▀█●…✓₫“”", by: font) == letters + "─│▀█●…✓₫“”")
  }

  @Test func `a font of ASCII draws letters without marks and signs of ASCII`() {
    let font = ConsoleFont { $0 < 0x80 }
    #expect(!font.isComplete)
    let all = drawn(letters + letters.uppercased() + "─│┌┘▀▄█●•·…“”‘’–—→✓₫", by: font)
    let isPlain = all.unicodeScalars.allSatisfy { $0.isASCII }
    #expect(isPlain, "\(all)")
    #expect(drawn("Đọc cho bác nghe: 5.000₫ … “Xin phép”", by: font) == "Doc cho bac nghe: 5.000d . \"Xin phep\"")
  }

  @Test func `a font that knows some marks keeps those`() {
    // ISO 8859-1: â ê ô, and tones on plain vowels but for those below and above.
    let font = ConsoleFont { $0 <= 0xFF }
    #expect(drawn("ấ ề ộ ắ ủ ý đ", by: font) == "â ê ô á u ý d")
  }

  @Test func `a letter that nobody knows stays what it is`() {
    let font = ConsoleFont { $0 < 0x80 }
    #expect(drawn("漢 я", by: font) == "漢 я")
  }

  @Test func `half blocks become whole ones, and those signs of ASCII`() {
    let half: Set<UInt16> = [0x2588]
    let (some, none) = (ConsoleFont { $0 < 0x80 || half.contains($0) }, ConsoleFont { $0 < 0x80 })
    #expect(drawn("▀▄█", by: some) == "███" && drawn("▀▄█", by: none) == "###")
  }
}
