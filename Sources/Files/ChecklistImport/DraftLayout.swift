import Checklists

/// A checklist under way from a file of another kind, with the place that each part comes from.
struct Draft {
  var id: String?
  var version = 1
  var checked: String?
  var title = LocalText("", "")
  var summary = LocalText("", "")
  var safety: [SafetyLine] = []
  var questions: [Question] = []
  var steps: [DraftStep] = []
  var problems: [Problem] = []
  /// Where parts come from; a part without a place of its own comes from where the part lies that holds it.
  var places: [SchemaPath: ImportPlace] = [:]
  /// Where the whole checklist stands.
  var place = ImportPlace.file
}

/// A step under way: fields that say nothing have to be written.
struct DraftStep {
  var step: Step
  /// The conditions on which it is part of the walk, any of which will do; it then stands there once for each.
  var when: [Condition] = [.always]
  var place: ImportPlace
  /// Where parts come from, by their paths in the step.
  var places: [SchemaPath: ImportPlace] = [:]

  init(id: String, place: ImportPlace) {
    step = Step(id: StepID(rawValue: id))
    self.place = place
  }

  /// Notes where a field, or one line of it, comes from.
  mutating func note(_ key: String, line: Int? = nil, at place: ImportPlace) {
    places[line.map { .root / key / $0 } ?? .root / key] = place
  }
}

/// Lays out a draft as a checklist, with placeholders where something is missing.
struct DraftLayout {
  let diagnostics: ImportDiagnostics
  private var places: [SchemaPath: ImportPlace] = [:]
  private var steps: [Step] = []
  private var names = NameGiver()
  /// The steps whose minutes stand for nothing.
  private(set) var untimed: Set<StepID> = []

  init(diagnostics: ImportDiagnostics) { self.diagnostics = diagnostics }

  /// The checklist, to which ``place(of:)`` then tells where its parts come from.
  mutating func checklist(_ draft: Draft, id: String, today: String) -> Checklist {
    places = draft.places
    places[.root] = draft.place
    var blanks: [Blank] = []
    if isMissing(draft.title) { blanks.append(.title) }
    if isMissing(draft.summary) { blanks.append(.summary) }
    var safety = draft.safety
    if safety.isEmpty {
      safety = [SafetyLine(id: SafetyID(rawValue: Placeholder.name), text: Placeholder.text)]
      blanks.append(.safety)
    }
    if draft.steps.isEmpty { blanks.append(.steps) }
    if !blanks.isEmpty { diagnostics.note(.toWrite(blanks), at: draft.place) }
    for step in draft.steps {
      complain(of: step, isSafetyClear: draft.safety.count == 1)
      add(step, safety: safety[0].id)
    }
    if steps.isEmpty { add(DraftStep(id: Placeholder.name, place: draft.place), safety: safety[0].id) }
    return Checklist(
      id: ChecklistID(rawValue: id), version: draft.version, checked: draft.checked ?? today,
      title: Placeholder.filled(draft.title), summary: Placeholder.filled(draft.summary),
      safety: safety.enumerated().map { filled($1, .root / "safety" / $0) },
      questions: draft.questions.enumerated().map { filled($1, .root / "questions" / $0) }, steps: steps,
      problems: draft.problems.enumerated().map { filled($1, .root / "problems" / $0) })
  }

  /// Where a part of the checklist comes from.
  func place(of path: SchemaPath) -> ImportPlace {
    var outer: SchemaPath? = path
    while let one = outer {
      if let place = places[one] { return place }
      outer = one.parent
    }
    return .file
  }

  private func isMissing(_ text: LocalText) -> Bool { text.vi.isEmpty || text.en.isEmpty }

  /// The text with placeholders; says which language is missing where only one is.
  private func filled(_ text: LocalText, _ path: SchemaPath) -> LocalText {
    let blanks = (text.vi.isEmpty ? [Blank.vietnamese] : []) + (text.en.isEmpty ? [.english] : [])
    if !blanks.isEmpty { diagnostics.note(.toWrite(blanks), at: place(of: path)) }
    return Placeholder.filled(text)
  }

  private func filled(_ line: SafetyLine, _ path: SchemaPath) -> SafetyLine {
    var line = line
    line.text = filled(line.text, path / "text")
    return line
  }

  private func filled(_ question: Question, _ path: SchemaPath) -> Question {
    var question = question
    question.text = filled(question.text, path / "text")
    for answer in question.answers.indices {
      question.answers[answer].text = filled(question.answers[answer].text, path / "answers" / answer / "text")
    }
    return question
  }

  private func filled(_ problem: Problem, _ path: SchemaPath) -> Problem {
    var problem = problem
    problem.symptom = filled(problem.symptom, path / "symptom")
    for line in problem.fix.indices { problem.fix[line] = filled(problem.fix[line], path / "fix" / line) }
    return problem
  }

  private mutating func add(_ draft: DraftStep, safety: SafetyID) {
    for when in draft.when {
      let path = SchemaPath.root / "steps" / steps.count
      places[path] = draft.place
      for (part, place) in draft.places { places[path / part] = place }
      var step = draft.step
      step.id = StepID(rawValue: names.name(step.id.rawValue))
      step.when = when
      for field in StepField.all { fill(field, of: &step, safety: safety) }
      steps.append(step)
    }
  }

  /// Puts placeholders into a field where it says nothing and has to.
  private mutating func fill(_ field: StepField, of step: inout Step, safety: SafetyID) {
    let isMissing = field.isRequired && !field.isGiven(in: step)
    switch field.kind {
    case .text(let property, _):
      if isMissing || field.isGiven(in: step) { step[keyPath: property] = Placeholder.filled(step[keyPath: property]) }
    case .lines(let property, _, _):
      step[keyPath: property] = isMissing ? [Placeholder.text] : step[keyPath: property].map(Placeholder.filled)
    case .links(let property, _, _):
      for index in step[keyPath: property].indices {
        step[keyPath: property][index].label = Placeholder.filled(step[keyPath: property][index].label)
      }
    case .minutes(let property, _):
      guard isMissing else { return }
      untimed.insert(step.id)
      step[keyPath: property] = Placeholder.minutes
    case .safety(let property): if isMissing { step[keyPath: property] = safety }
    case .condition, .problems, .asking, .checklist, .source: break
    }
  }

  /// One complaint for a step, with all that is missing in it.
  private func complain(of draft: DraftStep, isSafetyClear: Bool) {
    let step = draft.step
    var blanks: [Blank] = StepField.all.filter { field in
      guard field.isRequired, !field.isGiven(in: step) else { return false }
      switch field.kind {
      // Most steps have no known problems.
      case .problems: return false
      // Where there is one safety line alone, it is the one that is meant.
      case .safety: return !isSafetyClear
      default: return true
      }
    }.map { .field($0.key) }
    let given = StepField.all.filter { $0.isGiven(in: step) }.flatMap { $0.texts(of: step) }.map(\.text)
    if given.contains(where: \.vi.isEmpty) { blanks.append(.vietnamese) }
    if given.contains(where: \.en.isEmpty) { blanks.append(.english) }
    if !blanks.isEmpty { diagnostics.note(.toWrite(blanks), at: draft.place) }
  }
}
