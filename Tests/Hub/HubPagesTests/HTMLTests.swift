import Checklists
import HubPages
import Testing

@Suite struct HTMLTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("\" onload=\"x", "&quot; onload=&quot;x"),
    ("' & '", "&#39; &amp; &#39;"), ("a\u{0}b\u{202e}c\u{1b}d", "a\u{fffd}b\u{fffd}c\u{fffd}d"),
    ("Xã Đắk Lắk", "Xã Đắk Lắk"), ("dòng\nhai", "dòng\nhai"),
  ])
  func `what is put into a page is words, whatever it looks like`(words: String, escaped: String) {
    let html: HTML = "<b title=\"\(words)\">\(words)</b>"
    #expect(html.text == "<b title=\"\(escaped)\">\(escaped)</b>")
  }

  @Test func `a piece that was made stays as it is`() {
    let piece: HTML = "<i>\("<")</i>"
    let html: HTML = "<p>\(piece)\(7)</p>"
    #expect(html.text == "<p><i>&lt;</i>7</p>")
  }

  @Test(arguments: [
    ("a=b&c=d+e", "c", "d e"), ("a=%C3%A9", "a", "é"), ("a=%zz%4", "a", "%zz%4"), ("a=1&a=2", "a", "1"), ("a", "a", ""),
    ("%61=x", "a", "x"),
  ])
  func `forms are read as browsers write them`(text: String, name: String, value: String) {
    #expect(Query(text)[name] == value)
  }

  @Test func `text as a value of a query comes back as it was`() {
    let words = "Đồng Tháp & <b>=+%/?"
    #expect(Query("x=\(Query.encoded(words))")["x"] == words)
  }

  @Test func `a form of a thousand fields is read in part`() {
    let form = (0..<1_000).map { "a\($0)=1" }.joined(separator: "&")
    #expect(Query(form)["a0"] == "1")
    #expect(Query(form)["a999"] == nil)
  }
}
