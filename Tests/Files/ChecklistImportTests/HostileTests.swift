import ChecklistImport
import Checklists
import Platform
import TestTraits
import Testing

@Suite(.ownThread) struct HostileTests {
  private static let book = Book.form(
    [
      surveyHead, ["select_one yn", "q", "Câu hỏi?", "Question?"], ["note", "a", "Chào", "Hi", "${q} = 'y'"],
      ["acknowledge", "b", "Bật", "On", "not(selected(${q}, 'y'))"],
    ], choices: [choicesHead, ["yn", "y", "Có", "Yes"], ["yn", "n", "Không", "No"]],
    settings: [["form_title", "form_id"], ["Thử", "thu"]])

  private static func read(_ bytes: [UInt8], _ file: String = "thu.xlsx") -> ChecklistImport.Result {
    ChecklistImport.read(bytes, file: file, id: "thu", today: "2026-11-23")
  }

  private static func refusal(_ bytes: [UInt8], _ file: String = "thu.xlsx") -> UnreadableFault? {
    let result = read(bytes, file)
    let faults = result.complaints.compactMap { if case .unreadable(let fault) = $0.what { fault } else { nil } }
    return result.yaml == nil ? faults.first : nil
  }

  @Test func `bytes that are no workbook are refused`() {
    #expect(Self.refusal([]) == .empty)
    #expect(Self.refusal([1, 2, 3]) == .notZip)
    #expect(Self.refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]) == .oldExcel)
    #expect(Self.refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "thu.xls") == .oldExcel)
    #expect(Self.refusal(Self.book.bytes, "thu.docx") == .unknownKind)
    let many = [UInt8](repeating: 0, count: 20 << 20 | 1)
    #expect(Self.refusal(many) == .tooLarge(bytes: many.count, limit: 20 << 20))
    #expect(Self.refusal(ZipBytes().bytes) != nil)
  }

  @Test func `a bomb is refused by what it claims, and by what comes out of it`() {
    let run = deflatedRun(of: 0x20, count: 60 << 20)
    #expect(run.count < 500_000)
    for claim in [UInt32(60 << 20), 100] {
      var zip = ZipBytes()
      zip.entries.append(
        .init(name: "xl/workbook.xml", bytes: run, method: 8, checksum: 0, size: claim))
      let fault = Self.refusal(zip.bytes)
      #expect(
        fault == .unpacksTooLarge(entry: "xl/workbook.xml", limit: 50 << 20)
          || fault == .damagedEntry("xl/workbook.xml"))
      if claim > 100 { #expect(fault == .unpacksTooLarge(entry: "xl/workbook.xml", limit: 50 << 20)) }
    }
  }

  @Test func `too many entries, names that climb out and passwords are refused`() {
    var many = Self.book.zip
    for number in 0..<1_000 { many.store("x\(number)", "") }
    #expect(Self.refusal(many.bytes) == .tooManyEntries(found: many.entries.count, limit: 1_000))
    for name in ["../evil", "xl/../../evil", "/etc/passwd", "xl\\..\\evil", "C:/x"] {
      var zip = Self.book.zip
      zip.store(name, "x")
      #expect(Self.refusal(zip.bytes) == .badEntryName(name))
    }
    var secret = Self.book.zip
    secret.entries[1].flags = 1
    #expect(Self.refusal(secret.bytes) == .encrypted(entry: "xl/workbook.xml"))
    var wrong = Self.book.zip
    wrong.entries[1].checksum ^= 1
    #expect(Self.refusal(wrong.bytes) == .damagedEntry("xl/workbook.xml"))
  }

  @Test func `a part that is missing or no XML is named`() {
    for (index, entry) in Self.book.zip.entries.enumerated() where index > 0 {
      var missing = Self.book.zip
      missing.entries.remove(at: index)
      #expect(Self.refusal(missing.bytes) == .missingPart(entry.name), "\(entry.name)")
      var broken = Self.book.zip
      broken.entries.remove(at: index)
      broken.store(entry.name, "<a>\n<b></a>")
      #expect(Self.refusal(broken.bytes) == .notXML(entry: entry.name, line: 2), "\(entry.name)")
    }
    var other = Self.book
    other.sheets[0].name = "Sheet1"
    #expect(Self.refusal(other.bytes) == .missingSheet("survey", found: ["choices", "settings"]))
    #expect(Self.refusal(Book.form([["kind", "name"], ["note", "a"]]).bytes) == .missingColumn("type"))
  }

  @Test(
    arguments: [
      #"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#,
      #"<?xml version="1.0"?><!doctype a SYSTEM "file:///etc/passwd"><a/>"#,
      "<a><!-- <!DOCTYPE x> --></a>",
    ])
  func `a document type is refused before anything is parsed`(_ xml: String) {
    var book = Self.book
    book.raw["survey"] = xml
    #expect(Self.refusal(book.bytes) == .documentType(entry: "xl/worksheets/sheet1.xml"))
  }

