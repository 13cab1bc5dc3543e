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
}
