import ArgumentParser
import ChecklistFiles
import ChecklistImport
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
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
      for file in files {
        if json {
          print(
            try jsonLine([
              "id": file.header.id.rawValue, "version": file.header.version, "title_vi": file.header.title.vi,
              "title_en": file.header.title.en, "path": file.path,
            ]))
        } else {
          print(
            "\(file.header.id.rawValue)\t\(file.header.version)\t\(file.header.title[options.language])\t\(file.path)")
        }
      }
      for one in broken { complain(one.complaint[options.language]) }
      if !broken.isEmpty { throw ExitCode.failure }
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
          complain("\(file): " + Self.cannotOpen[options.language])
          unreadable = true
          continue
        }
        let (found, reading) = complaintsAbout(bytes, file, shelf.hosts)
        complaints += found
        if let reading { readings.append(reading) }
        if let count = reading?.value.map({ Placeholder.count(in: $0) }), count > 0 {
          print("\(file): \(Self.toWrite(count)[options.language])")
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

    private static let cannotOpen = LocalText(
      "không mở được; xem lại tên tệp và quyền đọc", "cannot be opened; check its name and permissions")

    /// No mistake, and no checklist yet: a draft that was imported keeps every rule with its placeholders.
    private static func toWrite(_ count: Int) -> LocalText {
      LocalText(
        "còn \(count) chỗ \(Placeholder.text.vi); hãy viết xong rồi mới dùng",
        "\(count) times \(Placeholder.text.en); write them before it is used")
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

/// One JSON object as a line, keys sorted.
func jsonLine(_ object: [String: Any]) throws -> String {
  String(
    decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]),
    as: UTF8.self)
}
