import ChecklistImport
import Checklists
import Testing

@Suite struct WorkbookTests {
  /// A survey sheet of one note whose name, label and required cells are given as XML.
  private static func book(_ cells: String, after: String = "", shared: String? = nil) -> Book {
    var book = Book(sheets: [("survey", [])])
    book.raw["survey"] = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
      <x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>type</x:t></x:is></x:c>
      <x:c r="B1" t="inlineStr"><x:is><x:t>label::Vietnamese</x:t></x:is></x:c>
      <x:c r="C1" t="inlineStr"><x:is><x:t>label::English</x:t></x:is></x:c></x:row>
      <x:row r="4"><x:c r="A4" t="str"><x:v>note</x:v></x:c>\(cells)</x:row></x:sheetData>\(after)</x:worksheet>
      """
    book.sharedStrings = shared
    return book
  }

  @Test(
    arguments: [
      (#"<x:c r="B4" t="inlineStr"><x:is><x:t xml:space="preserve"> Mở </x:t></x:is></x:c>"#, "Mở"),
      (#"<x:c r="B4" t="s"><x:v>1</x:v></x:c>"#, "hai phần"), (#"<x:c r="B4" t="b"><x:v>1</x:v></x:c>"#, "TRUE"),
      (#"<x:c r="B4"><x:v>007.50</x:v></x:c>"#, "007.50"), (#"<x:c r="B4" s="5"><x:v>45000</x:v></x:c>"#, "45000"),
      (#"<x:c r="B4" t="str"><x:f>A1&amp;"x"</x:f><x:v>kết quả</x:v></x:c>"#, "kết quả"),
      (#"<x:c t="str"><x:v>không có chỗ</x:v></x:c>"#, "không có chỗ"),
      (#"<x:c r="$B$4" t="str"><x:v>a &lt;b&gt; &#7903; &amp;c</x:v></x:c>"#, "a <b> ở &c"),
      (#"<x:c r="B4" t="str"><x:v><![CDATA[<b>]]></x:v></x:c>"#, "<b>"),
      (#"<x:c r="B4" t="str"><x:v>một_x0041_hai</x:v></x:c>"#, "mộtAhai"),
      (
        #"<x:c r="B4" t="inlineStr"><x:is><x:r><x:t>Mở </x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>máy</x:t></x:r></x:is></x:c>"#,
        "Mở máy"
      ),
      // A mark apart from its letter is put onto it.
      ("<x:c r=\"B4\" t=\"str\"><x:v>mo\u{31B}\u{309}</x:v></x:c>", "mở"),
    ])
  func `a cell's text is what a person sees in it`(_ cell: String, _ text: String) throws {
    let shared = """
      <sst><si><t>một</t></si><si><r><t>hai </t></r><r><t>phần</t></r><rPh sb="0" eb="1"><t>phiên âm</t></rPh></si></sst>
      """
    let result = Self.book(cell, shared: shared).read()
    let title = try #require(result.checklist).steps[0].title.vi
    #expect(Array(title.unicodeScalars) == Array(text.unicodeScalars))
    #expect(result.said.isEmpty)
  }

  @Test func `cells that hold no text are named where they stand`() {
    let result = Self.book(
      #"<x:c r="B4" t="e"><x:v>#N/A</x:v></x:c><x:c r="C4"><x:f>NOW()</x:f></x:c><x:c r="D4" t="str"><x:v>x</x:v></x:c>"#,
      after: #"<x:mergeCells><x:mergeCell ref="A5:C6"/></x:mergeCells>"#
    ).read()
    #expect(
      result.said == [
        "survey!B4": [.lost(.errorCell("#N/A"))], "survey!C4": [.lost(.formula)],
        "survey!D4": [.lost(.column("D", value: "x"))], "survey!A5": [.lost(.merged("A5:C6"))],
      ])
    #expect(result.blanks["survey!A4"]?.first == .field("title"))
  }

  @Test func `XML is read as it may be written: quotes, blanks, remarks and instructions`() throws {
    let result = Self.book(
      """
      <!-- <x:c> & --><?what > ever?><x:c
        r = 'B4' s='>' t="str" ><x:v>Mở<!-- x --> m<![CDATA[á]]>y&#x20;&#50;</x:v ></x:c><x:c r="C4"/>
      """
    ).read()
    #expect(try #require(result.checklist).steps[0].title.vi == "Mở máy 2")
    #expect(result.said.isEmpty)
  }

  @Test func `hidden characters are left out and named`() throws {
    let result = Self.book("<x:c r=\"B4\" t=\"str\"><x:v>Mở\u{200B} máy\u{AD}</x:v></x:c>").read()
    #expect(try #require(result.checklist).steps[0].title.vi == "Mở máy")
    #expect(result.said == ["survey!B4": [.lost(.hiddenCharacter(0x200B)), .lost(.hiddenCharacter(0xAD))]])
  }

  @Test func `columns are named with letters as spreadsheet programs do`() {
    #expect(
      [1, 26, 27, 52, 53, 702, 703, 16_384].map(columnLetters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"])
  }
}
