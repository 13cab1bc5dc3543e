/// The names of a workbook's sheets with the ids of their parts, in order.
final class WorkbookList: PartParser {
  private(set) var sheets: [(name: String, id: String)] = []
  /// Whether days are counted from 1904 instead of 1900.
  private(set) var isFrom1904 = false

  init(_ part: XMLPart) throws(ImportFault) {
    super.init()
    try run(part)
  }

  override func open(_ element: String, _ attributes: [String: String]) {
    if element == "workbookPr" { isFrom1904 = flag(attributes["date1904"]) ?? false }
    guard element == "sheet", let name = attributes["name"] else { return }
    let id = attributes.first { $0.key == "id" || $0.key.hasSuffix(":id") }?.value
    sheets.append((name, id ?? ""))
  }
}

/// Which part of the archive an id stands for.
final class Relationships: PartParser {
  /// Paths in the archive by id; links to places outside of it are left out.
  private(set) var targets: [String: String] = [:]
  private(set) var sharedStrings: String?
  private(set) var styles: String?

  init(_ part: XMLPart) throws(ImportFault) {
    super.init()
    try run(part)
  }

  override func open(_ element: String, _ attributes: [String: String]) {
    guard element == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
      let target = attributes["Target"], !target.split(separator: "/").contains("..")
    else { return }
    let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    targets[id] = path
    if attributes["Type"]?.hasSuffix("/sharedStrings") == true { sharedStrings = path }
    if attributes["Type"]?.hasSuffix("/styles") == true { styles = path }
  }
}

/// The texts that cells name by number.
final class SharedStringsParser: PartParser {
  private(set) var strings: [String] = []
  private var text = ""
  private var isText = false
  private var phonetic = 0

  override func open(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "si": text = ""
    case "rPh": phonetic += 1
    case "t": isText = phonetic == 0
    default: break
    }
  }

  override func close(_ element: String) {
    switch element {
    case "si": strings.append(unescaped(text))
    case "rPh": phonetic -= 1
    case "t": isText = false
    default: break
    }
  }

  override func take(_ text: String) {
    if isText { self.text += text }
  }
}

/// The cells of one sheet.
final class SheetParser: PartParser {
  private(set) var sheet: TableSheet
  /// How many cells with text there were.
  private(set) var count = 0
  private let shared: [String]
  private let dates: DateCells
  private let budget: Int
  private let diagnostics: ImportDiagnostics

  private var row = 0
  private var column = 0
  private var kind = ""
  private var style: Int?
  private var value = ""
  private var hasFormula = false
  private var isValue = false
  private var phonetic = 0
  /// Elements of cells, also of empty ones, and bytes of texts: they bound the effort.
  private var cells = 0
  private var bytes = 0

  init(name: String, shared: [String], dates: DateCells, budget: Int, diagnostics: ImportDiagnostics) {
    sheet = TableSheet(name: name)
    self.shared = shared
    self.dates = dates
    self.budget = budget
    self.diagnostics = diagnostics
  }

  override func open(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "row":
      row = attributes["r"].flatMap { Int($0) }.flatMap { (1...mostRows).contains($0) ? $0 : nil } ?? row + 1
      column = 0
    case "c": begin(attributes)
    case "f": hasFormula = true
    case "rPh": phonetic += 1
    case "v", "t": isValue = phonetic == 0
    case "mergeCell": complainOfMerge(attributes["ref"] ?? "")
    default: break
    }
  }

  override func close(_ element: String) {
    switch element {
    case "v", "t": isValue = false
    case "rPh": phonetic -= 1
    case "c": finish()
    default: break
    }
  }

  override func take(_ text: String) {
    if isValue { value += text }
  }

  private func begin(_ attributes: [String: String]) {
    cells += 1
    if cells > 2_000_000 { stop = .tooManyCells(limit: Workbook.mostCells) }
    if let reference = attributes["r"], let (column, row) = cellReference(reference) {
      self.column = column
      self.row = row
    } else {
      column += 1
    }
    kind = attributes["t"] ?? "n"
    style = attributes["s"].flatMap { Int($0) }
    value = ""
    hasFormula = false
  }

  private func finish() {
    let place = sheet.place(max(1, row), max(1, column))
    var text = value
    switch kind {
    case "s": text = Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? ""
    case "b": text = value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
    case "e":
      diagnostics.lost(.errorCell(value), at: place)
      return
    case "str", "inlineStr": text = unescaped(value)
    case "d": text = dates.text(ofISO: value) ?? value
    case "n": text = dates.text(of: value, style: style) ?? value
    default: break
    }
    bytes += text.utf8.count
    guard bytes <= Workbook.mostTextBytes else {
      stop = .tooManyCells(limit: Workbook.mostCells)
      return
    }
    if hasFormula, value.isEmpty { diagnostics.lost(.formula, at: place) }
    text = tidied(text, at: place, diagnostics: diagnostics)
    guard !text.isEmpty, row > 0, column > 0 else { return }
    count += 1
    if count > budget { stop = .tooManyCells(limit: Workbook.mostCells) }
    sheet.rows[row, default: [:]][column] = text
  }

  /// Only the first of merged cells has a text: what its row and its column say may be missed below or beside it.
  private func complainOfMerge(_ reference: String) {
    guard let first = reference.split(separator: ":").first, let (column, row) = cellReference(String(first)) else {
      return
    }
    diagnostics.lost(.merged(reference), at: sheet.place(row, column))
  }
}

/// What a sheet has.
private let (mostColumns, mostRows) = (16_384, 1_048_576)

/// Column and row of a reference such as `C7` or `$C$7`; nil where it is none, or beyond what a sheet has.
func cellReference(_ text: String) -> (column: Int, row: Int)? {
  var column = 0
  var row = 0
  for byte in text.utf8 where byte != UInt8(ascii: "$") {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A:
      guard row == 0 else { return nil }
      column = column * 26 + Int(byte & 0xDF) - 0x40
    case 0x30...0x39: row = row * 10 + Int(byte) - 0x30
    default: return nil
    }
    guard column <= mostColumns, row <= mostRows else { return nil }
  }
  return column > 0 && row > 0 ? (column, row) : nil
}

/// A text with `_x000D_` and the like turned into the characters they stand for (ECMA-376, ST_Xstring).
private func unescaped(_ text: String) -> String {
  guard text.contains("_x") else { return text }
  var result = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let first = rest.first {
    let head = rest.prefix(7)
    if head.count == 7, head.starts(with: "_x".unicodeScalars), head.last == "_",
      let value = UInt32(String(String.UnicodeScalarView(head.dropFirst(2).dropLast())), radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      result.append(scalar)
      rest = rest.dropFirst(7)
    } else {
      result.append(first)
      rest = rest.dropFirst()
    }
  }
  return String(result)
}
