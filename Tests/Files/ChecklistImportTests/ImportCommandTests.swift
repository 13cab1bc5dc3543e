import ChecklistImport
import Foundation
import PtySupport
import TestTraits
import Testing

/// The commands as they are typed.
@Suite(.ownThread) struct ImportCommandTests {
  /// A folder of its own, gone with the test.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
    func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
    func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: URL(filePath: file(name))) }

    /// Runs `tiepsuc checklist …` here to its end.
    func run(_ arguments: String..., language: String = "en_US.UTF-8") throws -> (
      code: Int32, out: String, error: String
    ) {
      let process = Process()
      process.executableURL = URL(filePath: PtyProgram.built("tiepsuc"))
      process.arguments = ["checklist"] + arguments + ["--data", path]
      process.environment = PtyProgram.environment(["LC_ALL": language])
      process.currentDirectoryURL = URL(filePath: path)
      process.standardInput = FileHandle.nullDevice
      var handles: [FileHandle] = []
      for name in ["out", "error"] {
        try write([], name)
        handles.append(try FileHandle(forWritingTo: URL(filePath: file(name))))
      }
      process.standardOutput = handles[0]
      process.standardError = handles[1]
      try process.run()
      process.waitUntilExit()
      return (process.terminationStatus, try text("out"), try text("error"))
    }
  }

  private let form = Book.form(
    [surveyHead + ["constraint"], ["note", "a", "Chào bác", "Good morning", "", ". > 1"]],
    settings: [["form_title", "form_id"], ["Thử", "thu"]])

  @Test func `a form is imported, says what is lost, and passes lint`() throws {
    let folder = try Folder()
    try folder.write(form.bytes, "thu.xlsx")
    let run = try folder.run("import", "thu.xlsx")
    #expect(run.code == 0)
    #expect(run.error.contains("thu.xlsx:survey!F2: the column “constraint” (. > 1) is not read here"))
    #expect(run.error.contains("thu.xlsx:survey!A2: still to be written:"))
    #expect(run.out.hasPrefix("Written: thu.yaml."))
    let lint = try folder.run("lint", "thu.yaml")
    #expect(lint.code == 0 && lint.error.isEmpty)
    #expect(lint.out.hasPrefix("thu.yaml: 9 times [TO BE WRITTEN]"), "\(lint.out)")
    let again = try folder.run("import", "thu.xlsx", language: "vi_VN.UTF-8")
    #expect(again.code != 0)
    #expect(again.error.contains("thu.yaml đã có và được giữ nguyên"))
  }

  @Test func `the name of the file that is written, or --id, names the checklist`() throws {
    let folder = try Folder()
    try folder.write(form.bytes, "thu.xlsx")
    #expect(try folder.run("import", "thu.xlsx", "-o", "khac.yaml").code == 0)
    #expect(try folder.text("khac.yaml").hasPrefix("id: khac\n"))
    #expect(try folder.run("import", "thu.xlsx", "--id", "ba").code == 0)
    #expect(try folder.text("ba.yaml").hasPrefix("id: ba\n"))
    // Two names that do not agree would not be read by any desk: it is written, and said.
    let run = try folder.run("import", "thu.xlsx", "--id", "ba", "-o", "bon.yaml")
    #expect(run.code == 1)
    #expect(run.error.contains("the id “ba” is not the file's name “bon”"))
    #expect(FileManager.default.fileExists(atPath: folder.file("bon.yaml")))
  }

  @Test func `a file that cannot be read leaves nothing behind`() throws {
    let folder = try Folder()
    try folder.write([1, 2, 3], "x.xlsx")
    for file in ["x.xlsx", "none.md", "x.doc"] {
      let run = try folder.run("import", file, "-o", "y.yaml")
      #expect(run.code != 0)
      #expect(run.error.contains(file))
      #expect(!FileManager.default.fileExists(atPath: folder.file("y.yaml")))
    }
  }

  @Test(arguments: ["xlsx", "csv"])
  func `a checklist that ships is exported and comes back`(_ end: String) throws {
    let folder = try Folder()
    #expect(try folder.run("export", "vneid", "--to", "vneid.\(end)").code == 0)
    let run = try folder.run("import", "vneid.\(end)")
    #expect(run.code == 0 && run.error.isEmpty, "\(run)")
    let preview = try folder.run("preview", "vneid").out
    try FileManager.default.createDirectory(atPath: folder.file("checklists"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder.file("vneid.yaml"), toPath: folder.file("checklists/vneid.yaml"))
    #expect(try folder.run("preview", "vneid").out == preview)
    #expect(preview.count > 1_000)
  }

  @Test func `an export says what it does not keep, and never writes over a file`() throws {
    let folder = try Folder()
    let run = try folder.run("export", "vneid", "--to", "v.md")
    #expect(run.code == 0)
    #expect(run.error.contains("does not keep: 6 questions"))
    #expect(try folder.run("export", "vneid", "--to", "v.md").code != 0)
    #expect(try folder.run("export", "vneid", "--to", "v.pdf").code != 0)
    #expect(try folder.run("export", "none", "--to", "n.csv").code != 0)
    #expect(try folder.run("import", "v.md", "--id", "v2").code == 0)
    #expect(try folder.run("export", "v2.yaml", "--to", "v2.csv").code == 0)
  }

  @Test func `a preview of a file with mistakes says the mistakes, and shows what is understood`() throws {
    let folder = try Folder()
    #expect(try folder.run("export", "vneid", "--to", "v.md").code == 0)
    #expect(try folder.run("import", "v.md", "-o", "hong.yaml").code == 0)
    let text = try folder.text("hong.yaml").replacing("minutes: 1.5", with: "minutes: 500", maxReplacements: 1)
    try folder.write(Array(text.utf8), "hong.yaml")
    try FileManager.default.createDirectory(atPath: folder.file("checklists"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: folder.file("hong.yaml"), toPath: folder.file("checklists/hong.yaml"))
    for name in ["hong", "hong.yaml"] {
      let run = try folder.run("preview", name)
      #expect(run.code == 1)
      #expect(run.error.contains("hong.yaml:") && run.error.contains("write one from 0.1 to 240"), "\(run.error)")
      #expect(run.out.contains("# Greet and explain how we help"))
    }
    try folder.write(Array("id: hong\nsteps: [\n".utf8), "checklists/hong.yaml")
    let run = try folder.run("preview", "hong")
    #expect(run.code == 1 && run.out.isEmpty)
    #expect(run.error.contains("this is not YAML"), "\(run.error)")
    #expect(try folder.run("preview", "khong-co").error.contains("khong-co.yaml"))
  }

  @Test func `an empty file is called empty`() throws {
    let folder = try Folder()
    for name in ["x.csv", "x.md"] {
      try folder.write([], name)
      #expect(try folder.run("import", name).error.contains("the file is empty"))
    }
    try folder.write([], "x.yaml")
    #expect(try folder.run("lint", "x.yaml").error.hasPrefix("x.yaml:1:1: the file is empty"))
    #expect(try folder.run("preview", "x.yaml").error.hasPrefix("x.yaml:1:1: the file is empty"))
  }

  @Test func `a text is shown in every form of address`() throws {
    let folder = try Folder()
    let one = try folder.run("preview", "vneid", "--address", "chi-em", language: "vi_VN.UTF-8").out
    #expect(one.contains("“Em chào chị, em là tình nguyện viên"))
    let all = try folder.run("preview", "vneid", "--address", "all", language: "vi_VN.UTF-8").out
    for spoken in ["bác – cháu: “Cháu chào bác", "bạn – mình: “Mình chào bạn", "em – anh: “Anh chào em"] {
      #expect(all.contains(spoken), "\(spoken)")
    }
    #expect(try folder.run("preview", "vneid", "--address", "ong-ba").code != 0)
    try folder.write(form.bytes, "thu.xlsx")
    #expect(try folder.run("import", "thu.xlsx").error.contains("“bác” or “cháu” stands in 2 texts,"))
    let text = try folder.text("thu.yaml").replacing("Chào bác", with: "{Cháu} chào {bác} {ạ}")
    try folder.write(Array(text.utf8), "thu.yaml")
    let lint = try folder.run("lint", "thu.yaml", "--spoken")
    #expect(lint.code == 0)
    #expect(lint.out.contains("em – chị: Chị chào em\n"), "\(lint.out)")
  }

  @Test func `an export of a file with remarks says that they are left out`() throws {
    let folder = try Folder()
    try folder.write(form.bytes, "thu.xlsx")
    #expect(try folder.run("import", "thu.xlsx").code == 0)
    let text = "# Của tổ\n" + (try folder.text("thu.yaml"))
    try folder.write(Array(text.utf8), "thu.yaml")
    // The other remark stands beside the minutes that are to be written.
    #expect(try folder.run("export", "thu.yaml", "--to", "thu.csv").error.contains("2 remarks (#)"))
  }
}
