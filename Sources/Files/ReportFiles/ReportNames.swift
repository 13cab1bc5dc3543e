package import Checklists
package import Journal
import Phrases

/// What the codes of a report are called.
package struct ReportNames: Sendable {
  package var checklists: [ChecklistID: LocalText]
  package var services: [ServiceID: LocalText]
  package var problems: [ProblemID: LocalText]
  /// By the commune's code.
  package var units: [String: String]
  /// Of this desk alone.
  package var volunteers: [VolunteerCode: String]

  package init(
    checklists: [ChecklistID: LocalText] = [:], services: [ServiceID: LocalText] = [:],
    problems: [ProblemID: LocalText] = [:], units: [String: String] = [:], volunteers: [VolunteerCode: String] = [:]
  ) {
    self.checklists = checklists
    self.services = services
    self.problems = problems
    self.units = units
    self.volunteers = volunteers
  }

  func checklist(_ id: ChecklistID) -> LocalText { checklists[id] ?? LocalText(id.rawValue, id.rawValue) }

  func service(_ id: ServiceID) -> LocalText { services[id] ?? LocalText(id.rawValue, id.rawValue) }

  func problem(_ id: ProblemID) -> LocalText {
    problems[id].map { LocalText("\(id) \($0.vi)", "\(id) \($0.en)") } ?? LocalText(id.rawValue, id.rawValue)
  }

  func unit(_ code: String) -> LocalText {
    if code.isEmpty { return Phrase.noUnitName }
    let text = units[code].map { "\(code) \($0)" } ?? code
    return LocalText(text, text)
  }

  func volunteer(_ code: String) -> LocalText {
    if code.isEmpty { return Phrase.noVolunteer }
    let text = volunteers[VolunteerCode(rawValue: code)].map { "\(code) \($0)" } ?? code
    return LocalText(text, text)
  }
}
