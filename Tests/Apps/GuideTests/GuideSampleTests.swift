import Checklists
import Foundation
import Guides
import TemporaryFolders
import TestTraits
import Testing

/// Files and answers that the trainer's guide shows are what the real program takes and says.
@Suite(.ownThread) struct GuideSampleTests {
  private static func trainer(_ language: Language) -> GuideFile {
    GuideFile(path: "Assets/" + Guide.trainer.file(language), language: language)
  }

  /// The first code of a language, from a place on.
  private func code(_ language: String, in page: GuidePage, after start: Int = 0) throws -> (text: String, place: Int) {
    for (place, block) in page.blocks.enumerated() where place >= start {
      if case .code(language, let lines) = block { return (lines.map { $0 + "\n" }.joined(), place) }
    }
    throw CocoaError(.fileReadCorruptFile)
  }

  private func lint(_ text: String, _ language: Language) throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(text.utf8, to: "checklists/hen-lai.yaml")
    return try run(
      "tiepsuc", ["checklist", "lint", "--data", folder.path, "checklists/hen-lai.yaml"], in: folder.path,
      language: language)
  }

  @Test(arguments: Language.allCases)
  func `the checklist of the guide has no mistake, and its mistakes are told as the guide tells them`(
    language: Language
  ) throws {
    let page = try Self.trainer(language).page()
    let (sample, place) = try code("yaml", in: page)
    let good = try lint(sample, language)
    #expect(good.code == 0 && good.out.isEmpty && good.error.isEmpty, "\(good)")
    var lines = sample.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[16].contains("[yes-now]"))
    lines[16] = lines[16].replacing("[yes-now]", with: "[yes]")
    let last = try #require(lines.lastIndex { $0.contains("safety: never-otp") })
    lines[last] = lines[last].replacing("never-otp", with: "never-opt")
    let bad = try lint(lines.joined(separator: "\n"), language)
    #expect(bad.code != 0)
    #expect(bad.error == (try code("text", in: page, after: place).text))
  }

  @Test(arguments: Language.allCases)
  func `the list in Markdown becomes a checklist that the linter takes`(language: Language) throws {
    let (sample, _) = try code("markdown", in: try Self.trainer(language).page())
    let folder = try TemporaryFolder()
    try folder.write(sample.utf8, to: "hen.md")
    let imported = try run(
      "tiepsuc", ["checklist", "import", "--data", folder.path, "hen.md", "--id", "hen-lai", "-o", "hen-lai.yaml"],
      in: folder.path, language: language)
    #expect(imported.code == 0, "\(imported)")
    let written = String(decoding: try folder.bytes("hen-lai.yaml"), as: UTF8.self)
    #expect(written.contains("{Cháu} chào {bác}"))
    #expect(try lint(written, language).code == 0)
  }
}
