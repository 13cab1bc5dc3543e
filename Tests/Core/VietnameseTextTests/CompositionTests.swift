import Foundation
import Testing
import VietnameseText

@Suite("Composing letters")
struct CompositionTests {
  /// All 134 letters of Vietnamese outside ASCII.
  static let letters =
    "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
    + "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ"

  @Test("Every letter comes out of its canonical decomposition as one scalar")
  func everyLetter() {
    #expect(Self.letters.count == 134)
    for letter in Self.letters {
      let apart = String(letter).decomposedStringWithCanonicalMapping
      #expect(scalars(composed(apart)) == scalars(String(letter)))
      #expect(isComposed(String(letter)) && isComposed(composed(apart)))
      #expect(isComposed(apart) == (apart.unicodeScalars.count == 1))
    }
  }

  @Test(
    "Marks may stand in any order, and on a letter that is half composed",
    arguments: [
      ("e\u{323}\u{302}", "ệ"), ("e\u{302}\u{323}", "ệ"), ("ê\u{323}", "ệ"), ("ẹ\u{302}", "ệ"),
      ("a\u{301}\u{306}", "ắ"),
      ("á\u{302}", "ấ"), ("o\u{31B}\u{323}", "ợ"), ("ọ\u{31B}", "ợ"), ("U\u{31B}\u{309}", "Ử"), ("y\u{303}", "ỹ"),
      ("a\u{340}", "à"), ("a\u{341}", "á"), ("Vie\u{323}\u{302}t Nam", "Việt Nam"), ("\u{301}a", "\u{301}a"),
    ])
  func orders(apart: String, together: String) {
    #expect(scalars(composed(apart)) == scalars(together))
  }

  @Test(
    "What is no Vietnamese letter stays as it is",
    arguments: [
      "n\u{303}", "e\u{308}", "i\u{302}\u{301}", "a\u{30A}", "a\u{335}\u{301}", "ភាសាខ្មែរ", "日本", "₫", "",
      "plain ASCII, line\nline", "đã soạn sẵn",
    ])
  func untouched(text: String) {
    #expect(scalars(composed(text)) == scalars(text))
    #expect(isComposed(composed(text)))
  }

  @Test("A mark that was left behind blocks those of its class, not the dot below")
  func blocked() {
    #expect(scalars(composed("i\u{302}\u{301}")) == scalars("i\u{302}\u{301}"))
    #expect(scalars(composed("i\u{302}\u{323}")) == scalars("ị\u{302}"))
    #expect(isComposed("i\u{302}\u{301}") && !isComposed("i\u{302}\u{323}"))
  }

  @Test("Joiners and control characters go, newlines stay")
  func dropped() {
    #expect(scalars(composed("a\u{200D}b\tc\r\nd\u{7F}\u{85}\u{1B}[0m\0")) == scalars("abc\nd[0m"))
    #expect(scalars(composed("a\u{200D}\u{301}")) == scalars("á"))
  }

  @Test("Foundation's NFC agrees on every decomposed syllable of the word list")
  func agreesWithFoundation() {
    for word in WordListTests.syllables {
      let apart = word.decomposedStringWithCanonicalMapping
      #expect(scalars(composed(apart)) == scalars(apart.precomposedStringWithCanonicalMapping))
    }
  }
}
