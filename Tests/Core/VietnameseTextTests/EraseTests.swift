import Testing
import VietnameseText

@Suite("Backspace in a Vietnamese word")
struct EraseTests {
  @Test(
    "The tone moves with what is left",
    arguments: [
      ("hoàn", "hòa", "hoà"), ("hòa", "hò", "hò"), ("hoà", "hò", "hò"), ("tiếng", "tiến", "tiến"),
      ("tiến", "tiế", "tiế"), ("tiế", "tí", "tí"), ("người", "ngườ", "ngườ"), ("ngườ", "ngừ", "ngừ"),
      ("khuỷu", "khủy", "khuỷ"), ("hoài", "hòa", "hoà"), ("má", "m", "m"), ("già", "gì", "gì"), ("quý", "qu", "qu"),
      ("HOÀN", "HÒA", "HOÀ"), ("đường", "đườn", "đườn"), ("safari", "safar", "safar"), ("số 5", "số ", "số "),
    ])
  func toneMoves(text: String, old: String, new: String) {
    for (style, left) in [(ToneStyle.old, old), (.new, new)] {
      for method in [TypingMethod.telex, .vni] {
        var line = TypedLine(method, style: style, text: text)
        line.type("⌫")
        #expect(scalars(line.text) == scalars(left))
        #expect(line.cursor == left.count)
      }
    }
  }

  @Test("Typing goes on behind what is left")
  func goesOn() {
    var line = TypedLine(.telex)
    line.type("hoanf⌫")
    #expect(line.text == "hòa")
    line.type("i")
    #expect(line.text == "hoài")
    line.type("⌫⌫⌫⌫⌫")
    #expect(line.text == "" && line.cursor == 0)
  }

  @Test("Off, it takes the character and nothing else")
  func off() {
    var line = TypedLine(.off, text: "hoàn xe", cursor: 4)
    line.type("⌫")
    #expect(line.text == "hoà xe" && line.cursor == 3)
  }
}

@Suite("An input method of the terminal")
struct GivingWayTests {
  @Test("Where composed letters arrive, the composer gives way until typing is set anew")
  func givesWay() {
    var line = TypedLine(.telex)
    line.type("bas")
    #expect(line.text == "bá" && !line.composer.hasGivenWay)
    line.type("c đến ")
    #expect(line.composer.hasGivenWay && !line.composer.isComposing)
    line.type("as")
    #expect(line.text == "bác đến as")
    line.composer.method = .telex
    line.type(" as")
    #expect(line.text == "bác đến as á")
  }

  @Test("A mark sent on its own is a composed letter too; signs and other scripts are none")
  func marks() {
    var line = TypedLine(.vni)
    line.type("e\u{302}")
    #expect(line.composer.hasGivenWay)
    var other = TypedLine(.vni)
    other.type("₫–ខ…a1")
    #expect(!other.composer.hasGivenWay && other.text == "₫–ខ…á")
  }
}
