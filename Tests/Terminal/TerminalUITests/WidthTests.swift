import CTerminal
import TerminalUI
import Testing

@Suite struct WidthTests {
  /// All letters of Vietnamese that are not ASCII, in both cases: 134.
  static let vietnamese: [Character] = {
    let lower = Array("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
    return lower + lower.flatMap { Array($0.uppercased()) }
  }()

  @Test func `every letter of the basic plane is as wide as the C library says`() {
    #expect(String(cString: terminal_take_locale()) == "UTF-8")
    var wrong: [String] = []
    for value in UInt32(0x20)...0xFFFF {
      let known = terminal_letter_width(value)
      // Letters newer than this C library, and surrogates.
      guard known >= 0, let scalar = Unicode.Scalar(value) else { continue }
      if displayWidth(scalar) != Int(known) { wrong.append("\(String(value, radix: 16)): \(known)") }
    }
    #expect(wrong == [])
  }

  @Test func `every letter of the other planes is as wide as the C library says`() {
    #expect(String(cString: terminal_take_locale()) == "UTF-8")
    var wrong: [String] = []
    for value in UInt32(0x1_0000)...0x3_FFFF {
      let known = terminal_letter_width(value)
      guard known >= 0, let scalar = Unicode.Scalar(value) else { continue }
      if displayWidth(scalar) != Int(known) { wrong.append("\(String(value, radix: 16)): \(known)") }
    }
    #expect(wrong == [])
  }

  @Test func `Vietnamese takes one column a letter, composed or not`() {
    #expect(Self.vietnamese.count == 134)
    for letter in Self.vietnamese { #expect(displayWidth(letter) == 1, "\(letter)") }
    #expect(displayWidth("e\u{302}\u{301}") == 1)
    #expect(displayWidth("Nguyễn Thị Hồng") == 15)
    #expect(displayWidth("Nguye\u{302}\u{303}n Thi\u{323} Ho\u{302}\u{300}ng") == 15)
  }

  @Test func `a cluster of several spacing letters takes the room of all of them`() {
    #expect(displayWidth("កា") == 2)
    #expect(displayWidth("漢字") == 4)
    #expect(displayWidth("👨‍👩‍👧") == 6)
    #expect(displayWidth("\u{301}") == 0)
  }

  @Test func `every Vietnamese letter survives a cell`() {
    for letter in Self.vietnamese {
      #expect(Glyph(letter).text == String(letter))
      let apart = decomposed(letter)
      #expect(Array(Glyph(apart).text.unicodeScalars) == Array(apart.unicodeScalars), "\(letter)")
    }
  }

  @Test func `a glyph keeps its base and two marks, and nothing that moves the cursor`() {
    #expect(Array(Glyph("a\u{300}\u{301}\u{302}").text.unicodeScalars) == ["a", "\u{300}", "\u{301}"])
    #expect(Glyph("\u{1B}").text == " ")
    #expect(Glyph("\u{9B}").text == " ")
    #expect(Glyph("\u{7F}").text == " ")
    #expect(Glyph("\r\n").text == " ")
    #expect(Glyph("ខុំ").text == "ខុំ")
    #expect(Glyph.continuation.text == "")
  }

  /// The letter with its marks as scalars of their own.
  private func decomposed(_ letter: Character) -> Character {
    var scalars = String.UnicodeScalarView()
    for base in UInt8(ascii: "A")...UInt8(ascii: "z") {
      for marks in Self.marks {
        scalars = String.UnicodeScalarView([Unicode.Scalar(base)] + marks)
        // Swift compares by meaning, not by scalars.
        if let character = String(scalars).first, character == letter { return character }
      }
    }
    return letter
  }

  private static let marks: [[Unicode.Scalar]] = {
    let shapes: [[Unicode.Scalar]] = [[], ["\u{302}"], ["\u{306}"], ["\u{31B}"]]
    let tones: [[Unicode.Scalar]] = [[], ["\u{300}"], ["\u{301}"], ["\u{309}"], ["\u{303}"], ["\u{323}"]]
    return shapes.flatMap { shape in tones.map { shape + $0 } }
  }()
}
