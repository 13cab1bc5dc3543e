import ArgumentParser
import Checklists
import Foundation
import Guides
import Phrases
import PtySupport
import TestTraits
import Testing

@testable import tiepsuc
@testable import tiepsuc_hub
@testable import tiepsuc_preview
@testable import tiepsuc_sync

/// Commands of the guides, taken from the pages: the programs' own parsers understand each of them.
@Suite(.ownThread) struct GuideCommandTests {
  @Test(arguments: GuideFile.all)
  func `every command of a guide is one that its program takes`(file: GuideFile) throws {
    let page = try file.page()
    for line in page.commands {
      for command in line.components(separatedBy: "&&") { try check(command) }
    }
    for line in page.commandsInText { try check(line) }
  }

  /// Programs of others that guides call.
  private static let others: Set<String> = ["apt-get", "createdb", "cp", "gdb", "git", "sudo"]

  private func check(_ command: String) throws {
    var words = shellWords(command)
    // Into which file the output goes, and whether it runs apart, is the shell's business.
    if let end = words.firstIndex(where: { [">", "&", "|", "<"].contains($0) }) { words.removeSubrange(end...) }
    guard var program = words.first else { return }
    words.removeFirst()
    if program == "swift" { (program, words) = try runBySwift(words) }
    guard let root = parser(program.split(separator: "/").last.map(String.init) ?? program) else {
      let isOurs =
        [".ci/", "Assets/Packaging/", "Tests/"].contains { program.hasPrefix($0) }
        && FileManager.default.isExecutableFile(atPath: GuideFile.root + "/" + program)
      #expect(isOurs || program == "swift" || program == "bench" || Self.others.contains(program), "\(command)")
      return
    }
    if words.contains("--help") || words.contains("--version") { return }
    #expect(refusal(root, words) == nil, "\(command)")
  }

  /// Why a program does not take words; nil where it does.
  private func refusal(_ root: any ParsableCommand.Type, _ words: [String]) -> String? {
    do {
      _ = try root.parseAsRoot(words)
      return nil
    } catch {
      return root.message(for: error)
    }
  }

  private func parser(_ program: String) -> (any ParsableCommand.Type)? {
    switch program {
    case "tiepsuc": Tiepsuc.self
    case "tiepsuc-hub": TiepsucHub.self
    case "tiepsuc-preview": TiepsucPreview.self
    case "tiepsuc-sync": TiepsucSync.self
    default: nil
    }
  }

  /// What `swift run` runs, with its arguments; `swift` itself for anything else it does.
  private func runBySwift(_ words: [String]) throws -> (String, [String]) {
    var rest = words[...]
    guard rest.popFirst() == "run" else { return ("swift", []) }
    while let option = rest.first, option.hasPrefix("-") { rest = rest.dropFirst(option == "-c" ? 2 : 1) }
    let program = try #require(rest.first, "\(words)")
    let manifest = try String(contentsOfFile: GuideFile.root + "/Package.swift", encoding: .utf8)
    #expect(manifest.contains(".executable(name: \"\(program)\""), "\(words)")
    return (program, Array(rest.dropFirst()))
  }

  @Test func `a command that no program takes is found`() throws {
    withKnownIssue { try check("tiepsuc checklist lnit a.yaml") }
    withKnownIssue { try check("tiepsuc-hub serve --prot 1") }
    withKnownIssue { try check("unknown-program") }
  }

  @Test func `all programs have one version, in the form in which packages have it`() {
    for program in [Tiepsuc.configuration, TiepsucSync.configuration, TiepsucHub.configuration] {
      #expect(program.version == Phrase.programVersion)
    }
    #expect(Phrase.programVersion.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
  }

  // MARK: Run

  @Test(arguments: ["vi", "en"])
  func `each guide is read in the program`(language: String) throws {
    for guide in Guide.allCases {
      let run = try run("tiepsuc", ["guide", guide.rawValue, "--language", language])
      #expect(run.code == 0 && run.error.isEmpty, "\(run)")
      let title = language == "vi" ? guide.title.vi : guide.title.en
      #expect(run.out.hasPrefix(title), "\(run.out.prefix(80))")
      #expect(!run.out.contains("```") && !run.out.contains("<!--") && !run.out.contains("**"))
    }
    let list = try run("tiepsuc", ["guide", "--language", language])
    #expect(list.out.split(separator: "\n").count == Guide.allCases.count)
    #expect(try run("tiepsuc", ["guide", "nobody"]).code != 0)
  }
}
