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
    abstract: "Danh mục: liệt kê, soát lỗi, xem trước, nhập, xuất / list, lint, preview, import, export.",
    subcommands: [List.self, Lint.self, Preview.self, Import.self, Export.self])

  /// `tiepsuc checklist list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liệt kê các danh mục / list the checklists.")
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

    func run() throws {
      var readings: [Reading<Checklist>] = []
      var complaints: [Complaint] = []
      var unreadable = false
      let shelf = try options.shelf()
      for file in files {
        guard let bytes = firstBytes(of: file) else {
          complain(Phrase.cannotOpen(file)[options.language])
          unreadable = true
          continue
        }
        let (found, reading) = complaintsAbout(bytes, file, shelf.hosts)
        complaints += found
        if let reading { readings.append(reading) }
        // A draft that was imported keeps every rule with its placeholders.
        if let count = reading?.value?.unwrittenCount, count > 0 {
          print("\(file): \(Phrase.stillToWrite(count, mark: Placeholder.text)[options.language])")
        }
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

    private func stem(_ path: String) -> String {
      ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    }

    private func complaintsAbout(
      _ bytes: [UInt8], _ file: String, _ hosts: [String]
    ) -> ([Complaint], Reading<Checklist>?) {
      if file.hasSuffix(".csv") { return (ChecklistReader.readUnits(bytes, file: file).complaints, nil) }
      switch (file as NSString).lastPathComponent {
      case "services.yaml": return (ChecklistReader.readCatalogue(bytes, file: file, hosts: hosts).complaints, nil)
      case "log.yaml", "contact.yaml": return (ChecklistReader.readConsent(bytes, file: file).complaints, nil)
      default:
        let reading = ChecklistReader.read(bytes, file: file, hosts: hosts)
        return (reading.complaints, reading)
      }
    }

    /// At most one byte more than is ever looked at, so that a huge file is refused by its size.
    private func firstBytes(of path: String) -> [UInt8]? {
      guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
      defer { try? handle.close() }
      return (try? handle.read(upToCount: ChecklistReader.mostUnitBytes + 1)).map { Array($0) }
    }
  }

  /// `tiepsuc checklist preview ID`.
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "In một danh mục để đọc duyệt / print a checklist for review.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Mã danh mục, ví dụ vneid / the checklist's id.") var id: String
    @Flag(help: "Bản tiếng Anh / in English.") var english = false

    func run() throws {
      let language: Language = english ? .english : options.language
      let shelf = try options.shelf()
      let checklist: Checklist
      do {
        checklist = try shelf.open(ChecklistID(rawValue: id)).checklist
      } catch {
        throw Failure(error.complaint, language)
      }
      print("\(checklist.title[language]) · \(checklist.version) · \(checklist.checked)\n")
      for question in checklist.questions {
        print("? \(question.text[language])\(condition(question.when))")
        for answer in question.answers { print("    - \(answer.text[language])") }
      }
      for step in checklist.steps { show(step, language) }
      for problem in checklist.problems {
        print("\n\(problem.id.rawValue) \(problem.symptom[language])")
        for line in problem.fix { print("  - \(line[language])") }
      }
    }

    private func show(_ step: Step, _ language: Language) {
      print("\n# \(step.title[language])\(condition(step.when))")
      for line in wrapped("“\(step.say[language])”", columns: 76) { print("  " + line) }
      for (index, action) in step.actions.enumerated() { print("  \(index + 1). \(action[language])") }
      print("  => \(step.check[language])")
      for warning in step.warnings { print("  ! \(warning[language])") }
      for link in step.links { print("  \(link.address)") }
      if let source = step.source { print("  [\(source.text), \(source.checked)\(source.isVerified ? "" : ", ?")]") }
    }

    private func condition(_ condition: Condition) -> String {
      if condition.clauses.isEmpty { return "" }
      return " ("
        + condition.clauses.map { "\($0.question): \($0.answers.map(\.rawValue).joined(separator: "|"))" }
        .joined(separator: ", ") + ")"
    }
  }
}
