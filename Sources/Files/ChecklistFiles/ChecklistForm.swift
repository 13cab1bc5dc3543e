import Checklists

/// Reads a checklist from the values of its file.
struct ChecklistForm {
  let lint: Lint
  /// Names that were given and used, to be resolved when the whole file is read.
  var names = NameBook()

  /// Many times what a person can be walked through; they bound the effort of following the branches.
  static let mostQuestions = 40
  static let mostSteps = 200

  init(lint: Lint) { self.lint = lint }

  /// The checklist; its parts are empty where the lint complained.
  mutating func checklist(_ root: YAMLValue, stem: String?) -> Checklist {
    let keys = ["id", "version", "checked", "title", "summary", "safety", "questions", "steps", "problems"]
    let fields = Fields(root, allowed: keys, lint: lint)
    let header = lint.header(fields, stem: stem)
    return Checklist(
      id: header.id, version: header.version, checked: header.checked, title: header.title, summary: header.summary,
      safety: fields.list("safety", 1...40).map { safetyLine($0) },
      questions: fields.list("questions", 0...Self.mostQuestions).map { question($0) },
      steps: fields.list("steps", 1...Self.mostSteps).map { step($0) },
      problems: fields.list("problems", 0...200).map { problem($0) })
  }

  private mutating func safetyLine(_ value: YAMLValue) -> SafetyLine {
    let fields = Fields(value, allowed: ["id", "text", "source"], lint: lint)
    let id = fields.name("id")
    names.give(.safety, id, at: idPlace(fields))
    return SafetyLine(
      id: SafetyID(rawValue: id), text: fields.words("text", .line(74)), source: lint.optionalSource(fields))
  }

  private mutating func question(_ value: YAMLValue) -> Question {
    let fields = Fields(value, allowed: ["id", "text", "when", "answers"], lint: lint)
    let id = QuestionID(rawValue: fields.name("id"))
    names.give(.question, id.rawValue, at: idPlace(fields))
    let text = fields.words("text", .line(72))
    let when = condition(fields, of: .question)
    var answers: [Answer] = []
    for entry in fields.list("answers", 2...9) { answers.append(answer(entry, of: id)) }
    return Question(id: id, text: text, when: when, answers: answers)
  }

  private mutating func answer(_ value: YAMLValue, of question: QuestionID) -> Answer {
    let fields = Fields(value, allowed: ["id", "text", "outcome", "checklist"], lint: lint)
    let id = fields.name("id")
    names.give(answer: id, of: question, at: idPlace(fields))
    var checklist: ChecklistID?
    if let value = fields.optional("checklist"), let name = lint.name(value) {
      checklist = ChecklistID(rawValue: name)
      names.references.append(
        Reference(checklist: ChecklistID(rawValue: name), line: value.place.line, column: value.place.column))
    }
    return Answer(
      id: AnswerID(rawValue: id), text: fields.words("text", .line(66)), outcome: fields.optionalWord("outcome"),
      checklist: checklist)
  }

  private mutating func condition(_ fields: Fields, of owner: NameFault.Named) -> Condition {
    guard let value = fields.optional("when") else {
      names.whenPlaces[owner, default: []].append(nil)
      return .always
    }
    names.whenPlaces[owner, default: []].append(value.place)
    guard case .mapping(let pairs) = value.kind else {
      lint.note(.shape(.wrongType(expected: .mapping)), at: value.place)
      return .always
    }
    var clauses: [Condition.Clause] = []
    for pair in pairs {
      let question = QuestionID(rawValue: pair.key)
      names.use(.question, pair.key, at: pair.keyPlace)
      var answers: [AnswerID] = []
      for entry in lint.list(pair.value, 1...9) {
        guard let answer = lint.text(entry) else { continue }
        names.use(answer: answer, of: question, at: entry.place)
        answers.append(AnswerID(rawValue: answer))
      }
      clauses.append(.init(question: question, answers: answers))
    }
    return Condition(clauses)
  }
}

extension ChecklistForm {
  private static let stepKeys = [
    "id", "title", "when", "say", "do", "check", "warnings", "links", "minutes", "problems", "safety", "asks", "source",
  ]
  /// Rows of 80×24 that a step may take, so that it shows without scrolling.
  static let rowsOfStep = 15

  private mutating func step(_ value: YAMLValue) -> Step {
    let fields = Fields(value, allowed: Self.stepKeys, lint: lint)
    let id = fields.name("id")
    names.give(.step, id, at: idPlace(fields))
    let step = Step(
      id: StepID(rawValue: id), title: fields.words("title", .line(50)), when: condition(fields, of: .step),
      say: fields.words("say", .lines(3, of: 72)), actions: fields.wordsList("do", 1...5, .lines(2, of: 70)),
      check: fields.words("check", .lines(2, of: 70)),
      warnings: fields.optionalList("warnings", 0...6).map { lint.words($0, .lines(2, of: 70)) },
      links: fields.optionalList("links", 0...3).map { lint.link($0) },
      expected: .milliseconds(Int64(fields.number("minutes", 0.1...240) * 60_000)),
      problems: fields.list("problems", 0...40).compactMap { problemReference($0) }, safety: safetyReference(fields),
      asks: fields.optionalWord("asks"), source: lint.optionalSource(fields))
    if lint.isMeasuring { measure(step, at: value.place) }
    return step
  }

  private mutating func problemReference(_ value: YAMLValue) -> ProblemID? {
    guard let name = lint.text(value) else { return nil }
    names.use(.problem, name, at: value.place)
    return ProblemID(rawValue: name)
  }

  private mutating func safetyReference(_ fields: Fields) -> SafetyID {
    guard let value = fields.required("safety"), let name = lint.text(value) else { return "" }
    names.use(.safety, name, at: value.place)
    return SafetyID(rawValue: name)
  }

  /// Complains where the whole step takes more rows than 80×24 has, in either language.
  private func measure(_ step: Step, at place: Place) {
    for language in Language.allCases {
      let marked = step.actions + [step.check] + step.warnings
      let rows =
        lineCount(of: step.say[language], columns: 72) + step.links.count + (step.source == nil ? 0 : 1)
        + marked.reduce(0) { $0 + lineCount(of: $1[language], columns: 70) }
      if rows > Self.rowsOfStep {
        lint.note(.room(.tooTall(rows: rows, budget: Self.rowsOfStep, language)), at: place)
      }
    }
  }

  private mutating func problem(_ value: YAMLValue) -> Problem {
    let fields = Fields(value, allowed: ["id", "symptom", "fix", "outcome", "source"], lint: lint)
    let id = fields.text("id")
    if !id.isEmpty, !isProblemName(id) { lint.note(.shape(.badProblemName(id)), at: idPlace(fields)) }
    names.give(.problem, id, at: idPlace(fields))
    return Problem(
      id: ProblemID(rawValue: id), symptom: fields.words("symptom", .line(70)),
      fix: fields.wordsList("fix", 1...4, .lines(2, of: 70)), outcome: fields.optionalWord("outcome"),
      source: lint.optionalSource(fields))
  }

  private func idPlace(_ fields: Fields) -> Place { fields.optional("id")?.place ?? fields.place }
}

/// The form of `E-V01`: E, one capital, two digits.
private func isProblemName(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.count == 5 && text.hasPrefix("E-") && (0x41...0x5A).contains(bytes[2])
    && bytes[3...].allSatisfy { (0x30...0x39).contains($0) }
}
