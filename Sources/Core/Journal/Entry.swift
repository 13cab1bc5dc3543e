package import Checklists

/// How a step ended in one session.
package enum StepState: String, CaseIterable, Sendable, Codable {
  case done, skipped
  /// Not reached, or left open.
  case open
}

/// Why a step was skipped.
package enum SkipReason: String, CaseIterable, Sendable, Codable {
  case alreadyDone = "already-done"
  case notNeeded = "not-needed"
  case cannotNow = "cannot-now"
  case citizenDeclined = "citizen-declined"
}

/// The age of the citizen, in bands, only as they say it.
package enum AgeBand: String, CaseIterable, Sendable, Codable {
  case under18 = "<18"
  case from18 = "18-35"
  case from36 = "36-59"
  case from60 = ">=60"
}

/// What a petition is about.
package enum PetitionTopic: String, CaseIterable, Sendable, Codable {
  case procedures, identity, payment, network, attitude, other
}

/// A petition (phản ánh kiến nghị) in a few words.
package struct Petition: Hashable, Sendable, Codable {
  package var topic: PetitionTopic
  package var text: String
  package init(topic: PetitionTopic, text: String) {
    self.topic = topic
    self.text = text
  }
}

/// What happened at one step.
package struct StepFact: Hashable, Sendable, Codable {
  package var step: StepID
  package var state: StepState
  /// Milliseconds the step was in front of the volunteer.
  package var milliseconds: Int64
  package var reason: SkipReason?
  package var note: String?
  /// How many times somebody came back to the step from a later place, from 1; nil for never.
  package var wentBack: Int?

  package init(
    step: StepID, state: StepState, milliseconds: Int64, reason: SkipReason? = nil, note: String? = nil,
    wentBack: Int? = nil
  ) {
    self.step = step
    self.state = state
    self.milliseconds = milliseconds
    self.reason = reason
    self.note = note
    self.wentBack = wentBack.flatMap { $0 > 0 ? $0 : nil }
  }
}

/// A problem that was met.
package struct ProblemFact: Hashable, Sendable, Codable {
  package var step: StepID
  /// A known problem, or nil where the volunteer wrote what happened.
  package var problem: ProblemID?
  /// What the volunteer wrote where no known problem fitted.
  package var words: String?
  /// Whether the fix helped; nil where nobody said.
  package var helped: Bool?

  package init(step: StepID, problem: ProblemID? = nil, words: String? = nil, helped: Bool? = nil) {
    self.step = step
    self.problem = problem
    self.words = words
    self.helped = helped
  }
}

/// The answer that chose a branch.
package struct AnswerFact: Hashable, Sendable, Codable {
  package var question: QuestionID
  package var answer: AnswerID
  package init(question: QuestionID, answer: AnswerID) {
    self.question = question
    self.answer = answer
  }
}

/// One citizen helped once, as the journal keeps it.
package struct SessionFacts: Hashable, Sendable, Codable {
  package var began: Moment
  package var ended: Moment
  /// The commune's five-digit code; nil where none was chosen yet.
  package var unit: String?
  package var volunteer: VolunteerCode?
  package var checklist: ChecklistID
  package var version: Int
  /// Lower-case hex SHA-256 of the checklist file the session ran on.
  package var checklistHash: String
  /// The version of the consent words that the citizen agreed to.
  package var consentVersion: Int
  package var answers: [AnswerFact]
  package var steps: [StepFact]
  package var problems: [ProblemFact]
  package var service: ServiceID?
  package var outcome: Outcome
  package var ageBand: AgeBand?
  /// 1 (very dissatisfied) … 5 (very satisfied).
  package var satisfaction: Int?
  package var petition: Petition?

  package init(
    began: Moment, ended: Moment, unit: String?, volunteer: VolunteerCode?, checklist: ChecklistID, version: Int,
    checklistHash: String, consentVersion: Int, answers: [AnswerFact], steps: [StepFact], problems: [ProblemFact],
    service: ServiceID? = nil, outcome: Outcome, ageBand: AgeBand? = nil, satisfaction: Int? = nil,
    petition: Petition? = nil
  ) {
    self.began = began
    self.ended = ended
    self.unit = unit
    self.volunteer = volunteer
    self.checklist = checklist
    self.version = version
    self.checklistHash = checklistHash
    self.consentVersion = consentVersion
    self.answers = answers
    self.steps = steps
    self.problems = problems
    self.service = service
    self.outcome = outcome
    self.ageBand = ageBand
    self.satisfaction = satisfaction
    self.petition = petition
  }
}

/// A session whose citizen did not agree to the log: nothing but the count.
package struct CountFacts: Hashable, Sendable, Codable {
  /// The day only; no times.
  package var day: Day
  package var unit: String?
  package var checklist: ChecklistID
  package var version: Int
  package var outcome: Outcome

  package init(day: Day, unit: String?, checklist: ChecklistID, version: Int, outcome: Outcome) {
    self.day = day
    self.unit = unit
    self.checklist = checklist
    self.version = version
    self.outcome = outcome
  }
}

