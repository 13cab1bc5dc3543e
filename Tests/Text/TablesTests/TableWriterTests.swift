import Foundation
import Tables
import Testing

@Suite struct TableWriterTests {
  private struct Sample: Sendable {
    var name: String?
    var count: Int
    var codes: [String] = []
    var isOpen = false
  }

  private let writer = TableWriter<Sample>([
    Column("name") { TableCell($0.name) }, Column("count") { TableCell($0.count) },
    Column("codes") { .texts($0.codes) },
    Column("open") { .flag($0.isOpen) },
  ])

  @Test func `head and lines of CSV have as many fields, quoted by RFC 4180`() {
    #expect(writer.csvHead == "name,count,codes,open")
    #expect(writer.csvLine(Sample(name: "a,\"b\"\nc", count: -3, codes: ["x", "y"])) == "\"a,\"\"b\"\"\nc\",-3,x y,0")
    #expect(writer.csvLine(Sample(name: nil, count: 0, isOpen: true)) == ",0,,1")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
  func `a text that a spreadsheet would run is told apart`(text: String) {
    #expect(writer.csvLine(Sample(name: text, count: 1)).replacing("\"", with: "").hasPrefix("'"))
  }

  @Test func `a line of JSON is read by others as it was meant`() throws {
    let nasty = "\u{0}\u{1f}\"\\\n\r\t/ ạ 𝄞 \u{2028}"
    let line = writer.jsonLine(Sample(name: nasty, count: 7, codes: [nasty, ""], isOpen: true))
    #expect(!line.contains("\n"))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["name"] as? String == nasty)
    #expect(object["count"] as? Int == 7)
    #expect(object["codes"] as? [String] == [nasty, ""])
    #expect(object["open"] as? Bool == true)
  }

  @Test func `what has no value is no key, and a hyphen for people`() {
    let line = writer.jsonLine(Sample(name: nil, count: 1))
    #expect(line == #"{"count":1,"codes":[],"open":false}"#)
    #expect(writer.tabbedLine(Sample(name: "a\tb\nc", count: 1)) == "a b c\t1\t-\t0")
  }

  @Test func `columns of a part serve the whole`() {
    let whole = TableWriter<(Sample, String)>(
      writer.columns.map { $0.of { $0.0 } } + [Column("hash") { .text($0.1) }])
    #expect(whole.csvHead == "name,count,codes,open,hash")
    #expect(whole.csvLine((Sample(name: "n", count: 2), "ff")) == "n,2,,0,ff")
  }
}
