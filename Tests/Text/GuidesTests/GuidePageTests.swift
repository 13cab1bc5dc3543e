import Guides
import Testing

@Suite struct GuidePageTests {
  private func spans(_ text: String) -> [GuidePage.Span] {
    guard case .paragraph(let spans)? = GuidePage(markdown: text).blocks.first else { return [] }
    return spans
  }

  @Test func `lines of a paragraph and of an entry go on until an empty line or another sign`() {
    let page = GuidePage(
      markdown: """
        # Title

        One
        paragraph.
        - first
          goes on
          1. inner

        | Head | Words |
        | --- | --- |
        | `a|b` | one |
        | c \\| d | two |
        """)
    #expect(
      page.blocks == [
        .heading(level: 1, [.init("Title")]), .paragraph([.init("One paragraph.")]),
        .item(mark: "•", depth: 0, [.init("first goes on")]), .item(mark: "1.", depth: 1, [.init("inner")]),
        .row([[.init("a|b", .code)], [.init("one")]]), .row([[.init("c | d")], [.init("two")]]),
      ])
  }

  @Test func `words stand in their kinds, links as their words`() {
    #expect(
      spans("Press `e`, **never** the *key `x`*; see [the `file`](../a.md) or [b](http://b).") == [
        .init("Press "), .init("e", .code), .init(", "), .init("never", .strong), .init(" the "),
        .init("key x", .strong), .init("; see the "), .init("file", .code), .init(" or b."),
      ])
    // A sign that means nothing is itself.
    #expect(spans("2 * 3 * 4 `") == [.init("2 * 3 * 4 `")])
  }

  @Test func `code is kept as it stands; behind its remark it is a picture; other remarks are left out`() throws {
    let page = GuidePage(
      markdown: """
        <!-- a remark -->
        ```sh
          - no entry

        ```
        <!-- picture: home 60x20 vi -->
        ```text
        | no row
        ```
        """)
    let picture = try #require(GuidePage.Picture("home 60x20 vi"))
    #expect(picture.columns == 60 && picture.rows == 20 && picture.language == "vi")
    #expect(page.blocks == [.code(language: "sh", ["  - no entry", ""]), .picture(picture, ["| no row"])])
  }

  @Test(arguments: ["home", "home 60", "home 0x20", "home 60x9999999999999999999", "home 60x20x3", "a 1x1 b c"])
  func `what names no screen and size is no picture`(words: String) {
    #expect(GuidePage.Picture(words) == nil)
  }

  @Test func `a guide that ends in the middle of code is read to its end`() {
    #expect(GuidePage(markdown: "```\na\nb").blocks == [.code(language: "", ["a", "b"])])
  }
}
