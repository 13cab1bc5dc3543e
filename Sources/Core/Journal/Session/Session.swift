package import Checklists

/// One citizen being helped. Pure: the checklist, and the moments inside the events, are all it knows of the world.
package struct Session: Hashable, Sendable {
  /// What is known of one step so far.
  package struct StepProgress: Hashable, Sendable {
    package var state = StepState.open
    /// Milliseconds that it was in front of the volunteer.
    package var milliseconds: Int64 = 0
    package var reason: SkipReason?
    package var note: String?
    /// How many times somebody came back to it from a later place.
    package var wentBack = 0
  }

  package internal(set) var began: Moment
  package internal(set) var unit: String?
  package internal(set) var volunteer: VolunteerCode?
  /// The session of the same citizen that is gone on with when this one is over.
  package internal(set) var from: SessionID?
  /// How volunteer and citizen call each other; no entry says it.
  package internal(set) var address = FormOfAddress.usual
  /// Nil until the citizen answered; false: nothing but the count is kept.
  package internal(set) var consent: Bool?
  package internal(set) var consentVersion = 0
  package internal(set) var place = Place.consent
  /// Text that is being typed and was not taken yet.
  package internal(set) var typed: TypedText?
  /// The question or step from which the finish was begun early.
  var finishedFrom: Place?
  package internal(set) var answers: [QuestionID: AnswerID] = [:]
  /// The questions in the order they were answered.
  package internal(set) var answered: [QuestionID] = []
  package internal(set) var progress: [StepID: StepProgress] = [:]
  package internal(set) var problems: [ProblemFact] = []
  package internal(set) var service: ServiceID?
  /// Papers that the citizen has with them, by their place in the service's list.
  package internal(set) var papers: Set<Int> = []
  /// A name that never leaves this machine; set while the citizen waits.
  package internal(set) var nickname = ""
  /// Since when the citizen waits; nil while being helped.
  package internal(set) var asideSince: Moment?
  package internal(set) var outcome: Outcome?
  package internal(set) var ageBand: AgeBand?
  package internal(set) var satisfaction: Int?
  package internal(set) var petitionTopic: PetitionTopic?
  package internal(set) var petitionText: String?
  package internal(set) var contact: Contact?
  /// Since when the present step has been in view.
  package internal(set) var shownSince: Moment
  /// Milliseconds of help so far, without waiting.
  package internal(set) var milliseconds: Int64 = 0
  /// The last moment that an event brought.
  package internal(set) var last: Moment

  init(began: Moment, unit: String?, volunteer: VolunteerCode?, from: SessionID?) {
    self.from = from
    self.began = began
    self.unit = unit
    self.volunteer = volunteer
    shownSince = began
    last = began
  }

  /// The step in front of the volunteer.
  package func step(in checklist: Checklist) -> Step? { place.step.flatMap(checklist.step) }

  /// The steps of the chosen branch, and where the present one stands among them (nil outside the steps).
  package func walk(in checklist: Checklist) -> (steps: [Step], index: Int?) {
    let steps = checklist.steps(for: answers)
    return (steps, place.step.flatMap { id in steps.firstIndex { $0.id == id } })
  }

  /// Milliseconds spent on a step up to `now`.
  package func milliseconds(on step: StepID, now: Moment) -> Int64 {
    (progress[step]?.milliseconds ?? 0)
      + (place.step == step && asideSince == nil ? now.milliseconds(since: shownSince) : 0)
  }

  /// Milliseconds of help up to `now`.
  package func milliseconds(now: Moment) -> Int64 {
    milliseconds + (asideSince == nil ? now.milliseconds(since: shownSince) : 0)
  }

  /// Adds the time since the last event to the step in view.
  mutating func clock(_ now: Moment) {
    if asideSince == nil {
      let spent = now.milliseconds(since: shownSince)
      milliseconds += spent
      if let step = place.step { progress[step, default: StepProgress()].milliseconds += spent }
    }
    shownSince = now
    last = now
  }
}

/// A session with all its earlier states, so that undo has no limit before the entry is kept.
package struct SessionHistory: Hashable, Sendable {
  package private(set) var session: Session
  /// Earlier states, oldest first.
  private var earlier: [Session] = []
  /// How many events have been applied; the next one's number on the disk.
  package private(set) var eventCount = 1

  /// Starts with the first event; nil where it is not `began`.
  package init?(_ first: SessionEvent) {
    guard case .began(let at, let unit, let volunteer, let from) = first else { return nil }
    session = Session(began: at, unit: unit, volunteer: volunteer, from: from)
  }

  /// Whether undo leads anywhere.
  package var canUndo: Bool { !earlier.isEmpty }

  /// Applies one event.
  package mutating func apply(_ event: SessionEvent, in checklist: Checklist) {
    eventCount += 1
    if case .undone(let at) = event {
      undo(at)
      return
    }
    if event.isUndoable { earlier.append(session) }
    session.apply(event, in: checklist)
  }

  /// Comes back to the state before the last event that can be undone; time that passed is not undone. What was asked for
  /// as text is taken back together with the question before it.
  private mutating func undo(_ at: Moment) {
    guard var restored = earlier.popLast() else { return }
    while restored.place.isText, let before = earlier.popLast() { restored = before }
    session.clock(at)
    restored.milliseconds = session.milliseconds
    for (step, progress) in session.progress {
      restored.progress[step, default: Session.StepProgress()].milliseconds = progress.milliseconds
    }
    restored.shownSince = at
    restored.last = at
    restored.nickname = session.nickname
    restored.address = session.address
    restored.asideSince = nil
    restored.typed = nil
    session = restored
  }
}
