import TerminalUI
import Testing

@Suite struct KeyNameTests {
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .character(" "), .character("a"), .character("Ệ"), .character("?"),
      .character("\""),
    ] + (1...12).map(Key.function) + [.control("u"), .control("w")]

  @Test(arguments: keys)
  func `a key is found by its own name`(key: Key) { #expect(Key(name: key.name) == key) }

  @Test(arguments: ["", "Entre", "F0", "F13", "Ctrl-", "Ctrl-1", "ab"])
  func `what no key is called is no key`(name: String) { #expect(Key(name: name) == nil) }

  @Test func `a script leaves out what is no key and no size`() {
    #expect(Input.key(.character(" ")).scriptWord == "Space")
    #expect(Input.resize(Size(columns: 60, rows: 20)).scriptWord == "60x20")
    // By itself it would begin a text that is typed.
    #expect(Input.key(.character("\"")).scriptWord == "Quote")
    for input in [Input.click(column: 1, row: 1), .wheel(1), .paste("a"), .tick, .ended, .resumed] {
      #expect(input.scriptWord == nil)
    }
  }
}
