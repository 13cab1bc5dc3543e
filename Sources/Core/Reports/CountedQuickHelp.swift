package import Checklists
package import Journal

/// What a report needs of a quick question that was answered.
package struct CountedQuickHelp: Hashable, Sendable {
  package var id: EntryID
  /// The local day on which it was asked.
  package var day: Day
  /// The commune's code; empty where none was chosen.
  package var unit: String
  package var volunteer: VolunteerCode?
  /// Nil where it was about a service.
  package var checklist: ChecklistID?
  package var helped: Bool

  package init(
    id: EntryID, day: Day, unit: String, volunteer: VolunteerCode?, checklist: ChecklistID?, helped: Bool
  ) {
    self.id = id
    self.day = day
    self.unit = unit
    self.volunteer = volunteer
    self.checklist = checklist
    self.helped = helped
  }

  package init(_ id: EntryID, _ facts: QuickHelpFacts) {
    self.init(
      id: id, day: facts.at.day, unit: facts.unit ?? "", volunteer: facts.volunteer, checklist: facts.checklist,
      helped: facts.helped)
  }
}
