package import Checklists

/// Where a session stands: what the citizen is being asked or shown. What a volunteer opens beside it (a list of
/// problems, a note) is no fact of the session.
package enum Place: Hashable, Sendable, Codable {
  /// The words that ask consent to the log.
  case consent
  case question(QuestionID)
  case step(StepID)
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

  /// The step it is; nil outside the steps.
  package var step: StepID? { if case .step(let id) = self { id } else { nil } }

  /// Whether the steps are behind and the finish has begun.
  package var isFinish: Bool {
    switch self {
    case .consent, .question, .step: false
    case .outcome, .age, .satisfaction, .petitionTopic, .petition, .contactConsent, .contactName, .contactPhone,
      .contactAppointment, .contactDue, .keep:
      true
    }
  }

  /// Whether it is a text that is asked for; such a place is never come back to by undoing.
  var isText: Bool {
    switch self {
    case .petition, .contactName, .contactPhone, .contactAppointment, .contactDue: true
    case .consent, .question, .step, .outcome, .age, .satisfaction, .petitionTopic, .contactConsent, .keep: false
    }
  }
}

/// Text that is being typed and was not taken yet; on the disk with every letter.
package struct TypedText: Hashable, Sendable, Codable {
  /// What it is for.
  package enum Purpose: Hashable, Sendable, Codable {
    /// Letters that look for a known problem of the step.
    case problem(StepID)
    /// What happened at the step, where no known problem fits.
    case words(StepID)
    case note(StepID)
    /// Letters that look for a public service.
    case service(StepID)
    /// What somebody who waits is called.
    case nickname
    case petition, contactName, contactPhone, contactAppointment, contactDue
  }

  package var purpose: Purpose
  package var text: String

  package init(_ text: String, for purpose: Purpose) {
    self.purpose = purpose
    self.text = text
  }
}
