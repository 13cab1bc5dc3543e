public import Checklists

/// One citizen being helped. Pure: the checklist, and the moments inside the events, are all it knows of the world.
public struct Session: Hashable, Sendable {
  /// What is known of one step so far.
  public struct StepProgress: Hashable, Sendable {
    public var state = StepState.open
    /// Milliseconds that it was in front of the volunteer.
    public var milliseconds: Int64 = 0
    public var reason: SkipReason?
    public var note: String?
    /// How many times somebody came back to it from a later place.
    public var wentBack = 0
  }

  public internal(set) var began: Moment
  public internal(set) var unit: String?
  public internal(set) var volunteer: VolunteerCode?
  /// The session of the same citizen that is gone on with when this one is over.
  public internal(set) var from: SessionID?
  /// How volunteer and citizen call each other; no entry says it.
  public internal(set) var address = FormOfAddress.usual
  /// Nil until the citizen answered; false: nothing but the count is kept.
  public internal(set) var consent: Bool?
  public internal(set) var consentVersion = 0
  public internal(set) var place = Place.consent
  /// Text that is being typed and was not taken yet.
  public internal(set) var typed: TypedText?
  /// The question or step from which the finish was begun early.
  var finishedFrom: Place?
  public internal(set) var answers: [QuestionID: AnswerID] = [:]
  /// The questions in the order they were answered.
  public internal(set) var answered: [QuestionID] = []
  public internal(set) var progress: [StepID: StepProgress] = [:]
  public internal(set) var problems: [ProblemFact] = []
  public internal(set) var service: ServiceID?
  /// Papers that the citizen has with them, by their place in the service's list.
  public internal(set) var papers: Set<Int> = []
  /// A name that never leaves this machine; set while the citizen waits.
  public internal(set) var nickname = ""
  /// Since when the citizen waits; nil while being helped.
  public internal(set) var asideSince: Moment?
  public internal(set) var outcome: Outcome?
  public internal(set) var ageBand: AgeBand?
  public internal(set) var satisfaction: Int?
  public internal(set) var petitionTopic: PetitionTopic?
  public internal(set) var petitionText: String?
  public internal(set) var contact: Contact?
  /// Since when the present step has been in view.
  public internal(set) var shownSince: Moment
  /// Milliseconds of help so far, without waiting.
  public internal(set) var milliseconds: Int64 = 0
  /// The last moment that an event brought.
  public internal(set) var last: Moment

  init(began: Moment, unit: String?, volunteer: VolunteerCode?, from: SessionID?) {
    self.from = from
    self.began = began
    self.unit = unit
    self.volunteer = volunteer
    shownSince = began
    last = began
  }

  /// The step in front of the volunteer.
  public func step(in checklist: Checklist) -> Step? { place.step.flatMap(checklist.step) }

  /// The steps of the chosen branch, and where the present one stands among them (nil outside the steps).
  public func walk(in checklist: Checklist) -> (steps: [Step], index: Int?) {
    let steps = checklist.steps(for: answers)
    return (steps, place.step.flatMap { id in steps.firstIndex { $0.id == id } })
  }

  /// Milliseconds spent on a step up to `now`.
  public func milliseconds(on step: StepID, now: Moment) -> Int64 {
    (progress[step]?.milliseconds ?? 0)
      + (place.step == step && asideSince == nil ? now.milliseconds(since: shownSince) : 0)
  }

  /// Milliseconds of help up to `now`.
  public func milliseconds(now: Moment) -> Int64 {
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
public struct SessionHistory: Hashable, Sendable {
  public private(set) var session: Session
  /// Earlier states, oldest first.
  private var earlier: [Session] = []
  /// How many events have been applied; the next one's number on the disk.
  public private(set) var eventCount = 1

  /// Starts with the first event; nil where it is not `began`.
  public init?(_ first: SessionEvent) {
    guard case .began(let at, let unit, let volunteer, let from) = first else { return nil }
    session = Session(began: at, unit: unit, volunteer: volunteer, from: from)
  }

  /// Whether undo leads anywhere.
  public var canUndo: Bool { !earlier.isEmpty }

  /// Applies one event.
  public mutating func apply(_ event: SessionEvent, in checklist: Checklist) {
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
