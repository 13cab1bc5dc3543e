import ArgumentParser
import ChecklistFiles
import ChecklistImport
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import Phrases

extension ChecklistCommand {
  /// `tiepsuc checklist import FILE`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Nhập danh mục bước từ XLSForm, CSV, Markdown / make a checklist of an XLSForm, a CSV or Markdown file.",
      discussion: "file:survey!C7: what; what to do")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp .xlsx, .csv hoặc .md / the file to read.") var file: String
    @Option(name: .shortAndLong, help: "Tệp danh mục bước sẽ viết / the file to write; else ID.yaml.") var output:
      String?
    @Option(help: "Mã danh mục bước / the checklist's id.") var id: String?

    func run() throws {
      let bytes = try wholeFile(file, limit: ChecklistImport.mostBytes, options.language)
      let result = ChecklistImport.read(
        bytes, file: file, id: id ?? output.flatMap(name(of:)), output: output, today: today())
      for complaint in result.complaints { complain(complaint.line(options.language)) }
      guard let yaml = result.yaml else { throw ExitCode.failure }
      let path = output ?? result.id + ".yaml"
      try writeNew(Data(yaml.utf8), to: path, options.language)
      print(summary(result, path)[options.language])
      // The file is there to be mended, but no desk should take it as it is.
      if !result.isClean { throw ExitCode.failure }
    }

    /// The name that a file of this path has to have; nil where it is no name of a checklist.
    private func name(of path: String) -> String? {
      let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
      return isName(stem) ? stem : nil
    }

    private func summary(_ result: ChecklistImport.Result, _ path: String) -> LocalText {
      let blanks = result.checklist?.unwrittenCount ?? 0
      guard result.isClean else { return Phrase.importedWithMistakes(path) }
      return Phrase.imported(path, remarks: result.complaints.count, blanks: blanks, mark: Placeholder.text)
    }

    private func today() -> String {
      let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
      func two(_ number: Int?) -> String { (number ?? 1) < 10 ? "0\(number ?? 1)" : "\(number ?? 1)" }
      return "\(parts.year ?? 1970)-\(two(parts.month))-\(two(parts.day))"
    }
  }

  /// `tiepsuc checklist export ID|FILE --to FILE`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Xuất danh mục bước sang XLSForm, CSV, Markdown / write a checklist as XLSForm, CSV or Markdown.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Mã danh mục bước hoặc tệp YAML / the checklist's id, or its file.") var checklist: String
    @Option(help: "Tệp sẽ viết: .xlsx, .csv hoặc .md / the file to write.") var to: String

    func run() throws {
      let language = options.language
      guard let kind = ChecklistImport.Kind(file: to) else {
        throw failure(UnreadableFault.unknownKind.words, language)
      }
      let (source, bytes) = try source(language)
      let remarks = ChecklistReader.remarkCount(in: bytes)
      let data: Data
      switch kind {
      case .xlsx: data = try form(source, language)
      case .csv: data = Data(ChecklistExport.csv(source).utf8)
      case .markdown: data = Data(ChecklistExport.markdown(source).utf8)
      }
      try writeNew(data, to: to, language)
      print(Phrase.written(to)[language])
      let losses = ChecklistExport.losses(source, to: kind, remarks: remarks)
      if losses.isEmpty { return }
      complain(Phrase.notKept(losses.map(\.words))[language])
    }

    /// The checklist of a file, else of the shelf, with its bytes.
    private func source(_ language: Language) throws -> (Checklist, [UInt8]) {
      guard checklist.hasSuffix(".yaml") || checklist.contains("/") else {
        let shelf = try options.shelf()
        do {
          let opened = try shelf.open(ChecklistID(rawValue: checklist))
          return (opened.checklist, opened.text.bytes)
        } catch {
          throw failure(error.complaint, language)
        }
      }
      let bytes = try wholeFile(checklist, limit: ChecklistReader.mostBytes, language)
      let reading = ChecklistReader.read(bytes, file: checklist)
      for complaint in reading.complaints { complain(complaint.line(language)) }
      guard let value = reading.value else { throw ExitCode.failure }
      return (value, bytes)
    }

    /// The bytes of a workbook, which the library writes to a file of its own.
    private func form(_ source: Checklist, _ language: Language) throws -> Data {
      let folder = FileManager.default.temporaryDirectory.appending(path: "tiepsuc-\(UUID().uuidString)")
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "form.xlsx")
        try ChecklistExport.writeForm(source, to: path.path)
        return try Data(contentsOf: path)
      } catch {
        throw failure(Phrase.noWorkbook, language)
      }
    }
  }
}

/// The bytes of a file; at most one more than the limit, so that a huge one is refused by its size.
func wholeFile(_ path: String, limit: Int, _ language: Language) throws -> [UInt8] {
  guard let bytes = firstBytes(of: path, limit: limit) else { throw failure(Phrase.cannotOpen(path), language) }
  return bytes
}

/// As ``wholeFile(_:limit:_:)``; nil where it cannot be opened. A file without a byte has none.
func firstBytes(of path: String, limit: Int) -> [UInt8]? {
  guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
  do {
    let data = try handle.read(upToCount: limit + 1) ?? Data()
    try handle.close()
    return Array(data)
  } catch {
    return nil
  }
}

/// Writes a file where there is none yet: what somebody wrote before is never lost.
private func writeNew(_ data: Data, to path: String, _ language: Language) throws {
  do {
    try data.write(to: URL(filePath: path), options: .withoutOverwriting)
  } catch CocoaError.fileWriteFileExists {
    throw failure(Phrase.alreadyThere(path), language)
  } catch {
    throw failure(Phrase.cannotWrite(path), language)
  }
}
