import ArgumentParser
import ChecklistFiles
import ChecklistImport
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Phrases
import Tables
import TerminalUI

/// `tiepsuc checklist`.
struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Danh mục bước: liệt kê, soát lỗi, xem trước, nhập, xuất / list, lint, preview, import, export.",
    subcommands: [List.self, Lint.self, Preview.self, Import.self, Export.self])

  /// `tiepsuc checklist list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liệt kê các danh mục bước / list the checklists.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Mỗi dòng một đối tượng JSON / one JSON object a line.") var json = false

    func run() throws {
      let (files, broken) = try options.shelf().files()
      let table = Self.read(options.language)
      for file in files {
        print(json ? Self.listed.jsonLine(file) : table.tabbedLine(file))
      }
      for one in broken { complain(one.complaint[options.language]) }
      if !broken.isEmpty { throw ExitCode.failure }
    }

    private static let listed = TableWriter<FileShelf.File>([
      Column("id") { .text($0.header.id.rawValue) },
      Column("version") { TableCell($0.header.version) },
      Column("title_vi") { .text($0.header.title.vi) },
      Column("title_en") { .text($0.header.title.en) },
      Column("path") { .text($0.path) },
    ])

    private static func read(_ language: Language) -> TableWriter<FileShelf.File> {
      TableWriter([
        Column("id") { .text($0.header.id.rawValue) },
        Column("version") { TableCell($0.header.version) },
        Column("title") { .text($0.header.title[language]) },
        Column("path") { .text($0.path) },
      ])
    }
  }

  /// `tiepsuc checklist lint FILE…`.
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Soát lỗi, mỗi lỗi một dòng / lint: one located complaint a line.",
      discussion: "file:line:column: what; what to do")
    @OptionGroup var options: DataOptions
    @Argument(help: "Tệp YAML; tệp .csv là danh sách xã / YAML files; .csv: a table of communes.") var files: [String]
    @Flag(help: "In các câu theo mọi cách xưng hô / show the texts in every form of address.") var spoken = false

    func run() throws {
      var readings: [Reading<Checklist>] = []
      var complaints: [Complaint] = []
      var unreadable = false
      let shelf = try options.shelf()
      for file in files {
        guard let bytes = firstBytes(of: file, limit: ChecklistReader.mostUnitBytes) else {
          complain(Phrase.cannotOpen(file)[options.language])
          unreadable = true
          continue
        }
        let found = linted(bytes, file, shelf.hosts)
        complaints += found.complaints
        if let reading = found.checklist { readings.append(reading) }
        if spoken, let checklist = found.checklist?.understood { Self.show(checklist) }
        // A draft that was imported keeps every rule with its placeholders.
        if let count = found.checklist?.value?.unwrittenCount, count > 0 {
          print("\(file): \(Phrase.stillToWrite(count, mark: Placeholder.text)[options.language])")
        }
        for advice in found.advice { print(advice.line(options.language)) }
      }
      // A checklist that another one names may be one that ships, or one of the pack in use.
      for (path, origin) in shelf.sources() where !files.contains(path) {
        let isRead = readings.contains { $0.value?.id.rawValue == stem(path) }
        if !isRead, let bytes = shelf.bytes(path, origin) {
          readings.append(ChecklistReader.read(bytes, file: path, hosts: shelf.hosts(origin)))
        }
      }
      complaints += ChecklistReader.crossCheck(readings).filter { files.contains($0.file) }
      for complaint in complaints { complain(complaint.line(options.language)) }
      if unreadable || !complaints.isEmpty { throw ExitCode.failure }
    }

    /// Every text that names the citizen or the volunteer, in every form of address.
    private static func show(_ checklist: Checklist) {
      var shown: Set<String> = []
      for text in checklist.texts.map(\.vi)
      where FormOfAddress.usual.spoken(text) != text && shown.insert(text).inserted {
        for line in spokenLines(text, .all) { print(line) }
        print("")
      }
    }

    private func stem(_ path: String) -> String {
      ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    }

    /// What there is to say of a file, by the kind that its name tells.
    private func linted(
      _ bytes: [UInt8], _ file: String, _ hosts: [String]
    ) -> (complaints: [Complaint], advice: [Complaint], checklist: Reading<Checklist>?) {
      if file.hasSuffix(".csv") { return (ChecklistReader.readUnits(bytes, file: file).complaints, [], nil) }
      switch (file as NSString).lastPathComponent {
      case "services.yaml":
        let reading = ChecklistReader.readCatalogue(bytes, file: file, hosts: hosts)
        return (reading.complaints, reading.advice, nil)
      case "log.yaml", "contact.yaml":
        let reading = ChecklistReader.readConsent(bytes, file: file)
        return (reading.complaints, reading.advice, nil)
      default:
        let reading = ChecklistReader.read(bytes, file: file, hosts: hosts)
        return (reading.complaints, reading.advice, reading)
      }
    }
  }

  /// `tiepsuc checklist preview ID|FILE`.
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "In một danh mục bước để đọc duyệt / print a checklist for review.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Mã danh mục bước hoặc tệp YAML, ví dụ vneid / the checklist's id, or its file.") var id: String
    @Flag(help: "Bản tiếng Anh / in English.") var english = false
    @Option(help: "Cách xưng hô / form of address: \(SpokenForms.names).") var address = SpokenForms.usual

    /// Prints what can be understood, also beside mistakes, and fails where there are any.
    func run() throws {
      let language: Language = english ? .english : options.language
      let readings = try readings(language)
      let complaints = readings.flatMap(\.complaints)
      for complaint in complaints { complain(complaint.line(language)) }
      guard let checklist = readings.compactMap(\.value).first ?? readings.compactMap(\.understood).first else {
        throw complaints.isEmpty ? failure(Phrase.noFile("\(id).yaml"), language) : ExitCode.failure
      }
      ChecklistPage(language: language, forms: address).show(checklist)
      if !complaints.isEmpty { throw ExitCode.failure }
    }

    /// The file, or every file of that name on the shelf, the one that counts first.
    private func readings(_ language: Language) throws -> [Reading<Checklist>] {
      let shelf = try options.shelf()
      guard id.hasSuffix(".yaml") || id.contains("/") else { return shelf.readings(of: ChecklistID(rawValue: id)) }
      let bytes = try wholeFile(id, limit: ChecklistReader.mostBytes, language)
      return [ChecklistReader.read(bytes, file: id, hosts: shelf.hosts)]
    }
  }
}
