/// Where a rule comes from, and when somebody last looked.
package struct Source: Hashable, Sendable {
  /// The document, e.g. "Nghị định 69/2024/NĐ-CP, Điều 14".
  package var text: String
  /// The day it was last checked, `yyyy-mm-dd`.
  package var checked: String
  /// False where nobody has confirmed it: the screen then says "cần kiểm tra tại địa phương".
  package var isVerified: Bool

  package init(text: String, checked: String, isVerified: Bool) {
    self.text = text
    self.checked = checked
    self.isVerified = isVerified
  }
}

/// An https address on an allow-listed domain.
package struct Link: Hashable, Sendable {
  /// The address, at most ``Checklist/longestAddressBytes`` bytes, so that its QR code fits the screen.
  package var address: String
  /// What it leads to.
  package var label: LocalText

  package init(address: String, label: LocalText) {
    self.address = address
    self.label = label
  }

  /// The domain in words, without scheme and path.
  package var host: String {
    let rest = address.hasPrefix("https://") ? address.dropFirst(8) : address[...]
    return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" })
  }
}

/// When a question or step is part of the walk: every clause holds. No clauses: always.
package struct Condition: Hashable, Sendable {
  /// One question with the answers that satisfy the clause.
  package struct Clause: Hashable, Sendable {
    /// The question that must have been asked and answered.
    package var question: QuestionID
    /// Any of these answers will do.
    package var answers: [AnswerID]

    package init(question: QuestionID, answers: [AnswerID]) {
      self.question = question
      self.answers = answers
    }
  }

  /// The clauses, in file order.
  package var clauses: [Clause]

  package init(_ clauses: [Clause] = []) { self.clauses = clauses }

  /// Always part of the walk.
  package static let always = Condition()

  /// Whether it holds for these answers.
  package func holds(for answers: [QuestionID: AnswerID]) -> Bool {
    clauses.allSatisfy { clause in
      answers[clause.question].map { clause.answers.contains($0) } ?? false
    }
  }
}

/// One possible answer to a question.
package struct Answer: Hashable, Sendable {
  package var id: AnswerID
  package var text: LocalText
  /// What "finish" proposes where this was answered.
  package var outcome: Outcome?
  /// Another checklist that should be done first.
  package var checklist: ChecklistID?

  package init(id: AnswerID, text: LocalText, outcome: Outcome? = nil, checklist: ChecklistID? = nil) {
    self.id = id
    self.text = text
    self.outcome = outcome
    self.checklist = checklist
  }
}

/// A question whose answer chooses the branch.
package struct Question: Hashable, Sendable {
  package var id: QuestionID
  package var text: LocalText
  package var when: Condition
  /// Two to nine: one digit each.
  package var answers: [Answer]

  package init(id: QuestionID, text: LocalText, when: Condition = .always, answers: [Answer]) {
    self.id = id
    self.text = text
    self.when = when
    self.answers = answers
  }
}

/// A known trouble with its fix.
package struct Problem: Hashable, Sendable {
  package var id: ProblemID
  package var symptom: LocalText
  /// What to try, in order.
  package var fix: [LocalText]
  /// What "finish" proposes where the fix did not help.
  package var outcome: Outcome?
  package var source: Source?

  package init(id: ProblemID, symptom: LocalText, fix: [LocalText], outcome: Outcome? = nil, source: Source? = nil) {
    self.id = id
    self.symptom = symptom
    self.fix = fix
    self.outcome = outcome
    self.source = source
  }
}

/// A sentence that protects the citizen; one is always in view.
package struct SafetyLine: Hashable, Sendable {
  package var id: SafetyID
  package var text: LocalText
  package var source: Source?

  package init(id: SafetyID, text: LocalText, source: Source? = nil) {
    self.id = id
    self.text = text
    self.source = source
  }
}

/// Something that a step lets the volunteer choose or tick, beyond doing it.
package enum Asking: String, CaseIterable, Sendable, Codable {
  /// Pick a public service of the catalogue.
  case service
  /// Tick off the papers which that service needs.
  case papers
}

