/// Where a rule comes from, and when somebody last looked.
public struct Source: Hashable, Sendable {
  /// The document, e.g. "Nghị định 69/2024/NĐ-CP, Điều 14".
  public var text: String
  /// The day it was last checked, `yyyy-mm-dd`.
  public var checked: String
  /// False where nobody has confirmed it: the screen then says "cần kiểm tra tại địa phương".
  public var isVerified: Bool

  public init(text: String, checked: String, isVerified: Bool) {
    self.text = text
    self.checked = checked
    self.isVerified = isVerified
  }
}

/// An https address on an allow-listed domain.
public struct Link: Hashable, Sendable {
  /// The address, at most ``Checklist/longestAddressBytes`` bytes, so that its QR code fits the screen.
  public var address: String
  /// What it leads to.
  public var label: LocalText

  public init(address: String, label: LocalText) {
    self.address = address
    self.label = label
  }

  /// The domain in words, without scheme and path.
  public var host: String {
    let rest = address.hasPrefix("https://") ? address.dropFirst(8) : address[...]
    return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" })
  }
}

/// When a question or step is part of the walk: every clause holds. No clauses: always.
public struct Condition: Hashable, Sendable {
  /// One question with the answers that satisfy the clause.
  public struct Clause: Hashable, Sendable {
    /// The question that must have been asked and answered.
    public var question: QuestionID
    /// Any of these answers will do.
    public var answers: [AnswerID]

    public init(question: QuestionID, answers: [AnswerID]) {
      self.question = question
      self.answers = answers
    }
  }

  /// The clauses, in file order.
  public var clauses: [Clause]

  public init(_ clauses: [Clause] = []) { self.clauses = clauses }

  /// Always part of the walk.
  public static let always = Condition()

  /// Whether it holds for these answers.
  public func holds(for answers: [QuestionID: AnswerID]) -> Bool {
    clauses.allSatisfy { clause in
      answers[clause.question].map { clause.answers.contains($0) } ?? false
    }
  }
}

/// One possible answer to a question.
public struct Answer: Hashable, Sendable {
  public var id: AnswerID
  public var text: LocalText
  /// What "finish" proposes where this was answered.
  public var outcome: Outcome?
  /// Another checklist that should be done first.
  public var checklist: ChecklistID?

  public init(id: AnswerID, text: LocalText, outcome: Outcome? = nil, checklist: ChecklistID? = nil) {
    self.id = id
    self.text = text
    self.outcome = outcome
    self.checklist = checklist
  }
}

/// A question whose answer chooses the branch.
public struct Question: Hashable, Sendable {
  public var id: QuestionID
  public var text: LocalText
  public var when: Condition
  /// Two to nine: one digit each.
  public var answers: [Answer]

  public init(id: QuestionID, text: LocalText, when: Condition = .always, answers: [Answer]) {
    self.id = id
    self.text = text
    self.when = when
    self.answers = answers
  }
}

/// A known trouble with its fix.
public struct Problem: Hashable, Sendable {
  public var id: ProblemID
  public var symptom: LocalText
  /// What to try, in order.
  public var fix: [LocalText]
  /// What "finish" proposes where the fix did not help.
  public var outcome: Outcome?
  public var source: Source?

  public init(id: ProblemID, symptom: LocalText, fix: [LocalText], outcome: Outcome? = nil, source: Source? = nil) {
    self.id = id
    self.symptom = symptom
    self.fix = fix
    self.outcome = outcome
    self.source = source
  }
}

/// A sentence that protects the citizen; one is always in view.
public struct SafetyLine: Hashable, Sendable {
  public var id: SafetyID
  public var text: LocalText
  public var source: Source?

  public init(id: SafetyID, text: LocalText, source: Source? = nil) {
    self.id = id
    self.text = text
    self.source = source
  }
}

/// Something that a step lets the volunteer choose or tick, beyond doing it.
public enum Asking: String, CaseIterable, Sendable, Codable {
  /// Pick a public service of the catalogue.
  case service
  /// Tick off the papers which that service needs.
  case papers
}

/// One step of the walk. ``StepField/all`` lists its fields for everything that handles all of them.
public struct Step: Hashable, Sendable {
  public var id: StepID
  public var title = LocalText("", "")
  public var when = Condition.always
  /// What the volunteer reads aloud.
  public var say = LocalText("", "")
  /// What is done, one to five lines, in order.
  public var actions: [LocalText] = []
  /// How one sees that it worked.
  public var check = LocalText("", "")
  public var warnings: [LocalText] = []
  public var links: [Link] = []
  /// How long it usually takes.
  public var expected = Duration.zero
  /// The problems known at this step; searched first.
  public var problems: [ProblemID] = []
  /// The safety line of this moment.
  public var safety: SafetyID = ""
  public var asks: Asking?
  public var source: Source?

  /// A step of which nothing is said yet.
  public init(id: StepID) { self.id = id }

  public init(
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
public struct Checklist: Hashable, Sendable {
  public var id: ChecklistID
  /// Counts up with each published change; a session stays on the version it began with.
  public var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  public var checked: String
  public var title: LocalText
  public var summary: LocalText
  public var safety: [SafetyLine]
  public var questions: [Question]
  public var steps: [Step]
  public var problems: [Problem]

  /// The longest link, in bytes: beyond it a QR code at level M does not fit 80×24.
  public static let longestAddressBytes = 60

  public init(
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
  public func nextQuestion(after answers: [QuestionID: AnswerID]) -> Question? {
    questions.first { answers[$0.id] == nil && $0.when.holds(for: answers) }
  }

  /// The questions that apply to these answers, in file order.
  public func questions(for answers: [QuestionID: AnswerID]) -> [Question] {
    questions.filter { $0.when.holds(for: answers) }
  }

  /// The steps of the branch that these answers choose, in order.
  public func steps(for answers: [QuestionID: AnswerID]) -> [Step] {
    steps.filter { $0.when.holds(for: answers) }
  }

  public func question(_ id: QuestionID) -> Question? { questions.first { $0.id == id } }
  public func step(_ id: StepID) -> Step? { steps.first { $0.id == id } }
  public func problem(_ id: ProblemID) -> Problem? { problems.first { $0.id == id } }
  public func safetyLine(_ id: SafetyID) -> SafetyLine? { safety.first { $0.id == id } }

  /// What "finish" proposes: the outcome of the last answer that names one, else completed.
  public func proposedOutcome(for answers: [QuestionID: AnswerID]) -> Outcome {
    var proposed = Outcome.completed
    for question in questions(for: answers) {
      if let given = answers[question.id], let outcome = question.answers.first(where: { $0.id == given })?.outcome {
        proposed = outcome
      }
    }
    return proposed
  }
}
