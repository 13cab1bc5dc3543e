import ChecklistImport
import Checklists

/// A small workbook for tests.
struct Book {
  /// The rows of each sheet; an empty text is an empty cell.
  var sheets: [(name: String, rows: [[String]])]
  /// XML in place of what is made of the rows, by sheet.
  var raw: [String: String] = [:]
  var sharedStrings: String?
  var styles: String?
  var isFrom1904 = false

  /// A form with the columns of `survey`, and lists of choices as `list: [name: label]`.
  static func form(
    _ survey: [[String]], choices: [[String]] = [], settings: [[String]] = []
  ) -> Book {
    var sheets = [(name: "survey", rows: survey)]
    if !choices.isEmpty { sheets.append((name: "choices", rows: choices)) }
    if !settings.isEmpty { sheets.append((name: "settings", rows: settings)) }
    return Book(sheets: sheets)
  }

  var zip: ZipBytes {
    var zip = ZipBytes()
    zip.store("[Content_Types].xml", "<Types/>")
    let list = sheets.enumerated().map { #"<sheet name="\#($1.name)" sheetId="\#($0 + 1)" r:id="rId\#($0 + 1)"/>"# }
    zip.store(
      "xl/workbook.xml",
      "<workbook><workbookPr date1904=\"\(isFrom1904)\"/><sheets>\(list.joined())</sheets></workbook>")
    let links = sheets.indices.map {
      #"<Relationship Id="rId\#($0 + 1)" Type="x/worksheet" Target="worksheets/sheet\#($0 + 1).xml"/>"#
    }
    zip.store("xl/_rels/workbook.xml.rels", "<Relationships>\(links.joined())</Relationships>")
    for (index, sheet) in sheets.enumerated() {
      zip.store("xl/worksheets/sheet\(index + 1).xml", raw[sheet.name] ?? xml(sheet.rows))
    }
    if let sharedStrings { zip.store("xl/sharedStrings.xml", sharedStrings) }
    if let styles { zip.store("xl/styles.xml", styles) }
    return zip
  }

  var bytes: [UInt8] { zip.bytes }

  private func xml(_ rows: [[String]]) -> String {
    let body = rows.enumerated().map { number, cells in
      let cells = cells.enumerated().filter { !$1.isEmpty }.map { column, text in
        let name = columnLetters(column + 1) + "\(number + 1)"
        return #"<c r="\#(name)" t="inlineStr"><is><t>\#(escaped(text))</t></is></c>"#
      }
      return #"<row r="\#(number + 1)">\#(cells.joined())</row>"#
    }
    return "<worksheet><sheetData>\(body.joined())</sheetData></worksheet>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// What is read from it.
  func read(id: String? = "thu") -> ChecklistImport.Result {
    ChecklistImport.read(bytes, file: "thu.xlsx", id: id, today: "2026-11-23")
  }
}

extension ChecklistImport.Result {
  /// Complaints as `survey!C7` and what, without those about what is still to be written.
  var said: [String: [ImportFault]] {
    var said: [String: [ImportFault]] = [:]
    for complaint in complaints {
      if case .toWrite = complaint.what { continue }
      said[complaint.place.text, default: []].append(complaint.what)
    }
    return said
  }

  /// What is still to be written, by place.
  var blanks: [String: [Blank]] {
    var blanks: [String: [Blank]] = [:]
    for complaint in complaints {
      if case .toWrite(let some) = complaint.what { blanks[complaint.place.text, default: []] += some }
    }
    return blanks
  }
}

/// The head of a survey in both languages.
let surveyHead = ["type", "name", "label::Vietnamese (vi)", "label::English (en)", "relevant"]
let choicesHead = ["list_name", "name", "label::Vietnamese (vi)", "label::English (en)"]
