import Checklists
import Foundation
import People
import Phrases
import Testing

/// The guide shows the table that the desk obeys.
@Suite struct RoleGuideTests {
  @Test(arguments: Language.allCases) func `the guide's table of roles is the table of the desk`(language: Language)
    throws
  {
    let folder = URL(fileURLWithPath: #filePath).pathComponents.dropLast(5).joined(separator: "/")
    let guide = try String(
      contentsOfFile: "\(folder)/Assets/Guides/\(language == .vietnamese ? "vi" : "en")/lead.md", encoding: .utf8)
    let parts = guide.components(separatedBy: "<!-- roles -->\n")
    let block = try #require(parts.last?.components(separatedBy: "<!-- /roles -->").first)
    let rows = block.split(separator: "\n").dropFirst(2)
    #expect(
      rows.map(String.init)
        == DeskAct.allCases.map { act in
          let marks = DeskRole.allCases.map { RoleTable.allows(act, $0) ? "x" : "" }
          return "| \(Phrase.act(act)[language]) | \(marks.joined(separator: " | ")) |"
        })
  }
}