/// One step of the walk. ``StepField/all`` lists its fields for everything that handles all of them.
package struct Step: Hashable, Sendable {
  package var id: StepID
  package var title = LocalText("", "")
  package var when = Condition.always
  /// What the volunteer reads aloud.
  package var say = LocalText("", "")
  /// What is done, one to five lines, in order.
  package var actions: [LocalText] = []
  /// How one sees that it worked.
  package var check = LocalText("", "")
  package var warnings: [LocalText] = []
  package var links: [Link] = []
  /// How long it usually takes.
  package var expected = Duration.zero
  /// The problems known at this step; searched first.
  package var problems: [ProblemID] = []
  /// The safety line of this moment.
  package var safety: SafetyID = ""
  package var asks: Asking?
  /// Another checklist that helps at this step, e.g. where VNeID is missing: it can be opened for the same citizen.
  package var checklist: ChecklistID?
  package var source: Source?

  /// A step of which nothing is said yet.
  package init(id: StepID) { self.id = id }

  package init(
    id: StepID, title: LocalText, when: Condition = .always, say: LocalText, actions: [LocalText], check: LocalText,
    warnings: [LocalText] = [], links: [Link] = [], expected: Duration, problems: [ProblemID] = [], safety: SafetyID,
    asks: Asking? = nil, source: Source? = nil
  ) {
    self.id = id
    self.title = title
    self.when = when
    self.say = say
    self.actions = actions
    self.check = check
    self.warnings = warnings
    self.links = links
    self.expected = expected
    self.problems = problems
    self.safety = safety
    self.asks = asks
    self.source = source
  }
}

/// A guided checklist: questions that choose the branch, then steps.
///
/// Invariant of one that came through the linter: ids are unique, every name resolves, every step is reachable.
package struct Checklist: Hashable, Sendable {
  package var id: ChecklistID
  /// Counts up with each published change; a session stays on the version it began with.
  package var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  package var checked: String
  package var title: LocalText
  package var summary: LocalText
  package var safety: [SafetyLine]
  package var questions: [Question]
  package var steps: [Step]
  package var problems: [Problem]

  /// The longest link, in bytes: beyond it a QR code at level M does not fit 80×24.
  package static let longestAddressBytes = 60

  package init(
    id: ChecklistID, version: Int, checked: String, title: LocalText, summary: LocalText, safety: [SafetyLine],
    questions: [Question], steps: [Step], problems: [Problem]
  ) {
    self.id = id
    self.version = version
    self.checked = checked
    self.title = title
    self.summary = summary
    self.safety = safety
    self.questions = questions
    self.steps = steps
    self.problems = problems
  }

  /// The first question, in file order, that applies and has no answer yet; nil when all are answered.
  package func nextQuestion(after answers: [QuestionID: AnswerID]) -> Question? {
    questions.first { answers[$0.id] == nil && $0.when.holds(for: answers) }
  }

  /// The questions that apply to these answers, in file order.
  package func questions(for answers: [QuestionID: AnswerID]) -> [Question] {
    questions.filter { $0.when.holds(for: answers) }
  }

  /// The steps of the branch that these answers choose, in order.
  package func steps(for answers: [QuestionID: AnswerID]) -> [Step] {
    steps.filter { $0.when.holds(for: answers) }
  }

  package func question(_ id: QuestionID) -> Question? { questions.first { $0.id == id } }
  package func step(_ id: StepID) -> Step? { steps.first { $0.id == id } }
  package func problem(_ id: ProblemID) -> Problem? { problems.first { $0.id == id } }
  package func safetyLine(_ id: SafetyID) -> SafetyLine? { safety.first { $0.id == id } }

  /// What "finish" proposes: the outcome of the last answer that names one, else completed.
  package func proposedOutcome(for answers: [QuestionID: AnswerID]) -> Outcome {
    var proposed = Outcome.completed
    for question in questions(for: answers) {
      if let given = answers[question.id], let outcome = question.answers.first(where: { $0.id == given })?.outcome {
        proposed = outcome
      }
    }
    return proposed
  }
}
