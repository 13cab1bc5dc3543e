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

  /// A form whose settings hold numbers with formats; the styles are 0 plain, 1 built-in day, 2 own day, 3 own number,
  /// 4 day and time, 5 time.
  private func dated(_ cells: String, isFrom1904: Bool = false) -> Book {
    var book = Book.form(
      [surveyHead + ["checked"], ["note", "a", "A", "A"]], settings: [["form_id", "checked", "version"]])
    book.raw["settings"] = """
      <worksheet><sheetData>
      <row r="1"><c r="A1" t="inlineStr"><is><t>form_id</t></is></c><c r="B1" t="inlineStr"><is><t>checked</t></is></c>
      <c r="C1" t="inlineStr"><is><t>form_title</t></is></c></row><row r="2">\(cells)</row></sheetData></worksheet>
      """
    book.isFrom1904 = isFrom1904
    book.styles = """
      <styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="[$-42A]dd\\/mm\\/yyyy;@"/>
      <numFmt numFmtId="165" formatCode="0&quot; days&quot;"/><numFmt numFmtId="166" formatCode="h:mm"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>
      <xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs></styleSheet>
      """
    return book
  }

  @Test(arguments: [
    (#"<c r="B2" s="1"><v>46349</v></c>"#, false, "2026-11-23"),
    (#"<c r="B2" s="2"><v>46349</v></c>"#, false, "2026-11-23"),
    (#"<c r="B2" s="2"><v>44887</v></c>"#, true, "2026-11-23"),
    (#"<c r="B2" s="1"><v>16497</v></c>"#, false, "1945-03-01"),
    (#"<c r="B2" t="d"><v>2026-11-23T00:00:00</v></c>"#, false, "2026-11-23"),
  ])
  func `a cell that is a day is read as the day`(_ cell: String, _ isFrom1904: Bool, _ day: String) throws {
    let result = dated(cell, isFrom1904: isFrom1904).read()
    #expect(try #require(result.yaml).contains("checked: \(day)\n"), "\(result.said)")
  }

  @Test(arguments: [
    ("0", "46349", "46349"), ("1", "46349", "23/11/2026"), ("3", "46349", "46349"),
    ("4", "46349.354166667", "23/11/2026 08:30"),
    ("5", "0.999999", "00:00"), ("5", "0.75", "18:00"), ("1", "59", "28/02/1900"), ("1", "60", "60"),
    ("1", "61", "01/03/1900"),
    ("1", "2958465", "31/12/9999"), ("1", "2958466", "2958466"), ("1", "-1", "-1"), ("1", "x", "x"), ("9", "1", "1"),
  ])
  func `a number in a cell is what its format shows`(_ style: String, _ value: String, _ text: String) throws {
    let result = dated(#"<c r="C2" s="\#(style)"><v>\#(value)</v></c>"#).read()
    #expect(try #require(result.yaml).contains("  en: \"\(text)\"\n"), "\(result.yaml ?? "")")
  }

  @Test func `a sheet is found by its name without blanks and capitals`() throws {
    var book = Book.form([surveyHead, ["note", "a", "A", "A"]])
    book.sheets[0].name = " Survey "
    #expect(book.read().checklist?.steps.map(\.id) == ["a"])
  }

  @Test func `a reference that is never closed is named`() {
    let said = Book.form(
      [surveyHead, ["note", "a", "Chào ${ten bạn", "Hi"], ["note", "b", "B", "B", "${x = 'y'"]]
    ).read().said
    #expect(said["survey!C2"] == [.lost(.openReference("ten bạn"))])
    #expect(said["survey!E3"] == [.lost(.condition(.syntax("${x = 'y'")))])
  }
}
