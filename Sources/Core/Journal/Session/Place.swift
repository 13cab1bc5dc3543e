public import Checklists

/// Where a session stands: what the volunteer has in front of them.
public indirect enum Place: Hashable, Sendable, Codable {
  /// The words that ask consent to the log.
  case consent
  case question(QuestionID)
  case step(StepID)
  /// Why the step is skipped.
  case skip(StepID)
  /// Searching the known problems.
  case stuck(StepID)
  /// Reading the fix of a problem.
  case fix(StepID, ProblemID)
  /// Writing what happened, where no known problem fits.
  case write(StepID)
  case note(StepID)
  /// Picking a public service.
  case service(StepID)
  /// Showing the QR code of the step's link.
  case qr(StepID)
  /// Naming the citizen who is put aside; the place to come back to.
  case aside(Place)
  case outcome
  case age
  case satisfaction
  case petitionTopic
  case petition
  case contactConsent
  case contactName
  case contactPhone
  case contactAppointment
  case contactDue
  /// Everything is answered; only keeping the entry is left (or has failed so far).
  case keep

  /// Whether characters typed here are text.
  public var hasField: Bool {
    switch self {
    case .stuck, .write, .note, .service, .aside, .petition, .contactName, .contactPhone, .contactAppointment,
      .contactDue:
      true
    default: false
    }
  }

  /// The step it belongs to.
  public var step: StepID? {
    switch self {
    case .step(let id), .skip(let id), .stuck(let id), .fix(let id, _), .write(let id), .note(let id), .service(let id),
      .qr(let id):
      id
    case .aside(let place): place.step
    default: nil
    }
  }

  /// Whether the steps are behind and the finish has begun.
  public var isFinish: Bool {
    switch self {
    case .outcome, .age, .satisfaction, .petitionTopic, .petition, .contactConsent, .contactName, .contactPhone,
      .contactAppointment, .contactDue, .keep:
      true
    case .aside(let place): place.isFinish
    default: false
    }
  }
}

/// One line of text being typed; the cursor counts characters from its start.
public struct Field: Hashable, Sendable, Codable {
  public var text: String
  public var cursor: Int

  public init(_ text: String = "", cursor: Int? = nil) {
    self.text = text
    self.cursor = cursor ?? text.count
  }
}
