package import Checklists

/// What lists show of an entry: the columns that are derived from its bytes.
package struct EntryListing: Hashable {
  package var kind: EntrySummary.Kind
  package var day: Day
  package var minuteOfDay: Int?
  package var checklist: ChecklistID?
  package var outcome: Outcome?
  package var volunteer: VolunteerCode?
  package var milliseconds: Int64 = 0
  package var problems: [ProblemID] = []

  /// `target` is the checklist of the entry that this one names: a correction belongs to the same one.
  package init(_ body: EntryBody, checklistOfTarget target: ChecklistID?) {
    kind = body.kind
    checklist = target
    switch body {
    case .session(let facts):
      (day, minuteOfDay) = (facts.ended.day, facts.ended.minuteOfDay)
      (checklist, outcome, volunteer) = (facts.checklist, facts.outcome, facts.volunteer)
      milliseconds = facts.ended.milliseconds(since: facts.began)
      for fact in facts.problems {
        if let problem = fact.problem, !problems.contains(problem) { problems.append(problem) }
      }
    case .count(let facts):
      (day, checklist, outcome) = (facts.day, facts.checklist, facts.outcome)
    case .cancelled(let facts): day = facts.day
    case .amendment(_, let change, let by, let at):
      (day, minuteOfDay, outcome, volunteer) = (at.day, at.minuteOfDay, change.outcome, by)
    case .followUpClosed(_, let by, let at):
      (day, minuteOfDay, volunteer) = (at.day, at.minuteOfDay, by)
    case .erasure(_, let at):
      (day, minuteOfDay) = (at.day, at.minuteOfDay)
    case .shift(let facts):
      (day, minuteOfDay, volunteer) = (facts.at.day, facts.at.minuteOfDay, facts.volunteer)
    case .plan(let facts):
      (day, minuteOfDay, volunteer) = (facts.at.day, facts.at.minuteOfDay, facts.by)
    case .event(let facts):
      (day, minuteOfDay, volunteer) = (facts.at.day, facts.at.minuteOfDay, facts.by)
    case .petition(_, let facts):
      (day, minuteOfDay, volunteer) = (facts.at.day, facts.at.minuteOfDay, facts.by)
    case .shiftAnswer(let facts):
      (day, minuteOfDay, volunteer) = (facts.at.day, facts.at.minuteOfDay, facts.by)
    case .quickHelp(let facts):
      (day, minuteOfDay) = (facts.at.day, facts.at.minuteOfDay)
      (checklist, volunteer) = (facts.checklist, facts.volunteer)
      if case .problem(let problem) = facts.topic { problems = [problem] }
    }
  }
}
