import Bytes
import Testing

struct HexTests {
  @Test func `digits and bytes are the same again`() {
    let all = (0...255).map { UInt8($0) }
    #expect(Hex.bytes(Hex.text(all)) == all)
    #expect(Hex.text([0x0f, 0xa0]) == "0fa0")
    #expect(Hex.bytes("") == [])
  }

  @Test(arguments: ["f", "0F", "g0", "0 ", "0x", "٠٠", "0\u{301}0"])
  func `nothing but whole lower-case bytes is read`(_ text: String) {
    #expect(Hex.bytes(text) == nil)
  }
}
