import Foundation
import Testing
import VietnameseText

@Suite("Folding for search")
struct FoldingTests {
  @Test(
    "Case, accents, đ, apostrophes and blanks do not count",
    arguments: [
      ("Đường Nguyễn Huệ", "duong nguyen hue"), ("HÒA BÌNH", "hoa binh"), ("hoà", "hoa"), ("H’Mông", "h'mong"),
      ("  hai \t chữ\n", "hai chu"), ("a\u{A0}b\u{3000}c", "a b c"), ("", ""), ("   ", ""), ("otp 123", "otp 123"),
      ("OTP", "otp"),
      ("a  b", "a b"), (" a", "a"), ("a ", "a"), ("Muñoz Çelik Łódź", "munoz celik łodz"), ("Straße", "straße"),
      ("50.000 ₫", "50.000 ₫"),
      ("Ω Đ 😀", "ω d 😀"), ("ខ្មែរ Ấp", "ខ្មែរ ap"), ("İ", "i"), ("a\u{200D}b", "ab"), ("a\u{1}b", "ab"), ("₫  Ế ", "₫ e"),
    ])
  func table(text: String, expected: String) {
    #expect(scalars(folded(text)) == scalars(expected))
    #expect(scalars(folded(text.decomposedStringWithCanonicalMapping)) == scalars(expected))
    #expect(scalars(folded(expected)) == scalars(expected))
  }

  @Test("The table of Latin letters is Unicode's: decomposed, without marks, lower-case")
  func latinTable() {
    for value in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let letter = String(scalar)
      var base = letter.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
      base.removeAll { (0x300...0x36F).contains($0.value) }
      if letter == "đ" || letter == "Đ" { base = "d".unicodeScalars }
      // Letters on æ, ø, ſ and ʒ are in no name that is looked for here: they keep their accent.
      let expected = base.allSatisfy(\.isASCII) ? String(base) : letter.lowercased()
      #expect(scalars(folded(letter)) == scalars(expected), "\(letter)")
    }
  }

  @Test("The quick and the slow way agree on every syllable of the word list")
  func waysAgree() {
    for word in WordListTests.syllables {
      #expect(folded("₫" + word) == "₫" + folded(word))
      #expect(folded(word.decomposedStringWithCanonicalMapping) == folded(word))
    }
  }
}