  @Test(
    arguments: [
      "<a>&b;</a>", "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "<a>\0</a>", "<a", "", " ", "<a/>b",
      "b<a/>", "<a/><b/>", "<a><b></a></b>", "</a>", "<a b=\"1\" b=\"2\"/>", "<a b=1/>", "<a b/>", "<a b=\"<\"/>",
      "<a b=\"1\"c=\"2\"/>", "<a b=\"&c;\"/>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#+65;</a>", "<a>&amp</a>",
      "<a><!-- </a>", "<a><![CDATA[</a>", "<a><? </a>", "<a><!b></a>", "<![CDATA[a]]>", "<1 2/>", "< a/>", "<a><</a>",
      String(repeating: "<a>", count: 101) + String(repeating: "</a>", count: 101),
    ])
  func `entities of its own, other encodings and broken XML are refused`(_ xml: String) {
    var book = Self.book
    book.raw["survey"] = xml
    guard case .notXML(entry: "xl/worksheets/sheet1.xml", _)? = Self.refusal(book.bytes) else {
      Issue.record("\(Self.read(book.bytes).complaints)")
      return
    }
  }

  @Test func `a row that no sheet has is the next one`() {
    var book = Self.book
    for number in ["9223372036854775807", "9223372036854775808", "1048577", "0", "-5"] {
      book.raw["survey"] = """
        <worksheet><sheetData><row r="\(number)"><c t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row>\
        <row r="\(number)"><c><v>1</v></c></row></sheetData></worksheet>
        """
      #expect(Self.read(book.bytes).checklist == nil, "\(number)")
    }
  }

  @Test func `endless texts and cells end the reading`() {
    let long = String(repeating: "dài ", count: 250_000)
    var book = Self.book
    book.sharedStrings = "<sst><si><t>\(long)</t></si></sst>"
    let cells = (1...2_000).map { #"<row r="\#($0)"><c r="A\#($0)" t="s"><v>0</v></c></row>"# }.joined()
    book.raw["survey"] = "<worksheet><sheetData>\(cells)</sheetData></worksheet>"
    #expect(Self.refusal(book.bytes) == .tooManyCells(limit: 200_000))
    let small = (1...200_100).map { #"<row r="\#($0)"><c r="A\#($0)"><v>1</v></c></row>"# }.joined()
    book.raw["survey"] = "<worksheet><sheetData>\(small)</sheetData></worksheet>"
    #expect(Self.refusal(book.bytes) == .tooManyCells(limit: 200_000))
    book.raw["survey"] = String(repeating: "<a>", count: 100_000)
    #expect(Self.refusal(book.bytes) != nil)
  }

  @Test func `a file cut anywhere is refused, never half read`() {
    let bytes = Self.book.bytes
    #expect(Self.read(bytes).checklist != nil)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(Self.refusal(Array(bytes.prefix(length))) != nil, "\(length)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `flipped bytes anywhere never end the program`(_ seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    var outcomes: Set<String> = []
    for _ in 0..<250 {
      var bytes = Self.book.bytes
      for _ in 0..<Int.random(in: 1...8, using: &dice) {
        bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let result = Self.read(bytes)
      outcomes.insert(result.yaml == nil ? "refused" : "read")
      #expect((result.yaml == nil) == (Self.refusal(bytes) != nil))
    }
    #expect(outcomes.contains("refused"))
  }

  /// Checksums are made anew, so that what is wrong gets to the parsers.
  @Test(arguments: [UInt64(11), 12, 13, 14])
  func `flipped bytes within the sheets never end the program`(_ seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    var outcomes: Set<String> = []
    for _ in 0..<250 {
      let zip = Self.book.zip
      var other = ZipBytes()
      let chosen = Int.random(in: 1..<zip.entries.count, using: &dice)
      for (index, entry) in zip.entries.enumerated() {
        var bytes = entry.bytes
        if index == chosen {
          for _ in 0..<Int.random(in: 1...4, using: &dice) {
            bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0x20...0x7E, using: &dice)
          }
        }
        other.store(entry.name, bytes)
      }
      let result = Self.read(other.bytes)
      outcomes.insert(result.yaml == nil ? "refused" : result.checklist == nil ? "broken" : "read")
    }
    #expect(outcomes.isSuperset(of: ["refused", "read"]))
  }

  @Test func `random text as CSV and Markdown never ends the program`() {
    var dice = SplitMix64(seed: 5)
    let letters = Array("abcđộ #->![]{}=\",;\n\r\t|:1.(phút)//'\u{301}\u{200B}")
    for _ in 0..<400 {
      let text = String(
        (0..<Int.random(in: 0...200, using: &dice)).map { _ in letters.randomElement(using: &dice) ?? "a" })
      for file in ["thu.csv", "thu.md"] {
        let result = Self.read(Array(text.utf8), file)
        #expect((result.yaml == nil) == (Self.refusal(Array(text.utf8), file) != nil))
      }
    }
    #expect(Self.refusal([0x61, 0xFF], "thu.csv") == .notUTF8)
    #expect(Self.refusal(Array("a,\"b".utf8), "thu.csv") == .badQuote(line: 1))
    #expect(Self.refusal(Array("\n \n".utf8), "thu.md") == .empty)
    #expect(
      Self.refusal([UInt8](repeating: 0x61, count: 1 << 20 | 1), "thu.md")
        == .tooLarge(bytes: 1 << 20 | 1, limit: 1 << 20))
  }
}
