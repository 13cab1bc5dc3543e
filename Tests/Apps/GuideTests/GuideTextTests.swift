import Assets
import Checklists
import DeskLive
import DeskUI
import Foundation
import Guides
import Testing

/// Guides are complete in both languages, short where they promise it, and lead where they say.
@Suite struct GuideTextTests {
  /// What stands in both languages, block by block; words differ.
  private func shape(_ page: GuidePage) -> [String] {
    page.blocks.map { block in
      switch block {
      case .heading(let level, _): "heading \(level)"
      case .paragraph: "paragraph"
      case .item(let mark, let depth, _): "item \(mark) \(depth)"
      case .row(let cells): "row of \(cells.count)"
      case .code(let language, _): "code \(language)"
      case .picture(let picture, _): "picture \(picture.screen)"
      }
    }
  }

  @Test(arguments: Guide.allCases)
  func `a guide says the same in both languages, part by part`(guide: Guide) throws {
    let pages = try FileShelf(shipped: try #require(Assets.folder)).guide(guide)
    #expect(pages.vietnamese.blocks.count > 5)
    #expect(shape(pages.vietnamese) == shape(pages.english))
    #expect(pages.vietnamese.commands == pages.english.commands)
  }

  @Test(arguments: Language.allCases)
  func `the volunteer's guide is one page`(language: Language) throws {
    let pages = try FileShelf(shipped: try #require(Assets.folder)).guide(.volunteer)
    let lines = pages[language].texts(columns: 80, hasSymbols: true).flatMap { $0.lines(columns: 80, withGaps: true) }
    #expect(lines.count <= 66, "\(lines.count)")
  }

  @Test func `the README has at most 200 lines and names every guide`() throws {
    let text = try GuideFile.readme.text()
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 200)
    for guide in GuideFile.guides { #expect(text.contains("(\(guide.path))")) }
  }

  @Test(arguments: GuideFile.all)
  func `a link leads to a file that is there`(file: GuideFile) throws {
    for link in try file.text().matches(of: /\]\(([^)\s]+)\)/) where !link.1.hasPrefix("https://") {
      let path = file.url.deletingLastPathComponent().appending(path: String(link.1)).path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path), "\(link.1)")
    }
  }

  @Test(arguments: GuideFile.all)
  func `lines are short enough to be read in a terminal`(file: GuideFile) throws {
    for line in try file.text().split(separator: "\n") where !line.hasPrefix("|") && !line.hasPrefix("apt-get") {
      #expect(line.count <= 128, "\(line)")
    }
  }

  /// Whoever looks for a type, an extension, a target or a path that the guide names finds a file or folder of that name; of
  /// a type that stands in another one's file, the same part of the guide names that file.
  @Test(arguments: Language.allCases)
  func `what the developer's guide names is in the source under that name`(language: Language) throws {
    let root = URL(filePath: GuideFile.root)
    var names: [String: URL] = [:]
    for folder in ["Sources", "Tests"] {
      let files = try #require(
        FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
      for case let file as URL in files {
        let name = file.lastPathComponent
        names[name] = file
        if name.hasSuffix(".swift"), let type = name.split(separator: "+").first, type.count < name.count {
          names[type + ".swift"] = names[type + ".swift"] ?? file
        }
      }
    }
    for block in try GuideFile(path: "Assets/" + Guide.developer.file(language), language: language).page().blocks {
      let code = block.spans.filter { $0.kind == .code }.map(\.text)
      let named = code.filter { $0.hasSuffix(".swift") }.compactMap {
        names[String($0.split(separator: "/").last ?? "")]
      }
      let texts = try named.map { try String(contentsOf: $0, encoding: .utf8) }
      for word in code {
        if ["Sources/", "Tests/", "Assets/", ".ci/"].contains(where: word.hasPrefix) {
          let path = word.prefix { $0 != " " }
          #expect(FileManager.default.fileExists(atPath: root.appending(path: path).path()), "\(word)")
        } else if let name = word.wholeMatch(of: /([A-Z]\w+(?:\+\w+)?)(?:\.\w+)?/)?.1 {
          let isDeclared = texts.contains { text in
            ["struct", "enum", "protocol", "class"].contains { text.contains("\($0) \(name)") }
          }
          #expect(names[name + ".swift"] != nil || names[String(name)] != nil || isDeclared, "\(word)")
        }
      }
    }
  }
}
