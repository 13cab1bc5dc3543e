import Foundation
import HubPages
import Testing

@Suite struct StyleTests {
  /// WCAG 2: the relative luminance of a colour.
  private static func luminance(_ colour: UInt32) -> Double {
    func part(_ shift: UInt32) -> Double {
      let value = Double(colour >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
  }

  private static func contrast(_ left: UInt32, _ right: UInt32) -> Double {
    let (a, b) = (luminance(left), luminance(right))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test(arguments: [("light", PageStyle.light), ("dark", PageStyle.dark)])
  func `every text stands out from its ground by 4.5, every drawing by 3`(name: String, palette: PageStyle.Palette) {
    for ground in [palette.page, palette.area] {
      for text in [palette.text, palette.quiet, palette.link, palette.warning] {
        #expect(Self.contrast(text, ground) >= 4.5, "\(name) \(String(text, radix: 16)) \(String(ground, radix: 16))")
      }
      #expect(Self.contrast(palette.mark, ground) >= 3, "\(name)")
    }
    for tile in palette.tiles { #expect(Self.contrast(tile.text, tile.area) >= 4.5, "\(name) \(tile)") }
    #expect(palette.tiles.count == 6)
  }

  @Test func `nothing of the style comes from elsewhere`() {
    for word in ["url(", "@import", "http", "expression"] { #expect(!PageStyle.text.contains(word)) }
  }

  @Test func `black on white is 21`() { #expect(abs(Self.contrast(0, 0xffffff) - 21) < 0.001) }
}
