/// What somebody does with their shift.
package enum ShiftAct: String, CaseIterable, Sendable {
  case began = "in"
  case paused = "pause"
  case resumed = "resume"
  case ended = "out"
}

/// One act of a shift, as the journal keeps it: only the code of the person.
package struct ShiftFacts: Hashable, Sendable {
  package var volunteer: VolunteerCode
  package var act: ShiftAct
  package var unit: String?
  /// When it was said.
  package var at: Moment
  /// For an end that was forgotten and said later: when it was, in milliseconds since 1970.
  package var said: Int64?

  package init(volunteer: VolunteerCode, act: ShiftAct, unit: String?, at: Moment, said: Int64? = nil) {
    self.volunteer = volunteer
    self.act = act
    self.unit = unit
    self.at = at
    self.said = said
  }
}

/// What a lead is asked about shifts.
package enum ShiftMatter: String, CaseIterable, Sendable {
  /// One person at two desks at once.
  case twoDesks = "two-desks"
  case longDay = "long-day"
  case shortRest = "short-rest"
  /// Nobody said when it ended.
  case noEnd = "no-end"
  /// The end was said later, and no citizen came meanwhile.
  case nothingSeen = "nothing-seen"
}

/// What a lead says to it.
package enum ShiftVerdict: String, CaseIterable, Sendable {
  /// It was as it stands there.
  case right
  /// Somebody pressed the wrong key, or forgot to.
  case mistake
  /// It was talked over with the person, and shall not be again.
  case settled
}

/// A question about shifts of any desks of the unit, by the facts that raise it: where more comes to them, e.g. another hour on
/// a long day, it is another question.
package struct ShiftQuestionID: Hashable, Sendable {
  package var matter: ShiftMatter
  /// The entry with which the shift began; of a long day its first one.
  package var shift: EntryID
  /// The other one of two.
  package var other: EntryID?
  package var minutes: Int?

  package init(_ matter: ShiftMatter, _ shift: EntryID, other: EntryID? = nil, minutes: Int? = nil) {
    self.matter = matter
    self.shift = shift
    self.other = other
    self.minutes = minutes
  }
}

/// A lead's answer to a question about shifts. It changes no shift and no hour: what was seen stays as it was seen.
package struct ShiftAnswerFacts: Hashable, Sendable {
  package var question: ShiftQuestionID
  package var verdict: ShiftVerdict
  /// Nil where nobody said who sits at the desk.
  package var by: VolunteerCode?
  package var at: Moment

  package init(_ verdict: ShiftVerdict, to question: ShiftQuestionID, by: VolunteerCode?, at: Moment) {
    self.question = question
    self.verdict = verdict
    self.by = by
    self.at = at
  }
}

/// What stands in a unit's calendar.
package enum PlanKind: String, CaseIterable, Sendable {
  /// Help at the desk.
  case shift
  /// A training session, a stand at the market, a visit to a school.
  case event
  case talk
  /// A day on which the desk goes to a hamlet.
  case outing
}

/// One line of the unit's calendar: what, when, where, how many are needed, and who has said yes.
package struct PlanFacts: Hashable, Sendable {
  package var what: PlanKind
  package var title: String
  package var unit: String?
  package var day: Day
  /// Minutes since local midnight.
  package var from: Int
  package var to: Int
  package var place: String?
  /// How many people it needs.
  package var needed: Int
  package var people: [VolunteerCode]
  /// Whether it was called off.
  package var isOff = false
  /// The line that this one takes the place of.
  package var replaces: EntryID?
  package var by: VolunteerCode?
  package var at: Moment

  package init(
    what: PlanKind, title: String, unit: String?, day: Day, from: Int, to: Int, place: String? = nil, needed: Int,
    people: [VolunteerCode], isOff: Bool = false, replaces: EntryID? = nil, by: VolunteerCode?, at: Moment
  ) {
    self.what = what
    self.title = title
    self.unit = unit
    self.day = day
    self.from = from
    self.to = to
    self.place = place
    self.needed = needed
    self.people = people
    self.isOff = isOff
    self.replaces = replaces
    self.by = by
    self.at = at
  }
}

/// What an event for many people was.
package enum EventKind: String, CaseIterable, Sendable { case training, stand, school, talk, other }

/// How many people of an age band there were; no band where nobody asked.
package struct HeadCount: Hashable, Sendable {
  /// More than this came to no event.
  package static let most = 100_000
  package var band: AgeBand?
  package var count: Int

  package init(band: AgeBand?, count: Int) {
    self.band = band
    self.count = count
  }
}

/// An event for many people: heads are counted, nobody is named but volunteers, by their codes.
package struct EventFacts: Hashable, Sendable {
  package var what: EventKind
  package var topic: String
  package var unit: String?
  package var day: Day
  /// Minutes since local midnight.
  package var from: Int
  package var to: Int
  package var place: String?
  package var materials: String?
  package var heads: [HeadCount]
  package var people: [VolunteerCode]
  /// The line of the calendar that it carries out.
  package var plan: EntryID?
  package var by: VolunteerCode?
  package var at: Moment

  package init(
    what: EventKind, topic: String, unit: String?, day: Day, from: Int, to: Int, place: String? = nil,
    materials: String? = nil, heads: [HeadCount], people: [VolunteerCode], plan: EntryID? = nil, by: VolunteerCode?,
    at: Moment
  ) {
    self.what = what
    self.topic = topic
    self.unit = unit
    self.day = day
    self.from = from
    self.to = to
    self.place = place
    self.materials = materials
    self.heads = heads
    self.people = people
    self.plan = plan
    self.by = by
    self.at = at
  }
}

/// What is done with a petition.
package enum PetitionAct: String, CaseIterable, Codable, Sendable {
  /// It was passed on; a portal may have given it a number.
  case forwarded
  /// An answer came.
  case answered
  case closed
  case reopened
}

/// Why a petition is closed. Closed is not solved.
package enum ClosingReason: String, CaseIterable, Codable, Sendable {
  case solved
  case notCompetent = "not-competent"
  case duplicate
  case noGround = "no-ground"
  case withdrawn, unsolved
}

/// Who says something of a petition.
package enum PetitionVoice: String, CaseIterable, Sendable { case citizen, lead }

/// One step of a petition.
package struct PetitionStepFacts: Hashable, Sendable {
  package var act: PetitionAct
  package var from: PetitionVoice
  /// What the portal calls it.
  package var number: String?
  package var reason: ClosingReason?
  /// The answer, or why it is opened again.
  package var words: String?
  package var by: VolunteerCode?
  package var at: Moment
  /// Of a lead's step that came from another laptop: when it was said, in milliseconds since 1970 by the clock of that
  /// laptop. With the petition it names the step.
  package var said: Int64?

  package init(
    act: PetitionAct, from: PetitionVoice, number: String? = nil, reason: ClosingReason? = nil, words: String? = nil,
    by: VolunteerCode?, at: Moment, said: Int64? = nil
  ) {
    self.said = said
    self.act = act
    self.from = from
    self.number = number
    self.reason = reason
    self.words = words
    self.by = by
    self.at = at
  }
}
