import ChecklistFiles
import Checklists
import Testing

struct UnitsTests {
  private let header = "code,name,province_code,province\n"

  private func read(_ text: String) -> Reading<[Unit]> {
    ChecklistReader.readUnits(Array(text.utf8), file: "units.csv")
  }

  @Test func `a table is read with its quotes, blanks and leading zeros`() {
    let text = "\u{FEFF}\(header)00004, Phường Ba Đình ,01,Hà Nội\r\n\n00008,\"Xã \"\"A\"\", cũ\",01,Hà Nội"
    let units = [
      Unit(code: "00004", name: "Phường Ba Đình", provinceCode: "01", province: "Hà Nội"),
      Unit(code: "00008", name: "Xã \"A\", cũ", provinceCode: "01", province: "Hà Nội"),
    ]
    #expect(read(text.replacing("\u{FEFF}", with: "")).value == units)
    #expect(read(text).value == units)
    #expect(read(text).complaints == [])
  }

  @Test func `names stored apart are composed`() {
    let name = "Xa\u{303} Ba\u{300}"
    let units = read(header + "00001,\(name),01,T").value
    #expect(units.map { Array($0[0].name.unicodeScalars) } == Array("Xã Bà".unicodeScalars))
  }

  @Test(arguments: [
    ("§id,name\n", UnitsFault.wrongHeader), ("§x,y\n", .wrongColumnCount(found: 2, expected: 4)),
    ("§1234,A,01,T\n", .badCode("1234", digits: 5)), ("12345,A,§1,T\n", .badCode("1", digits: 2)),
    ("12345,§,01,T\n", .missingName), ("12345,§\"A,01,T\n", .badQuote), ("12345,§\"A\"b,01,T\n", .badQuote),
    ("12345,A,01,T\n12346,B,01,§U\n", .provinceRenamed("U", before: "T")),
  ])
  func `each mistake is complained about at its place`(_ text: String, _ fault: UnitsFault) {
    let (text, places) = ((fault == .wrongHeader ? "" : header) + text).unmarked
    let reading = read(text)
    #expect(reading.value == nil)
    #expect(reading.complaints.map(\.what) == [.units(fault)])
    #expect(reading.complaints.map { [$0.line, $0.column] } == places)
  }

  @Test func `a code may stand for one unit only`() {
    let reading = read(header + "12345,A,01,T\n12345,B,01,T\n")
    #expect(
      reading.complaints == [
        Complaint(file: "units.csv", line: 3, column: 1, what: .name(.duplicate(.unit, "12345", first: .line(2))))
      ])
  }

  @Test func `empty, endless and huge tables are refused`() {
    #expect(read("").complaints.map(\.what) == [.bytes(.empty)])
    let rows = (0...10_000).map { "\(10_000 + $0),A,01,T\n" }.joined()
    #expect(read(header + rows).complaints.map(\.what) == [.units(.tooManyRows(limit: 10_000))])
    let huge = [UInt8](repeating: 0x41, count: 5_000_000)
    let faults = ChecklistReader.readUnits(huge, file: "u").complaints.map(\.what)
    #expect(faults == [.bytes(.tooLarge(bytes: 5_000_000, limit: 4 << 20))])
  }
}

struct CatalogueTests {
  private func service(_ id: String) -> String {
    """
      - id: \(id)
        name: {vi: Tên, en: Name}
        where: {vi: Ở xã, en: Commune}
        papers: [{vi: Thẻ, en: Card}]
        limit: {vi: 3 ngày, en: 3 days}
        fee: {vi: Không, en: None}
        online-only: false
        source: {text: Luật, checked: 2026-11-23, verified: false}

    """
  }

  private func read(_ ids: [String]) -> Reading<ServiceCatalogue> {
    let text = "id: services\nversion: 2\nchecked: 2026-11-23\nservices:\n" + ids.map(service).joined()
    return ChecklistReader.readCatalogue(Array(text.utf8), file: "Catalogue/services.yaml")
  }

  @Test func `fifteen services make a catalogue`() {
    let reading = read((1...15).map { "s\($0)" })
    #expect(reading.complaints == [])
    #expect(reading.value?.version == 2)
    #expect(reading.value?.services.last?.id == "s15")
  }

  @Test func `fewer do not, nor does one twice`() {
    #expect(
      read((1...14).map { "s\($0)" }).complaints.map(\.what) == [
        .shape(.wrongCount(found: 14, lowest: 15, highest: 500))
      ])
    let twice = read((1...15).map { "s\(max(2, $0))" })
    #expect(
      twice.complaints == [
        Complaint(
          file: "Catalogue/services.yaml", line: 13, column: 9, path: .root / "services" / 1 / "id",
          what: .name(.duplicate(.service, "s2", first: .line(5))))
      ])
  }
}

