import Assets
import ChecklistFiles
import Checklists
import Foundation
import Journal
import Reports
import Testing

@Suite struct ShippedChecklistTests {
  @Test func `every step that an indicator hangs on is in the checklist that ships`() throws {
    let folder = try #require(Assets.folder)
    for rule in ReportDefinition.current.rules {
      let path = "\(folder)/Checklists/\(rule.checklist).yaml"
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let checklist = try #require(ChecklistReader.read(bytes, file: path).value)
      let known = Set(checklist.steps.map(\.id))
      for step in rule.steps { #expect(known.contains(step), "\(rule.indicator): \(step)") }
    }
  }

  @Test func `every indicator has a rule, and the rules fit the set that remembers them`() {
    #expect(Set(ReportDefinition.current.rules.map(\.indicator)) == Set(ReportIndicator.allCases))
    #expect(ReportDefinition.current.rules.count <= 64)
  }
}
