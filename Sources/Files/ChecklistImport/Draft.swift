import Checklists

/// A checklist under way from a file of another kind, with the place that each part comes from.
struct Draft {
  var id: String?
  var version = 1
  var checked: String?
  var title: LocalText?
  var summary: LocalText?
  var safety: [SafetyLine] = []
  var questions: [Question] = []
  var steps: [DraftStep] = []
  var problems: [Problem] = []
  /// Where parts come from, by their paths in the checklist, e.g. `questions/0/text`.
  var places: [String: ImportPlace] = [:]
  /// Where the whole checklist stands.
  var place = ImportPlace.file
}

/// A step under way: what is nil or empty has to be written.
struct DraftStep {
  var id: String
  var title: LocalText?
  /// The conditions on which it is part of the walk, any of which will do; it then stands there once for each.
  var when: [Condition] = [.always]
  var say: LocalText?
  var actions: [LocalText] = []
  var check: LocalText?
  var warnings: [LocalText] = []
  var links: [Link] = []
  var minutes: Duration?
  var problems: [ProblemID] = []
  var safety: String?
  var asks: Asking?
  var source: Source?
  var place: ImportPlace
  /// Where parts come from, by their paths in the step, e.g. `do/0`.
  var places: [String: ImportPlace] = [:]

  init(id: String, place: ImportPlace) {
    self.id = id
    self.place = place
  }
}

/// Lays out a draft as a checklist, with placeholders where something is missing.
struct Finishing {
  let ear: Ear
  private var places: [String: ImportPlace] = [:]
  private var steps: [Step] = []
  private var names = NameGiver()
  /// The steps whose minutes stand for nothing.
  private(set) var untimed: Set<StepID> = []

  init(ear: Ear) { self.ear = ear }

  /// The checklist, and where its parts come from.
  mutating func checklist(_ draft: Draft, id: String, today: String) -> (Checklist, [String: ImportPlace]) {
    places = draft.places
    var blanks: [Blank] = []
    if isMissing(draft.title) { blanks.append(.title) }
    if isMissing(draft.summary) { blanks.append(.summary) }
    var safety = draft.safety
    if safety.isEmpty {
      safety = [SafetyLine(id: SafetyID(rawValue: Placeholder.name), text: Placeholder.text)]
      blanks.append(.safety)
    }
    if draft.steps.isEmpty { blanks.append(.steps) }
    if !blanks.isEmpty { ear.note(.toWrite(blanks), at: draft.place) }
    for step in draft.steps { add(step, safety: safety[0].id, isSafetyClear: draft.safety.count == 1) }
    if steps.isEmpty {
      add(
        DraftStep(id: Placeholder.name, place: draft.place), safety: safety[0].id, isSafetyClear: true,
        isHeard: false)
    }
    let questions = draft.questions.enumerated().map { filled($1, $0) }
    let checklist = Checklist(
      id: ChecklistID(rawValue: id), version: draft.version, checked: draft.checked ?? today,
      title: Placeholder.filled(draft.title), summary: Placeholder.filled(draft.summary),
      safety: safety.enumerated().map { filled($1, $0) }, questions: questions, steps: steps,
      problems: draft.problems.enumerated().map { filled($1, $0) })
    return (checklist, places)
  }

  private func isMissing(_ text: LocalText?) -> Bool { text.map { $0.vi.isEmpty || $0.en.isEmpty } ?? true }

  /// The text with placeholders; says which language is missing where only one is.
  private func filled(_ text: LocalText, at path: String) -> LocalText {
    let blanks = (text.vi.isEmpty ? [Blank.vietnamese] : []) + (text.en.isEmpty ? [.english] : [])
    if !blanks.isEmpty { ear.note(.toWrite(blanks), at: place(of: path)) }
    return Placeholder.filled(text)
  }

  private func filled(_ line: SafetyLine, _ index: Int) -> SafetyLine {
    var line = line
    line.text = filled(line.text, at: "safety/\(index)/text")
    return line
  }

  private func filled(_ question: Question, _ index: Int) -> Question {
    var question = question
    question.text = filled(question.text, at: "questions/\(index)/text")
    for answer in question.answers.indices {
      let path = "questions/\(index)/answers/\(answer)/text"
      question.answers[answer].text = filled(question.answers[answer].text, at: path)
    }
    return question
  }

  private func filled(_ problem: Problem, _ index: Int) -> Problem {
    var problem = problem
    problem.symptom = filled(problem.symptom, at: "problems/\(index)/symptom")
    for line in problem.fix.indices {
      problem.fix[line] = filled(problem.fix[line], at: "problems/\(index)/fix/\(line)")
    }
    return problem
  }

  private func place(of path: String) -> ImportPlace { nearestPlace(path, in: places) ?? .file }

  private mutating func add(_ draft: DraftStep, safety: SafetyID, isSafetyClear: Bool, isHeard: Bool = true) {
    if isHeard { complain(of: draft, isSafetyClear: isSafetyClear) }
    for when in draft.when {
      let path = "steps/\(steps.count)"
      places[path] = draft.place
      for (part, place) in draft.places { places["\(path)/\(part)"] = place }
      let id = StepID(rawValue: names.name(draft.id))
      if draft.minutes == nil { untimed.insert(id) }
      steps.append(
        Step(
          id: id, title: Placeholder.filled(draft.title), when: when,
          say: Placeholder.filled(draft.say),
          actions: draft.actions.isEmpty ? [Placeholder.text] : draft.actions.map { Placeholder.filled($0) },
          check: Placeholder.filled(draft.check), warnings: draft.warnings.map { Placeholder.filled($0) },
          links: draft.links.map { Link(address: $0.address, label: Placeholder.filled($0.label)) },
          expected: draft.minutes ?? Placeholder.minutes, problems: draft.problems,
          safety: draft.safety.map { SafetyID(rawValue: $0) } ?? safety, asks: draft.asks, source: draft.source))
    }
  }

  /// One complaint for a step, with all that is missing in it.
  private func complain(of step: DraftStep, isSafetyClear: Bool) {
    var blanks: [Blank] = []
    if step.title == nil { blanks.append(.title) }
    if step.say == nil { blanks.append(.say) }
    if step.actions.isEmpty { blanks.append(.actions) }
    if step.check == nil { blanks.append(.check) }
    if step.minutes == nil { blanks.append(.minutes) }
    // Where there is one safety line alone, it is the one that is meant.
    if step.safety == nil, !isSafetyClear { blanks.append(.safety) }
    let given =
      [step.title, step.say, step.check].compactMap { $0 } + step.actions + step.warnings + step.links.map(\.label)
    if given.contains(where: \.vi.isEmpty) { blanks.append(.vietnamese) }
    if given.contains(where: \.en.isEmpty) { blanks.append(.english) }
    if !blanks.isEmpty { ear.note(.toWrite(blanks), at: step.place) }
  }
}

/// The place of a path, or of the nearest part that it lies in.
func nearestPlace(_ path: String, in places: [String: ImportPlace]) -> ImportPlace? {
  var parts = path.split(separator: "/")
  while !parts.isEmpty {
    if let place = places[parts.joined(separator: "/")] { return place }
    parts.removeLast()
  }
  return nil
}