struct ConsentTests {
  @Test func `consent has a text, a yes and a no`() {
    let text =
      "id: log\nversion: 1\nchecked: 2026-11-23\nshort: {vi: Hỏi, en: Ask}\ntext: {vi: Hỏi, en: Ask}\nagree: {vi: Có, en: Yes}\nrefuse: {vi: Không, en: No}\n"
    let consent = ChecklistReader.readConsent(Array(text.utf8), file: "log.yaml").value
    #expect(consent?.refuse == LocalText("Không", "No"))
    let faults = ChecklistReader.readConsent(Array("id: log\n".utf8), file: "contact.yaml").complaints.map(\.what)
    #expect(faults.contains(.shape(.idNotFileName(id: "log", stem: "contact"))))
    #expect(faults.contains(.shape(.missingKey("refuse"))))
    #expect(faults.contains(.shape(.missingKey("short"))))
  }

  @Test func `the words before the question are short enough to listen to`() {
    func faults(_ count: Int) -> [Fault] {
      let words = Array(repeating: "hỏi", count: count).joined(separator: " ")
      let text =
        "id: log\nversion: 1\nchecked: 2026-11-23\nshort: {vi: \(words), en: Ask}\ntext: {vi: \"{Bác} hỏi {unit}\", en: \"{unit}\"}\nagree: {vi: Có, en: Yes}\nrefuse: {vi: Không, en: No}\n"
      return ChecklistReader.readConsent(Array(text.utf8), file: "log.yaml").complaints.map(\.what)
    }
    #expect(faults(60) == [])
    #expect(faults(61) == [.room(.tooManySyllables(61, limit: 60))])
  }
}

struct CSVTextTests {
  private func table(_ text: String) throws -> CSVText {
    let reading = CSVText.read(text)
    guard case .table(let table) = reading else { throw Unread(reading: reading) }
    return table
  }

  private struct Unread: Error { var reading: CSVText.Parsed }

  @Test(
    arguments: [
      ("a,b\n\"c,\"\"d\"\"\ne\",f\r\n\r\ng", [["a", "b"], ["c,\"d\"\ne", "f"], ["g"]]),
      ("a;b,c;d\n", [["a", "b,c", "d"]]), ("a\tb\n", [["a", "b"]]), ("sep=;\na;b,c\n", [["a", "b,c"]]),
      ("SEP=,\r\na,b;c;d\n", [["a", "b;c;d"]]), ("", []), ("\n\n", []), ("a,\n", [["a", ""]]),
    ] as [(String, [[String]])])
  func `rows and fields are told apart`(_ text: String, _ rows: [[String]]) throws {
    #expect(try table(text).rows.map { $0.fields.map(\.text) } == rows)
  }

  @Test func `rows are numbered as a spreadsheet does, lines as an editor does`() throws {
    let rows = try table("a\n\n\"b\nc\",d\ne\n").rows
    #expect(rows.map(\.number) == [1, 3, 4])
    #expect(rows.map(\.line) == [1, 3, 5])
    #expect(rows[1].fields.map(\.column) == [1, 4])
  }

  @Test(arguments: [("a\nb \"c\" d\n", 2, 3), ("a\n\"b\nc", 2, 1), ("\"a\"b\n", 1, 1)])
  func `a quotation mark out of place is named`(_ text: String, _ line: Int, _ column: Int) {
    guard case .badQuote(let foundLine, let foundColumn) = CSVText.read(text) else {
      Issue.record("read")
      return
    }
    #expect((foundLine, foundColumn) == (line, column))
  }

  @Test func `what is written is read again`() throws {
    let rows = [["a", "b,c", "d;e"], ["\"", "f\ng", ""], ["h\ti", "=1", "ế"]]
    let text = rows.map(CSVText.line).joined()
    #expect(text.hasPrefix("a,\"b,c\",\"d;e\"\r\n"))
    #expect(try table(text).rows.map { $0.fields.map(\.text) } == rows)
  }
}

struct UnitHeadingTests {
  private let unit = Unit(code: "99001", name: "Phường Mẫu Một", provinceCode: "99", province: "Tỉnh Mẫu")

  @Test(arguments: [
    "code;name;province_code;province\n99001;Phường Mẫu Một;99;Tỉnh Mẫu\n",
    "Code,Name,Province_Code,Province\n99001,Phường Mẫu Một,99,Tỉnh Mẫu\n",
    "STT,Mã xã,Tên xã,Mã tỉnh,Tỉnh,Ghi chú\n1,99001,Phường Mẫu Một,99,Tỉnh Mẫu,x\n",
    "province,province_code,name,code,\nTỉnh Mẫu,99,Phường Mẫu Một,99001,\n",
    "sep=;\r\ncode;name;province_code;province\r\n99001;Phường Mẫu Một;99;Tỉnh Mẫu\r\n",
  ])
  func `other signs, capitals, names and further columns are taken`(_ text: String) {
    let reading = ChecklistReader.readUnits(Array(text.utf8), file: "units.csv")
    #expect(reading.complaints.map { $0.line(.english) } == [])
    #expect(reading.value == [unit])
  }

  @Test func `a table without one of the columns is refused`() {
    let reading = ChecklistReader.readUnits(Array("code,name,province\n1,2,3\n".utf8), file: "units.csv")
    #expect(reading.complaints.map(\.what) == [.units(.wrongHeader)])
  }
}
