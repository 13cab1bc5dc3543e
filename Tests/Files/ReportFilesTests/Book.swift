import CZip
import TemporaryFolders
import Testing

/// A workbook as it lies in its file: cells with what they hold and how they are shown.
struct SavedBook {
  struct Cell {
    var number: Double?
    var text: String?
    var format: String?
    var isFormula = false
  }

  /// In the workbook's order.
  private(set) var sheets: [(name: String, cells: [String: Cell], isFrozen: Bool, hasDrawing: Bool)] = []
  private(set) var parts: [String] = []

  init(_ path: String) throws {
    var code: Int32 = 0
    let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
    defer { zip_discard(archive) }
    func part(_ name: String) throws -> String {
      var stat = zip_stat_t()
      try #require(zip_stat(archive, name, 0, &stat) == 0, "\(name)")
      let file = try #require(zip_fopen(archive, name, 0))
      defer { zip_fclose(file) }
      var bytes = [UInt8](repeating: 0, count: Int(stat.size))
      let count = bytes.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      try #require(Int(count) == bytes.count)
      return String(decoding: bytes, as: UTF8.self)
    }
    for index in 0..<UInt64(zip_get_num_entries(archive, 0)) {
      if let name = zip_get_name(archive, index, 0) { parts.append(String(cString: name)) }
    }
    let shared = try part("xl/sharedStrings.xml").components(between: "<si>", and: "</si>").map { item in
      Self.plain(item.components(between: "<t", and: "</t>").map { String($0.drop { $0 != ">" }.dropFirst()) }.joined())
    }
    let styles = try part("xl/styles.xml")
    var codes: [String: String] = ["0": "General", "3": "#,##0", "9": "0%"]
    for format in styles.components(between: "<numFmt ", and: "/>") {
      codes[Self.value("numFmtId", format) ?? ""] = Self.plain(Self.value("formatCode", format) ?? "")
    }
    let formats = (styles.components(between: "<cellXfs", and: "</cellXfs>").first ?? "")
      .components(between: "<xf ", and: ">").map { codes[Self.value("numFmtId", $0) ?? ""] }
    let names = try part("xl/workbook.xml").components(between: "<sheet ", and: "/>")
      .compactMap { Self.value("name", $0).map(Self.plain) }
    for (index, name) in names.enumerated() {
      let xml = try part("xl/worksheets/sheet\(index + 1).xml")
      var cells: [String: Cell] = [:]
      for piece in xml.components(between: "<c ", and: "</c>") {
        guard let place = Self.value("r", piece) else { continue }
        var cell = Cell()
        let style = Self.value("s", piece).flatMap { Int($0) } ?? 0
        cell.format = formats.indices.contains(style) ? formats[style] : nil
        let value = piece.components(between: "<v>", and: "</v>").first
        if Self.value("t", piece) == "s" {
          cell.text = value.flatMap { Int($0) }.map { shared[$0] }
        } else {
          cell.number = value.flatMap { Double($0) }
        }
        cell.isFormula = piece.contains("<f")
        cells[place] = cell
      }
      sheets.append((name, cells, xml.contains("state=\"frozen\""), xml.contains("<drawing")))
    }
  }

  func sheet(_ name: String) throws -> [String: Cell] {
    try #require(sheets.first { $0.name == name }?.cells, "\(name)")
  }

  /// The value of an attribute.
  private static func value(_ name: String, _ tag: String) -> String? {
    (" " + tag).components(between: " \(name)=\"", and: "\"").first
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}

/// A path for a file of a test, in a folder that goes with it.
func withTemporaryPath<Value>(_ name: String, _ body: (String) throws -> Value) throws -> Value {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  return try body(folder.file(name))
}
