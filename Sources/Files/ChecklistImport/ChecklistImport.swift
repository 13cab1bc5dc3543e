import ChecklistFiles
package import Checklists

/// Reads checklists that were written for other programs: XLSForm workbooks, CSV tables, Markdown lists.
///
/// Pure and total: no file is opened here, any bytes may be given, and the effort is bounded.
package enum ChecklistImport {
  /// The largest text file that is looked at, in bytes; workbooks have their own limit.
  package static let mostTextBytes = 1 << 20
  /// More bytes than this need not be read from a disk.
  package static let mostBytes = ZipEntries.mostBytes

  /// What came of reading one file.
  package struct Result: Sendable {
    /// The checklist as a file of its own; nil where nothing could be made of the file.
    package var yaml: String?
    /// The checklist, where it keeps every rule of the linter.
    package var checklist: Checklist?
    /// The checklist's name, which its file should have.
    package var id: String
    /// Everything there is to say, by place.
    package var complaints: [ImportComplaint]

    /// Whether every rule of the linter is kept.
    package var isClean: Bool { checklist != nil }
  }

  /// Reads a file; its kind is told by the end of its name.
  ///
  /// - Parameters:
  ///   - file: The name that complaints use.
  ///   - id: The checklist's name; nil takes the one in the file, else one made of the file's name.
  ///   - output: The name under which the checklist will lie, which its own has to match; nil: its own with `.yaml`.
  ///   - today: The day it is imported, `yyyy-mm-dd`, for a file that names none.
  package static func read(
    _ bytes: [UInt8], file: String, id: String? = nil, output: String? = nil, today: String
  ) -> Result {
    let diagnostics = ImportDiagnostics(file: file, sheets: FormReader.sheets)
    do throws(ImportFault) {
      let draft = try draft(bytes, file: file, diagnostics: diagnostics)
      let name = id ?? draft.id ?? checklistName(stem(of: file), fallback: "checklist")
      return finished(draft, id: name, output: output ?? name + ".yaml", today: today, diagnostics: diagnostics)
    } catch {
      diagnostics.note(error, at: .file)
      return Result(yaml: nil, checklist: nil, id: id ?? "", complaints: diagnostics.sorted())
    }
  }

  /// The kinds of file that are read and written, by the end of their names.
  package enum Kind: String, CaseIterable, Sendable {
    case xlsx
    case csv
    case markdown = "md"

    /// Nil where the name ends in something else.
    package init?(file: String) {
      let end = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
      self.init(rawValue: end == "markdown" ? "md" : end)
    }
  }

  private static func draft(_ bytes: [UInt8], file: String, diagnostics: ImportDiagnostics) throws(ImportFault)
    -> ImportDraft
  {
    switch Kind(file: file) {
    case .xlsx:
      var reader = try FormReader(
        Workbook(bytes, sheets: FormReader.sheets, diagnostics: diagnostics), diagnostics: diagnostics)
      return reader.wholeDraft()
    case .csv:
      var reader = CSVReader(sheet: try csvSheet(text(bytes), diagnostics: diagnostics), diagnostics: diagnostics)
      return try reader.wholeDraft()
    case .markdown:
      var reader = MarkdownReader(try text(bytes), diagnostics: diagnostics)
      return try reader.wholeDraft()
    // A workbook under another name is one all the same; anything else has to say what it is.
    case nil:
      guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw .unreadable(.oldExcel) }
      throw .unreadable(.unknownKind)
    }
  }

  /// The bytes of a text file, without a byte order mark.
  private static func text(_ bytes: [UInt8]) throws(ImportFault) -> String {
    guard bytes.count <= mostTextBytes else { throw .unreadable(.tooLarge(bytes: bytes.count, limit: mostTextBytes)) }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: body, as: UTF8.self) else { throw .unreadable(.notUTF8) }
    if text.allSatisfy(\.isWhitespace) { throw .unreadable(.empty) }
    return text
  }

  /// Makes the file of a draft, and holds it against the linter.
  private static func finished(
    _ draft: ImportDraft, id: String, output: String, today: String, diagnostics: ImportDiagnostics
  ) -> Result {
    var layout = DraftLayout(diagnostics: diagnostics)
    let checklist = layout.checklist(draft, id: id, today: today)
    let text = ChecklistYAML(checklist, untimed: layout.untimed).text
    let reading = ChecklistReader.read(Array(text.utf8), file: output)
    for complaint in reading.complaints {
      diagnostics.note(.rule(complaint.what), at: layout.place(of: complaint.path ?? .root))
    }
    let plain = Set(
      reading.advice.compactMap { advice in
        if case .address(.plainWord) = advice.what { advice.path } else { nil }
      })
    if !plain.isEmpty { diagnostics.lost(.plainAddress(plain.count), at: .file) }
    return Result(yaml: text, checklist: reading.value, id: id, complaints: diagnostics.sorted())
  }

  /// The file's name without folders and extension.
  private static func stem(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
