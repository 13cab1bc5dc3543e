package import Checklists

/// Something that changed a session. A session is nothing but its events, applied in order; each is on the disk before
/// the screen shows it.
package enum SessionEvent: Hashable, Sendable, Codable {
  /// - Parameter from: the session of the same citizen that is gone on with when this one is over; nil for a new citizen.
  case began(at: Moment, unit: String?, volunteer: VolunteerCode?, from: SessionID? = nil)
  case consented(Bool, version: Int, at: Moment)
  case answered(QuestionID, AnswerID, at: Moment)
  case stepDone(StepID, at: Moment)
  case stepSkipped(StepID, SkipReason, at: Moment)
  case wentBack(at: Moment)
  /// The finish was begun before the last step.
  case finishBegan(at: Moment)
  /// How volunteer and citizen call each other.
  case addressed(FormOfAddress, at: Moment)
  /// The text being typed; nil where its field was left without taking it.
  case typed(TypedText?)
  case problemMet(StepID, ProblemID, helped: Bool, at: Moment)
  case problemWritten(StepID, String, at: Moment)
  case noted(StepID, String, at: Moment)
  case servicePicked(StepID, ServiceID, at: Moment)
  case paperTicked(Int, at: Moment)
  case putAside(nickname: String, at: Moment)
  /// In front of the volunteer again: after being put aside, or after the program started anew.
  case resumed(at: Moment)
  case outcomeChosen(Outcome, at: Moment)
  case ageGiven(AgeBand?, at: Moment)
  case satisfactionGiven(Int?, at: Moment)
  case petitionTopicChosen(PetitionTopic?, at: Moment)
  case petitionWritten(String, at: Moment)
  case contactConsented(Bool, version: Int, at: Moment)
  case contactNamed(String, at: Moment)
  case contactPhoned(String, at: Moment)
  case contactAppointed(String, at: Moment)
  case contactDue(Day?, at: Moment)
  /// Everything that was still optional is left out.
  case finishedEarly(at: Moment)
  case undone(at: Moment)

  /// When it happened; nil for typing, which takes no time of its own.
  package var at: Moment? {
    switch self {
    case .began(let at, _, _, _), .addressed(_, let at), .consented(_, _, let at), .answered(_, _, let at),
      .stepDone(_, let at),
      .stepSkipped(_, _, let at), .wentBack(let at), .finishBegan(let at), .problemMet(_, _, _, let at),
      .problemWritten(_, _, let at), .noted(_, _, let at), .servicePicked(_, _, let at), .paperTicked(_, let at),
      .putAside(_, let at), .resumed(let at), .outcomeChosen(_, let at), .ageGiven(_, let at),
      .satisfactionGiven(_, let at), .petitionTopicChosen(_, let at), .petitionWritten(_, let at),
      .contactConsented(_, _, let at), .contactNamed(_, let at), .contactPhoned(_, let at),
      .contactAppointed(_, let at), .contactDue(_, let at), .finishedEarly(let at), .undone(let at):
      at
    case .typed: nil
    }
  }

  /// Whether undo comes back to the moment before it.
  var isUndoable: Bool {
    switch self {
    case .began, .addressed, .typed, .putAside, .resumed, .undone: false
    case .consented, .answered, .stepDone, .stepSkipped, .wentBack, .finishBegan, .problemMet, .problemWritten, .noted,
      .servicePicked, .paperTicked, .outcomeChosen, .ageGiven, .satisfactionGiven, .petitionTopicChosen,
      .petitionWritten, .contactConsented, .contactNamed, .contactPhoned, .contactAppointed, .contactDue,
      .finishedEarly:
      true
    }
  }
}