/// One more session that was begun by mistake and cancelled. Nothing of the session itself is in it.
package struct CancelledFacts: Hashable, Sendable, Codable {
  /// The day only; no times.
  package var day: Day
  package var unit: String?

  package init(day: Day, unit: String?) { (self.day, self.unit) = (day, unit) }
}

/// Something that was looked up without a session, and whether it helped. Nothing about the person is in it.
package struct QuickHelpFacts: Hashable, Sendable, Codable {
  /// What was looked up, by the name that it has in its file.
  package enum Topic: Hashable, Sendable, Codable {
    case problem(ProblemID)
    case step(StepID)
    case service(ServiceID)
  }

  package var at: Moment
  package var unit: String?
  package var volunteer: VolunteerCode?
  /// Where a problem or a step belongs; nil for services.
  package var checklist: ChecklistID?
  package var topic: Topic
  package var helped: Bool

  package init(
    at: Moment, unit: String?, volunteer: VolunteerCode?, checklist: ChecklistID?, topic: Topic, helped: Bool
  ) {
    self.at = at
    self.unit = unit
    self.volunteer = volunteer
    self.checklist = checklist
    self.topic = topic
    self.helped = helped
  }
}

/// What an amendment changes of an earlier entry: nil leaves as it was.
package struct Amendment: Hashable, Sendable, Codable {
  package var outcome: Outcome?
  package var ageBand: AgeBand?
  package var satisfaction: Int?
  /// Why it is corrected.
  package var note: String?

  package init(outcome: Outcome? = nil, ageBand: AgeBand? = nil, satisfaction: Int? = nil, note: String? = nil) {
    self.outcome = outcome
    self.ageBand = ageBand
    self.satisfaction = satisfaction
    self.note = note
  }
}

/// What one entry says.
package enum EntryBody: Hashable, Sendable {
  case session(SessionFacts)
  case count(CountFacts)
  /// A correction of an earlier entry, which stays as it was.
  case amendment(of: EntryID, Amendment, by: VolunteerCode?, at: Moment)
  /// The follow-up of an entry is closed: its sealed contact is gone from this moment on.
  case followUpClosed(of: EntryID, by: VolunteerCode?, at: Moment)
  /// The citizen asked by code for the contact to be erased.
  case erasure(of: EntryID, at: Moment)
  /// Somebody came, paused or left.
  case shift(ShiftFacts)
  /// A line of the unit's calendar.
  case plan(PlanFacts)
  /// An event that took place.
  case event(EventFacts)
  /// What became of the petition of a session.
  case petition(of: EntryID, PetitionStepFacts)
  /// A question that was answered without a session.
  case quickHelp(QuickHelpFacts)
  /// A lead's answer to a question about shifts, perhaps of other desks.
  case shiftAnswer(ShiftAnswerFacts)
  /// A session was begun by mistake: one more in the day's count of them.
  case cancelled(CancelledFacts)
}

/// The optional block about a person, only after its own consent; always sealed on the disk.
package struct Contact: Hashable, Sendable, Codable {
  /// As the citizen wants to be called.
  package var name: String
  package var phone: String
  /// What was agreed, in a few words; may be empty.
  package var appointment: String
  /// When to follow up, or nil.
  package var due: Day?
  /// The version of the words that asked for this consent.
  package var consentVersion: Int

  package init(name: String, phone: String, appointment: String, due: Day?, consentVersion: Int) {
    self.name = name
    self.phone = phone
    self.appointment = appointment
    self.due = due
    self.consentVersion = consentVersion
  }
}

extension Contact {
  /// How far ahead a follow-up may be, in days.
  package static let furthestDue = 90
  /// How long a contact without a day is kept, in days.
  static let daysWithoutDue = 30
  /// How long a contact is kept after its day, in days.
  static let daysAfterDue = 7

  /// How long a contact is kept that nobody closes or erases, in milliseconds from when it was kept: until 7 days after its
  /// day are over, and without a day for 30 days.
  ///
  /// - Parameter kept: the day on which it was kept, by the clock on the wall there.
  package static func lifetime(due: Day?, keptOn kept: Day) -> Int64 {
    guard let due else { return Int64(daysWithoutDue) * 86_400_000 }
    let ahead = due.daysSince1970.subtractingReportingOverflow(kept.daysSince1970)
    // The day on which it was kept had begun already, so that one more makes sure of the last of the seven.
    let days = ahead.overflow ? 0 : min(max(0, ahead.partialValue), 2 * furthestDue) + daysAfterDue + 1
    return Int64(days) * 86_400_000
  }
}

/// How long a receipt that left the screen stays within reach, in milliseconds.
package let receiptReach: Int64 = 15 * 60_000
